"""RSS 2.0 as aggregators want it (portal.md §3). The only user of feedgen, whose traps end here.

feedgen writes ``description`` before ``content:encoded`` only when both are set; takes the last
alternate link; prints the clock where no date is set; and lxml refuses characters that XML forbids.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from congtin.catalogue import Catalogue
from congtin.publishing.cards import published_image
from congtin.publishing.dates import local
from congtin.publishing.full_text import full_text
from congtin.story import Image, Story
from congtin.text import squeeze

NEWEST = 50
# What XML 1.0 forbids (production Char) and the control characters it discourages.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed as a whole.

    ``site_url`` is absolute without a final slash; ``path`` and ``feed_path`` are the page the feed
    belongs to and the feed itself, from the root. ``guid_year`` is the site's fixed year for tag URIs
    (RFC 4151). ``image`` is a picture of at most 144 × 400 pixels, from the root; empty for none.
    """

    title: str
    description: str
    site_url: str
    guid_year: int
    path: str = "/"
    feed_path: str = "/rss.xml"
    language: str = "vi"
    image: str = ""


def rss(channel: Channel, items: Sequence[Story], catalogue: Catalogue | None = None) -> bytes:
    """The feed of the newest 50 of ``items``, newest first, equal dates by id; UTF-8, the same bytes every time."""
    newest = sorted(sorted(items, key=lambda story: story.id), key=lambda story: local(story.date), reverse=True)
    feed = _feed(channel)
    if newest:
        feed.lastBuildDate(local(newest[0].date))
    else:  # feedgen would print the clock and offers no way to leave the date out
        feed._FeedGenerator__rss_lastBuildDate = None
    for story in newest[:NEWEST]:
        _add(feed.add_entry(order="append"), story, channel, catalogue or Catalogue())
    return bytes(feed.rss_str(pretty=True))


def _feed(channel: Channel) -> FeedGenerator:
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.load_extension("media")
    title, home = plain(channel.title), f"{channel.site_url}{channel.path}"
    feed.title(title)
    feed.description(plain(channel.description) or title)
    feed.link(href=f"{channel.site_url}{channel.feed_path}", rel="self", type="application/rss+xml")
    feed.link(href=home, rel="alternate")
    feed.language(channel.language)
    feed.generator("congtin")
    if channel.image:
        feed.image(url=f"{channel.site_url}{channel.image}", title=title, link=home)
    return feed


def _add(entry: FeedEntry, story: Story, channel: Channel, catalogue: Catalogue) -> None:
    title = plain(story.title)
    entry.title(title)
    entry.link(href=f"{channel.site_url}{story.url}", rel="alternate")
    entry.guid(guid(channel, story), permalink=False)
    entry.pubDate(local(story.date))
    entry.description(plain(story.summary) or title, isSummary=True)
    entry.content(printable(full_text(story, catalogue, channel.site_url)), type="html")
    entry.category([{"term": term} for term in map(plain, (story.category, *story.tags)) if term])
    creators = [name for name in (plain(author.name) for author in story.authors) if name]
    if creators:
        entry.dc.dc_creator(list(dict.fromkeys(creators)))
    image = published_image(story.image)
    if image and image.type:
        entry.media.content(_media(image, channel), group=None)


def _media(image: Image, channel: Channel) -> dict[str, str]:
    """The picture for Media RSS; what is not known is left out."""
    known = {
        "url": urljoin(f"{channel.site_url}/", image.src),
        "type": image.type,
        "medium": "image",
        "width": str(image.width or ""),
        "height": str(image.height or ""),
        "fileSize": str(image.length or ""),
    }
    return {key: value for key, value in known.items() if value}


def guid(channel: Channel, story: Story) -> str:
    """``tag:domain,year:id``: never moves with title, date or slug."""
    host = urlsplit(channel.site_url).hostname or ""
    return f"tag:{host},{channel.guid_year}:{quote(story.id, safe='/-._~:')}"


def plain(text: str) -> str:
    """The text on one line, without what XML 1.0 cannot hold."""
    return squeeze(printable(text))


def printable(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)
