"""X1: one figure told by several articles; also as last year's figure, or by how much it grew since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from congtin.checks.across.bench import ADDED, Bench, Cell, Told, article_name
from congtin.checks.across.series import printed, total
from congtin.checks.rules import Remark
from congtin.indicator import IndicatorKind
from congtin.observation import Aspect
from congtin.posting import Line
from congtin.quantity import Interval, Kind, print_decimal

_COMPARED = frozenset((Aspect.ACTUAL, Aspect.PREVIOUS, Aspect.WHOLE, Aspect.PART))  # results, and parts of them


def agreement(bench: Bench, line: Line) -> Iterator[Remark]:
    """X1: what two articles tell of the same figure meets, as intervals; and what growth tells of it."""
    yield from _same_figure(bench, line)
    yield from _growth(bench, line)
    yield from _spliced(bench, line)


def _same_figure(bench: Bench, line: Line) -> Iterator[Remark]:
    cells: dict[Cell, list[Told]] = {}
    for item in bench.told(line):
        if item.posting.aspect in _COMPARED and not item.posting.each_year:
            cells.setdefault(item.cell, []).append(item)
    for items in cells.values():
        if len({item.printed for item in items}) > 1:
            yield from _disagreeing(bench, bench.in_order(items))


def _disagreeing(bench: Bench, items: Sequence[Told]) -> Iterator[Remark]:
    """Each figure that does not meet those before it, with the first that it contradicts."""
    held = items[0].interval
    for number, item in enumerate(items[1:], 1):
        if item.interval.meets(held):
            held = held & item.interval
            continue
        apart = (other for other in items[:number] if not other.interval.meets(item.interval))
        other = next(apart, items[0])
        if other.path != item.path or other.posting.aspect != item.posting.aspect:  # else F37 tells it
            yield Remark(item.posting.place, _differ(bench, item, other), advice(item, other), (other.related,))


def _differ(bench: Bench, item: Told, other: Told) -> str:
    return (
        f"Cùng một số liệu ({bench.name(item)}): bài này ghi {item.quantity.said},"
        f" {article_name(other)} ghi {other.quantity.said}."
    )


def advice(item: Told, other: Told) -> str:
    """What to do about two figures: which article may say that it corrects the other."""
    if (other.posting.origin.day, other.path) < (item.posting.origin.day, item.path):
        where, name = "dưới dòng này", other.posting.origin.id
    else:
        where, name = "dưới dòng ấy của bài kia", item.posting.origin.id
    return f"Nếu số sau là số đã điều chỉnh, xin thêm `supersedes: {name}` {where}; nếu không, xin sửa bài chưa đúng."


# --- growth since the same season of the year before ---


def _growth(bench: Bench, line: Line) -> Iterator[Remark]:
    """A result and its growth since the same season give what an earlier article told of that season."""
    changes = [item for item in bench.of(line, Aspect.CHANGE) if "cùng kỳ" in item.posting.label.casefold()]
    results = {item.cell: item for item in bench.results(line)} if changes else {}
    for change in changes:
        for actual in bench.row(change):
            before = results.get(_year_before(actual)) if actual.posting.aspect == Aspect.ACTUAL else None
            if before is not None and before.path != actual.path:
                yield from _grown(bench, before, actual, change)


def _year_before(item: Told) -> Cell:
    """The cell of the same season of the year before; of no figure, where it has no days of its own."""
    if item.first is None or item.last is None:
        return item.cell._replace(period="", estimate="")
    return item.cell._replace(period=f"{_earlier(item.first)}/{_earlier(item.last)}", estimate="")


def _earlier(day: date) -> date:
    end = (day + timedelta(1)).day == 1
    if end:
        after = day + timedelta(1)
        return after.replace(year=after.year - 1) - timedelta(1)
    return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else date(day.year - 1, 2, 28)


def _grown(bench: Bench, before: Told, actual: Told, change: Told) -> Iterator[Remark]:
    fell = change.posting.label.casefold().startswith("giảm")
    step = -change.interval if fell else change.interval
    if change.quantity.kind is Kind.PERCENT:
        part = step + Interval.point(100)
        if part.lo is None or part.lo <= 0 or not _positive(before, actual):
            return
        expected = actual.interval / part * Interval.point(100)
    elif change.quantity.kind is actual.quantity.kind:
        expected = actual.interval - step
    else:
        return
    if expected.meets(before.interval):
        return
    word = "giảm" if fell else "tăng"
    yield Remark(
        change.posting.place,
        f"{actual.quantity.said}, {word} {change.quantity.said} so với cùng kỳ thì cùng kỳ là {_around(expected)};"
        f" {article_name(before)} ghi {before.quantity.said} ({bench.name(before)}).",
        "Xin xem lại số kỳ này, mức tăng, giảm và số của cùng kỳ.",
        (actual.related, before.related),
    )


# --- what goes on across a merger ---


def _spliced(bench: Bench, line: Line) -> Iterator[Remark]:
    """A body's figure for a time before it was is the sum of those of the bodies whose series it goes on."""
    body = bench.body(line[1])
    if not body.splices or bench.indicator(line).kind not in (IndicatorKind.FLOW, IndicatorKind.STOCK):
        return
    before = [{item.cell: item for item in bench.results((line[0], name))} for name in body.splices]
    for item in bench.told(line):
        parts = [cells[item.cell] for cells in before if item.cell in cells]
        if len(parts) == len(before) and item.quantity.kind in ADDED and not total(parts).meets(item.interval):
            terms = " + ".join(part.quantity.said for part in parts)
            yield bench.remark(
                (item, *parts),
                f"Các đơn vị trước cộng lại {terms} = {printed(parts)}; {bench.name(item)} ghi {item.quantity.said}.",
                "Xin xem lại số của từng đơn vị trước và số chung.",
            )


def _positive(*items: Told) -> bool:
    return all(item.interval.lo is not None and item.interval.lo >= 0 for item in items)


def _around(expected: Interval) -> str:
    """An interval in print: one number, or from … to …."""
    low, high = expected.lo, expected.hi
    if low is None or high is None:
        return "số khác"
    if low == high:
        return print_decimal(low)
    return f"từ {print_decimal(low, 1)} đến {print_decimal(high, 1)}"
