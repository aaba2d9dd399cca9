"""A walk through every screen, by the words on its buttons in either language."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.journey import settle


def screens(page: Page, names: dict[str, str]) -> Iterator[str]:
    """Walk every screen; yields the name of each."""
    yield "library, empty"
    page.get_by_role("button", name=names["folder"]).click()
    page.get_by_role("dialog").wait_for()
    yield "folder"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=names["samples"]).click()
    page.locator(".headline").first.wait_for()
    yield "library, results"
    page.get_by_role("button", name=names["evidence"], exact=True).first.click()
    page.locator(".strip").first.wait_for()
    yield "evidence"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=names["delete"], exact=True).first.click()
    page.get_by_role("dialog").wait_for()
    yield "delete"
    page.keyboard.press("Escape")
    page.get_by_role("button", name=names["tables"]).first.click()
    page.locator("td.figure").nth(3).click()
    yield "tables"
    page.locator("section.stSidebar label").filter(has_text=names["pages"]).click()
    page.get_by_test_id("stImage").first.wait_for()
    page.get_by_test_id("stImage").first.hover()
    yield "pages"
    page.get_by_text(names["overview"], exact=True).click()
    page.locator("canvas, svg.marks").first.wait_for()
    page.get_by_test_id("stVegaLiteChart").first.hover()
    yield "overview"
    page.get_by_role("link", name=names["one_page"]).click()
    page.locator("ol li").first.wait_for()
    yield "one page"
    page.go_back()
    page.get_by_role("radio", name=names["checks"], exact=True).wait_for()
    settle(page)
    page.get_by_test_id("stMain").get_by_text(names["checks"], exact=True).click()
    for kind in ("pass", "hint", "not_applicable"):
        page.get_by_test_id("stMain").get_by_text(re.compile(rf"^\S {names[kind]} \d+$")).click()
        settle(page)
        yield f"checks, {kind}"
    page.get_by_test_id("stMain").get_by_text(re.compile(rf"^\S {names['rounding']} \d+$")).click()  # they have figures to correct
    settle(page)
    page.locator(".st-key-act_correct button").last.click()
    page.get_by_role("dialog").wait_for()
    yield "correction"
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("radio", name=names["narrative"], exact=True).click()
    page.locator(".told.unlinked").first.click()
    yield "narrative"
    page.get_by_text(names["performance"], exact=True).click()
    settle(page)
    yield "performance"
    for view in ("projects", "scored", "indicators", "deductions", "scores"):
        for option in page.get_by_test_id("stMain").get_by_text(re.compile(rf"^{names[view]} \d+$")).all():
            option.click()
            yield f"performance, {view}"
    page.get_by_text(names["export"], exact=True).click()
    page.get_by_text("Parquet", exact=True).wait_for()
    yield "export"
    page.get_by_role("link", name=names["find"], exact=True).click()
    field = page.get_by_role("textbox")
    for sought, answer in (("公务接待", ".hit"), ("1,367.76", "[data-testid=stCaptionContainer]"), ("公务招待费", "p cite")):
        field.fill(sought)
        field.press("Enter")
        page.locator(answer).first.wait_for()
        settle(page)
        yield f"find, {sought}"
    page.get_by_role("link", name=names["data"], exact=True).click()
    page.locator(".dictionary details").first.wait_for()
    page.evaluate("document.querySelectorAll('.dictionary details').forEach((each) => (each.open = true))")
    yield "data"
    page.get_by_role("combobox", name=names["examples"]).click()
    page.get_by_role("option").nth(2).click()
    page.locator(".answer td").first.wait_for()
    page.get_by_text(names["bars"], exact=True).click()
    page.locator("canvas, svg.marks").first.wait_for()
    page.get_by_role("button", name=names["save"], exact=True).click()
    yield "data, answer"
    page.keyboard.press("Escape")
    yield from screens_over_reports(page, names)
    page.get_by_text(names["rules"], exact=True).click()
    page.locator(".rules details").first.wait_for()
    settle(page)
    page.evaluate("document.querySelectorAll('.rules details').forEach((each) => (each.open = true))")
    yield "rules"
    page.get_by_text(names["log"], exact=True).click()
    page.locator(".st-key-log .entry").first.wait_for()
    yield "log"
    page.get_by_text(names["settings"], exact=True).click()
    page.get_by_role("heading", level=1, name=names["settings"]).wait_for()
    yield "settings"


def screens_over_reports(page: Page, names: dict[str, str]) -> Iterator[str]:
    """The screens about all reports at once."""
    page.get_by_role("link", name=names["board"], exact=True).click()
    page.locator("table.board").wait_for()
    for view in ("issues", "rounds", "list"):
        yield f"board before {view}"
        page.get_by_role("radio", name=re.compile(f"^{names[view]}")).click()
        settle(page)
    yield "board, list"
    page.get_by_role("link", name=names["analysis"], exact=True).click()
    page.locator(".st-key-ask_three_public_share button").wait_for()
    yield "analysis"
    page.locator(".st-key-ask_three_public_share button").click()
    page.get_by_test_id("stVegaLiteChart").wait_for()
    yield "analysis, answer"
    page.get_by_role("link", name=names["compare"], exact=True).click()
    page.get_by_role("button", name=names["suggest"]).wait_for()
    yield "compare"
    page.get_by_role("button", name=names["suggest"]).click()
    page.get_by_role("button", name=names["suggest"]).wait_for(state="detached")
    settle(page)
    yield "compare, guard"
    for tick in page.get_by_test_id("stMain").get_by_test_id("stCheckbox").all()[-1:]:
        tick.locator("label").click()
        settle(page)
    yield "compare, answer"
    page.get_by_role("radio", name=names["clues"], exact=True).click()
    settle(page)
    yield "compare, clues"
    page.get_by_role("link", name=names["demo"], exact=True).click()
    page.get_by_role("heading", level=1, name=names["demo"]).wait_for()
    yield "demo"


CHINESE_NAMES = {
    "folder": "选择文件夹",
    "samples": "用示例报告试一试",
    "evidence": "依据",
    "delete": "删除",
    "tables": "看表格",
    "pages": "全部原页",
    "overview": "概览",
    "checks": "核对",
    "pass": "相符",
    "hint": "提示",
    "rounding": "尾差",
    "not_applicable": "不适用",
    "narrative": "说明",
    "performance": "绩效",
    "projects": "项目",
    "scored": "得分与执行率",
    "indicators": "指标",
    "deductions": "扣分",
    "scores": "评分表",
    "export": "导出",
    "find": "查找",
    "data": "数据",
    "one_page": "一页纸",
    "board": "看板",
    "issues": "不符清单",
    "rounds": "轮次",
    "list": "名单",
    "analysis": "分析",
    "compare": "对比",
    "suggest": "替我选年度最多的几个单位",
    "clues": "线索",
    "demo": "演示",
    "examples": "示例查询",
    "bars": "条形图",
    "save": "保存",
    "rules": "规则与口径",
    "log": "操作记录",
    "settings": "设置",
}
ENGLISH_NAMES = {
    "folder": "Choose a folder",
    "samples": "Try the samples",
    "evidence": "Evidence",
    "delete": "Delete",
    "tables": "See tables",
    "pages": "All pages",
    "overview": "Overview",
    "checks": "Checks",
    "pass": "Agrees",
    "hint": "Notice",
    "rounding": "Rounding",
    "not_applicable": "Does not apply",
    "narrative": "Narrative",
    "performance": "Performance",
    "projects": "Projects",
    "scored": "Score and execution",
    "indicators": "Indicators",
    "deductions": "Deductions",
    "scores": "Score sheets",
    "export": "Export",
    "find": "Search",
    "data": "Data",
    "one_page": "One page",
    "board": "Board",
    "issues": "Contradictions",
    "rounds": "Round",
    "list": "Unit list",
    "analysis": "Analysis",
    "compare": "Compare",
    "suggest": "Choose the units with most years for me",
    "clues": "Clues",
    "demo": "Present",
    "examples": "Example queries",
    "bars": "Bars",
    "save": "Save",
    "rules": "Rules",
    "log": "Log",
    "settings": "Settings",
}
