"""The views of feeds that pages print: the links in a page's head, and the rows of the page "Nguồn RSS"."""

from __future__ import annotations

from congtin.publishing.feeds import FORMATS, Channel
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One feed file: what the format is called, its address from the root and in full, its media type."""

    title: str
    url: str
    absolute: str
    type: str
    format: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed in all its formats, and the page it belongs to."""

    title: str
    page: str
    links: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of a kind, under a heading; ``anchor`` is unique on its page."""

    title: str
    anchor: str
    rows: tuple[FeedRow, ...]


def feed_row(channel: Channel) -> FeedRow:
    """The view of a feed; the site's own page needs no site's name behind each title."""
    links = (
        FeedLink(
            title=f"{channel.title} ({kind.name})",
            url=f"{channel.path}{kind.file}",
            absolute=channel.address(kind),
            type=kind.type,
            format=kind.name,
        )
        for kind in FORMATS
    )
    return FeedRow(channel.title.removesuffix(f" – {channel.publisher}"), channel.path, tuple(links))
