"""What feedgen lacks: a hub and the date of a change in RSS, what an entry's link is in Atom, a picture's credit.

feedgen makes one object of each class for a feed or an entry, and calls ``extend_…`` when it writes.
"""

from __future__ import annotations

from typing import Any

from feedgen.util import xml_elem

from congtin.publishing.feeds.items import Item, Picture

ATOM_NS = "http://www.w3.org/2005/Atom"
MEDIA_NS = "http://search.yahoo.com/mrss/"
TERMS_NS = "http://purl.org/dc/terms/"


class FeedExtension:
    """The feed's part: the WebSub hub, which feedgen writes in Atom alone."""

    def __init__(self) -> None:
        self.hub = ""

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the feed."""
        return {"media": MEDIA_NS, "dcterms": TERMS_NS}

    def extend_rss(self, feed: Any) -> Any:
        """Add the hub beside the self link."""
        if self.hub:
            xml_elem(f"{{{ATOM_NS}}}link", feed[0], href=self.hub, rel="hub")
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Add nothing: feedgen does."""
        return feed


class AtomFeedExtension(FeedExtension):
    """The same for Atom, which has its own word for the date of a change."""

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the feed."""
        return {"media": MEDIA_NS}


class EntryExtension:
    """The entry's part: the date of a change and the picture."""

    def __init__(self) -> None:
        self.item: Item | None = None

    def extend_rss(self, entry: Any) -> Any:
        """Add the date of a correction or change, and the picture."""
        if self.item and self.item.changed:
            xml_elem(f"{{{TERMS_NS}}}modified", entry).text = self.item.updated.isoformat()
        return self._with_picture(entry)

    def extend_atom(self, entry: Any) -> Any:
        """Say what the link leads to, which feedgen forgets in entries; and add the picture."""
        link = entry.find("link")
        link.set("rel", "alternate")
        link.set("type", "text/html")
        return self._with_picture(entry)

    def _with_picture(self, entry: Any) -> Any:
        if self.item and self.item.picture:
            _media(self.item.picture, entry)
        return entry


def _media(picture: Picture, entry: Any) -> None:
    """Media RSS: the picture with its sizes, its description and who made it; what is not known is left out."""
    size = {"width": picture.width, "height": picture.height}
    media = xml_elem(f"{{{MEDIA_NS}}}content", entry)
    given = {"url": picture.url, "fileSize": picture.length, "type": picture.type, "medium": "image", **size}
    for name, value in given.items():
        if value:
            media.set(name, str(value))
    if picture.description:
        xml_elem(f"{{{MEDIA_NS}}}description", media, type="plain").text = picture.description
    if picture.credit:
        xml_elem(f"{{{MEDIA_NS}}}credit", media).text = picture.credit
    thumbnail = xml_elem(f"{{{MEDIA_NS}}}thumbnail", media, url=picture.url)
    for name, number in size.items():
        if number:
            thumbnail.set(name, str(number))
