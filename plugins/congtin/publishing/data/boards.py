"""Boards: tables of results, every figure with a link to the sentence that tells it, ready to print."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from congtin.catalogue import Catalogue
from congtin.observation import Aspect
from congtin.posting import Posting, Standing
from congtin.publishing.cards import Link, organisation_link
from congtin.publishing.data.results import Result
from congtin.publishing.dates import day_text, period_text
from congtin.publishing.figures import change_text
from congtin.publishing.headings import HEADINGS
from congtin.publishing.tables import Column
from congtin.quantity import Kind
from congtin.values import dataclass, replace

UNREPORTED = "chưa báo cáo"  # an article says so
NOTES = {Standing.PROVISIONAL: "sơ bộ", Standing.ESTIMATED: "ước", Standing.REVISED: "đã điều chỉnh"}
_TELLING = (Kind.MONEY, Kind.PERCENT)  # whose texts tell their measures
SHOWN = ("target", "actual", "percent", "previous", "change")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell: the figure as printed, where it is told, what to know about it ("sơ bộ", "ước").

    ``tone`` is "missing" for words that stand where a figure would.
    """

    text: str
    url: str = ""
    note: str = ""
    tone: str = ""
    more: tuple[Figure, ...] = ()  # of the same body and period in another unit


@dataclass(frozen=True, slots=True)
class Source:
    """An article that told the figures of a row."""

    title: str
    url: str
    day_text: str
    day_iso: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its first cells (body, indicator, period …), its figures, as of when, who told it."""

    heads: tuple[Link, ...]
    cells: tuple[tuple[Column, Figure], ...]
    as_of: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """A captioned table; ``heads`` are the headings before the columns. ``anchor`` is unique on its page."""

    anchor: str
    caption: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sourced: bool = False
    notes: tuple[str, ...] = ()


def figure(item: Posting | None, measure: str = "", noun: str = "") -> Figure:
    """A posting as printed; ``measure`` is what the heading says already, ``noun`` what is counted if nothing else."""
    if item is None:
        return Figure("")
    if item.standing == Standing.MISSING:
        return Figure(UNREPORTED, item.address, tone="missing")
    return Figure(said(item, measure, noun), item.address, NOTES.get(Standing(item.standing), ""))


def said(item: Posting, measure: str = "", noun: str = "") -> str:
    """The figure with its modifier, and its measure unless that is ``measure``."""
    text, counted = item.text, item.measure or noun
    if item.aspect == Aspect.CHANGE:
        return change_text(item, item.widened(text))
    if item.aspect == Aspect.PERCENT and item.label.startswith("vượt"):
        return f"vượt {item.widened(text)}"
    if item.kind in _TELLING or counted in ("", "%", measure):
        return item.widened(text)
    return item.widened(f"{text} {counted}")


def board(
    anchor: str,
    caption: str,
    heads: Mapping[str, Sequence[Link]],
    found: Sequence[Result],
    measure: str = "",
    nouns: Sequence[str] = (),
) -> Board:
    """The board of results; ``heads`` maps headings to the first cells of the rows, ``measure`` goes without saying,
    ``nouns`` are what the rows count where they do not say it.
    """
    held = [aspect for aspect in SHOWN if any(aspect in item.figures for item in found)]
    columns = tuple(Column(aspect, HEADINGS[aspect]) for aspect in held)
    rows = []
    for at, item in enumerate(found):
        cells = tuple(
            (column, figure(item.figures.get(column.key), measure, nouns[at] if nouns else "")) for column in columns
        )
        names = tuple(links[at] for links in heads.values())
        rows.append(Row(names, cells, as_of_text(item), tuple(map(source, item.sources))))
    return Board(anchor, caption, tuple(heads), columns, tuple(rows), True)


def source(item: Posting) -> Source:
    """The article of a posting."""
    day = date.fromisoformat(item.origin.day)
    return Source(item.origin.title, item.address, day_text(day), item.origin.day)


def retitled(view: Any, titles: Mapping[str, str]) -> Any:
    """A view whose articles bear these titles, by their addresses."""
    if isinstance(view, Source):
        title = titles.get(view.url.partition("#")[0], view.title)
        return view if title == view.title else replace(view, title=title)
    if isinstance(view, tuple):
        items = tuple(retitled(item, titles) for item in view)
        return view if all(map(operator.is_, items, view)) else items
    if not hasattr(view, "__match_args__"):
        return view
    changed = {name: new for name in _parts(view.__class__)
               if (new := retitled(old := getattr(view, name), titles)) is not old}  # fmt: skip
    return replace(view, **changed) if changed else view


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    """The fields of a view that may hold articles."""
    return tuple(name for name in kind.__match_args__ if kind.__annotations__[name] not in ("str", "int"))


def as_of_text(item: Result) -> str:
    """The day that the figures stand for; of a plan alone there is none."""
    lead = item.lead
    if lead.aspect == Aspect.TARGET or not lead.as_of:
        return ""
    return day_text(date.fromisoformat(lead.as_of))


def period_name(item: Posting) -> str:
    """The period as printed."""
    return period_text(item.days)


def body_link(name: str, catalogue: Catalogue, address: str = "") -> Link:
    """A body, linked to its page, or to its data where ``address`` is "so-lieu/"."""
    found = organisation_link(name, catalogue) or Link("Chưa rõ đơn vị", "")
    return replace(found, url=f"{found.url}{address}") if found.url and address else found


def newest_first(found: Iterable[Result]) -> list[Result]:
    """Results by their periods, the latest first; of one period the later day first."""
    return sorted(found, key=lambda item: (item.lead.last, item.lead.first, item.lead.as_of), reverse=True)


def in_order(names: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Bodies in their official order, that of the catalogue; those it lacks after them, by name."""
    rank = ranks(catalogue)
    return sorted(names, key=lambda name: (rank.get(name, len(rank)), name))


def ranks(catalogue: Catalogue) -> dict[str, int]:
    """The place of each body in the official order: its parent first, then as the catalogue lists them."""
    below: dict[str | None, list[str]] = {}
    for body in catalogue.organisations:
        known = catalogue.organisation(body.parent) if body.parent else None
        below.setdefault(known.id if known else None, []).append(body.id)
    order: dict[str, int] = {}
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        name = waiting.pop()
        if name not in order:
            order[name] = len(order)
            waiting += reversed(below.get(name, []))
    for body in catalogue.organisations:  # a ring of parents is a finding elsewhere; its bodies come last
        order.setdefault(body.id, len(order))
    return order
