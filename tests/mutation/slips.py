"""The slips an editor makes at a number, by class: each yields (offset, length, replacement) within the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

Change = tuple[int, int, str]
Slip = Callable[[str, int, int], Iterator[Change]]

BEFORE = 14  # code points in front of a number in which its modifier or verb stands
AFTER = 24

_SCALES = {"nghìn": "triệu", "ngàn": "triệu", "triệu": "tỷ", "tỷ": "triệu", "tỉ": "triệu"}
_FRONT = {
    "gần": "trên",
    "trên": "gần",
    "hơn": "gần",
    "dưới": "trên",
    "khoảng": "trên",
    "ít nhất": "nhiều nhất",
    "tối thiểu": "tối đa",
    "tối đa": "tối thiểu",
    "không quá": "trên",
}
_BEHIND = {"trở lên": "trở xuống", "trở xuống": "trở lên"}
_VERDICTS = {"đạt": "vượt", "vượt": "đạt"}


def digits(text: str, start: int, end: int) -> Iterator[Change]:
    """Each digit changed once."""
    for at in range(start, end):
        if text[at].isdigit():
            yield at, 1, str((int(text[at]) + 1 + at % 8) % 10)


def dropped(text: str, start: int, end: int) -> Iterator[Change]:
    """Each digit left out, but for a leading zero, which says nothing."""
    if sum(char.isdigit() for char in text[start:end]) > 1:
        for at in range(start, end):
            leading = text[at] == "0" and not (at and text[at - 1].isdigit())
            if text[at].isdigit() and not leading:
                yield at, 1, ""


def swapped(text: str, start: int, end: int) -> Iterator[Change]:
    """Each two neighbouring digits exchanged."""
    places = [at for at in range(start, end) if text[at].isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other] and other - one <= 2:
            yield one, other - one + 1, text[other] + text[one + 1 : other] + text[one]


def separators(text: str, start: int, end: int) -> Iterator[Change]:
    """Each dot or comma within digits moved by one place."""
    for at in range(start + 1, end - 1):
        if text[at] in ".," and text[at - 1].isdigit() and text[at + 1].isdigit():
            yield at - 1, 2, text[at] + text[at - 1] if at - 1 > start else text[at - 1] + text[at + 1] + text[at]
            yield at, 2, text[at + 1] + text[at]


def scales(text: str, start: int, end: int) -> Iterator[Change]:
    """Triệu for tỷ and the like."""
    yield from _exchanged(text, start, end, _SCALES)


def modifiers(text: str, start: int, end: int) -> Iterator[Change]:
    """Gần for trên and the like, beside the number."""
    front = max(0, start - BEFORE)
    words = "|".join(sorted(_FRONT, key=len, reverse=True))
    match = re.search(rf"\b({words})\s+$", text[front:start], re.IGNORECASE)
    if match:
        yield front + match.start(1), len(match[1]), _FRONT[match[1].casefold()]
    match = re.match(r"(?:\s+\w+){0,2}?\s+(trở lên|trở xuống)\b", text[end : end + AFTER])
    if match:
        yield end + match.start(1), len(match[1]), _BEHIND[match[1]]


def verdicts(text: str, start: int, end: int) -> Iterator[Change]:
    """Đạt for vượt and back, before a percentage."""
    if text[start:end].endswith("%"):
        front = max(0, start - BEFORE)
        match = re.search(r"\b(đạt|vượt)\s+(?:trên |gần |hơn )?$", text[front:start], re.IGNORECASE)
        if match:
            word = match[1]
            other = _VERDICTS[word.casefold()]
            yield front + match.start(1), len(word), other.capitalize() if word[0].isupper() else other


def _exchanged(text: str, start: int, end: int, words: dict[str, str]) -> Iterator[Change]:
    for match in re.finditer(rf"\b({'|'.join(words)})\b", text[start:end]):
        yield start + match.start(), len(match[0]), words[match[0]]


SLIPS: dict[str, Slip] = {
    "digit": digits,
    "dropped digit": dropped,
    "swapped digits": swapped,
    "separator moved": separators,
    "scale word": scales,
    "modifier": modifiers,
    "đạt/vượt": verdicts,
}
