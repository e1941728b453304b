"""Number links: from a number of the prose to its figure in the tables, and back.

The body's blocks know their numbers by offsets into their own text. The cleaned HTML shows the same
characters in the same order, so both are laid side by side: as they stand, or without white space where that differs.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import accumulate
from operator import itemgetter
from typing import Self

from congtin.observation import Entry, Observation
from congtin.story import Block, Scope, Story
from congtin.values import dataclass

UNSPLIT = 20  # characters of a number that fit a line of the narrowest screen in the largest text
_MARKUP = re.compile(r"(</?[a-z][^>]*>|&[#\w]+;)")
_LINKS = ("<a ", "<a>", "</a>")
_SPACES = re.compile(r"(\s+)")
_APART = re.compile(r"\s\s")


@dataclass(frozen=True, slots=True)
class Tie:
    """A number of the body, ``html[start:end]``, and the figure it tells: the third of the second row is 2, 3."""

    start: int
    end: int
    row: int
    number: int

    @property
    def anchor(self) -> str:
        """The name of the figure's cell."""
        return f"s{self.row}-{self.number}"


@dataclass(frozen=True, slots=True)
class Mark:
    """The names of a figure's cell in its table, and of the first place of the prose that links to it, if any does."""

    anchor: str
    back: str


def find_ties(story: Story, bound: Iterable[tuple[int, int, int, Observation]]) -> Iterator[Tie]:
    """Where the numbers ``text[start:end]`` of the blocks of that index stand in the body, in its order.

    A number that stands in a link already, or whose digits are split by markup, is left out.
    """
    names = {
        id(figure): (row, number)
        for row, entry in enumerate(story.entries, 1)
        for number, figure in enumerate(entry.observations, 1)
    }
    page = _Page.read(story.html)
    starts = page.starts(story.blocks)
    if starts is None:
        page = _Solid.read(story.html)
        starts = page.starts(story.blocks)
    done = here = at = before = 0
    for block, start, end, figure in sorted(bound, key=itemgetter(0, 1)):
        if block != here:
            here, at, before = block, 0, 0
        text = story.blocks[block].passage.text
        before, at = before + len(page.form(text[at:start])), start
        found = page.stretch(starts.get(block), before, len(page.form(text[start:end])))
        name = names.get(id(figure))
        if found and name and found[0] >= done:
            yield Tie(*found, *name)
            done = found[1]


def weave(html: str, ties: Sequence[Tie]) -> str:
    """The body with its tied numbers as links; each has a name of its own to come back to.

    A number and its measure stand in one line, but for one too long for a narrow screen: it is marked so.
    """
    parts: list[str] = []
    done = 0
    for place, tie in enumerate(ties, 1):
        parts.append(html[done : tie.start])
        number = html[tie.start : tie.end]
        split = ' class="long"' if len(number) > UNSPLIT else ""
        parts.append(f'<a{split} id="t{place}" href="#{tie.anchor}">{number}</a>')
        done = tie.end
    return "".join([*parts, html[done:]])


def marks(entries: Iterable[Entry], ties: Sequence[Tie]) -> dict[int, Mark]:
    """The marks of the figures, by identity (``id()``); of a row without figures its own ("chưa báo cáo")."""
    first: dict[tuple[int, int], str] = {}
    for place, tie in enumerate(ties, 1):
        first.setdefault((tie.row, tie.number), f"t{place}")
    return {
        id(figure): Mark(f"s{row}-{number}", first.get((row, number), ""))
        for row, entry in enumerate(entries, 1)
        for number, figure in enumerate(entry.observations or (entry,), 1)
    }


def _solid(text: str) -> str:
    return "".join(text.split())


@dataclasses.dataclass
class _Page:
    """The characters of some HTML as they stand, in runs that each are of one text between tags.

    ``at`` holds for each run its first character's number, ``places`` its offset in the HTML, ``runs`` it as it
    stands there: None where a link stands in it, or where it is one character written as an entity.
    """

    text: str = ""
    at: list[int] = dataclasses.field(default_factory=list)
    places: list[int] = dataclasses.field(default_factory=list)
    runs: list[str | None] = dataclasses.field(default_factory=list)

    @staticmethod
    def form(text: str) -> str:
        """The characters that count."""
        return text

    @classmethod
    def read(cls, html: str) -> Self:
        page, form, pieces, length, place, links = cls(), cls.form, [], 0, 0, 0
        for number, part in enumerate(_MARKUP.split(html)):
            is_entity = number % 2 > 0 and part.startswith("&")
            if number % 2 == 0 or is_entity:
                piece = form(unescape(part) if is_entity else part)
                if piece:
                    page.at.append(length)
                    page.places.append(place)
                    page.runs.append(None if is_entity or links > 0 else part)
                    pieces.append(piece)
                    length += len(piece)
            elif part.startswith(_LINKS):
                links += 1 if part[1] == "a" else -1
            place += len(part)
        page.text = "".join(pieces)
        return page

    def starts(self, blocks: Sequence[Block]) -> dict[int, int] | None:
        """Where the blocks begin among the characters; None where they do not follow one another there as they are.

        Alternative texts are no part of the page's text.
        """
        found, cursor = {}, 0
        for index, block in enumerate(blocks):
            if block.scope.repeats:
                continue
            text = block.passage.text
            while self.text[cursor : cursor + 1].isspace():
                cursor += 1
            if self.text.startswith(text, cursor):
                found[index] = cursor
                cursor += len(text)
            elif block.scope is not Scope.CAPTION or self.text.startswith(text.lstrip()[:1], cursor):
                return None
        return found

    def stretch(self, start: int | None, before: int, length: int) -> tuple[int, int] | None:
        """Where a number of so many characters stands in the HTML, if it does so in one piece and outside of links."""
        if start is None or not length:
            return None
        first = start + before
        run = bisect_right(self.at, first) - 1
        text, left = self.runs[run], first - self.at[run]
        if text is None:
            return None
        one, last = self.place(run, text, left), self.place(run, text, left + length - 1)
        if last >= len(text) or _APART.search(text, one, last):
            return None
        return self.places[run] + one, self.places[run] + last + 1

    def place(self, run: int, text: str, number: int) -> int:
        """Where in a run the character of that number stands; the run's length or more when it has not so many."""
        return number


@dataclasses.dataclass
class _Solid(_Page):
    """The same without white space, and with blocks that stand somewhere else or nowhere."""

    _words: dict[int, tuple[list[int], list[int]]] = dataclasses.field(default_factory=dict)

    form = staticmethod(_solid)

    def starts(self, blocks: Sequence[Block]) -> dict[int, int]:
        found, cursor = {}, 0
        for index, block in enumerate(blocks):
            text = "" if block.scope.repeats else _solid(block.passage.text)
            at = cursor if self.text.startswith(text, cursor) else -1
            if at < 0 and block.scope is not Scope.CAPTION:
                at = self.text.find(text, cursor)
            if text and at >= 0:
                found[index] = at
                cursor = at + len(text)
        return found

    def place(self, run: int, text: str, number: int) -> int:
        if run not in self._words:
            lengths = list(map(len, _SPACES.split(text)))  # of words, and of the spaces between them
            self._words[run] = list(accumulate(lengths[::2])), list(accumulate(lengths))[::2]
        ends, places = self._words[run]
        word = bisect_right(ends, number)
        return places[word] - (ends[word] - number) if word < len(ends) else len(text)
