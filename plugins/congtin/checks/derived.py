"""Values that the declared figures give by one operation, and so need no declaration of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import combinations, permutations, product

from congtin.observation import Entry, Observation
from congtin.period import Period
from congtin.quantity import Interval, Kind, Quantity
from congtin.story import Story
from congtin.text import fold

_BRACKETED = re.compile(r"\((\d+)\s")  # "nhiệm kỳ 2017-2023 (5 năm)": the stated length


def equals_period(quantity: Quantity, story: Story) -> bool:
    """Whether a duration in years, months or days is the length of a period that the story declares."""
    if quantity.kind is not Kind.DURATION or quantity.modifier is not None:
        return False
    measure = next((word for word in _LENGTHS if quantity.measure.casefold().startswith(word)), None)
    return measure is not None and any(quantity.value in _LENGTHS[measure](period) for period in periods(story))


def periods(story: Story) -> Iterator[Period]:
    """The periods that the front matter declares, for all rows, a group or a figure."""
    if story.period is not None:
        yield story.period
    for group in story.groups:
        if group.period is not None:
            yield group.period
        for entry in group.entries:
            yield from (item.period for item in entry.observations if item.period is not None)


def lengths(period: Period) -> set[int]:
    """The lengths in years that a period may be said to have: stated, difference, or both ends counted."""
    stated = _BRACKETED.search(period.label)
    if stated:
        return {int(stated[1])}
    if period.years is None:
        return set()
    first, last = period.years
    return {last - first, last - first + 1} - {0}


def _months(period: Period) -> set[int]:
    first, last = period.first, period.last
    if first is None or last is None or first.day != 1 or (last + timedelta(1)).day != 1:
        return set()
    return {12 * (last.year - first.year) + last.month - first.month + 1}


def _days(period: Period) -> set[int]:
    return set() if period.first is None or period.last is None else {(period.last - period.first).days + 1}


_LENGTHS: dict[str, Callable[[Period], set[int]]] = {"năm": lengths, "tháng": _months, "ngày": _days}


def computed(quantity: Quantity, story: Story) -> Entry | None:
    """The entry whose figures give this value by one operation, None when none does.

    Within a row: sum, difference, product, ratio and growth in percent. Between rows of a group: sum and
    difference of like measures. The result must count what is printed beside the value. No chains.
    """
    if quantity.modifier is not None or quantity.kind in (Kind.RANGE, Kind.RATIO):
        return None
    for group in story.groups:
        for entry in group.entries:
            if any(value.meets(quantity.interval) for value in _within(quantity, entry.observations)):
                return entry
        for left, right in combinations(group.entries, 2):
            if any(value.meets(quantity.interval) for value in _between(quantity, left, right)):
                return left
    return None


def _within(quantity: Quantity, items: tuple[Observation, ...]) -> Iterator[Interval]:
    plain = [item.quantity for item in items if item.quantity.modifier is None and item.quantity.kind is not Kind.RANGE]
    if quantity.kind is Kind.PERCENT:
        yield from _percentages(plain)
        return
    for one, other in combinations(items, 2):
        if one.quantity in plain and other.quantity in plain and _alike(quantity, one.quantity, other.quantity):
            yield Interval.point(abs(one.quantity.value - other.quantity.value))
            if one.aspect is other.aspect:  # a whole and its part, a result and its plan never add up
                yield Interval.point(one.quantity.value + other.quantity.value)
    if quantity.kind is Kind.MONEY:
        for count, money in permutations(plain, 2):
            if count.kind is Kind.COUNT and money.kind is Kind.MONEY:
                yield Interval.point(count.value * money.value)


def _percentages(plain: list[Quantity]) -> Iterator[Interval]:
    """Ratios of like figures and what they are above or below 100 %."""
    for left, right in permutations(plain, 2):
        if left.kind is right.kind is not Kind.PERCENT and left.value > 0 and right.value > 0:
            ratio = Fraction(left.value) / Fraction(right.value) * 100
            yield Interval.point(ratio)
            yield Interval.point(abs(ratio - 100))
    yield from (Interval.point(abs(item.value - 100)) for item in plain if item.kind is Kind.PERCENT)


def _between(quantity: Quantity, left: Entry, right: Entry) -> Iterator[Interval]:
    """Sums and differences of like figures of two rows; shares of different things never add up."""
    if quantity.kind is Kind.PERCENT:
        return
    for a, b in product(left.observations, right.observations):
        one, other = a.quantity, b.quantity
        exact = one.modifier is None and other.modifier is None
        if exact and one.measure and a.aspect is b.aspect and _alike(quantity, one, other):
            yield Interval.point(one.value + other.value)
            yield Interval.point(abs(one.value - other.value))


def _alike(*quantities: Quantity) -> bool:
    """Whether all are of one kind and none counts another noun than the first."""
    first, *others = quantities
    noun = fold(first.measure)
    for other in others:
        if other.kind is not first.kind:
            return False
        counted = fold(other.measure)
        if noun and counted and not (noun.startswith(counted) or counted.startswith(noun)):
            return False
    return True
