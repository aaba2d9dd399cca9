"""What several tests share: the definitions, the samples and the corpus, each read once."""

import os
import tomllib
from functools import cache
from pathlib import Path

import pytest

from core.definitions import load
from core.ingest import read_file
from core.model import Reading

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(path.parent for path in (ROOT / "data" / "samples").glob("*/report.pdf"))


@cache
def reading_of(path: Path) -> Reading:
    """A report file, read once for all tests."""
    return read_file(path, load(), ocr="off")  # the same with and without the optional packages


def golden_of(sample: Path) -> dict:
    """What the sample's golden.toml says it is."""
    return tomllib.loads((sample / "golden.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def definitions():
    return load()


@pytest.fixture(params=SAMPLES, ids=lambda path: path.name)
def sample(request) -> Path:
    return request.param


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = os.environ.get("JUESUAN_CORPUS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no corpus: JUESUAN_CORPUS names no folder")
    return Path(folder)
