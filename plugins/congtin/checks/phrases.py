"""Phrases that the front matter quotes from the prose: where they stand, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from congtin.story import Block, Phrase, PhraseKind
from congtin.text import Place, squeeze
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A stretch ``text[start:end]`` of a block."""

    block: Block
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.block.passage.place(self.start, self.end)

    @property
    def text(self) -> str:
        """What stands there."""
        return squeeze(self.block.passage.text[self.start : self.end])


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quoted phrase: its listings in the front matter, its occurrences in the body."""

    listings: tuple[Phrase, ...]
    occurrences: tuple[Occurrence, ...]

    @property
    def stands(self) -> bool:
        """Whether it occurs exactly as often as it is listed."""
        return len(self.listings) == len(self.occurrences)


def quoted(phrases: Iterable[Phrase], body: Sequence[Block]) -> tuple[Quoted, ...]:
    """Look each phrase up in the body, verbatim after folding of white space, at token boundaries."""
    listings: dict[tuple[str, bool], list[Phrase]] = {}
    for phrase in phrases:  # a fact may be confirmed as well
        listings.setdefault((squeeze(phrase.text), phrase.kind is PhraseKind.CONFIRMATION), []).append(phrase)
    return tuple(
        Quoted(tuple(listed), tuple(_occurrences(text, body))) for (text, _), listed in listings.items() if text
    )


def _occurrences(phrase: str, body: Sequence[Block]) -> Iterable[Occurrence]:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    pattern = re.compile(rf"(?<!\w)(?<!\d[.,]){words}(?!\w|[.,]\d|\s?%)")
    for block in body:
        for match in pattern.finditer(block.passage.text):
            yield Occurrence(block, match.start(), match.end())


def nearest_passage(phrase: str, body: Sequence[Block]) -> Occurrence | None:
    """The stretch of the body most like a phrase that no longer stands there, None when nothing is like it."""
    wanted = phrase.split()
    best: tuple[float, Occurrence] | None = None
    for block in body:
        words = list(re.finditer(r"\S+", block.passage.text))
        for at in range(max(0, len(words) - len(wanted) + 1)):
            start, end = words[at].start(), words[at + len(wanted) - 1].end()
            likeness = SequenceMatcher(None, phrase, squeeze(block.passage.text[start:end])).ratio()
            if likeness > 0.75 and (best is None or likeness > best[0]):
                best = (likeness, Occurrence(block, start, end))
    return best[1] if best else None
