"""规则与口径: a formula just written runs on a report; a check is switched off with a reason and on again."""

from core.checks.catalogue import catalogue
from core.over.rules import rules
from core.store.library import Library
from tests.pages.reading import button, htmls, no_trouble

RULES = "pages/views/rules.py"
HOLDS = "支出决算表[合计, 本年支出合计] = 支出决算表[合计, 基本支出] + 支出决算表[合计, 项目支出]"


def field(screen, label):
    return next(each for each in screen.text_input if each.label == label)


def tried(screen, formula, each=""):
    field(screen, "公式").set_value(formula)
    field(screen, "逐一核对（可以不填）").set_value(each)
    button(screen, "试一试").click().run()
    assert not screen.exception
    return htmls(screen)


def test_a_formula_just_written_runs_on_a_report(library, screen):
    screen.switch_page(RULES).run()
    no_trouble(screen)
    assert "✓ 相符" in tried(screen, HOLDS)
    assert screen.query_params["formula"] == HOLDS
    assert "✕ 不符" in tried(screen, "支出决算表[合计, 本年支出合计] = 支出决算表[合计, 基本支出]")
    assert tried(screen, "[本栏] = SUM([下级, 本栏])", "支出决算表[每级, 每栏]").count("✓ 相符") > 3


def test_a_misspelt_name_is_told_with_the_nearest(library, screen):
    screen.switch_page(RULES).run()
    tried(screen, "支出决算报[合计, 本年支出合计] = 1万元")
    assert "支出决算表" in screen.warning[0].value


def test_without_a_report_it_says_what_to_do(empty, screen):
    screen.switch_page(RULES).run()
    no_trouble(screen)
    assert any("先到资料库拖入一份" in each.value for each in screen.caption)


def test_a_check_is_switched_off_with_a_reason_and_on_again(library, screen):
    screen.switch_page(RULES)
    screen.query_params["check"] = "IT-05"
    screen.run()
    assert button(screen, "停用").disabled
    field(screen, "停用的理由").set_value("本地表样没有这一行")
    field(screen, "您的姓名").set_value("王芳")
    screen.run()
    button(screen, "停用").click().run()
    assert not screen.exception
    assert "本地表样没有这一行" in screen.warning[0].value
    assert "已停用：本地表样没有这一行" in htmls(screen)
    button(screen, "恢复这一项").click().run()
    assert not screen.warning


def test_what_is_switched_off_stays_so_for_the_next_import(library, screen):
    with Library.open(library) as store:
        store.name_person("王芳")
        store.switch_off("IT-05", "本地表样没有这一行")
    screen.switch_page(RULES).run()
    assert htmls(screen).count("已停用：本地表样没有这一行") == 1
    assert "IT-05" in {check.id for check in catalogue()}


def test_the_checks_over_reports_are_there_with_their_examples(library, screen):
    screen.switch_page(RULES).run()
    no_trouble(screen)
    assert any(f"共 {len(catalogue()) + len(rules())} 项核对" in each.value for each in screen.markdown)
    for rule in rules().values():
        assert rule.title in htmls(screen)
        assert rule.what[0] in htmls(screen)
    assert "47.00 万元，相差 -5.00" not in htmls(screen)
    assert "2022 年度决算《收入支出决算总表》年末结转和结余 47.00 万元，相差 5.00 万元" in htmls(screen)


def test_a_check_over_reports_stands_alone_and_can_be_switched_off(library, screen):
    screen.switch_page(RULES)
    screen.query_params["check"] = "OV-01"
    screen.run()
    assert htmls(screen).count("<details") == 1
    field(screen, "停用的理由").set_value("两年口径不同")
    field(screen, "您的姓名").set_value("王芳")
    screen.run()
    button(screen, "停用").click().run()
    assert not screen.exception
    assert "已停用：两年口径不同" in htmls(screen)
