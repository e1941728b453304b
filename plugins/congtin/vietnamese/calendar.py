"""Days, months, quarters and years as periods."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from congtin.period import Period, PeriodKind


def day_of(day: date, label: str = "") -> Period:
    """One day."""
    return Period(day, day, PeriodKind.DAY, label)


@lru_cache(1024)  # an article tells of one or two periods, again and again
def month_of(year: int, month: int, label: str = "") -> Period:
    """A calendar month."""
    return Period(date(year, month, 1), month_end(year, month), PeriodKind.MONTH, label)


@lru_cache(1024)
def quarter_of(year: int, quarter: int, label: str = "") -> Period:
    """A quarter, 1 to 4."""
    return Period(date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter), PeriodKind.QUARTER, label)


@lru_cache(1024)
def year_of(year: int, label: str = "") -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR, label)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
