"""Other names for units: one alias for a name wherever it stands, in every text of a copied library, and none left over."""

import io
import re

import pytest
from pptx import Presentation

from core.definitions import load
from core.disguise import Disguise, aliases, letters, partial_forms
from core.errors import LibraryError
from core.export.briefing import briefing
from core.model import PlainSentence
from core.store.disguised import disguise_of, disguised_copy
from core.store.library import Library
from core.store.named import settings
from tests.export.test_briefing import texts
from tests.pages.conftest import filled  # noqa: F401 - a fixture
from tests.readings import a_cell, a_reading, a_table, an_identity, place


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


SHORT = {"卫生健康委员会": ["卫健委", "卫生健康委"], "残疾人联合会": ["残联"]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甘泽市卫健委", "单位B"),
        ("甘泽卫健委的", "单位B的"),
        ("甘泽市卫生健康\n委", "单位B"),
        ("经与市卫健委商定", "经与单位B商定"),
        ("外市卫健委", "外市卫健委"),
        ("市卫生健康委员会", "单位B"),
        ("甘泽市残联、甘泽市卫生健康委员会(汇总)", "单位C、单位A"),
        ("残联", "残联"),
    ],
)
def test_short_names_and_those_with_the_level_alone_are_the_same_unit(text, wanted):
    names = ["甘泽市卫生健康委员会（汇总）", "甘泽市卫生健康委员会", "甘泽市残疾人联合会"]
    made = aliases(names, "单位{}".format, ["甘泽市"], SHORT, "省市县")
    assert Disguise(made, partial_forms(made, ["甘泽市"], "省市县"), "与，").text(text) == wanted


def test_two_names_that_differ_in_their_bracket_hide_the_one_without():
    assert told("临川县水务局", ["临川县水务局（本级）", "临川县水务局（汇总）"]) == "单位A"


def test_a_name_too_short_to_be_looked_for_is_replaced_where_it_stands_alone():
    hiding = Disguise({}, whole={"水务局": "单位A"})
    assert [hiding.text(text) for text in ("水务局", "水 务局", "县水务局")] == ["单位A", "单位A", "县水务局"]


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


FORM = ["项目名称 | 河道清淤 | 项目负责人 | 陈望川", "联系人 | 李想 | 联系电话 | 0538-6123456"]
TOLD = "负责人：陈望川，请与甘泽市财政局、甘泽财政局或市审计局联系。"


@pytest.fixture
def named(tmp_path):
    """A library that names a region, persons and a telephone, under its own names and under others."""
    cells = [a_cell(row, column, text) for row, line in enumerate(FORM) for column, text in enumerate(line.split(" | "))]
    told = PlainSentence("explanation", TOLD, place())
    report = a_reading("a1", an_identity("甘泽市水务局"), tables=(a_table(cells=tuple(cells), facts=()),), sentences=(told,))
    with Library.open(tmp_path / "own") as library:
        library.save(report)
        disguised_copy(library, tmp_path / "copy", disguise_of(library, load()))
    with Library.open(tmp_path / "copy") as copy:
        yield copy


def test_persons_regions_and_telephones_of_a_report_are_hidden_everywhere(named):
    (report,) = named.reports().itertuples()
    assert (report.unit_name, report.file, report.region) == ("单位A", "单位A_2023.pdf", "B")
    printed = " ".join(named.cells(report.report, 0)["text"])
    assert not [word for word in ("陈望川", "李想", "6123456", "甘泽") if word in printed]
    (sentence,) = named.sentences(report.report)["sentence"]
    assert sentence == "负责人：人员A，请与地区A财政局、地区A财政局或市审计局联系。"


NUMBERS = ["010-12345678", "（0632）3312836", "010－1234 5678", "029 8678 1234", "13800001234", "138-0000-1234", "138 0000 1234"]
NUMBERS += ["电话：3312836", "监督举报电话 12345678", "传真:3312837"]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_telephone_number_is_hidden_however_it_is_written(text):
    assert not re.search(r"\d{4}", re.sub(settings("contact")["phone"], "", f"请咨询{text}。"))


ONLINE = ["jyj@xian.gov.cn", "http://www.zaozhuang.gov.cn/czj/index.html?id=3", "www.cast.org.cn", "https://czj.sh.gov.cn:8080/a"]


@pytest.mark.parametrize("text", ONLINE)
def test_an_address_on_the_internet_is_hidden(text):
    assert re.sub(settings("contact")["online"], "", f"网址：{text}。") == "网址：。"


OTHERS = ["35129801.20", "0298678.12万元", "2060704 1234 5678", "a013800001234f", "2023 12 31", "电话费3312836.00元"]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_telephone_number_stays(text):
    assert re.sub(settings("contact")["phone"], "", text) == text


OFFLINE = ["公开表_2023.docx", "1,367.76", "http://127.0.0.1:8765/report?report=a1", "a.company", "0.1.0", "GB/T 2260"]


@pytest.mark.parametrize("text", OFFLINE)
def test_what_is_no_address_on_the_internet_stays(text):
    assert re.sub(settings("contact")["online"], "", text) == text
