"""Text that comes from reports and file names, shown as text: never Markdown, never HTML."""

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&=@])")


def escaped(text: object) -> str:
    """`text` for places that read Markdown (labels, captions, headings): every sign stands for itself, line ends are blanks."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def strong(text: str) -> str:
    """Markdown text in bold."""
    return f"**{text}**"


def doubtful(text: str) -> str:
    """Markdown text for what is unknown or not read: a question mark and colour."""
    return f":orange[**? {text}**]"


def wanting(text: str) -> str:
    """Markdown text for what a person has to look at: an exclamation mark and colour."""
    return f":orange[**\\!**]　{text}"


def shortened(text: str, most: int) -> str:
    """`text`, cut where it is longer than `most` letters."""
    return text if len(text) <= most else text[:most] + "…"


def as_html(text: object) -> str:
    """`text` for st.html."""
    return html.escape(str(text))
