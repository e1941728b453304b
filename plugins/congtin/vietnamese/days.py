"""Days, months and quarters as expressions, and what the readers of dates share."""

from __future__ import annotations

import re
from datetime import date

from congtin.expression import Expression, Sort
from congtin.vietnamese.calendar import day_of, month_of, quarter_of
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.scan import Scan

D, M, Y = r"[0-9]{1,2}", r"[0-9]{1,2}", r"[0-9]{4}"

STOP = r"(?![0-9]|[/.][0-9])"


def expressed(scan: Scan, start: int, end: int, kind: Sort, value: str | tuple[str, ...], **more: object) -> Expression:
    """An expression that is no quantity, at a place of the text."""
    return Expression(start, end, scan.text[start:end], kind, value, **more)  # type: ignore[arg-type]


def iso(day: int, month: int, year: int | None) -> str:
    """ "2020-05-31", or "--05-31" without a year."""
    return f"{year:04d}-{month:02d}-{day:02d}" if year is not None else f"--{month:02d}-{day:02d}"


def real_day(day: int, month: int, year: int | None) -> date | None:
    """The day, when the calendar has it (29 February without a year, too)."""
    try:
        return date(2000 if year is None else year, month, day)
    except ValueError:
        return None


def day_expression(scan: Scan, start: int, end: int, day: int, month: int, year: int | None) -> Expression:
    """An expression for a day; one that does not exist is doubted."""
    possible = real_day(day, month, year)
    value = iso(day, month, year)
    if possible is None:
        return expressed(scan, start, end, Sort.DATE, value, doubt="impossible date")
    if year is None:
        return expressed(scan, start, end, Sort.DATE, value)
    text = scan.text[start:end]
    return expressed(scan, start, end, Sort.DATE, value, day=possible, period=day_of(possible, text))


def month_expression(scan: Scan, start: int, end: int, month: int, year: int | None) -> Expression:
    """A month, with or without its year."""
    value = f"{year:04d}-{month:02d}" if year is not None else f"--{month:02d}"
    period = month_of(year, month, scan.text[start:end]) if year else None
    return expressed(scan, start, end, Sort.DATE, value, period=period)


def quarter_expression(scan: Scan, match: re.Match[str]) -> Expression:
    """ "4/2016" behind "quý"."""
    quarter, year = int(match["m"]), int(match["y"])
    period = quarter_of(year, quarter, match[0]) if quarter <= 4 else None
    return expressed(scan, match.start(), match.end(), Sort.ORDINAL, match["m"], period=period)


def noun_follows(low: str, end: int) -> bool:
    """Whether a counted noun stands behind a place."""
    return low[end : end + 1] in {" ", "\u00a0"} and noun_end(low, end + 1) > end + 1
