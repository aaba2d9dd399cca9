"""Slips of the hand: how a figure is written wrongly by one who knows it."""


def is_slip(one: str, other: str) -> bool:
    """Whether two runs of as many digits differ by one digit, or by two swapped ones.  Raises ValueError for those of other lengths."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 or (len(differing) == 2 and differing[0] == differing[1][::-1])
