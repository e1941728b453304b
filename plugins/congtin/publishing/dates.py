"""Dates as readers and machines see them, always in Vietnamese time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from congtin.period import Period, PeriodKind

VIETNAM = timezone(timedelta(hours=7))  # no daylight saving since 1975; needs no zone database


def local(moment: datetime) -> datetime:
    """The moment in Vietnamese time; one without a zone is taken to be Vietnamese already."""
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)


def day_text(day: date) -> str:
    """``02/03/2021``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def moment_text(moment: datetime) -> str:
    """``02/03/2021 18:17``; the day alone at midnight sharp, which is how a date without a time arrives."""
    here = local(moment)
    clock = f" {here.hour:02}:{here.minute:02}" if (here.hour, here.minute) != (0, 0) else ""
    return day_text(here) + clock


def moment_iso(moment: datetime) -> str:
    """``2021-03-02T18:17:00+07:00``, for ``<time datetime>`` and machines."""
    return local(moment).isoformat(timespec="seconds")


def period_text(period: Period) -> str:
    """The period as printed; one without print is named by its kind and days."""
    if period.each_year:
        return "hằng năm"
    if period.label:
        return period.label
    if period.first and period.last:
        namer = _NAMES.get(period.kind)
        return namer(period.first) if namer else _stretch(period.first, period.last)
    if period.last:
        return f"đến {day_text(period.last)}"
    return f"từ {day_text(period.first)}" if period.first else ""


def _stretch(first: date, last: date) -> str:
    if first == last:
        return f"ngày {day_text(first)}"
    return f"từ {day_text(first)} đến {day_text(last)}"


_NAMES: dict[PeriodKind, Callable[[date], str]] = {
    PeriodKind.MONTH: lambda day: f"tháng {day.month}/{day.year}",
    PeriodKind.QUARTER: lambda day: f"quý {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day.year}",
    PeriodKind.HALF: lambda day: f"6 tháng {'đầu' if day.month == 1 else 'cuối'} năm {day.year}",
    PeriodKind.YEAR: lambda day: f"năm {day.year}",
    PeriodKind.SCHOOL_YEAR: lambda day: f"năm học {day.year}-{day.year + 1}",
}
