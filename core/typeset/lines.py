"""Text broken into lines: between any two Chinese characters, never inside a number or a word, no closing mark at the start."""

import re
from collections.abc import Callable

# a number with its separators, a Latin word, or one character
_PIECE = re.compile(r"-?\d[\d,.，]*%?|[A-Za-z]+|.", re.DOTALL)
_NOT_FIRST = "，。；：、！？）”’》」』】〉…%,.;:)]"
_NOT_LAST = "（“‘《「『【〈(["


def wrap(text: str, width: float, measure: Callable[[str], float], indent: float = 0.0) -> list[str]:
    """Lines no wider than `width` points (a single piece that is wider stays whole); `indent` shortens the first one."""
    lines: list[str] = []
    line, room = "", width - indent
    for piece in _pieces(text):
        if piece == "\n":
            lines.append(line)
            line, room = "", width
        elif line and measure(line + piece) > room:
            lines.append(line.rstrip(" "))
            line, room = piece.lstrip(" "), width
        else:
            line += piece
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    """Pieces that stay together: a mark that closes stays with what stands before it, one that opens with what follows."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        joined = pieces and "\n" not in (piece, pieces[-1]) and (piece[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST)
        if joined:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
