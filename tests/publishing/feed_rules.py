"""What the W3C feed validator asks of RSS and Atom alike, beyond the shape of each: words, addresses, dates, pictures.

Its errors and warnings were gone through one by one; each rule here names those it stands for. Left out is what our
feeds cannot contain (iTunes, KML, geography, podcasts, archives, e-mail authors), and what only a server shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

Complaints = Iterator[str]

PREFIXES = {
    "": "",
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
}
# What may stand in what, and with which attributes: all that our writers know. More is a mistake until it is listed.
CHILDREN = {
    "rss": "channel",
    "channel": "title link description a:link docs generator image language lastBuildDate item",
    "image": "url title link",
    "item": "title link description content:encoded guid category pubDate dc:creator dcterms:modified media:content",
    "media:content": "media:description media:credit media:thumbnail",
    "a:feed": "a:id a:title a:updated a:author a:link a:generator a:icon a:logo a:subtitle a:entry",
    "a:author": "a:name a:uri",
    "a:entry": "a:id a:title a:updated a:published a:author a:link a:summary a:content a:category media:content",
}
ATTRIBUTES = {
    "rss": "version",
    "guid": "isPermaLink",
    "a:feed": "{http://www.w3.org/XML/1998/namespace}lang",
    "a:link": "href rel type title length",
    "a:content": "type",
    "a:category": "term label scheme",
    "media:content": "url fileSize type medium width height",
    "media:thumbnail": "url width height",
    "media:description": "type",
}
ADDRESSES = ("link", "docs", "url", "a:uri", "a:icon", "a:logo")
SAFE_TAGS = frozenset(
    "a abbr b blockquote br caption cite code del dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li"
    " ol p pre q s small span strong sub sup table tbody td tfoot th thead tr u ul".split()
)
SAFE_ATTRIBUTES = frozenset(
    "abbr alt cite class colspan datetime height href id lang rel rowspan scope src title width".split()
)
_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:\d+)?/[\w\-.~!$&'()*+,;=:@/?#%\[\]]*", re.ASCII)
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)


def complaints(feed: bytes, root: Element) -> list[str]:
    """Everything that the rules below say of a feed, its text and its tree."""
    found = list(_characters(feed.decode()))
    for element in root.iter():
        found += [text for rule in RULES for text in rule(element, short(element.tag))]
    return found


def short(tag: str) -> str:
    """``{namespace}name`` as ``prefix:name``; of an unknown namespace as it is."""
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    prefix = next((prefix for prefix, uri in PREFIXES.items() if uri == namespace), None)
    return tag if prefix is None else f"{prefix}:{name}".removeprefix(":")


def _characters(text: str) -> Complaints:
    """BadCharacters, UnicodeError, NonstdEncoding."""
    for mark in sorted(set(re.findall("[\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffd]", text))):
        yield f"a character that shows nothing: U+{ord(mark):04X}"
    if not re.match(r"<\?xml version=['\"]1\.0['\"] encoding=['\"](UTF|utf)-8['\"]\?>", text):
        yield "the first line does not say UTF-8"


def _vocabulary(element: Element, name: str) -> Complaints:
    """UndefinedElement, UnexpectedAttribute, UnexpectedText, UnknownNamespace, AtomLinkNotEmpty, MisplacedItem."""
    known = CHILDREN.get(name, "").split()
    children = [short(child.tag) for child in element]
    yield from (f"{child} in {name}" for child in children if child not in known)
    yield from (f"attribute {key} of {name}" for key in element.attrib if key not in ATTRIBUTES.get(name, "").split())
    if known and (element.text or "").strip():
        yield f"text in {name}"
    if name == "a:link" and (len(element) or (element.text or "").strip()):
        yield "a:link is not empty"
    last = {"channel": "item", "a:feed": "a:entry"}.get(name)
    if last in children and children[children.index(last) :] != [last] * children.count(last):
        yield f"{last} is not last in {name}"


def _addresses(element: Element, name: str) -> Complaints:
    """InvalidFullLink, UriNotIri, InvalidIRI, NonCanonicalURI, RelativeSelf, SameDocumentReference."""
    given = [element.get("href"), element.get("url")]
    if name in ADDRESSES or (name == "a:id" and not (element.text or "").startswith("tag:")):
        given.append(element.text)
    for address in filter(None, given):
        parts = urlsplit(address)
        spare = parts.port in (80, 443) or "/./" in address or "/../" in address or "//" in parts.path
        if not _ADDRESS.fullmatch(address) or spare or re.search(r"%(?![0-9A-F]{2})", address):
            yield f"{name}: not a full address in plain letters: {address}"


def _dates(element: Element, name: str) -> Complaints:
    """IncorrectDOW, ImplausibleDate, ProblematicalRFC822Date, InvalidRFC3339Date, InvalidW3CDTFDate."""
    text = element.text or ""
    try:
        if name in ("pubDate", "lastBuildDate"):
            moment = parsedate_to_datetime(text)
            if f"{moment:%a}" != text[:3]:
                yield f"{name}: another day of the week: {text}"
        elif name in ("a:updated", "a:published", "dcterms:modified"):
            moment = datetime.fromisoformat(text)
        else:
            return
        empty = name == "a:updated" and text.startswith("1970-01-01")  # a feed without entries
        if not empty and not _EARLIEST <= moment <= datetime.now(UTC) + timedelta(days=1):
            yield f"{name}: hardly the day: {text}"
    except (ValueError, TypeError):
        yield f"{name}: no date with its zone: {text}"


def _values(element: Element, name: str) -> Complaints:
    """InvalidLanguage, ImageUrlFormat, NotBlank, InvalidMIMEAttribute, InvalidMediaMedium, InvalidIntegerAttribute."""
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or (name == "language" and element.text)
    if language and not _LANGUAGE.fullmatch(language):
        yield f"no language: {language}"
    if name == "url" and not (element.text or "").endswith((".png", ".gif", ".jpg")):
        yield f"a feed's image is PNG, GIF or JPEG: {element.text}"
    if not CHILDREN.get(name) and not element.attrib and not (element.text or "").strip():
        yield f"{name} is empty"
    kind = element.get("type")
    if kind and name in ("a:link", "media:content") and not _MIME.fullmatch(kind):
        yield f"{name}: no media type: {kind}"
    if name == "media:content" and element.get("medium") not in ("image", "audio", "video", "document", "executable"):
        yield "media:content: no medium"
    if name == "media:description" and kind not in (None, "plain", "html"):
        yield "media:description: no type of text"
    for key in ("width", "height", "fileSize", "length"):
        if not re.fullmatch(r"[1-9]\d*", element.get(key, "1")):
            yield f"{name}: {key} is no number: {element.get(key)}"


RULES: tuple[Callable[[Element, str], Complaints], ...] = (_vocabulary, _addresses, _dates, _values)


def text_complaints(html: str) -> Complaints:
    """SecurityRisk, SecurityRiskAttr, DangerousStyleAttr, ContainsRelRef, NotHtml: of an item's full text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from (f"<{tag}> in the text" for tag in sorted(reader.tags - SAFE_TAGS))
    yield from (f"attribute {name} in the text" for name in sorted(reader.attributes - SAFE_ATTRIBUTES))
    yield from (f"<{tag}> is not closed in the text" for tag in reader.open)
    for address in reader.addresses:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https", "mailto", "tel") or not (parts.netloc or parts.path):
            yield f"in the text: not an absolute address: {address!r}"


class _Reader(HTMLParser):
    EMPTY = frozenset(("br", "hr", "img"))

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "cite")]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.open.append(f"/{tag}")


def lint_opml(data: bytes, root: Element) -> list[str]:
    """InvalidOPMLVersion, MissingXmlURL, MissingTitleAttr, InvalidOutlineType, InvalidOutlineVersion of the list."""
    found = list(_characters(data.decode()))
    if root.tag != "opml" or root.get("version") != "2.0" or not root.findtext("head/title", "").strip():
        found.append("no OPML 2.0 with a title")
    for outline in root.iter("outline"):
        name = outline.get("text", "")
        feed = not len(outline)
        if not name.strip() or (feed and (outline.get("type"), outline.get("version")) != ("rss", "RSS2")):
            found.append(f"an outline without text, type or version: {name}")
        wanted = [outline.get("xmlUrl", ""), outline.get("htmlUrl", "")] if feed else []
        found += [f"{name}: not a full address: {address}" for address in wanted if not _ADDRESS.fullmatch(address)]
    return found
