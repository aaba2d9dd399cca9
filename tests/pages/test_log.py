"""操作记录: answers and drawn tables are told in words and taken back like corrections; what was taken away is told too."""

import hashlib

import pytest

from core.correct import undo_consequences
from core.definitions import load
from core.reread import reread
from core.store.library import Library
from core.store.pairs import last_event
from core.verify import verify
from pages.widgets.taken_away import told_in_log
from tests.pages.reading import button, htmls, no_trouble
from tests.pages.test_correcting import LOG, WHO, pressed
from tests.pages.test_drawing import drawing_screen, lost, printed  # noqa: F401  (a fixture)


def events(folder, action: str) -> list[int]:
    with Library.open(folder) as library:
        return [event["event_no"] for event in library.history() if event["action"] == action]


def shown(screen):
    screen.switch_page(LOG)
    for name in list(screen.query_params):
        screen.query_params[name] = ""
    screen.run()
    no_trouble(screen)
    return htmls(screen)


@pytest.fixture
def answered(library) -> tuple[str, str]:
    """A report whose unit a person said otherwise; its number and the unit as printed."""
    with Library.open(library) as opened:
        opened.name_person(WHO)
        known = opened.known(opened.selection()[0])
        opened.answer(known.report, "unit_name", "示例市另一单位")
        reread(opened, known.report, load())
        assert opened.known(known.report).unit_name == "示例市另一单位"
    return known.report, known.unit_name


def test_an_answer_is_told_and_taken_back(answered, library, screen):
    report, unit = answered
    assert "单位名称：示例市另一单位" in shown(screen)
    (number,) = events(library, "answer")
    pressed(screen, f"log_undo_{number}")
    with Library.open(library) as opened:
        assert opened.known(report).unit_name == unit
        assert opened.answers(report) == {}
        assert verify(opened, load()).altered == ()
    (back,) = events(library, "undo")
    pressed(screen, f"log_undo_{back}")
    with Library.open(library) as opened:
        assert opened.known(report).unit_name == "示例市另一单位"


def test_what_taking_back_an_answer_changes_is_known_before(answered, library):
    with Library.open(library) as opened:
        found = undo_consequences(opened, opened.changes()[-1].number, load())
        assert found.reading.identity.unit_name == answered[1]


def test_switching_and_undoing_are_told_by_what_they_are_about(library, screen):
    with Library.open(library) as opened:
        number = opened.switch_off("OV-01", "两年口径不同", WHO)
        opened.switch_off("IT-05", "本地表样没有这一行", WHO)
        opened.switch_on("IT-05", WHO)
        opened.undo(number, who=WHO)
    words = shown(screen)
    assert "上年末结转和结余等于本年初结转和结余（OV-01）　理由：两年口径不同" in words
    assert words.count("总表收入总计等于支出总计（IT-05）") == 2
    assert f"撤销第 {number} 条（停用核对项：上年末结转和结余等于本年初结转和结余（OV-01）" in words


def test_a_file_taken_away_is_told_with_its_fingerprint(library, screen):
    with Library.open(library) as opened:
        opened.name_person(WHO)
        known, before = opened.known(opened.selection()[0]), last_event(opened)
        assert told_in_log(opened, lambda: b"content", "自查表.xlsx", known.report)() == b"content"
        (event,) = [each for each in opened.history() if each["action"] == "export"]
        assert (event["who"], event["file"], event["report"]) == (WHO, "自查表.xlsx", known.report)
        assert event["details"] == {"sha256": hashlib.sha256(b"content").hexdigest(), "bytes": 7}
        assert last_event(opened) == before
        assert verify(opened, load()).altered == ()
    words = shown(screen)
    assert "自查表.xlsx" in words
    assert "文件指纹 ed70-02b4" in words
    options = next(each for each in screen.selectbox if each.label == "全部报告").options
    assert known.file in options
    assert "自查表.xlsx" not in options


def test_a_drawn_table_is_told_and_taken_back(lost, library, screen):  # noqa: F811
    report, _table_no, page, figures = lost
    with Library.open(library) as opened:
        opened.name_person(WHO)
        before = printed(opened, report)
    button(drawing_screen(screen, report, page), "保存并读取").click().run()
    words = shown(screen)
    assert f"第 {page} 页画了表格的位置和列" in words
    assert "columns" not in words
    (number,) = events(library, "draw")
    pressed(screen, f"log_undo_{number}")
    with Library.open(library) as opened:
        assert opened.drawings(report) == []
    (back,) = events(library, "undo")
    pressed(screen, f"log_undo_{back}")
    with Library.open(library) as opened:
        assert printed(opened, report) == figures != before
