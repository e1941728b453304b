"""N: tables written by hand in the body: their totals and percentages.

Nothing is guessed of a table: a row or column is a total where its head says so or where the other rows
bear it out; percentages belong to the two columns whose quotient they mostly are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from congtin.checks.arithmetic import adds_up
from congtin.checks.rules import Examined, Remark
from congtin.finding import Related
from congtin.quantity import EXACT, Interval, Kind, Quantity, print_decimal
from congtin.story import Block
from congtin.text import squeeze
from congtin.values import dataclass

_HUNDRED = Decimal(100)
_TOTAL = re.compile(r"(?:tổng|cộng)(?: (?:cộng|số))?\W*")  # a row; "Tổng số đoàn viên" is a figure of its own
_LEAST = 2  # rows that bear a reading out before a third can be blamed


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell and its number, when it holds one and nothing else that counts."""

    block: Block
    number: Quantity | None

    @property
    def head(self) -> str:
        return squeeze(self.block.passage.text).casefold()

    @property
    def related(self) -> Related:
        return Related(self.block.passage.place(), f"ô này ghi {self.block.passage.text.strip()}")


_Grid = dict[tuple[int, int], _Cell]


def totals_and_percentages(examined: Examined) -> Iterator[Remark]:
    """N13: totals of rows and columns, and columns of percentages, of the tables in the body."""
    tables: dict[int, _Grid] = {}
    for block in examined.story.blocks:
        if block.cell is not None:
            table, row, column = block.cell
            tables.setdefault(table, {})[row, column] = _cell(block)
    for grid in tables.values():
        yield from _total_rows(grid)
        yield from _total_columns(grid)
        yield from _percent_columns(grid)


def _cell(block: Block) -> _Cell:
    numbers = [item.quantity for item in block.expressions if item.quantity is not None]
    lone = len(block.expressions) == len(numbers) == 1
    return _Cell(block, numbers[0] if lone and numbers[0].kind is not Kind.RANGE else None)


def _columns(grid: _Grid) -> range:
    return range(max(column for _, column in grid) + 1)


def _rows(grid: _Grid) -> range:
    return range(1, max(row for row, _ in grid) + 1)


def _number(grid: _Grid, row: int, column: int) -> Quantity | None:
    cell = grid.get((row, column))
    return cell.number if cell else None


def _is_total(grid: _Grid, row: int, column: int) -> bool:
    cell = grid.get((row, column))
    return cell is not None and _TOTAL.fullmatch(cell.head) is not None


def _is_percent(grid: _Grid, column: int) -> bool:
    head = grid.get((0, column))
    stated = [number for row in _rows(grid) if (number := _number(grid, row, column)) is not None]
    return (head is not None and "%" in head.head) or any(number.kind is Kind.PERCENT for number in stated)


# --- totals ---


def _total_rows(grid: _Grid) -> Iterator[Remark]:
    """The last row whose head says "Tổng": each column's sum of the rows above, or of a part of them by level."""
    total = next((row for row in reversed(_rows(grid)) if any(_is_total(grid, row, c) for c in (0, 1))), None)
    if total is None:
        return
    rows = [row for row in _rows(grid) if row < total] or [row for row in _rows(grid) if row > total]
    for column in _columns(grid):
        stated = _number(grid, total, column)
        if stated is None or _is_percent(grid, column):
            continue
        cells = [grid[row, column] for row in rows if _number(grid, row, column) is not None]
        levels = [cells, [cell for cell in cells if _is_head(grid, cell)]]
        if len(cells) > 1 and not any(_adds_up(level, stated) for level in levels if level):
            yield _wrong_sum(grid[total, column], stated, cells, "cột")


def _is_head(grid: _Grid, cell: _Cell) -> bool:
    """Whether the row of a cell is numbered by a Roman numeral, so that the rows below it are its parts."""
    assert cell.block.cell is not None
    first = grid.get((cell.block.cell[1], 0))
    return first is not None and bool(first.head) and set(first.head) <= set("ivx.")


def _total_columns(grid: _Grid) -> Iterator[Remark]:
    """A column whose head says "Tổng": where most rows are its sums, the others must be."""
    for total in _columns(grid):
        if (0, total) not in grid or not grid[0, total].head.startswith(("tổng", "cộng")):
            continue
        parts = [c for c in _columns(grid) if c != total and not _is_percent(grid, c) and not _is_index(grid, c)]
        judged = [row for row in _rows(grid) if _number(grid, row, total) is not None]
        judged = [row for row in judged if sum(_number(grid, row, part) is not None for part in parts) > 1]
        cells = {row: [grid[row, part] for part in parts if _number(grid, row, part) is not None] for row in judged}
        wrong = [row for row in judged if not _adds_up(cells[row], _number(grid, row, total))]
        if len(judged) - len(wrong) >= max(_LEAST, len(wrong) + 1):
            for row in wrong:
                stated = grid[row, total].number
                assert stated is not None
                yield _wrong_sum(grid[row, total], stated, cells[row], "hàng")


def _is_index(grid: _Grid, column: int) -> bool:
    """Whether a column only counts the rows."""
    numbers = [number.value for row in _rows(grid) if (number := _number(grid, row, column)) is not None]
    return bool(numbers) and numbers == sorted(set(numbers)) and numbers[0] == 1 and numbers[-1] == len(numbers)


def _adds_up(cells: list[_Cell], stated: Quantity | None) -> bool:
    return stated is not None and adds_up([cell.number for cell in cells if cell.number is not None], stated)


def _wrong_sum(cell: _Cell, stated: Quantity, parts: list[_Cell], line: str) -> Remark:
    exact = sum((part.number.value for part in parts if part.number is not None), start=type(stated.value)(0))
    addition = " + ".join(part.block.passage.text.strip() for part in parts)
    return Remark(
        cell.block.passage.place(),
        f"Các ô của {line} cộng lại: {addition} = {print_decimal(exact)}; ô tổng ghi {stated.text}.",
        "Xin xem lại ô tổng và từng ô.",
        tuple(part.related for part in parts),
    )


# --- percentages ---


def _percent_columns(grid: _Grid) -> Iterator[Remark]:
    """A column of percentages: where it is mostly the quotient of two other columns, it must be so in each row."""
    columns = list(_columns(grid))
    percentages = [column for column in columns if _is_percent(grid, column)]
    others = [column for column in columns if column not in percentages]
    for percent in percentages:
        rows = [row for row in _rows(grid) if _number(grid, row, percent)]
        found = (_quotients(grid, rows, pair, percent) for pair in permutations(others, 2))
        borne = [item for item in found if item is not None]
        if borne:
            wrong, over, under = min(borne, key=lambda item: len(item[0]))
            yield from (_wrong_percent(grid, row, over, under, percent) for row in wrong)


def _quotients(grid: _Grid, rows: list[int], pair: tuple[int, int], percent: int) -> tuple[list[int], int, int] | None:
    """The rows in which a percentage is not the quotient of two columns; None where it mostly is not."""
    over, under = pair
    right, wrong = 0, []
    for row in rows:
        one, other, stated = (_number(grid, row, column) for column in (over, under, percent))
        if one is None or other is None or stated is None or not _may_divide(one, other):
            continue
        if _fits(one, other, stated):
            right += 1
        else:
            wrong.append(row)
            if 2 * len(wrong) > len(rows):
                return None
    return (wrong, over, under) if right >= max(_LEAST, len(wrong) + 1) else None


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


def _wrong_percent(grid: _Grid, row: int, over: int, under: int, percent: int) -> Remark:
    one, other, stated = (_number(grid, row, column) for column in (over, under, percent))
    assert one is not None and other is not None and stated is not None
    cell = grid[row, percent]
    return Remark(
        cell.block.passage.place(),
        f"{one.said}/{other.said} = {print_decimal(one.value / other.value * 100, 2)}%; ô này ghi {stated.text}.",
        "Xin xem lại ba ô này.",
        (grid[row, over].related, grid[row, under].related),
    )
