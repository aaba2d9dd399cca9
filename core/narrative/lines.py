"""The lines of a report that are running text: outside tables, without page numbers and running heads."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.model import Box
from core.narrative.lexicon import Lexicon
from core.reading.page import Line, Page

_HALF = {**{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, "〈": "<", "〉": ">", "﹪": "%", "−": "-"}
_FULL = re.compile(f"[{''.join(_HALF)}]")
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.12  # of the page's height: where running heads and page numbers stand
_OFTEN = 3
_SPILL = 3.0  # points a line may stick out of the table it belongs to


@dataclass(frozen=True)
class BodyLine:
    """A line of running text on page `page` (None without pages).  `after_table`: a table stands between it and the line before."""

    page: int | None
    line: Line
    page_width: float = 0.0
    after_table: bool = False

    @cached_property
    def folded(self) -> str:
        """Its text without blanks, full-width forms made half-width."""
        return half_width("".join(self.line.text.split()))


@lru_cache(maxsize=1 << 16)
def half_width(text: str) -> str:
    """Text with full-width letters, digits and marks made half-width, character by character."""
    return _FULL.sub(lambda found: _HALF[found.group()], text)


def body_lines(pages: Iterable[Page], words: Lexicon) -> list[BodyLine]:
    """All lines of running text in reading order."""
    pages = list(pages)
    heads = _running_heads(pages)
    kept: list[BodyLine] = []
    for page in pages:
        last_bottom = 0.0
        tables = [grid.box for grid in page.grids]
        for line in page.lines:
            if (tables and _inside(line.box, tables)) or _is_margin_text(line, page, heads, words):
                continue
            apart = any(last_bottom - _SPILL <= table.top and table.bottom <= line.box.top + _SPILL for table in tables)
            kept.append(BodyLine(page.number, line, page.width, apart or page.laid_out))
            last_bottom = line.box.bottom
    return kept


def _inside(box: Box, tables: list[Box]) -> bool:
    middle = (box.top + box.bottom) / 2
    for table in tables:
        level = table.top - _SPILL <= middle <= table.bottom + _SPILL
        if level and box.x0 >= table.x0 - _SPILL and box.x1 <= table.x1 + _SPILL:
            return True
    return False


def _in_margin(line: Line, page: Page) -> bool:
    return bool(page.height) and not _MARGIN * page.height < (line.box.top + line.box.bottom) / 2 < (1 - _MARGIN) * page.height


def _is_margin_text(line: Line, page: Page, heads: set[str], words: Lexicon) -> bool:
    if not _in_margin(line, page):
        return False
    text = half_width("".join(line.text.split()))
    return bool(words["outline.shape.page_mark"].match(text)) or _DIGITS.sub("#", text) in heads


def _running_heads(pages: list[Page]) -> set[str]:
    """Texts (numbers aside) that stand at the edge of many pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = [*page.lines[:2], *page.lines[-2:]]
        seen.update({_DIGITS.sub("#", half_width("".join(line.text.split()))) for line in edge if _in_margin(line, page)})
    often = max(_OFTEN, len(pages) // 4)
    return {text for text, times in seen.items() if times >= often and len(text) <= 60 and not text.endswith(("。", ",", ";"))}
