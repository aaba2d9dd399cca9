"""After a check is switched off or on the screens say that results are from before, until the checks ran again."""

import pytest

from core.definitions import load
from core.export.self_check import self_check_docx
from core.recheck import check_again
from core.store.library import Library
from core.store.outdated import outdated
from tests.export.test_self_check import words
from tests.pages.reading import button, texts
from tests.pages.test_rules_page import field

RULES, BOARD, REPORT, LIBRARY = (f"pages/views/{name}.py" for name in ("rules", "board", "report", "library"))
BEFORE = "改动之前的"


@pytest.fixture
def off(library):
    """The number of reports of a library in which a check was switched off since they were checked."""
    with Library.open(library) as store:
        assert outdated(store) == {}
        store.name_person("王芳")
        store.switch_off("IT-05", "本地表样没有这一行")
        return len(outdated(store))


def shown(screen, path, **address):
    screen.switch_page(path)
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return texts(screen)


@pytest.mark.parametrize("path", [RULES, BOARD, REPORT])
def test_results_from_before_say_so_until_checked_again(off, library, screen, path):
    with Library.open(library) as store:
        report = store.reports()["report"][0]
    address = {"report": report, "tab": "checks"} if path == REPORT else {}
    assert BEFORE in shown(screen, path, **address)
    button(screen, f"重新核对 {off} 份报告").click().run()
    assert not screen.exception
    assert BEFORE not in texts(screen)
    assert f"已重新核对 {off} 份报告" in screen.success[0].value
    with Library.open(library) as store:
        assert outdated(store) == {}
        for number in store.reports()["report"]:
            (finding,) = [each for each in store.findings(number) if each.check == "IT-05"]
            assert (finding.state, finding.reason) == ("not_run", "switched_off")


def test_one_report_alone_can_be_checked_again(off, library, screen):
    with Library.open(library) as store:
        report = store.reports()["report"][0]
    shown(screen, REPORT, report=report, tab="checks")
    button(screen, "重新核对这一份").click().run()
    assert BEFORE not in texts(screen)
    assert f"还有 {off - 1} 份报告没有重新核对" in shown(screen, RULES, report="", tab="")


def test_switching_offers_at_once_to_check_again(library, screen):
    assert BEFORE not in shown(screen, RULES, check="IT-05")
    field(screen, "停用的理由").set_value("本地表样没有这一行")
    field(screen, "您的姓名").set_value("王芳")
    screen.run()
    button(screen, "停用").click().run()
    assert BEFORE in texts(screen)
    assert [each for each in screen.button if each.label.startswith("重新核对")]
    button(screen, "恢复这一项").click().run()
    assert BEFORE not in texts(screen), "nothing was checked meanwhile"


def test_the_outputs_say_it_too(off, library):
    with Library.open(library) as store:
        report = store.reports()["report"][0]
        assert "改动之前的结果" in words(self_check_docx(store, report, load()))[0]
        list(check_again(store, load(), [report]))
        assert "改动之前的结果" not in words(self_check_docx(store, report, load()))[0]


def test_another_reason_makes_results_old_as_well(off, library):
    with Library.open(library) as store:
        reports = list(store.reports()["report"])
        list(check_again(store, load(), reports))
        assert outdated(store) == {}
        store.switch_off("IT-05", "改用新的表样")
        assert set(outdated(store)) == set(reports)
        assert outdated(store, reports[0]) == {reports[0]: ("IT-05",)}


def test_a_report_that_is_gone_keeps_its_results_and_is_named(off, library, screen):
    with Library.open(library) as store:
        known = store.known(store.reports()["report"][0])
        store.original_path(known.sha256).unlink()
    shown(screen, RULES)
    button(screen, f"重新核对 {off} 份报告").click().run()
    assert "没有重新核对，原来的结果没有丢失" in texts(screen)
    assert "还有 1 份报告没有重新核对" in texts(screen)
