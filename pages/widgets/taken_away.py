"""A file taken away is told in the log: who, when, which file, by its fingerprint."""

import hashlib
from collections.abc import Callable

from core.store.library import Library


def told_in_log(store: Library, make: Callable[[], bytes], file: str, report: str = "") -> Callable[[], bytes]:
    """Makes the same content, and tells the log of `store` once it is made.  `report`: whose it is, where it is of one report.

    Files are made on the click, outside the screen's own run, so the library is handed over.
    """

    def made() -> bytes:
        content = make()
        store.record("export", file, report, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
        return content

    return made
