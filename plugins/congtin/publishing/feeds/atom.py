"""Atom (RFC 4287), by feedgen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from congtin.publishing.dates import local
from congtin.publishing.feeds.channel import ATOM, Channel
from congtin.publishing.feeds.extensions import AtomFeedExtension, EntryExtension
from congtin.publishing.feeds.items import Item, plain

BEGINNING = local(datetime(1970, 1, 1, tzinfo=UTC))  # Atom must have a date, also before the first article


def atom(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed of these items in their order; UTF-8, the same bytes every time."""
    feed = _feed(channel)
    feed.updated(max((item.updated for item in items), default=BEGINNING))
    seen: set[datetime] = set()
    for item in items:
        moment = item.updated
        while moment in seen:  # readers may tell changes apart by this date alone
            moment += timedelta(milliseconds=1)
        seen.add(moment)
        _add(feed.add_entry(order="append"), item, moment)
    return bytes(feed.atom_str(pretty=True))


def _feed(channel: Channel) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("congtin", AtomFeedExtension, EntryExtension, rss=False)
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


def _add(entry: FeedEntry, item: Item, moment: datetime) -> None:
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate", type="text/html")
    entry.published(item.published)
    entry.updated(moment)
    entry.summary(item.summary)
    entry.content(item.html, type="html")
    entry.category([{"term": term} for term in item.categories])
    for name in item.creators:
        entry.author(name=name)
    entry.congtin.item = item
