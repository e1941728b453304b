"""What feedgen lacks of a channel: a hub in RSS, and the prefixes that our items use.

feedgen makes one object of the class for a feed, and calls ``extend_…`` when it writes.
"""

from __future__ import annotations

from typing import Any

import feedgen.entry  # noqa: F401 - it loads what feedgen.util takes for loaded
from feedgen.util import xml_elem

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
