"""Ties: what the check has bound, handed to the pages that link numbers to tables."""

from __future__ import annotations

from congtin.checks.binding import Binding, bind
from congtin.mention import Bond
from congtin.publishing.weaving import Tie, find_ties
from congtin.story import Story

LINKED = frozenset({Bond.ROW, Bond.SECOND, Bond.RETOLD})  # what tells one declared figure; computed values tell several


def ties(story: Story, binding: Binding | None = None) -> tuple[Tie, ...]:
    """The numbers of the body that tell a declared figure, in reading order; needs the blocks of the prose."""
    if not story.groups:
        return ()
    blocks = {id(block): index for index, block in enumerate(story.blocks)}
    bound = (
        (blocks[id(item.block)], item.expression.start, item.expression.end, item.declared.observation)
        for item in (binding or bind(story)).mentions
        if item.declared is not None and item.bond in LINKED
    )
    return tuple(find_ties(story, bound))
