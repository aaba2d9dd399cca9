"""手动画表: a table is drawn on its page, seen before it is kept, read by the lines, and offered to the unit's next report."""

from collections import Counter

import pytest

from core.batch import import_paths
from core.definitions import load
from core.redraw import offered
from core.reread import join
from core.store.library import Library
from tests.pages.reading import button, no_trouble, texts
from tests.store.test_joined import halves

REPORT = "pages/views/report.py"
TABLE = "expenditure"


def forget(library: Library, report: str) -> int:
    """Make a table one that was not found; its number."""
    tables = library.tables(report)
    table_no = int(tables[tables["table"] == TABLE]["table_no"].iloc[0])
    for table in ("fact", "cell"):
        library.cursor().execute(f"DELETE FROM {table} WHERE report = ? AND table_no = ?", [report, table_no])
    library.cursor().execute("UPDATE printed_table SET state = 'missing' WHERE report = ? AND table_no = ?", [report, table_no])
    return table_no


def printed(library: Library, report: str) -> Counter:
    return Counter(library.facts(report).query("table == @TABLE")["printed"])


@pytest.fixture
def lost(library):
    """Report, number and page of a table that was not found, and the figures it prints."""
    with Library.open(library) as opened:
        report = opened.reports()["report"].iloc[0]
        figures = printed(opened, report)
        table_no = forget(opened, report)
        page = int(opened.tables(report).set_index("table_no")["first_page"][table_no])
    return report, table_no, page, figures


def drawing_screen(screen, report, page):
    screen.switch_page(REPORT)
    for name, value in {"report": report, "draw": TABLE, "page": str(page)}.items():
        screen.query_params[name] = value
    screen.run()
    no_trouble(screen)
    return screen


def test_a_lost_table_leads_to_drawing_and_back_with_its_figures(lost, library, screen):
    report, table_no, page, figures = lost
    screen.switch_page(REPORT)
    screen.query_params["report"] = report
    screen.query_params["table"] = str(table_no)
    screen.run()
    assert "没有找到这张表" in texts(screen)
    button(screen, "手动画表").click().run()
    no_trouble(screen)
    assert screen.number_input(key="draw_page").value == page
    assert f"读出 {figures.total()} 个数字" in texts(screen)
    assert "各项合计对得上" in texts(screen)
    button(screen, "保存并读取").click().run()
    no_trouble(screen)
    assert "draw" not in screen.query_params
    with Library.open(library) as opened:
        assert printed(opened, report) == figures
        assert set(opened.facts(report)["source"]) == {"read"}
        assert [drawing.table for drawing in opened.drawings(report)] == [TABLE]


def test_lines_and_columns_are_changed_before_anything_is_kept(lost, library, screen):
    report, _table_no, page, figures = lost
    drawing_screen(screen, report, page)
    lines = next(field for field in screen.text_input if field.label == "竖线")
    before = lines.value
    wrong = ", ".join(before.split(", ")[:2])
    lines.set_value(wrong).run()
    no_trouble(screen)
    assert f"读出 {figures.total()} 个数字" not in texts(screen)
    next(field for field in screen.text_input if field.label == "竖线").set_value(before).run()
    assert f"读出 {figures.total()} 个数字" in texts(screen)
    chosen = next(box for box in screen.selectbox if box.value == "total")
    chosen.select("").run()
    no_trouble(screen)
    assert f"读出 {figures.total()} 个数字" not in texts(screen)
    next(field for field in screen.text_input if field.label == "竖线").set_value("别的").run()
    no_trouble(screen)
    button(screen, "返回").click().run()
    with Library.open(library) as opened:
        assert opened.drawings(report) == []
        assert printed(opened, report) == Counter()


def test_nothing_is_kept_while_the_money_unit_is_unknown(lost, screen):
    drawing_screen(screen, lost[0], 1)
    assert "请先选金额单位" in texts(screen)
    assert button(screen, "保存并读取").disabled


def test_the_lines_of_one_report_are_offered_to_the_next_of_the_unit(lost, library, screen, tmp_path):
    report, _table_no, page, figures = lost
    button(drawing_screen(screen, report, page), "保存并读取").click().run()
    with Library.open(library) as opened:
        again = tmp_path / "下一份.pdf"
        again.write_bytes(opened.original_path(opened.known(report).sha256).read_bytes() + b"\n%")
        (receipt,) = import_paths([again], opened, load())
        assert offered(opened, receipt.report) == {}, "what was found needs no offer"
        table_no = forget(opened, receipt.report)
        assert [drawing.page for drawing in offered(opened, receipt.report)[TABLE]] == [page]
    screen.switch_page(REPORT)
    screen.query_params["report"] = receipt.report
    screen.query_params["table"] = str(table_no)
    screen.run()
    assert screen.info[0].value.startswith("这个单位另一份报告里的同一张表画过线")
    button(screen, "照另一份报告的画线读取").click().run()
    button(screen, "保存并读取").click().run()
    no_trouble(screen)
    with Library.open(library) as opened:
        assert printed(opened, receipt.report) == figures


def test_drawings_can_be_taken_away(lost, library, screen):
    report, _table_no, page, figures = lost
    button(drawing_screen(screen, report, page), "保存并读取").click().run()
    button(drawing_screen(screen, report, page), "去掉这张表的画线").click().run()
    no_trouble(screen)
    with Library.open(library) as opened:
        assert opened.drawings(report) == []
        assert printed(opened, report) == figures, "read again without the lines"


def test_a_table_on_a_page_of_the_annex_is_drawn(empty, screen, tmp_path):
    with Library.open(empty) as library:
        text, tables = (receipt.report for receipt in import_paths(halves(tmp_path, "pdf"), library, load()))
        report = join(library, text, tables, load()).report
        figures = printed(library, report)
        before = library.tables(report).set_index("table")
        page = int(before["first_page"][TABLE])
        own = library.known(report).pages - sum(annex.pages for annex in library.annexes(report))
        forget(library, report)
    assert page > own
    drawing_screen(screen, report, page)
    assert screen.number_input(key="draw_page").value == page
    button(screen, "保存并读取").click().run()
    no_trouble(screen)
    with Library.open(empty) as library:
        assert printed(library, report) == figures
        assert [drawing.page for drawing in library.drawings(report)] == [page]
