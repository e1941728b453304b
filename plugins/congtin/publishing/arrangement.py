"""Which figures of an entry stand side by side in one line, and which below it.

What a relation ties belongs together; the rest is matched by measure, then by order. Parts, wholes,
amounts for one and shares go below the figure they belong to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from congtin.observation import Aspect, Entry, Observation, Relation, RelationKind
from congtin.quantity import Kind
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


class _Form(NamedTuple):
    """What of a figure says where it stands; its number says nothing."""

    aspect: Aspect
    kind: Kind
    measure: str
    exceeds: bool  # labelled as what exceeds the plan

    @classmethod
    def of(cls, figure: Observation) -> _Form:
        quantity = figure.quantity
        return cls(figure.aspect, quantity.kind, quantity.measure, figure.label.casefold().startswith("vượt"))


class _Place(NamedTuple):
    """A side of figures that are named by their index."""

    seats: dict[Aspect, int]
    below: list[tuple[int, RelationKind | None]]
    excess: bool


_Forms = tuple[_Form, ...]
_Relations = tuple[Relation, ...]


def arrange(entry: Entry) -> tuple[Side, ...]:
    """The lines of an entry, at least one; every observation stands in exactly one place."""
    figures = entry.observations
    return tuple(
        Side(
            {aspect: figures[index] for aspect, index in place.seats.items()},
            tuple(Below(figures[index], kind) for index, kind in place.below),
            place.excess,
        )
        for place in _arranged(tuple(map(_Form.of, figures)), entry.relations)
    )


@lru_cache(1024)  # most entries are a result, its plan and the share of it
def _arranged(forms: _Forms, relations: _Relations) -> tuple[_Place, ...]:
    seats: list[dict[Aspect, int]] = []
    for aspect in SIDE_BY_SIDE:
        for index, item in enumerate(forms):
            if item.aspect is aspect and not _is_share(forms, relations, index):
                _seat(forms, relations, index, seats)[aspect] = index
    seats = seats or [{}]
    below: list[list[tuple[int, RelationKind | None]]] = [[] for _ in seats]
    seated = {index: number for number, seat in enumerate(seats) for index in seat.values()}
    for index in range(len(forms)):
        if index not in seated:
            owner, kind = _owner(relations, index, seated)
            below[seated.get(owner, len(seats) - 1)].append((index, kind))
    return tuple(
        _Place(seat, items, _exceeds(forms, relations, seat.get(Aspect.PERCENT)))
        for seat, items in zip(seats, below, strict=True)
    )


def _seat(forms: _Forms, relations: _Relations, index: int, seats: list[dict[Aspect, int]]) -> dict[Aspect, int]:
    """Where a figure sits: with what it is tied to, else where it fits, else in a new line."""
    item = forms[index]
    room = [seat for seat in seats if item.aspect not in seat]
    fitting = [seat for seat in room if item.aspect in PROPORTIONS or _alike(forms, seat, item)]
    if len(room) > 1 or (room and not fitting):
        tied = {other for relation in relations if relation.kind in TIES and index in relation.members
                for other in relation.members}  # fmt: skip
        fitting = [*(seat for seat in room if tied & set(seat.values())), *fitting]
    if not fitting:
        seats.append({})
    return fitting[0] if fitting else seats[-1]


def _alike(forms: _Forms, seat: dict[Aspect, int], mine: _Form) -> bool:
    others = [forms[index] for aspect, index in seat.items() if aspect not in PROPORTIONS]
    return all(
        other.kind is mine.kind and (not other.measure or not mine.measure or other.measure == mine.measure)
        for other in others
    )


def _exceeds(forms: _Forms, relations: _Relations, percent: int | None) -> bool:
    """Whether a percent is what exceeds the plan: tied so, or labelled so where no plan is printed."""
    if percent is None:
        return False
    tied = any(r.kind is RelationKind.EXCEEDS and percent in r.members for r in relations)
    return tied or forms[percent].exceeds


def _is_share(forms: _Forms, relations: _Relations, index: int) -> bool:
    """Whether a percent is of a whole, not of the plan."""
    return forms[index].aspect is Aspect.PERCENT and any(
        relation.kind is RelationKind.SHARE and index in relation.members for relation in relations
    )


def _owner(relations: _Relations, index: int, seated: dict[int, int]) -> tuple[int, RelationKind | None]:
    """The seated figure that this one belongs to, -1 for none, and how."""
    for relation in relations:
        if index in relation.members:
            for other in relation.members:
                if other in seated:
                    return other, relation.kind
    return -1, None
