"""Lists told one after the other: "nam và nữ lần lượt 120 và 135 người" is "nam 120, nữ 135 người"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from congtin.vietnamese.cues import Sign, Token

_WORDS = ("lần", "lượt")
_JOINS = frozenset({Sign.LINK, Sign.COMMA})
_NAMES = frozenset({Sign.WORD, Sign.NAME}) | _JOINS


def paired(phrase: str, tokens: list[Token]) -> list[Token]:
    """The tokens with each name before its number, where there are as many of the one as of the other."""
    said = [phrase[token.start : token.end].casefold() for token in tokens]
    at = next((index for index, pair in enumerate(pairwise(said)) if pair == _WORDS), None)
    if at is None:
        return tokens
    begin = at
    while begin and tokens[begin - 1].sign in _NAMES:
        begin -= 1
    names = list(_parts(tokens[begin:at]))
    first = next((index for index in range(at + 2, len(tokens)) if tokens[index].sign is not Sign.WORD), len(tokens))
    end = first
    while end < len(tokens) and tokens[end].sign in _NAMES | {Sign.NUMBER}:
        end += 1
    numbers = list(_parts(tokens[first:end]))
    if len(names) < 2 or len(names) != len(numbers) or any(part[0].sign is not Sign.NUMBER for part in numbers):
        return tokens
    found: list[Token] = []
    for name, number in zip(names, numbers, strict=True):
        found += [*name, *number, Token(Sign.COMMA, number[-1].end, number[-1].end)]
    return [*tokens[:begin], *found, *tokens[end:]]


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.sign not in _JOINS:
            part.append(token)
        elif part:
            yield part
            part = []
    if part:
        yield part
