"""A check added by TOML alone stands on the screen of the rules and runs on the next report."""

import os
import shutil
import subprocess
import sys
import time

from tests.browser.conftest import answers, free_port
from tests.browser.journey import settle, try_samples
from tests.conftest import ROOT

OWN = """
[[check]]
id       = "IT-99"
title    = "支出合计不大于基本支出（自己加的）"
title_en = "Expenditure is no more than basic expenditure (our own)"
class    = "verify"
severity = "warn"
formula  = "支出决算表[合计, 本年支出合计] <= 支出决算表[合计, 基本支出]"
basis    = "本程序口径"
pass     = "支出决算表[合计, 本年支出合计]=50; 支出决算表[合计, 基本支出]=60"
fail     = "支出决算表[合计, 本年支出合计]=100; 支出决算表[合计, 基本支出]=60"
"""


def test_a_check_added_by_toml_alone_is_shown_and_runs(browser, tmp_path):
    program = tmp_path / "program"
    for part in ("core", "pages", "data/definitions", "data/samples", "data/fonts", "locale", "static", ".streamlit"):
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", program)
    (program / "data/definitions/checks/own.toml").write_text(OWN, encoding="utf-8")
    port = free_port()
    env = {**os.environ, "JUESUAN_LIBRARY": str(tmp_path / "library"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pages.widgets.served", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=program, env=env, stdout=log, stderr=log)
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    try:
        while not answers(f"http://127.0.0.1:{port}"):
            assert server.poll() is None
            time.sleep(0.3)
        page.goto(f"http://127.0.0.1:{port}")
        try_samples(page)
        page.goto(f"http://127.0.0.1:{port}/rules?check=IT-99")
        page.get_by_text("支出合计不大于基本支出（自己加的）").first.wait_for()
        page.goto(f"http://127.0.0.1:{port}/report?tab=checks")
        settle(page)
        page.get_by_role("radio", name="不符").click()
        settle(page)
        page.locator("td.chosen").get_by_text("基本支出").wait_for()
    finally:
        page.close()
        server.terminate()
        server.wait()
