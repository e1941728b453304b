"""Findings: what a check has to say, where, why and how to mend it."""

from __future__ import annotations

from congtin.text import Place
from congtin.values import Word, dataclass


class Severity(Word):
    """How grave a finding is: an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Related:
    """The other place that bears on a finding, and what stands there."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A mechanical mend: replace the text at ``place`` by ``text``."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many printed quantities are bound, and by what; the goal is ``unbound`` 0."""

    quantities: int = 0
    bound: int = 0
    facts: int = 0
    waived: int = 0
    unbound: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.quantities + other.quantities,
            self.bound + other.bound,
            self.facts + other.facts,
            self.waived + other.waived,
            self.unbound + other.unbound,
        )

    def __sub__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.quantities - other.quantities,
            self.bound - other.bound,
            self.facts - other.facts,
            self.waived - other.waived,
            self.unbound - other.unbound,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: a rule's code, a place, a message with the computation, and the remedy.

    ``message`` and ``help`` are whole Vietnamese sentences; ``help`` says what to do.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    help: str
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def paths(self) -> frozenset[str]:
        """The files that it names."""
        return frozenset((self.place.path, *(other.place.path for other in self.related)))

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By path, line, column and rule: the order of every report."""
        return (self.place.path, self.place.line, self.place.column, self.rule, self.message)
