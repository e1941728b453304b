"""Which figures of an entry stand side by side in one line, and which below it.

What a relation ties belongs together; the rest is matched by measure, then by order. Parts, wholes,
amounts for one and shares go below the figure they belong to.
"""

from __future__ import annotations

from congtin.observation import Aspect, Entry, Observation, RelationKind
from congtin.values import dataclass

SIDE_BY_SIDE = (Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT, Aspect.PREVIOUS, Aspect.CHANGE)
PROPORTIONS = (Aspect.PERCENT, Aspect.CHANGE)  # fit beside a figure of any measure
TIES = (RelationKind.PERCENT, RelationKind.EXCEEDS, RelationKind.GROWTH)


@dataclass(frozen=True, slots=True)
class Below:
    """A figure below a line, and the relation by which it belongs there."""

    figure: Observation
    kind: RelationKind | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Figures side by side, those below them, and whether the percent is what exceeds the plan ("vượt 20%")."""

    figures: dict[Aspect, Observation]
    below: tuple[Below, ...] = ()
    excess: bool = False

    def get(self, aspect: Aspect) -> Observation | None:
        """Its figure of one aspect."""
        return self.figures.get(aspect)


def arrange(entry: Entry) -> tuple[Side, ...]:
    """The lines of an entry, at least one; every observation stands in exactly one place."""
    seats: list[dict[Aspect, int]] = []
    for aspect in SIDE_BY_SIDE:
        for index, item in enumerate(entry.observations):
            if item.aspect is aspect and not _is_share(entry, index):
                _seat(entry, index, seats)[aspect] = index
    seats = seats or [{}]
    below: list[list[Below]] = [[] for _ in seats]
    seated = {index: number for number, seat in enumerate(seats) for index in seat.values()}
    for index, item in enumerate(entry.observations):
        if index not in seated:
            owner, kind = _owner(entry, index, seated)
            below[seated.get(owner, len(seats) - 1)].append(Below(item, kind))
    return tuple(
        Side(
            {aspect: entry.observations[index] for aspect, index in seat.items()},
            tuple(items),
            _exceeds(entry, seat.get(Aspect.PERCENT)),
        )
        for seat, items in zip(seats, below, strict=True)
    )


def _seat(entry: Entry, index: int, seats: list[dict[Aspect, int]]) -> dict[Aspect, int]:
    """Where a figure sits: with what it is tied to, else where it fits, else in a new line."""
    item = entry.observations[index]
    room = [seat for seat in seats if item.aspect not in seat]
    fitting = [seat for seat in room if item.aspect in PROPORTIONS or _alike(entry, seat, item)]
    if len(room) > 1 or (room and not fitting):
        tied = {other for relation in entry.relations if relation.kind in TIES and index in relation.members
                for other in relation.members}  # fmt: skip
        fitting = [*(seat for seat in room if tied & set(seat.values())), *fitting]
    if not fitting:
        seats.append({})
    return fitting[0] if fitting else seats[-1]


def _alike(entry: Entry, seat: dict[Aspect, int], item: Observation) -> bool:
    others = [entry.observations[index].quantity for aspect, index in seat.items() if aspect not in PROPORTIONS]
    mine = item.quantity
    return all(
        other.kind is mine.kind and (not other.measure or not mine.measure or other.measure == mine.measure)
        for other in others
    )


def _exceeds(entry: Entry, percent: int | None) -> bool:
    """Whether a percent is what exceeds the plan: tied so, or labelled so where no plan is printed."""
    if percent is None:
        return False
    tied = any(r.kind is RelationKind.EXCEEDS and percent in r.members for r in entry.relations)
    return tied or entry.observations[percent].label.casefold().startswith("vượt")


def _is_share(entry: Entry, index: int) -> bool:
    """Whether a percent is of a whole, not of the plan."""
    return entry.observations[index].aspect is Aspect.PERCENT and any(
        relation.kind is RelationKind.SHARE and index in relation.members for relation in entry.relations
    )


def _owner(entry: Entry, index: int, seated: dict[int, int]) -> tuple[int, RelationKind | None]:
    """The seated figure that this one belongs to, -1 for none, and how."""
    for relation in entry.relations:
        if index in relation.members:
            for other in relation.members:
                if other in seated:
                    return other, relation.kind
    return -1, None
