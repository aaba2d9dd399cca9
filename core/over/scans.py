"""Comparisons that rest on figures recognised on a scan: they never say that anything agrees."""

from collections.abc import Iterable
from dataclasses import replace

from core.definitions import Definitions
from core.over.comparison import Comparison, Spot
from core.store.reader import LibraryReader
from core.store.scanned import corrected_figures, scanned_pages

_REASON = "reason_scanned"


def uncounted(library: LibraryReader, found: Iterable[Comparison], definitions: Definitions) -> tuple[Comparison, ...]:
    """The comparisons; one that holds is not run where a figure of either side was recognised on a scan and nobody corrected it."""
    listed = tuple(found)
    reports = sorted({spot.report for each in listed for spot in _spots(each)})
    scans = scanned_pages(library, reports)
    if not scans:
        return listed
    corrected = corrected_figures(library, reports)
    say = {"message": definitions.message(_REASON), "message_en": definitions.message(_REASON, "en")}

    def rests_on_scan(spot: Spot) -> bool:
        figure = (spot.report, spot.table_no, spot.cell, spot.statement)
        return (spot.report, spot.place.page) in scans and figure not in corrected

    return tuple(
        replace(each, state="not_run", reason=_REASON, **say)
        if each.state in ("pass", "rounding") and any(map(rests_on_scan, _spots(each)))
        else each
        for each in listed
    )


def _spots(each: Comparison) -> tuple[Spot, ...]:
    return (*each.left_spots, *each.right_spots)
