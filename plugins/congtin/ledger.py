"""The ledger: every figure of the site, by what it is a figure of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from congtin.observation import Aspect
from congtin.period import PeriodKind
from congtin.posting import Key, Line, Posting, Standing
from congtin.values import dataclass

_Ref = tuple[str, int, int, str]
_Index = TypeVar("_Index", bound=tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of one indicator of a body in a period: the plan, the result, the share of the plan reached."""

    target: Posting | None = None
    actual: Posting | None = None
    percent: Posting | None = None


@dataclass(frozen=True)
class Ledger:
    """Postings of many articles, oldest article first; what a later one replaced is among them, with ``until`` set.

    Queries give standing figures of the catalogue's indicators, unless they say otherwise.
    """

    postings: tuple[Posting, ...] = ()

    @classmethod
    def of(cls, postings: Iterable[Posting]) -> Ledger:
        """The ledger of these postings; what ``supersedes:`` says of them is carried out."""
        ordered = sorted(postings, key=_order)
        replaced, revised = _revisions(ordered)
        if not replaced:
            return cls(tuple(ordered))
        return cls(tuple(_settled(item, replaced, revised) for item in ordered))

    def __len__(self) -> int:
        return len(self.postings)

    @cached_property
    def keys(self) -> dict[Key, tuple[Posting, ...]]:
        """All that was ever published under each key, oldest first."""
        return _by(self.postings, lambda item: item.key)

    @cached_property
    def lines(self) -> dict[Line, tuple[Posting, ...]]:
        """Standing figures by indicator and organisation, oldest article first."""
        return _by(self._standing, lambda item: item.subject)

    @cached_property
    def cuts(self) -> dict[tuple[str, str], tuple[Posting, ...]]:
        """Standing figures by indicator and period code, oldest article first."""
        return _by(self._standing, lambda item: (item.indicator, item.period))

    @property
    def _standing(self) -> Iterable[Posting]:
        return (item for item in self.postings if item.stands)

    # --- what there is ---

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that have figures."""
        return tuple(dict.fromkeys(indicator for indicator, _ in self.lines))

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that have figures."""
        return tuple(dict.fromkeys(organisation for _, organisation in self.lines))

    def of_indicator(self, indicator: str) -> tuple[Posting, ...]:
        """Standing figures of an indicator, oldest article first."""
        return self._by_indicator.get((indicator,), ())

    def of_organisation(self, organisation: str) -> tuple[Posting, ...]:
        """Standing figures of an organisation, oldest article first."""
        return self._by_organisation.get((organisation,), ())

    def newest(self, count: int) -> tuple[Posting, ...]:
        """The standing figures of the newest articles, newest article first, in the order of their rows."""
        known = [item for item in self._standing if item.indicator]
        articles = [list(items) for _, items in groupby(known, key=lambda item: item.origin)]
        return tuple(item for items in reversed(articles) for item in items)[:count]

    # --- one figure ---

    def history(self, key: Key) -> tuple[Posting, ...]:
        """All that was published under a key, newest first; replaced figures stay visible."""
        return self.keys.get(key, ())[::-1]

    def value(
        self,
        indicator: str,
        organisation: str,
        period: str,
        aspect: Aspect = Aspect.ACTUAL,
        part: str = "",
        unit: str = "",
    ) -> Posting | None:
        """The figure that holds for a period: of the latest day, then of the newest article; ``unit`` empty for any."""
        found = (
            item
            for item in self.lines.get((indicator, organisation), ())
            if item.period == period
            and item.aspect == aspect
            and item.part == part
            and (not unit or item.unit == unit)
            and item.standing != Standing.MISSING
        )
        return max(found, key=_recency, default=None)

    def outcome(self, indicator: str, organisation: str, period: str) -> Outcome:
        """Plan, result and share of the plan reached, side by side."""
        wanted = (Aspect.TARGET, Aspect.ACTUAL, Aspect.PERCENT)
        return Outcome(*(self.value(indicator, organisation, period, aspect) for aspect in wanted))

    # --- many ---

    def series(
        self, indicator: str, organisation: str, kind: PeriodKind, aspect: Aspect = Aspect.ACTUAL, unit: str = ""
    ) -> tuple[Posting, ...]:
        """The figures of a body over the periods of one kind, earliest period first, each as :meth:`value` gives it."""
        line = self.lines.get((indicator, organisation), ())
        periods = sorted({(item.last, item.first, item.period) for item in line if item.period_kind == kind})
        found = (self.value(indicator, organisation, period, aspect, unit=unit) for _, _, period in periods)
        return tuple(item for item in found if item)

    def across(
        self, indicator: str, organisations: Iterable[str], period: str, aspect: Aspect = Aspect.ACTUAL, unit: str = ""
    ) -> dict[str, Posting | None]:
        """The figures of several bodies for one period, in the order given; None for one without a figure."""
        return {name: self.value(indicator, name, period, aspect, unit=unit) for name in organisations}

    def published(self, line: Line) -> tuple[Posting, ...]:
        """All that was ever published in a line, replaced figures too, oldest article first."""
        return self._published.get(line, ())

    @cached_property
    def _published(self) -> dict[Line, tuple[Posting, ...]]:
        return _by(self.postings, lambda item: item.subject)

    @cached_property
    def _by_indicator(self) -> dict[tuple[str], tuple[Posting, ...]]:
        return _by(self._standing, lambda item: (item.indicator,))

    @cached_property
    def _by_organisation(self) -> dict[tuple[str], tuple[Posting, ...]]:
        return _by(self._standing, lambda item: (item.organisation,))


def _by(postings: Iterable[Posting], index: Callable[[Posting], _Index]) -> dict[_Index, tuple[Posting, ...]]:
    found: dict[_Index, list[Posting]] = {}
    for item in postings:
        if item.indicator:
            found.setdefault(index(item), []).append(item)
    return {name: tuple(items) for name, items in found.items()}


def _order(item: Posting) -> tuple[str, str, int, int]:
    return (item.origin.day, item.origin.path, item.row, item.number)


def _recency(item: Posting) -> tuple[str, str, str, int, int]:
    """Of two figures of one article the first counts."""
    return (item.as_of, item.origin.day, item.origin.path, -item.row, -item.number)


# --- what replaces what ---


def _revisions(ordered: list[Posting]) -> tuple[dict[_Ref, Posting], set[_Ref]]:
    """By their refs, the postings that later ones replace, with what takes their place; and the latter's refs."""
    later = [item for item in ordered if item.supersedes or item.origin.supersedes]
    if not later:
        return {}, set()
    known: dict[Key, list[Posting]] = {}
    for item in ordered:
        known.setdefault(item.key._replace(as_of=""), []).append(item)
    replaced: dict[_Ref, Posting] = {}
    revised: set[_Ref] = set()
    for item in later:
        named = {*item.supersedes, *item.origin.supersedes}
        for other in known[item.key._replace(as_of="")]:
            if _order(other)[:2] < _order(item)[:2] and not named.isdisjoint(other.origin.names):
                replaced[other.ref] = item
                revised.add(item.ref)
    return replaced, revised


def _settled(item: Posting, replaced: dict[_Ref, Posting], revised: set[_Ref]) -> Posting:
    if item.ref in revised:
        item = item._replace(standing=Standing.REVISED)
    by = replaced.get(item.ref) if item.stands else None
    return item._replace(until=by.origin.day, by=by.address) if by else item
