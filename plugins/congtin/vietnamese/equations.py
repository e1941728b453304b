"""Equations in a report phrase: "446 = 223 A + 223 B", "120 suất × 1 triệu đồng + 80 suất × 500 nghìn đồng"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from congtin.values import dataclass
from congtin.vietnamese.clauses import JOINTS, Clause
from congtin.vietnamese.cues import Sign, is_percent


class Term(Enum):
    """What a number is within its equation."""

    TOTAL = "total"
    PART = "part"
    COUNT = "count"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Equation:
    """A total (None when unprinted) and either ``parts`` or the ``pairs`` of count and amount for one.

    ``unread`` says that its numbers stand in an order that no sum and no product has.
    """

    clauses: tuple[Clause, ...]
    total: Clause | None = None
    parts: tuple[Clause, ...] = ()
    pairs: tuple[tuple[Clause, Clause], ...] = ()
    unread: bool = False

    def term(self, clause: Clause) -> Term | None:
        """What a clause is in it."""
        if clause is self.total:
            return Term.TOTAL
        if clause in self.parts:
            return Term.PART
        for count, each in self.pairs:
            if clause is count or clause is each:
                return Term.COUNT if clause is count else Term.EACH
        return None


def read_equations(clauses: Iterable[Clause]) -> tuple[Equation, ...]:
    """The equations among the clauses of a phrase, in order."""
    return tuple(_equation(run) for run in _runs(clauses) if len(run) > 1)


def _runs(clauses: Iterable[Clause]) -> Iterator[list[Clause]]:
    """Stretches of numbers that "=", "+" and "×" join; "= 120%" only repeats a ratio, it adds up nothing."""
    run: list[Clause] = []
    for clause in clauses:
        joined = clause.opener in JOINTS and clause.number is not None
        if joined and clause.opener is Sign.EQUALS and clause.number and is_percent(clause.number):
            joined = bool(run) and run[-1].number is not None and is_percent(run[-1].number)
        if not joined:
            yield run
            run = []
        if clause.number is not None:
            run.append(clause)
    yield run


def _equation(run: list[Clause]) -> Equation:
    sides = [_split(side, Sign.PLUS) for side in _split(run, Sign.EQUALS)]
    lone = [side for side in sides if len(side) == 1 and len(side[0]) == 1]
    everything = tuple(run)
    if len(sides) > 2 or (len(sides) == 2 and not lone):
        return Equation(everything, unread=True)
    total = lone[0] if len(sides) == 2 else None
    terms = next(side for side in sides if side is not total)
    first = total[0][0] if total else None
    factors = [_split(term, Sign.TIMES) for term in terms]
    if all(len(term) == 1 for term in factors):
        if len(terms) == 1:
            return Equation(everything, unread=True)
        return Equation(everything, first, tuple(term[0] for term in terms))
    if all(len(term) == 2 for term in factors):
        return Equation(everything, first, pairs=tuple((term[0][0], term[1][0]) for term in factors))
    return Equation(everything, unread=True)


def _split(run: list[Clause], joint: Sign) -> list[list[Clause]]:
    """The run cut where a clause is opened by the joint (not at its first)."""
    groups: list[list[Clause]] = []
    for clause in run:
        if not groups or clause.opener is joint:
            groups.append([])
        groups[-1].append(clause)
    return groups
