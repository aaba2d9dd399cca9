"""The order of the house (docs/README.md): imports go one way, verbs apart from nouns, files and functions short enough to read."""

import ast
import csv
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# From the ground up.  A module of core imports only what is in lower layers: never one of its own layer, never one above.
LAYERS = [
    {"model", "amounts", "errors", "names", "version", "garbage", "processes", "disguise"},
    {"definitions"},
    {"reading", "ledger", "figures_digest", "corrections"},
    {"tables", "narrative", "performance", "identity"},
    {"store", "checks", "coverage", "parts"},
    {"metrics", "over"},
    {"ingest", "charts", "typeset", "compare"},
    {"export"},
    {"parsers", "reread", "redraw"},
    {"batch", "correct", "recheck", "verify"},
    {"__main__"},
]

# Who may use a package that reaches outside.
ONLY_IN = {
    "streamlit": {"app", "pages"},
    "duckdb": {"core/store"},
    "pypdfium2": {"core/reading"},
    "pdfplumber": {"core/reading"},
    "pypdf": {"core/export"},
    "python_calamine": {"core/reading"},
    "lxml": {"core/reading"},
    "PIL": {"core/reading"},
    "cv2": {"core/reading"},
    "onnxruntime": {"core/reading"},
    "numpy": {"core/reading"},
    "docx": {"core/reading", "core/export"},
    "pptx": {"core/export"},
    "vl_convert": {"core/export"},
    "fontTools": {"core/export"},
    "xlsxwriter": {"core/export"},
    "reportlab": {"core/typeset", "core/export"},
    "altair": {"core/charts"},
}

SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services", "base"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def sources() -> list[Path]:
    """The product's own Python, without its tests."""
    below = (path for top in ("core", "pages", "locale", "benchmarks") for path in sorted((ROOT / top).rglob("*.py")))
    return [ROOT / "app.py", ROOT / "start.py", *below]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


SOURCES = [pytest.param(path, id=name_of(path)) for path in sources() if path.exists()]
CORE = [param for param in SOURCES if param.id.startswith("core/")]


def imported(path: Path) -> set[str]:
    """Full names of what a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
            assert node.level == 0, f"{name_of(path)}: imports are written in full"
    return names


def layer(module: str) -> int:
    found = [rank for rank, modules in enumerate(LAYERS) if module in modules]
    assert found, f"core/{module} has no place in LAYERS: give it one"
    return found[0]


@pytest.mark.parametrize("path", CORE)
def test_imports_go_one_way(path):
    module = path.relative_to(ROOT / "core").parts[0].removesuffix(".py")
    if module == "__init__":
        assert not imported(path)
        return
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("core.")} - {module}
    against = sorted(name for name in ours if layer(name) >= layer(module))
    assert not against, f"core/{module} may not import {against}"
    assert not any(name.split(".")[0] in ("app", "pages", "start", "tests", "benchmarks") for name in imported(path))


@pytest.mark.parametrize("path", [param for param in SOURCES if not param.id.startswith("benchmarks/")])
def test_packages_stay_where_they_belong(path):
    name = name_of(path)
    for package in {each.split(".")[0] for each in imported(path)} & ONLY_IN.keys():
        assert any(name == f"{home}.py" or name.startswith(f"{home}/") for home in ONLY_IN[package]), f"{name} may not import {package}"


def docstrings(tree: ast.AST) -> set[int]:
    """The lines on which docstrings start."""
    holders = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef))
    return {holder.body[0].lineno for holder in holders if ast.get_docstring(holder, clean=False) is not None}


@pytest.mark.parametrize("path", CORE)
def test_core_holds_no_word_of_the_field(path):
    text = path.read_text("utf-8")
    skipped = docstrings(ast.parse(text))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING and token.start[0] in skipped:
            continue
        assert not HAN.search(token.string), f"{name_of(path)}:{token.start[0]}: {token.string[:60]}"


@pytest.mark.parametrize("path", CORE)
def test_core_hides_no_word_of_the_field_behind_an_escape(path):
    vocabulary = ROOT / "data/definitions/vocabulary.csv"
    with vocabulary.open(encoding="utf-8-sig", newline="") as file:
        terms = {cell for row in csv.DictReader(file) for cell in row.values() if cell and len(cell) > 1 and HAN.search(cell)}
    tree = ast.parse(path.read_text("utf-8"))
    skipped = docstrings(tree)
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.lineno not in skipped]
    assert terms
    assert not {term for term in terms for value in values if isinstance(value, str) and term in value}


@pytest.mark.parametrize("path", SOURCES)
def test_short_enough_to_read(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{name_of(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", SOURCES)
def test_named_for_what_it_does(path):
    words = {part for piece in path.relative_to(ROOT).with_suffix("").parts for part in piece.split("_")}
    assert not words & SHAPELESS


@pytest.mark.parametrize("path", SOURCES)
def test_no_error_is_swallowed_whole(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = {each.id for each in ast.walk(node.type) if isinstance(each, ast.Name)} if node.type else {"everything"}
        again = any(isinstance(each, ast.Raise) and each.exc is None for each in ast.walk(node))
        assert not caught & {"Exception", "everything"}, f"{name_of(path)}:{node.lineno}"
        assert again or "BaseException" not in caught, f"{name_of(path)}:{node.lineno}"


def test_the_linter_is_content():
    found = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "."], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
