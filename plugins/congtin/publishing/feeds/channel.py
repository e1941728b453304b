"""A feed as a whole, whatever its format."""

from __future__ import annotations

from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the file's name, its media type, what readers of the site call it."""

    file: str
    type: str
    name: str


RSS = Format("rss.xml", "application/rss+xml", "RSS")
ATOM = Format("atom.xml", "application/atom+xml", "Atom")
JSON = Format("feed.json", "application/feed+json", "JSON Feed")
FORMATS = (RSS, ATOM, JSON)


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself.

    ``site_url`` is absolute without a final slash; ``path`` is the page the feed belongs to, from the root;
    the feed lies below it. ``publisher`` answers for items without an author; empty for the title.
    ``image`` is a picture of at most 144 × 400 pixels, from the root, and ``hub`` a WebSub hub; empty for none.
    """

    title: str
    description: str
    site_url: str
    path: str = "/"
    language: str = "vi"
    publisher: str = ""
    image: str = ""
    hub: str = ""

    @property
    def home(self) -> str:
        """The absolute address of the page it belongs to."""
        return f"{self.site_url}{self.path}"

    def address(self, kind: Format) -> str:
        """The absolute address of the feed itself."""
        return f"{self.home}{kind.file}"
