"""演示: bookmarks in their order, a frozen library, names hidden on every screen and real again afterwards."""

import json

import pytest

from core.model import Receipt
from core.store.library import Library
from core.typeset.rehearsal import rehearsal
from pages.widgets.demo_bookmarks import SCREEN
from tests.pages.reading import button, htmls, no_trouble, texts

SCREENS = ("library", "report", "one_page", "board", "analysis", "compare", "find", "data", "settings", "demo")


def opened(screen, name, **address):
    screen.switch_page(f"pages/views/{name}.py")
    for key, value in address.items():
        screen.query_params[key] = value
    screen.run()
    assert not screen.exception, [element.value for element in screen.exception]
    return screen


def names_of(folder) -> list[str]:
    with Library.open(folder) as kept:
        found = kept.reports()
    return [*found["unit_name"], *found["file"]]


@pytest.fixture
def marked(library):
    """A library with two bookmarks."""
    with Library.open(library) as kept:
        report = kept.reports()["report"].iloc[0]
        kept.keep_view(SCREEN, "看板", json.dumps({"place": 2, "screen": "board", "values": {}}))
        kept.keep_view(SCREEN, "一页纸", json.dumps({"place": 1, "screen": "one_page", "values": {"report": report}}))
    return library


def test_the_screen_seen_before_becomes_a_bookmark(library, screen):
    opened(screen, "board")
    opened(screen, "demo")
    assert "还没有书签" in texts(screen)
    [field] = [field for field in screen.text_input if field.label == "书签名称"]
    field.input("全市看板")
    button(screen, "把这一屏存为书签").click().run()
    no_trouble(screen)
    assert "全市看板" in texts(screen)
    button(screen, "删除").click().run()
    assert "还没有书签" in texts(screen)


def test_the_bar_goes_through_the_bookmarks_in_their_order(marked, screen):
    opened(screen, "demo")
    button(screen, "开始演示").click().run()
    assert "1/2　一页纸" in texts(screen)
    assert screen.query_params["step"] in ("1", ["1"])
    button(screen, "下一屏").click().run()
    assert "2/2　看板" in texts(screen)
    assert button(screen, "下一屏").disabled
    button(screen, "上一屏").click().run()
    assert "1/2　一页纸" in texts(screen)
    button(screen, "结束演示").click().run()
    assert not [each for each in screen.button if each.label == "结束演示"]
    assert "demo" not in screen.query_params


def test_an_address_opens_the_presentation_again(marked, screen):
    opened(screen, "board", demo="1", step="2")
    assert "2/2　看板" in texts(screen)


def test_while_presenting_nothing_can_be_imported_or_deleted(marked, screen):
    opened(screen, "library", demo="1")
    assert "资料库是冻结的" in "\n".join(str(each.value) for each in screen.info)
    assert all(each.disabled for each in screen.button if each.label == "删除")
    assert not [each for each in screen.button if each.label == "用示例报告试一试"]


@pytest.mark.parametrize(("language", "screens"), [("zh", SCREENS), ("en", ("library", "one_page", "demo"))])
def test_hidden_names_are_on_no_screen(marked, screen, language, screens):
    names = names_of(marked)
    for each in screens:
        shown = opened(screen, each, veil="1", lang=language)
        words = texts(shown) + "\n".join(map(str, [*(w.label for w in shown.selectbox), *(o for w in shown.selectbox for o in w.options)]))
        for name in names:
            assert name not in words, each
    assert ("单位A" if language == "zh" else "Unit A") in htmls(opened(screen, "library"))
    assert str(marked) not in texts(opened(screen, "settings"))


@pytest.mark.parametrize("tab", ["tables", "checks", "narrative", "coverage", "export"])
def test_hidden_names_are_on_no_tab_of_a_report(marked, screen, tab):
    names = names_of(marked)
    with Library.open(marked) as kept:
        report = kept.reports()["report"].iloc[0]
    shown = opened(screen, "report", veil="1", report=report, tab=tab)
    components = "\n".join(element.proto.json for element in shown.get("bidi_component"))
    for name in names:
        assert name not in texts(shown)
        assert name not in components


def test_names_are_real_again_after_switching_off(marked, screen):
    names = names_of(marked)
    opened(screen, "library", veil="1")
    assert not any(name in htmls(screen) for name in names)
    opened(screen, "demo")
    button(screen, "全部关闭").click().run()
    opened(screen, "library")
    assert all(name in htmls(screen) for name in names)


def test_the_file_to_rehearse_with_says_what_is_changed_in_it(library, screen):
    made = rehearsal()
    shown = texts(opened(screen, "demo"))
    assert f"第 {made.page} 页" in shown
    assert made.line_name in shown
    assert made.pdf.startswith(b"%PDF")


def test_results_of_an_import_wait_until_names_are_real(marked, screen):
    opened(screen, "library", veil="1")
    screen.session_state["receipts"] = [Receipt("真名市水务局.pdf", "", "", "failed", "empty_file")]
    assert "真名市水务局" not in texts(opened(screen, "library"))
    opened(screen, "demo")
    button(screen, "全部关闭").click().run()
    assert "真名市水务局" in texts(opened(screen, "library"))
