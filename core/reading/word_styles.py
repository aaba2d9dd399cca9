"""What Word's styles say of a paragraph: its font size, its list, whether it is hidden or begins a page."""

from dataclasses import dataclass

from lxml import etree

from core.reading.laid_out import TEXT_SIZE
from core.reading.package import child, name, value

_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on one another


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    size: float | None
    number: str | None
    level: int | None
    led: bool
    new_page: bool


class Styles:
    """The styles of a document by their id.  `root`: the part styles.xml, or None where there is none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._usual = ""
        self._size = TEXT_SIZE
        for element in root if root is not None else ():
            if name(element) == "docDefaults":
                self._size = size_of(child(element, "rPrDefault", "rPr")) or TEXT_SIZE
            elif name(element) == "style":
                self._add(element)

    def _add(self, element: etree._Element) -> None:
        own = value(element, "styleId") or ""
        paragraph = child(element, "pPr")
        number, level = list_of(paragraph)
        self._styles[own] = _Style(
            based_on=value(child(element, "basedOn")) or "",
            size=size_of(child(element, "rPr")),
            number=number,
            level=level,
            led=is_led(paragraph) or (value(child(element, "name")) or "").lower().startswith("toc "),
            new_page=is_on(child(paragraph, "pageBreakBefore")),
        )
        if value(element, "default") in ("1", "true") and value(element, "type") == "paragraph":
            self._usual = own

    def size(self, style: str | None) -> float:
        """The font size of a paragraph or character style, in points."""
        return next((each.size for each in self._chain(style) if each.size), self._size)

    def numbered(self, style: str | None) -> tuple[str | None, int]:
        """The list and level a paragraph style belongs to; None for none."""
        number = next((each.number for each in self._chain(style) if each.number is not None), None)
        return number, next((each.level for each in self._chain(style) if each.level is not None), 0)

    def is_led(self, style: str | None) -> bool:
        """Whether dots lead to the end of its lines, as in a list of contents."""
        return any(each.led for each in self._chain(style))

    def begins_page(self, style: str | None) -> bool:
        """Whether its paragraphs begin a page."""
        return any(each.new_page for each in self._chain(style))

    def _chain(self, style: str | None) -> list[_Style]:
        chain: list[_Style] = []
        own = style or self._usual
        while own in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[own])
            own = chain[-1].based_on
        return chain


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not switched off."""
    return element is not None and (value(element) or "1").lower() not in _OFF


def size_of(properties: etree._Element | None) -> float | None:
    """The font size in run properties, in points."""
    text = value(child(properties, "sz"))
    return float(text) / 2 if text and text.replace(".", "", 1).isdigit() else None


def list_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    """The list and level named in paragraph properties; None for what they do not name."""
    listed = child(properties, "numPr")
    level = value(child(listed, "ilvl"))
    return value(child(listed, "numId")), int(level) if level and level.isdigit() else None


def is_led(properties: etree._Element | None) -> bool:
    """Whether paragraph properties have a tab stop that dots lead to."""
    tabs = child(properties, "tabs")
    return any((value(tab, "leader") or "none") != "none" for tab in (tabs if tabs is not None else ()))
