"""A federation that never was: what each of its bodies did in each month, the same whenever it is asked.

Figures of longer periods and of higher bodies are sums of these, so that no two articles about them disagree.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path

from congtin.catalogue import Catalogue
from congtin.organisation import Level, Organisation
from congtin.reading.catalogue import read_catalogue

SITE = Path(__file__).resolve().parents[1] / "sites" / "federation"
FIRST_YEAR, LAST_YEAR = 2021, 2025
_MONTHLY = {  # at least, and how many more at most, in a month of a district
    "ket-nap": (20, 60),
    "thoi-sinh-hoat": (2, 12),
    "cdcs-thanh-lap": (0, 3),
    "cdcs-giai-the": (0, 1),
    "gioi-thieu-dang": (3, 15),
    "tap-huan": (30, 150),
    "qua-tet": (40, 200),
    "kinh-phi-cham-lo": (20, 90),
    "mai-am": (1, 3),
    "doi-thoai": (1, 5),
    "kiem-tra": (2, 8),
    "giam-sat": (1, 4),
    "tu-van": (5, 30),
    "sang-kien": (4, 25),
    "hien-mau": (10, 80),
}
_STOCKS = {"doan-vien": (5200, "ket-nap", "thoi-sinh-hoat"), "cdcs": (130, "cdcs-thanh-lap", "cdcs-giai-the")}
_SHARES = {"cdcs-hoan-thanh-tot": (88, 9), "thoa-uoc": (70, 15), "hoi-nghi-nld": (90, 8)}


@cache
def catalogue() -> Catalogue:
    """The catalogue of the site."""
    return read_catalogue(SITE, SITE / "content")


def chance(most: int, *of: object) -> int:
    """A number from 0 to ``most`` that these things always give."""
    return int.from_bytes(blake2b(repr(of).encode(), digest_size=8).digest()) % (most + 1)


def body(name: str) -> Organisation:
    """A body of the catalogue."""
    found = catalogue().organisation(name)
    assert found is not None
    return found


def counts(organisation: Organisation) -> bool:
    """Whether it reports months of its own; the provinces add up what is below them."""
    return organisation.level is not Level.PROVINCE


@cache
def monthly(indicator: str, name: str, year: int, month: int) -> int:
    """A flow of a body in a month; before it was, that of the bodies whose series it goes on with, else 0."""
    organisation = body(name)
    if not _there(name, year, month):
        return sum(monthly(indicator, former, year, month) for former in organisation.splices)
    if not counts(organisation):
        below = (item.id for item in catalogue().children(name) if _there(item.id, year, month))
        return sum(monthly(indicator, item, year, month) for item in below)
    least, more = _MONTHLY[indicator]
    return least + chance(more, indicator, name, year, month)


def flow(indicator: str, name: str, year: int, first: int, last: int) -> int:
    """A flow of a body from one month of a year to another."""
    return sum(monthly(indicator, name, year, month) for month in range(first, last + 1))


@cache
def stock(indicator: str, name: str, year: int, month: int) -> int:
    """A stock of a body at the end of a month."""
    organisation, (opening, came, went) = body(name), _STOCKS[indicator]
    if not counts(organisation):
        below = (item.id for item in catalogue().children(name) if _there(item.id, year, month))
        return sum(stock(indicator, item, year, month) for item in below)
    if year < FIRST_YEAR:
        return opening + chance(opening // 2, indicator, name)
    before = (year, month - 1) if month > 1 else (year - 1, 12)
    former = (name,) if _there(name, *before) else organisation.predecessors
    opened = sum(stock(indicator, item, *before) for item in former)
    return opened + monthly(came, name, year, month) - monthly(went, name, year, month)


def _there(name: str, year: int, month: int) -> bool:
    return body(name).active_on(end_of(year, month))


def end_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def plan(indicator: str, name: str, year: int) -> int:
    """The plan of a body for a year: near what came of it."""
    result = flow(indicator, name, year, 1, 12)
    return max(1, round(result * (88 + chance(22, "plan", indicator, name, year)) / 100))


def share(indicator: str, name: str, year: int) -> int:
    """A share in percent."""
    least, more = _SHARES[indicator]
    return least + chance(more, indicator, name, year)


def term_target(indicator: str, name: str) -> int:
    """What a congress resolved for a term of five years: a round number."""
    return max(10, round(plan(indicator, name, 2023) * 5, -1))
