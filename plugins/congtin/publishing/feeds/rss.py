"""RSS 2.0 as aggregators want it: the channel by feedgen, which prints the clock where no date is set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from congtin.publishing.feeds.channel import RSS, Channel
from congtin.publishing.feeds.entries import rss_item
from congtin.publishing.feeds.items import Item, plain

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator


def rss(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed of these items in their order; UTF-8, the same bytes every time."""
    feed = _feed(channel)
    if items:
        feed.lastBuildDate(max(item.updated for item in items))
    else:  # feedgen would print the clock and offers no way to leave the date out
        feed._FeedGenerator__rss_lastBuildDate = None
    head, end, rest = feed.rss_str(pretty=True).rpartition(b"  </channel>")
    told = "".join(line for item in items for line in rss_item(item))
    return b"".join((head, told.encode(), end, rest))


def _feed(channel: Channel) -> FeedGenerator:
    from feedgen.feed import FeedGenerator  # only now: most builds write no feed, and lxml is slow to load

    from congtin.publishing.feeds.extensions import FeedExtension

    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.register_extension("congtin", FeedExtension, atom=False)
    feed.congtin.hub = channel.hub
    title = plain(channel.title)
    feed.title(title)
    feed.description(plain(channel.description) or title)
    feed.link(href=channel.address(RSS), rel="self", type=RSS.type)
    feed.link(href=channel.home, rel="alternate")
    feed.language(channel.language)
    feed.generator("congtin")
    if channel.image:
        feed.image(url=f"{channel.site_url}{channel.image}", title=title, link=channel.home)
    return feed
