"""Periods and dates as values: whole texts, and the period phrases of report rows.

A period phrase is a point of time ("năm 2020", "quý III/2019", "31/10/2020", "nay"), alone, after
"đến" (as of), after "từ" (open), or two of them ("từ năm 2016 đến nay"). What a phrase leaves out
(the year of "6 tháng đầu năm", the day of "nay") comes from ``as_of``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from congtin.organisation import Term
from congtin.period import Period, PeriodKind
from congtin.text import squeeze
from congtin.vietnamese.points import Context, Point, point_at
from congtin.vietnamese.scan import lowered

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

_DAY = re.compile(
    r"(?:ngày\s+)?(?:(?P<d>[0-9]{1,2})\s?(?P<sep>[/.-])\s?(?P<m>[0-9]{1,2})\s?(?P=sep)\s?(?P<y>[0-9]{4})"
    r"|(?P<iy>[0-9]{4})-(?P<im>[0-9]{1,2})-(?P<id>[0-9]{1,2})"
    r"|(?P<wd>[0-9]{1,2})\s+tháng\s+(?P<wm>[0-9]{1,2}),?\s+năm\s+(?P<wy>[0-9]{4}))"
)
_WEEKDAY = re.compile(r"(?:chủ nhật|thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])),?\s+")
_TIME = re.compile(
    r"(?P<h>[0-9]{1,2})\s?(?:[:hg]|giờ)\s?(?P<mi>[0-9]{1,2})?(?::(?P<s>[0-9]{2})(?:\.[0-9]{1,6})?)?(?:\s?phút)?\s?(?P<half>sa|ch|am|pm)?"
    r"\s?(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}|\(?gmt\+7\)?)?"
)
_OPENERS = re.compile(
    r"(?P<each>h[ằà]ng năm|mỗi năm|từng năm)"
    r"|(?:(?:số liệu\s+)?(?:lũy kế\s+)?(?:tính\s+)?(?P<to>đến|tới))(?:\s+(?P<full>hết|cuối|thời điểm))?\s+"
    r"|(?P<from>(?:kể\s+)?từ)(?:\s+(?P<start>đầu))?\s+"
    r"|(?P<wave>đợt|thời gian|trong|cả|toàn)\s+"
)
_JOINT = re.compile(r"\s?(?:-|–|—)\s?|\s+(?:đến|tới|cho đến)(?:\s+hết)?\s+|,\s+(?:đến|tới)\s+")
_LENGTH = re.compile(r"\s*\([0-9]{1,2} năm\)")
_STARTS = re.compile(
    r"(?<!\w)(?<![0-9][ \u00a0])(?:[0-9]|h[ằà]ng năm|mỗi năm|từng năm|năm |quý |tháng |nhiệm kỳ "
    r"|giai đoạn |ngày |nửa |tính |đến |tới |từ |kể từ |lũy kế |đợt |khóa |khoá |"
    r"cả năm|toàn năm|trong năm|sáu tháng|chín tháng|ba tháng|tết |dịp tết )"
)


def read_date(text: str) -> date | None:
    """The day that a whole text is ("31/10/2020", "2020-10-31", "ngày 2 tháng 7 năm 2015"); None when none exists."""
    low = _trimmed(text)
    match = _DAY.fullmatch(low)
    return _day(match) if match else None


def read_datetime(text: str, zone: tzinfo | None = None) -> datetime | None:
    """The moment that a whole text is ("02/03/2021 18:17", "2:49 CH 13/09/2023"), midnight without a time.

    In ``zone`` (Vietnam's when None) unless the text names one.
    """
    low = _trimmed(text)
    match = _DAY.match(low)
    if match:
        rest = low[match.end() :].lstrip(" ,-–|t")
        day = _day(match)
    else:
        behind = re.search(r"[\s,]+(?:ngày\s+)?[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{1,4}$", low)
        if behind is None:
            return None
        rest = low[: behind.start()]
        day = read_date(behind[0].strip(" ,"))
    if day is None:
        return None
    if not rest:
        return datetime(day.year, day.month, day.day, tzinfo=zone or VIETNAM)
    return _timed(day, rest, zone or VIETNAM)


def _trimmed(text: str) -> str:
    low = squeeze(text).lower()
    return low[match.end() :] if (match := _WEEKDAY.match(low)) else low


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (match[name] or match["i" + name] or match["w" + name] for name in "ymd")
    return _real_day(int(year), int(month), int(day))


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _timed(day: date, text: str, zone: tzinfo) -> datetime | None:
    match = _TIME.fullmatch(text.strip(" ,()"))
    if match is None:
        return None
    hour, half = int(match["h"]), match["half"]
    if half in {"ch", "pm"} and hour < 12:
        hour += 12
    elif half in {"sa", "am"} and hour == 12:
        hour = 0
    try:
        return datetime(
            day.year,
            day.month,
            day.day,
            hour,
            int(match["mi"] or 0),
            int(match["s"] or 0),
            tzinfo=_zone(match["zone"], zone),
        )
    except ValueError:
        return None


def _zone(text: str | None, default: tzinfo) -> tzinfo:
    if not text:
        return default
    if text in {"z", "utc", "gmt"}:
        return UTC
    if "gmt" in text:
        return VIETNAM
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def read_period(text: str, as_of: date | None = None, terms: tuple[Term, ...] = ()) -> Period | None:
    """The period that a whole text is, in all forms of a report ("6 tháng đầu năm 2021", "đến nay"), or None.

    ``terms`` are the congress terms of the body, for "nhiệm kỳ này", "khóa XV".
    """
    squeezed = squeeze(text).strip(" .,;:")
    if not squeezed:
        return None
    low = lowered(squeezed)
    found = _phrase_at(low, 0, Context(as_of, terms), bare=True)
    if found is None or found[0] != len(low):
        return None
    return replace(found[1], label=squeezed)


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
        found.append((start, at, replace(phrase[1], label=text[start:at])))
    return tuple(found)


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
    following = re.compile(r",?\s+(?:của\s+|trong\s+)?(?=nhiệm kỳ|giai đoạn|[12][0-9]{3})").match(low, at)
    if following and (found := _stretch(low, following.end(), context, bare=True)):
        return found[0], replace(found[1], each_year=True)
    return at, Period(None, None, PeriodKind.RANGE, each_year=True)


def _until(low: str, opener: re.Match[str], context: Context) -> tuple[int, Period] | None:
    """ "đến 31/10/2020", "tính đến hết năm 2020", "đến nay": everything up to a day."""
    point = point_at(low, opener.end(), context, bare=True)
    if point is None and opener["full"] == "cuối":
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


def print_date(day: date) -> str:
    """``31/10/2020``: the inverse of :func:`read_date`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def print_weekday(day: date) -> str:
    """ "Chủ nhật", "Thứ Hai"."""
    return WEEKDAYS[day.weekday()]


def read_weekday(text: str) -> int | None:
    """1 (Monday) to 7 (Sunday) of "Thứ Hai", "thứ 7", "Chủ nhật", "CN"; None when the text is no weekday."""
    low = squeeze(text).lower()
    if low in {"chủ nhật", "cn"}:
        return 7
    names = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "bẩy": 6}
    name = low.removeprefix("thứ ") if low.startswith("thứ ") else ""
    if name.isascii() and name.isdigit() and 2 <= int(name) <= 7:
        return int(name) - 1
    return names.get(name)


def print_period(period: Period) -> str:
    """A period in words that :func:`read_period` reads back as the same period."""
    text = _PRINTERS[period.kind](period)
    if not period.each_year:
        return text
    return f"hằng năm, {text}" if text else "hằng năm"


def _ends(period: Period) -> str:
    first, last = period.first, period.last
    if first is None and last is None:
        return ""
    if last is None and first is not None:
        return f"từ ngày {print_date(first)}"
    if first is None and last is not None:
        return f"đến ngày {print_date(last)}"
    assert first is not None and last is not None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year < last.year:
        return f"giai đoạn {first.year:04d}-{last.year:04d}"
    return f"từ ngày {print_date(first)} đến ngày {print_date(last)}"


def _print_year(period: Period) -> str:
    return f"năm {period.first.year:04d}" if period.first else ""


def _print_month(period: Period) -> str:
    return f"tháng {period.first.month}/{period.first.year:04d}" if period.first else ""


def _print_quarter(period: Period) -> str:
    if period.first is None:
        return ""
    roman = ("I", "II", "III", "IV")[(period.first.month - 1) // 3]
    return f"quý {roman}/{period.first.year:04d}"


def _print_half(period: Period) -> str:
    if period.first is None:
        return ""
    return f"6 tháng {'đầu' if period.first.month == 1 else 'cuối'} năm {period.first.year:04d}"


def _print_to_date(period: Period) -> str:
    if period.first and period.last and (period.last + timedelta(days=1)).day == 1 and period.last.month < 12:
        return f"{period.last.month} tháng đầu năm {period.last.year:04d}"
    return _ends(period)


def _print_span(name: str, period: Period) -> str:
    return f"{name} {period.first.year:04d}-{period.last.year:04d}" if period.first and period.last else name


def _print_day(period: Period) -> str:
    return f"ngày {print_date(period.first)}" if period.first else ""


_PRINTERS = {
    PeriodKind.DAY: _print_day,
    PeriodKind.MONTH: _print_month,
    PeriodKind.QUARTER: _print_quarter,
    PeriodKind.HALF: _print_half,
    PeriodKind.YEAR: _print_year,
    PeriodKind.SCHOOL_YEAR: lambda period: _print_span("năm học", period),
    PeriodKind.YEAR_TO_DATE: _print_to_date,
    PeriodKind.RANGE: _ends,
    PeriodKind.TERM: lambda period: _print_span("nhiệm kỳ", period),
    PeriodKind.AS_OF: _ends,
}
