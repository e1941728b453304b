"""Texts and the places in them: positions, folding, slugs and near misses."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import groupby

from congtin.values import dataclass

SLUG_LENGTH = 80
MARK_LENGTH = 8  # hexadecimal digits at the end of a slug that was cut
_HEAP = re.compile(r"[^\w\s\x00-\x7f]{32,}")  # where more marks may stand together than any letter bears
NEAR_MISS = 2  # edits; design contract: a near miss is at most two edits, or equal after folding


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a source file; lines and columns count from 1, ``end_column`` is exclusive."""

    path: str  # POSIX, relative to the site's root
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Source:
    """The text of one file, already normalised (see :func:`normalise`), able to say where an offset lies."""

    path: str
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, to quote them in findings."""
        return self.text.split("\n")

    def place(self, start: int, end: int | None = None) -> Place:
        """Turn offsets (code points, end exclusive) into a place."""
        line, column = self._position(start)
        starts = self._line_starts
        if end is None or end == start:
            return Place(self.path, line, column, line, column)
        if 0 <= start <= end < (starts[line] if line < len(starts) else len(self.text) + 1):  # as most do: on one line
            return Place(self.path, line, column, line, column + end - start)
        return Place(self.path, line, column, *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        if not 0 <= offset <= len(self.text):
            offset = max(0, min(offset, len(self.text)))
        starts = self._line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A text taken out of a source, each character of which knows where it came from.

    ``segments`` maps offsets of ``text`` to offsets of the source: from each pair's first number
    on, characters run in step with the source from its second number on.
    """

    text: str
    source: Source
    segments: tuple[tuple[int, int], ...] = ((0, 0),)

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Passage:
        """The stretch ``source.text[start:end]``, unchanged."""
        return cls(source.text[start:end], source, ((0, start),))

    def offset(self, index: int) -> int:
        """Where the character at ``index`` of the text stands in the source, never beyond its last."""
        segments, length = self.segments, len(self.source.text)
        at = max(0, bisect_right(segments, (index, length + 1)) - 1) if len(segments) > 1 else 0
        here, there = segments[at]
        last = length if index >= len(self.text) else length - 1  # the end of a passage may be the end of the source
        return min(there + index - here, max(0, last))

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of ``text[start:end]`` in the source."""
        end = len(self.text) if end is None else end
        if len(self.segments) == 1 and 0 <= start < end <= len(self.text):
            here, there = self.segments[0]
            if there + end - here <= len(self.source.text):
                return self.source.place(there + start - here, there + end - here)
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        return self.source.place(first, last)

    def part(self, start: int, end: int) -> Passage:
        """The passage ``text[start:end]``, places kept."""
        segments = [(0, self.offset(start))]
        segments += [(here - start, there) for here, there in self.segments if start < here < end]
        return Passage(self.text[start:end], self.source, tuple(segments))


def normalise(text: str) -> str:
    """NFC, line feeds only, no byte order mark: the one form all later code sees."""
    return compose(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def compose(text: str) -> str:
    """The text as NFC has it, in time that grows with its length.

    Python puts the marks over one letter in order by moving each past all before it: half a million of them take
    minutes, in which no alarm rings. Marks in order already cost nothing, and this order is the same.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _HEAP.sub(_in_order, text))


def _in_order(heap: re.Match[str]) -> str:
    """Each run of combining marks by their class, those of one class as they stood: Unicode's canonical order."""
    runs = groupby(heap[0], key=lambda char: unicodedata.combining(char) > 0)
    return "".join("".join(sorted(run, key=unicodedata.combining) if marks else run) for marks, run in runs)


def squeeze(text: str) -> str:
    """The text with each run of white space (no-break spaces too) as one space, ends trimmed."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text without marks and case, đ as d: the form in which near misses meet."""
    return squeeze(text.casefold().translate(_BARE))


class _Bare(dict[int, str]):
    """What is left of a character without its marks, found once."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", chr(code))
        self[code] = bare = "".join(char for char in plain if not unicodedata.combining(char))
        return bare


_BARE = _Bare({ord("đ"): "d"})


@lru_cache(4096)  # section names come again and again
def slugify(text: str) -> str:
    """An address part of at most 80 characters of ``[a-z0-9-]``; empty when nothing is left.

    A longer one is cut, and ends in a mark of the whole, so that two which begin alike stay two.
    """
    whole = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(whole) <= SLUG_LENGTH:
        return whole
    mark = blake2b(whole.encode(), digest_size=MARK_LENGTH // 2).hexdigest()
    return f"{whole[: SLUG_LENGTH - MARK_LENGTH - 1].rstrip('-')}-{mark}"


def distance(left: str, right: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two texts; ``limit + 1`` when more.

    Restricted Damerau-Levenshtein distance.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row = row, [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = previous
    return row[-1]


def nearest(word: str, known: Iterable[str], limit: int = NEAR_MISS) -> str | None:
    """The known word that ``word`` most likely stands for, or None when none is near.

    A word of four letters or fewer must be nearer: two edits would turn it into any other.
    """
    folded = fold(word)
    limit = min(limit, max(1, len(folded) // 4)) if len(folded) < 8 else limit
    best: tuple[int, str] | None = None
    for candidate in known:
        other = fold(candidate)
        edits = 0 if other == folded else distance(folded, other, limit)
        if edits <= limit and (best is None or (edits, candidate) < best):
            best = (edits, candidate)
    return best[1] if best else None
