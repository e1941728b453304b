"""What data pages and downloads are made of: figures by indicator and by body, and keys that tell whether they changed.

A key is made of what is at hand of every article, so that pages whose figures are what they were cost next to nothing;
figures are fetched for the others alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from congtin.catalogue import Catalogue
from congtin.ledger import Ledger
from congtin.portal.figures import Figures
from congtin.portal.shelf import Shelved, figures_key
from congtin.portal.stamps import digest
from congtin.posting import Line, Posting
from congtin.story import Story

NEWEST = 40  # articles in which the newest figures are looked for


@dataclass(slots=True)
class Share:
    """What the ledger has of one indicator, or of one body: its lines and the articles that tell them, newest first."""

    lines: dict[Line, None] = field(default_factory=dict)
    stories: list[Story] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What its figures depend on."""
        return digest(*map(figures_key, self.stories))


@dataclass(frozen=True)
class Data:
    """The figures of these articles, newest first."""

    figures: Figures
    stories: Sequence[Story]
    catalogue: Catalogue

    @cached_property
    def indicators(self) -> dict[str, Share]:
        """What there is of each indicator, in the catalogue's order."""
        found = self._shares(0)
        return {item.id: found[item.id] for item in self.catalogue.indicators if item.id in found}

    @cached_property
    def bodies(self) -> dict[str, Share]:
        """What there is of each body of the catalogue, in its order."""
        found = self._shares(1)
        return {item.id: found[item.id] for item in self.catalogue.organisations if item.id in found}

    @cached_property
    def with_terms(self) -> frozenset[str]:
        """The bodies that have figures of a term."""
        briefs = (story.brief for story in self.stories if isinstance(story, Shelved))
        return frozenset(name for brief in briefs for name in brief.terms)

    def _shares(self, side: int) -> dict[str, Share]:
        found: dict[str, Share] = {}
        for story in self.stories:
            for line in self.figures.lines.get(story.path, ()):
                share = found.setdefault(line[side], Share())
                share.lines[line] = None
                if not share.stories or share.stories[-1] is not story:
                    share.stories.append(story)
        return found

    @cached_property
    def newest(self) -> Share:
        """What the newest articles tell, with all that stands in the same lines."""
        told = [story for story in self.stories if self.figures.lines.get(story.path)][:NEWEST]
        lines = (line for story in told for line in self.figures.lines[story.path])
        return Share(dict.fromkeys(lines), told)

    def ledger(self, share: Share) -> Ledger:
        """The figures of a share."""
        return self.figures.ledger(share.lines)

    def postings(self, share: Share) -> tuple[Posting, ...]:
        """The same, replaced ones too, oldest article first."""
        return self.ledger(share).postings
