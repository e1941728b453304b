"""What HTML a body may hold: the allow-list, the cleaning by it, and what it takes away.

Only tags without behaviour stay; no style, no class but ours, no id, no picture from another host. The
page may therefore carry a strict Content-Security-Policy, and the cleaned text is safe in feeds too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from html.parser import HTMLParser
from itertools import filterfalse

import nh3

from congtin.values import dataclass

ALIGNMENTS = ("left", "center", "right")
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_INLINE = "a abbr b br cite code del em i img ins mark q s small span strong sub sup time u wbr"
_BLOCKS = "blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p ul"
_TABLES = "caption table tbody td tfoot th thead tr"
TAGS = frozenset(f"{_INLINE} {_BLOCKS} {_TABLES}".split())
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "*": frozenset({"lang"}),
}
CLASSES: dict[str, frozenset[str]] = {tag: frozenset(f"align-{side}" for side in ALIGNMENTS) for tag in ("td", "th")}
# Not formatting but behaviour, or a document of its own: their removal is an error, since an editor
# who pastes one (a video player, a form, a counter) expects readers to see it.
_SCRIPTED = "applet canvas dialog embed math noscript object portal script style svg template xml"
_FORMS = "button form input select textarea"
_DOCUMENTS = "audio base frame frameset iframe link meta source title track video"
ACTIVE = frozenset(f"{_SCRIPTED} {_FORMS} {_DOCUMENTS}".split())
_FORGOTTEN = frozenset({"script", "style"})  # their content goes with them

_BLANK = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ADDRESSED = re.compile(r"<(?:a|img) [^<>]*>")
_PLAIN_PICTURE = re.compile(r'<img alt="[^"]*" src="/(?!/)[\w/.-]*"\s?/?>')  # of this site, and nothing to lose
_NUMBER = re.compile(r"\d{1,5}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def allows_url(tag: str, url: str) -> bool:
    """Whether a link (``a``) or a picture (``img``) may have this address.

    Links: http, https, mailto, tel or relative. Pictures: from this site only, since no page makes a
    request to another host. White space and control characters do not count, as in browsers.
    """
    plain = _BLANK.sub("", url).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if tag == "img":
        return scheme is None and not plain.startswith("//")
    return scheme is None or scheme[1].lower() in LINK_SCHEMES


def _keep(tag: str, attribute: str, value: str) -> str | None:
    """nh3's question for each attribute that the allow-list knows: the value to keep, or None."""
    if attribute in ("href", "src"):
        return value if allows_url(tag, value) else None
    if attribute in ("width", "height", "start", "colspan", "rowspan"):
        return value if _NUMBER.fullmatch(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_FORGOTTEN),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_keep,
    url_schemes=set(LINK_SCHEMES),
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    link_rel="noopener",
)


def clean(html: str) -> str:
    """The HTML with nothing in it but what the policy allows; always well-formed.

    Characters that XML forbids become U+FFFD, after cleaning: replacing, unlike removing, cannot join
    two harmless halves into something active.
    """
    return _UNPRINTABLE.sub("\ufffd", _CLEANER.clean(html))


class Loss(StrEnum):
    """What kind of thing the policy takes away."""

    ACTIVE_TAG = "active tag"
    ACTIVE_ATTRIBUTE = "active attribute"
    ADDRESS = "address"
    TAG = "tag"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing that cleaning takes away: its kind, its tag, the attribute and its value."""

    loss: Loss
    tag: str
    attribute: str = ""
    value: str = ""


class _Auditor(HTMLParser):
    """Collects what the allow-list lacks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.removed: list[Removed] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.removed.append(Removed(Loss.ACTIVE_TAG if tag in ACTIVE else Loss.TAG, tag))
            return
        for name, value in attrs:
            loss = _attribute_loss(tag, name, value or "")
            if loss:
                self.removed.append(Removed(loss, tag, name, value or ""))


def _attribute_loss(tag: str, name: str, value: str) -> Loss | None:
    if name == "class" and set(value.split()) <= CLASSES.get(tag, frozenset()):
        return None
    if name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset()):
        if _keep(tag, name, value) is not None:
            return None
        return Loss.ADDRESS if name in ("href", "src") else Loss.ATTRIBUTE
    return Loss.ACTIVE_ATTRIBUTE if name.startswith("on") or name == "srcdoc" else Loss.ATTRIBUTE


def audit(html: str, written: bool) -> Iterator[Removed]:
    """What :func:`clean` will take from this HTML, in order; comments are meant to vanish and not told.

    ``written``: whether its author wrote tags. Of Markdown's own only links and pictures need a look.
    """
    looked_at = html if written else "".join(filterfalse(_PLAIN_PICTURE.fullmatch, _ADDRESSED.findall(html)))
    if looked_at:
        auditor = _Auditor()
        auditor.feed(looked_at)
        auditor.close()
        yield from auditor.removed
