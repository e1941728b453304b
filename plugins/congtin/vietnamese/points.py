"""Points of time in period phrases: a day, month, quarter, half, year, term, or now."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NoReturn, cast

from congtin.organisation import Term
from congtin.period import PeriodKind
from congtin.values import dataclass, replace
from congtin.vietnamese.calendar import month_end
from congtin.vietnamese.patterns import Pattern

_Y = r"(?P<y>[12][0-9]{3})(?![0-9]|[.,][0-9])"
_OF_YEAR = rf"(?:\s?/\s?|,?\s+năm\s+|,?\s+(?:của\s+)?){_Y}"


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase leaves unsaid is taken from here."""

    as_of: date | None = None
    terms: tuple[Term, ...] = ()

    @property
    def year(self) -> int | None:
        """The year of the report."""
        return self.as_of.year if self.as_of else None


class Unsaid(Exception):
    """A phrase leaves something unsaid, and there is no context to take it from."""


class _NoContext:
    """Stands where a phrase may lean on nothing."""

    @property
    def as_of(self) -> NoReturn:
        raise Unsaid

    year = terms = as_of


NO_CONTEXT = cast(Context, _NoContext())


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of time named at ``…:end``; ``dated`` says that its year is written."""

    end: int
    first: date | None
    last: date | None
    kind: PeriodKind
    dated: bool = True
    is_now: bool = False
    to_date: bool = False  # "đầu năm": reaches to the day of the report
    spans: bool = False  # names both its ends: "2016-2020"
    stands_alone: bool = True  # also without a word like "từ" before it

    def in_year(self, year: int) -> Point:
        """The same days in another year."""
        try:
            first = self.first.replace(year=year) if self.first else None
            last = self.last.replace(year=year) if self.last else None
        except ValueError:  # 29 February
            return self
        return replace(self, first=first, last=last)


_Builder = Callable[[re.Match[str], Context], "Point | None"]


def point_at(low: str, start: int, context: Context, *, bare: bool) -> Point | None:
    """The point of time named at ``start``; bare years and days count only where ``bare`` says so."""
    for pattern, build, needs_bare, begins in _POINTS:
        if (needs_bare and not bare) or not low.startswith(begins, start):
            continue
        match = pattern.match(low, start)
        if match and (point := build(match, context)):
            return point
    return None


def _year_of(match: re.Match[str], context: Context) -> tuple[int | None, bool]:
    written = match["y"]
    return (int(written), True) if written else (context.year, False)


def _months(
    match: re.Match[str], year: int | None, first: int, last: int, kind: PeriodKind, dated: bool
) -> Point | None:
    """Whole months of a year; without any year only the leap-proof placeholder 2000 stands in, never kept alone."""
    if not 1 <= first <= last <= 12:
        return None
    base = year or 2000
    ends = date(base, first, 1), month_end(base, last)
    if year is None:
        return (
            Point(match.end(), None, None, kind, dated=False)
            if kind is not PeriodKind.MONTH
            else Point(match.end(), *ends, kind, False, stands_alone=False)
        )
    return Point(match.end(), *ends, kind, dated)


def _day(match: re.Match[str], context: Context) -> Point | None:
    year, dated = _year_of(match, context)
    try:
        day = date(year or 2000, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return Point(match.end(), day, day, PeriodKind.DAY, dated, stands_alone=dated)


def _month(match: re.Match[str], context: Context) -> Point | None:
    year, dated = _year_of(match, context)
    month = int(match["m"])
    return _months(match, year, month, month, PeriodKind.MONTH, dated)


_QUARTERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
}


def _quarter(match: re.Match[str], context: Context) -> Point | None:
    year, dated = _year_of(match, context)
    quarter = _QUARTERS[match["q"]]
    return _months(match, year, 3 * quarter - 2, 3 * quarter, PeriodKind.QUARTER, dated)


_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def _some_months(match: re.Match[str], context: Context) -> Point | None:
    count = _COUNTS.get(match["n"]) or int(match["n"])
    year, dated = _year_of(match, context)
    if not 1 <= count <= 12 or not (match["side"] or dated):
        return None
    late = match["side"] == "cuối"
    if count == 12:
        return _months(match, year, 1, 12, PeriodKind.YEAR, dated)
    kind = PeriodKind.HALF if count == 6 else PeriodKind.RANGE if late else PeriodKind.YEAR_TO_DATE
    first, last = (13 - count, 12) if late else (1, count)
    return _months(match, year, first, last, kind, dated)


def _half(match: re.Match[str], context: Context) -> Point | None:
    year, dated = _year_of(match, context)
    first, last = (1, 6) if match["side"] == "đầu" else (7, 12)
    return _months(match, year, first, last, PeriodKind.HALF, dated)


def _year(match: re.Match[str], context: Context) -> Point | None:
    return _calendar_year(match, int(match["y"]))


def _calendar_year(match: re.Match[str], year: int, **more: bool) -> Point:
    return Point(match.end(), date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR, **more)


def _named_year(match: re.Match[str], context: Context) -> Point | None:
    if context.year is None:
        return None
    return _calendar_year(match, context.year + {"nay": 0, "này": 0, "sau": 1, "tới": 1}.get(match["which"], -1))


def _start_of_year(match: re.Match[str], context: Context) -> Point | None:
    year, _ = _year_of(match, context)
    if year is None:
        return Point(match.end(), None, None, PeriodKind.YEAR, to_date=True, stands_alone=False)
    return _calendar_year(match, year, to_date=True, stands_alone=False)


def _end_of_year(match: re.Match[str], context: Context) -> Point | None:
    year, dated = _year_of(match, context)
    if year is None:
        return None
    return Point(match.end(), date(year, 12, 31), date(year, 12, 31), PeriodKind.DAY, dated, stands_alone=False)


def _now(match: re.Match[str], context: Context) -> Point:
    return Point(match.end(), context.as_of, context.as_of, PeriodKind.DAY, is_now=True, stands_alone=False)


def _school_year(match: re.Match[str], context: Context) -> Point | None:
    first, last = int(match["y"]), int(match["y2"])
    if last != first + 1:
        return None
    return Point(match.end(), date(first, 9, 1), date(last, 8, 31), PeriodKind.SCHOOL_YEAR)


def _years(match: re.Match[str], context: Context) -> Point | None:
    first, last = int(match["y"]), int(match["y2"])
    if first > last:
        return None
    kind = PeriodKind.TERM if match["term"] else PeriodKind.RANGE
    return Point(match.end(), date(first, 1, 1), date(last, 12, 31), kind, spans=True)


def _term_point(match: re.Match[str], term: Term) -> Point:
    return Point(match.end(), date(term.first_year, 1, 1), date(term.last_year, 12, 31), PeriodKind.TERM)


def _named_term(match: re.Match[str], context: Context) -> Point | None:
    term = next((term for term in context.terms if term.name.lower() == match["name"]), None)
    return _term_point(match, term) if term else None


def _near_term(match: re.Match[str], context: Context) -> Point | None:
    """ "nhiệm kỳ này", "nhiệm kỳ qua", "nhiệm kỳ mới": by the terms known and the day of the report."""
    year = context.year
    terms = sorted(context.terms, key=lambda term: term.first_year)
    if year is None or not terms:
        return None
    which = match["which"]
    if which in {"qua", "trước", "vừa qua"}:
        known = [term for term in terms if term.last_year <= year]
        return _term_point(match, known[-1]) if known else None
    if which in {"mới", "tới", "sau", "tiếp theo"}:
        known = [term for term in terms if term.first_year >= year]
        return _term_point(match, known[0]) if known else None
    known = [term for term in terms if term.first_year <= year <= term.last_year]
    return _term_point(match, known[-1]) if known else None


def _start_of_term(match: re.Match[str], context: Context) -> Point | None:
    year = context.year
    known = [term for term in context.terms if year is not None and term.first_year <= year <= term.last_year]
    if not known:
        return None
    return replace(_term_point(match, known[-1]), to_date=False, is_now=False, stands_alone=False)


def _tet(match: re.Match[str], context: Context) -> Point | None:
    """The time about the lunar new year: the month before it and half a month after."""
    from congtin.vietnamese.lunar import new_year, season

    year = int(match["y"])
    if not 1900 <= year <= 2199:
        return None
    first, last = season(new_year(year))
    return Point(match.end(), first, last, PeriodKind.RANGE)


_TWO_YEARS = r"(?P<y>[12][0-9]{3})\s?(?:-|–|—|/|đến|tới|đến năm)\s?(?P<y2>[12][0-9]{3})(?![0-9]|[.,/][0-9])"
_COUNT_WORDS = "|".join(_COUNTS)
_DIGITS = tuple("0123456789")
_DAYS = ("ngày", *_DIGITS)
_TERMS = ("nhiệm kỳ", "khóa", "khoá")
_FORMS: tuple[tuple[str, _Builder, bool, str | tuple[str, ...]], ...] = (  # the last: with what such a text begins
    (rf"năm học\s+{_TWO_YEARS}", _school_year, False, "năm"),
    (rf"(?P<term>nhiệm kỳ|khóa|khoá)\s+(?:[ivxl]+,?\s+)?(?:\()?{_TWO_YEARS}\)?", _years, False, _TERMS),
    (r"(?:nhiệm kỳ|khóa|khoá)\s+(?:lần\s+)?(?:thứ\s+)?(?P<name>[ivxl]+|[0-9]{1,2})(?!\w)", _named_term, False, _TERMS),
    (
        r"nhiệm kỳ\s+(?P<which>này|qua|vừa qua|trước|mới|tới|sau|tiếp theo|hiện nay)(?!\w)",
        _near_term,
        False,
        "nhiệm kỳ",
    ),
    (r"đầu nhiệm kỳ(?: này)?(?!\w)", _start_of_term, True, "đầu"),
    (
        r"(?P<term>\b\B)?(?:(?:giai đoạn|thời kỳ|(?:trong\s+)?[0-9]{1,2} năm(?:,?\s+từ)?(?:\s+năm)?|các năm"
        r"|(?<=từ )năm|những năm)\s+)"
        rf"(?:\(|, )?{_TWO_YEARS}\)?",
        _years,
        False,
        ("giai", "thời", "trong", "các", "năm", "những", *_DIGITS),
    ),
    (rf"(?P<term>\b\B)?(?:năm\s+)?{_TWO_YEARS}", _years, False, ("năm", *_DIGITS)),
    (
        rf"(?P<n>[0-9]{{1,2}}|{_COUNT_WORDS}) tháng(?: (?P<side>đầu|cuối))?(?:(?: của)? năm)?(?:\s?/?\s?{_Y}"
        rf"|(?<=năm)(?!\s?[0-9\w])|(?<=năm) nay|(?<=năm)(?= ))",
        _some_months,
        False,
        (*_COUNTS, *_DIGITS),
    ),
    (rf"nửa (?P<side>đầu|cuối|sau) năm(?: {_Y})?(?: nay)?", _half, False, "nửa"),
    (rf"quý\s+(?P<q>iv|i{{1,3}}|[1-4]|một|hai|ba|bốn|tư)(?!\w)(?:{_OF_YEAR})?", _quarter, False, "quý"),
    (rf"(?:ngày\s+)?(?P<d>[0-9]{{1,2}})\s?(?P<sep>[/.-])\s?(?P<m>[0-9]{{1,2}})\s?(?P=sep)\s?{_Y}", _day, False, _DAYS),
    (rf"(?:ngày\s+)?(?P<d>[0-9]{{1,2}})\s+tháng\s+(?P<m>[0-9]{{1,2}})(?:,?\s+năm\s+{_Y})?", _day, False, _DAYS),
    (
        rf"tháng\s+(?P<m>[0-9]{{1,2}})(?![0-9])(?:(?:\s?/\s?|,?\s+năm\s+|,?\s+(?:của\s+)?|-|\.){_Y})?",
        _month,
        False,
        "tháng",
    ),
    (rf"(?:năm|nay)\s+{_Y}", _year, False, ("năm", "nay")),
    (r"năm (?P<which>nay|này|ngoái|trước|qua|vừa qua|sau|tới)(?!\w)", _named_year, False, "năm"),
    (rf"đầu năm(?:\s+{_Y})?(?: nay)?", _start_of_year, True, "đầu"),
    (rf"cuối năm(?:\s+{_Y})?", _end_of_year, True, "cuối"),
    (rf"(?:dịp )?tết (?:[^\W\d_]+ ){{0,5}}{_Y}", _tet, False, ("dịp", "tết")),
    (rf"(?P<m>[0-9]{{1,2}})\s?[/.]\s?{_Y}", _month, True, _DIGITS),
    (r"(?:ngày\s+)?(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})(?P<y>\b\B)?(?![0-9]|/[0-9])", _day, True, _DAYS),
    (_Y, _year, True, _DIGITS),
    (r"(?:hiện )?nay(?!\w)|hiện tại(?!\w)|thời điểm (?:này|hiện tại)(?!\w)", _now, True, ("hiện", "nay", "thời")),
)
_POINTS = tuple((Pattern(form), build, needs_bare, begins) for form, build, needs_bare, begins in _FORMS)
