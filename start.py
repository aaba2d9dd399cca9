"""Starts 决算镜 (Juesuan Lens) on a machine that has nothing but Python 3.11 or newer.

    python3 start.py                      prepares .venv the first time, starts the program on this machine only, opens the browser
    python3 start.py --no-browser         the same without opening the browser
    python3 start.py -- --theme.base dark what stands after -- goes to streamlit
    python3 start.py test                 prepares the tools of the tests as well and runs the whole suite
    python3 start.py test -- -k totals    what stands after -- goes to pytest

A second start while it runs opens the running one.  Only the first start needs a network; nothing is sent anywhere after it.
"""

import argparse
import hashlib
import http.client
import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said here in words, before anything newer is used
    sys.exit("本程序需要 Python 3.11 或更新的版本，这里是 {0}。/ Needs Python 3.11 or newer, this is {0}.".format(sys.version.split()[0]))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VENV_LOCK = ROOT / ".venv.lock"
HOST, PORT = "127.0.0.1", 8765
RUN, TEST = "requirements.txt", "requirements-dev.txt"
SERVED = "pages.widgets.served"  # streamlit, told which kind of pages these are


class StartError(Exception):
    """One plain sentence, said and done."""


def say(chinese: str, english: str) -> None:
    print(f"{chinese} / {english}", flush=True)


# --- the folder of the user's files, and whether the program already runs on it -----------------------------------------------------


def library() -> Path:
    return Path(os.environ.get("JUESUAN_LIBRARY") or ROOT / "data" / "library").expanduser().resolve()


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


def healthy(port: int) -> bool:
    """Whether a program of this kind answers on the port.  Never through a proxy: it is this machine."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address(port)}/_stcore/health", timeout=3) as answer:
            return answer.read(16).strip() == b"ok"
    except (OSError, ValueError, http.client.HTTPException):
        return False


def running(folder: Path) -> int | None:
    """The port on which the program already serves this folder, if it does."""
    try:
        port = int(json.loads((folder / "running.json").read_text("utf-8"))["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return port if healthy(port) else None


def free_port(preferred: int = PORT) -> int:
    """`preferred` if nobody has it, else one that the system gives."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            if os.name != "nt":  # else the port of the run that just ended counts as taken for a minute; on Windows it means something else
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind((HOST, port))
                return probe.getsockname()[1]
    raise StartError("本机没有可用的端口。/ There is no free port on this machine.")


@contextmanager
def alone(path: Path):
    """One start at a time: a second double-click waits until the first one is ready.  The system frees the lock if we die."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise StartError(f"这个文件夹不能写入：{path.parent} / This folder cannot be written.") from error
    with file:
        if not _lock(file, wait=False):
            say("另一个窗口正在启动，请稍候…", "Another window is starting it, please wait…")
            _lock(file, wait=True)
        yield


def _lock(file, wait: bool) -> bool:
    while True:
        try:
            if os.name == "nt":
                import msvcrt

                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if not wait:
                return False
            time.sleep(0.5)


# --- the environment: .venv with the requirements in it -----------------------------------------------------------------------------


def stamp(name: str) -> str:
    """What the requirements ask for: changes when the file, or one it includes with -r, changes."""
    text = (ROOT / name).read_text("utf-8")
    included = [line.split(maxsplit=1)[1] for line in text.splitlines() if line.startswith("-r ")]
    return hashlib.sha256("".join([text, *map(stamp, included)]).encode()).hexdigest()


def stamp_file(name: str) -> Path:
    return VENV / f"installed-{name}.sha256"


def prepared(name: str) -> bool:
    """Whether .venv works and holds what the requirements ask for."""
    try:
        return stamp_file(name).read_text("utf-8") == stamp(name) and _works(str(PYTHON), "-c", "pass")
    except OSError:
        return False


def have(name: str) -> None:
    """Prepare unless it is done.  A prepared folder is not written to: an administrator may have made it for others."""
    if not prepared(name):
        with alone(VENV_LOCK):
            if not prepared(name):
                prepare(name)


def prepare(name: str) -> None:
    """Make .venv and install the requirements.  Raises StartError with what to do."""
    say("正在准备运行环境（只有第一次或升级后需要，约几分钟）…", "Preparing (only the first time or after an upgrade, some minutes)…")
    if not _works(str(PYTHON), "-m", "pip", "--version"):
        make_venv()
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "-r", name]
    install = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace")
    for line in install.stdout:
        if line.startswith("Collecting "):
            print("  ·", line.split()[1], flush=True)
    if install.wait() != 0:
        raise StartError(
            "运行环境没有装好：多半是没有连上网络。请联网后再启动一次（可用环境变量 PIP_INDEX_URL 指定镜像站）；已有的资料没有改动。\n"
            "The requirements could not be installed, most likely for want of a network. Connect and start again "
            "(PIP_INDEX_URL may name a mirror); your files are untouched."
        )
    for each in {name, RUN}:  # the tools of the tests include what the program needs
        stamp_file(each).write_text(stamp(each), "utf-8")


def make_venv() -> None:
    missing = [module for module in ("venv", "ensurepip") if importlib.util.find_spec(module) is None]
    if missing or not _works(sys.executable, "-m", "venv", "--clear", str(VENV)):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise StartError(
            f"这个 Python 不能建立运行环境。Debian、Ubuntu、统信、麒麟请先安装：sudo apt install python{version}-venv（或 python3-venv）；"
            f"其他系统请重新安装 Python，并检查本文件夹可以写入：{ROOT}\n"
            f"This Python cannot make an environment. On Debian or Ubuntu first: sudo apt install python{version}-venv (or python3-venv); "
            f"elsewhere install Python again, and see that this folder can be written: {ROOT}"
        )


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


# --- the two things it does ---------------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """Ours, in UTF-8 on every system, and the program's own address never through a proxy."""
    env = {**os.environ, "PYTHONUTF8": "1", "JUESUAN_LIBRARY": str(library())}
    for name in ("NO_PROXY", "no_proxy"):
        env[name] = ",".join(filter(None, [os.environ.get(name), HOST, "localhost"]))
    return env


def test(rest: list[str]) -> int:
    have(TEST)
    say("正在运行全部测试…", "Running the test suite…")
    side_by_side = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]  # in the words after --, -n 0 is one process
    return subprocess.call([str(PYTHON), "-m", "pytest", *side_by_side, *rest], cwd=ROOT, env=environment())


def run(browser: bool, rest: list[str]) -> int:
    folder = library()
    with ExitStack() as at_the_end:
        with alone(folder / "starting.lock"):
            port = running(folder)
            if port is not None:
                say(f"程序已经在运行：{address(port)}", "It is already running")
                show(port, browser)
                return 0
            have(RUN)
            port = wanted_port(rest) or free_port()
            state = folder / "running.json"
            at_the_end.callback(state.unlink, missing_ok=True)  # once the server has ended: what is registered first comes last
            server = subprocess.Popen([str(PYTHON), "-m", SERVED, "run", "app.py", *options(port), *rest], cwd=ROOT, env=environment())
            at_the_end.callback(stop, server)
            say("正在启动…", "Starting…")
            wait_until_healthy(server, port)
            state.write_text(json.dumps({"pid": server.pid, "port": port}), "utf-8")
        say(f"已启动：{address(port)}", "Started")
        say(f"文件只保存在本机：{folder}；本程序不联网。", "Files stay on this machine; the program does not go online.")
        say("请不要关闭本窗口；按 Ctrl-C 结束。", "Keep this window open; Ctrl-C ends the program.")
        show(port, browser)
        return server.wait()


def options(port: int) -> list[str]:
    return ["--server.address", HOST, "--server.port", str(port), "--server.headless", "true"]


def wanted_port(rest: list[str]) -> int | None:
    """The port that the arguments for streamlit ask for."""
    words = " ".join(rest).replace("--server.port=", "--server.port ").split()
    return int(words[words.index("--server.port") + 1]) if "--server.port" in words else None


def wait_until_healthy(server: subprocess.Popen, port: int) -> None:
    while not healthy(port):
        if server.poll() is not None:
            raise StartError("程序没有启动成功，原因见上面的英文信息。/ The program did not start; the lines above say why.")
        time.sleep(0.2)


def show(port: int, browser: bool) -> None:
    screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if browser and not (screen and webbrowser.open(address(port))):
        say(f"请在浏览器中打开：{address(port)}", "Open this address in a browser")


def stop(server: subprocess.Popen) -> None:
    """End the server if it still runs, and give it time to close the library."""
    with suppress(KeyboardInterrupt):
        if os.name != "nt":  # on Windows Ctrl-C has reached it already, and terminate would be a kill
            server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def arguments(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    own, rest = (words[: words.index("--")], words[words.index("--") + 1 :]) if "--" in words else (words, [])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["run", "test"], default="run", help="run (default) or test")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    return parser.parse_args(own), rest


def main(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a console without Chinese shows ? instead of stopping
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    own, rest = arguments(words)
    try:
        return test(rest) if own.what == "test" else run(not own.no_browser, rest)
    except StartError as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("已结束。", "Ended.")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
