"""The bench: the ledger laid out for rules across articles, and what each figure is true of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.checks.rules import Remark
from congtin.finding import Finding, Related, Severity
from congtin.indicator import Indicator, IndicatorKind
from congtin.ledger import Ledger
from congtin.observation import Aspect, Flow
from congtin.organisation import Organisation
from congtin.period import PeriodKind
from congtin.posting import Line, Posting, Standing
from congtin.quantity import Interval, Kind, Quantity

_STOCK = (Flow.OPENING, Flow.CLOSING)  # of figures of a stock, those that are the stock itself
ADDED = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)  # a percentage never is
_RESULTS = (Aspect.ACTUAL, Aspect.PREVIOUS, Aspect.WHOLE, Aspect.PART)


class Cell(NamedTuple):
    """What two figures of one line must share to be the same figure, whoever tells it and however."""

    aspect: str
    period: str
    part: str
    unit: str
    estimate: str  # the day on which it was estimated; empty where it was not


@dataclass(frozen=True)
class Told:
    """A figure that an article tells, with the days that it is true of; a stock is of one day.

    ``flow`` says of a figure of a stock that it is none itself but came to it or went from it.
    """

    posting: Posting
    first: date | None
    last: date | None
    flow: str = ""

    @property
    def aspect(self) -> str:
        """A result told again as the former one, or as the whole of a share, is still that result."""
        told = self.posting.aspect
        return Aspect.ACTUAL if told in (Aspect.PREVIOUS, Aspect.WHOLE) else told

    @property
    def part(self) -> str:
        """Which part it is of; of the ends of a stock none, whatever they are called."""
        return "" if self.posting.flow in _STOCK else self.posting.part

    @cached_property
    def cell(self) -> Cell:
        """What it is."""
        posting = self.posting
        period = f"{self.first or ''}/{self.last or ''}"
        if posting.period_kind == PeriodKind.TERM or posting.each_year:
            period = f"{posting.period} {posting.key.as_of}"
        estimate = posting.as_of if posting.standing == Standing.ESTIMATED else ""
        return Cell(f"{self.aspect}{self.flow}", period, self.part, posting.unit, estimate)

    @cached_property
    def quantity(self) -> Quantity:
        """Its number."""
        return self.posting.quantity

    @cached_property
    def interval(self) -> Interval:
        """The numbers that it may stand for."""
        return self.quantity.interval

    @property
    def printed(self) -> tuple[str, ...]:
        """What tells its number: figures that agree in it are the same."""
        told = self.posting
        return (told.kind, told.value, told.step, told.modifier, *told.bounds)

    @property
    def path(self) -> str:
        """The file of its article."""
        return self.posting.origin.path

    @property
    def row(self) -> tuple[str, int]:
        """The row that it stands in."""
        return (self.path, self.posting.row)

    @property
    def related(self) -> Related:
        """It as the other place of a finding."""
        return Related(self.posting.place, f"ở đây ghi {self.quantity.said}")


Dated = tuple[date, date, Told]  # first and last day


@dataclass(frozen=True)
class _Laid:
    """The figures of one line, sorted as the rules look at them."""

    told: tuple[Told, ...]

    @cached_property
    def aspects(self) -> dict[str, list[Told]]:
        found: dict[str, list[Told]] = {}
        for item in self.told:
            found.setdefault(item.posting.aspect, []).append(item)
        return found

    @cached_property
    def results(self) -> tuple[Told, ...]:
        found: dict[Cell, Told] = {}
        for item in self.aspects.get(Aspect.ACTUAL, ()):
            if item.posting.standing != Standing.ESTIMATED:
                found[item.cell] = item
        return tuple(sorted(found.values(), key=lambda item: (item.last or date.min, item.first or date.min)))

    @cached_property
    def dated(self) -> dict[tuple[str, str], list[Dated]]:
        found: dict[tuple[str, str], list[Dated]] = {}
        for item in self.results:
            certain = item.posting.period_kind != PeriodKind.TERM and not item.posting.each_year
            if item.first and item.last and certain and item.posting.kind in ADDED:
                found.setdefault((item.part, item.posting.unit), []).append((item.first, item.last, item))
        return found

    @cached_property
    def rows(self) -> dict[tuple[str, int], tuple[Told, ...]]:
        found: dict[tuple[str, int], list[Told]] = {}
        for item in self.told:
            found.setdefault(item.row, []).append(item)
        return {row: tuple(items) for row, items in found.items()}


@dataclass(frozen=True, slots=True)
class Bench:
    """The ledger and the catalogue that it is judged by.

    ``focus`` are the articles that a finding speaks of as "this article"; of others it is the newest.
    """

    ledger: Ledger
    catalogue: Catalogue
    focus: frozenset[str] = frozenset()
    _known: dict[Line, _Laid] = field(default_factory=dict)

    def told(self, line: Line) -> tuple[Told, ...]:
        """The figures of a line that can be judged, oldest article first."""
        return self._laid(line).told

    def of(self, line: Line, aspect: Aspect) -> Sequence[Told]:
        """Those of them that are told as this aspect."""
        return self._laid(line).aspects.get(aspect, ())

    def results(self, line: Line) -> tuple[Told, ...]:
        """The results of a line that are no estimates: of each cell the one that holds, earliest period first."""
        return self._laid(line).results

    def dated(self, line: Line) -> dict[tuple[str, str], list[Dated]]:
        """The results whose days are certain, and that may be added up, by part and unit, earliest end first."""
        return self._laid(line).dated

    def row(self, item: Told) -> tuple[Told, ...]:
        """The figures of the same row."""
        return self._laid(item.posting.subject).rows[item.row]

    def _laid(self, line: Line) -> _Laid:
        if line not in self._known:
            indicator, body = self.catalogue.indicator(line[0]), self.catalogue.organisation(line[1])
            found = self.ledger.lines.get(line, ()) if indicator and body else ()
            told = (_told(item, indicator) for item in found if indicator and _is_told(item, indicator))
            self._known[line] = _Laid(tuple(told))
        return self._known[line]

    def in_order(self, items: Sequence[Told]) -> Sequence[Told]:
        """Figures of a line as :meth:`order` has them, which is how they stand unless some are in focus."""
        return sorted(items, key=self.order) if self.focus else items

    def newest(self, items: Iterable[Told]) -> Told:
        """Where a finding about these figures stands."""
        return max(items, key=self.order)

    def order(self, item: Told) -> tuple[bool, str, str, int, int]:
        """From the oldest article to the newest, those in focus last."""
        posting = item.posting
        return (self.path_in_focus(item), posting.origin.day, item.path, posting.row, posting.number)

    def path_in_focus(self, item: Told) -> bool:
        """Whether its article is asked about."""
        return item.path in self.focus

    def remark(self, items: Iterable[Told], message: str, help: str) -> Remark:
        """A remark at the newest of these figures that points to the others."""
        items = tuple(items)
        here = self.newest(items)
        others = tuple(item.related for item in items if item is not here)
        return Remark(here.posting.place, message, help, others)

    def indicator(self, line: Line) -> Indicator:
        """What a line counts."""
        found = self.catalogue.indicator(line[0])
        assert found is not None
        return found

    def body(self, name: str) -> Organisation:
        """An organisation of the catalogue."""
        found = self.catalogue.organisation(name)
        assert found is not None
        return found

    def name(self, item: Told) -> str:
        """Whose figure it is, of what, and when: "LĐLĐ huyện Yên Định, kết nạp đoàn viên, năm 2020"."""
        label = self.indicator(item.posting.subject).label
        lowered = label if label[:2].isupper() else label[:1].lower() + label[1:]
        parts = (self.body(item.posting.organisation).name, lowered, item.posting.part, period_name(item))
        return ", ".join(part for part in parts if part)


def period_name(item: Told) -> str:
    """The period as it was printed, else up to which day."""
    posting = item.posting
    if posting.running and item.last:
        return f"{posting.period_label or 'số liệu'}, đến {item.last:%d/%m/%Y}"
    return posting.period_label or (f"đến {item.last:%d/%m/%Y}" if item.last else "")


def article_name(item: Told) -> str:
    """ "bài “Đại hội Công đoàn huyện” ngày 12/04/2023"."""
    origin = item.posting.origin
    return f"bài “{origin.title}” ngày {date.fromisoformat(origin.day):%d/%m/%Y}"


def _is_told(item: Posting, indicator: Indicator) -> bool:
    """Whether a posting says what it is of: a flow of which nobody tells since when is the figure of an event."""
    if item.standing == Standing.MISSING or item.kind == Kind.RATIO or not (item.first or item.last or item.each_year):
        return False
    if item.flow == Flow.OPENING and item.aspect != Aspect.PREVIOUS:
        return False  # it is of the day before its period
    return bool(item.first or item.each_year or item.period_label) or indicator.kind is IndicatorKind.STOCK


@lru_cache(maxsize=4096)  # the same few days come again and again
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _told(item: Posting, indicator: Indicator) -> Told:
    first, last = _day(item.first), _day(item.as_of if item.running else item.last)
    if indicator.kind is not IndicatorKind.STOCK or item.aspect not in _RESULTS:
        return Told(item, first, last)
    if item.flow and item.flow not in _STOCK:
        return Told(item, first, last, item.flow)
    return Told(item, last, last)


@dataclass(frozen=True, slots=True)
class AcrossRule:
    """One row of the table of rules across articles: a function from a line of the ledger to what is to be said."""

    code: str
    severity: Severity
    title: str
    check: Callable[[Bench, Line], Iterable[Remark]]

    def findings(self, bench: Bench, line: Line) -> Iterator[Finding]:
        """Run the rule on one line."""
        for remark in self.check(bench, line):
            severity = remark.severity or self.severity
            yield Finding(self.code, severity, remark.place, remark.message, remark.help, remark.related)
