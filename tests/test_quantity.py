"""Quantities as exact intervals (XBRL Calculations 1.1) and their Vietnamese print."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.quantity import Interval, Kind, Modifier, Quantity, print_decimal, print_money

ends = st.none() | st.fractions(min_value=0, max_value=100, max_denominator=8)
intervals = st.builds(Interval, ends, ends, st.booleans(), st.booleans())
bounded = st.builds(
    lambda lo, width, a, b: Interval(lo, lo + width, a, b),
    st.fractions(min_value=0, max_value=50, max_denominator=8),
    st.fractions(min_value=0, max_value=50, max_denominator=8),
    st.booleans(),
    st.booleans(),
).filter(lambda item: not item.is_empty)


def percent(text: str, value: str, step: str, modifier: Modifier | None = None) -> Quantity:
    return Quantity(text, Kind.PERCENT, Decimal(value), Decimal(step), modifier)


def count(value: int, modifier: Modifier | None = None) -> Quantity:
    return Quantity(str(value), Kind.COUNT, Decimal(value), Decimal(0), modifier)


def test_505_of_410_is_123_2_percent_and_neither_neighbour() -> None:
    ratio = count(505).interval / count(410).interval * Interval.point(100)
    assert percent("123,2%", "123.2", "0.1").interval.meets(ratio)
    assert not percent("123,1%", "123.1", "0.1").interval.meets(ratio)
    assert not percent("123,3%", "123.3", "0.1").interval.meets(ratio)
    assert percent("123,1%", "123.1", "0.1").truncated.meets(ratio)


@pytest.mark.parametrize(
    ("modifier", "inside", "outside"),
    [
        (None, [2628], [2627, 2629]),
        (Modifier.MORE_THAN, [2629, 2890], [2628, 3000]),
        (Modifier.LESS_THAN, [2627, 2400], [2628, 2000]),
        (Modifier.APPROX, [2628, 2500, 2800], [2300, 3000]),
        (Modifier.AT_LEAST, [2628, 10**9], [2627]),
        (Modifier.AT_MOST, [2628, 0], [2629]),
    ],
)
def test_modifiers_have_a_hard_side(modifier: Modifier | None, inside: list[int], outside: list[int]) -> None:
    interval = count(2628, modifier).interval
    assert all(value in interval for value in inside)
    assert not any(value in interval for value in outside)


def test_a_modified_zero_still_has_room() -> None:
    assert 1 in count(0, Modifier.MORE_THAN).interval


def test_money_in_millions_is_rounded_to_its_last_digit() -> None:
    money = Quantity("250,5 triệu đồng", Kind.MONEY, Decimal(250_500_000), Decimal(100_000))
    assert 250_549_999 in money.interval
    assert 250_551_000 not in money.interval


def test_truncated_prints_below_zero_and_at_zero() -> None:
    assert Fraction(-1, 4) in percent("-0,2%", "-0.2", "0.1").truncated
    assert Fraction(1, 20) in percent("0,0%", "0.0", "0.1").truncated
    assert count(5).truncated == count(5).interval


def test_a_range_is_its_two_ends() -> None:
    span = Quantity("30%-70%", Kind.RANGE, Decimal(30), parts=(Decimal(30), Decimal(70)))
    assert 50 in span.interval and 71 not in span.interval


def test_a_ratio_is_two_counts() -> None:
    ratio = Quantity("505/410", Kind.RATIO, Decimal(505), parts=(Decimal(505), Decimal(410)), measure="đoàn viên")
    assert (ratio.part(1).value, ratio.part(1).kind, ratio.part(1).text) == (Decimal(410), Kind.COUNT, "410")


@given(intervals, intervals, st.fractions(min_value=0, max_value=100, max_denominator=8))
def test_a_value_is_in_both_exactly_when_it_is_in_the_intersection(a: Interval, b: Interval, x: Fraction) -> None:
    assert (x in a and x in b) == (x in a & b)


@given(bounded, bounded)
def test_intersection_is_symmetric_and_meets_agrees(a: Interval, b: Interval) -> None:
    assert a & b == b & a
    assert a.meets(b) != (a & b).is_empty


@given(bounded, bounded)
def test_middles_stay_inside_sums_differences_products_and_quotients(a: Interval, b: Interval) -> None:
    x, y = (a.lo + a.hi) / 2, (b.lo + b.hi) / 2  # type: ignore[operator]
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    if b.hi and y:
        assert x / y in a / b


def test_open_ends_stay_open() -> None:
    least = Interval(Fraction(2), None)
    most = Interval(None, Fraction(2))
    assert (least + most) == Interval(None, None)
    assert (least * least).hi is None
    assert (Interval.point(6) / least) == Interval(Fraction(0), Fraction(3), lo_closed=False)
    assert (Interval.point(6) / Interval(Fraction(0), Fraction(2))).hi is None


@pytest.mark.parametrize("wrong", [Interval(None, Fraction(1)), Interval(Fraction(-1), Fraction(1))])
def test_products_and_quotients_of_negatives_are_refused(wrong: Interval) -> None:
    with pytest.raises(ValueError, match="not below zero"):
        _ = wrong * wrong
    with pytest.raises(ValueError, match="not below zero"):
        _ = Interval.point(1) / wrong
    with pytest.raises(ValueError, match="not below zero"):
        _ = Interval.point(1) / Interval.point(0)


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (11490, None, "11.490"),
        (Decimal("123.2"), None, "123,2"),
        (Decimal("250.50"), None, "250,50"),
        (Fraction(50500, 410), None, "123,17"),
        (Fraction(50500, 410), 1, "123,2"),
        (Fraction(1, 2), 0, "1"),
        (-1234, None, "-1.234"),
        (Fraction(-1, 1000), None, "0"),
        (Fraction(424, 10), None, "42,4"),
        (Decimal("1E+3"), None, "1.000"),
        (999, None, "999"),
        (Fraction(3), None, "3"),
    ],
)
def test_vietnamese_print(value: Fraction | Decimal | int, places: int | None, printed: str) -> None:
    assert print_decimal(value, places) == printed


@pytest.mark.parametrize(
    ("modifier", "said"), [(None, "400"), (Modifier.AT_LEAST, "400 trở lên"), (Modifier.LESS_THAN, "gần 400")]
)
def test_a_quantity_is_said_with_its_modifier(modifier: Modifier | None, said: str) -> None:
    assert count(400, modifier).said == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (6_250_000_000, "6,25 tỷ đồng"),
        (120_000_000, "120 triệu đồng"),
        (62_609_000_000, "62.609 triệu đồng"),
        (500_000, "500.000 đồng"),
        (Fraction(1, 3), "0,33 đồng"),
        (0, "0 đồng"),
    ],
)
def test_money_is_said_in_its_scale(value: Fraction | int, said: str) -> None:
    assert print_money(value) == said
