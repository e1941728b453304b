"""N: tables written by hand in the body: their totals and percentages.

Nothing is guessed of a table: a row or column is a total where its head says so or where the other rows
bear it out; percentages belong to the two columns whose quotient they mostly are.
"""

from __future__ import annotations

from collections.abc import Iterator

from congtin.checks.grids import (
    LEAST,
    Cell,
    Grid,
    columns,
    grids,
    holds_up,
    is_index,
    is_percent,
    level_adds_up,
    number_at,
    quotient,
    rows,
    total_row,
)
from congtin.checks.rules import Examined, Remark
from congtin.quantity import Quantity, print_decimal


def totals_and_percentages(examined: Examined) -> Iterator[Remark]:
    """N13: totals of rows and columns, and columns of percentages, of the tables in the body."""
    for grid in grids(examined.story.blocks):
        yield from _total_rows(grid)
        yield from _total_columns(grid)
        yield from _percent_columns(grid)


# --- totals ---


def _total_rows(grid: Grid) -> Iterator[Remark]:
    """A row of totals: each column's sum of the rows above, or of a part of them by level."""
    found = total_row(grid)
    if found is None:
        return
    total, above = found
    for column in columns(grid):
        stated = number_at(grid, total, column)
        if stated is None or is_percent(grid, column):
            continue
        cells = [grid[row, column] for row in above if number_at(grid, row, column) is not None]
        if len(cells) > 1 and not holds_up(grid, cells, stated):
            yield _wrong_sum(grid[total, column], stated, cells, "cột")


def _total_columns(grid: Grid) -> Iterator[Remark]:
    """A column whose head says "Tổng": where most rows are its sums, the others must be."""
    for total in columns(grid):
        if (0, total) not in grid or not grid[0, total].head.startswith(("tổng", "cộng")):
            continue
        parts = [c for c in columns(grid) if c != total and not is_percent(grid, c) and not is_index(grid, c)]
        judged = [row for row in rows(grid) if number_at(grid, row, total) is not None]
        judged = [row for row in judged if sum(number_at(grid, row, part) is not None for part in parts) > 1]
        cells = {row: [grid[row, part] for part in parts if number_at(grid, row, part) is not None] for row in judged}
        wrong = [row for row in judged if not level_adds_up(cells[row], number_at(grid, row, total))]
        if len(judged) - len(wrong) >= max(LEAST, len(wrong) + 1):
            for row in wrong:
                stated = grid[row, total].number
                assert stated is not None
                yield _wrong_sum(grid[row, total], stated, cells[row], "hàng")


def _wrong_sum(cell: Cell, stated: Quantity, parts: list[Cell], line: str) -> Remark:
    exact = sum((part.number.value for part in parts if part.number is not None), start=type(stated.value)(0))
    addition = " + ".join(part.block.passage.text.strip() for part in parts)
    return Remark(
        cell.block.passage.place(),
        f"Các ô của {line} cộng lại: {addition} = {print_decimal(exact)}; ô tổng ghi {stated.text}.",
        "Xin xem lại ô tổng và từng ô.",
        tuple(part.related for part in parts),
    )


# --- percentages ---


def _percent_columns(grid: Grid) -> Iterator[Remark]:
    """A column of percentages: where it is mostly the quotient of two other columns, it must be so in each row."""
    for percent in columns(grid):
        if is_percent(grid, percent) and (found := quotient(grid, percent)):
            wrong, over, under = found
            yield from (_wrong_percent(grid, row, over, under, percent) for row in wrong)


def _wrong_percent(grid: Grid, row: int, over: int, under: int, percent: int) -> Remark:
    one, other, stated = (number_at(grid, row, column) for column in (over, under, percent))
    assert one is not None and other is not None and stated is not None
    cell = grid[row, percent]
    return Remark(
        cell.block.passage.place(),
        f"{one.said}/{other.said} = {print_decimal(one.value / other.value * 100, 2)}%; ô này ghi {stated.text}.",
        "Xin xem lại ba ô này.",
        (grid[row, over].related, grid[row, under].related),
    )
