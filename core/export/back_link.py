"""Links from a file back into the running program."""

from urllib.parse import urlencode

ADDRESS = "http://127.0.0.1:8765/"  # where start.py begins; the screen may run elsewhere and says so


def back_link(address: str, report: str, tab: str = "", language: str = "zh", **more: str) -> str:
    """The address of a view of a report (its parts are those of the screen's own address).  `address` ends with a slash."""
    values = {"report": report, "tab": tab, **more, "lang": "en" if language == "en" else ""}
    return f"{address}report?" + urlencode({name: value for name, value in values.items() if value})
