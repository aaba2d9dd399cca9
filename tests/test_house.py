"""start.py and the files around the program: one command on a bare machine, this machine only.  No test needs a network."""

import ast
import hashlib
import http.server
import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import tomllib
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module, for a library in a folder whose name has a blank and Chinese in it."""
    monkeypatch.setenv("JUESUAN_LIBRARY", str(tmp_path / "决算 资料库"))
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def answering():
    """A server on this machine that answers every request with the given words; gives its port."""
    servers = []

    def serve(words: bytes) -> int:
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if self.path == "/_stcore/health" else 404)
                self.end_headers()
                self.wfile.write(words)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.server_port

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


# --- the port and the running instance


def test_the_usual_port_when_it_is_free(start):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert start.free_port(port) == port


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_another_port_when_it_is_taken(start, host):
    with socket.socket() as other:
        other.bind((host, 0))
        other.listen()
        taken = other.getsockname()[1]
        assert start.free_port(taken) not in (0, taken)


def test_a_running_program_is_found_again(start, answering):
    port = answering(b"ok")
    remember(start.library(), {"pid": 1, "port": port})
    assert start.running(start.library()) == port


def test_no_proxy_stands_between(start, answering, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert start.healthy(answering(b"ok"))
    assert {"127.0.0.1", "localhost"} <= set(start.environment()["NO_PROXY"].split(","))


def test_another_program_on_the_port_is_not_ours(start, answering):
    remember(start.library(), {"pid": 1, "port": answering(b"<html>")})
    assert start.running(start.library()) is None


def test_a_server_of_another_kind_on_the_port_is_not_ours(start):
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=lambda: other.accept()[0].sendall(b"SSH-2.0-other\r\n"), daemon=True).start()
        assert not start.healthy(other.getsockname()[1])


def test_a_program_that_ended_without_a_word_is_not_running(start):
    remember(start.library(), {"pid": 1, "port": start.free_port(0)})
    assert start.running(start.library()) is None


@pytest.mark.parametrize("words", ["", "{", "[]", "{}", '{"port": null}', '{"port": "x"}', '{"port": 99999999}'])
def test_a_damaged_note_is_no_running_program(start, words):
    start.library().mkdir(parents=True)
    (start.library() / "running.json").write_text(words, "utf-8")
    assert start.running(start.library()) is None


def remember(folder: Path, state: dict) -> None:
    folder.mkdir(parents=True)
    (folder / "running.json").write_text(json.dumps(state), "utf-8")


def test_only_one_start_at_a_time(start, tmp_path):
    lock = tmp_path / "starting.lock"
    inside = (
        f"import importlib.util; spec = importlib.util.spec_from_file_location('start', {str(ROOT / 'start.py')!r})\n"
        f"start = importlib.util.module_from_spec(spec); spec.loader.exec_module(start)\n"
        f"print(start._lock(open({str(lock)!r}, 'a+b'), wait=False))"
    )
    ask = [sys.executable, "-c", inside]
    with start.alone(lock):
        assert subprocess.check_output(ask, text=True).strip() == "False"
    assert subprocess.check_output(ask, text=True).strip() == "True"


# --- what it is asked for


@pytest.mark.parametrize(
    ("words", "what", "browser", "rest"),
    [
        ([], "run", True, []),
        (["--no-browser"], "run", False, []),
        (["test"], "test", True, []),
        (["test", "--", "-k", "totals"], "test", True, ["-k", "totals"]),
        (["--no-browser", "--", "--server.port", "9000", "--", "x"], "run", False, ["--server.port", "9000", "--", "x"]),
    ],
)
def test_arguments(start, words, what, browser, rest):
    own, passed_on = start.arguments(words)
    assert (own.what, not own.no_browser, passed_on) == (what, browser, rest)


@pytest.mark.parametrize(
    ("rest", "port"), [([], None), (["--server.port", "9000"], 9000), (["--server.port=9001"], 9001), (["--theme.base", "dark"], None)]
)
def test_a_port_asked_for_in_streamlits_words(start, rest, port):
    assert start.wanted_port(rest) == port


def test_an_old_python_gets_a_sentence():
    """Everything before the sentence, and the grammar of the whole file, is known to Pythons of 2019."""
    text = (ROOT / "start.py").read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    guard = next(node for node in tree.body if isinstance(node, ast.If))
    assert "本程序需要 Python 3.11" in ast.get_source_segment(text, guard)
    assert all(isinstance(node, ast.Expr | ast.Import | ast.ImportFrom) for node in tree.body[: tree.body.index(guard)])


# --- the environment


def test_the_stamp_follows_the_requirements(start, tmp_path, monkeypatch):
    monkeypatch.setattr(start, "ROOT", tmp_path)
    run, dev = tmp_path / "requirements.txt", tmp_path / "requirements-dev.txt"
    run.write_text("a>=1\n")
    dev.write_text("-r requirements.txt\nb>=1\n")
    first = start.stamp(run.name), start.stamp(dev.name)
    assert first == (start.stamp(run.name), start.stamp(dev.name))
    dev.write_text("-r requirements.txt\nb>=2\n")
    assert start.stamp(run.name) == first[0]
    second = start.stamp(dev.name)
    assert second != first[1]
    run.write_text("a>=2\n")
    assert start.stamp(run.name) != first[0]
    assert start.stamp(dev.name) != second


def test_without_a_network_one_sentence_and_nothing_half_done(tmp_path):
    """A real environment is made; the package it asks for cannot be had."""
    (tmp_path / "start.py").write_bytes((ROOT / "start.py").read_bytes())
    (tmp_path / "requirements.txt").write_text("a-package-nobody-has>=1,<2\n")
    env = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull, "JUESUAN_LIBRARY": str(tmp_path / "库")}
    done = subprocess.run([sys.executable, "start.py", "--no-browser"], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "没有连上网络" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob(".venv/installed-*"))
    assert not (tmp_path / "库" / "running.json").exists()


def test_a_python_that_cannot_make_an_environment_says_what_to_install(tmp_path):
    """Debian's Python without python3-venv: the module ensurepip is not there."""
    (tmp_path / "start.py").write_bytes((ROOT / "start.py").read_bytes())
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "JUESUAN_LIBRARY": str(tmp_path / "library")}
    done = subprocess.run([sys.executable, "start.py", "--no-browser"], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert f"sudo apt install python{sys.version_info.major}.{sys.version_info.minor}-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_gets_a_sentence(start, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(start.StartError, match="不能写入"), start.alone(tmp_path / "file" / "starting.lock"):
        pass


# --- the whole of it


def in_its_environment() -> bool:
    """Whether start.py would start at once: the suite runs inside the environment it made."""
    return Path(sys.prefix) == ROOT / ".venv" and (ROOT / ".venv" / "installed-requirements.txt.sha256").exists()


@pytest.mark.skipif(not in_its_environment(), reason="needs the environment that `python3 start.py test` makes")
@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process on Windows")
def test_start_answer_start_again_and_end(start):
    command = [sys.executable, str(ROOT / "start.py"), "--no-browser"]
    env = {**os.environ, "PIP_NO_INDEX": "1", "PYTHONUTF8": "1"}
    first = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        said = []
        while not said or (said[-1] and "Ctrl-C" not in said[-1]):  # an empty line is the end of what it says
            said.append(first.stdout.readline())
        assert "已启动" in "".join(said)
        port = json.loads((start.library() / "running.json").read_text("utf-8"))["port"]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
            assert answer.read() == b"ok"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/app/static/wqy-microhei.ttf") as answer:
            assert answer.status == 200
        assert listening_addresses(port) in ({"127.0.0.1"}, None)
        again = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
        assert again.returncode == 0
        assert f"已经在运行：http://127.0.0.1:{port}" in again.stdout
    finally:
        os.killpg(first.pid, signal.SIGINT)
        rest = first.communicate(timeout=60)[0]
    assert first.returncode == 0
    assert "已结束" in rest
    assert not (start.library() / "running.json").exists()
    assert not start.healthy(port)


def listening_addresses(port: int) -> set[str] | None:
    """The addresses of this machine on which somebody listens at the port; None where the system does not say."""
    if not Path("/proc/net/tcp").exists():
        return None
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    found = {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port}
    return {socket.inet_ntoa(bytes.fromhex(each)[::-1]) if len(each) == 8 else each for each in found}


# --- the files around it

REQUIREMENTS = ["requirements.txt", "requirements-dev.txt", "requirements-ocr.txt"]


def required(name: str) -> list[re.Match]:
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line.strip() and not line.startswith(("#", "-r "))]
    shape = re.compile(r"(?P<package>[A-Za-z0-9_.-]+)>=(?P<low>[\d.]+),<(?P<high>[\d.]+) +# (?P<reason>.{8,})")
    found = [shape.fullmatch(line) for line in lines]
    assert all(found), f"{name}: every line has a lower bound, an upper bound and a reason"
    return found


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_bounded_with_a_reason(name):
    for line in required(name):
        assert tuple(map(int, line["low"].split("."))) < tuple(map(int, line["high"].split(".")))


def test_every_package_the_program_uses_is_required():
    """And nothing is required that nothing uses."""
    # Where the package is called otherwise than what it installs.
    called = {"PIL": "pillow", "cv2": "opencv-python-headless", "docx": "python-docx", "pptx": "python-pptx"}
    called |= {"vl_convert": "vl-convert-python"}
    files = [ROOT / "app.py", *(ROOT / "core").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    used = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"core", "pages"}
    listed = {line["package"].lower() for name in ("requirements.txt", "requirements-ocr.txt") for line in required(name)}
    only_files = {"rapidocr"}  # its models are read, its code is not
    assert {called.get(name, name).lower().replace("_", "-") for name in used} == listed - only_files


def test_without_the_optional_packages_nothing_of_them_is_loaded():
    """The program starts and reads without them: only what reads scanned pages imports them."""
    code = "import sys, core.__main__, core.reading.ocr; print(*sorted({'cv2', 'onnxruntime', 'rapidocr'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == ""


def test_start_needs_the_standard_library_only():
    tree = ast.parse((ROOT / "start.py").read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_streamlits_options_exist_and_each_says_why():
    from streamlit import config

    text = (ROOT / ".streamlit/config.toml").read_text("utf-8")
    reason = False
    for line in text.splitlines():
        option = re.match(r"\w+ =", line)
        assert reason or not option, f"no reason above: {line}"
        reason = line.startswith("#") or (bool(option) and reason)
    known = {key for key in config.get_config_options() if not key.startswith("theme.fontFaces")}
    assert set(option_names(tomllib.loads(text))) <= known


def option_names(table: dict, above: str = ""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from option_names(value, f"{above}{name}.")
        elif name != "fontFaces":
            yield above + name


def test_this_machine_only_and_nothing_sent():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert settings["server"]["showEmailPrompt"] is False
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorLinks"] is False
    assert "://" not in json.dumps(settings), "fonts and everything else come from this machine"


def contrast(one: str, other: str) -> float:
    """WCAG 2: the contrast of two colours, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_palettes_can_be_read(palette):
    colours = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"][palette]
    for ground in (colours["backgroundColor"], colours["secondaryBackgroundColor"]):
        for ink in ("textColor", "linkColor", "redColor", "orangeColor", "greenColor", "grayColor"):
            assert contrast(colours[ink], ground) >= 4.5, (ink, ground)
    assert contrast(colours["primaryColor"], "#ffffff") >= 4.5
    for bar in colours["chartCategoricalColors"]:
        assert contrast(bar, colours["backgroundColor"]) >= 3, bar


def test_the_font_on_the_screen_is_the_font_of_the_exports():
    def digest(path: str) -> str:
        return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()

    assert digest("static/wqy-microhei.ttf") == digest("data/fonts/wqy-microhei.ttf")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
@pytest.mark.parametrize("path", [".venv/x", ".venv.lock", "data/library/library.duckdb", "core/__pycache__/x.pyc", ".hypothesis/x"])
def test_what_a_machine_makes_stays_out_of_the_repository(path):
    assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT).returncode == 0


def test_double_clicks():
    bat = (ROOT / "start.bat").read_bytes()
    assert bat.count(b"\r\n") == bat.count(b"\n"), "cmd.exe wants its own line ends"
    for name in ("start.command", ".ci/run"):
        assert b"\r" not in (ROOT / name).read_bytes()
        assert os.name == "nt" or os.access(ROOT / name, os.X_OK)
    for name in ("start.bat", "start.command", ".ci/run"):
        assert b"start.py" in (ROOT / name).read_bytes()
