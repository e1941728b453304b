"""The families of pages: what is printed by which template, at which address, with which views.

A new kind of page is a function here, a row in ``FAMILIES``, and a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from congtin.catalogue import Catalogue
from congtin.portal.addresses import ARCHIVE, FEED_URL, FEEDS_LIST, FEEDS_PAGE, ORGANISATIONS, file_of
from congtin.portal.assets import Assets
from congtin.portal.discovery import structured_data
from congtin.portal.edition import Edition
from congtin.portal.feeds import Feeds
from congtin.portal.sharing import Sharing
from congtin.publishing.articles import article
from congtin.publishing.cards import Card, Head, Link, SectionBlock, card, months, section_url
from congtin.publishing.organisations import organisation_card, organisation_tree
from congtin.story import Story
from congtin.text import slugify

LATEST = 10
SECTION_ON_HOME = 5
SAME_SECTION = 5
HOME = Link("Trang chủ", "/")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be printed: its address, template, views, and what it comes from."""

    address: str
    template: str
    views: dict[str, Any]
    source: str

    @property
    def path(self) -> str:
        """The file in the output."""
        return file_of(self.address)


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its articles, newest first."""

    link: Link
    stories: tuple[Story, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Portal:
    """An edition as pages see it: cards, sections and menu, made once."""

    edition: Edition
    assets: Assets
    _cards: dict[str, Card] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cards = {story.path: card(story, self.catalogue) for story in self.edition.stories}
        object.__setattr__(self, "_cards", cards)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the site."""
        return self.edition.catalogue

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All articles, newest first."""
        return self.cards_of(self.edition.stories)

    def cards_of(self, stories: tuple[Story, ...]) -> tuple[Card, ...]:
        """The cards of these articles."""
        return tuple(self._cards[story.path] for story in stories)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have articles: first as the settings order them, then by name."""
        found: dict[str, list[Story]] = {}
        for story in self.edition.stories:
            found.setdefault(slugify(story.category), []).append(story)
        wanted = {slugify(name): (rank, name) for rank, name in enumerate(self.edition.site.sections)}
        order = sorted(found, key=lambda slug: (wanted.get(slug, (len(wanted), ""))[0], slug))
        return tuple(self._section(slug, tuple(found[slug]), wanted.get(slug, (0, ""))[1]) for slug in order)

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds of the site, its sections and its organisations."""
        return Feeds(self)

    @cached_property
    def sharing(self) -> Sharing:
        """The pictures that stand for pages where they are shared."""
        return Sharing(self)

    @cached_property
    def by_body(self) -> dict[str, list[Story]]:
        """The articles of each catalogue organisation, by its id, newest first."""
        found: dict[str, list[Story]] = {}
        for story in self.edition.stories:
            body = self.catalogue.organisation(story.organisation)
            if body is not None:
                found.setdefault(body.id, []).append(story)
        return found

    def _section(self, slug: str, stories: tuple[Story, ...], name: str) -> Section:
        title = name or min(story.category for story in stories)
        return Section(Link(title, f"/{slug}/"), stories, self.cards_of(stories))

    def common(self, sheet: Sheet) -> dict[str, Any]:
        """The views that every template gets."""
        site = self.edition.site
        printed = sheet.views.get("article")
        here = printed.section.url if printed else sheet.address
        return {
            "site": site,
            "menu": tuple(_marked(part.link, here) for part in self.sections),
            "pages": tuple(_marked(Link(page.title, page.url), sheet.address) for page in self.edition.pages),
            "latest": self.cards[:LATEST],
            "assets": self.assets.addresses,
            "feed_url": FEED_URL,
            "feeds": self.feeds.links_of(sheet.address),
            "structured": structured_data(self, sheet),
        }


def _marked(link: Link, here: str) -> Link:
    return Link(link.title, link.url, current=link.url == here)


def _head(portal: Portal, title: str, description: str, address: str, story: Story | None = None) -> Head:
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


def home(portal: Portal) -> Iterator[Sheet]:
    """The front page."""
    site = portal.edition.site
    views = {
        "head": _head(portal, site.name, site.slogan, "/"),
        "lead": portal.cards[0] if portal.cards else None,
        "sections": tuple(SectionBlock(part.link, part.cards[:SECTION_ON_HOME]) for part in portal.sections),
    }
    yield Sheet("/", "index", views, "trang chủ")


def articles(portal: Portal) -> Iterator[Sheet]:
    """A page for each article."""
    by_url = {part.link.url: part for part in portal.sections}
    for story in portal.edition.stories:
        part = by_url[section_url(story.category)]
        others = [item for item in part.cards[: SAME_SECTION + 1] if item.url != story.url]
        views = {
            "head": _head(portal, story.title, story.summary, story.url, story),
            "article": article(story, portal.catalogue),
            "breadcrumb": (HOME, part.link),
            "same_section": tuple(others[:SAME_SECTION]),
        }
        yield Sheet(story.url, "article", views, story.path)


def sections(portal: Portal) -> Iterator[Sheet]:
    """A page for each section."""
    for part in portal.sections:
        views = {
            "head": _head(portal, part.link.title, "", part.link.url),
            "section": part.link,
            "cards": part.cards,
            "breadcrumb": (HOME,),
        }
        yield Sheet(part.link.url, "section", views, f"chuyên mục “{part.link.title}”")


def organisations(portal: Portal) -> Iterator[Sheet]:
    """The tree of union bodies, and a page for each."""
    address = f"/{ORGANISATIONS}/"
    title = Link("Đơn vị", address)
    views: dict[str, Any] = {
        "head": _head(portal, title.title, "", address),
        "organisations": organisation_tree(portal.catalogue),
        "breadcrumb": (HOME,),
    }
    yield Sheet(address, "organisations", views, "danh mục đơn vị")
    for body in portal.catalogue.organisations:
        stories = portal.by_body.get(body.id, ())
        view = organisation_card(body, portal.catalogue)
        views = {
            "head": _head(portal, view.name, view.note, view.url),
            "organisation": view,
            "cards": portal.cards_of(tuple(stories)),
            "breadcrumb": (HOME, title),
        }
        yield Sheet(view.url, "organisation", views, f"đơn vị {body.id}")


def archive(portal: Portal) -> Iterator[Sheet]:
    """All articles by month."""
    address = f"/{ARCHIVE}/"
    views = {
        "head": _head(portal, "Lưu trữ", "", address),
        "months": months(portal.cards),
        "breadcrumb": (HOME,),
    }
    yield Sheet(address, "archive", views, "lưu trữ")


def pages(portal: Portal) -> Iterator[Sheet]:
    """The standing pages."""
    for page in portal.edition.pages:
        if page.url == FEEDS_PAGE:
            continue
        views = {
            "head": _head(portal, page.title, page.summary, page.url),
            "page": page,
            "breadcrumb": (HOME,),
        }
        yield Sheet(page.url, "page", views, page.path)


def feeds_page(portal: Portal) -> Iterator[Sheet]:
    """All feeds, for people; the editors' own words, if there is a page of that name, stand above them."""
    page = next((page for page in portal.edition.pages if page.url == FEEDS_PAGE), None)
    about = page.summary if page else "Nhận tin mới của trang bằng trình đọc RSS."
    views = {
        "head": _head(portal, page.title if page else "Nguồn RSS", about, FEEDS_PAGE),
        "page": page,
        "groups": portal.feeds.groups,
        "opml": Link("Tải danh sách mọi nguồn tin (OPML)", FEEDS_LIST),
        "breadcrumb": (HOME,),
    }
    yield Sheet(FEEDS_PAGE, "feeds", views, page.path if page else "trang nguồn RSS")


def not_found(portal: Portal) -> Iterator[Sheet]:
    """What a host shows for an address that leads nowhere."""
    yield Sheet("/404.html", "404", {"head": _head(portal, "Không tìm thấy trang", "", "/404.html")}, "trang 404")


FAMILIES: tuple[Callable[[Portal], Iterator[Sheet]], ...] = (
    home,
    articles,
    sections,
    organisations,
    archive,
    pages,
    feeds_page,
    not_found,
)
