"""Items as RSS and Atom print them: lines of XML, set into what feedgen makes of the channel.

feedgen would make a tree of each item, anew in each feed that it stands in, which takes five times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from congtin.publishing.feeds.items import Item, Picture

STEP = "  "


def rss_item(item: Item) -> Iterator[str]:
    """An item of RSS 2.0 with the full text, the date of a correction or change, and the picture."""
    yield f"{STEP * 2}<item>\n"
    yield from _lines(3, "title", (item.title,))
    yield _line(3, "link", item.url)
    yield _line(3, "description", item.summary)
    yield _line(3, "content:encoded", item.html)
    yield _line(3, "guid", item.id, isPermaLink="false")
    yield from _lines(3, "category", item.categories)
    yield _line(3, "pubDate", format_datetime(item.published))
    yield from _lines(3, "dc:creator", item.creators)
    if item.changed:
        yield _line(3, "dcterms:modified", item.updated.isoformat())
    if item.picture:
        yield from _media(3, item.picture)
    yield f"{STEP * 2}</item>\n"


def atom_entry(item: Item, updated: datetime) -> Iterator[str]:
    """The same as an entry of Atom, last changed at that moment."""
    yield f"{STEP}<entry>\n"
    yield _line(2, "id", item.id)
    yield _line(2, "title", item.title)
    yield _line(2, "updated", updated.isoformat())
    for name in item.creators:
        yield f"{STEP * 2}<author>\n{_line(3, 'name', name)}{STEP * 2}</author>\n"
    yield _line(2, "content", item.html, type="html")
    yield _line(2, "link", None, href=item.url, rel="alternate", type="text/html")
    yield _line(2, "summary", item.summary)
    yield from (_line(2, "category", None, term=term) for term in item.categories)
    yield _line(2, "published", item.published.isoformat())
    if item.picture:
        yield from _media(2, item.picture)
    yield f"{STEP}</entry>\n"


def _media(depth: int, picture: Picture) -> Iterator[str]:
    """Media RSS: the picture with its sizes, its description and who made it; what is not known is left out."""
    size = {"width": picture.width, "height": picture.height}
    given: dict[str, str | int] = {
        "url": picture.url,
        "fileSize": picture.length,
        "type": picture.type,
        "medium": "image",
        **size,
    }
    yield f"{STEP * depth}<media:content{_attributes(given)}>\n"
    if picture.description:
        yield _line(depth + 1, "media:description", picture.description, type="plain")
    yield from _lines(depth + 1, "media:credit", filter(None, (picture.credit,)))
    yield _line(depth + 1, "media:thumbnail", None, url=picture.url, **size)
    yield f"{STEP * depth}</media:content>\n"


def _lines(depth: int, name: str, texts: Iterable[str]) -> Iterator[str]:
    return (_line(depth, name, text) for text in texts)


def _line(depth: int, name: str, text: str | None, **given: str | int) -> str:
    """An element on a line of its own; one without a text is empty."""
    opening = f"{STEP * depth}<{name}{_attributes(given)}"
    if text is None:
        return f"{opening}/>\n"
    return f"{opening}>{_escaped(text)}</{name}>\n"


@lru_cache(maxsize=128)  # both formats of a feed tell the same full texts
def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def _attributes(given: Mapping[str, str | int]) -> str:
    """Attributes; those that are empty or zero are left out."""
    return "".join(f' {name}="{_quoted(str(value))}"' for name, value in given.items() if value)


def _quoted(value: str) -> str:
    return escape(value).replace("&#x27;", "'").replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
