"""Cells: numbers of a table that need no declaration, since the table itself holds them.

The column that counts the rows; the cells of a column that add up to a total which is bound; percentages that are the
quotients of two columns which are bound. A slip in one of them breaks what holds it (N13).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from congtin.checks.grids import (
    Grid,
    columns,
    grids,
    holds_up,
    is_index,
    is_percent,
    number_at,
    quotient,
    rows,
    total_row,
)
from congtin.mention import Bond, Mention
from congtin.story import Block

_INDEX_HEADS = frozenset({"", "tt", "stt", "số tt", "thứ tự", "số thứ tự", "#"})
_Cells = list[tuple[int, int]]


def bind_held(mentions: list[Mention], body: Sequence[Block]) -> list[Mention]:
    """Bind the cells that their table holds."""
    at = {id(mention.block): index for index, mention in enumerate(mentions) if mention.block.cell is not None}
    if not any(mentions[index].bond is Bond.UNBOUND for index in at.values()):
        return mentions

    def bound(grid: Grid, row: int, column: int) -> bool:
        index = at.get(id(grid[row, column].block))
        return index is not None and mentions[index].bond is not Bond.UNBOUND

    for grid in grids(body):
        for held in (_indices, _summands, _quotients):
            for row, column in list(held(grid, bound)):
                index = at.get(id(grid[row, column].block))
                if index is not None and mentions[index].bond is Bond.UNBOUND:
                    mentions[index] = mentions[index].bound(Bond.TABLE)
    return mentions


_Bound = Callable[[Grid, int, int], bool]


def _indices(grid: Grid, bound: _Bound) -> Iterator[tuple[int, int]]:
    """The column that counts the rows."""
    head = grid.get((0, 0))
    if head is not None and head.head in _INDEX_HEADS and is_index(grid, 0):
        yield from ((row, 0) for row in rows(grid) if number_at(grid, row, 0) is not None)


def _summands(grid: Grid, bound: _Bound) -> Iterator[tuple[int, int]]:
    """The cells of each column that add up to a bound total."""
    found = total_row(grid)
    if found is None:
        return
    total, above = found
    for column in columns(grid):
        stated = number_at(grid, total, column)
        cells = [row for row in above if number_at(grid, row, column) is not None]
        if stated is None or len(cells) < 2 or is_percent(grid, column) or not bound(grid, total, column):
            continue
        if holds_up(grid, [grid[row, column] for row in cells], stated):
            yield from ((row, column) for row in cells)


def _quotients(grid: Grid, bound: _Bound) -> Iterator[tuple[int, int]]:
    """The percentages that are quotients of two bound columns, in every row."""
    for percent in columns(grid):
        found = quotient(grid, percent) if is_percent(grid, percent) else None
        if found is None or found[0]:
            continue
        _, over, under = found
        stated = [row for row in rows(grid) if number_at(grid, row, percent) is not None]
        if all(number_at(grid, row, c) and bound(grid, row, c) for row in stated for c in (over, under)):
            yield from ((row, percent) for row in stated)
