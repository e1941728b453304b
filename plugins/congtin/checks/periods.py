"""P: dates that do not exist, weekdays, lengths of periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from congtin.checks.derived import lengths
from congtin.checks.rules import Examined, Remark, Told
from congtin.expression import Cue, Expression, Sort
from congtin.finding import Related
from congtin.quantity import Kind
from congtin.story import Block

_YEAR = re.compile(r"[12]\d{3}")
_DASHES = frozenset("-–—")
NEAR = 14  # code points between two expressions that speak of each other
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def length_of_period(examined: Examined) -> Iterator[Remark]:
    """P1: "5 năm từ 2017-2023": a stated length against the years beside it."""
    for told in examined.sorts.get(Sort.PERIOD, ()):
        span = told.item
        possible = lengths(span.period) if span.period is not None else set()
        for left, right in _near(told) if possible else ():
            length = left if right is span else right
            if length.quantity is None or length.quantity.kind is not Kind.DURATION:
                continue
            if length.unit.casefold().startswith("năm") and length.quantity.value not in possible:
                yield _wrong_length(told.block, length, span)


def weekdays(examined: Examined) -> Iterator[Remark]:
    """P2: a weekday beside a date is that date's weekday."""
    for told in examined.sorts.get(Sort.OTHER, ()):
        name, block = told.item, told.block
        for left, right in _near(told) if _is_weekday(name) else ():
            dated = left if right is name else right
            if dated.day is None:
                continue
            stated = int(str(name.value).removeprefix("weekday:"))
            if stated == dated.day.isoweekday():
                continue
            other = _nearby_date(dated.day, stated)
            yield Remark(
                told.place(),
                f"Ngày {dated.day:%d/%m/%Y} là {WEEKDAYS[dated.day.weekday()]}, trong bài ghi {name.text}.",
                f"Xin xem lại cả thứ lẫn ngày; {name.text} gần nhất là ngày {other:%d/%m/%Y}.",
                (Related(block.passage.place(dated.start, dated.end), f"ở đây ghi {dated.text}"),),
            )


def impossible_dates(examined: Examined) -> Iterator[Remark]:
    """P3: a date that no calendar has, and a period that ends before it begins."""
    for told in examined.doubtful:
        if told.item.doubt == "impossible date" and told.item.cue != Cue.LUNAR:
            yield Remark(
                told.place(),
                f"Không có ngày {told.item.text} trong lịch.",
                "Xin xem lại ngày, tháng, năm (viết ngày trước).",
            )
    for told in examined.sorts.get(Sort.PERIOD, ()):
        if _runs_backwards(told.item.value):
            yield _backwards(told.block, told.item, told.item)
    for told in examined.sorts.get(Sort.YEAR, ()):
        before = told.block.expressions[told.at - 1] if told.at else told.item
        if _years_backwards(told.block, before, told.item):
            yield _backwards(told.block, before, told.item)


def _backwards(block: Block, first: Expression, last: Expression) -> Remark:
    return Remark(
        block.passage.place(first.start, last.end),
        f"Khoảng thời gian “{block.passage.text[first.start : last.end]}” kết thúc trước khi bắt đầu.",
        "Xin xem lại năm (ngày) đầu và cuối.",
    )


def _years_backwards(block: Block, left: Expression, right: Expression) -> bool:
    """Whether two years tied by a dash, which no one reads as one period, run backwards."""
    if block.passage.text[left.end : right.start].strip() not in _DASHES:
        return False
    years = [item.value for item in (left, right) if isinstance(item.value, str) and _YEAR.fullmatch(item.value)]
    return len(years) == 2 and years[1] < years[0]


def _runs_backwards(value: str | tuple[str, ...]) -> bool:
    """Whether the end of a printed period lies before its beginning (ISO dates or years of equal length)."""
    if not isinstance(value, tuple) or len(value) != 2 or len(value[0]) != len(value[1]):
        return False
    return value[1] < value[0]


def _near(told: Told) -> Iterator[tuple[Expression, Expression]]:
    return (pair for pair in told.neighbours() if pair[1].start - pair[0].end <= NEAR)


def _is_weekday(item: Expression) -> bool:
    return isinstance(item.value, str) and item.value.startswith("weekday:")


def _nearby_date(day: date, weekday: int) -> date:
    """The date of that weekday nearest to a day."""
    shift = (weekday - day.isoweekday() + 3) % 7 - 3
    return date.fromordinal(day.toordinal() + shift)


def _wrong_length(block: Block, length: Expression, span: Expression) -> Remark:
    assert span.period is not None and span.period.years is not None
    first, last = span.period.years
    return Remark(
        block.passage.place(length.start, length.end),
        f"“{length.text} năm” và “{span.text}”: từ {first} đến {last} là {last - first} năm"
        f" ({last - first + 1} năm nếu tính cả năm đầu và năm cuối).",
        f"Xin kiểm tra lại năm bắt đầu và kết thúc, hoặc bỏ chữ “{length.text} năm”.",
        (Related(block.passage.place(span.start, span.end), f"ở đây ghi {span.text}"),),
    )
