"""Long lists of articles as pages show them: parted into pages, gathered by year and month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from congtin.publishing.cards import Card, Link
from congtin.values import dataclass

PER_PAGE = 20  # cards with summaries
Item = TypeVar("Item")
Dated = TypeVar("Dated", bound="Addressed")
LINES_PER_PAGE = 120  # headlines
ON_A_YEAR = 12  # headlines of each month on the page of its year
ON_THE_ARCHIVE = 60  # headlines on the first page of the archive
AROUND = 2  # neighbours that a list of pages names on either side


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a list of pages one is; in ``links``, "…" without an address stands for numbers left out."""

    number: int
    count: int
    links: tuple[Link, ...]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The articles of one calendar month; ``cards`` may be the newest of them alone, ``count`` is all."""

    title: str
    url: str
    count: int
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive with its months, newest first."""

    title: str
    url: str
    count: int
    months: tuple[Month, ...]


def in_pages(
    cards: Sequence[Item], address: str, size: int = PER_PAGE
) -> Iterator[tuple[str, Sequence[Item], Paging | None]]:
    """The address, items and paging of each page of a list: ``address``, then ``<address>trang/2/`` and so on.

    A list that fits on one page has no paging; an empty one is one empty page.
    """
    count = max(1, -(-len(cards) // size))
    addresses = ["", *(page_address(address, number) for number in range(1, count + 1)), ""]
    for number in range(1, count + 1):
        shown = cards[(number - 1) * size : number * size]
        links = tuple(_numbers(addresses, number, count))
        paging = Paging(number, count, links, addresses[number - 1], addresses[number + 1])
        yield addresses[number], shown, paging if count > 1 else None


def page_address(address: str, number: int) -> str:
    """The address of a page of a list; the first is the list's own."""
    return address if number == 1 else f"{address}trang/{number}/"


def _numbers(addresses: Sequence[str], here: int, count: int) -> Iterator[Link]:
    wanted = {1, count, *range(here - AROUND, here + AROUND + 1)}
    last = 0
    for number in sorted(wanted & set(range(1, count + 1))):
        if number - last > 1:
            yield Link("…", "")
        yield Link(str(number), addresses[number], current=number == here)
        last = number


class Addressed(Protocol):
    """What has an address."""

    @property
    def url(self) -> str:
        """The address from the root, which begins with year and month."""


def years(items: Sequence[Dated], cards: Callable[[Sequence[Dated]], Sequence[Card]]) -> tuple[Year, ...]:
    """All articles, newest first, by the year and month of their addresses; ``cards`` gives the cards of some."""
    found = []
    for year, own in groupby(items, key=lambda item: item.url[1:5]):
        months = tuple(_month(list(group), cards) for _, group in groupby(own, key=lambda item: item.url[1:8]))
        found.append(Year(f"Năm {int(year)}", f"/{year}/", sum(month.count for month in months), months))
    return tuple(found)


def _month(items: Sequence[Dated], cards: Callable[[Sequence[Dated]], Sequence[Card]]) -> Month:
    year, month = items[0].url[1:5], items[0].url[6:8]
    return Month(f"Tháng {int(month)}/{int(year)}", f"/{year}/{month}/", len(items), cards(items))


def shortened(months: Sequence[Month], each: int = ON_A_YEAR) -> tuple[Month, ...]:
    """The months with their newest headlines alone; their pages have the rest."""
    return tuple(Month(item.title, item.url, item.count, item.cards[:each]) for item in months)


def newest_months(found: Sequence[Year], most: int = ON_THE_ARCHIVE) -> tuple[Month, ...]:
    """The newest months, until that many headlines stand there."""
    chosen: list[Month] = []
    room = most
    for month in (month for year in found for month in year.months):
        if room <= 0:
            break
        chosen += shortened([month], room)
        room -= month.count
    return tuple(chosen)
