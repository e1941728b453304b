"""Postings: observations as the ledger holds them, small, plain and apart from their articles.

Every field of a posting and of its origin is text, a whole number, a truth value or a list of texts, so that a cache
keeps them as JSON: ``Posting(origin, *row)`` undoes ``posting[1:]``. What they mean is told by the properties.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from congtin.observation import Aspect
from congtin.period import Period, PeriodKind
from congtin.quantity import SAID, Interval, Kind, Modifier, Quantity
from congtin.text import Place

Line = tuple[str, str]  # an indicator of an organisation
_FORMS = {str(modifier or ""): form for modifier, form in SAID.items()}


class Standing(StrEnum):
    """How far a figure may be relied on: SDMX's observation statuses (CL_OBS_STATUS), in words."""

    NORMAL = "normal"
    PROVISIONAL = "provisional"  # its period still ran on the day of the figures
    ESTIMATED = "estimated"  # "ước", "dự kiến"
    REVISED = "revised"  # it takes the place of an earlier one
    BREAK = "break"  # the first of a body that came of others: not to be compared with what was before
    MISSING = "missing"  # "chưa báo cáo", which is not zero


class Origin(NamedTuple):
    """The article of a posting: file, id, address, title, day of publication (ISO)."""

    path: str
    id: str = ""
    slug: str = ""
    url: str = ""
    title: str = ""
    day: str = ""
    line: int = 1  # of the key ``supersedes``
    supersedes: tuple[str, ...] = ()  # ids, slugs or paths of articles whose figures it corrects

    @property
    def names(self) -> tuple[str, str, str]:
        """What another article may call it."""
        return (self.id, self.slug, self.path)


class Key(NamedTuple):
    """What two postings of the same thing share.

    ``indicator`` is an id of the catalogue; ``organisation`` an id, or the printed name of a body it lacks; ``period``
    a code as of :func:`period_code`; ``part`` the folded label of a part; ``unit`` a currency, "%", or the sort of
    thing that is counted; ``as_of`` the day of the figures where their period had not ended then, since they grow.
    """

    indicator: str
    organisation: str
    period: str
    aspect: str
    part: str = ""
    unit: str = ""
    as_of: str = ""


class Posting(NamedTuple):
    """One figure of one article. Its number in the article is ``row`` and ``number``, both from 1.

    ``anchor`` is where it stands on the article's page: a sentence of the body (``t3``), else its cell (``s2-1``).
    ``indicator`` is the catalogue's id, empty for what is local to the article, which only ``name`` tells. Days are
    ISO dates, empty where unknown. ``value``, ``step`` and ``bounds`` are decimal numbers in base measures (dong,
    percent points); a posting whose ``standing`` is missing has no value. ``until`` and ``by`` are set where a later
    figure took its place: since when, and at what address that stands. ``form`` is how its modifier is printed, where
    that is not the usual word: "dưới {}".
    """

    origin: Origin
    row: int
    number: int
    anchor: str
    line: int
    column: int
    end_line: int
    end_column: int
    indicator: str
    name: str
    organisation: str
    period: str
    period_kind: str
    first: str
    last: str
    each_year: bool
    period_label: str
    as_of: str
    aspect: str
    part: str
    label: str
    flow: str
    kind: str
    value: str
    text: str
    step: str
    modifier: str
    measure: str
    bounds: tuple[str, ...]
    unit: str
    standing: str = Standing.NORMAL
    basis: str = ""
    verdict: str = ""
    supersedes: tuple[str, ...] = ()
    until: str = ""
    by: str = ""
    form: str = ""

    @property
    def ref(self) -> tuple[str, int, int, str]:
        """What tells it from every other posting."""
        return (self.origin.path, self.row, self.number, self.until)

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        as_of = self.as_of if self.running else ""
        return Key(self.indicator, self.organisation, self.period, self.aspect, self.part, self.unit, as_of)

    @property
    def subject(self) -> Line:
        """The line of the ledger in which it stands: what is counted, and whose."""
        return (self.indicator, self.organisation)

    @property
    def stands(self) -> bool:
        """Whether no later figure took its place."""
        return not self.until

    @property
    def running(self) -> bool:
        """Whether it is a result of a period that had not ended on the day of the figures."""
        return self.aspect != Aspect.TARGET and not self.each_year and runs(self.as_of, self.last, self.period_kind)

    @property
    def address(self) -> str:
        """Where it is printed, from the site's root."""
        return f"{self.origin.url}#{self.anchor}"

    @property
    def place(self) -> Place:
        """Where it is declared."""
        return Place(self.origin.path, self.line, self.column, self.end_line, self.end_column)

    @property
    def days(self) -> Period:
        """Its period as it is printed."""
        return _days(self.first, self.last, self.period_kind, self.period_label, self.each_year)

    def widened(self, text: str) -> str:
        """A text of its number with the words for its modifier, as its article printed them."""
        return (self.form or _FORMS[self.modifier]).format(text)

    @property
    def quantity(self) -> Quantity:
        """The printed number; of a missing one there is none, and the value is 0."""
        return Quantity(
            self.text,
            Kind(self.kind),
            Decimal(self.value or 0),
            Decimal(self.step),
            Modifier(self.modifier) if self.modifier else None,
            self.measure,
            tuple(map(Decimal, self.bounds)),
        )

    @property
    def interval(self) -> Interval:
        """The numbers that it may stand for."""
        return self.quantity.interval


def runs(as_of: str, last: str, kind: str) -> bool:
    """Whether a period that ends on ``last`` still ran; a term ends with its congress, some day of its last year."""
    return as_of[:4] < last[:4] if kind == PeriodKind.TERM else as_of < last


@lru_cache(4096)  # the same few come again and again
def _days(first: str, last: str, kind: str, label: str, each_year: bool) -> Period:
    return Period(_day(first), _day(last), PeriodKind(kind), label, each_year)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def period_code(first: dt.date | None, last: dt.date | None, kind: PeriodKind, each_year: bool = False) -> str:
    """A short code that any two ways to name the same days share, as SDMX writes time periods.

    ``2020``, ``2020-S1`` (half), ``2020-Q3``, ``2020-05``, ``2020-05-19``, ``2018/2023`` (term; its days are nobody's
    certain knowledge), ``2020-01-01/2020-10-31``, ``../2020-10-31`` (as of), ``2020/..``; "hằng năm" ends in ``*``.
    """
    star = "*" if each_year else ""
    if first is None and last is None:
        return f"..{star}"
    if first is None:
        return f"../{last}{star}"
    if last is None:
        return f"{first}/..{star}"
    if kind is PeriodKind.TERM:
        return f"{first.year:04d}/{last.year:04d}{star}"
    return (_whole(first, last) or f"{first}/{last}") + star


_WHOLE = {12: "", 6: "-S{}", 3: "-Q{}"}  # how many months: how SDMX counts such stretches


def _whole(first: dt.date, last: dt.date) -> str:
    """The code of a day, or of a whole month, quarter, half or year; empty for any other stretch."""
    if first == last:
        return first.isoformat()
    if first.day != 1 or (last + dt.timedelta(1)).day != 1 or first.year != last.year:
        return ""
    months = last.month - first.month + 1
    if months == 1:
        return f"{first:%Y-%m}"
    if months not in _WHOLE or (first.month - 1) % months:
        return ""
    return f"{first.year:04d}{_WHOLE[months].format((first.month - 1) // months + 1)}"
