"""The families of documents: what is written beside the pages, and from what. A new one is a function and a row."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from time import time_ns
from typing import TYPE_CHECKING

from congtin.portal.addresses import collating
from congtin.portal.assets import Document, read_file
from congtin.portal.discovery import sitemap_documents
from congtin.portal.downloads import data_files
from congtin.portal.feeds import feed_documents
from congtin.portal.fingerprints import Deferred
from congtin.portal.redirects import redirects
from congtin.portal.stamps import is_settled
from congtin.publishing.hosting import gone_rules, headers, redirect_rules
from congtin.story import Story

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


def host_files(portal: Portal, addresses: Sequence[str]) -> Iterator[Document]:
    """What hosts read: headers, redirects, and what is gone for good."""
    moved = {old: story.url for old, story in _moved(portal, addresses).items()}
    gone = _free(portal.register.gone(portal.edition), addresses, moved)
    yield Document("_headers", headers().encode(), "tiêu đề HTTP cho máy chủ")
    yield Document("_redirects", redirect_rules(moved).encode(), "chuyển hướng cho máy chủ")
    yield Document("_gone", gone_rules(gone).encode(), "địa chỉ đã bỏ cho máy chủ")


def old_addresses(portal: Portal, addresses: Sequence[str]) -> Iterator[Document]:
    """A page at each address that an article had before."""
    return redirects(_moved(portal, addresses), portal.edition.site.url)


def _moved(portal: Portal, addresses: Sequence[str]) -> dict[str, Story]:
    """The articles by the addresses that they had before: by their own account, and by the register's."""
    told = {alias: story for story in portal.edition.stories for alias in story.aliases}
    found = portal.register.moved(portal.edition)
    return {**{old: found[old] for old in _free(found, addresses, told)}, **told}


def _free(old: Iterable[str], printed: Sequence[str], told: Iterable[str]) -> list[str]:
    """The addresses at which nothing else stands by now."""
    taken = {*printed, *map(collating, told)}
    return [address for address in old if address not in taken and collating(address) not in taken]


def theme(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The theme's files."""
    yield from sorted(portal.assets.documents, key=operator.attrgetter("path"))


def media(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The pictures and documents that articles name, read where one is not known by its stamp."""
    site, stamps, now = portal.edition.site, portal.edition.library.stamps, time_ns()
    inside = f"{site.content}/"[len(f"{site.root}/") :]
    for path in portal.edition.media:
        stamp = stamps.get(f"{inside}{path}", "")
        key = stamp if is_settled(stamp, now) else f"{stamp} {now}"
        yield Document(path, Deferred(key, partial(read_file, site.content, path)), f"content/{path}")


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
