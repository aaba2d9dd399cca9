"""看板: the matrix with counts in words, filters in the address, the lists beside it, the unit list, and what an empty library says."""

import re
import shutil

import pytest

from core.definitions import load
from core.model import ListedUnit
from core.over.board import board, rounds
from core.over.run import over_reports
from core.store.library import Library
from core.store.pairs import newest_reports
from tests.over.test_board import UNITS, of_unit
from tests.pages.reading import at, htmls, texts

BOARD = "pages/views/board.py"


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """Six units of 2023, five with the same wrong line; one has a second version.  A library folder, closed."""
    folder = tmp_path_factory.mktemp("many")
    with Library.open(folder) as library:
        library.save(of_unit(UNITS[0], "a0"))
        for number, unit in enumerate(UNITS[1:], 1):
            library.save(of_unit(unit, f"a{number}", ("expenditure", 3)))
        library.save(of_unit(UNITS[5], "b5"))
        library.list_units([ListedUnit(unit) for unit in (*UNITS, "示例市第七局")], "units.csv")
    return folder


@pytest.fixture
def kept(many, tmp_path, monkeypatch):
    folder = tmp_path / "library"
    shutil.copytree(many, folder)
    monkeypatch.setenv("JUESUAN_LIBRARY", str(folder))
    return folder


def opened(screen, **address: str):
    screen.run()
    return at(screen, BOARD, **address)


def figures(folder):
    with Library.open(folder) as library:
        return board(library, load(), 2023, "final_accounts", over_reports(library, load()))


def rows(screen) -> list[str]:
    return re.findall(r"<tr><th scope='row'>(.*?)</tr>", htmls(screen))


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_an_empty_library_says_what_to_do(empty, screen):
    opened(screen)
    assert "请先拖入报告" in texts(screen)
    assert [button.label for button in screen.button] == ["去资料库"]


def test_every_unit_has_a_row_and_every_count_a_word(kept, screen):
    found = figures(kept)
    opened(screen)
    shown = rows(screen)
    assert [plain(row.partition("</a>")[0]) for row in shown] == [row.report.unit_name for row in found.rows]
    for row, html in zip(found.rows, shown, strict=True):
        assert f"<td class='number'>{row.count('fail')}</td>" in html
        for group in found.groups:
            if row.count("fail", group.key):
                assert f"✕ 不符 {row.count('fail', group.key)}" in plain(html)
            if row.count("not_run", group.key):
                assert f"? 未查 {row.count('not_run', group.key)}" in plain(html)


def test_the_summary_counts_what_the_rows_show(kept, screen):
    found = figures(kept)
    opened(screen)
    failed, units = sum(row.count("fail") for row in found.rows), sum(row.count("fail") > 0 for row in found.rows)
    assert f"6 家单位有报告　·　不符 {failed} 项，在 {units} 家" in texts(screen)
    assert "名单中 1 家没有文件" in texts(screen)


def test_a_cell_leads_to_its_findings(kept, screen):
    opened(screen)
    target = re.search(r'href="(report\?[^"]*group=in_table[^"]*)"', htmls(screen))[1].replace("&amp;", "&")
    address = dict(pair.split("=") for pair in target.partition("?")[2].split("&"))
    assert (address["tab"], address["state"]) == ("checks", "fail")
    screen.switch_page("pages/views/report.py")
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    assert next(box.value for box in screen.selectbox if box.key == "checks_group") == "in_table"


def test_filters_are_in_the_address(kept, screen):
    found = figures(kept)
    opened(screen, group="in_table", state="fail")
    assert len(rows(screen)) == sum(row.count("fail", "in_table") > 0 for row in found.rows)
    next(box for box in screen.selectbox if box.key == "board_sort").set_value("unit").run()
    assert screen.query_params["sort"] in ("unit", ["unit"])
    names = [plain(row.partition("</a>")[0]) for row in rows(screen)]
    assert names == sorted(names)


def test_a_unit_can_be_found(kept, screen):
    opened(screen, find="第三")
    assert [plain(row.partition("</a>")[0]) for row in rows(screen)] == [UNITS[2]]
    opened(screen, find="没有这家")
    assert "没有符合条件的单位" in texts(screen)


def test_the_list_of_contradictions_is_weightiest_first(kept, screen):
    found = figures(kept)
    opened(screen, view="issues")
    total = sum(row.count("fail") for row in found.rows)
    assert f"共 {total} 项" in texts(screen)
    assert htmls(screen).count("看原页") == min(100, total)


def test_what_repeats_in_a_layout_is_told(kept, screen):
    with Library.open(kept) as library:
        library.save(of_unit(UNITS[0], "c0", ("expenditure", 3)))
    opened(screen)
    assert any("可能是版式问题" in expander.label for expander in screen.expander)
    assert "在 5 份中触发" in htmls(screen)


def test_rounds_count_what_was_solved(kept, screen):
    with Library.open(kept) as library:
        (only,) = rounds(library, newest_reports(library))
    opened(screen, view="rounds")
    assert f"已解决 {only.counts['solved']}，新出现 0，仍在 0" in texts(screen)
    assert "第 1 版 → 第 2 版" in htmls(screen)


def test_units_without_a_file_are_listed_and_a_list_can_go(kept, screen):
    opened(screen, view="list")
    assert "示例市第七局" in htmls(screen)
    next(button for button in screen.button if button.label == "去掉名单").click().run()
    assert "还没有单位名单" in texts(screen)


def test_a_list_is_brought(kept, screen):
    opened(screen, view="list")
    content = "单位名称\n示例市第一局\n示例市第八局\n示例市第九局\n".encode()
    screen.file_uploader[0].upload("units.csv", content, "text/csv").run()
    assert "名单中 2 家没有文件" in texts(screen)
    assert "不在名单中" in texts(screen)


def test_the_board_can_be_taken_away(kept, screen):
    opened(screen)
    labels = [element.proto.label for element in screen.get("download_button")]
    assert labels[:2] == ["下载看板 Excel", "下载看板 CSV"]
    assert any("整改通知单" in label for label in labels)


def test_the_board_in_english(kept, screen):
    opened(screen, lang="en")
    assert "Contradictions in all" in htmls(screen)
    assert not re.search(r"[\u4e00-\u9fff]", plain(re.sub(r"示例市第.局", "", texts(screen))))
