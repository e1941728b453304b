"""X5, X6: flows of one body over time: what runs on does not fall, what is cut into pieces adds up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from congtin.checks.across.bench import Bench, Dated, Told, article_name, period_name
from congtin.checks.arithmetic import in_measure
from congtin.checks.rules import Remark
from congtin.indicator import IndicatorKind
from congtin.posting import Line
from congtin.quantity import Interval


def flows(bench: Bench, line: Line) -> dict[tuple[str, str], list[Dated]]:
    """The results of a flow whose first and last days are known, by part and unit, earliest end first."""
    return bench.dated(line) if bench.indicator(line).kind is IndicatorKind.FLOW else {}


def running_totals(bench: Bench, line: Line) -> Iterator[Remark]:
    """X5: of two totals since the same day the later one is not the smaller."""
    for items in flows(bench, line).values():
        for _, since in groupby(sorted(items, key=itemgetter(0, 1)), key=itemgetter(0)):
            yield from _falling(bench, [item for _, _, item in since])


def _falling(bench: Bench, items: list[Told]) -> Iterator[Remark]:
    held = items[0]
    for item in items[1:]:
        low, high = held.interval.lo, item.interval.hi
        if low is not None and high is not None and low > high:
            yield _fell(bench, held, item)
        else:
            held = item


def _fell(bench: Bench, before: Told, after: Told) -> Remark:
    return bench.remark(
        (before, after),
        f"Số cộng dồn không giảm: {bench.name(before)} đã là {before.quantity.said} ({article_name(before)}),"
        f" mà đến {after.last:%d/%m/%Y} ghi {after.quantity.said} ({article_name(after)}).",
        "Xin xem lại hai số và hai kỳ; nếu số sau đã được điều chỉnh, xin thêm `supersedes` dưới dòng ấy.",
    )


def pieces(bench: Bench, line: Line) -> Iterator[Remark]:
    """X6: months make quarters, quarters half-years, half-years years; some of them are not more."""
    for items in flows(bench, line).values():
        items = sorted(items, key=itemgetter(0, 1))
        begins = [first for first, _, _ in items]
        for whole in items:
            near = items[bisect_left(begins, whole[0]) : bisect_right(begins, whole[1])]
            inner = [item for item in near if _within(item, whole)]
            if not inner:
                continue
            path = tiling(inner, whole[0], whole[1])
            if path:
                yield from _unequal(bench, whole[2], path)
            else:
                yield from _exceeding(bench, whole[2], inner)


def _within(item: Dated, whole: Dated) -> bool:
    return whole[0] <= item[0] and item[1] <= whole[1] and item[:2] != whole[:2]


def tiling(items: Iterable[Dated], first: date, last: date) -> list[Told]:
    """The fewest figures whose periods, laid end to end, are the days from ``first`` to ``last``; none when none do."""
    starting: dict[date, list[tuple[date, Told]]] = {}
    for begin, end, item in items:
        starting.setdefault(begin, []).append((end, item))
    reached: dict[date, list[Told]] = {first: []}
    waiting = [first]
    while waiting:
        day = waiting.pop(0)
        for end, item in starting.get(day, ()):
            after = end + timedelta(1)
            if after not in reached and end <= last:
                reached[after] = [*reached[day], item]
                waiting.append(after)
    return reached.get(last + timedelta(1), [])


def total(items: Iterable[Told]) -> Interval:
    """The sum of some figures."""
    found = Interval.point(0)
    for item in items:
        found = found + item.interval
    return found


def _unequal(bench: Bench, whole: Told, parts: list[Told]) -> Iterator[Remark]:
    if total(parts).meets(whole.interval):
        return
    terms = " + ".join(item.quantity.said for item in parts)
    names = ", ".join(period_name(item) for item in parts)
    yield bench.remark(
        (whole, *parts),
        f"Các kỳ cộng lại ({names}): {terms} = {printed(parts)}; {bench.name(whole)} ghi {whole.quantity.said}.",
        "Xin xem lại số của cả kỳ và số của từng kỳ nhỏ.",
    )


def _exceeding(bench: Bench, whole: Told, inner: list[Dated]) -> Iterator[Remark]:
    """Pieces that do not overlap, together more than the whole; one that began with it is the business of X5."""
    parts = heaviest(inner)
    low, high = total(parts).lo, whole.interval.hi
    if not parts or low is None or high is None or low <= high:
        return
    if len(parts) == 1 and parts[0].first == whole.first:
        return
    terms = " + ".join(item.quantity.said for item in parts)
    amount = f"cộng lại {terms} = {printed(parts)}" if len(parts) > 1 else f"đã là {terms}"
    names = ", ".join(period_name(item) for item in parts)
    yield bench.remark(
        (whole, *parts),
        f"Riêng {names} {amount}, lớn hơn số của cả kỳ: {bench.name(whole)} ghi {whole.quantity.said}.",
        "Xin xem lại số của cả kỳ và số của từng kỳ nhỏ.",
    )


def heaviest(items: Iterable[Dated]) -> list[Told]:
    """Of periods that do not overlap, those whose figures add up to the most."""
    best: list[tuple[date, Fraction, list[Told]]] = [(date.min, Fraction(0), [])]  # by last day, ever heavier
    for first, last, item in sorted(items, key=lambda item: item[1]):
        _, weight, before = next(held for held in reversed(best) if held[0] < first)
        weight += item.interval.lo or 0
        if weight > best[-1][1]:
            best.append((last, weight, [*before, item]))
    return best[-1][2]


def printed(items: Sequence[Told]) -> str:
    """The sum of the printed values."""
    return in_measure(sum((Fraction(item.quantity.value) for item in items), Fraction(0)), items[0].quantity)
