"""Mentions: quantities found in prose, and what each is bound to."""

from __future__ import annotations

from decimal import Decimal

from congtin.expression import Expression
from congtin.observation import Entry, Observation
from congtin.quantity import Kind, Modifier, Quantity
from congtin.story import Block
from congtin.text import Place
from congtin.values import Word, dataclass

Token = tuple[Kind, tuple[Decimal, ...], Modifier | None]


class Bond(Word):
    """Why a printed quantity needs no further declaration."""

    ROW = "row"  # a declared figure
    SECOND = "second"  # the same figure told again
    RETOLD = "retold"  # a coarser retelling ("hơn 11.000" for 11.490)
    FACT = "fact"
    WAIVED = "waived"
    COMPUTED = "computed"  # one operation on declared figures
    PERIOD = "period"  # the length of the declared period
    SPELLED = "spelled"  # một … mười
    NAME = "name"  # in the name of a row
    TABLE = "table"  # held by its table: it counts the rows, or follows from cells that are bound
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared figure: the observation and the entry it stands in."""

    entry: Entry
    observation: Observation


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity of the prose, and the declared figure it is bound to (of a ratio, its numerator's)."""

    block: Block
    expression: Expression
    quantity: Quantity
    bond: Bond = Bond.UNBOUND
    declared: Declared | None = None
    heading: str = ""  # of a number in a table: what the headings of its column and row say

    def bound(self, bond: Bond, declared: Declared | None = None) -> Mention:
        """The same mention, bound."""
        return Mention(self.block, self.expression, self.quantity, bond, declared, self.heading)

    @property
    def place(self) -> Place:
        """Where it is printed."""
        return self.block.passage.place(self.expression.start, self.expression.end)

    @property
    def printed(self) -> str:
        """Its text with modifier and counted noun, as quoted in messages."""
        start = self.expression.outer_start if self.expression.outer_start >= 0 else self.expression.start
        end = max(self.expression.outer_end, self.expression.end)
        return " ".join(self.block.passage.text[start:end].split())


def token(quantity: Quantity) -> Token:
    """What must agree between print and declaration: kind, values (two of a ratio or range) and modifier."""
    return (quantity.kind, quantity.parts or (quantity.value,), quantity.modifier)
