"""X2: a stock at two days, and all that came to it and went from it between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from congtin.checks.across.bench import Bench, Told, article_name
from congtin.checks.across.series import flows, tiling, total
from congtin.checks.arithmetic import in_measure
from congtin.checks.rules import Remark
from congtin.indicator import IndicatorKind
from congtin.observation import Flow
from congtin.posting import Line
from congtin.quantity import Interval
from congtin.values import dataclass

_LIMITS = {(True, False): "nhiều nhất ", (False, True): "ít nhất "}  # whether all that came, and all that went, is told
_UNKNOWN = Interval(Interval.point(0).lo, None)  # what is not told is not below zero


@dataclass(frozen=True, slots=True)
class _Moved:
    """What came to a stock (or went from it) between two days: the figures known, and whether these are all."""

    items: tuple[Told, ...]
    complete: bool

    @property
    def interval(self) -> Interval:
        known = total(self.items)
        return known if self.complete else known + _UNKNOWN


def stocks(bench: Bench, line: Line) -> Iterator[Remark]:
    """X2: the later stock is the earlier one with what came and without what went, as far as the articles tell."""
    indicator = bench.indicator(line)
    if indicator.kind is not IndicatorKind.STOCK:
        return
    points: dict[tuple[str, str], list[Told]] = {}
    for item in bench.results(line):
        if not item.flow and item.last and item.interval.lo is not None and item.interval.lo >= 0:
            points.setdefault((item.part, item.posting.unit), []).append(item)
    for (part, unit), items in points.items():
        for number, after in enumerate(items):
            for before in reversed(items[:number]):
                assert before.last and after.last
                days = (before.last + timedelta(1), after.last)
                came = _moved(bench, line, indicator.inflows, Flow.IN, (part, unit), days)
                went = _moved(bench, line, indicator.outflows, Flow.OUT, (part, unit), days)
                if came.items or went.items:
                    yield from _unbalanced(bench, before, after, came, went)
                if came.complete and went.complete:
                    break  # what was before that is judged there


def _moved(
    bench: Bench, line: Line, names: Iterable[str], flow: Flow, what: tuple[str, str], days: tuple[date, date]
) -> _Moved:
    """By the flows that the catalogue names; where it names none, by those that rows of the stock tell."""
    names = tuple(names)
    found: list[Told] = []
    missing = 0
    for name in names:
        told = tiling(flows(bench, (name, line[1])).get(what, ()), *days) if bench.catalogue.indicator(name) else []
        found += told
        missing += not told
    if not names:
        rows = (item for item in bench.told(line) if item.flow == flow and item.posting.unit == what[1])
        found = list({item.part: item for item in rows if (item.first, item.last) == days}.values())
        missing = not found
    return _Moved(tuple(found), not missing)


def _unbalanced(bench: Bench, before: Told, after: Told, came: _Moved, went: _Moved) -> Iterator[Remark]:
    if (before.interval + came.interval - went.interval).meets(after.interval):
        return
    terms = "".join(
        [before.quantity.said]
        + [f" + {item.quantity.said}" for item in came.items]
        + [f" - {item.quantity.said}" for item in went.items]
    )
    value = Fraction(before.quantity.value)
    value += sum(Fraction(item.quantity.value) for item in came.items)
    value -= sum(Fraction(item.quantity.value) for item in went.items)
    word = _LIMITS.get((came.complete, went.complete), "")
    yield bench.remark(
        (before, after, *came.items, *went.items),
        f"{terms} = {in_measure(value, after.quantity)}, số cuối kỳ {word}phải bằng thế;"
        f" {article_name(after)} ghi {after.quantity.said} ({bench.name(after)}).",
        "Xin xem lại số đầu kỳ, số tăng, số giảm và số cuối kỳ; còn khoản tăng, giảm nào chưa kể thì xin kê thêm.",
    )
