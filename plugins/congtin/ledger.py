"""The ledger: every observation of the site, by key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from congtin.observation import Aspect, Observation
from congtin.story import Story

Key = tuple[str, str, tuple[str, str, str, bool] | None, Aspect]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Observations of many stories, found by indicator × organisation × period × aspect."""

    entries: dict[Key, tuple[tuple[Story, Observation], ...]]

    @classmethod
    def of(cls, stories: Iterable[Story]) -> Ledger:
        """The ledger of these stories; parts are left to their articles."""
        found: dict[Key, list[tuple[Story, Observation]]] = {}
        for story in stories:
            for entry in story.entries:
                for item in entry.observations:
                    if item.aspect not in (Aspect.PART, Aspect.EACH):
                        found.setdefault(key(item), []).append((story, item))
        return cls({where: tuple(items) for where, items in found.items()})

    def __len__(self) -> int:
        return sum(len(items) for items in self.entries.values())


def key(item: Observation) -> Key:
    """What two observations of the same thing share."""
    return (item.indicator, item.organisation, item.period.key if item.period else None, item.aspect)
