"""Periods and dates as values: whole texts, and the period phrases of report rows.

A period phrase is a point of time ("năm 2020", "quý III/2019", "31/10/2020", "nay"), alone, after
"đến" (as of), after "từ" (open), or two of them ("từ năm 2016 đến nay"). What a phrase leaves out
(the year of "6 tháng đầu năm", the day of "nay") comes from ``as_of``.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from congtin.organisation import Term
from congtin.period import Period, PeriodKind
from congtin.text import squeeze
from congtin.values import replace
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.points import NO_CONTEXT, Context, Point, Unsaid, point_at
from congtin.vietnamese.scan import lowered

_OPENERS = Pattern(
    r"(?P<each>h[ằà]ng năm|mỗi năm|từng năm)"
    r"|(?:(?:số liệu\s+)?(?:lũy kế\s+)?(?:tính\s+)?(?P<to>đến|tới))(?:\s+(?P<full>hết|cuối|thời điểm))?\s+"
    r"|(?P<from>(?:kể\s+)?từ)(?:\s+(?P<start>đầu))?\s+"
    r"|(?P<wave>đợt|thời gian|trong|cả|toàn)\s+"
)
_JOINT = Pattern(r"\s?(?:-|–|—)\s?|\s+(?:đến|tới|cho đến)(?:\s+hết)?\s+|,\s+(?:đến|tới)\s+")
_OF_TERM = Pattern(r",?\s+(?:của\s+|trong\s+)?(?=nhiệm kỳ|giai đoạn|[12][0-9]{3})")
_LENGTH = Pattern(r"\s*\(([0-9]{1,2}) năm\)")
_STARTS = Pattern(
    r"(?<!\w)(?<![0-9][ \u00a0])(?:[0-9]|h[ằà]ng năm|mỗi năm|từng năm|năm |quý |tháng |nhiệm kỳ "
    r"|giai đoạn |ngày |nửa |tính |đến |tới |từ |kể từ |lũy kế |đợt |khóa |khoá |"
    r"cả năm|toàn năm|trong năm|sáu tháng|chín tháng|ba tháng|tết |dịp tết )"
)


@lru_cache(maxsize=1024)  # the entries of a report name the same few
def read_period(text: str, as_of: date | None = None, terms: tuple[Term, ...] = ()) -> Period | None:
    """The period that a whole text is, in all forms of a report ("6 tháng đầu năm 2021", "đến nay"), or None.

    ``terms`` are the congress terms of the body, for "nhiệm kỳ này", "khóa XV".
    """
    try:
        return _by_itself(text)
    except Unsaid:
        return _in_context(text, Context(as_of, terms))


@lru_cache(maxsize=4096)  # all reports name the same few, whenever they were written
def _by_itself(text: str) -> Period | None:
    """The period of a text that leaves nothing unsaid.

    Raises:
        Unsaid: it does.
    """
    return _in_context(text, NO_CONTEXT)


def _in_context(text: str, context: Context) -> Period | None:
    squeezed = squeeze(text).strip(" .,;:")
    if not squeezed:
        return None
    low = lowered(squeezed)
    found = _phrase_at(low, 0, context, bare=True)
    if found is None or found[0] != len(low):
        return None
    return _labelled(found[1], squeezed)


def find_periods(
    text: str, as_of: date | None = None, terms: tuple[Term, ...] = ()
) -> tuple[tuple[int, int, Period], ...]:
    """The period phrases inside a report row, as (start, end, period), in order and without overlaps."""
    low = lowered(text)
    context = Context(as_of, terms)
    found: list[tuple[int, int, Period]] = []
    at = 0
    while match := _STARTS.search(low, at):
        start = match.start()
        phrase = _phrase_at(low, start, context, bare=False)
        if phrase is None:
            at = start + 1
            continue
        at = phrase[0]
        found.append((start, at, _labelled(phrase[1], text[start:at])))
    return tuple(found)


def _labelled(period: Period, text: str) -> Period:
    """The period as it is printed, with the length that is stated beside it."""
    stated = _LENGTH.search(lowered(text))
    return replace(period, label=text, length=int(stated[1]) if stated else None)


def _phrase_at(low: str, start: int, context: Context, *, bare: bool) -> tuple[int, Period] | None:
    opener = _OPENERS.match(low, start)
    if opener and opener["each"]:
        return _each_year(low, opener.end(), context)
    if opener and opener["to"]:
        return _until(low, opener, context)
    if opener and opener["from"]:
        return _since(low, opener, context)
    at = opener.end() if opener else start
    return _stretch(low, at, context, bare=bare or opener is not None)


def _each_year(low: str, at: int, context: Context) -> tuple[int, Period]:
    following = _OF_TERM.match(low, at)
    if following and (found := _stretch(low, following.end(), context, bare=True)):
        return found[0], replace(found[1], each_year=True)
    return at, Period(None, None, PeriodKind.RANGE, each_year=True)


def _until(low: str, opener: re.Match[str], context: Context) -> tuple[int, Period] | None:
    """ "đến 31/10/2020", "tính đến hết năm 2020", "đến nay": everything up to a day."""
    point = point_at(low, opener.end(), context, bare=True)
    if point is None and opener["full"]:
        point = point_at(low, opener.start("full"), context, bare=True)
    if point is None:
        return None
    return point.end, Period(None, point.last, PeriodKind.AS_OF)


def _since(low: str, opener: re.Match[str], context: Context) -> tuple[int, Period] | None:
    """ "từ năm 2016 đến nay", "từ đầu năm", "từ 18/5 đến 24/8/2025"."""
    first = point_at(low, opener.end(), context, bare=True) or (
        point_at(low, opener.start("start"), context, bare=True) if opener["start"] else None
    )
    if first is None:
        return None
    if opener["start"] and first.kind is PeriodKind.YEAR:
        first = replace(first, to_date=True)
    second = _second(low, first, context)
    if second is not None:
        return second
    if first.spans:
        return first.end, Period(first.first, first.last, PeriodKind.RANGE)
    if first.to_date or opener["start"]:
        year_to_date = first.kind is PeriodKind.YEAR or first.to_date
        kind = PeriodKind.YEAR_TO_DATE if year_to_date else PeriodKind.RANGE
        return first.end, Period(first.first, context.as_of, kind)
    return first.end, Period(first.first, None, PeriodKind.RANGE)


def _stretch(low: str, at: int, context: Context, *, bare: bool) -> tuple[int, Period] | None:
    point = point_at(low, at, context, bare=bare)
    if point is None:
        return None
    if point.kind not in (PeriodKind.TERM, PeriodKind.SCHOOL_YEAR) and (second := _second(low, point, context)):
        return second
    if not point.stands_alone and not bare:
        return None
    end = length.end() if (length := _LENGTH.match(low, point.end)) else point.end
    return end, Period(point.first, point.last, point.kind, each_year=False)


def _second(low: str, first: Point, context: Context) -> tuple[int, Period] | None:
    """The later end, when one follows; an end without a year borrows that of the other."""
    joint = _JOINT.match(low, first.end)
    if joint is None:
        return None
    second = point_at(low, joint.end(), context, bare=True)
    if second is None or (second.last is None and not second.is_now):
        return None
    if not first.dated and second.dated and second.last:
        first = first.in_year(second.last.year)
        if first.first and second.last and first.first > second.last:
            first = first.in_year(second.last.year - 1)
    if first.first and second.last and first.first > second.last:
        return None
    if second.is_now and first.kind is PeriodKind.YEAR and first.to_date:
        return second.end, Period(first.first, second.last, PeriodKind.YEAR_TO_DATE)
    return second.end, Period(first.first, second.last, PeriodKind.RANGE)
