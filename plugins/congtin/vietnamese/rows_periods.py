"""Periods in report phrases: of the figures, of the plan ("kế hoạch năm"), of what a change is against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from congtin.organisation import Term
from congtin.period import Period, PeriodKind
from congtin.text import squeeze
from congtin.values import replace
from congtin.vietnamese.cues import Sign, Token
from congtin.vietnamese.patterns import Pattern

_YEAR = Pattern(r"\b(?:(?:cả|toàn) )?năm(?: nay)?\b(?! (?:trước|ngoái|học|\d))", re.IGNORECASE)
_TERM = Pattern(r"\bnhiệm kỳ\b(?! (?:trước|mới))", re.IGNORECASE)
_DIGITS = Pattern(r"\b(?:19|20)\d\d\b")


def own_period(tokens: Iterable[Token], default: Period | None) -> Period | None:
    """The period that tokens name; "hằng năm" is each year of it, or of the default."""
    tokens = tuple(tokens)
    named = next((token.period for token in tokens if token.period is not None), None)
    if any(token.sign is Sign.YEARLY for token in tokens) or (named is not None and named.each_year):
        base = named if named is not None and not named.each_year else default
        if base is None:
            return named or Period(None, None, PeriodKind.RANGE, "hằng năm", each_year=True)
        return replace(base, each_year=True)
    return named


def plan_period(
    phrase: str, basis: tuple[Token, ...], default: Period | None, as_of: date | None, terms: tuple[Term, ...]
) -> Period | None:
    """The period that a plan is for, where its name says so: "kế hoạch năm", "chỉ tiêu nhiệm kỳ"."""
    named = next((token.period for token in basis if token.period is not None), None)
    if named is not None or not basis:
        return named
    text = phrase[basis[0].start : basis[-1].end]
    day = (default.last if default is not None else None) or as_of
    if _YEAR.search(text) and day is not None:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31), PeriodKind.YEAR, f"năm {day.year}")
    if _TERM.search(text):
        if default is not None and default.kind is PeriodKind.TERM:
            return default
        term = next((term for term in terms if day is not None and term.first_year <= day.year <= term.last_year), None)
        if term is not None:
            first, last = term.first_year, term.last_year
            return Period(date(first, 1, 1), date(last, 12, 31), PeriodKind.TERM, f"nhiệm kỳ {first}-{last}")
    return None


def base_period(phrase: str, base: tuple[Token, ...], default: Period | None) -> Period:
    """The period that a change is against; with unknown ends where the phrase does not tell."""
    named = next((token.period for token in base if token.period is not None), None)
    text = squeeze(phrase[base[0].start : base[-1].end]) if base else ""
    text = re.sub(r"^so(?: với)? ", "", text, flags=re.IGNORECASE)
    same_season = "cùng kỳ" in text.casefold()
    if named is not None and not same_season:
        return named
    if default is not None and default.first is not None and default.last is not None:
        year = _DIGITS.search(text)
        if year:
            return _shifted(default, int(year[0]) - default.last.year, text)
        if same_season or re.match(r"năm (?:trước|ngoái)", text, re.IGNORECASE):
            return _shifted(default, -1, text)
    return Period(None, None, PeriodKind.RANGE, text or "kỳ trước")


def _shifted(period: Period, years: int, label: str) -> Period:
    assert period.first is not None and period.last is not None
    return replace(period, first=_moved(period.first, years), last=_moved(period.last, years), label=label)


def _moved(day: date, years: int) -> date:
    year = min(max(day.year + years, date.min.year + 1), date.max.year)
    if day.month == 2 and (day + timedelta(days=1)).month == 3:
        return date(year, 3, 1) - timedelta(days=1)  # the end of February stays its end
    return day.replace(year=year)
