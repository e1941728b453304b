"""How wide a text is in a TrueType font: what breaking lines needs, read from the font's own tables.

Formats: the OpenType specification, tables head, hhea, hmtx and cmap (subtable format 4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from congtin.text import squeeze


class Typeface:
    """A font: which characters it has, and how far each moves on."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of a TrueType font file; ValueError when there is no cmap of format 4."""
        tables = dict(_tables(data))
        self._em: int = struct.unpack_from(">H", data, tables["head"] + 18)[0]
        (metrics,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
        advances = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * n)[0] for n in range(metrics)]
        glyphs = dict(_characters(data, tables["cmap"]))
        self._advances: dict[int, int] = {code: advances[min(glyph, metrics - 1)] for code, glyph in glyphs.items()}

    def known(self, text: str) -> str:
        """The text without characters that the font lacks."""
        return squeeze("".join(char for char in text if char.isspace() or ord(char) in self._advances))

    def width(self, text: str, size: float) -> float:
        """The width of a known text at a size, in the units of the size; kerning left out, which only narrows."""
        return sum(self._advances.get(ord(char), self._em) for char in text) * size / self._em

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """The words of a text in lines no wider than ``width``; a word that is wider is broken."""
        found: list[str] = []
        for word in self._fitting(text.split(), size, width):
            if found and self.width(f"{found[-1]} {word}", size) <= width:
                found[-1] = f"{found[-1]} {word}"
            else:
                found.append(word)
        return found

    def _fitting(self, words: list[str], size: float, width: float) -> Iterator[str]:
        for word in words:
            while self.width(word, size) > width and len(word) > 1:
                cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or self.width(word[:n], size) <= width)
                yield word[:cut]
                word = word[cut:]
            yield word


def _tables(data: bytes) -> Iterator[tuple[str, int]]:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        yield tag.decode("latin-1"), offset


def _characters(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Code points and their glyphs."""
    (count,) = struct.unpack_from(">H", data, at + 2)
    starts = {at + struct.unpack_from(">I", data, at + 8 + 8 * number)[0] for number in range(count)}
    table = next((start for start in sorted(starts) if struct.unpack_from(">H", data, start) == (4,)), None)
    if table is None:
        raise ValueError("the font has no cmap of format 4")
    (double,) = struct.unpack_from(">H", data, table + 6)
    segments = double // 2
    ends, firsts, deltas, ranges = (
        struct.unpack_from(f">{segments}H", data, table + 14 + double * n + (2 if n else 0)) for n in range(4)
    )
    for n in range(segments):
        for code in range(firsts[n], min(ends[n], 0xFFFE) + 1):
            glyph = (code + deltas[n]) & 0xFFFF
            if ranges[n]:
                place = table + 16 + 3 * double + 2 * n + ranges[n] + 2 * (code - firsts[n])
                (glyph,) = struct.unpack_from(">H", data, place)
                glyph = (glyph + deltas[n]) & 0xFFFF if glyph else 0
            if glyph:
                yield code, glyph
