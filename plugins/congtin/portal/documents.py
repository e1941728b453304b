"""The families of documents: what is written beside the pages, and from what. A new one is a function and a row."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from congtin.portal.assets import Document, read_file
from congtin.portal.discovery import sitemap_documents
from congtin.portal.downloads import data_files
from congtin.portal.feeds import feed_documents
from congtin.portal.redirects import redirects
from congtin.publishing.hosting import headers, redirect_rules

if TYPE_CHECKING:
    from congtin.portal.outline import Portal

Family = Callable[["Portal", Sequence[str]], Iterator[Document]]


def documents(portal: Portal, addresses: Sequence[str]) -> Iterator[Document]:
    """Every document of the output; ``addresses`` are those of the pages that were printed."""
    for family in DOCUMENTS:
        yield from family(portal, addresses)


def feeds(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """All feeds, and the list of them."""
    return feed_documents(portal)


def share_cards(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The pictures that networks show beside a shared address."""
    return portal.sharing.documents()


def host_files(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """What hosts read: headers and redirects."""
    edition = portal.edition
    moved = {alias: story.url for story in edition.stories for alias in story.aliases}
    yield Document("_headers", headers().encode(), "tiêu đề HTTP cho máy chủ")
    yield Document("_redirects", redirect_rules(moved).encode(), "chuyển hướng cho máy chủ")


def old_addresses(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """A page at each address that an article had before."""
    return redirects(portal.edition.stories, portal.edition.site.url)


def theme(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The theme's files."""
    yield from sorted(portal.assets.documents, key=operator.attrgetter("path"))


def media(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The pictures and documents that articles name."""
    for path in portal.edition.media:
        yield Document(path, read_file(portal.edition.site.content, path), f"content/{path}")


DOCUMENTS: tuple[Family, ...] = (
    feeds,
    data_files,
    sitemap_documents,
    share_cards,
    host_files,
    old_addresses,
    theme,
    media,
)
