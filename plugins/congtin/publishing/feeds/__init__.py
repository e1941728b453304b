"""Feeds in three formats with the same items: RSS 2.0, Atom, JSON Feed 1.1; and an OPML list of them all.

portal.md §3 says what "excellent" means. The only users of feedgen are here: ``rss``, ``atom`` and ``extensions``.
"""

from congtin.publishing.feeds.atom import atom
from congtin.publishing.feeds.channel import FORMATS, Channel, Format
from congtin.publishing.feeds.items import NEWEST, Item, Items, guid, newest
from congtin.publishing.feeds.jsonfeed import json_feed
from congtin.publishing.feeds.opml import opml
from congtin.publishing.feeds.rss import rss

__all__ = [
    "FORMATS",
    "NEWEST",
    "Channel",
    "Format",
    "Item",
    "Items",
    "atom",
    "guid",
    "json_feed",
    "newest",
    "opml",
    "rss",
]
