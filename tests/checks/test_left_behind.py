"""Nothing of a report stays in memory once its checks have run: it does not wait until garbage is looked for."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.checks.catalogue import Check, catalogue
from core.checks.example import case_of
from core.checks.run import run
from core.definitions import load


@contextmanager
def garbage_kept() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def left_behind(example: object, checks: list[Check]) -> list[str]:
    """What still holds the report of an example after these checks."""
    case = case_of(example, load())
    held = {"case": weakref.ref(case), "ledger": weakref.ref(case.ledger)}
    assert run(case, checks=checks)
    del case
    return [name for name, still in held.items() if still() is not None]


@pytest.mark.parametrize("which", ["passes", "fails"])
def test_a_report_is_let_go_when_a_check_has_run_on_it(which):
    with garbage_kept():
        assert not [check.id for check in catalogue() if left_behind(getattr(check, which), [check])]


def test_a_report_is_let_go_when_all_checks_have_run_on_it():
    with garbage_kept():
        assert not left_behind({}, list(catalogue()))
        assert not left_behind(catalogue()[0].passes, list(catalogue()))
