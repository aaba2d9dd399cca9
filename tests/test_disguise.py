"""Other names for units: one alias for a name wherever it stands, in every text of a copied library, and none left over."""

import io

import pytest
from pptx import Presentation

from core.definitions import load
from core.disguise import Disguise, aliases, letters
from core.errors import LibraryError
from core.export.briefing import briefing
from core.store.disguised import disguise_of, disguised_copy
from core.store.library import Library
from tests.export.test_briefing import texts
from tests.pages.conftest import filled  # noqa: F401 - a fixture


@pytest.mark.parametrize(
    ("number", "told"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_go_on_after_z(number, told):
    assert letters(number) == told


NAMES = ["甘泽市水务局（汇总）", "甘泽市水务局河道管理中心", "临川县水务局"]


def told(text: str, names=NAMES, regions=("甘泽市", "临川县")) -> str:
    return Disguise(aliases(names, "单位{}".format, regions)).text(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甘泽市水务局河道管理中心2023年度", "单位B2023年度"),
        ("甘泽市水务局（汇总）", "单位A"),
        ("甘泽市水务局的支出", "单位A的支出"),
        ("甘泽市水 务\n局的支出", "单位A的支出"),
        ("河道管理中心没有，水务局河道管理中心有", "河道管理中心没有，单位B有"),
        ("临川县水务局与甘泽市水务局", "单位C与单位A"),
        ("别的单位", "别的单位"),
        ("", ""),
    ],
)
def test_a_name_becomes_its_alias_however_it_is_printed(text, wanted):
    assert told(text) == wanted


def test_a_form_that_two_names_share_is_left_alone():
    assert told("疾病预防控制中心", ["甲市疾病预防控制中心", "乙市疾病预防控制中心"], ("甲市", "乙市")) == "疾病预防控制中心"


def test_without_names_nothing_changes():
    assert told("甘泽市水务局", []) == "甘泽市水务局"


@pytest.fixture(scope="module")
def both(filled, tmp_path_factory):  # noqa: F811
    """The library of the samples and its copy under other names."""
    with Library.open(filled) as library:
        folder = tmp_path_factory.mktemp("copy") / "own"
        disguised_copy(library, folder, disguise_of(library, load()))
        with Library.open(folder) as copy:
            yield library, copy


def real_names(library: Library) -> list[str]:
    kept = library.reports()
    return [name for name in (*kept["unit_name"], *kept["file"]) if len(name) >= 4]


def test_no_text_of_the_copy_holds_a_real_name(both):
    library, copy = both
    names, cursor = real_names(library), copy.cursor()
    copy.index_texts()
    columns = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type = 'VARCHAR'"
    for table, column in cursor.execute(columns).fetchall():
        for name in names:
            sql = f"""SELECT count(*) FROM "{table}" WHERE contains(regexp_replace("{column}", '\\s', '', 'g'), ?)"""
            assert cursor.execute(sql, ["".join(name.split())]).fetchone() == (0,), (table, column, name)


def test_the_copy_holds_the_same_figures(both):
    library, copy = both
    for report in library.reports()["report"]:
        facts = [store.facts(report) for store in both]
        assert list(facts[0]["amount_fen"]) == list(facts[1]["amount_fen"])
        assert len(library.findings(report)) == len(copy.findings(report))
    assert sorted(copy.reports()["fiscal_year"]) == sorted(library.reports()["fiscal_year"])
    copy.index_texts()
    assert copy.cursor().execute("SELECT count(DISTINCT report) FROM searchable").fetchone() == (len(library.reports()),)


def test_what_is_exported_from_the_copy_has_no_real_name(both):
    library, copy = both
    for report in library.reports()["report"]:
        made = Presentation(io.BytesIO(briefing(copy, report, load())))
        slides = "\n".join(texts(made))
        assert copy.known(report).unit_name in slides
        for name in real_names(library):
            assert name not in slides


def test_a_frozen_library_refuses_changes_and_keeps_its_log(both):
    library, _ = both
    report = library.reports()["report"].iloc[0]
    library.frozen = True
    try:
        for change in (lambda: library.delete(report), lambda: library.name_person("x"), lambda: library.keep_view("x", "y", "z")):
            with pytest.raises(LibraryError) as refused:
                change()
            assert refused.value.code == "library_frozen"
        library.record("export", "x.xlsx")
    finally:
        library.frozen = False
    assert report in set(library.reports()["report"])
