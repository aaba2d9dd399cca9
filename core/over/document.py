"""Writes docs/checks.md from the definitions, the checks over reports last: `python -m core.over.document`."""

from core.checks.document import TARGET, document_of_reports
from core.definitions import Definitions, load
from core.over.example import example_of
from core.over.rules import Rule, rules

_HEAD = """## Over several reports

Made from `data/definitions/checks_over`. They run on what the library holds whenever a screen or an output asks for them, and nothing of
them is kept. None of them is *core*: a difference may have good reasons, which its sentence names. Where another report is missing the
result is not_run and says which one.
"""


def document() -> str:
    """The whole text of docs/checks.md."""
    return "\n".join([document_of_reports(), _HEAD, *(_entry(rule, load()) for rule in rules().values())])


def _entry(rule: Rule, definitions: Definitions) -> str:
    told = [
        f"### {rule.id} {rule.title}\n",
        f"{rule.title_en}. Class {rule.check_class}, severity {rule.severity}. Basis: {rule.basis}.\n",
        f"- compares: {rule.what[1]}",
        f"- also makes a difference: {rule.may_be[1]}",
        f"- passes: {example_of(rule, False, definitions).message_en}",
        f"- fails: {example_of(rule, True, definitions).message_en}",
    ]
    return "\n".join(told) + "\n"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
