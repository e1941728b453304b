"""The comparison of bodies: one indicator, bodies in their official order down, periods across; never a ranking.

Three things stand where a figure does not: an article says "chưa báo cáo"; no article tells anything; the body did not
exist in that period. None of them is zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from congtin.catalogue import Catalogue
from congtin.observation import Aspect
from congtin.organisation import Organisation
from congtin.period import Period
from congtin.posting import Posting
from congtin.publishing.cards import Link
from congtin.publishing.data.boards import Figure, body_link, figure, in_order, period_name
from congtin.publishing.data.results import Result, Slot
from congtin.publishing.dates import day_text
from congtin.values import dataclass

PERIODS = 4  # across: what a page has room for; the rest is in the downloads and on the pages of the bodies
UNKNOWN, BEFORE, AFTER = "chưa có số liệu", "chưa thành lập", "đã kết thúc"


@dataclass(frozen=True, slots=True)
class Column:
    """A period."""

    key: str
    title: str
    period: Period


@dataclass(frozen=True, slots=True)
class Cell:
    """What a body says of a period: the result, and the plan with the percent reached where they are known."""

    column: Column
    figure: Figure
    plan: Figure | None = None
    percent: Figure | None = None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body; ``note`` says that it has ended and what it is today."""

    body: Link
    cells: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class BodyGroup:
    """Bodies below one parent, in their official order."""

    parent: Link | None
    rows: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The bodies that tell of an indicator, and those beside them that do not."""

    columns: tuple[Column, ...]
    groups: tuple[BodyGroup, ...]

    def cut(self, most: int) -> tuple[Comparison, int]:
        """The first so many bodies, and how many are left."""
        room, groups = most, []
        for group in self.groups:
            if room > 0:
                groups.append(BodyGroup(group.parent, group.rows[:room]))
            room -= len(group.rows)
        return Comparison(self.columns, tuple(groups)), max(-room, 0)


def periods_to_compare(held: Iterable[Result]) -> tuple[Column, ...]:
    """The periods that two bodies or more tell of, earliest first; none: nothing is to be compared."""
    told: dict[str, set[str]] = {}
    first: dict[str, Posting] = {}
    for item in held:
        lead = item.lead
        told.setdefault(lead.period, set()).add(lead.organisation)
        first.setdefault(lead.period, lead)
    shared = [first[code] for code, bodies in told.items() if len(bodies) > 1 and first[code].last]
    ordered = sorted(shared, key=lambda item: (item.last, item.first))
    return tuple(Column(item.period, period_name(item), item.days) for item in ordered)


def compare(
    held: Mapping[Slot, Result], columns: tuple[Column, ...], catalogue: Catalogue, measure: str = ""
) -> Comparison:
    """The comparison over these periods: who told of one of them, and who stands beside two or more that did."""
    wanted = {column.key for column in columns}
    by_body: dict[str, dict[str, list[Result]]] = {}
    for slot, item in held.items():
        if slot.period in wanted:
            by_body.setdefault(slot.organisation, {}).setdefault(slot.period, []).append(item)
    groups: dict[str, list[BodyRow]] = {}
    for name in in_order({*by_body, *_beside(by_body, columns, catalogue)}, catalogue):
        body = catalogue.organisation(name)
        cells = tuple(_cell(column, by_body.get(name, {}).get(column.key, ()), body, measure) for column in columns)
        link = body_link(name, catalogue, "so-lieu/" if name in by_body else "")
        groups.setdefault(body.parent or "" if body else "", []).append(BodyRow(link, cells, _note(body, catalogue)))
    gathered = ((body_link(parent, catalogue) if parent else None, rows) for parent, rows in groups.items())
    return Comparison(columns, tuple(BodyGroup(parent, tuple(rows)) for parent, rows in gathered))


def _beside(told: Iterable[str], columns: Sequence[Column], catalogue: Catalogue) -> Iterator[str]:
    """The bodies of the same level below the same parent, there in one of the periods, as two that told at least."""
    counts: dict[tuple[str, str], int] = {}
    for name in told:
        body = catalogue.organisation(name)
        if body and body.parent:
            counts[body.parent, body.level] = counts.get((body.parent, body.level), 0) + 1
    for body in catalogue.organisations:
        there = any(not _absence(body, column.period) for column in columns)
        if body.parent and counts.get((body.parent, body.level), 0) > 1 and there:
            yield body.id


def _cell(column: Column, found: Sequence[Result], body: Organisation | None, measure: str) -> Cell:
    if not found:
        return Cell(column, Figure(_absence(body, column.period) or UNKNOWN, tone="missing"))
    best, *others = sorted(found, key=lambda item: (Aspect.ACTUAL not in item.figures, item.lead.unit == "%"))
    actual, plan, percent = (best.get(aspect) for aspect in (Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT))
    more = tuple(figure(item.get(Aspect.ACTUAL), measure) for item in others if item.get(Aspect.ACTUAL))
    shown = figure(actual, measure) if actual else Figure("", tone="missing")
    shown = Figure(shown.text, shown.url, shown.note, shown.tone, more)
    return Cell(column, shown, figure(plan, measure) if plan else None, figure(percent) if percent else None)


def _absence(body: Organisation | None, period: Period) -> str:
    """Why a body could not report: it was not there yet, or no longer; empty when it was there for a day or more."""
    if body is None:
        return ""
    last, first = period.last or date.max, period.first or period.last or date.min
    if body.valid_from and body.valid_from > last:
        return BEFORE
    return AFTER if body.valid_to and body.valid_to < first else ""


def _note(body: Organisation | None, catalogue: Catalogue) -> str:
    if body is None or body.valid_to is None:
        return ""
    later = [known.name for name in body.successors if (known := catalogue.organisation(name))]
    now = f", nay là {', '.join(later)}" if later else ""
    return f"kết thúc {day_text(body.valid_to)}{now}"
