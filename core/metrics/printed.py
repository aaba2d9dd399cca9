"""Values of metrics as exact text: for the command line and files, never rounded for looks."""

from collections.abc import Iterator

import pandas as pd

from core.metrics.definition import Metric, metrics
from core.metrics.values import values
from core.store.reader import LibraryReader

_FEN_DIGITS = 6  # 10,000 yuan are 10 to the 6 fen
_RATIO_DIGITS = 6  # a quotient has no last digit: so many are kept


def rows(library: LibraryReader) -> Iterator[tuple[str, str, str, str]]:
    """(report, metric, value, unit) of every metric of every report, by report; money in 10,000 yuan, to the fen."""
    found = [values(library, metric).assign(metric=metric.key) for metric in metrics().values()]
    for row in pd.concat(found).sort_values(["report", "metric"], kind="stable").itertuples():
        metric = metrics()[row.metric]
        yield row.report, metric.key, exact(metric, row.value), metric.text("unit")


def exact(metric: Metric, value: float) -> str:
    """A value in its unit: money exact, quotients to six decimals, no zeros at the end."""
    if metric.kind == "money":
        fen = int(value)
        whole, part = divmod(abs(fen), 10**_FEN_DIGITS)
        return _bare(f"{'-' if fen < 0 else ''}{whole}.{part:0{_FEN_DIGITS}d}")
    return _bare(f"{float(value):.{_RATIO_DIGITS}f}")


def _bare(text: str) -> str:
    return text.rstrip("0").rstrip(".")
