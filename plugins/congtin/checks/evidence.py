"""Evidence: how much the words around a printed number speak for a declared figure."""

from __future__ import annotations

import re
from collections.abc import KeysView
from functools import lru_cache

from congtin.mention import Declared, Mention
from congtin.text import fold

REACH = 90  # code points before and after a number whose words may speak for a row
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.;!?](?=\s)")
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)")


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The folded words of a text, single letters left out."""
    return frozenset(word for word in _ordered(text) if len(word) > 1 and not word.isdigit())


_folded = lru_cache(maxsize=4096)(fold)


def _ordered(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def around(mention: Mention) -> tuple[str, str]:
    """The clause in which a number stands, before and after it: up to the nearest sentence end on each side.

    Of a number in a table, what its headings say.
    """
    if mention.heading:
        return mention.heading, ""
    return _clause(mention.block.passage.text, mention.expression.start, mention.expression.end)


@lru_cache(maxsize=4096)
def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    before = _SENTENCE_END.split(text[max(0, start - REACH) : start])[-1]
    after = _CLAUSE_END.split(text[end : end + REACH], 1)[0]
    return before, after


def same_measure(mention: Mention, declared: Declared) -> bool:
    """Whether both count the same noun ("CĐCS" and "CĐCS trực thuộc" do); bare figures count the indicator's."""
    indicator = declared.entry.indicator
    measure = declared.observation.quantity.measure or (indicator.measure if indicator else "")
    printed, stated = _folded(mention.expression.unit), _folded(measure)
    return bool(printed and stated) and (printed.startswith(stated) or stated.startswith(printed))


def strength(mention: Mention, declared: Declared) -> int:
    """How much the words near the number speak for the row: each word of its label by nearness, a part's double."""
    near = _nearness(*around(mention))
    found = sum([near[word] for word in words(declared.entry.label) if word in near])
    if part := declared.observation.label:
        found += 2 * sum([near[word] for word in words(part) if word in near])
    return found + 8 * same_measure(mention, declared)


@lru_cache(maxsize=4096)
def _nearness(before: str, after: str) -> dict[str, int]:
    """Eight for a word beside the number, one for a word far off."""
    near: dict[str, int] = {}
    for side in (reversed(_ordered(before)), _ordered(after)):
        for steps, word in enumerate(side):
            weight = 8 - steps if steps < 7 else 1
            if near.get(word, 0) < weight:
                near[word] = weight
    return near


def points_to(mention: Mention, declared: Declared) -> bool:
    """Whether the words around a number name that row: its counted noun, or at least half of its label."""
    return same_measure(mention, declared) or names(mention, declared)


def names(mention: Mention, declared: Declared) -> bool:
    """Whether at least half of a row's label stands in the clause around a number."""
    return named(spoken(mention), declared)


def spoken(mention: Mention) -> KeysView[str]:
    """The words of the clause around a number."""
    return _nearness(*around(mention)).keys()


def named(said: KeysView[str], declared: Declared) -> bool:
    """Whether at least half of a row's label is among the words said."""
    label = _label(declared.entry.label, declared.observation.label)
    return bool(label) and 2 * len(said & label) >= len(label)


@lru_cache(maxsize=4096)
def _label(row: str, part: str) -> frozenset[str]:
    return words(f"{row} {part}")
