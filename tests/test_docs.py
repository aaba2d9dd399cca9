"""What the documents say is there: their links lead somewhere, the commands and paths they name exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "locale").glob("*.md"), *(ROOT / "data").rglob("*.md")])
PARAMS = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in DOCUMENTS]
DECISIONS = [path for path in sorted((ROOT / "docs/decisions").glob("*.md")) if path.name != "README.md"]


def prose(path: Path) -> str:
    """The text without its code blocks."""
    return re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)


def headings(path: Path) -> set[str]:
    """The anchors of a document, made as GitHub makes them."""
    found = re.findall(r"^#+ +(.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("path", PARAMS)
def test_links_lead_somewhere(path):
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), link
        assert not anchor or anchor in headings(there), link


@pytest.mark.parametrize("path", PARAMS)
def test_named_paths_exist(path):
    """What stands in `code` and begins with a folder of ours.  Placeholders such as <name> and * stand for something."""
    for name in re.findall(r"`((?:core|pages|data|docs|tests|locale|static|benchmarks|\.streamlit|\.ci)/[^`\s]*)`", prose(path)):
        pattern = re.sub(r"<[^>]+>", "*", name).rstrip("/")
        assert name == "data/library/" or any(ROOT.glob(pattern)), name


def commands(path: Path) -> list[list[str]]:
    """Lines of code blocks without a language, and inline code, that call Python."""
    text = path.read_text("utf-8")
    lines = [line for block in re.findall(r"^```\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE) for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in [*lines, *re.findall(r"`(python3? [^`\n]+)`", text)] if line.startswith("python")]


@pytest.mark.parametrize("path", PARAMS)
def test_named_commands_exist(path):
    for words in commands(path):
        if words[1] == "-m":
            module = ROOT / words[2].replace(".", "/")
            assert words[2] == "core" or module.exists() or module.with_suffix(".py").exists(), words
        else:
            assert (ROOT / words[1]).exists(), words


def test_the_command_line_of_the_readme_is_the_one_there_is():
    """Every `python -m core …` of the documents: its command and its options are known to the program's own help."""
    named = [words[3:] for path in DOCUMENTS for words in commands(path) if words[1:3] == ["-m", "core"]]
    assert named
    for words in named:
        known = subprocess.run([sys.executable, "-m", "core", words[0], "--help"], cwd=ROOT, capture_output=True, text=True)
        assert known.returncode == 0, words
        assert all(option in known.stdout for option in words if option.startswith("--")), words


def test_readmes_begin_with_what_it_is_a_picture_and_the_two_commands():
    for name in ("README.md", "README.zh-CN.md"):
        first_screen = "\n".join((ROOT / name).read_text("utf-8").splitlines()[:20])
        assert "docs/screenshots/library.png" in first_screen
        assert "python3 start.py\npython3 start.py test\n" in first_screen


def test_both_readmes_say_the_same():
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    for pattern in (r"^#", r"^- ", r"^python", r"^!\["):
        assert len(re.findall(pattern, english, re.MULTILINE)) == len(re.findall(pattern, chinese, re.MULTILINE)), pattern


def test_every_decision_is_listed_and_numbered_once():
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    assert [path.name for path in DECISIONS if path.name not in index] == []
    numbers = [path.name[:4] for path in DECISIONS]
    assert numbers == [f"{at:04}" for at in range(len(numbers))]
    for path in DECISIONS:
        assert path.read_text("utf-8").startswith(f"# {path.name[:4]} ")


def test_decisions_the_source_refers_to_exist():
    sources = [ROOT / ".streamlit/config.toml", *(path for top in ("core", "pages") for path in (ROOT / top).rglob("*.py"))]
    named = {name for path in sources for name in re.findall(r"docs/decisions/[\w.-]+\.md", path.read_text("utf-8"))}
    assert named
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_drawn_layers_are_the_tested_ones():
    from tests.test_architecture import LAYERS

    drawn = re.search(r"^app, pages.*?^```", (ROOT / "docs/README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE).group()
    rows = [set(re.findall(r"\w+", line)) for line in drawn.splitlines()[1:-1]]
    assert rows == LAYERS[::-1]


def test_the_change_log_knows_this_version():
    from core.version import VERSION

    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
