"""The counted noun behind a number: "đoàn viên công đoàn ưu tú", "cán bộ, công chức"."""

from __future__ import annotations

from functools import lru_cache

from congtin.vietnamese.noun_words import ATTRIBUTES, DETERMINERS, JOINS, NOT_ATTRIBUTES, NOUNS
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.trie import Trie

_NOUNS = Trie(NOUNS)
_ATTRIBUTES = Trie(ATTRIBUTES | (NOUNS - NOT_ATTRIBUTES))
_MOST_PARTS = 8
_OVER = Pattern(r"[0-9.;:()%!?\n]")  # stands in no phrase: nothing behind it matters
_NEAR = 80  # code points that are looked through for it
_NUMBERED = Pattern(r"[ \u00a0]?(?:[0-9]|[ivx]+(?!\w))")  # "hai học kỳ, học kỳ I": another number's noun


def noun_end(low: str, start: int, text: str = "") -> int:
    """Where the known noun phrase that begins at ``start`` ends; ``start`` itself when none does.

    With ``text``, the same in its own case, a list of nouns ends before a capitalised one ("27 đồng chí, Ban …").
    """
    over = _OVER.search(low, start, start + _NEAR)
    if over is None:
        return _phrases_end(low, start, text)
    return start + _known_end(low[start : over.end()], text[start : over.end()])


@lru_cache(8192)  # "đoàn viên, đạt 1": what is counted, and what follows it, comes again and again
def _known_end(low: str, text: str) -> int:
    return _phrases_end(low, 0, text)


def _phrases_end(low: str, start: int, text: str) -> int:
    at = start
    if low.startswith(DETERMINERS, at):
        behind = low.index(" ", at) + 1
        behind += 3 if low.startswith("số ", behind) else 0
        if _NOUNS.match(low, behind) > behind:
            at = behind
    end = _phrase_end(low, at)
    if end == at:
        return start
    for _ in range(_MOST_PARTS):
        if not low.startswith(JOINS, end):
            break
        joined = next((end + len(join) for join in JOINS if low.startswith(join, end)), end)
        following = _phrase_end(low, joined) if joined > end else end
        if following <= joined or _NUMBERED.match(low, following):
            break
        if text[joined : joined + 1].isupper() and text[joined + 1 : joined + 2].islower():
            break
        end = following
    return end


def _phrase_end(low: str, start: int) -> int:
    end = _NOUNS.match(low, start)
    if end == start:
        return start
    for _ in range(_MOST_PARTS):
        if low[end : end + 1] not in {" ", "\u00a0"}:
            break
        following = _ATTRIBUTES.match(low, end + 1)
        if following == end + 1:
            break
        end = following
    return end
