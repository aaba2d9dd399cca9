"""How an amount is printed, and that what is printed reads back as the value the golden facts give it."""

import random

import pytest

from core.amounts import parse
from core.typeset.printing import FEN_PER_UNIT, amount_text, rounded


@pytest.mark.parametrize(
    ("fen", "unit", "numbers", "printed"),
    [
        (56_613_812_345, "wan", "comma", "56,613.81"),
        (56_613_812_345, "wan", "plain", "56613.81"),
        (56_613_812_345, "wan", "blank", "56 613.81"),
        (56_613_812_345, "yuan", "wide_comma", "566，138，123.45"),
        (5_000, "wan", "comma", "0.01"),
        (4_999, "wan", "comma", "0.00"),
        (-5_000, "wan", "comma", "-0.01"),
        (-4_999, "wan", "comma", "0.00"),
        (7, "yuan", "comma", "0.07"),
    ],
)
def test_amount_is_printed(fen, unit, numbers, printed):
    assert amount_text(fen, unit, numbers) == printed


@pytest.mark.parametrize("unit", ["wan", "yuan"])
@pytest.mark.parametrize("numbers", ["plain", "comma", "wide_comma", "blank"])
def test_printed_amount_reads_back_as_its_rounded_value(unit, numbers):
    lot = random.Random(unit + numbers)
    for _ in range(300):
        fen = lot.choice((1, -1)) * lot.randrange(10 ** lot.randint(1, 13))
        assert parse(amount_text(fen, unit, numbers), FEN_PER_UNIT[unit]).fen == rounded(fen, unit)
