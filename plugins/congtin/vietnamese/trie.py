"""Longest match of many phrases at one place of a text, at the cost of a dictionary look-up or two."""

from __future__ import annotations

from collections.abc import Iterable

from congtin.vietnamese.patterns import Pattern


class Trie:
    """Phrases by their first word, sorted at the first question; :meth:`match` finds the longest at a place."""

    __slots__ = ("_by_word", "_phrases")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = phrases
        self._by_word: dict[str, tuple[str, ...]] = {}

    def begins(self, low: str, start: int) -> bool:
        """Whether the word at ``start`` begins some phrase."""
        return _WORD.match(low, start)[0] in (self._by_word or self._sorted())  # type: ignore[index]

    def match(self, low: str, start: int) -> int:
        """The end of the longest phrase at ``start`` that ends at a word's end; ``start`` when there is none."""
        word = _WORD.match(low, start)[0]  # type: ignore[index]  # the pattern matches the empty string, too
        for phrase in (self._by_word or self._sorted()).get(word, ()):
            if low.startswith(phrase, start):
                end = start + len(phrase)
                if not (phrase[-1].isalnum() and low[end : end + 1].isalnum()):
                    return end
        return start

    def _sorted(self) -> dict[str, tuple[str, ...]]:
        by_word: dict[str, list[str]] = {}
        for phrase in self._phrases:
            by_word.setdefault(_WORD.match(phrase)[0], []).append(phrase)  # type: ignore[index]
        self._by_word = {word: tuple(sorted(group, key=len, reverse=True)) for word, group in by_word.items()}
        return self._by_word


_WORD = Pattern(r"[^\W_]{0,24}")
