"""The program as people run it, in a browser of the system.  Without Chromium, Chrome or Edge these tests are skipped."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
PLACES = (
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Quiet: nothing of the browser's own goes to the network, so what does is the program's.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEW = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None) or next((place for place in PLACES if Path(place).exists()), None)
    if path is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


@pytest.fixture
def app(tmp_path, browser) -> Iterator[str]:
    """The address of the program, running on an empty library of its own.

    JUESUAN_SCREENSHOTS names a folder that does not exist yet: the library the pictures of the documentation show.
    """
    port = free_port()
    shown = os.environ.get("JUESUAN_SCREENSHOTS")
    folder = Path(shown) if shown else tmp_path / "资料 库"
    assert not folder.exists()
    env = {**os.environ, "JUESUAN_LIBRARY": str(folder), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    address = f"http://127.0.0.1:{port}"
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            end = time.monotonic() + 60
            while not answers(address):
                assert server.poll() is None, (tmp_path / "server.log").read_text("utf-8")
                assert time.monotonic() < end, "the program did not start within a minute"
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(20)
            if shown:
                shutil.rmtree(folder)
    said = (tmp_path / "server.log").read_text("utf-8")
    assert "Traceback" not in said, said


@pytest.fixture
def page(app, browser) -> Iterator[Page]:
    """A window of an office screen, at the first screen.  Nothing it asks for may lie outside this machine."""
    context = browser.new_context(viewport=VIEW, locale="zh-CN", accept_downloads=True)
    window = context.new_page()
    window.set_default_timeout(30_000)
    outside: list[str] = []
    window.on("request", lambda request: None if request.url.startswith((app, "data:", "blob:")) else outside.append(request.url))
    window.goto(app)
    window.get_by_role("heading", level=1).wait_for()
    yield window
    context.close()
    assert not outside, outside
