"""Values that the declared figures give by one operation, and so need no declaration of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import combinations, pairwise, permutations, product

from congtin.observation import Aspect, Entry, Observation
from congtin.period import Period
from congtin.quantity import EXACT, Kind, Quantity
from congtin.story import Story
from congtin.text import fold

_HUNDRED = Decimal(100)


def equals_period(quantity: Quantity, story: Story) -> bool:
    """Whether a duration in years, months or days is the length of a period that the story declares."""
    if quantity.kind is not Kind.DURATION or quantity.modifier is not None:
        return False
    measure = next((word for word in _LENGTHS if quantity.measure.casefold().startswith(word)), None)
    if measure is None:
        return False
    distinct = {id(period): period for period in periods(story)}  # most figures share one
    return any(quantity.value in _LENGTHS[measure](period) for period in distinct.values())


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
    if period.length is not None:
        return {period.length}
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
    if quantity.bounds is None or quantity.kind is Kind.RATIO or not quantity.value:
        return None  # nought is the difference of any two equal figures, and says nothing of them
    for group in story.groups:
        for entry in group.entries:
            if _within(quantity, entry.observations):
                return entry
        for left, right in combinations(group.entries, 2):
            if _between(quantity, left, right):
                return left
        for left, right in pairwise(group.entries):
            if quantity.kind is Kind.MONEY and _pays(quantity, left, right):
                return left
    return None


def _within(quantity: Quantity, items: tuple[Observation, ...]) -> bool:
    """Whether the figures of one row give the value."""
    if len(items) < 2 and quantity.kind is not Kind.PERCENT:
        return False
    plain = [item for item in items if item.quantity.modifier is None and item.quantity.kind is not Kind.RANGE]
    if quantity.kind is Kind.PERCENT:
        return _is_percentage(quantity, plain)
    for one, other in combinations(plain, 2):
        a, b = one.quantity.value, other.quantity.value
        adds = one.aspect is other.aspect  # a whole and its part, a result and its plan never add up
        given = _prints(quantity, abs(a - b)) or (adds and _prints(quantity, a + b))
        if given and _alike(quantity, one.quantity, other.quantity):
            return True
    return quantity.kind is Kind.MONEY and any(
        count.quantity.kind is Kind.COUNT
        and money.quantity.kind is Kind.MONEY
        and _prints(quantity, EXACT.multiply(count.quantity.value, money.quantity.value))
        for count, money in permutations(plain, 2)
    )


def _prints(quantity: Quantity, value: Decimal) -> bool:
    """Whether a value may be printed so."""
    low, high = _ends(quantity)
    return low <= value <= high


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    assert quantity.bounds is not None  # else nothing is computed
    return quantity.bounds


def _is_percentage(quantity: Quantity, plain: list[Observation]) -> bool:
    """Ratios of like figures and what they are above or below 100 %; of a change, to what was before alone."""
    low, high = _ends(quantity)
    for one, other in permutations(plain, 2):
        left, right = one.quantity, other.quantity
        changed = Aspect.CHANGE in (one.aspect, other.aspect) and other.aspect is not Aspect.PREVIOUS
        if left.kind is right.kind is not Kind.PERCENT and left.value > 0 and right.value > 0 and not changed:
            hundredfold, base = EXACT.multiply(_HUNDRED, left.value), right.value
            beyond = abs(hundredfold - EXACT.multiply(_HUNDRED, base))
            least, most = EXACT.multiply(low, base), EXACT.multiply(high, base)
            if least <= hundredfold <= most or least <= beyond <= most:
                return True
    stated = [item.quantity.value for item in plain if item.quantity.kind is Kind.PERCENT]
    return any(low <= abs(value - _HUNDRED) <= high for value in stated)


def _between(quantity: Quantity, left: Entry, right: Entry) -> bool:
    """Sums and differences of like figures of two rows; shares of different things never add up."""
    if quantity.kind is Kind.PERCENT:
        return False
    for a, b in product(left.observations, right.observations):
        one, other = a.quantity, b.quantity
        exact = one.modifier is None and other.modifier is None
        if exact and one.measure and a.aspect is b.aspect and one.kind is quantity.kind:
            given = _prints(quantity, one.value + other.value) or _prints(quantity, abs(one.value - other.value))
            if given and _alike(quantity, one, other):
                return True
    return False


def _pays(quantity: Quantity, left: Entry, right: Entry) -> bool:
    """Whether the count of one row times the amount of the next gives a sum of money."""
    figures = [(a.quantity, b.quantity) for a, b in product(left.observations, right.observations)]
    return any(
        {one.kind, other.kind} == {Kind.COUNT, Kind.MONEY}
        and one.modifier is None
        and other.modifier is None
        and _prints(quantity, EXACT.multiply(one.value, other.value))
        for one, other in figures
    )


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
