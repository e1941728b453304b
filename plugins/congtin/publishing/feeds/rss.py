"""RSS 2.0 as aggregators want it, by feedgen.

feedgen's traps: it writes ``description`` before ``content:encoded`` only when both are set, takes the last alternate
link, and prints the clock where no date is set.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from congtin.publishing.feeds.channel import RSS, Channel
from congtin.publishing.feeds.extensions import EntryExtension, FeedExtension
from congtin.publishing.feeds.items import Item, plain


def rss(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed of these items in their order; UTF-8, the same bytes every time."""
    feed = _feed(channel)
    if items:
        feed.lastBuildDate(max(item.updated for item in items))
    else:  # feedgen would print the clock and offers no way to leave the date out
        feed._FeedGenerator__rss_lastBuildDate = None
    for item in items:
        _add(feed.add_entry(order="append"), item)
    return bytes(feed.rss_str(pretty=True))


def _feed(channel: Channel) -> FeedGenerator:
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.register_extension("congtin", FeedExtension, EntryExtension, atom=False)
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


def _add(entry: FeedEntry, item: Item) -> None:
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate")
    entry.guid(item.id, permalink=False)
    entry.pubDate(item.published)
    entry.description(item.summary, isSummary=True)
    entry.content(item.html, type="html")
    entry.category([{"term": term} for term in item.categories])
    if item.creators:
        entry.dc.dc_creator(list(item.creators))
    entry.congtin.item = item
