"""Days, moments and weekdays that a whole text is, read and printed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from congtin.text import squeeze
from congtin.vietnamese.patterns import Pattern

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

_DAY = Pattern(
    r"(?:ngày\s+)?(?:(?P<d>[0-9]{1,2})\s?(?P<sep>[/.-])\s?(?P<m>[0-9]{1,2})\s?(?P=sep)\s?(?P<y>[0-9]{4})"
    r"|(?P<iy>[0-9]{4})-(?P<im>[0-9]{1,2})-(?P<id>[0-9]{1,2})"
    r"|(?P<wd>[0-9]{1,2})\s+tháng\s+(?P<wm>[0-9]{1,2}),?\s+năm\s+(?P<wy>[0-9]{4}))"
)

_WEEKDAY = Pattern(r"(?:chủ nhật|thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])),?\s+")

_TIME = Pattern(
    r"(?P<h>[0-9]{1,2})\s?(?:[:hg]|giờ)\s?(?P<mi>[0-9]{1,2})?(?::(?P<s>[0-9]{2})(?:\.[0-9]{1,6})?)?(?:\s?phút)?\s?(?P<half>sa|ch|am|pm)?"
    r"\s?(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}|\(?gmt\+7\)?)?"
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
