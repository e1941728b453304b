"""N14: the arithmetic that a sentence does by itself, whether its numbers are declared as rows or not.

"98/112 (87,5%)", "từ 12.450 lên 13.072 người, tăng 622 người", "786 người, giảm 180 người (18,63%)". Only numbers that
stand side by side with nothing else between them are taken for such a computation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from congtin.checks.arithmetic import HUNDRED, in_measure
from congtin.checks.rules import Examined, Remark, Told
from congtin.checks.telling import cue
from congtin.expression import Cue, Expression
from congtin.finding import Related
from congtin.quantity import Interval, Kind, Quantity, print_decimal

_CHANGES = (Cue.RISE, Cue.FALL)
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_SHARE = re.compile(r" \(| ?, (?:đạt|chiếm)(?: tỷ lệ| tỉ lệ)? ")
_FROM = re.compile(r"(?:\W|\A)từ (?:mức )?\Z", re.IGNORECASE)
_TO = re.compile(r" (?:tăng |giảm |xuống |lên )?(?:lên|xuống|đến|tới|còn|thành)(?: mức| tới| đến)? ")
_CHANGE = re.compile(r" ?[,;(]? ?(?:tức |tức là )?(?:đã )?(?:tăng|giảm)(?: thêm| đi| được)? ")
_TANTAMOUNT = re.compile(r" \(| ?[,;]? (?:tương ứng|tương đương|tức|bằng|hay)(?: với| là)?(?: tăng| giảm)? ")
# What makes a number behind belong to another computation.
_ELSE = re.compile(r" ?(?:so |kế hoạch|chỉ tiêu|dự toán|nghị quyết|cùng kỳ|điểm|/)", re.IGNORECASE)


def sentences(examined: Examined) -> Iterator[Remark]:
    """N14: shares, differences and rates of change that do not follow from the numbers beside them."""
    told = {id(mention.expression) for mention, _ in examined.bound}  # rows say more of these, where they are wrong
    for item in examined.sorts.get(Kind.RATIO, ()):
        yield from _shares(_Row(item), told)
    for item in examined.cued:
        if cue(item.item) in _CHANGES:
            yield from _changes(_Row(item), told)


class _Row:
    """A number of a block, and those that stand around it."""

    def __init__(self, told: Told) -> None:
        self._block, self._at = told.block, told.at

    def __getitem__(self, step: int) -> Expression | None:
        at = self._at + step
        found = self._block.expressions[at] if 0 <= at < len(self._block.expressions) else None
        return None if found is None or found.quantity is None or self._block.scope.repeats else found

    def joined(self, step: int, how: re.Pattern[str]) -> bool:
        """Whether nothing but such words stand between two neighbours, the first of which is at this step."""
        one, other = self[step], self[step + 1]
        if one is None or other is None:
            return False
        return how.fullmatch(self._block.passage.text[max(one.end, one.outer_end) : _start(other)]) is not None

    def begins(self, step: int, how: re.Pattern[str]) -> bool:
        """Whether such words stand before a number."""
        one = self[step]
        return one is not None and how.search(self._block.passage.text[: _start(one)]) is not None

    def goes_on(self, step: int, how: re.Pattern[str]) -> bool:
        """Whether such words stand behind a number."""
        one = self[step]
        if one is None:
            return False
        end = one.end if one.kind is Kind.PERCENT else max(one.end, one.outer_end)  # "120% kế hoạch" counts no plans
        return how.match(self._block.passage.text, end) is not None

    def remark(self, step: int, message: str, *others: int) -> Remark:
        """What is to be said of the number at a step."""
        found, related = self[step], []
        assert found is not None
        for other in others:
            item = self[other]
            assert item is not None
            related.append(Related(self._block.passage.place(item.start, item.end), f"ở đây ghi {item.text}"))
        place = self._block.passage.place(found.start, found.end)
        return Remark(place, message, "Xin xem lại các số của câu này.", tuple(related))


def _start(item: Expression) -> int:
    return item.outer_start if item.outer_start >= 0 else item.start


def _amount(item: Expression | None) -> Quantity | None:
    found = item.quantity if item else None
    return found if found is not None and found.kind in _AMOUNTS and found.value >= 0 else None


def _percent(row: _Row, step: int, told: set[int]) -> Quantity | None:
    """The percentage there, where it may be judged: nobody else does, and it belongs to nothing that follows."""
    item = row[step]
    found = item.quantity if item else None
    if found is None or found.kind is not Kind.PERCENT or id(item) in told or row.goes_on(step, _ELSE):
        return None
    return found


def _shares(row: _Row, told: set[int]) -> Iterator[Remark]:
    """ "98/112 (87,5%)"."""
    item, percent = row[0], _percent(row, 1, told)
    if item is None or item.quantity is None or percent is None or item.modifier or not row.joined(0, _SHARE):
        return
    part, whole = item.quantity.part(0), item.quantity.part(1)
    if whole.value <= 0 or part.value < 0:
        return
    if not _is(percent, part.interval / whole.interval * HUNDRED):
        exact = print_decimal(Fraction(part.value) / Fraction(whole.value) * 100)
        yield row.remark(1, f"{item.text} = {exact}%; câu này ghi {percent.said}.", 0)


def _changes(row: _Row, told: set[int]) -> Iterator[Remark]:
    """ "từ 12.450 lên 13.072, tăng 622 (5%)"; "786 người, giảm 180 người (18,63%)"."""
    item, after, before = row[0], _amount(row[-1]), _amount(row[-2])
    if item is None or after is None or not row.joined(-1, _CHANGE):
        return
    falls, change = cue(item) is Cue.FALL, _amount(item)
    if before is not None and row.begins(-2, _FROM):
        if _alike(before, after) and row.joined(-2, _TO) and (change is None or _alike(change, after)):
            yield from _between(row, before, after, falls, told)
    elif change is not None and _alike(change, after) and row.joined(0, _TANTAMOUNT) and not row.begins(-1, _FROM):
        yield from _since(row, after, change, falls, told)


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts are of one kind and written out alike: the "10" of "từ 10 lên 15 nghìn" is 10 thousand."""
    return one.kind is other.kind and _has_words(one) is _has_words(other)


def _has_words(amount: Quantity) -> bool:
    return any(map(str.isalpha, amount.text))


def _between(row: _Row, before: Quantity, after: Quantity, falls: bool, told: set[int]) -> Iterator[Remark]:
    """What is said of the way from one number to another."""
    gap = Fraction(after.value) - Fraction(before.value)
    difference = before.interval - after.interval if falls else after.interval - before.interval
    way = f"Từ {before.said} đến {after.said} là {'giảm' if gap < 0 else 'tăng'} {in_measure(abs(gap), after)}"
    item, change = row[0], _amount(row[0])
    is_judged = change is None or id(item) in told or row.goes_on(0, _ELSE)
    if change is not None and not is_judged and not change.interval.meets(difference):
        yield row.remark(0, f"{way}; câu này ghi {_word(falls)} {change.said}.", -2, -1)
        return
    at = 0 if change is None else 1
    percent = _percent(row, at, told) if at == 0 or row.joined(0, _TANTAMOUNT) else None
    if percent is not None and before.value > 0 and not _is(percent, difference / before.interval * HUNDRED):
        rate = print_decimal(abs(gap) / Fraction(before.value) * 100)
        yield row.remark(at, f"{way}, tức là {rate}%; câu này ghi {percent.said}.", -2, -1)


def _since(row: _Row, after: Quantity, change: Quantity, falls: bool, told: set[int]) -> Iterator[Remark]:
    """What is said of a change by the number that it has led to."""
    percent = _percent(row, 1, told)
    base = after.interval + change.interval if falls else after.interval - change.interval
    before = Fraction(after.value) + Fraction(change.value) * (1 if falls else -1)
    if percent is not None and before > 0 and not _is(percent, change.interval / base * HUNDRED):
        rate = print_decimal(Fraction(change.value) / before * 100)
        way = f"Từ {in_measure(before, after)} đến {after.said} là {_word(falls)} {change.said}, tức là {rate}%"
        yield row.remark(1, f"{way}; câu này ghi {percent.said}.", -1, 0)


def _word(falls: bool) -> str:
    return "giảm" if falls else "tăng"


def _is(percent: Quantity, computed: Interval) -> bool:
    """Whether a percentage may be printed so, rounded or cut."""
    return percent.interval.meets(computed) or percent.truncated.meets(computed)
