"""Longest match of many phrases at one place of a text, at the cost of a dictionary look-up or two."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Trie:
    """Phrases by their first word; :meth:`match` finds the longest that begins at a place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_word: dict[str, list[str]] = {}
        for phrase in phrases:
            by_word.setdefault(_first_word(phrase, 0), []).append(phrase)
        self._by_word = {word: tuple(sorted(group, key=len, reverse=True)) for word, group in by_word.items()}

    def begins(self, low: str, start: int) -> bool:
        """Whether the word at ``start`` begins some phrase."""
        return _first_word(low, start) in self._by_word

    def match(self, low: str, start: int) -> int:
        """The end of the longest phrase at ``start`` that ends at a word's end; ``start`` when there is none."""
        for phrase in self._by_word.get(_first_word(low, start), ()):
            if low.startswith(phrase, start):
                end = start + len(phrase)
                if not (phrase[-1].isalnum() and low[end : end + 1].isalnum()):
                    return end
        return start


_WORD = re.compile(r"[^\W_]{0,24}")


def _first_word(text: str, start: int) -> str:
    return _WORD.match(text, start)[0]  # type: ignore[index]  # the pattern matches the empty string, too
