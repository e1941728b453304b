"""From an entry's observations to the lines of its table: which figures stand side by side.

What a relation ties belongs in one line; the rest is matched by measure, then by order. Parts, wholes
and amounts for one become lines of their own below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from congtin.catalogue import Catalogue
from congtin.observation import Aspect, Entry, Group, Observation, RelationKind
from congtin.period import Period
from congtin.publishing import verdicts
from congtin.publishing.dates import local, period_text
from congtin.publishing.figures import figure_text, measure_text
from congtin.quantity import Kind
from congtin.story import Story

SIDE_BY_SIDE = (Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT, Aspect.PREVIOUS, Aspect.CHANGE)
TIES = (RelationKind.PERCENT, RelationKind.EXCEEDS, RelationKind.GROWTH)
OPENINGS = {RelationKind.SUBSET: "Trong đó: ", RelationKind.SUM: "Gồm: "}


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; ``cells`` maps column keys to text. ``ordinal`` is empty below level 0."""

    label: str
    cells: dict[str, str]
    ordinal: str = ""
    detail: str = ""
    level: int = 0


@dataclass(slots=True)
class _Side:
    """Figures that stand side by side, by their index in the entry."""

    members: dict[Aspect, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What every line of a group is printed against."""

    period: Period | None
    day: date
    organisation: str
    as_target: bool
    basis: str
    catalogue: Catalogue


def lines(story: Story, group: Group, catalogue: Catalogue) -> list[Line]:
    """The lines of a group, in the order of its entries; entries are numbered from 1."""
    setting = _Setting(
        period=group.period or story.period,
        day=story.as_of or local(story.date).date(),
        organisation=group.organisation or story.organisation,
        as_target=group.as_target,
        basis=group.basis,
        catalogue=catalogue,
    )
    return [line for number, entry in enumerate(group.entries, 1) for line in _lines_of(entry, str(number), setting)]


def _lines_of(entry: Entry, ordinal: str, setting: _Setting) -> Iterator[Line]:
    sides = _sides(entry) or [_Side()]
    for index, side in enumerate(sides):
        yield _main_line(entry, side, ordinal, setting) if index == 0 else _further_line(entry, side, setting)
        yield from _lines_below(entry, side, setting, orphans=index == len(sides) - 1)


def _sides(entry: Entry) -> list[_Side]:
    sides: list[_Side] = []
    shares = {i for relation in entry.relations if relation.kind is RelationKind.SHARE for i in relation.members}
    for aspect in SIDE_BY_SIDE:
        for index, item in enumerate(entry.observations):
            if item.aspect is aspect and not (aspect is Aspect.PERCENT and index in shares):
                _seat(entry, index, sides).members[aspect] = index
    return sides


def _seat(entry: Entry, index: int, sides: list[_Side]) -> _Side:
    """The line a figure belongs in; a new one when none has room for it."""
    item = entry.observations[index]
    room = [side for side in sides if item.aspect not in side.members]
    tied = {i for relation in entry.relations if relation.kind in TIES and index in relation.members
            for i in relation.members}  # fmt: skip
    for side in room:
        if tied & set(side.members.values()):
            return side
    for side in room:
        if item.aspect in (Aspect.PERCENT, Aspect.CHANGE) or _compatible(entry, side, item):
            return side
    sides.append(_Side())
    return sides[-1]


def _compatible(entry: Entry, side: _Side, item: Observation) -> bool:
    others = [entry.observations[i].quantity for i in side.members.values()]
    mine = item.quantity
    return all(
        other.kind is mine.kind and (not other.measure or not mine.measure or other.measure == mine.measure)
        for other in others
    )


def _main_line(entry: Entry, side: _Side, ordinal: str, setting: _Setting) -> Line:
    cells = _cells(entry, side)
    if entry.absent and not cells.get("actual"):
        cells["target" if setting.as_target else "actual"] = "không có"
    cells["verdict"] = verdicts.WORDS[entry.verdict] if entry.verdict else _verdict(entry, side, setting)
    label = entry.indicator.label if entry.indicator else entry.label
    return Line(label, cells, ordinal, "; ".join(_details(entry, side, setting)))


def _further_line(entry: Entry, side: _Side, setting: _Setting) -> Line:
    cells = _cells(entry, side)
    cells["verdict"] = _verdict(entry, side, setting)
    first = entry.observations[min(side.members.values())]
    label = first.label or ("Số tiền" if first.quantity.kind is Kind.MONEY else f"Số {cells['measure']}".rstrip())
    return Line(label, cells, detail="; ".join(_periods(entry, side, setting)), level=1)


def _cells(entry: Entry, side: _Side) -> dict[str, str]:
    """The printed figures of a line by column; ĐVT is the result's, else the plan's."""
    cells: dict[str, str] = {}
    for aspect, index in side.members.items():
        quantity = entry.observations[index].quantity
        if aspect not in (Aspect.PERCENT, Aspect.CHANGE):
            cells.setdefault("measure", measure_text(quantity, entry.indicator))
        cells[aspect.value] = figure_text(quantity, cells.get("measure", ""))
        if _is_excess(entry, index):
            cells[aspect.value] = f"vượt {cells[aspect.value]}"
    if entry.estimated and "actual" in cells:
        cells["actual"] = f"ước {cells['actual']}"
    return cells


def _is_excess(entry: Entry, index: int) -> bool:
    return entry.observations[index].aspect is Aspect.PERCENT and any(
        relation.kind is RelationKind.EXCEEDS and index in relation.members for relation in entry.relations
    )


def _verdict(entry: Entry, side: _Side, setting: _Setting) -> str:
    actual, target, percent = (side.members.get(a) for a in (Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT))
    if percent is None and (actual is None or target is None):
        return ""
    plan = entry.observations[target if target is not None else percent or 0]
    if verdicts.pending(plan.period or setting.period, setting.day):
        return verdicts.PENDING
    found = None
    if actual is not None and target is not None:
        found = verdicts.of_plan(entry.observations[actual].quantity, entry.observations[target].quantity)
    if found is None and percent is not None:
        found = verdicts.of_percent(entry.observations[percent].quantity, over=_is_excess(entry, percent))
    return verdicts.WORDS[found] if found else ""


def _details(entry: Entry, side: _Side, setting: _Setting) -> Iterator[str]:
    yield from _periods(entry, side, setting)
    if entry.basis and entry.basis != setting.basis and Aspect.TARGET in side.members:
        yield entry.basis
    if entry.observations and entry.observations[0].organisation not in ("", setting.organisation):
        name = entry.observations[0].organisation
        known = setting.catalogue.organisation(name)
        yield known.name if known else name
    if entry.note:
        yield entry.note


def _periods(entry: Entry, side: _Side, setting: _Setting) -> Iterator[str]:
    """The periods of a line's figures that are not the table's; the plan's is named as the plan's."""
    said = {setting.period.key} if setting.period else set()
    for aspect, index in side.members.items():
        period = entry.observations[index].period
        if period is None or period.key in said:
            continue
        said.add(period.key)
        text = period_text(period)
        yield (
            f"kế hoạch {text.removeprefix('kế hoạch ')}" if aspect is Aspect.TARGET and len(side.members) > 1 else text
        )


def _lines_below(entry: Entry, side: _Side, setting: _Setting, *, orphans: bool) -> Iterator[Line]:
    """Parts, wholes and amounts for one that belong to a line; those that belong to none go below the last."""
    opening = ""
    for index, item in enumerate(entry.observations):
        if item.aspect in SIDE_BY_SIDE and not _is_share(entry, index):
            continue
        whole, kind = _owner(entry, index)
        if whole in side.members.values() or (orphans and whole is None):
            prefix = OPENINGS.get(kind, "") if kind else ""
            label = _label_below(item)
            yield _line_below(entry, side, index, label if prefix == opening else f"{prefix}{label}", setting)
            opening = prefix


def _is_share(entry: Entry, index: int) -> bool:
    return entry.observations[index].aspect is Aspect.PERCENT and any(
        relation.kind is RelationKind.SHARE and index in relation.members for relation in entry.relations
    )


def _owner(entry: Entry, index: int) -> tuple[int | None, RelationKind | None]:
    """The figure of a main line that this one belongs to, and how."""
    for relation in entry.relations:
        if index in relation.members:
            for other in relation.members:
                if other != index and entry.observations[other].aspect in SIDE_BY_SIDE and not _is_share(entry, other):
                    return other, relation.kind
    return None, None


def _label_below(item: Observation) -> str:
    if item.label:
        return item.label
    match item.aspect:
        case Aspect.WHOLE:
            return "Trên tổng số"
        case Aspect.EACH:
            return "Mức mỗi đơn vị tính"
        case Aspect.PERCENT:
            return "Tỷ lệ"
    return item.quantity.measure


def _line_below(entry: Entry, side: _Side, index: int, label: str, setting: _Setting) -> Line:
    item = entry.observations[index]
    planned = setting.as_target or (Aspect.TARGET in side.members and Aspect.ACTUAL not in side.members)
    measure = measure_text(item.quantity, entry.indicator if item.aspect is Aspect.PART else None)
    cells = {"measure": measure, "target" if planned else "actual": figure_text(item.quantity, measure)}
    alone = _Side({item.aspect: index})
    return Line(label, cells, detail="; ".join(_periods(entry, alone, setting)), level=1)
