"""A small real library for the screens: the samples, imported once; a test that changes it gets its own copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.batch import import_paths
from core.definitions import load
from core.store.library import Library
from tests.conftest import ROOT, SAMPLES

APP = ROOT / "app.py"


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A folder with the library of the samples, closed."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder) as library:
        states = [receipt.state for receipt in import_paths([s / "report.pdf" for s in SAMPLES], library, load())]
    assert states == ["imported"] * len(SAMPLES)
    return folder


@pytest.fixture
def library(filled, tmp_path, monkeypatch) -> Path:
    """A copy of the library of the samples, the one the screens open."""
    folder = tmp_path / "资料 库"
    shutil.copytree(filled, folder)
    monkeypatch.setenv("JUESUAN_LIBRARY", str(folder))
    return folder


@pytest.fixture
def empty(tmp_path, monkeypatch) -> Path:
    """An empty library."""
    monkeypatch.setenv("JUESUAN_LIBRARY", str(tmp_path / "empty"))
    return tmp_path / "empty"


@pytest.fixture
def screen() -> Iterator[AppTest]:
    """The program, not run yet.  Afterwards the library it opened is closed."""
    yield AppTest.from_file(str(APP), default_timeout=60)
    st.cache_resource.clear()
