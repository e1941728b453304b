"""Periods in words: the inverse of reading them."""

from __future__ import annotations

from datetime import timedelta

from congtin.period import Period, PeriodKind
from congtin.vietnamese.moments import print_date


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
