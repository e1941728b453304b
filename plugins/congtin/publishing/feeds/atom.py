"""Atom (RFC 4287): the channel by feedgen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from congtin.publishing.dates import local
from congtin.publishing.feeds.channel import ATOM, Channel
from congtin.publishing.feeds.entries import atom_entry
from congtin.publishing.feeds.items import Item, plain

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

BEGINNING = local(datetime(1970, 1, 1, tzinfo=UTC))  # Atom must have a date, also before the first article


def atom(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed of these items in their order; UTF-8, the same bytes every time."""
    feed = _feed(channel)
    feed.updated(max((item.updated for item in items), default=BEGINNING))
    told: list[str] = []
    seen: set[datetime] = set()
    for item in items:
        moment = item.updated
        while moment in seen:  # readers may tell changes apart by this date alone
            moment += timedelta(milliseconds=1)
        seen.add(moment)
        told += atom_entry(item, moment)
    head, end, rest = feed.atom_str(pretty=True).rpartition(b"</feed>")
    return b"".join((head, "".join(told).encode(), end, rest))


def _feed(channel: Channel) -> FeedGenerator:
    from feedgen.feed import FeedGenerator  # only now: most builds write no feed, and lxml is slow to load

    from congtin.publishing.feeds.extensions import AtomFeedExtension

    feed = FeedGenerator()
    feed.register_extension("congtin", AtomFeedExtension, rss=False)
    feed.id(channel.address(ATOM))
    feed.title(plain(channel.title))
    feed.subtitle(plain(channel.description) or None)
    feed.link(href=channel.address(ATOM), rel="self", type=ATOM.type)
    feed.link(href=channel.home, rel="alternate", type="text/html")
    if channel.hub:
        feed.link(href=channel.hub, rel="hub")
    feed.author(name=plain(channel.publisher) or plain(channel.title), uri=f"{channel.site_url}/")
    feed.language(channel.language)
    feed.generator("congtin")
    if channel.image:
        feed.icon(f"{channel.site_url}{channel.image}")
    return feed
