"""Spans and lists of days: "18/5 - 24/8/2025", "02 đến 03 tháng 7 năm 2015", "ngày 25 và 26/9/2023"."""

from __future__ import annotations

import re
from datetime import date

from congtin.expression import Expression, Sort
from congtin.period import Period, PeriodKind
from congtin.vietnamese.days import (
    STOP,
    D,
    M,
    Y,
    day_expression,
    expressed,
    iso,
    real_day,
)
from congtin.vietnamese.lexicon import (
    DATE_HEADS,
)
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

JOIN = r"\s?(?:-|–|—|đến|tới)\s?"

SPAN = Pattern(
    rf"(?P<d>{D})(?:/(?P<m>{M}))?{JOIN}(?P<d2>{D})"
    rf"(?:/(?P<m2>{M})(?:/(?P<y2>{Y}))?|\s+tháng\s+(?P<m3>{M})(?:,?\s+năm\s+(?P<y3>{Y}))?){STOP}"
)

FULL_SPAN = Pattern(rf"(?P<d>{D})/(?P<m>{M})/(?P<y>{Y})\s?[-–—]\s?(?P<d2>{D})/(?P<m2>{M})/(?P<y2>{Y}){STOP}")

DAYS = Pattern(
    rf"{D}(?:\s?(?:,|và|&)\s?(?:ngày\s)?{D}){{1,4}}(?:/(?P<m>{M})(?:/(?P<y>{Y}))?"
    rf"|\s+tháng\s+(?P<m2>{M})(?:,?\s+năm\s+(?P<y2>{Y}))?){STOP}"
)


def whole_span(scan: Scan, match: re.Match[str]) -> tuple[Expression, ...]:
    """ "01/02/2020 - 05/02/2020": both ends whole."""
    first = real_day(int(match["d"]), int(match["m"]), int(match["y"]))
    last = real_day(int(match["d2"]), int(match["m2"]), int(match["y2"]))
    value = (
        iso(int(match["d"]), int(match["m"]), int(match["y"])),
        iso(int(match["d2"]), int(match["m2"]), int(match["y2"])),
    )
    period = Period(first, last, PeriodKind.RANGE, scan.text[match.start() : match.end()])
    doubt = "" if first and last and first <= last else "impossible date"
    return (expressed(scan, match.start(), match.end(), Sort.PERIOD, value, period=period, doubt=doubt),)


def span_expression(scan: Scan, match: re.Match[str], head: str) -> tuple[Expression, ...]:
    """ "18/5 - 24/8/2025", "15-16/5", "02 đến 03 tháng 7 năm 2015": the earlier end borrows from the later one."""
    month2 = int(match["m2"] or match["m3"])
    year = match["y2"] or match["y3"]
    day, day2, month = int(match["d"]), int(match["d2"]), int(match["m"] or month2)
    whole_year = int(year) if year else None
    if not (real_day(day, month, whole_year) and real_day(day2, month2, whole_year)):
        return ()
    sure = match["m3"] or year or head in DATE_HEADS or head == "từ" or match["m"]
    if not sure:
        return ()
    if match["m"] and not year and head not in {"từ", "đợt", "ngày"}:
        return ()  # "30/4 - 1/5" names two days
    first_year = whole_year - 1 if whole_year and month > month2 else whole_year
    value = (iso(day, month, first_year), iso(day2, month2, whole_year))
    period = None
    if whole_year and first_year:
        period = Period(date(first_year, month, day), date(whole_year, month2, day2), PeriodKind.RANGE, match[0])
    return (expressed(scan, match.start(), match.end(), Sort.PERIOD, value, period=period),)


def listed_days(scan: Scan, match: re.Match[str]) -> tuple[Expression, ...]:
    """ "ngày 25 và 26/9/2023": each listed day borrows month and year."""
    month = int(match["m"] or match["m2"])
    year_text = match["y"] or match["y2"]
    year = int(year_text) if year_text else None
    tail = match.start("m") - 1 if match["m"] else scan.low.rindex("tháng", match.start(), match.end())
    days = list(re.finditer("[0-9]{1,2}", scan.low[match.start() : tail]))
    if not all(real_day(int(m[0]), month, year) for m in days):
        return ()
    found = [
        day_expression(scan, match.start() + m.start(), match.start() + m.end(), int(m[0]), month, year)
        for m in days[:-1]
    ]
    last = days[-1]
    return (*found, day_expression(scan, match.start() + last.start(), match.end(), int(last[0]), month, year))
