"""Related articles: what the editor names, then what shares bodies, indicators and tags."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from congtin.catalogue import Catalogue
from congtin.story import Story
from congtin.text import slugify

MOST = 4
NEAR = 20  # articles looked at on either side in time, for each thing shared
WEIGHTS = {"tag": 3, "body": 2, "indicator": 2}
LEAST = 2  # what is shared must weigh as much


class Relatives:
    """Finds the related articles of a site; what articles share is looked up once."""

    def __init__(self, stories: Sequence[Story], catalogue: Catalogue) -> None:
        self.stories = stories
        self.catalogue = catalogue
        self._at = {story.path: index for index, story in enumerate(stories)}
        self._by_id = {story.id: story for story in stories}
        self._sharing: dict[tuple[str, str], list[int]] = {}
        for index, story in enumerate(stories):
            for feature in self._features(story):
                self._sharing.setdefault(feature, []).append(index)

    def of(self, story: Story) -> tuple[Story, ...]:
        """At most four articles: those that ``related`` names, in its order, then the nearest by what is shared."""
        named = [self._by_id[name] for name in story.related if name in self._by_id]
        found = dict.fromkeys(item.path for item in (*named, *self._computed(story)) if item.path != story.path)
        return tuple(self.stories[self._at[path]] for path in found)[:MOST]

    def _computed(self, story: Story) -> Iterator[Story]:
        here = self._at[story.path]
        weights: Counter[int] = Counter()
        for feature in self._features(story):
            for index in _near(self._sharing[feature], here):
                weights[index] += WEIGHTS[feature[0]]
        order = sorted(weights, key=lambda index: (-weights[index], abs(index - here), index))
        for index in order:
            if weights[index] >= LEAST:
                yield self.stories[index]

    def _features(self, story: Story) -> set[tuple[str, str]]:
        body = self.catalogue.organisation(story.organisation)
        found = {("body", body.id if body else story.organisation.casefold())} if story.organisation else set()
        found |= {("indicator", name) for name in story.counted}
        return found | {("tag", slugify(tag)) for tag in story.tags if slugify(tag)}


def _near(indices: list[int], here: int) -> list[int]:
    """The numbers of an ascending list that stand nearest to one of them, itself left out."""
    at = bisect_left(indices, here)
    return [index for index in indices[max(0, at - NEAR) : at + NEAR + 1] if index != here]
