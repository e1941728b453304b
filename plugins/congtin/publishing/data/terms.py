"""The page of a term: what the congress set itself, and what has been told of it so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from congtin.catalogue import Catalogue
from congtin.observation import Aspect
from congtin.posting import Posting, Standing
from congtin.publishing.cards import Link
from congtin.publishing.data.boards import (
    Board,
    Figure,
    Row,
    as_of_text,
    body_link,
    figure,
    newest_first,
    period_name,
    said,
    source,
)
from congtin.publishing.data.pages import INDICATOR, indicator_url
from congtin.publishing.data.results import Result, results, settled
from congtin.publishing.headings import HEADINGS
from congtin.publishing.tables import Column
from congtin.values import dataclass

TARGET, ACHIEVED, PERCENT = (
    Column("target", "Chỉ tiêu nhiệm kỳ"),
    Column("actual", "Đã đạt"),
    Column("percent", HEADINGS["percent"]),
)
SO_FAR = Column("period", "Kỳ của kết quả")


@dataclass(frozen=True, slots=True)
class TermPage:
    """A term of a body; ``goals`` have a target, ``others`` a result of the whole term alone."""

    name: str
    body: Link
    goals: Board | None
    others: Board | None


def term_page(body: str, first: str, last: str, postings: Sequence[Posting], catalogue: Catalogue) -> TermPage:
    """The term of a body; ``first`` and ``last`` are its years, ``postings`` all figures of the body."""
    held = list(settled(results(item for item in postings if _within(item, first, last))).values())
    whole = [item for item in held if item.lead.period_kind == "term" and item.lead.first[:4] == first]
    whole = [item for item in whole if item.lead.last[:4] == last]
    goals = [item for item in whole if Aspect.TARGET in item.figures]
    others = [item for item in whole if Aspect.TARGET not in item.figures]
    goals, others = _ordered(goals, catalogue), _ordered(others, catalogue)
    name = next((period_name(item.lead) for item in whole if not item.lead.each_year), f"nhiệm kỳ {first}-{last}")
    return TermPage(
        name,
        body_link(body, catalogue),
        _board("chi-tieu", f"Chỉ tiêu {name}", goals, held) if goals else None,
        _board("ket-qua", f"Kết quả {name}", others, held) if others else None,
    )


def _within(item: Posting, first: str, last: str) -> bool:
    """Whether a figure is of the term or of a time in it."""
    return bool(item.last) and (item.first or item.last)[:4] >= first and item.last[:4] <= last


def _ordered(found: Iterable[Result], catalogue: Catalogue) -> list[Result]:
    rank = {indicator.id: at for at, indicator in enumerate(catalogue.indicators)}
    return sorted(found, key=lambda item: rank.get(item.lead.indicator, len(rank)))


def _board(anchor: str, caption: str, shown: Sequence[Result], held: Sequence[Result]) -> Board:
    latest = [(item.get(Aspect.ACTUAL) and item) or _so_far(item, held) for item in shown]
    planned = any(Aspect.TARGET in item.figures for item in shown)
    columns = tuple(
        column
        for column, held_ in (
            (TARGET, planned),
            (ACHIEVED, any(latest)),
            (SO_FAR, planned and any(latest)),
            (PERCENT, any(item and Aspect.PERCENT in item.figures for item in latest)),
        )
        if held_
    )
    rows = tuple(_row(item, so_far, columns) for item, so_far in zip(shown, latest, strict=True))
    return Board(anchor, caption, (INDICATOR,), columns, rows, True)


def _so_far(goal: Result, held: Sequence[Result]) -> Result | None:
    """The latest result told within the term, of the same unit; nothing is added up."""
    told = (
        item
        for item in held
        if item.lead.aspect == Aspect.ACTUAL
        and item.lead.standing != Standing.MISSING
        and (item.lead.indicator or item.lead.name, item.lead.unit) == (goal.slot.indicator, goal.slot.unit)
    )
    return next(iter(newest_first(told)), None)


def _row(item: Result, so_far: Result | None, columns: Sequence[Column]) -> Row:
    lead = item.lead
    link = Link(lead.name, indicator_url(lead.indicator) if lead.indicator else "")
    target = item.get(Aspect.TARGET)
    actual, percent = (so_far.get(Aspect.ACTUAL), so_far.get(Aspect.PERCENT)) if so_far else (None, None)
    each_year = "hằng năm" if target and target.each_year else ""
    cells = {
        TARGET: Figure(said(target), target.address, each_year) if target else Figure(""),
        ACHIEVED: figure(actual),
        SO_FAR: Figure(period_name(actual) if actual else "chưa có số liệu", tone="" if actual else "missing"),
        PERCENT: figure(percent),
    }
    told = {entry.origin.path: entry for entry in (*item.sources, *(so_far.sources if so_far else ()))}
    return Row(
        (link,),
        tuple((column, cells[column]) for column in columns),
        as_of_text(so_far) if so_far else "",
        tuple(map(source, told.values())),
    )
