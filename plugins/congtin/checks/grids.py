"""Grids: the tables that an article's body holds, their totals, and columns that are quotients of two others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from congtin.finding import Related
from congtin.quantity import EXACT, Interval, Kind, Quantity, adds_up
from congtin.story import Block
from congtin.text import squeeze
from congtin.values import dataclass

_HUNDRED = Decimal(100)
_TOTAL = re.compile(r"(?:tổng|cộng)(?: (?:cộng|số))?\W*")  # a row; "Tổng số đoàn viên" is a figure of its own
LEAST = 2  # rows that bear a reading out before a third can be blamed


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its number, when it holds one and nothing else that counts."""

    block: Block
    number: Quantity | None

    @property
    def head(self) -> str:
        """What it says, as a heading."""
        return squeeze(self.block.passage.text).casefold()

    @property
    def related(self) -> Related:
        """It as the other place of a finding."""
        return Related(self.block.passage.place(), f"ô này ghi {self.block.passage.text.strip()}")


Grid = dict[tuple[int, int], Cell]


def grids(blocks: Iterable[Block]) -> list[Grid]:
    """The tables of these blocks, in order."""
    found: dict[int, Grid] = {}
    for block in blocks:
        if block.cell is not None:
            table, row, column = block.cell
            found.setdefault(table, {})[row, column] = _cell(block)
    return list(found.values())


def _cell(block: Block) -> Cell:
    numbers = [item.quantity for item in block.expressions if item.quantity is not None]
    lone = len(block.expressions) == len(numbers) == 1
    return Cell(block, numbers[0] if lone and numbers[0].kind is not Kind.RANGE else None)


def columns(grid: Grid) -> range:
    """The numbers of its columns."""
    return range(max(column for _, column in grid) + 1)


def rows(grid: Grid) -> range:
    """The numbers of its rows below the head."""
    return range(1, max(row for row, _ in grid) + 1)


def number_at(grid: Grid, row: int, column: int) -> Quantity | None:
    """The number of a cell, None where it holds none or more than a number."""
    cell = grid.get((row, column))
    return cell.number if cell else None


def _is_total(grid: Grid, row: int, column: int) -> bool:
    cell = grid.get((row, column))
    return cell is not None and _TOTAL.fullmatch(cell.head) is not None


def is_percent(grid: Grid, column: int) -> bool:
    """Whether a column is of percentages, by its head or its cells."""
    head = grid.get((0, column))
    stated = [number for row in rows(grid) if (number := number_at(grid, row, column)) is not None]
    return (head is not None and "%" in head.head) or any(number.kind is Kind.PERCENT for number in stated)


def total_row(grid: Grid) -> tuple[int, list[int]] | None:
    """The last row whose head says "Tổng", and the rows that it is the total of."""
    total = next((row for row in reversed(rows(grid)) if any(_is_total(grid, row, c) for c in (0, 1))), None)
    if total is None:
        return None
    return total, [row for row in rows(grid) if row < total] or [row for row in rows(grid) if row > total]


def holds_up(grid: Grid, cells: list[Cell], stated: Quantity) -> bool:
    """Whether cells, or those of them that head a part, add up to a total."""
    levels = [cells, [cell for cell in cells if _is_head(grid, cell)]]
    return any(level_adds_up(level, stated) for level in levels if level)


def _is_head(grid: Grid, cell: Cell) -> bool:
    """Whether the row of a cell is numbered by a Roman numeral, so that the rows below it are its parts."""
    assert cell.block.cell is not None
    first = grid.get((cell.block.cell[1], 0))
    return first is not None and bool(first.head) and set(first.head) <= set("ivx.")


def is_index(grid: Grid, column: int) -> bool:
    """Whether a column only counts the rows."""
    numbers = [number.value for row in rows(grid) if (number := number_at(grid, row, column)) is not None]
    return bool(numbers) and numbers == sorted(set(numbers)) and numbers[0] == 1 and numbers[-1] == len(numbers)


def level_adds_up(cells: list[Cell], stated: Quantity | None) -> bool:
    """Whether cells add up to a number."""
    return stated is not None and adds_up([cell.number for cell in cells if cell.number is not None], stated)


def quotient(grid: Grid, percent: int) -> tuple[list[int], int, int] | None:
    """Of which two columns one of percentages mostly is the quotient, and in which rows it is not."""
    others = [column for column in columns(grid) if not is_percent(grid, column)]
    stated = [row for row in rows(grid) if number_at(grid, row, percent)]
    found = (_quotients(grid, stated, pair, percent) for pair in permutations(others, 2))
    return min((item for item in found if item is not None), key=lambda item: len(item[0]), default=None)


def _quotients(grid: Grid, rows: list[int], pair: tuple[int, int], percent: int) -> tuple[list[int], int, int] | None:
    """The rows in which a percentage is not the quotient of two columns; None where it mostly is not."""
    over, under = pair
    right, wrong = 0, []
    for row in rows:
        one, other, stated = (number_at(grid, row, column) for column in (over, under, percent))
        if one is None or other is None or stated is None or not _may_divide(one, other):
            continue
        if _fits(one, other, stated):
            right += 1
        else:
            wrong.append(row)
            if 2 * len(wrong) > len(rows):
                return None
    return (wrong, over, under) if right >= max(LEAST, len(wrong) + 1) else None


def _may_divide(one: Quantity, other: Quantity) -> bool:
    if one.value < 0 or other.value <= 0:
        return False
    if one.bounds and other.bounds:
        return other.bounds[0] > 0
    result, base = one.interval.lo, other.interval.lo
    return result is not None and result >= 0 and base is not None and base > 0


def _fits(one: Quantity, other: Quantity, stated: Quantity) -> bool:
    """Whether a number is so many per cent of another; "123" below a "%" is rounded, though a count is exact."""
    half = (stated.step or Decimal(1)) / 2
    low, high = stated.value - half, stated.value + half
    if (result := one.bounds) and (base := other.bounds):
        least, most = EXACT.multiply(low, base[0]), EXACT.multiply(high, base[1])
        return least <= EXACT.multiply(_HUNDRED, result[1]) and EXACT.multiply(_HUNDRED, result[0]) <= most
    quotient = one.interval / other.interval * Interval.point(100)
    return quotient.meets(Interval(Fraction(low), Fraction(high)))
