"""Finding again, in a Markdown source, the pieces of text that a reader sees."""

from __future__ import annotations

import re
from html import unescape

# What never shows, masked by NULs before searching so that no number of an address is taken for text.
_HIDDEN = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>"
    r"|</?[a-z][a-z0-9]*(?=[\s/>])[^<>]*>"
    r"|(?<=\])\{#[^{}\n]*\}"
    r"|(?<=\])\((?:[^\s()]|\([^\s()]*\))*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
    r"|(?<=\])[ ]?\[[^\[\]\n]*\]"
    r"|^[ ]{0,3}\[[^\[\]\n]*\]:.*$",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_MARKERS = re.compile(r"^[ \t>]*\d{1,9}\.(?=[ \t])", re.MULTILINE)
_GAP = re.compile(r"[\x00-\x20*_`\\\[\]!<>#|()\"'+\-~=:;{}]*")
_ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
_SAMPLE = 8  # characters by which the walk picks up the trail again
_LEAP = 400  # characters; a piece of text found farther on than this is most likely another one


def _mask(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


class Aligner:
    """Walks a source forward; each piece of seen text is looked for after the one before."""

    def __init__(self, source: str) -> None:
        self.source = source
        masked = _HIDDEN.sub(_mask, source) if "<" in source or "]" in source or "{" in source else source
        self.masked = _MARKERS.sub(_mask, masked)
        self.cursor = 0

    def locate(self, piece: str) -> list[tuple[int, int]]:
        """Where a piece stands: pairs (offset in the piece, offset in the source), in step from each on.

        A piece that is not found verbatim is walked through character by character; what even that
        does not find gets the place reached so far.
        """
        at = self._find(piece)
        if at < 0:
            return self._walk(piece)
        self.cursor = at + len(piece)
        return [(0, at)]

    def _find(self, piece: str) -> int:
        gap = _GAP.match(self.masked, self.cursor)
        near = (gap.end() if gap else self.cursor) + len(piece)
        for text, end in ((self.masked, near), (self.masked, near + _LEAP), (self.source, near + _LEAP)):
            at = text.find(piece, self.cursor, end)
            if at >= 0:
                return at
        return self.masked.find(piece, self.cursor) if len(piece) > 20 else -1

    def _walk(self, piece: str) -> list[tuple[int, int]]:
        pairs: list[tuple[int, int]] = []
        here, at = self.cursor, -1
        for index, char in enumerate(piece):
            found = self._step(char, here)
            if found is None:
                onward = self.masked.find(piece[index : index + _SAMPLE], here, here + _LEAP)
                if onward < 0 or len(piece) - index < _SAMPLE:
                    continue
                found = onward, onward + 1
            at, after = found
            if not pairs or pairs[-1][1] + index - pairs[-1][0] != at:
                pairs.append((index, at))
            here = after
        self.cursor = here
        if not pairs or pairs[0][0]:
            pairs.insert(0, (0, pairs[0][1] if pairs else min(here, len(self.source))))
        return pairs

    def _step(self, char: str, here: int) -> tuple[int, int] | None:
        """The next place of one character, and where to go on; marks, escapes and entities are passed."""
        masked = self.masked
        while here < len(masked):
            if masked[here] == "&" and (entity := _ENTITY.match(masked, here)):
                return (here, entity.end()) if char in unescape(entity[0]) else None
            if masked[here] == char:
                return here, here + 1
            if not _GAP.fullmatch(masked[here]):
                return None
            here += 1
        return None
