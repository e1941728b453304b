"""Numerals of slogans, which count nothing: "5 không 3 sạch", "3 tại chỗ"."""

from __future__ import annotations

from decimal import Decimal

from congtin.expression import Expression, Sort
from congtin.vietnamese.digits import plain
from congtin.vietnamese.lexicon import (
    QUOTED_SLOGANS,
    SLOGANS,
)
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan
from congtin.vietnamese.trie import Trie

_SLOGAN = Trie(SLOGANS)

_QUOTED_SLOGAN = Trie(QUOTED_SLOGANS)

_QUOTES = frozenset("\"“'‘«")

_SLOGAN_REACH = 24  # how far the next numeral of a slogan may stand

_SURE_SLOGANS = frozenset({"tại chỗ", "sẵn sàng", "xung kích", "đảm đang"})

_SLOGAN_ENDS = Pattern(r"\s?[,”\"’»0-9)]|\s?$")


def slogan_numeral(scan: Scan, start: int, end: int, value: Decimal) -> Expression | None:
    """ "5 không 3 sạch", "3 tại chỗ": the numerals of slogans count nothing."""
    low = scan.low
    if low[end : end + 1] not in {" ", "\u00a0"}:
        return None
    quoted = low[start - 1 : start] in _QUOTES or start - scan.slogan_end < _SLOGAN_REACH
    table = _QUOTED_SLOGAN if quoted and _QUOTED_SLOGAN.match(low, end + 1) > end + 1 else _SLOGAN
    stop = table.match(low, end + 1)
    if stop == end + 1 or not (quoted or low[end + 1 : stop] in _SURE_SLOGANS or _SLOGAN_ENDS.match(low, stop)):
        return None
    scan.slogan_end = end
    return Expression(start, end, scan.text[start:end], Sort.OTHER, plain(value))
