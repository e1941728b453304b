"""Modifiers: the words around a number that widen it ("hơn", "ít nhất", "trở lên")."""

from __future__ import annotations

from congtin.quantity import Modifier
from congtin.vietnamese.lexicon import (
    COMPARED,
    LEVELS,
    MODIFIER_LINKS,
    MODIFIERS_AFTER,
    MODIFIERS_BEFORE,
)
from congtin.vietnamese.scan import Scan


def modifier_before(scan: Scan, start: int) -> tuple[Modifier | None, int]:
    """The modifier in front of a number and where it begins."""
    words = scan.before(start)
    if not words or words[0] not in MODIFIER_ENDS:
        return None, start
    links = 1 + (len(words) > 1 and words[1] in MODIFIER_LINKS) if words[0] in MODIFIER_LINKS else 0
    for skip in range(min(links + 1, len(words))):
        if words[skip] not in _PHRASE_ENDS:
            continue
        for size in (3, 2, 1):
            phrase = " ".join(words[skip : skip + size][::-1])
            modifier = MODIFIERS_BEFORE.get(phrase)
            if modifier is None or (skip and phrase in _TIGHT) or _compares(phrase, words[skip + size :]):
                continue
            at = scan.low.rfind(phrase.split(" ", 1)[0], max(0, start - 40), start)
            return modifier, at
    return None, start


_PHRASE_ENDS = frozenset(phrase.split()[-1] for phrase in MODIFIERS_BEFORE)
MODIFIER_ENDS = _PHRASE_ENDS | MODIFIER_LINKS
_TIGHT = frozenset({"trên", "dưới", "hơn", "gần", "quá", "tầm"})  # only right before the number


def _compares(phrase: str, before: list[str]) -> bool:
    """ "cao hơn 2%" tells a difference, "cấp trên 25%" a level: neither is a bound."""
    if not before:
        return False
    return (phrase == "hơn" and before[0] in COMPARED) or (phrase in {"trên", "dưới"} and before[0] in LEVELS)


def modifier_behind(low: str, end: int) -> tuple[Modifier | None, int]:
    """The modifier right behind a number or its noun ("trở lên") and where it ends."""
    if low.startswith((" tr", " đổ"), end):
        for words, modifier in MODIFIERS_AFTER.items():
            if low.startswith(words, end + 1) and not low.startswith(" đây", end + 1 + len(words)):
                return modifier, end + 1 + len(words)
    return None, end
