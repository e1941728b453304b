"""The basis: what a build leaves for one that only retouches its pages."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from congtin.portal.cache import Cache
from congtin.portal.codec import codec
from congtin.report import Report
from congtin.values import dataclass

if TYPE_CHECKING:
    from congtin.publishing.feeds import Channel

FACT = "basis"
_REPORT = codec(Report)


class Surroundings(NamedTuple):
    """What the pages of articles show besides what the cache tells of each.

    ``everywhere`` stands in the keys of all of them. ``newest`` is the key of those of a section that a page may name,
    by the section's address; ``carded`` are the articles with a card of their own for sharing, by their paths.
    """

    everywhere: str
    newest: dict[str, str]
    carded: list[str]


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands beside the articles' pages, and what these are made with.

    ``dress`` is the key of theme, settings and code, ``common`` that of all that is the same on every page; ``jinja``
    are the options under which templates are printed, ``assets`` the addresses of the theme's files. ``feeds`` are
    those with the full text of articles: each one's channel, as JSON, and the paths of its articles, newest first.
    ``surroundings`` are those of the articles' pages.
    """

    dress: str
    common: str
    jinja: Mapping[str, Any]
    assets: dict[str, str]
    feeds: list[tuple[Any, list[str]]]
    report: Report
    surroundings: Surroundings

    @staticmethod
    def feed(channel: Channel, paths: Collection[str]) -> tuple[Any, list[str]]:
        """A feed, as it is kept."""
        kind: Any = type(channel)
        return codec(kind).encode(channel), list(paths)

    def telling(self, articles: Collection[str]) -> Iterator[tuple[Channel, list[str]]]:
        """The feeds that have one of these articles."""
        told = [feed for feed in self.feeds if not set(feed[1]).isdisjoint(articles)]
        if told:
            from congtin.publishing.feeds import Channel  # only now: most articles stand in no feed any more

            yield from ((codec(Channel).decode(channel), paths) for channel, paths in told)

    def note(self, cache: Cache) -> None:
        """Keep it for the next build."""
        report = _REPORT.encode(self.report)
        told = [self.dress, self.common, self.jinja, self.assets, self.feeds, report, self.surroundings]
        cache.put_fact(FACT, json.dumps(told, ensure_ascii=False))

    @classmethod
    def read(cls, cache: Cache) -> Basis | None:
        """What is kept; None where nothing is."""
        if (kept := cache.fact(FACT)) is None:
            return None
        dress, common, jinja, assets, feeds, report, surroundings = json.loads(kept)
        return cls(dress, common, jinja, assets, feeds, _REPORT.decode(report), Surroundings._make(surroundings))
