"""Search: pieces of text however they are printed, exact amounts in any unit, no contact persons, counts that add up."""

import pytest

from core.batch import import_paths
from core.model import Funding, Indicator, PlainSentence, PrintedCell, Project, Statement
from core.store.library import Library
from core.store.search import PARTS, Hit, Narrowed, near_terms, search, sought
from tests.conftest import SAMPLES
from tests.readings import a_cell, a_fact, a_reading, a_table, an_identity, place

TOLD = "2023年度“三公”经费支出1,234.56万元，比上年减少0.50万元。"
PERSON, PHONE, OTHER_PHONE = "张三丰", "0632-3312836", "13800001234"


def a_statement(**changes: object) -> Statement:
    fields = {"section": "一、支出情况", "subject": "支出", "measure": "current", "value": "1234.56", "unit": "万元", "basis": ""}
    return Statement(**{**fields, "line_code": "", "sentence": TOLD, "place": place(9), **changes})


def a_project(**changes: object) -> Project:
    money = Funding("total", "", "80", "80", "", "", "", place(12))
    goal = Indicator("产出指标", "数量指标", "公务接待批次", "≤", "10", "批次", "12", "5", "4", "接待任务增加", place(12))
    return Project("project_self_evaluation", "信息化运维", "示例市财政局", "", "90", "100", place(12), (money,), (goal,), **changes)


@pytest.fixture
def library(tmp_path):
    """One report in ten thousands of yuan, one in yuan, one older version."""
    in_yuan = a_table(unit="元", facts=(a_fact(1, 2, "12,345,600.00", 1_234_560_000, unit="元", precision_fen=1),))
    with Library.open(tmp_path) as opened:
        opened.save(a_reading("ab", statements=(a_statement(), a_statement(measure="delta", value="0.50")), projects=(a_project(),)))
        opened.save(a_reading("cd", an_identity("示例市审计局", 2022), tables=(in_yuan,)))
        opened.save(a_reading("ef"))
        yield opened


def found(library, definitions, words: str, **narrowed: object) -> tuple[Hit, ...]:
    return search(library, sought(words, definitions), Narrowed(**narrowed), definitions).hits


@pytest.mark.parametrize("words", ["般", "公共服务", "公 共\n服务", "　公共服务　"])
def test_text_is_found_by_any_piece_of_it_with_or_without_blanks(library, definitions, words):
    hits = found(library, definitions, words, unit_name="示例市财政局")
    assert [(hit.kind, hit.row, hit.column, hit.page) for hit in hits] == [("label", 1, 1, 3)]


@pytest.mark.parametrize("printed", ["ＡＢＣ１２３（补助）", "abc 123 (补助)", "“ABC”123\n(补助)"])
def test_full_width_case_quotation_marks_and_line_ends_do_not_matter(tmp_path, definitions, printed):
    with Library.open(tmp_path) as library:
        library.save(a_reading(tables=(a_table(cells=(a_cell(1, 1, printed),), facts=()),)))
        (hit,) = found(library, definitions, "Ａbc123(补")
    ((start, end),) = hit.marks
    assert printed[start:end].endswith("补")
    assert printed[:start].strip("“") == ""


def test_every_place_a_match_stands_in_is_marked(library, definitions):
    (hit,) = found(library, definitions, "年", part="narrative", all_versions=True)
    assert [TOLD[start:end] for start, end in hit.marks] == ["年", "年"]


AMOUNTS = ["1234.56", "1,234.56", "１，２３４．５６", "12345600元", "12,345,600.00 元", "1234.560万元", "0.123456亿元"]


@pytest.mark.parametrize("words", AMOUNTS)
def test_an_amount_is_found_in_cells_and_sentences_whatever_unit_they_print(library, definitions, words):
    hits = found(library, definitions, words, all_versions=True)
    assert {(hit.kind, hit.text, hit.unit) for hit in hits} == {
        ("fact", "1,234.56", "万元"),
        ("fact", "12,345,600.00", "元"),
        ("figure", TOLD, ""),
    }
    assert all("".join(hit.text[start:end] for start, end in hit.marks).replace(",", "").startswith("123") for hit in hits)


def test_a_bare_number_is_taken_in_the_unit_asked_for(library, definitions):
    assert not search(library, sought("1234.56", definitions, "元"), Narrowed(), definitions).total
    by_yuan = search(library, sought("12345600", definitions, "元"), Narrowed(all_versions=True), definitions)
    assert {hit.kind for hit in by_yuan.hits} == {"fact", "figure"}
    told = sought("1,367.76", definitions)
    assert (told.number, told.unit, told.amount_fen, told.unit_said) == ("1367.76", "万元", 1_367_760_000, False)


@pytest.mark.parametrize("words", ["1234.5", "234.56", "34.56万元", "1234.561", "12345600.5"])
def test_an_amount_is_exact_or_not_found(library, definitions, words):
    assert not found(library, definitions, words)


def test_what_is_finer_than_a_fen_is_no_amount(definitions):
    assert sought("0.001元", definitions).amount_fen is None


def test_a_code_is_found_by_its_beginning_an_ordinary_number_only_whole(library, definitions):
    assert {hit.kind for hit in found(library, definitions, "20")} == {"code"}
    assert {hit.text for hit in found(library, definitions, "2")} == {"201"}
    assert not found(library, definitions, "01")
    assert not found(library, definitions, "023")


def test_money_of_a_project_is_found_by_the_printed_number(library, definitions):
    (hit,) = found(library, definitions, "80", all_versions=True, part="performance")
    assert (hit.kind, hit.text, hit.project_no) == ("funding", "信息化运维", 0)
    assert not found(library, definitions, "80万元", all_versions=True)  # its unit is not kept


def test_indicators_and_reasons_know_their_project_and_row(library, definitions):
    hits = found(library, definitions, "接待", all_versions=True)
    assert [(hit.kind, hit.project, hit.project_no, hit.at) for hit in hits] == [
        ("indicator", "信息化运维", 0, 1),
        ("reason", "信息化运维", 0, 1),
    ]


def test_older_versions_are_searched_only_when_asked_for(library, definitions):
    newest = search(library, sought("公共服务", definitions), Narrowed(), definitions)
    everything = search(library, sought("公共服务", definitions), Narrowed(all_versions=True), definitions)
    assert (newest.total, everything.total) == (2, 3)


def test_counts_of_each_filter_are_those_the_others_leave(library, definitions):
    what = sought("公共服务", definitions)
    told = search(library, what, Narrowed(fiscal_year="2022"), definitions)
    assert told.total == 1
    assert told.counts["unit_name"] == {"示例市审计局": 1}
    assert told.counts["fiscal_year"] == {"2023": 1, "2022": 1}
    assert all(sum(counts.values()) == 1 for name, counts in told.counts.items() if name != "fiscal_year")
    for part in PARTS:
        assert search(library, what, Narrowed(part=part), definitions).total == (2 if part == "tables" else 0)


def test_at_most_so_many_are_given_but_all_are_counted(library, definitions):
    told = search(library, sought("合计", definitions), Narrowed(all_versions=True), definitions, most=2)
    assert (told.total, len(told.hits)) == (6, 2)


@pytest.mark.parametrize("words", ["", "   ", "“”", "没有这样的话", "%", "_", "' OR 1=1 --", "\\d+", "(", "1,22"])
def test_signs_of_other_languages_are_only_text(library, definitions, words):
    assert found(library, definitions, words) == ()


def test_near_terms_are_known_and_do_find_something(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        library.save(a_reading(tables=(a_table(cells=(a_cell(1, 1, "公务接待费"),), facts=()),)))
        assert near_terms(library, sought("公务招待费", definitions), definitions) == ["公务接待费"]
        assert near_terms(library, sought("毫不相干", definitions), definitions) == []


CONTACTS = {
    "a form": [["项目负责单位", "示例市财政局", "联系电话", PHONE], ["项目负责人", PERSON, "邮编", "277000"]],
    "in one cell": [[f"填表人：{PERSON}　联系电话：{PHONE}", "收入情况"]],
    "a bare number": [["咨询", PHONE], ["热线", OTHER_PHONE]],
    "a line below": [["说明", f"如有疑问请拨打{OTHER_PHONE}"]],
}


@pytest.mark.parametrize("rows", CONTACTS.values(), ids=CONTACTS)
def test_contact_persons_and_telephone_numbers_are_in_no_index(tmp_path, definitions, rows):
    cells = tuple(a_cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line))
    assert_hidden(tmp_path, definitions, cells)


def test_a_list_of_contacts_is_in_no_index(tmp_path, definitions):
    heads = ["序号", "单位", "联系人", "联系电话"]
    lines = [["1", "示例市财政局", PERSON, PHONE], ["2", "示例市审计局", "欧阳锋", OTHER_PHONE]]
    cells = tuple(a_cell(0, column, text, "header") for column, text in enumerate(heads))
    cells += tuple(a_cell(row, column, text) for row, line in enumerate(lines, start=1) for column, text in enumerate(line))
    assert_hidden(tmp_path, definitions, cells)
    with Library.open(tmp_path) as library:
        assert not found(library, definitions, "欧阳")
        assert found(library, definitions, "审计局")


def test_sentences_that_name_a_contact_are_in_no_index(tmp_path, definitions):
    sentence = f"本部门决算公开联系人：{PERSON}，联系电话：{PHONE}，支出35万元。"
    with Library.open(tmp_path) as library:
        library.save(a_reading(statements=(a_statement(sentence=sentence, value="35"),)))
        for words in (PERSON, PHONE, "3312836"):
            assert not found(library, definitions, words)


def assert_hidden(folder, definitions, cells: tuple[PrintedCell, ...]) -> None:
    with Library.open(folder) as library:
        library.save(a_reading(tables=(a_table(cells=cells, facts=()),)))
        for words in (PERSON, "三丰", PHONE, "3312836", OTHER_PHONE, "0000123"):
            assert not found(library, definitions, words), words
        kept = " ".join(text for (text,) in library.cursor().execute("SELECT text FROM searchable").fetchall())
    assert not any(secret in kept for secret in (PERSON, PHONE, OTHER_PHONE))


def test_reading_again_and_deleting_leave_nothing_old_behind(library, definitions):
    report = library.find(a_reading("cd").sha256).report
    changed = a_reading("cd", an_identity("示例市审计局", 2022), tables=(a_table(cells=(a_cell(1, 1, "改过的名称"),), facts=()),))
    library.replace(report, changed)
    assert found(library, definitions, "改过的")
    assert not found(library, definitions, "公共服务", unit_name="示例市审计局")
    library.delete(report)
    assert not found(library, definitions, "改过的")


def test_what_came_since_the_last_search_is_searchable_once_asked(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        library.save(a_reading())
        assert library.index_texts() == 1
        assert library.index_texts() == 0
        library.save(a_reading("cd", an_identity("示例市审计局")))
        assert len({hit.report for hit in found(library, definitions, "公共服务")}) == 2
        assert library.index_texts() == 0


def test_every_amount_of_the_samples_is_found_where_it_is_printed(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        list(import_paths([sample / "report.pdf" for sample in SAMPLES], library, definitions))
        for report in library.selection():
            fact = library.facts(report).iloc[-1]
            what = sought(fact["printed"], definitions, fact["unit"])
            hits = search(library, what, Narrowed(), definitions, most=10_000).hits
            assert (report, fact["table_no"], fact["cell_row"], fact["cell_column"]) in {
                (hit.report, hit.number, hit.row, hit.column) for hit in hits if hit.kind == "fact"
            }


def test_a_sentence_without_a_figure_is_found_on_its_page(tmp_path, definitions):
    sentences = (PlainSentence("overview", "负责全市科技规划的编制。", place(2)), PlainSentence("tables", "支出决算表", place(3)))
    with Library.open(tmp_path) as library:
        library.save(a_reading(sentences=sentences))
        (hit,) = found(library, definitions, "科技规划")
        assert (hit.kind, hit.part, hit.number, hit.page) == ("sentence", "narrative", 0, 2)
        assert [hit.kind for hit in found(library, definitions, "支出决算表")] == ["title"]  # the title of a table is found once
