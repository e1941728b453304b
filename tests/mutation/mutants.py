"""Mutants of an article: one slip at one declared or printed quantity, or at a date in a checked relation.

A mutant is caught when an error points at what was changed or at its kin: where the same figure is declared or told,
or what it is computed from or with. Mutants that say the same are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.checks.binding import bind
from congtin.expression import Expression, Sort
from congtin.finding import Severity
from congtin.mention import Bond, Mention, token
from congtin.observation import Entry, Observation
from congtin.quantity import Kind
from congtin.reading.stories import read_story
from congtin.story import Block, PhraseKind, Story
from congtin.text import Place, Source
from mutation.slips import SLIPS

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
NEAR = 14
Stretch = tuple[int, int]  # offsets of a source, the end exclusive


@dataclass(frozen=True)
class Mutant:
    """``text`` differs from the article at ``offset``; ``number`` is what stood there, ``now`` what stands there.

    ``of`` is the stretch of the number itself, in the article as it was.
    """

    slip: str
    where: str  # "row", "fact" or "prose"
    text: str
    offset: int
    number: str
    now: str
    of: Stretch

    def __str__(self) -> str:
        return f"{self.slip}, {self.where}: {self.number!r} → {self.now!r}"


def mutants(story: Story, slips: tuple[str, ...] = (*SLIPS, "date")) -> Iterator[Mutant]:
    """Every mutant of a story, in order of the source."""
    text = story.source.text
    for where, place in sorted(_places(story), key=lambda item: item[1]):
        start, end = offsets(story.source, place)
        for slip in slips:
            for at, length, new in SLIPS[slip](text, start, end) if slip in SLIPS else ():
                if text[at : at + length] != new:
                    yield _mutant(text, slip, where, at, length, new, start, end)
    if "date" in slips:
        yield from _dates(story)


def _mutant(text: str, slip: str, where: str, at: int, length: int, new: str, start: int, end: int) -> Mutant:
    changed = text[:at] + new + text[at + length :]
    first, last = min(at, start), max(at + length, end)
    now = changed[first : last + len(new) - length]
    return Mutant(slip, where, changed, at, text[first:last], now, (start, end))


def _places(story: Story) -> set[tuple[str, Place]]:
    found = {("row", item.place) for entry in story.entries for item in entry.observations}
    for phrase in story.phrases_of(PhraseKind.FACT):
        found.add(("fact", phrase.place))
    for block in story.blocks:
        found |= {("prose", block.passage.place(item.start, item.end)) for item in block.expressions if item.quantity}
    return found


def _dates(story: Story) -> Iterator[Mutant]:
    """Years and weekdays that stand beside what they must agree with."""
    for block in story.blocks:
        for left, right in zip(block.expressions, block.expressions[1:], strict=False):
            if right.start - left.end > NEAR:
                continue
            for item, other in ((left, right), (right, left)):
                yield from _dated(story, block, item, other)


def _dated(story: Story, block: Block, item: Expression, other: Expression) -> Iterator[Mutant]:
    text = story.source.text
    start, end = offsets(story.source, block.passage.place(item.start, item.end))
    name = str(item.value)
    if name.startswith("weekday:") and other.day is not None:
        new = WEEKDAYS[int(name.removeprefix("weekday:")) % 7]
        yield _mutant(text, "date", "prose", start, end - start, new, start, end)
    if item.day is not None and str(other.value).startswith("weekday:"):
        yield from _last_digit(text, start, end)
    lasting = other.quantity is not None and other.quantity.kind is Kind.DURATION and other.unit.startswith("năm")
    if item.kind is Sort.PERIOD and lasting and text[start:end].strip("0123456789")[:1] in "-–":
        yield from _last_digit(text, start, end)


def _last_digit(text: str, start: int, end: int) -> Iterator[Mutant]:
    at = max((at for at in range(start, end) if text[at].isdigit()), default=None)
    if at is not None:
        yield _mutant(text, "date", "prose", at, 1, str((int(text[at]) + 3) % 10), start, end)


def offsets(source: Source, place: Place) -> tuple[int, int]:
    """Where a place begins and ends in its source."""
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1


def alters(mutant: Mutant, original: Story, catalogue: Catalogue) -> Story | None:
    """The article with the slip in it; None when it says in numbers what it said before."""
    story = read_story(Source(original.path, mutant.text), catalogue)
    return None if _said(story) == _said(original) else story


def caught(mutant: Mutant, story: Story, original: Story, catalogue: Catalogue) -> bool:
    """Whether an error on the changed article points at what was changed, or at its kin."""
    shift = len(story.source.text) - len(original.source.text)
    changed = (mutant.offset, mutant.offset + len(mutant.now))
    kin = [_moved(item, mutant.offset, shift) for item in kin_of(mutant, original)]
    return any(
        _meet(stretch, changed, 2) or any(_meet(stretch, item) for item in kin)
        for finding in check_story(story, catalogue).findings
        if finding.severity is Severity.ERROR
        for place in (finding.place, *(related.place for related in finding.related))
        if place.path == story.path
        for stretch in [offsets(story.source, place)]
    )


def _said(story: Story) -> list[object]:
    """All that a story says in numbers, in order."""
    figures = [token(item.quantity) for entry in story.entries for item in entry.observations]
    listed = [[_meaning(item) for item in phrase.expressions] for phrase in story.phrases]
    told = [[_meaning(item) for item in block.expressions] for block in story.blocks]
    return [figures, listed, told, [block.passage.text for block in story.blocks if "đạt" in block.passage.text]]


def _meaning(item: Expression) -> tuple[object, ...]:
    return item.kind, item.value, item.modifier, item.unit


def _moved(stretch: Stretch, offset: int, shift: int) -> Stretch:
    """Where a stretch of the article stands in the changed one."""
    start, end = stretch
    return (start + shift if start > offset else start, end + shift if end > offset else end)


def _meet(one: Stretch, other: Stretch, slack: int = 0) -> bool:
    return one[0] < other[1] + slack and other[0] - slack < one[1]


def kin_of(mutant: Mutant, story: Story) -> set[Stretch]:
    """The places that tell or declare the number that was changed, or what it is computed from or with."""
    near = (family for family in families(story) if any(_meet(item, mutant.of) for item in family))
    return {item for family in near for item in family}


@cache
def families(story: Story) -> tuple[frozenset[Stretch], ...]:
    """Sets of places that hang together: a figure where it is declared and told; the members of a relation; a value
    and the row that it follows from; a listed phrase and its numbers in the text."""
    binding = bind(story)
    found = []
    by_figure: dict[int, set[Stretch]] = {}
    for entry in story.entries:
        for item in entry.observations:
            by_figure[id(item)] = {offsets(story.source, item.place)}
    mentions = (*binding.mentions, *binding.retold)
    for mention in mentions:
        place = offsets(story.source, mention.place)
        for entry in story.entries:
            own = [item for item in entry.observations if _tells(mention, entry, item)]
            for item in own:
                by_figure[id(item)].add(place)
            if mention.bond is Bond.COMPUTED and mention.declared and mention.declared.entry is entry:
                found.append({place, *(offsets(story.source, item.place) for item in entry.observations)})
    for entry in story.entries:
        for relation in entry.relations:
            found.append({place for index in relation.members for place in by_figure[id(entry.observations[index])]})
    for quoted in binding.quoted:
        listings = {offsets(story.source, item.place) for item in quoted.listings}
        found.append(listings | {offsets(story.source, item.place) for item in quoted.occurrences})
    return tuple(frozenset(family) for family in (*by_figure.values(), *found) if len(family) > 1)


def _tells(mention: Mention, entry: Entry, item: Observation) -> bool:
    """Whether a number tells a figure: it is bound to it; or, in a headline, it is the same number."""
    if mention.declared is not None:
        values = {mention.declared.observation.quantity.value, *mention.quantity.parts}
        return mention.declared.entry is entry and item.quantity.value in values
    return mention.bond is Bond.UNBOUND and token(mention.quantity) == token(item.quantity)
