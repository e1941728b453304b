"""Values that the declared figures give by one operation, and so need no declaration of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations

from congtin.observation import Entry, Observation
from congtin.period import Period
from congtin.quantity import Interval, Kind, Quantity
from congtin.story import Story

_BRACKETED = re.compile(r"\((\d+)\s")  # "nhiệm kỳ 2017-2023 (5 năm)": the stated length


def equals_period(quantity: Quantity, story: Story) -> bool:
    """Whether a duration in years is the length of a period that the story declares."""
    if quantity.kind is not Kind.DURATION or quantity.modifier is not None:
        return False
    return any(quantity.value in lengths(period) for period in periods(story))


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


def computed(quantity: Quantity, story: Story) -> Entry | None:
    """The entry whose figures give this value by one operation, None when none does.

    Within a row: sum, difference, product, ratio and growth in percent. Between rows of a group: sum and
    difference of like measures. No chains.
    """
    if quantity.modifier is not None or quantity.kind in (Kind.RANGE, Kind.RATIO):
        return None
    for group in story.groups:
        for entry in group.entries:
            if any(value.meets(quantity.interval) for value in _within(quantity.kind, entry.observations)):
                return entry
        for left, right in combinations(group.entries, 2):
            if any(value.meets(quantity.interval) for value in _between(quantity, left, right)):
                return left
    return None


def _within(kind: Kind, items: tuple[Observation, ...]) -> Iterator[Interval]:
    plain = [item.quantity for item in items if item.quantity.modifier is None and item.quantity.kind is not Kind.RANGE]
    if kind is Kind.PERCENT:
        for left, right in permutations(plain, 2):
            if left.kind is right.kind is not Kind.PERCENT and left.value > 0 and right.value > 0:
                ratio = Fraction(left.value) / Fraction(right.value) * 100
                yield Interval.point(ratio)
                yield Interval.point(abs(ratio - 100))
            if left.kind is right.kind is Kind.PERCENT:
                yield Interval.point(abs(left.value - right.value))
        yield from (Interval.point(abs(item.value - 100)) for item in plain if item.kind is Kind.PERCENT)
        return
    for one, other in combinations(items, 2):
        if one.quantity in plain and other.quantity in plain and one.quantity.kind is other.quantity.kind is kind:
            yield Interval.point(abs(one.quantity.value - other.quantity.value))
            if one.aspect is other.aspect:  # a whole and its part, a result and its plan never add up
                yield Interval.point(one.quantity.value + other.quantity.value)
    if kind is Kind.MONEY:
        for count, money in permutations(plain, 2):
            if count.kind is Kind.COUNT and money.kind is Kind.MONEY:
                yield Interval.point(count.value * money.value)


def _between(quantity: Quantity, left: Entry, right: Entry) -> Iterator[Interval]:
    """Sums and differences of like figures of two rows; shares of different things never add up."""
    for a in left.observations:
        for b in right.observations:
            one, other = a.quantity, b.quantity
            alike = one.kind is other.kind is quantity.kind is not Kind.PERCENT and one.measure == other.measure
            if alike and one.measure and a.aspect is b.aspect and not (one.modifier or other.modifier):
                yield Interval.point(one.value + other.value)
                yield Interval.point(abs(one.value - other.value))
