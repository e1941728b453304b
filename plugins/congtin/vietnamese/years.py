"""Years and stretches of years: "2020", "2021 – 2030", "nhiệm kỳ 2023-2028"."""

from __future__ import annotations

import re
from datetime import date

from congtin.expression import Expression, Sort
from congtin.period import Period, PeriodKind
from congtin.vietnamese.calendar import year_of
from congtin.vietnamese.days import (
    expressed,
    noun_follows,
)
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

YEARS = Pattern(r"(?P<y>[12][0-9]{3})\s?(?:-|–|—|/|đến|tới)\s?(?P<y2>[12][0-9]{3})(?![0-9]|[.,/][0-9])")

_YEAR = Pattern(r"[0-9]{3,4}(?![0-9]|[.,/][0-9]|\s?%)")


_UNIT = Pattern(r"\s?(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|đ\b|kg|km|m2|ha|lần|năm|tấn|usd|vnđ)(?!\w)")


# nothing behind it that could make more of it than a year
PLAIN_YEAR = Pattern(r"(?:19|20)[0-9]{2}(?=[,;:)\n]|\.(?![0-9])|\s[^\W\dđtpn]|$)")


def years_expression(scan: Scan, match: re.Match[str], head: str) -> tuple[Expression, ...]:
    """ "2021 – 2030": two years that make one stretch."""
    first, last = int(match["y"]), int(match["y2"])
    if head == "kỳ" and 1900 <= last < first <= 2100:
        value = match["y"], match["y2"]  # a term that runs backwards is still one: rule P3 speaks of it
        return (expressed(scan, match.start(), match.end(), Sort.PERIOD, value),)
    if not (1000 <= first < last <= 2999 and last - first <= 200):
        return ()
    if "/" in match[0] and last - first != 1:
        return ()
    if not 1900 <= first <= 2100 and head not in {"năm", "đoạn", "kỳ", "từ", "học", "("}:
        return ()
    joined = scan.low[match.start("y") + 4 : match.start("y2")].strip()
    if joined in {"đến", "tới"} and head not in {"từ", "năm", "đoạn", "kỳ"}:
        return ()
    kind = PeriodKind.TERM if head == "kỳ" else PeriodKind.SCHOOL_YEAR if head == "học" else PeriodKind.RANGE
    period = Period(date(first, 1, 1), date(last, 12, 31), kind, scan.text[match.start() : match.end()])
    return (expressed(scan, match.start(), match.end(), Sort.PERIOD, (match["y"], match["y2"]), period=period),)


_QUANTITY_HEADS = {"hơn", "trên", "gần", "khoảng", "có", "được", "mỗi", "hằng", "hàng", "tổng"}


def year_expression(scan: Scan, start: int, words: list[str]) -> tuple[Expression, ...]:
    """A lone year: four digits behind "năm", or that nothing counts."""
    match = _YEAR.match(scan.low, start)
    if match is None:
        return ()
    value = int(match[0])
    head = words[0] if words else ""
    if head in {"năm", "nămː"} and (len(match[0]) == 4 or not noun_follows(scan.low, match.end())):
        if words[1:2] and words[1] in {"mỗi", "hằng", "hàng", "một", "từng"}:
            return ()
    elif (
        len(match[0]) != 4
        or not 1900 <= value <= 2099
        or head in _QUANTITY_HEADS
        or _UNIT.match(scan.low, match.end())
        or (
            noun_follows(scan.low, match.end())
            and not (head in {"từ", "đến", "trước", "sau", "đầu", "cuối", "giữa"} or _named(scan, start))
        )
    ):
        return ()
    return (
        expressed(
            scan,
            start,
            match.end(),
            Sort.YEAR,
            match[0],
            period=year_of(value, match[0]) if 1 <= value <= 9998 else None,
        ),
    )


def _named(scan: Scan, start: int) -> bool:
    """Whether the word before is capitalised: "Hội thao 2025", "Tết Tân Sửu 2021"."""
    before = scan.text[max(0, start - 24) : start].split()
    return bool(before) and before[-1][:1].isupper()
