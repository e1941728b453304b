"""Dates and times of day in running text, in every written form."""

from __future__ import annotations

import re
from datetime import date

from congtin.expression import Expression, Sort
from congtin.period import Period, PeriodKind
from congtin.vietnamese.calendar import day_of, month_of
from congtin.vietnamese.clock import CLOCK, CLOCK_ONLY, HOUR, ROUND_THE_CLOCK, clock_expression, counts, hour_expression
from congtin.vietnamese.date_spans import DAYS, FULL_SPAN, JOIN, SPAN, listed_days, span_expression, whole_span
from congtin.vietnamese.days import (
    STOP,
    D,
    M,
    Y,
    day_expression,
    expressed,
    iso,
    month_expression,
    noun_follows,
    quarter_expression,
    real_day,
)
from congtin.vietnamese.lexicon import (
    ARTICLE_HEADS,
    DATE_HEADS,
    RATIO_HEADS,
)
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan
from congtin.vietnamese.years import YEARS, year_expression, years_expression

_FULL = Pattern(
    rf"(?P<d>{D})(?P<sep>\s?/\s?|\s?\.\s?|\s?[-–]\s?)(?P<m>{M})(?P=sep)(?P<y>{Y}){STOP}"
    rf"(?:(?:,?[ \u00a0]{{1,3}}|[ \u00a0]?[|\-–][ \u00a0]?){CLOCK}(?![0-9]))?"
)
_MIXED = Pattern(rf"(?P<d>{D})\s?[/.-]\s?(?P<m>{M})\s?[/.-]\s?(?P<y>(?:19|20)[0-9]{{2}}){STOP}")
_ISO = Pattern(
    r"(?P<y>[12][0-9]{3})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?![0-9])"
    r"(?:[t ](?P<h>[0-9]{2}):(?P<mi>[0-9]{2})(?::(?P<s>[0-9]{2}))?(?P<half>)(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO_SLASH = Pattern(rf"(?P<y>(?:19|20)[0-9]{{2}})/(?P<m>{M})/(?P<d>{D}){STOP}")
_SHORT = Pattern(rf"(?P<d>{D})/(?P<m>{M})/(?P<y>[0-9]{{2}}){STOP}")
_CLOCK_FIRST = Pattern(rf"{CLOCK},?\s(?P<d>{D})/(?P<m>{M})/(?P<y>{Y}){STOP}")
_WORDS = Pattern(
    rf"(?P<d>{D})\s+tháng\s+(?P<m>[0-9]{{1,2}}|giêng|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười một"
    rf"|mười hai|mười|chạp)"
    rf"(?!\w|[.,]?[0-9])(?P<tail>,?\s+năm\s+(?P<y>{Y})(?![0-9])|\s?/\s?(?P<y2>{Y})(?![0-9]))?"
)
_DAY_MONTH = Pattern(rf"(?P<d>{D})\s?(?P<sep>[/.-])\s?(?P<m>{M}){STOP}")
_MONTH_YEAR = Pattern(rf"(?P<m>{M})\s?(?P<sep>[/.-])\s?(?P<y>(?:19|20)[0-9]{{2}})(?![0-9]|/[0-9])")
_MONTH_OF_YEAR = Pattern(rf"(?P<m>{M})(?:(?:,?\s+năm\s+|\s(?=19|20))(?P<y>{Y}))?(?![0-9]|[.,/][0-9])")
_MONTHS = Pattern(rf"(?P<m>{M}){JOIN}(?:tháng\s)?(?P<m2>{M})(?:/(?P<y>{Y})|,?\s+năm\s+(?P<y2>{Y})){STOP}")
# nothing before, behind or in it that could make more of it than a month
PLAIN_MONTH = Pattern(
    r"(?<=[ \u00a0])(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)[0-9]{2})(?=[,;)\n]|\.(?![0-9])|\s[^\W\dđtpn]|$)"
)
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip


# the digits of a date with marks, or of a clock before it, are followed by one of these
_MARKED = Pattern(r"[0-9]{1,4}\s?[/.:hg\-–]")


def dated(scan: Scan, start: int) -> tuple[Expression, ...]:
    """The date, time, period or year that begins with the digit at ``start``; empty when there is none."""
    low = scan.low
    words = scan.before(start)
    head = words[0] if words else ""
    if head == "tháng" and _MONTHS.match(low, start) and (found := _after_month(scan, start, words)):
        return found  # "tháng 3 - 5/2020": months, no day of a month
    if _MARKED.match(low, start):
        for pattern in (_FULL, _MIXED, _ISO, _CLOCK_FIRST, _ISO_SLASH, _SHORT):
            match = pattern.match(low, start)
            if match:
                return _full(scan, match, words)
    if (match := ROUND_THE_CLOCK.match(low, start)) and not counts(low, match):
        return (expressed(scan, start, match.end(), Sort.OTHER, match[0]),)
    if match := SPAN.match(low, start):
        found = span_expression(scan, match, head)
        if found:
            return found
    if match := YEARS.match(low, start):
        return years_expression(scan, match, head)
    if head in {"tháng", "t"} and (found := _after_month(scan, start, words)):
        return found
    if head.rstrip(":") in DATE_HEADS and (match := DAYS.match(low, start)):
        found = listed_days(scan, match)
        if found:
            return found
    if match := _WORDS.match(low, start):
        found = _in_words(scan, match, head)
        if found:
            return found
    if (match := _MONTH_YEAR.match(low, start)) and 1 <= int(match["m"]) <= 12 and match["sep"] == "/":
        if head == "quý":
            return (quarter_expression(scan, match),)
        return (month_expression(scan, match.start(), match.end(), int(match["m"]), int(match["y"])),)
    if head not in ARTICLE_HEADS and (match := CLOCK_ONLY.match(low, start)):  # "điều 14: 02 đơn vị"
        found = clock_expression(scan, match)
        if found:
            return found
    if match := HOUR.match(low, start):
        found = hour_expression(scan, match, words)
        if found:
            return found
    if match := _DAY_MONTH.match(low, start):
        found = _day_month(scan, match, words)
        if found:
            return found
    if head in {"ngày", "mùng", "mồng"} and (found := _bare_day(scan, start, words)):
        return found
    return year_expression(scan, start, words)


def _full(scan: Scan, match: re.Match[str], words: list[str]) -> tuple[Expression, ...]:
    year = int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < 70 else 1900
    day, month = int(match["d"]), int(match["m"])
    groups = match.groupdict()
    if groups.get("h"):
        return (_datetime(scan, match, day, month, year),)
    span = FULL_SPAN.match(scan.low, match.start())
    if (
        span
        and words
        and words[0] in {"từ", "đợt", "đoạn", "gian", "kỳ", "ngày:"}
        and (span["d"], span["m"]) != (span["d2"], span["m2"])
    ):
        return whole_span(scan, span)
    if month > 12 and len(match["y"]) == 2:
        return ()
    return (day_expression(scan, match.start(), match.end(), day, month, year),)


def _datetime(scan: Scan, match: re.Match[str], day: int, month: int, year: int) -> Expression:
    hour, minute = int(match["h"]), int(match["mi"])
    half = match["half"]
    if half in {"ch", "pm"} and hour < 12:
        hour += 12
    elif half in {"sa", "am"} and hour == 12:
        hour = 0
    second = f":{match['s']}" if match["s"] else ""
    possible = real_day(day, month, year)
    return expressed(
        scan, match.start(), match.end(), Sort.DATETIME, f"{iso(day, month, year)}T{hour:02d}:{minute:02d}{second}",
        day=possible, period=day_of(possible, match[0]) if possible else None,
        doubt="" if possible and hour < 24 else "impossible date",
    )  # fmt: skip


def _after_month(scan: Scan, start: int, words: list[str]) -> tuple[Expression, ...]:
    """ "tháng 5/2020", "tháng 4 năm 2026", "tháng 5": the digits behind "tháng"."""
    if match := _MONTHS.match(scan.low, start):
        months = int(match["m"]), int(match["m2"])
        year = int(match["y"] or match["y2"])
        if 1 <= months[0] < months[1] <= 12:
            last = month_of(year, months[1], "").last
            period = Period(date(year, months[0], 1), last, PeriodKind.RANGE, match[0])
            value = tuple(f"{year}-{month:02d}" for month in months)
            return (expressed(scan, start, match.end(), Sort.PERIOD, value, period=period),)
    match = _MONTH_YEAR.match(scan.low, start) or _MONTH_OF_YEAR.match(scan.low, start)
    if match is None or not 1 <= int(match["m"]) <= 12:
        return ()
    if not match["y"] and (
        noun_follows(scan.low, match.end()) or (words[1:2] and words[1] in {"mỗi", "hằng", "một", "từng"})
    ):
        return ()
    if match["y"] is None and scan.low[match.end() : match.end() + 1] == "%":
        return ()
    return (month_expression(scan, start, match.end(), int(match["m"]), int(match["y"]) if match["y"] else None),)


def _in_words(scan: Scan, match: re.Match[str], head: str) -> tuple[Expression, ...]:
    month = MONTH_WORDS.get(match["m"]) or (int(match["m"]) if match["m"].isdigit() else 0)
    year = match["y"] or match["y2"]
    lunar = match["m"] in {"giêng", "chạp"}  # never counted: "tức 25 tháng Chạp"
    if not (year or lunar) and head not in DATE_HEADS:
        return ()
    if real_day(int(match["d"]), month, int(year) if year else None) is None and not year:
        return ()
    if lunar:
        return (expressed(scan, match.start(), match.end(), Sort.DATE, iso(int(match["d"]), month, None)),)
    return (day_expression(scan, match.start(), match.end(), int(match["d"]), month, int(year) if year else None),)


def _after_weekday(scan: Scan, start: int) -> bool:
    """ "thứ Bảy, 22.6": the day of the week just told says that a day follows."""
    last = scan.found[-1] if scan.found else None
    return last is not None and str(last.value).startswith("weekday:") and start - last.end <= _NEAR


_NEAR = 3  # ", " or " ("


def _day_month(scan: Scan, match: re.Match[str], words: list[str]) -> tuple[Expression, ...]:
    """ "11/5": a date when the words before or after say so, or when nothing is counted by it."""
    day, month, separator = int(match["d"]), int(match["m"]), match["sep"]
    head = words[0].rstrip(":") if words else ""
    cued = head in DATE_HEADS
    if head == "bậc":
        return ()  # "thợ bậc 3/7"
    if real_day(day, month, None) is None:
        if head == "ngày" and separator == "/":
            return (expressed(scan, match.start(), match.end(), Sort.DATE, match[0], doubt="impossible date"),)
        return ()
    if separator != "/":
        sure = head in {"ngày", "sáng", "chiều", "tối", "trưa", "đêm", "hôm", "lễ"} or _after_weekday(
            scan, match.start()
        )
        return (day_expression(scan, match.start(), match.end(), day, month, None),) if sure else ()
    strong = cued and head not in {"từ", "đến", "trước", "sau", "vào", "tới", "hết", "phụ nữ"}
    if strong:
        return (day_expression(scan, match.start(), match.end(), day, month, None),)
    if noun_follows(scan.low, match.end()) or scan.low.startswith(
        ("%", " tổng", " số ", " diện tích", " dân số", " triệu", " tỷ", " tỉ ", " nghìn", " ngàn"), match.end()
    ):
        return ()
    if (head in RATIO_HEADS and not cued) or scan.low.strip() == match[0]:
        return ()
    return (day_expression(scan, match.start(), match.end(), day, month, None),)


_BARE_DAY = Pattern(r"[0-9]{1,2}(?![0-9]|[.,/][0-9]|\s?%)")


def _bare_day(scan: Scan, start: int, words: list[str]) -> tuple[Expression, ...]:
    match = _BARE_DAY.match(scan.low, start)
    if match is None or not 1 <= int(match[0]) <= 31 or noun_follows(scan.low, match.end()):
        return ()
    if (
        words[0] == "ngày"
        and len(words) > 1
        and words[1] in {"mỗi", "một", "hằng", "hàng", "trong", "cả", "từng", "các", "những"}
    ):
        return ()
    return (expressed(scan, start, match.end(), Sort.DATE, f"---{int(match[0]):02d}"),)
