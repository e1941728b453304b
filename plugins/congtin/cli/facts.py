"""Facts: for each number that nothing declares, a phrase copied from the text that stands there and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from congtin.checks.binding import Binding
from congtin.checks.phrases import Quoted, quoted
from congtin.mention import Bond, Mention, token
from congtin.quantity import Kind
from congtin.story import Block, Phrase, PhraseKind, Story
from congtin.text import Place, squeeze
from congtin.vietnamese.mentions import read
from congtin.vietnamese.periods import find_periods

_WORD = re.compile(r"\S+")
_PAUSE = ",.;:!?)"
_EDGE = " \t\n\u00a0,.;:!?()[]“”\"'‘’…–-"
_NOUN = 2  # words taken along where the number has no counted noun of its own


def facts(story: Story, binding: Binding, slips: Set[int] = frozenset()) -> list[str]:
    """The phrases to list, in text order, each as often as it must be listed more.

    ``slips`` are the identities of mentions that look like a slip of a declared figure: to be mended, not listed.
    """
    body = [block for block in story.blocks if not block.scope.repeats]
    listed = Counter(squeeze(phrase.text) for phrase in story.phrases)
    covered: set[int] = set()
    found: list[str] = []
    for mention in binding.unbound:
        if id(mention) in covered | slips:
            continue
        for phrase in _best_first(mention, body, binding):
            inside = _inside(phrase, binding)
            covered.update(id(item) for item in inside)
            found += [phrase.listings[0].text] * (len(phrase.occurrences) - listed[phrase.listings[0].text])
            break
    return found


def _best_first(mention: Mention, body: Sequence[Block], binding: Binding) -> Iterator[Quoted]:
    """Phrases that hold: the shortest that stands once, else the shortest that repeats with unbound numbers only."""
    repeated: list[Quoted] = []
    period = _period(mention)
    if period:  # "6 tháng đầu năm 2025" may well be told again
        [found] = quoted([Phrase(PhraseKind.FACT, period, Place(""), expressions=read(period))], body)
        if _holds(found, binding, mention):
            yield found
    for text in dict.fromkeys(_candidates(mention)):
        phrase = Phrase(PhraseKind.FACT, text, Place(""), expressions=read(text))
        [found] = quoted([phrase], body)
        if found.occurrences and _holds(found, binding, mention):
            if len(found.occurrences) == 1:
                yield found
            else:
                repeated.append(found)
    yield from repeated


def _holds(phrase: Quoted, binding: Binding, mention: Mention) -> bool:
    """Whether the phrase says of its numbers what each of its occurrences says, and takes none that is declared."""
    said = Counter(token(item.quantity) for item in phrase.listings[0].expressions if item.quantity)
    inside = _inside(phrase, binding)
    if mention not in inside or any(item.bond not in (Bond.UNBOUND, Bond.FACT) for item in inside):
        return False
    for occurrence in phrase.occurrences:
        here = (
            token(item.quantity)
            for item in inside
            if item.block is occurrence.block
            and occurrence.start <= item.expression.start
            and item.expression.end <= occurrence.end
        )
        if Counter(here) != said:
            return False
    return True


def _inside(phrase: Quoted, binding: Binding) -> list[Mention]:
    return [
        item
        for item in binding.mentions
        if any(
            item.block is place.block and place.start <= item.expression.start and item.expression.end <= place.end
            for place in phrase.occurrences
        )
    ]


def _period(mention: Mention) -> str:
    """The period in which a duration stands; empty when it is none."""
    if mention.quantity.kind is not Kind.DURATION:
        return ""
    text, item = mention.block.passage.text, mention.expression
    return next(
        (squeeze(text[start:end]) for start, end, _ in find_periods(text) if start <= item.start and item.end <= end),
        "",
    )


def _candidates(mention: Mention) -> Iterator[str]:
    """The number with its counted noun, then with ever more words: behind it, before it, on both sides."""
    text, item = mention.block.passage.text, mention.expression
    start = item.outer_start if item.outer_start >= 0 else item.start
    end = max(item.outer_end, item.end)
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    first = next(index for index, word in enumerate(words) if word[1] > start)
    last = next(index for index in reversed(range(len(words))) if words[index][0] < end)
    clause = last
    while clause + 1 < len(words) and text[words[clause][1] - 1] not in _PAUSE and clause < last + 4:
        clause += 1
    bare = end == item.end and mention.quantity.kind is not Kind.MONEY
    if not bare:
        yield squeeze(text[start:end])
    nearest = min(last + _NOUN, clause) if bare else last
    steps = range(last + _NOUN, clause + 1)  # most Vietnamese words are of two syllables
    for stop in (nearest, *steps):
        yield _cut(text, words[first][0], words[stop][1], start, end)
    for back in range(2, 7):
        if first - back >= 0:
            yield _cut(text, words[first - back][0], words[nearest][1], start, end)
    for grow in range(len(words)):
        left, right = max(0, first - grow), min(len(words) - 1, clause + grow)
        yield _cut(text, words[left][0], words[right][1], start, end)
        if (left, right) == (0, len(words) - 1):
            break
    yield squeeze(text[start:end])


def _cut(text: str, left: int, right: int, start: int, end: int) -> str:
    """The stretch with stray punctuation taken off its ends, never off the number itself."""
    while left < start and text[left] in _EDGE:
        left += 1
    while right > end and text[right - 1] in _EDGE:
        right -= 1
    return squeeze(text[min(left, start) : right])
