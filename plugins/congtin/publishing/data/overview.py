"""The page "Số liệu công đoàn": what was told last, what changed, and every indicator of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from congtin.catalogue import Catalogue
from congtin.posting import Posting
from congtin.publishing.cards import Link
from congtin.publishing.data.boards import Board, board, body_link, period_name
from congtin.publishing.data.pages import BODY, INDICATOR, PERIOD, indicator_url
from congtin.publishing.data.results import Result, results
from congtin.publishing.dates import day_text
from congtin.values import dataclass

NEWEST, CHANGED = 12, 12


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in the list of all; ``latest`` is the day of the newest article that tells of it."""

    link: Link
    measure: str
    latest: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The page as it is printed; ``waiting`` are the indicators that nobody told of yet."""

    newest: Board | None
    changed: Board | None
    lines: tuple[Line, ...]
    waiting: tuple[Link, ...]


def overview(
    newest: Sequence[Posting], replaced: Sequence[Posting], latest: Mapping[str, date], catalogue: Catalogue
) -> Overview:
    """``newest`` and ``replaced`` are figures, newest article first; ``latest`` the days of the newest articles."""
    links = [(item, Link(item.label, indicator_url(item.id))) for item in catalogue.indicators]
    return Overview(
        _board("moi-nhat", "Số liệu mới công bố", results(newest)[:NEWEST], catalogue),
        _board("thay-doi", "Số liệu đã được điều chỉnh", results(replaced)[:CHANGED], catalogue),
        tuple(Line(link, item.measure, day_text(latest[item.id])) for item, link in links if item.id in latest),
        tuple(link for item, link in links if item.id not in latest),
    )


def _board(anchor: str, caption: str, found: Sequence[Result], catalogue: Catalogue) -> Board | None:
    if not found:
        return None
    heads = {
        INDICATOR: [Link(item.lead.name, indicator_url(item.lead.indicator)) for item in found],
        BODY: [body_link(item.lead.organisation, catalogue, "so-lieu/") for item in found],
        PERIOD: [Link(period_name(item.lead), "") for item in found],
    }
    if not all(item.lead.stands for item in found):
        heads["Thay bằng"] = [Link("số điều chỉnh", item.lead.by) if item.lead.by else Link("", "") for item in found]
    measures = {item.id: item.measure for item in catalogue.indicators}
    return board(anchor, caption, heads, found, nouns=[measures.get(item.lead.indicator, "") for item in found])
