"""Printed amounts become exact integers and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.amounts import format_amount, number_text, parse

WAN = 1_000_000
YUAN = 100


@pytest.mark.parametrize(
    ("printed", "unit", "fen", "precision"),
    [
        ("5,661.38", WAN, 5_661_380_000, 10_000),
        ("5661.38", WAN, 5_661_380_000, 10_000),
        ("0.00", WAN, 0, 10_000),
        ("0", WAN, 0, WAN),
        ("-12.30", WAN, -12_300_000, 10_000),
        ("－12.30", WAN, -12_300_000, 10_000),
        ("(12.30)", WAN, -12_300_000, 10_000),
        ("１，２３４．５６", WAN, 1_234_560_000, 10_000),
        ("1，234.56", WAN, 1_234_560_000, 10_000),
        ("1 234.56", WAN, 1_234_560_000, 10_000),
        ("1, 234 .56", WAN, 1_234_560_000, 10_000),
        ("1 2 3 4 . 5 6", WAN, 1_234_560_000, 10_000),
        ("1,110,\n972.11", WAN, 1_110_972_110_000, 10_000),
        ("32,866,180.82", YUAN, 3_286_618_082, 1),
        ("0.003", WAN, 3_000, 1_000),
        (".5", WAN, 500_000, 100_000),
    ],
)
def test_printed_amounts_are_exact(printed, unit, fen, precision):
    amount = parse(printed, unit)
    assert (amount.fen, amount.precision_fen) == (fen, precision)


@pytest.mark.parametrize(
    "printed",
    ["", " ", "—", "-", "/", "无", "1,23.4", "12 34", "1.2.3", "12%", "2060101 行政运行", "1,234.56 78.90", "12.345元", "N/A", "-0-"],
)
def test_what_is_not_one_number_is_none(printed):
    assert number_text(printed) is None


def test_an_amount_finer_than_a_fen_is_not_rounded():
    assert parse("1.234", YUAN) is None


def test_what_no_store_could_hold_is_no_amount():
    assert parse("9" * 40, WAN) is None
    assert parse("-" + "9" * 40, WAN) is None
    assert parse("99,999,999,999.99", WAN).fen == 99_999_999_999_990_000


@given(st.integers(-(10**15), 10**15))
def test_formatting_and_parsing_are_inverse(fen):
    assert parse(format_amount(fen, YUAN), YUAN).fen == fen


@given(st.integers(0, 10**12), st.sampled_from([",", "，", " "]))
def test_the_separator_does_not_change_the_amount(fen, separator):
    printed = format_amount(fen, YUAN)
    assert parse(printed.replace(",", separator), YUAN) == parse(printed, YUAN)


@given(st.integers(-(10**13), 10**13))
def test_yuan_and_ten_thousand_yuan_agree(cents):
    wan = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    assert parse(wan, WAN).fen == cents * 10_000


@pytest.mark.parametrize(
    ("fen", "unit", "text"),
    [(3_286_618_082, WAN, "3,286.62"), (-5_000, WAN, "-0.01"), (-4_999, WAN, "0.00"), (5_000, WAN, "0.01"), (0, WAN, "0.00")],
)
def test_screens_round_half_up_from_the_exact_value(fen, unit, text):
    assert format_amount(fen, unit) == text
