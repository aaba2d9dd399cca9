"""报告: each table as printed with its figures, links that open the same view, charts with the same numbers, files to take away."""

import csv
import html
import re

import pytest

from core.charts import frames
from core.model import Fact, Identity, Place, PrintedCell, Reading, Table
from core.store.library import Library
from tests.conftest import SAMPLES
from tests.pages.reading import at, button, htmls, no_trouble, sheet, texts

EXPENDITURE = "expenditure"
REPORT = "pages/views/report.py"


def printed(sample) -> list[dict[str, str]]:
    with (sample / "facts.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def report(library):
    """Number, tables and facts of the first sample."""
    with Library.open(library) as opened:
        number = opened.reports()["report"].iloc[0]
        return number, opened.tables(number), opened.facts(number)


def opened(screen, **address):
    """The report screen under an address."""
    return at(screen, REPORT, **address)


def test_an_empty_library_leads_to_the_first_screen(empty, screen):
    opened(screen)
    assert "还没有报告" in texts(screen)
    button(screen, "去资料库").click().run()
    assert screen.title[0].value == "部门决算公开分析"


def test_every_table_is_shown_as_printed(report, screen):
    number, tables, facts = report
    for table in tables.itertuples():
        opened(screen, report=number, tab="tables", table=str(table.table_no))
        assert table.title in texts(screen)
        shown = {(cell["row"], cell["column"]): cell for cell in sheet(screen)["cells"]}
        for fact in facts[facts["table_no"] == table.table_no].itertuples():
            cell = shown[fact.cell_row, fact.cell_column]
            assert cell["figure"]
            assert cell["text"] == fact.printed
            assert str(fact.page) in cell["label"]
            assert fact.printed in cell["label"]
        assert sum(cell["figure"] for cell in shown.values()) == (facts["table_no"] == table.table_no).sum()


def test_a_page_comes_with_each_placed_cell(report, screen):
    number, tables, _facts = report
    longest = tables.assign(pages=tables["last_page"] - tables["first_page"]).sort_values("pages").iloc[-1]
    opened(screen, report=number, tab="tables", table=str(longest["table_no"]))
    given = sheet(screen)
    pages = {page["number"] for page in given["pages"]}
    assert pages == {cell["page"] for cell in given["cells"]}
    assert all(page["image"].startswith("data:image/jpeg;base64,/9j/") for page in given["pages"])
    for cell in given["cells"]:
        left, top, right, bottom = cell["box"]
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1


def test_a_link_opens_the_same_cell(report, screen):
    number, _tables, facts = report
    fact = facts.iloc[len(facts) // 2]
    cell = f"{fact['cell_row']}.{fact['cell_column']}"
    opened(screen, report=number, tab="tables", table=str(fact["table_no"]), cell=cell)
    assert sheet(screen)["chosen"] == cell
    assert screen.query_params["cell"] in (cell, [cell])


def test_another_table_is_remembered_in_the_address(report, screen):
    number, tables, _facts = report
    opened(screen, report=number, tab="tables", table="0", cell="3.2")
    last = str(tables["table_no"].iloc[-1])
    screen.radio(key=f"table_choice_{number}").set_value(last).run()
    no_trouble(screen)
    assert screen.query_params["table"] in (last, [last])
    assert "cell" not in screen.query_params


def test_a_report_that_is_gone_is_said(library, screen):
    screen.switch_page(REPORT)
    screen.query_params["report"] = "000000000000"
    screen.run()
    assert not screen.exception
    assert "可能已经删除" in screen.warning[0].value


def test_all_pages_can_be_seen(report, screen):
    opened(screen, report=report[0], tab="tables", table="pages", page="3")
    assert screen.pagination[0].value == 3
    assert len(screen.image) == 1


def test_the_overview_shows_the_numbers_of_the_facts(report, screen):
    number, _tables, facts = report
    opened(screen, report=number, tab="overview")
    words = html.unescape(re.sub(r"<[^>]+>", "|", htmls(screen)))
    for side in ("revenue", "expenditure"):
        for part in frames.composition(facts, side).itertuples():
            same = (facts["table_no"] == part.table_no) & (facts["line"] == part.line) & (facts["side"] == side)
            assert f"|{part.name}|" in words
            assert f"|{facts[same]['printed'].iloc[0]}|" in words
    assert len(screen.get("vega_lite_chart")) == 4


def test_numbers_under_a_chart_lead_to_their_cell(report, screen):
    number, _tables, facts = report
    opened(screen, report=number, tab="overview")
    part = frames.functional(facts, "item").iloc[0]
    target = f"report?report={number}&tab=tables&table={part['table_no']}&cell={part['cell']}"
    assert html.escape(target) in htmls(screen)


def test_the_export_names_its_files_before_they_are_made(report, screen):
    number, _tables, _facts = report
    opened(screen, report=number, tab="export")
    names = re.findall(r"<code>([^<]+)</code>", htmls(screen))
    assert len(names) == len(set(names)) == len(screen.get("download_button")) >= 3
    assert all(number in name for name in names)
    assert {name.rpartition(".")[2] for name in names} >= {"xlsx", "zip"}


def long_reading(rows: int) -> Reading:
    """A report of one table without pages, whose original is not there: a cell and its figure a row."""
    cells = tuple(PrintedCell(row, 0, 1, 1, "amount", f"{row}.00", Place(locator=f"A{row}")) for row in range(rows))
    figure = {"table": EXPENDITURE, "side": "", "parent_line": "", "role": "detail", "line_code": "", "column": "total", "precision_fen": 1}
    figure |= {"unit": "元", "cell_column": 0}
    lines = [{"line": f"l{c.row}", "line_name": f"行{c.row}", "printed": c.text, "amount_fen": c.row} for c in cells]
    facts = tuple(Fact(**figure, **line, place=c.place, cell_row=c.row) for c, line in zip(cells, lines, strict=True))
    table = Table(EXPENDITURE, "很长的表", "", "元", None, None, "filled", cells=cells, facts=facts)
    return Reading("长表.xlsx", "ab" * 32, 1, ((100.0, 100.0),), (), Identity("某局", 2022, "final_accounts"), (table,), ())


def test_a_long_table_is_shown_in_parts_and_a_link_finds_its_part(empty, screen):
    with Library.open(empty) as library:
        number = library.save(long_reading(700)).report
    opened(screen, report=number, tab="tables", table="0", cell="650.0")
    given = sheet(screen)
    assert [cell["row"] for cell in given["cells"]] == list(range(600, 700))
    assert given["chosen"] == "650.0"
    assert given["pages"] == []
    next(box for box in screen.selectbox if box.label.startswith("这张表很长")).select(300).run()
    assert [cell["row"] for cell in sheet(screen)["cells"]] == list(range(300, 600))


def test_every_figure_of_every_sample_is_on_its_screen(library, screen):
    """Against the samples' own list of what they print, not against the store."""
    for sample in SAMPLES:
        wanted = sorted(row["printed"] for row in printed(sample))
        with Library.open(library) as opened_library:
            rows = opened_library.reports()
            number = next(r for r in rows["report"] if len(opened_library.facts(r)) == len(wanted))
            tables = list(opened_library.tables(number)["table_no"])
        shown = []
        for table in tables:
            opened(screen, report=number, tab="tables", table=str(table))
            shown += [cell["text"] for cell in sheet(screen)["cells"] if cell["figure"]]
        assert sorted(shown) == wanted


def test_a_table_read_from_a_scan_is_not_green(library, screen):
    with Library.open(library) as store:
        report = store.selection()[0]
        number = int(store.facts(report)["table_no"].iloc[0])
        store.cursor().execute("UPDATE fact SET source = 'ocr' WHERE report = ? AND table_no = ?", [report, number])
        tables = list(store.tables(report)["table_no"])
    opened(screen, report=report)
    menu = next(each for each in screen.radio if each.label == "表格目录")
    at = tables.index(number)
    assert menu.options[at].startswith(":orange[?]")
    assert sum(option.startswith(":green[✓]") for option in menu.options) > 3
