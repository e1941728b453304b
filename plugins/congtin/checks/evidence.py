"""Evidence: how much the words around a printed number speak for a declared figure."""

from __future__ import annotations

import re
from functools import lru_cache

from congtin.mention import Declared, Mention
from congtin.text import fold

REACH = 90  # code points before and after a number whose words may speak for a row


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The folded words of a text, single letters left out."""
    return frozenset(word for word in re.findall(r"\w+", fold(text)) if len(word) > 1 and not word.isdigit())


_folded = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=4096)
def _ordered(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))


def around(mention: Mention) -> tuple[str, str]:
    """The clause in which a number stands, before and after it: up to the nearest sentence end on each side.

    Of a number in a table, what its headings say.
    """
    if mention.heading:
        return mention.heading, ""
    text = mention.block.passage.text
    start, end = mention.expression.start, mention.expression.end
    before = re.split(r"[.;!?](?=\s)", text[max(0, start - REACH) : start])[-1]
    after = re.split(r"[.;!?](?=\s|$)", text[end : end + REACH])[0]
    return before, after


def same_measure(mention: Mention, declared: Declared) -> bool:
    """Whether both count the same noun ("CĐCS" and "CĐCS trực thuộc" do); bare figures count the indicator's."""
    indicator = declared.entry.indicator
    measure = declared.observation.quantity.measure or (indicator.measure if indicator else "")
    printed, stated = _folded(mention.expression.unit), _folded(measure)
    return bool(printed and stated) and (printed.startswith(stated) or stated.startswith(printed))


def strength(mention: Mention, declared: Declared) -> int:
    """How much the words near the number speak for the row: each word of its label by nearness, a part's double."""
    before, after = around(mention)
    near: dict[str, int] = {}
    for side in (_ordered(before)[::-1], _ordered(after)):
        for steps, word in enumerate(side):
            near[word] = max(near.get(word, 0), _weight(steps))
    label = sum(near.get(word, 0) for word in words(declared.entry.label))
    part = sum(near.get(word, 0) for word in words(declared.observation.label))
    return label + 2 * part + 8 * same_measure(mention, declared)


def _weight(steps: int) -> int:
    """Eight for a word beside the number, one for a word far off."""
    return max(1, 8 - steps)


def points_to(mention: Mention, declared: Declared) -> bool:
    """Whether the words around a number name that row: its counted noun, or at least half of its label."""
    return same_measure(mention, declared) or names(mention, declared)


def names(mention: Mention, declared: Declared) -> bool:
    """Whether at least half of a row's label stands in the clause around a number."""
    label = words(f"{declared.entry.label} {declared.observation.label}")
    return bool(label) and 2 * len(words(" ".join(around(mention))) & label) >= len(label)
