"""Our linters for Atom (RFC 4287) and JSON Feed 1.1, and what each format says of its items, to hold them together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publishing.feed_linter import CONTENT, CREATOR, LONGEST, TAG
from publishing.feed_rules import complaints, text_complaints

A = "{http://www.w3.org/2005/Atom}"
MODIFIED = "{http://purl.org/dc/terms/}modified"
MEDIA = "{http://search.yahoo.com/mrss/}content"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
VERSION = "https://jsonfeed.org/version/1.1"
FEED_KEYS = set("version title home_page_url feed_url description favicon icon language authors hubs items".split())
ITEM_KEYS = set("id url title summary content_html image date_published date_modified authors tags language".split())

Complaints = Iterator[str]
Told = dict[str, Any]


def lint_atom(feed: bytes) -> list[str]:
    """All complaints about an Atom feed."""
    try:
        root = ElementTree.fromstring(feed)
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    if root.tag != f"{A}feed":
        return ["not Atom"]
    return [
        *complaints(feed, root),
        *_atom_feed(root),
        *(text for entry in root.findall(f"{A}entry") for text in _atom_entry(entry)),
    ]


def _atom_feed(root: Element) -> Complaints:
    yield from _once(root, ("id", "title", "updated", "author", "generator"))
    links = {link.get("rel"): link.get("href", "") for link in root.findall(f"{A}link")}
    if links.get("self") != root.findtext(f"{A}id"):
        yield "the self link is not the feed's id"
    yield from (f"link {rel} is not absolute" for rel, href in links.items() if not _absolute(href))
    if "alternate" not in links:
        yield "no alternate link"
    if not root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "no language"
    ids = [entry.findtext(f"{A}id") for entry in root.findall(f"{A}entry")]
    moments = [entry.findtext(f"{A}updated") for entry in root.findall(f"{A}entry")]
    if len(set(ids)) < len(ids):
        yield "an id twice"
    if len(set(moments)) < len(moments):
        yield "two entries updated at the same moment"
    if len(ids) > LONGEST:
        yield f"more than {LONGEST} entries"


def _atom_entry(entry: Element) -> Complaints:
    yield from _once(entry, ("id", "title", "updated", "published", "summary", "content"))
    if not TAG.fullmatch(entry.findtext(f"{A}id", "")):
        yield "id is no tag URI"
    for name in ("updated", "published"):
        if not RFC3339.fullmatch(entry.findtext(f"{A}{name}", "")):
            yield f"{name} is no RFC 3339 date"
    links = [link for link in entry.findall(f"{A}link") if link.get("rel") == "alternate"]
    if len(links) != 1 or not _absolute(links[0].get("href", "")):
        yield "not one absolute alternate link"
    content = entry.find(f"{A}content")
    if content is not None and content.get("type") != "html":
        yield "content is not html"
    yield from text_complaints(entry.findtext(f"{A}content", ""))


def _once(element: Element, names: tuple[str, ...]) -> Complaints:
    for name in names:
        held = element.findall(f"{A}{name}")
        if len(held) != 1:
            yield f"{name} stands {len(held)} times"
        elif not "".join(held[0].itertext()).strip():
            yield f"{name} is empty"


def lint_json(feed: bytes) -> list[str]:
    """All complaints about a JSON feed."""
    try:
        root = json.loads(feed.decode(), parse_constant=_refuse)
    except ValueError as error:
        return [f"not strict JSON: {error}"]
    return [*_json_feed(root), *(text for item in root.get("items", ()) for text in _json_item(item))]


def _refuse(name: str) -> None:
    raise ValueError(name)


def _json_feed(root: Told) -> Complaints:
    if root.get("version") != VERSION or not root.get("title") or not isinstance(root.get("items"), list):
        yield "version, title or items missing"
    yield from (f"unknown key {name}" for name in root.keys() - FEED_KEYS)
    for name in ("home_page_url", "feed_url", "favicon"):
        if not _absolute(root.get(name, "https://ok/")):
            yield f"{name} is not absolute"
    ids = [item.get("id") for item in root.get("items", ())]
    if len(set(ids)) < len(ids):
        yield "an id twice"


def _json_item(item: Told) -> Complaints:
    yield from (f"unknown key {name}" for name in item.keys() - ITEM_KEYS)
    yield from (f"no {name}" for name in ("id", "url", "title", "content_html", "date_published") if not item.get(name))
    if not TAG.fullmatch(item.get("id", "")):
        yield "id is no tag URI"
    for name in ("url", "image"):
        if name in item and not _absolute(item[name]):
            yield f"{name} is not absolute"
    for name in ("date_published", "date_modified"):
        if name in item and not RFC3339.fullmatch(item[name]):
            yield f"{name} is no RFC 3339 date"
    yield from text_complaints(item.get("content_html", ""))


def _absolute(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def told_by_rss(feed: bytes) -> list[Told]:
    """What the items of an RSS feed say."""
    return [
        {
            "id": item.findtext("guid"),
            "url": item.findtext("link"),
            "title": item.findtext("title"),
            "summary": item.findtext("description"),
            "html": item.findtext(CONTENT),
            "published": parsedate_to_datetime(item.findtext("pubDate", "")),
            "updated": _moment(item.findtext(MODIFIED)),
            "creators": [node.text for node in item.findall(CREATOR)],
            "categories": [node.text for node in item.findall("category")],
            "picture": next((node.get("url") for node in item.findall(MEDIA)), None),
        }
        for item in ElementTree.fromstring(feed).iter("item")
    ]


def told_by_atom(feed: bytes) -> list[Told]:
    """What the entries of an Atom feed say; the milliseconds that tell equal dates apart are left out."""
    found = []
    for entry in ElementTree.fromstring(feed).iter(f"{A}entry"):
        published, updated = (_moment(entry.findtext(f"{A}{name}")) for name in ("published", "updated"))
        assert published
        assert updated
        updated = updated.replace(microsecond=0)
        found.append(
            {
                "id": entry.findtext(f"{A}id"),
                "url": entry.find(f"{A}link[@rel='alternate']").get("href"),  # type: ignore[union-attr]
                "title": entry.findtext(f"{A}title"),
                "summary": entry.findtext(f"{A}summary"),
                "html": entry.findtext(f"{A}content"),
                "published": published,
                "updated": updated if updated != published else None,
                "creators": [node.text for node in entry.findall(f"{A}author/{A}name")],
                "categories": [node.get("term") for node in entry.findall(f"{A}category")],
                "picture": next((node.get("url") for node in entry.findall(MEDIA)), None),
            }
        )
    return found


def told_by_json(feed: bytes) -> list[Told]:
    """What the items of a JSON feed say."""
    return [
        {
            "id": item["id"],
            "url": item["url"],
            "title": item["title"],
            "summary": item["summary"],
            "html": item["content_html"],
            "published": _moment(item["date_published"]),
            "updated": _moment(item.get("date_modified")),
            "creators": [author["name"] for author in item.get("authors", ())],
            "categories": item.get("tags", []),
            "picture": item.get("image"),
        }
        for item in json.loads(feed)["items"]
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
