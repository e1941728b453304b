"""What stands in front matter and catalogue files: scalars kept as text, sequences, mappings, each with its place."""

from __future__ import annotations

from typing import TypeAlias

from congtin.text import Passage, Place
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was written: always text, never a number or a date."""

    passage: Passage

    @property
    def text(self) -> str:
        """The text, without quotes, comment and the space around it."""
        return self.passage.text

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.passage.place()


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, block or flow."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value. A row of ``metrics`` is a mapping of one pair."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; keys are not repeated (a repetition is a finding, the first stays)."""

    pairs: tuple[Pair, ...]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping
