"""Finding again, in a Markdown source, the pieces of text that a reader sees."""

from __future__ import annotations

import re
from html import unescape

from congtin.vietnamese.patterns import Pattern

# What never shows is masked by NULs before searching, so that no number of an address is taken for text. Each
# pattern begins with a fixed sign, for speed, and never runs over another opening of its kind, lest its time be
# quadratic. Each match's first character stays.
_TAGS = Pattern(
    r"<!--(?:(?!<!--).)*?-->"
    r"|<(?P<raw>script|style)\b(?:(?!<(?P=raw)\b).)*?</(?P=raw)\s*>"
    r"|</?[a-z][a-z0-9]*(?=[\s/>])[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TARGETS = re.compile(
    r"\](?:\{#[^{}\n]*\}"
    r"|\((?:[^\s()]|\([^\s()]*\))*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
    r"|[ ]?\[[^\[\]\n]*\])"
)
_DEFINITIONS = re.compile(r"\n[ ]{0,3}\[[^\[\]\n]*\]:[^\n]*")
_MARKERS = re.compile(r"\n[ \t>]*\d{1,9}\.(?=[ \t])")
_GAP = re.compile(r"[\x00-\x20*_`\\\[\]!<>#|()\"'+\-~=:;{}]*")
_GAP_SIGNS = frozenset("*_`\\[]!<>#|()\"'+-~=:;{}") | {chr(code) for code in range(33)}
_ENTITY = Pattern(r"&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
_SAMPLE = 8  # characters by which the walk picks up the trail again
_LEAP = 400  # characters; a piece of text found farther on than this is most likely another one
_LONG = 20  # characters; a piece of this length is itself wherever it stands
_BUDGET = 3_000_000  # steps spent on lost pieces in one text; then places are given to the nearest piece found


def _blot(match: re.Match[str]) -> str:
    return match[0][0] + "\0" * (len(match[0]) - 1)


def _mask(source: str) -> str:
    """The source with NULs for what never shows; of the same length."""
    text = "\n" + source  # so that the first line begins as all others do
    if "<" in source:
        text = _TAGS.sub(_blot, text)
    if "]" in source:
        text = _DEFINITIONS.sub(_blot, _TARGETS.sub(_blot, text))
    return _MARKERS.sub(_blot, text)[1:]


class Aligner:
    """Walks a source forward; each piece of seen text is looked for after the one before.

    ``markdown``: whether marks, tags and addresses in the source are not shown as they stand.
    """

    def __init__(self, source: str, markdown: bool = True) -> None:
        self.source = source
        self.masked = _mask(source) if markdown else source
        self.cursor = 0
        self._budget = _BUDGET

    def locate(self, piece: str) -> list[tuple[int, int]]:
        """Where a piece stands: pairs (offset in the piece, offset in the source), in step from each on.

        A piece that is not found verbatim is walked through character by character; what even that
        does not find gets the place reached so far.
        """
        at = self._find(piece) if self._budget > 0 else self.cursor
        if at < 0:
            return self._within(self._walk(piece), len(piece))
        self.cursor = at + len(piece)
        if self.cursor > len(self.source):  # out of budget: not found, but put here
            self.cursor = len(self.source)
            return self._within([(0, at)], len(piece))
        return [(0, at)]

    def _within(self, pairs: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
        """The pairs, with an end that was not found drawn back into the source."""
        here, there = pairs[-1]
        over = there + length - here - len(self.source)
        if over > 0:
            cut = max(here, length - over)
            pairs[-1:] = [*([(here, there)] if cut > here else []), (cut, max(0, len(self.source) - (length - cut)))]
        return pairs

    def _find(self, piece: str) -> int:
        masked, cursor = self.masked, self.cursor
        if masked.startswith(piece, cursor):
            return cursor
        near = _GAP.match(masked, cursor).end() + len(piece)  # type: ignore[union-attr]  # it matches nothing, too
        self._budget -= near - cursor
        at = masked.find(piece, cursor, near)
        if at >= 0:
            return at
        self._budget -= _LEAP
        for text in (self.masked, self.source):
            at = text.find(piece, self.cursor, near + _LEAP)
            if at >= 0:
                return at
        if len(piece) <= _LONG or self._budget < 0:
            return -1
        self._budget -= (len(self.masked) - self.cursor) // 100  # a search in C is so much cheaper than a step
        return self.masked.find(piece, self.cursor)

    def _walk(self, piece: str) -> list[tuple[int, int]]:
        pairs: list[tuple[int, int]] = []
        here = self.cursor
        for index, char in enumerate(piece):
            found = self._step(char, here) or self._resume(piece[index : index + _SAMPLE], here)
            if found is None:
                continue
            at, here = found
            if not pairs or pairs[-1][1] + index - pairs[-1][0] != at:
                pairs.append((index, at))
        self.cursor = here
        if not pairs or pairs[0][0]:
            pairs.insert(0, (0, pairs[0][1] if pairs else here))
        return pairs

    def _step(self, char: str, here: int) -> tuple[int, int] | None:
        """The next place of one character, and where to go on; marks, escapes and entities are passed."""
        masked = self.masked
        if masked[here - 1 : here] == "\0" and self.source[here : here + 1] == char:
            return here, here + 1  # in the midst of something masked that shows after all
        while here < len(masked) and self._budget > 0:
            self._budget -= 1
            if masked[here] == "&" and (entity := _ENTITY.match(masked, here)):
                return (here, entity.end()) if char in unescape(entity[0]) else None
            if masked[here] == char:
                return here, here + 1
            if masked[here] not in _GAP_SIGNS:
                return None
            here += 1
        return None

    def _resume(self, sample: str, here: int) -> tuple[int, int] | None:
        """Where the trail goes on after something that is written otherwise than it shows."""
        if len(sample) < 2 or self._budget < 0:
            return None
        self._budget -= _LEAP // 10
        for text in (self.masked, self.source):
            at = text.find(sample, here, here + _LEAP)
            if at >= 0:
                return at, at + 1
        return None
