"""Colours of series.  Blue, orange and teal are told apart by colour-blind readers too; up and down have no colour of their own."""

BLUE, ORANGE, TEAL, GREY = "#1f6fb2", "#d97b1f", "#17897b", "#7a8793"
SERIES = (BLUE, ORANGE, TEAL, "#7b5ea7", "#a8503f", "#5b7f2b", GREY)

# From strong to light, for the parts of one whole: neighbours differ, white or dark ink stays readable.
SHADES = {
    "blue": ("#174f80", "#1f6fb2", "#4a8fc9", "#7fb0db", "#aecce8", "#d3e3f2", "#e6eff8"),
    "orange": ("#8f4a0b", "#b9651a", "#d97b1f", "#e69d58", "#f0bd8d", "#f7dabd", "#fbebdc"),
}
DARK_INK, LIGHT_INK = "#1b2733", "#ffffff"
LIGHT_FROM = 3  # shades from this one on carry dark ink


def ink_on(rank: int) -> str:
    """The colour of text on the shade of this rank."""
    return LIGHT_INK if rank < LIGHT_FROM else DARK_INK
