"""One-digit mutants of an article: each digit of each declared or printed quantity, changed once.

A mutant is caught when an error points at the changed number, or at its counterpart: a place that
still shows the number as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.finding import Finding, Severity
from congtin.reading.stories import read_story
from congtin.story import PhraseKind, Story
from congtin.text import Place, Source


@dataclass(frozen=True)
class Mutant:
    """``text`` differs from the article in the digit at ``offset``, within the number that stood at ``number``."""

    text: str
    offset: int
    number: str
    where: str  # "row", "fact" or "prose"


def mutants(story: Story) -> Iterator[Mutant]:
    """Every mutant of a story, in order of the source."""
    source = story.source
    for where, place in sorted(_places(story), key=lambda item: item[1]):
        start, end = _offset(source, place.line, place.column), _offset(source, place.end_line, place.end_column)
        for offset in range(start, end):
            if source.text[offset].isdigit():
                digit = str((int(source.text[offset]) + 1 + offset % 8) % 10)
                digit = digit if digit != source.text[offset] else str((int(digit) + 1) % 10)
                text = source.text[:offset] + digit + source.text[offset + 1 :]
                yield Mutant(text, offset, source.text[start:end], where)


def _places(story: Story) -> set[tuple[str, Place]]:
    found = {("row", item.place) for entry in story.entries for item in entry.observations}
    for phrase in story.phrases:
        if phrase.kind is PhraseKind.FACT:
            found.add(("fact", phrase.place))
    for block in story.blocks:
        found |= {("prose", block.passage.place(item.start, item.end)) for item in block.expressions if item.quantity}
    return found


def _offset(source: Source, line: int, column: int) -> int:
    return sum(len(text) + 1 for text in source.lines[: line - 1]) + column - 1


def caught(mutant: Mutant, path: str, catalogue: Catalogue) -> bool:
    """Whether an error names the changed number or its counterpart."""
    source = Source(path, mutant.text)
    report = check_story(read_story(source, catalogue))
    return any(
        _points_at(place, source, mutant)
        for finding in report.findings
        if finding.severity is Severity.ERROR
        for place in _all_places(finding)
    )


def _all_places(finding: Finding) -> list[Place]:
    return [finding.place, *(related.place for related in finding.related)]


def _points_at(place: Place, source: Source, mutant: Mutant) -> bool:
    start, end = _offset(source, place.line, place.column), _offset(source, place.end_line, place.end_column)
    if start <= mutant.offset < max(end, start + 1):
        return True
    digits = "".join(char for char in mutant.number if char.isdigit())
    return digits.lstrip("0") in "".join(char for char in source.text[start:end] if char.isdigit())
