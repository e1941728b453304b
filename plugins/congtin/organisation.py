"""Organisations: union bodies, their place in the tree and their time."""

from __future__ import annotations

from datetime import date

from congtin.values import Word, dataclass


class Level(Word):
    """The level of a union body, from the top down."""

    CONFEDERATION = "confederation"
    PROVINCE = "province"
    SECTOR = "sector"
    ZONE = "zone"
    DISTRICT = "district"
    COMMUNE = "commune"
    GRASSROOTS = "grassroots"


@dataclass(frozen=True, slots=True)
class Term:
    """One congress term of a body: its ordinal ("IV") and its first and last year."""

    name: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """A union body as the catalogue knows it; ids never change and are never reused.

    ``partial``: the catalogue does not list all bodies below it. ``splices``: those predecessors whose figures, added
    up, are its own of the time before it was.
    """

    id: str
    name: str
    level: Level
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    note: str = ""
    partial: bool = False
    splices: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its id and all that it may be called in an article."""
        return (self.id, self.name, *self.aliases)

    def meets(self, other: Organisation) -> bool:
        """Whether there may be a day on which both existed."""
        ends = ((self.valid_to, other.valid_from), (other.valid_to, self.valid_from))
        return all(last is None or first is None or first <= last for last, first in ends)

    def active_on(self, day: date) -> bool:
        """Whether the body existed on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
