"""Mutants of an article: one slip at one declared or printed quantity, or at a date in a checked relation.

A mutant is caught when an error points at what was changed, or at its counterpart: a place that still shows
the number as it was. Mutants that say the same are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.expression import Expression, Sort
from congtin.finding import Severity
from congtin.mention import token
from congtin.quantity import Kind
from congtin.reading.stories import read_story
from congtin.story import Block, PhraseKind, Story
from congtin.text import Place, Source
from mutation.slips import SLIPS

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
NEAR = 14


@dataclass(frozen=True)
class Mutant:
    """``text`` differs from the article at ``offset``; ``number`` is what stood there, ``now`` what stands there."""

    slip: str
    where: str  # "row", "fact" or "prose"
    text: str
    offset: int
    number: str
    now: str

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
    return Mutant(slip, where, changed, at, text[first:last], now)


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


def caught(mutant: Mutant, original: Story, catalogue: Catalogue) -> bool:
    """Whether an error names what was changed or its counterpart; True for a mutant that says the same."""
    source = Source(original.path, mutant.text)
    story = read_story(source, catalogue)
    if mutant.where != "fact" and _said(story) == _said(original):
        return True
    return any(
        _points_at(place, source, mutant)
        for finding in check_story(story).findings
        if finding.severity is Severity.ERROR
        for place in (finding.place, *(related.place for related in finding.related))
    )


def _said(story: Story) -> list[object]:
    """All that a story says in numbers, in order."""
    figures = [token(item.quantity) for entry in story.entries for item in entry.observations]
    cues = [(item.kind, item.value, item.modifier, item.unit) for block in story.blocks for item in block.expressions]
    return [figures, cues, [block.passage.text for block in story.blocks if "đạt" in block.passage.text]]


def _points_at(place: Place, source: Source, mutant: Mutant) -> bool:
    start, end = offsets(source, place)
    if start - 2 <= mutant.offset <= end + 1 or mutant.offset <= start < mutant.offset + len(mutant.now):
        return True
    wanted, shown = _digits(mutant.number).lstrip("0"), _digits(source.text[start:end])
    return bool(wanted) and wanted in shown


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
