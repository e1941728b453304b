"""Series: the results of bodies over the periods of one kind, and the charts of them.

Only like goes with like: one kind of period, one unit. Periods of a kind that nobody told of stand in the series as
gaps; figures "đến ngày …" are one a year, the latest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain, pairwise

from congtin.observation import Aspect
from congtin.period import PeriodKind
from congtin.posting import Posting, Standing
from congtin.publishing.charts import (
    MOST_BARS,
    MOST_PANELS,
    MOST_POINTS,
    Bar,
    Caption,
    Panel,
    Point,
    bars,
    line,
    multiples,
)
from congtin.publishing.data.boards import figure, said
from congtin.publishing.data.results import Result
from congtin.values import dataclass

FEWEST = 3  # points that make a line
TABLE = "Bảng cùng trang có đủ số liệu và nguồn."
Stretch = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart under its title."""

    title: str
    svg: str


_SHORT: dict[PeriodKind, Callable[[date], str]] = {
    PeriodKind.MONTH: lambda first: f"{first.month}/{first.year}",
    PeriodKind.QUARTER: lambda first: f"{('I', 'II', 'III', 'IV')[(first.month - 1) // 3]}/{first.year}",
    PeriodKind.HALF: lambda first: f"{'đầu' if first.month == 1 else 'cuối'} {first.year}",
    PeriodKind.YEAR: lambda first: f"{first.year}",
    PeriodKind.SCHOOL_YEAR: lambda first: f"{first.year}-{first.year + 1}",
}


def main_unit(found: Iterable[Result]) -> str:
    """The unit that most results have."""
    counted = Counter(item.lead.unit for item in found)
    return max(counted, key=lambda unit: (counted[unit], unit), default="")


def by_period(
    anchor: str, title: str, found: Sequence[Result], labels: Sequence[str], measure: str
) -> tuple[Drawing, ...]:
    """Bars of results beside their plans, in the order given, in as many charts as they need."""
    drawn = [_bar(item, label, measure) for item, label in zip(found, labels, strict=True)]
    whole = -(-len(drawn) // MOST_BARS)
    each = -(-len(drawn) // whole)
    said_of = "Thanh đặc là thực hiện, khung là kế hoạch. " if any(bar.target is not None for bar in drawn) else ""
    charts = []
    for number, at in enumerate(range(0, len(drawn), each), 1):
        name = f"{title} ({number}/{whole})" if whole > 1 else title
        chart = bars(Caption(f"{anchor}-{number}", name, said_of + TABLE), drawn[at : at + each])
        charts.append(Drawing(name, chart))
    return tuple(charts)


def _bar(item: Result, label: str, measure: str) -> Bar:
    actual, plan = item.get(Aspect.ACTUAL), item.get(Aspect.TARGET)
    target = plan.quantity.value if plan else None
    if actual is None or actual.standing == Standing.MISSING:
        text = figure(actual).text if actual else f"kế hoạch {said(plan, measure)}" if plan else ""
        return Bar(label, text, None, target)
    text = f"{said(actual, measure)} / {said(plan, measure)}" if plan else said(actual, measure)
    return Bar(label, text, actual.quantity.value, target, _rough(actual))


def over_time(anchor: str, title: str, bodies: Mapping[str, Sequence[Result]], measure: str) -> tuple[Drawing, ...]:
    """The line of one body, or many small ones; nothing where no series is long enough, or there are too many."""
    told = {name: [item for item in items if _tells(item)] for name, items in bodies.items()}
    unit = main_unit(chain.from_iterable(told.values()))
    leads = {name: [item.lead for item in items if item.lead.unit == unit] for name, items in told.items()}
    kind = _commonest_kind(chain.from_iterable(leads.values()))
    if kind is None:
        return ()
    series: dict[str, dict[Stretch, Posting]] = {}
    for name, items in leads.items():
        if len(stretches := _by_stretch(items, kind)) >= FEWEST:
            series[name] = stretches
        if len(series) > MOST_PANELS:
            return ()
    if not series:
        return ()
    axis = _axis({stretch for stretches in series.values() for stretch in stretches}, kind)[-MOST_POINTS:]
    panels = [Panel(name, tuple(_points(axis, stretches, kind, measure))) for name, stretches in series.items()]
    caption = Caption(anchor, title, f"Đường theo thời gian; chỗ đứt là kỳ chưa có số liệu. {TABLE}")
    drawn = line(caption, panels[0].points) if len(panels) == 1 else multiples(caption, panels)
    return (Drawing(title, drawn),)


def _tells(item: Result) -> bool:
    return item.lead.aspect == Aspect.ACTUAL and item.lead.standing != Standing.MISSING and bool(item.lead.last)


def _commonest_kind(found: Iterable[Posting]) -> PeriodKind | None:
    kinds = Counter(map(_kind, found))
    known = [kind for kind in kinds if kind is not None]
    return max(known, key=lambda kind: (kinds[kind], kind is PeriodKind.YEAR, kind.value), default=None)


def _kind(item: Posting) -> PeriodKind | None:
    """The kind of a period that can stand in a series; a day is a date as any other."""
    return None if item.each_year else _kind_of(item.period_kind, bool(item.first))


@cache  # thousands are of a few kinds
def _kind_of(kind: str, begins: bool) -> PeriodKind | None:
    if kind in (PeriodKind.AS_OF, PeriodKind.DAY):
        return PeriodKind.AS_OF
    return PeriodKind(kind) if kind in _SHORT and begins else None


def _by_stretch(found: Iterable[Posting], kind: PeriodKind) -> dict[Stretch, Posting]:
    series: dict[Stretch, Posting] = {}
    for item in sorted(found, key=lambda item: item.last):
        if _kind(item) is kind and item.last:
            period = item.days
            assert period.last is not None
            year = (date(period.last.year, 1, 1), date(period.last.year, 12, 31))
            series[year if kind is PeriodKind.AS_OF or period.first is None else (period.first, period.last)] = item
    return series


def _axis(stretches: Iterable[Stretch], kind: PeriodKind) -> list[Stretch]:
    """All stretches from the first to the last, those in between that nobody told of among them."""
    ordered = sorted(stretches)
    axis = ordered[:1]
    for (first, last), (begin, end) in pairwise(ordered):
        length = last - first + timedelta(1)
        missing = round((begin - last - timedelta(1)) / length)
        axis += [_moved(begin, at - missing, kind) for at in range(missing)]
        axis.append((begin, end))
    return axis


def _moved(first: date, by: int, kind: PeriodKind) -> Stretch:
    """The stretch that begins so many periods later; nobody told of it, so that its end does not matter."""
    months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}.get(kind, 12)
    whole = first.year * 12 + first.month - 1 + months * by
    day = date(whole // 12, whole % 12 + 1, 1)
    return day, day


def _points(
    axis: Sequence[Stretch], series: Mapping[Stretch, Posting], kind: PeriodKind, measure: str
) -> Iterator[Point]:
    short = _SHORT[PeriodKind.YEAR if kind is PeriodKind.AS_OF else kind]
    for stretch in axis:
        item = series.get(stretch)
        label = short(stretch[0])
        if item is None:
            yield Point(label)
        else:
            yield Point(label, said(item, measure), item.quantity.value, _rough(item), item.standing == Standing.BREAK)


def _rough(item: Posting) -> bool:
    return bool(item.modifier) or item.standing == Standing.ESTIMATED
