"""Arithmetic of declared figures: relations, quotients and their print, by intervals of what was printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import ceil, floor

from congtin.checks.rules import Examined
from congtin.finding import Related
from congtin.observation import Entry, Observation, RelationKind
from congtin.quantity import EXACT, Interval, Kind, Quantity, print_decimal, print_money

HUNDRED = Interval.point(100)
_HUNDRED = Decimal(100)


def related(examined: Examined, *kinds: RelationKind) -> Iterator[tuple[Entry, list[Observation]]]:
    """The relations of these kinds in a story, each as its entry and its members."""
    return chain.from_iterable(examined.ties.get(kind, ()) for kind in kinds)


def positive(*items: Observation) -> bool:
    """Whether no figure can be below zero."""
    return all(_low(item.quantity) >= 0 for item in items)


def _low(quantity: Quantity) -> Decimal | Fraction | int:
    """The lower end, below zero where there is none."""
    if bounds := quantity.bounds:
        return bounds[0]
    low = quantity.interval.lo
    return -1 if low is None else low


def agree(one: Quantity, other: Quantity, more: int = 0) -> bool:
    """Whether a number, and so much more, may be the other."""
    mine, its = one.bounds, other.bounds
    if mine and its:
        return mine[0] + more <= its[1] and its[0] <= mine[1] + more
    return (one.interval + Interval.point(more)).meets(other.interval)


def bears_out(percent: Quantity, actual: Observation, target: Observation, more: int = 0) -> bool:
    """Whether a percentage, and so much more, may be what the first is of the second; both must be judgeable.

    Multiplied out, the ends of printed numbers stay decimals: few need a fraction.
    """
    stated, result, plan = percent.bounds, actual.quantity.bounds, target.quantity.bounds
    if not (stated and result and plan):
        return (percent.interval + Interval.point(more)).meets(ratio(actual, target))
    high = EXACT.multiply(_HUNDRED, result[1])
    low = EXACT.multiply(_HUNDRED, result[0])
    return EXACT.multiply(stated[0] + more, plan[0]) <= high and low <= EXACT.multiply(stated[1] + more, plan[1])


def judgeable(actual: Observation, target: Observation) -> bool:
    """A plan that may be 0, or numbers below 0, have no percentage."""
    return positive(actual, target) and target.quantity.value > 0


def ratio(actual: Observation, target: Observation) -> Interval:
    """Of a hundred of the second, how many is the first: an interval."""
    return actual.quantity.interval / target.quantity.interval * HUNDRED


def exact_percent(actual: Observation, target: Observation) -> Fraction:
    """The same quotient of the printed values."""
    return Fraction(actual.quantity.value) / Fraction(target.quantity.value) * 100


def division(actual: Observation, target: Observation) -> str:
    """The quotient as a computation in print: "505/410 = 123,17%"."""
    return f"{actual.quantity.said}/{target.quantity.said} = {print_decimal(exact_percent(actual, target))}%"


def in_measure(value: Fraction, like: Quantity) -> str:
    """A computed value in the measure of a printed one."""
    if like.kind is Kind.MONEY:
        return print_money(value)
    return f"{print_decimal(value)}%" if like.kind is Kind.PERCENT else print_decimal(value)


def whole_numbers(interval: Interval) -> str:
    """The whole numbers of an interval in print: one, or from … to …; empty when there are none or too many."""
    if interval.lo is None or interval.hi is None:
        return ""
    first, last = ceil(interval.lo), floor(interval.hi)
    if first > last or last - first > 100:
        return ""
    return print_decimal(first) if first == last else f"{print_decimal(first)} đến {print_decimal(last)}"


def falls(change: Observation) -> bool:
    """Whether a change is told as a fall by its label, not by a sign of its own."""
    return change.label.startswith("giảm") and change.quantity.value > 0


def places(*items: Observation) -> tuple[Related, ...]:
    """Where the figures stand, as the other places of a finding."""
    return tuple(Related(item.place, f"ở đây ghi {item.quantity.said}") for item in items)
