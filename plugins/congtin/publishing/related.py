"""Related articles: what the editor names, then what shares bodies, indicators and tags."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.publishing.dates import local
from congtin.story import Story
from congtin.text import slugify

MOST = 4
NEAR = 20  # articles looked at on either side in time, for each thing shared
TAG, BODY, INDICATOR = "tag", "body", "indicator"
WEIGHTS = {TAG: 3, BODY: 2, INDICATOR: 2}  # of one thing shared, which is enough


class Traits(NamedTuple):
    """What of an article decides who is related to whom: its id, its moment, what it may share, whom it names.

    ``moment``, in seconds, tells where it stood among the others; a thing shared is kind and name ("tag dai-hoi").
    """

    id: str
    moment: float
    shared: tuple[str, ...]
    named: tuple[str, ...]


def traits(story: Story, catalogue: Catalogue) -> Traits:
    """The traits of an article."""
    body = catalogue.organisation(story.organisation) if story.organisation else None
    whose = body.id if body else story.organisation.casefold()
    found = [f"{BODY} {whose}"] if whose else []
    found += (f"{INDICATOR} {name}" for name in story.counted)
    found += (f"{TAG} {name}" for name in map(slugify, story.tags) if name)
    return Traits(story.id, local(story.date).timestamp(), tuple(dict.fromkeys(found)), story.related)


class Relatives:
    """Finds the related articles of a site, of which these are the traits, newest first."""

    def __init__(self, known: Sequence[Traits]) -> None:
        self._known = known
        self._past = [-item.moment for item in known]
        self._by_id = {item.id: index for index, item in enumerate(known)}
        self._sharing: dict[str, list[int]] = {}
        self._naming: dict[str, list[int]] = {}
        for index, item in enumerate(known):
            for name in item.shared:
                self._sharing.setdefault(name, []).append(index)
            for name in item.named:
                self._naming.setdefault(name, []).append(index)

    def of(self, here: int) -> tuple[int, ...]:
        """At most four articles: those that ``related`` names, in its order, then the nearest by what is shared."""
        named = [self._by_id[name] for name in self._known[here].named if name in self._by_id]
        found = dict.fromkeys(index for index in (*named, *self._nearest(here, MOST + len(named))) if index != here)
        return tuple(found)[:MOST]

    def _nearest(self, here: int, most: int) -> list[int]:
        """Those that share most, of these the nearest in time among who shares a thing, of these the newest."""
        lists = [
            (WEIGHTS[name.partition(" ")[0]], *_near(self._sharing[name], here)) for name in self._known[here].shared
        ]
        weights = Counter(chain.from_iterable(near for weight, near, _ in lists for _ in range(weight)))
        del weights[here]
        if not weights:
            return []
        least = sorted(weights.values())[-most:][0]
        best = {index: NEAR for index, weight in weights.items() if weight >= least}
        for _, near, at in lists:
            for rank, index in enumerate(near):
                if index in best:
                    best[index] = min(best[index], abs(rank - at))
        return sorted(best, key=lambda index: (-weights[index], best[index], index))

    def touched(self, changed: Collection[Traits]) -> set[int]:
        """Those whose relatives may be others when these articles have come, have gone, or were like this before."""
        room = NEAR + len(changed)
        found: set[int] = set()
        for item in changed:
            found.update(self._naming.get(item.id, ()))
            first, last = bisect_left(self._past, -item.moment), bisect_right(self._past, -item.moment)
            for name in item.shared:
                near = self._sharing.get(name, [])
                found.update(near[max(0, bisect_left(near, first) - room) : bisect_right(near, last) + room])
        return found


def _near(indices: list[int], here: int) -> tuple[list[int], int]:
    """The numbers of an ascending list that stand nearest to one of them, and where that one is among them."""
    at = bisect_left(indices, here)
    first = max(0, at - NEAR)
    return indices[first : at + NEAR + 1], at - first
