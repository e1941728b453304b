"""The pages of data: of an indicator, of a body, of a term, and the page of what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator, IndicatorKind
from congtin.observation import Aspect
from congtin.period import PeriodKind
from congtin.publishing.cards import Link, organisation_url
from congtin.publishing.data import series
from congtin.publishing.data.boards import Board, board, body_link, in_order, newest_first, period_name
from congtin.publishing.data.comparison import PERIODS, Comparison, compare, periods_to_compare
from congtin.publishing.data.results import Gathered, Result, Slot
from congtin.publishing.dates import day_text
from congtin.values import dataclass, replace

NAMED, COMPARED = 12, 200  # bodies: named at the top, in the comparison
NEWEST = 40  # rows of a table; pages of bodies and downloads have the rest
OF_AN_INDICATOR = 6  # periods of an indicator on the page of a body
KINDS = {
    IndicatorKind.FLOW: "Số phát sinh trong kỳ, cộng được theo thời gian",
    IndicatorKind.STOCK: "Số có đến một ngày, không cộng theo thời gian",
    IndicatorKind.SHARE: "Tỷ lệ, không cộng được",
}
BODY, PERIOD, INDICATOR = "Đơn vị", "Kỳ", "Chỉ tiêu"


def indicator_url(identity: str) -> str:
    """The address of an indicator: ``/so-lieu/<id>/``."""
    return f"/so-lieu/{identity}/"


def data_url(organisation: str) -> str:
    """The address of all figures of a body: ``/don-vi/<id>/so-lieu/``."""
    return f"{organisation_url(organisation)}so-lieu/"


def term_url(organisation: str, first: str, last: str) -> str:
    """The address of a term of a body: ``/don-vi/<id>/nhiem-ky-2018-2023/``."""
    return f"{organisation_url(organisation)}nhiem-ky-{first[:4]}-{last[:4]}/"


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator: what it is, who tells of it, the comparison of bodies, what was told last."""

    name: str
    definition: str
    measure: str
    kind: str
    bodies: tuple[Link, ...] = ()
    bodies_more: int = 0
    newest: str = ""
    comparison: Comparison | None = None
    bodies_left: int = 0  # that the comparison has no room for
    periods_left: int = 0
    charts: tuple[series.Drawing, ...] = ()
    board: Board | None = None
    more: int = 0  # results that the board has no room for
    replaced: Board | None = None


def indicator_page(indicator: Indicator, told: Gathered, catalogue: Catalogue) -> IndicatorPage:
    """The page of an indicator, of all its figures, those that were replaced too."""
    held = told.held
    measure = indicator.measure
    ordered = newest_first(held.values())
    shown = ordered[:NEWEST]
    heads = {
        BODY: [body_link(item.lead.organisation, catalogue, "so-lieu/") for item in shown],
        PERIOD: [_period(item, catalogue) for item in shown],
    }
    shared = periods_to_compare(held.values())
    columns = shared[-PERIODS:]
    compared, left = compare(held, columns, catalogue, measure).cut(COMPARED) if columns else (None, 0)
    names = in_order({slot.organisation for slot in held}, catalogue)
    return IndicatorPage(
        name=indicator.label,
        definition=indicator.definition,
        measure=measure,
        kind=KINDS[indicator.kind] if indicator.kind else "",
        bodies=tuple(body_link(name, catalogue, "so-lieu/") for name in names[:NAMED]),
        bodies_more=max(len(names) - NAMED, 0),
        newest=_day(told.newest),
        comparison=compared,
        bodies_left=left,
        periods_left=len(shared) - len(columns),
        charts=charts(indicator, held, names, catalogue),
        board=board("theo-ky", "Số liệu theo kỳ, kỳ mới trước", heads, shown, measure) if shown else None,
        more=len(ordered) - len(shown),
        replaced=_replaced(told.gone, catalogue, measure),
    )


def charts(
    indicator: Indicator, held: Mapping[Slot, Result], names: Sequence[str], catalogue: Catalogue
) -> tuple[series.Drawing, ...]:
    """Results beside plans in the latest period that shows them; then the series over time."""
    unit = series.main_unit(held.values())
    bodies: dict[str, list[Result]] = {name: [] for name in names}
    periods: dict[str, list[Result]] = {}
    for slot, item in held.items():
        if slot.unit == unit:
            bodies[slot.organisation].append(item)
    for item in (item for items in bodies.values() for item in items):
        periods.setdefault(item.lead.period, []).append(item)
    drawn: tuple[series.Drawing, ...] = ()
    best = next(filter(_comparable, sorted(periods.values(), key=_worth, reverse=True)), None)
    if best:
        title = f"{indicator.label}, {period_name(best[0].lead)} ({indicator.measure or unit})"
        labels = [body_link(item.lead.organisation, catalogue).title for item in best]
        drawn = series.by_period("bieu-do-ky", title, best, labels, indicator.measure)
    title = f"{indicator.label} theo thời gian ({indicator.measure or unit})"
    named = {body_link(name, catalogue).title: items for name, items in bodies.items()}
    return *drawn, *series.over_time("bieu-do-nam", title, named, indicator.measure)


def _worth(found: Sequence[Result]) -> tuple[bool, str, int]:
    """Which period is to be drawn: one that several bodies tell of, the latest."""
    return len(found) > 1, found[0].lead.last, len(found)


def _comparable(found: Sequence[Result]) -> bool:
    told = [item for item in found if Aspect.ACTUAL in item.figures]
    return len(told) > 1 or any(Aspect.TARGET in item.figures for item in told)


def _period(item: Result, catalogue: Catalogue) -> Link:
    """The period of a result; a body's term leads to its page."""
    lead = item.lead
    known = catalogue.organisation(lead.organisation)
    term = lead.period_kind == PeriodKind.TERM and known and lead.first and lead.last
    return Link(period_name(lead), term_url(known.id, lead.first, lead.last) if term and known else "")


def _replaced(gone: Sequence[Result], catalogue: Catalogue, measure: str) -> Board | None:
    """The figures that later ones replaced: they stay to be seen."""
    shown = gone[-NEWEST:]
    if not shown:
        return None
    heads = {
        BODY: [body_link(item.lead.organisation, catalogue) for item in shown],
        PERIOD: [Link(period_name(item.lead), "") for item in shown],
        "Thay bằng": [Link(f"số điều chỉnh {_day(item.lead.until)}", item.lead.by) for item in shown],
    }
    made = board("da-thay", "Số liệu đã được điều chỉnh", heads, shown, measure)
    return replace(made, notes=_left(len(gone) - len(shown), "dòng cũ hơn"))


def _day(text: str) -> str:
    return day_text(date.fromisoformat(text)) if text else ""


@dataclass(frozen=True, slots=True)
class BodyPage:
    """All that is told of a body: a board for each indicator, in the catalogue's order; ``local`` is what it lacks."""

    name: str
    boards: tuple[IndicatorBoard, ...] = ()
    local: Board | None = None
    terms: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorBoard:
    """An indicator on the page of a body; ``more`` periods stand in the downloads."""

    link: Link
    board: Board
    charts: tuple[series.Drawing, ...] = ()
    more: int = 0


def body_page(name: str, told: Gathered, catalogue: Catalogue) -> BodyPage:
    """The page of all figures of a body."""
    by_indicator: dict[str, list[Result]] = {}
    for item in told.held.values():
        by_indicator.setdefault(item.lead.indicator, []).append(item)
    local = by_indicator.pop("", [])
    boards = tuple(
        _of_indicator(indicator, by_indicator[indicator.id], catalogue)
        for indicator in catalogue.indicators
        if indicator.id in by_indicator
    )
    body = catalogue.organisation(name)
    return BodyPage(
        name=body.name if body else name,
        boards=boards,
        local=_local(local),
        terms=tuple(Link(title, url) for url, title in terms(name, told.terms)),
    )


def terms(organisation: str, found: Iterable[Result]) -> list[tuple[str, str]]:
    """Addresses and names of the terms that these results of a body are of, the latest first."""
    known: dict[str, str] = {}
    for lead in (item.lead for item in found):
        known.setdefault(term_url(organisation, lead.first, lead.last), period_name(lead))
    return sorted(known.items(), reverse=True)


def _of_indicator(indicator: Indicator, found: Iterable[Result], catalogue: Catalogue) -> IndicatorBoard:
    held = newest_first(found)
    shown = held[:OF_AN_INDICATOR]
    measure = indicator.measure
    caption = f"{indicator.label}{f' ({measure})' if measure else ''}"
    heads = {PERIOD: [_period(item, catalogue) for item in shown]}
    return IndicatorBoard(
        Link(indicator.label, indicator_url(indicator.id)),
        board(indicator.id, caption, heads, shown, measure),
        series.over_time(f"d-{indicator.id}", f"{caption} theo thời gian", {indicator.label: held}, measure),
        len(held) - len(shown),
    )


def _local(found: Iterable[Result]) -> Board | None:
    """What is counted in one article alone: it has no page of its own, but is not lost."""
    told = newest_first(found)
    shown = told[:NEWEST]
    if not shown:
        return None
    heads = {
        INDICATOR: [Link(item.lead.name, "") for item in shown],
        PERIOD: [Link(period_name(item.lead), "") for item in shown],
    }
    made = board("rieng", "Số liệu riêng của từng bài", heads, shown)
    return replace(made, notes=_left(len(told) - len(shown), "dòng của các kỳ trước"))


def _left(count: int, of: str) -> tuple[str, ...]:
    """What a table says of rows that it has no room for."""
    return (f"Còn {count} {of}: xem tệp tải về.",) if count else ()
