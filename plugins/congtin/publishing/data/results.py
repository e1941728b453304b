"""Results: the postings of one row of an article side by side, and what holds for a body and a period.

A posting is one number; readers ask for plan, result and percent together.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from congtin.observation import Aspect
from congtin.period import PeriodKind
from congtin.posting import Line, Posting, Standing

SIDE_BY_SIDE = (Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT, Aspect.PREVIOUS, Aspect.CHANGE)
PROPORTIONS = (Aspect.PERCENT, Aspect.CHANGE)  # fit beside a figure of any unit


class Slot(NamedTuple):
    """What a result is of: an indicator (of a local one its name), a body, a period, a unit."""

    indicator: str
    organisation: str
    period: str
    unit: str


class Result:
    """Figures that belong side by side; ``figures`` holds at least one, at most one of an aspect."""

    figures: Mapping[str, Posting]

    def __init__(self, figures: Mapping[str, Posting]) -> None:
        """Of these figures, by aspect."""
        self.figures = figures

    @cached_property
    def lead(self) -> Posting:
        """The figure that says whose and when it is: the result, else the plan, else what there is."""
        return next(self.figures[aspect] for aspect in SIDE_BY_SIDE if aspect in self.figures)

    @property
    def slot(self) -> Slot:
        """What it is of."""
        lead = self.lead
        return Slot(lead.indicator or lead.name, lead.organisation, lead.period, lead.unit)

    def get(self, aspect: Aspect) -> Posting | None:
        """Its figure of an aspect."""
        return self.figures.get(aspect)

    @property
    def sources(self) -> tuple[Posting, ...]:
        """A posting of each article that it was told by, the leading one's first."""
        found = {item.origin.path: item for item in (self.lead, *self.figures.values())}
        found[self.lead.origin.path] = self.lead
        return tuple(found.values())


class Gathered:
    """Figures of an indicator or of a body, oldest article first, with the results they make; each is made once."""

    def __init__(self, postings: Sequence[Posting] = ()) -> None:
        """Of these figures."""
        self._fetch: Callable[[], Sequence[Posting]] = lambda: postings

    @cached_property
    def postings(self) -> Sequence[Posting]:
        """All the figures."""
        return self._fetch()

    @cached_property
    def results(self) -> list[Result]:
        """What the articles tell, as :func:`results`."""
        return results(self.postings)

    @cached_property
    def held(self) -> Mapping[Slot, Result]:
        """What holds for each body and period, as :func:`settled`."""
        return settled(self.results)

    @cached_property
    def gone(self) -> Sequence[Result]:
        """What later figures replaced."""
        return [item for item in self.results if not item.lead.stands]

    @cached_property
    def terms(self) -> Sequence[Result]:
        """What holds for a term; of each term the first that was told, at least."""
        return [item for item in self.results if item.lead.stands and _of_term(item.lead)]

    @cached_property
    def newest(self) -> str:
        """The last day that a figure stands for, plans apart; empty where there is none."""
        return max((item.as_of for item in self.postings if item.aspect != Aspect.TARGET), default="")


class Seat(NamedTuple):
    """A result and its place among all: where it was told first, by day, article, row, and number in its line."""

    order: tuple[str, str, int, int]
    result: Result


class Settled(NamedTuple):
    """What the figures of one line of the ledger come to: all that :class:`Joined` needs of them."""

    newest: str
    held: Sequence[Seat]
    gone: Sequence[Seat]
    terms: Sequence[Seat]  # of each the first


def by_line(told: Gathered) -> dict[Line, Settled]:
    """What the figures of each line come to. No other line can change it: whoever replaces a figure is of its line."""
    found: defaultdict[Line, _Open] = defaultdict(_Open)
    for item in told.postings:
        found[item.subject].hear(item)
    for result in told.results:
        found[result.lead.subject].add(result)
    for slot, result in told.held.items():
        found[result.lead.subject].hold(slot, result)
    return {line: item.settled for line, item in found.items()}


class _Open:
    """A line while results are added to it."""

    def __init__(self) -> None:
        self.newest, self.count = "", 0
        self.first: dict[Slot, Seat] = {}
        self.held: list[Seat] = []
        self.gone: list[Seat] = []
        self.terms: dict[tuple[str, str], Seat] = {}

    def hear(self, item: Posting) -> None:
        if item.aspect != Aspect.TARGET and item.as_of > self.newest:
            self.newest = item.as_of

    def add(self, result: Result) -> None:
        lead = result.lead
        seat = Seat((lead.origin.day, lead.origin.path, lead.row, self.count), result)
        self.count += 1
        if not lead.stands:
            self.gone.append(seat)
            return
        self.first.setdefault(result.slot, seat)  # a later one may hold: it stands where the first did
        if _of_term(lead):
            self.terms.setdefault((lead.first[:4], lead.last[:4]), seat)

    def hold(self, slot: Slot, result: Result) -> None:
        self.held.append(Seat(self.first[slot].order, result))

    @property
    def settled(self) -> Settled:
        return Settled(self.newest, self.held, self.gone, list(self.terms.values()))


class Joined(Gathered):
    """The same of lines that were settled before; the figures themselves are fetched when someone asks for them."""

    def __init__(self, fetch: Callable[[], Sequence[Posting]], lines: Sequence[Settled]) -> None:
        """Of these lines; ``fetch`` gives their figures."""
        self._fetch, self._lines = fetch, lines

    @cached_property
    def held(self) -> Mapping[Slot, Result]:
        """As of all figures."""
        return {item.slot: item for item in _seated(line.held for line in self._lines)}

    @cached_property
    def gone(self) -> Sequence[Result]:
        """As of all figures."""
        return _seated(line.gone for line in self._lines)

    @cached_property
    def terms(self) -> Sequence[Result]:
        """Of each term the first of each line: as good as of all figures, for whoever wants to know which there are."""
        return _seated(line.terms for line in self._lines)

    @cached_property
    def newest(self) -> str:
        """As of all figures."""
        return max((line.newest for line in self._lines), default="")


def _seated(seats: Iterable[Iterable[Seat]]) -> list[Result]:
    return [seat.result for seat in sorted(chain.from_iterable(seats), key=operator.attrgetter("order"))]


def _of_term(lead: Posting) -> bool:
    return bool(lead.period_kind == PeriodKind.TERM and lead.first and lead.last and not lead.each_year)


def results(postings: Iterable[Posting]) -> list[Result]:
    """What the articles tell, row by row, in the order of the postings; parts are left to their articles.

    A row is of one line of the ledger.

    A plan for another period than the result beside it ("6 tháng đạt 61,7% kế hoạch năm") is also one by itself.
    """
    rows: dict[tuple[str, int, str], list[Posting]] = {}
    for item in postings:
        if item.aspect in SIDE_BY_SIDE and not item.part:
            rows.setdefault((item.origin.path, item.row, item.organisation), []).append(item)
    return [result for row in rows.values() for result in _of_row(row)]


def _of_row(row: Sequence[Posting]) -> list[Result]:
    by_aspect = {item.aspect: item for item in row}
    if len(by_aspect) == len(row) and len({item.unit for item in row if item.aspect not in PROPORTIONS}) < 2:
        return _with_plan([{aspect: by_aspect[aspect] for aspect in SIDE_BY_SIDE if aspect in by_aspect}])
    seats: list[dict[str, Posting]] = []
    for aspect in SIDE_BY_SIDE:
        for item in row:
            if item.aspect == aspect:
                seat = next((seat for seat in seats if _fits(item, seat)), None)
                if seat is None:
                    seats.append(seat := {})
                seat[aspect] = item
    return _with_plan(seats)


def _with_plan(seats: Sequence[Mapping[str, Posting]]) -> list[Result]:
    found = [Result(seat) for seat in seats]
    for seat in seats:
        plan, lead = seat.get(Aspect.TARGET), seat.get(Aspect.ACTUAL)
        if plan and lead and plan.period != lead.period:
            found.append(Result({Aspect.TARGET: plan}))
    return found


def _fits(item: Posting, seat: Mapping[str, Posting]) -> bool:
    others = [other for aspect, other in seat.items() if aspect not in PROPORTIONS]
    return item.aspect not in seat and (item.aspect in PROPORTIONS or all(other.unit == item.unit for other in others))


def settled(found: Iterable[Result]) -> dict[Slot, Result]:
    """What holds for each body and period: the newest told, beside the plan that another article may have announced.

    A figure that a later one replaced is out.
    """
    gathered: dict[Slot, list[Result]] = {}
    for item in found:
        if item.lead.stands:
            gathered.setdefault(item.slot, []).append(item)
    return {slot: _joined(items) for slot, items in gathered.items()}


def _joined(items: Sequence[Result]) -> Result:
    if len(items) == 1:
        return items[0]
    best, *others = sorted(items, key=_weight, reverse=True)
    plan = next((item.get(Aspect.TARGET) for item in others if item.get(Aspect.TARGET)), None)
    if plan is None or best.get(Aspect.TARGET):
        return best
    return Result({**best.figures, Aspect.TARGET: plan})


def _weight(item: Result) -> tuple[bool, bool, str, str, str]:
    """A result before a plan, a figure before a missing one; then the later day, the newer article."""
    lead = item.lead
    return (
        lead.aspect == Aspect.ACTUAL,
        lead.standing != Standing.MISSING,
        lead.as_of,
        lead.origin.day,
        lead.origin.path,
    )
