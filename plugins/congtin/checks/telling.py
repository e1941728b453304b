"""Telling: what the prose says of the figures that it is bound to."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.checks.evidence import strength
from congtin.checks.rules import Examined
from congtin.expression import Cue, Expression
from congtin.mention import Declared, Mention, token
from congtin.observation import Entry

_CUES = {str(item): item for item in Cue}


def cue(expression: Expression) -> Cue | None:
    """What the words around an expression say of it, without the detail; None when they say nothing."""
    return _CUES.get(expression.cue.partition(":")[0]) if expression.cue else None


def detail(expression: Expression) -> str:
    """What stands behind the colon of a cue."""
    return expression.cue.partition(":")[2]


def told_of(examined: Examined, mention: Mention) -> Iterator[Entry]:
    """Other entries that the words around a mention name as strongly, and that declare the same figure."""
    if mention.declared is None:
        return
    evidence = strength(mention, mention.declared)
    for entry in examined.entries:
        if entry is mention.declared.entry:
            continue
        same = (item for item in entry.observations if token(item.quantity) == token(mention.quantity))
        if any(strength(mention, Declared(entry, item)) >= evidence for item in same):
            yield entry
