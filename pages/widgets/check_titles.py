"""What the checks are called, those over reports too."""

from collections.abc import Mapping
from functools import cache

from core.checks.catalogue import catalogue
from core.over.rules import rules
from pages.widgets.language import language


def check_titles() -> Mapping[str, str]:
    """Number of a check → its title in the language of the screen."""
    return _titles(language())


@cache
def _titles(spoken: str) -> dict[str, str]:
    return {check.id: check.title if spoken == "zh" else check.title_en for check in (*catalogue(), *rules().values())}
