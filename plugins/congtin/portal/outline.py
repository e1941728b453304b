"""The outline of a portal: an edition as pages see it, with its sections, lists and menu, made once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from congtin.catalogue import Catalogue
from congtin.portal.addresses import FEED_URL, file_of
from congtin.portal.assets import Assets
from congtin.portal.data import Data
from congtin.portal.discovery import structured_data
from congtin.portal.edition import Edition
from congtin.portal.feeds import Feeds
from congtin.portal.fingerprints import Deferred
from congtin.portal.front import Pin, pinned
from congtin.portal.kin import Kinship, kin
from congtin.portal.listing import Cards
from congtin.portal.press import Bulks
from congtin.portal.register import Register
from congtin.portal.sharing import Sharing
from congtin.portal.shelf import face
from congtin.portal.turning import SAME_SECTION
from congtin.publishing import key_figures
from congtin.publishing.archives import Year, years
from congtin.publishing.cards import Card, Head, Link, PinnedCard, card, tag_link
from congtin.publishing.key_figures import KeyFigure
from congtin.story import Story
from congtin.text import slugify

LATEST = 10
HOME = Link("Trang chủ", "/")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be printed: its address, template, views, and what it comes from.

    A page is printed again when its views have another fingerprint than last time, or ``shown`` has, which is all
    that the views are made of. ``insets`` are stretches of it with templates and views of their own: when nothing
    else has changed, they alone are replaced. ``story`` is the article whose page it is. ``outlined``: it shows
    nothing but slim records and what stands on all pages.
    """

    address: str
    template: str
    views: dict[str, Any]
    source: str
    insets: dict[str, Deferred] = field(default_factory=dict)
    story: Story | None = None
    shown: tuple[Any, ...] = ()
    outlined: bool = False

    @property
    def path(self) -> str:
        """The file in the output."""
        return file_of(self.address)

    @property
    def inset_keys(self) -> dict[str, str]:
        """What its insets show."""
        return {name: inset.key for name, inset in self.insets.items()}


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its articles, newest first."""

    link: Link
    stories: tuple[Story, ...]
    cards: Cards


@dataclass(frozen=True)
class Portal:
    """An edition as pages see it: cards, sections and menu, made once."""

    edition: Edition
    assets: Assets
    _marked: dict[tuple[int, str], tuple[Link, ...]] = field(default_factory=dict, repr=False, compare=False)
    _cards: dict[str, Card] = field(default_factory=dict, repr=False, compare=False)
    _newest: dict[str, tuple[set[str], Deferred]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def bulks(self) -> Bulks:
        """What of articles was kept for other pages than their own."""
        return Bulks(self.edition.library, self.edition.site.url)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the site."""
        return self.edition.catalogue

    @cached_property
    def cards(self) -> Cards:
        """All articles, newest first."""
        return self.cards_of(self.edition.stories)

    def cards_of(self, stories: Sequence[Story]) -> Cards:
        """The cards of these articles."""
        return Cards(stories, self.card)

    def card(self, story: Story) -> Card:
        """The card of an article, made once."""
        found = self._cards.get(story.path)
        if found is None:
            found = self._cards[story.path] = card(story, self.catalogue)
        return found

    def listed(self, name: str, stories: Sequence[Story]) -> Deferred:
        """The views of an inset that lists articles under a name."""
        cards = self.cards_of(stories)
        return Deferred(cards.key, lambda: {name: tuple(cards)})

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have articles: first as the settings order them, then by name."""
        found: dict[str, list[Story]] = {}
        slug = cache(slugify)
        for story in self.edition.stories:
            found.setdefault(slug(story.category), []).append(story)
        wanted = {slugify(name): (rank, name) for rank, name in enumerate(self.edition.site.sections)}
        order = sorted(found, key=lambda slug: (wanted.get(slug, (len(wanted), ""))[0], slug))
        return tuple(self._section(slug, tuple(found[slug]), wanted.get(slug, (0, ""))[1]) for slug in order)

    @cached_property
    def _by_category(self) -> dict[str, Section]:
        return {name: part for part in self.sections for name in {story.category for story in part.stories}}

    def section_of(self, story: Story) -> Section:
        """The section of an article."""
        return self._by_category[story.category]

    def newest_of(self, part: Section, told: Collection[str]) -> Deferred:
        """The inset with the newest of a section but those told, by their paths."""
        known = self._newest.get(part.link.url)
        if known is None:
            first = part.stories[:SAME_SECTION]
            known = {story.path for story in first}, self.listed("same_section", first)
            self._newest[part.link.url] = known
        if known[0].isdisjoint(told):
            return known[1]
        others = [story for story in part.stories[: SAME_SECTION + len(told)] if story.path not in told]
        return self.listed("same_section", others[:SAME_SECTION])

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds of the site, its sections and its organisations."""
        return Feeds(self)

    @cached_property
    def data(self) -> Data:
        """The figures of the site, as its data pages need them."""
        return Data(self.edition.figures, self.edition.stories, self.catalogue)

    @cached_property
    def sharing(self) -> Sharing:
        """The pictures that stand for pages where they are shared."""
        return Sharing(self)

    @cached_property
    def register(self) -> Register:
        """The addresses at which articles have been published before."""
        return Register.read(self.edition.site.content)

    @cached_property
    def by_body(self) -> dict[str, list[Story]]:
        """The articles of each catalogue organisation, by its id, newest first."""
        found: dict[str, list[Story]] = {}
        organisation = cache(self.catalogue.organisation)
        for story in self.edition.stories:
            body = organisation(story.organisation)
            if body is not None:
                found.setdefault(body.id, []).append(story)
        return found

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """All articles by year and month."""
        return years(self.edition.stories, self.cards_of)

    @cached_property
    def kinship(self) -> Kinship:
        """Who is related to whom."""
        return kin(self.edition.stories, self.catalogue, self.edition.library.cache)

    @property
    def kin(self) -> Mapping[str, tuple[str, ...]]:
        """The related articles of each, by their paths."""
        return self.kinship.of

    @cached_property
    def by_path(self) -> dict[str, Story]:
        """The articles by their paths."""
        return {story.path: story for story in self.edition.stories}

    @cached_property
    def faces(self) -> dict[str, str]:
        """What lists show of each article, by its path."""
        return {story.path: face(story) for story in self.edition.stories}

    def related(self, story: Story) -> tuple[Story, ...]:
        """The related articles of one."""
        return tuple(self.by_path[path] for path in self.kin[story.path])

    @cached_property
    def tags(self) -> tuple[Section, ...]:
        """The keywords, by address; one written in several ways goes by its newest spelling."""
        found: dict[str, list[Story]] = {}
        names: dict[str, Link] = {}
        link_of = cache(tag_link)
        for story in self.edition.stories:
            for link in {link.url: link for link in map(link_of, story.tags) if link.url}.values():
                found.setdefault(link.url, []).append(story)
                names.setdefault(link.url, link)
        return tuple(self.gathered(names[url], tuple(found[url])) for url in sorted(found))

    @cached_property
    def key_figures(self) -> tuple[KeyFigure, ...]:
        """The dated figures of the front page: those the settings name, else of the newest articles."""
        stories, wanted = self.edition.stories, self.edition.site.key_figures
        results = self.bulks.results
        if not wanted:
            return key_figures.newest(stories, self.catalogue, results_of=results)
        found = (key_figures.named(name, stories, self.catalogue, results) for name in wanted)
        return tuple(item for item in found if item)

    @cached_property
    def pinned(self) -> tuple[PinnedCard, ...]:
        """The articles under "Nên xem"."""
        return tuple(PinnedCard(self.card(story), pin.sponsored) for story, pin in self._chosen("pinned"))

    @cached_property
    def lead(self) -> tuple[Card, ...]:
        """The article that leads the front page: the editors' choice, else the newest; none on an empty site."""
        return tuple(self.card(story) for story, _ in self._chosen("lead")) or tuple(self.cards[:1])

    def _chosen(self, key: str) -> Iterator[tuple[Story, Pin]]:
        site = self.edition.site
        today = self.edition.now.astimezone(site.zone).date()
        return pinned(site.chosen[key], self.edition.stories, today)

    def gathered(self, link: Link, stories: tuple[Story, ...]) -> Section:
        """Articles under one title."""
        return Section(link, stories, self.cards_of(stories))

    def _section(self, slug: str, stories: tuple[Story, ...], name: str) -> Section:
        return self.gathered(Link(name or min(story.category for story in stories), f"/{slug}/"), stories)

    @cached_property
    def latest(self) -> tuple[Card, ...]:
        """The newest articles, as they stand on every page."""
        return tuple(self.cards[:LATEST])

    @cached_property
    def everywhere(self) -> tuple[Any, ...]:
        """What :meth:`common` draws on besides the sheet: when it changes, every page is printed anew."""
        return (
            self.edition.site,
            self._menu,
            self._pages,
            self.assets.addresses,
            self.feeds.rows,
        )

    def common(self, sheet: Sheet) -> dict[str, Any]:
        """The views that every template gets; what is the same on many pages is one object."""
        printed, listed = sheet.views.get("article"), sheet.views.get("section")
        here = printed.section.url if printed else listed.url if listed else sheet.address
        return {
            "site": self.edition.site,
            "kind": sheet.template,
            "menu": self._links(self._menu, here),
            "pages": self._links(self._pages, sheet.address),
            "assets": self.assets.addresses,
            "feed_url": FEED_URL,
            "feeds": self.feeds.links_of(sheet.address),
            "structured": structured_data(self, sheet),
        }

    @cached_property
    def _menu(self) -> tuple[Link, ...]:
        return tuple(part.link for part in self.sections)

    @cached_property
    def _pages(self) -> tuple[Link, ...]:
        return tuple(Link(page.title, page.url) for page in self.edition.pages)

    def _links(self, links: tuple[Link, ...], here: str) -> tuple[Link, ...]:
        """The links, with that to the page one is on marked."""
        at = here if any(link.url == here for link in links) else ""
        found = self._marked.get((id(links), at))
        if found is None:
            marked = tuple(Link(link.title, link.url, current=link.url == at) for link in links)
            found = self._marked[id(links), at] = marked
        return found


def head(portal: Portal, title: str, description: str, address: str, story: Story | None = None) -> Head:
    """What the page at an address says of itself, with its picture for sharing; an article's says that it is one."""
    site = portal.edition.site
    picture = portal.sharing.picture(story)
    return Head(
        title,
        description or site.slogan,
        address,
        f"{site.url}{address}",
        picture.url,
        "article" if story else "website",
        picture.width,
        picture.height,
        picture.alt,
    )
