"""The feeds of a portal: of the whole site, its sections, its bodies, its indicators, its corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator
from congtin.portal.addresses import CORRECTIONS, DATA, FEEDS_LIST, ORGANISATIONS
from congtin.portal.assets import Document
from congtin.portal.fingerprints import Deferred
from congtin.portal.shelf import story_key, titled_key
from congtin.portal.stamps import digest
from congtin.publishing.cards import organisation_url
from congtin.publishing.data.pages import indicator_url
from congtin.publishing.feeds import NEWEST, Channel, Format, Item, Items, atom, json_feed, newest, opml, rss
from congtin.publishing.feeds.channel import ATOM, JSON, RSS
from congtin.publishing.feeds.figures import correction_items, figure_items
from congtin.publishing.feeds.items import updated
from congtin.publishing.syndication import FeedGroup, FeedLink, FeedRow, feed_row
from congtin.story import Story
from congtin.values import dataclass, replace

if TYPE_CHECKING:
    from congtin.portal.outline import Portal

EMBLEM = "feed.png"  # of the theme; readers show it beside the feed
WRITERS: Mapping[Format, Callable[[Channel, Sequence[Item]], bytes]] = {RSS: rss, ATOM: atom, JSON: json_feed}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it says of itself, and its articles, newest first."""

    channel: Channel
    stories: tuple[Story, ...]
    tell: Callable[[tuple[Story, ...]], Sequence[Item]] | None = None  # the items, where they are no articles
    key: Callable[[Story], str] = story_key  # what they depend on


@dataclass(frozen=True)
class Feeds:
    """All feeds of a portal, by kind; a body has one from its first article, or its predecessors', on."""

    portal: Portal

    @cached_property
    def site(self) -> Feed:
        """The feed of everything."""
        site = self.portal.edition.site
        return self._feed(site.name, site.slogan, "/", self.portal.edition.stories)

    @cached_property
    def sections(self) -> tuple[Feed, ...]:
        """One for each section."""
        return tuple(
            self._feed(self._titled(part.link.title), f"Tin chuyên mục {part.link.title}", part.link.url, part.stories)
            for part in self.portal.sections
        )

    @cached_property
    def organisations(self) -> tuple[Feed, ...]:
        """One for each body that articles tell of, its predecessors' articles among its own."""
        found = []
        before = predecessors(self.portal.catalogue)
        for body in self.portal.catalogue.organisations:
            own = lineage(body.id, before)
            stories = newest(story for name in own for story in self.portal.by_body.get(name, ())[:NEWEST])
            if stories:
                about = f"Tin của {body.name}" + (" và các đơn vị tiền thân" if len(own) > 1 else "")
                found.append(self._feed(self._titled(body.name), about, organisation_url(body.id), stories))
        return tuple(found)

    @cached_property
    def indicators(self) -> tuple[Feed, ...]:
        """One for each indicator that has figures: each new or revised figure is an entry."""
        shares = self.portal.data.indicators
        return tuple(
            replace(
                self._feed(
                    self._titled(item.label),
                    f"Số liệu mới và số liệu điều chỉnh: {item.label}",
                    indicator_url(item.id),
                    shares[item.id].stories,
                ),
                tell=partial(self._figures, item),
                key=titled_key,
            )
            for item in self.portal.catalogue.indicators
            if item.id in shares
        )

    def _figures(self, indicator: Indicator, stories: tuple[Story, ...]) -> Sequence[Item]:
        site = self.portal.edition.site
        told = self.portal.data.of(stories, indicator.id).postings
        return figure_items(told, site.url, site.guid_year, self.portal.catalogue, indicator.measure)

    @cached_property
    def corrections(self) -> tuple[Feed, ...]:
        """The feed of what was corrected, from the first correction on."""
        corrected = [story for story in self.portal.edition.stories if story.corrections]
        about = "Những điều các bài viết đã đính chính"
        feed = self._feed(self._titled("Đính chính"), about, f"/{CORRECTIONS}/", ())
        return (replace(feed, stories=tuple(corrected), tell=self._corrections),) if corrected else ()

    def _corrections(self, stories: tuple[Story, ...]) -> Sequence[Item]:
        site = self.portal.edition.site
        return correction_items(stories, site.url, site.guid_year)

    def _feed(self, title: str, about: str, path: str, stories: Sequence[Story]) -> Feed:
        """A feed of the first of these articles, which are the newest."""
        site = self.portal.edition.site
        channel = Channel(
            title=title,
            description=about,
            site_url=site.url,
            path=path,
            language=site.language,
            publisher=site.name,
            image=self.portal.assets.addresses.get(EMBLEM, ""),
            hub=site.hub,
        )
        return Feed(channel, tuple(stories[:NEWEST]))

    def _titled(self, name: str) -> str:
        return f"{name} – {self.portal.edition.site.name}"

    @cached_property
    def all(self) -> tuple[Feed, ...]:
        """Every feed: the whole site's first."""
        return (self.site, *self.sections, *self.organisations, *self.indicators, *self.corrections)

    @cached_property
    def rows(self) -> dict[str, FeedRow]:
        """The view of each feed, by the page it belongs to."""
        return {feed.channel.path: feed_row(feed.channel) for feed in self.all}

    @cached_property
    def changed(self) -> dict[str, datetime]:
        """When the articles of each feed last changed, by the page it belongs to."""
        return {feed.channel.path: max(map(updated, feed.stories)) for feed in self.all if feed.stories}

    @property
    def in_full(self) -> tuple[Feed, ...]:
        """Those that have the full text of articles."""
        return (self.site, *self.sections, *self.organisations)

    def links_of(self, address: str) -> tuple[FeedLink, ...]:
        """The feeds that a page's head names: its own first, then the whole site's."""
        rows = dict.fromkeys(row for row in (self.rows.get(address), self.rows["/"]) if row)
        return tuple(link for row in rows for link in row.links)

    @cached_property
    def groups(self) -> tuple[FeedGroup, ...]:
        """All feeds, for people."""
        named = (
            ("Toàn trang", "toan-trang", (self.site,)),
            ("Theo chuyên mục", "chuyen-muc", self.sections),
            ("Theo đơn vị", ORGANISATIONS, self.organisations),
            ("Theo chỉ tiêu", DATA, self.indicators),
            ("Đính chính", CORRECTIONS, self.corrections),
        )
        return tuple(
            FeedGroup(title, anchor, tuple(self.rows[feed.channel.path] for feed in feeds))
            for title, anchor, feeds in named
            if feeds
        )


def predecessors(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The bodies that each one came from directly, by id; either side's record of it is enough."""
    found: dict[str, list[str]] = {}
    for body in catalogue.organisations:
        for name in body.predecessors:
            if (before := catalogue.organisation(name)) is not None:
                found.setdefault(body.id, []).append(before.id)
        for name in body.successors:
            if (after := catalogue.organisation(name)) is not None:
                found.setdefault(after.id, []).append(body.id)
    return {name: tuple(dict.fromkeys(names)) for name, names in found.items()}


def lineage(identity: str, before: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A body and those it came from, however far back, by id."""
    found = [identity]
    for name in found:  # grows while it is walked
        found += [item for item in before.get(name, ()) if item not in found]
    return tuple(found)


def _written(
    write: Callable[[Channel, Sequence[Item]], bytes], channel: Channel, items: Callable[[], Sequence[Item]]
) -> bytes:
    return write(channel, items())


def documents_of(feed: Feed, items: Items) -> Iterator[Document]:
    """A feed in every format; what it tells besides articles is found once."""
    key = digest(repr(feed.channel), str(items.guid_year), "\n".join(map(feed.key, feed.stories)))
    told = cache(partial(feed.tell, feed.stories)) if feed.tell else partial(items.of, feed.stories)
    for kind, write in WRITERS.items():
        address = f"{feed.channel.path}{kind.file}".removeprefix("/")
        data = Deferred(key, partial(_written, write, feed.channel, told))
        yield Document(address, data, f"nguồn tin {feed.channel.title}")


def feed_documents(portal: Portal) -> Iterator[Document]:
    """Every feed in every format, and the OPML of all."""
    feeds, site = portal.feeds, portal.edition.site
    items = Items(site.url, site.guid_year, portal.catalogue, portal.bulks.text)
    for feed in feeds.all:
        yield from documents_of(feed, items)
    groups = {
        "Toàn trang": [feeds.site.channel],
        "Theo chuyên mục": [feed.channel for feed in feeds.sections],
        "Theo đơn vị": [feed.channel for feed in feeds.organisations],
        "Theo chỉ tiêu": [feed.channel for feed in feeds.indicators],
        "Đính chính": [feed.channel for feed in feeds.corrections],
    }
    yield Document(FEEDS_LIST.removeprefix("/"), opml(f"Nguồn tin – {site.name}", groups), "danh sách nguồn tin")
