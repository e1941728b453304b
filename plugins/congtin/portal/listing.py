"""Lists of articles as pages show them: known by their key at once, their cards made when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from congtin.portal.shelf import face
from congtin.portal.stamps import digest_lines
from congtin.publishing.cards import Card
from congtin.story import Story


@dataclass(frozen=True, slots=True)
class Cards(Sequence[Card]):
    """The cards of some articles; ``make`` makes one."""

    stories: Sequence[Story]
    make: Callable[[Story], Card]

    @property
    def key(self) -> str:
        """What the cards show."""
        return digest_lines(map(face, self.stories))

    def __len__(self) -> int:
        return len(self.stories)

    @overload
    def __getitem__(self, at: int) -> Card: ...

    @overload
    def __getitem__(self, at: slice) -> Cards: ...

    def __getitem__(self, at: int | slice) -> Card | Cards:
        return Cards(self.stories[at], self.make) if isinstance(at, slice) else self.make(self.stories[at])

    def __iter__(self) -> Iterator[Card]:
        return map(self.make, self.stories)
