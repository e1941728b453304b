"""Our linter for the RSS rules of portal.md §3: what the W3C validator and its profile notes would say, and ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publishing.feed_rules import complaints, text_complaints

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
SELF = "{http://www.w3.org/2005/Atom}link"
MODIFIED = "{http://purl.org/dc/terms/}modified"
MEDIA = "{http://search.yahoo.com/mrss/}content"
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9\-._~:/%]+")
DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
ONCE_IN_CHANNEL = ("title", "link", "description", "language", "generator", "lastBuildDate")
ONCE_IN_ITEM = ("title", "link", "description", CONTENT, "guid", "pubDate")
LONGEST = 50

Complaints = Iterator[str]


def lint(feed: bytes) -> list[str]:
    """All complaints about a feed, empty when it is excellent. Malformed XML is the only one then."""
    try:
        root = ElementTree.fromstring(feed)  # expat: well-formed or not
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ["not RSS 2.0"]
    found = complaints(feed, root) + [text for rule in _CHANNEL_RULES for text in rule(channel)]
    for item in channel.findall("item"):
        name = item.findtext("title", "(no title)")
        found += [f"{name}: {text}" for rule in _ITEM_RULES for text in rule(item)]
    return found


def _once(element: Element, names: tuple[str, ...]) -> Complaints:
    for name in names:
        held = element.findall(name)
        if len(held) != 1:
            yield f"{name} stands {len(held)} times"
        elif not (held[0].text or "").strip():
            yield f"{name} is empty"


def _channel_once(channel: Element) -> Complaints:
    empty = channel.find("item") is None
    yield from _once(channel, tuple(name for name in ONCE_IN_CHANNEL if not (empty and name == "lastBuildDate")))


def _unwanted(channel: Element) -> Complaints:
    for name in ("textInput", "ttl", "skipHours", "skipDays"):
        if channel.find(name) is not None:
            yield f"{name} is not wanted"


def _self_link(channel: Element) -> Complaints:
    links = channel.findall(SELF)
    if [link.get("type") for link in links if link.get("rel") == "self"] != ["application/rss+xml"]:
        yield "not one self link to RSS"
    for link in links:
        if link.get("rel") not in ("self", "hub"):
            yield "atom:link is neither self nor hub"
        yield from _absolute("atom:link", link.get("href", ""))
    yield from _absolute("channel link", channel.findtext("link", ""))


def _image(channel: Element) -> Complaints:
    image = channel.find("image")
    if image is None:
        return
    if (image.findtext("title"), image.findtext("link")) != (channel.findtext("title"), channel.findtext("link")):
        yield "the image's title and link are not the channel's"
    yield from _absolute("image", image.findtext("url", ""))


def _order_and_dates(channel: Element) -> Complaints:
    dates = [parsedate_to_datetime(text) for text in _texts(channel, "item/pubDate") if DATE.fullmatch(text)]
    if dates != sorted(dates, reverse=True):
        yield "items are not newest first"
    built = channel.findtext("lastBuildDate")
    if built is None:
        return
    if not DATE.fullmatch(built):
        yield f"lastBuildDate is no RFC 822 date: {built}"
    changes = [datetime.fromisoformat(text) for text in _texts(channel, f"item/{MODIFIED}")]
    if DATE.fullmatch(built) and (not dates or parsedate_to_datetime(built) != max((*dates, *changes))):
        yield "lastBuildDate is not the newest item's or change's"


def _size(channel: Element) -> Complaints:
    if len(channel.findall("item")) > LONGEST:
        yield f"more than {LONGEST} items"


def _guids_differ(channel: Element) -> Complaints:
    guids = _texts(channel, "item/guid")
    yield from (f"guid twice: {guid}" for guid in sorted({guid for guid in guids if guids.count(guid) > 1}))


def _item_once(item: Element) -> Complaints:
    yield from _once(item, ONCE_IN_ITEM)
    if len(item.findall("enclosure")) > 1:
        yield "more than one enclosure"
    if item.find("author") is not None:
        yield "author is for addresses of e-mail; dc:creator for names"


def _plain(item: Element) -> Complaints:
    for name in ("title", "description", CREATOR, "category"):
        for text in _texts(item, name):
            if re.search(r"<[a-z/!]|&[a-z]+;|&#", text):
                yield f"{name} is not plain text: {text}"


def _summary_first(item: Element) -> Complaints:
    tags = [child.tag for child in item]
    if CONTENT in tags and "description" in tags and tags.index("description") > tags.index(CONTENT):
        yield "description stands behind content:encoded"


def _guid(item: Element) -> Complaints:
    guid = item.find("guid")
    if guid is not None and (guid.get("isPermaLink") != "false" or not TAG.fullmatch(guid.text or "")):
        yield f"guid is no tag URI with isPermaLink=false: {guid.text}"


def _date(item: Element) -> Complaints:
    if not DATE.fullmatch(item.findtext("pubDate", "")):
        yield f"pubDate is no RFC 822 date: {item.findtext('pubDate')}"


def _addresses(item: Element) -> Complaints:
    yield from _absolute("link", item.findtext("link", ""))
    for medium in item.iter(MEDIA):
        yield from _absolute("media:content", medium.get("url", ""))
        if not medium.get("type") or medium.get("medium") != "image":
            yield "media:content without type and medium"
    yield from text_complaints(item.findtext(CONTENT, ""))


def _absolute(where: str, address: str) -> Complaints:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "mailto", "tel") or not (parts.netloc or parts.path):
        yield f"{where}: not an absolute address: {address!r}"


def _texts(element: Element, path: str) -> list[str]:
    return [child.text or "" for child in element.findall(path)]


_CHANNEL_RULES: tuple[Callable[[Element], Complaints], ...] = (
    _channel_once,
    _unwanted,
    _self_link,
    _image,
    _order_and_dates,
    _size,
    _guids_differ,
)
_ITEM_RULES: tuple[Callable[[Element], Complaints], ...] = (
    _item_once,
    _plain,
    _summary_first,
    _guid,
    _date,
    _addresses,
)
