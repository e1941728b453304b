"""The page of corrections: what was said, what is right, why; the newest first."""

from __future__ import annotations

from collections.abc import Iterable

from congtin.publishing.cards import Link
from congtin.publishing.dates import day_text
from congtin.story import Story
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Amended:
    """One correction with its article."""

    article: Link
    day_text: str
    day_iso: str
    said: str
    right: str
    why: str = ""


def corrections(stories: Iterable[Story]) -> tuple[Amended, ...]:
    """All corrections of these articles."""
    found = [(item.day, story, item) for story in stories for item in story.corrections]
    found.sort(key=lambda each: (each[0], each[1].id), reverse=True)
    return tuple(
        Amended(Link(story.title, story.url), day_text(day), day.isoformat(), item.said, item.right, item.why)
        for day, story, item in found
    )
