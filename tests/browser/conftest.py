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
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.library import fill, print_reports
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


@contextmanager
def serving(folder: Path, log_folder: Path) -> Iterator[str]:
    """The address of the program, running on the library in this folder.  Afterwards its console may hold no traceback."""
    port = free_port()
    env = {**os.environ, "JUESUAN_LIBRARY": str(folder), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pages.widgets.served", "run", "app.py", "--server.port", str(port), "--server.headless", "true"]
    address, console = f"http://127.0.0.1:{port}", log_folder / "server.log"
    with console.open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            end = time.monotonic() + 60
            while not answers(address):
                assert server.poll() is None, console.read_text("utf-8")
                assert time.monotonic() < end, "the program did not start within a minute"
                time.sleep(0.2)
            yield address
            said = console.read_text("utf-8")  # what a screen says that is still being drawn when the program is ended is no fault
        finally:
            server.terminate()
            server.wait(20)
    assert "Traceback" not in said, said


@contextmanager
def window(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    """A window of an office screen, at this address.  Nothing it asks for may lie outside this machine."""
    context = browser.new_context(**{"viewport": VIEW, "locale": "zh-CN", "accept_downloads": True, **options})
    page = context.new_page()
    page.set_default_timeout(30_000)
    outside: list[str] = []
    home = "/".join(address.split("/")[:3])
    page.on("request", lambda request: None if request.url.startswith((home, "data:", "blob:")) else outside.append(request.url))
    page.goto(address)
    page.get_by_test_id("stMainBlockContainer").locator("h1, [data-testid=stSelectbox]").first.wait_for()
    yield page
    context.close()
    assert not outside, outside


@pytest.fixture
def app(tmp_path, browser) -> Iterator[str]:
    """The address of the program, running on an empty library of its own.

    JUESUAN_SCREENSHOTS names a folder that does not exist yet: the library the pictures of the documentation show.
    """
    shown = os.environ.get("JUESUAN_SCREENSHOTS")
    folder = Path(shown) if shown else tmp_path / "资料 库"
    assert not folder.exists()
    with serving(folder, tmp_path) as address:
        yield address
    if shown:
        shutil.rmtree(folder)


@pytest.fixture
def page(app, browser) -> Iterator[Page]:
    """A window at the first screen."""
    with window(browser, app) as page:
        yield page


@pytest.fixture(scope="session")
def printed(tmp_path_factory) -> list[Path]:
    """Thirty invented reports of ten units over three years, as PDF files."""
    return print_reports(tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="session")
def thirty(printed, tmp_path_factory) -> Path:
    """The folder of a library of the thirty reports and the samples, closed."""
    folder = tmp_path_factory.mktemp("thirty") / "资料 库"
    fill(folder, printed)
    return folder


@pytest.fixture(scope="module")
def compared(thirty, browser, tmp_path_factory) -> Iterator[str]:
    """The address of the program, running on a copy of that library."""
    folder = tmp_path_factory.mktemp("compared")
    shutil.copytree(thirty, folder / "资料 库")
    with serving(folder / "资料 库", folder) as address:
        yield address
