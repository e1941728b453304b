"""The families of pages: what is printed by which template, at which address, with which views.

A new kind of page is a function here, a row in ``FAMILIES``, and a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from congtin.portal import data_pages
from congtin.portal.addresses import ARCHIVE, FEEDS_LIST, FEEDS_PAGE, ORGANISATIONS, SITE_MAP, TAGS, file_of
from congtin.portal.fingerprints import Deferred
from congtin.portal.outline import HOME, Portal, Section, Sheet, head
from congtin.portal.shelf import face
from congtin.portal.stamps import digest_lines
from congtin.publishing import archives
from congtin.publishing.archives import in_pages
from congtin.publishing.articles import about
from congtin.publishing.cards import Link, SectionBlock
from congtin.publishing.data.pages import indicator_url
from congtin.publishing.organisations import organisation_card, organisation_tree
from congtin.story import Story
from congtin.values import dataclass

SECTION_ON_HOME = 5
SECONDS, SHARE_OF_SECONDS = 4, 6  # articles that follow the lead story: so many, and no more than one in six


def home(portal: Portal) -> Iterator[Sheet]:
    """The front page: no article stands twice, but for the box of the newest."""
    site = portal.edition.site
    seconds = min(SECONDS, len(portal.cards) // SHARE_OF_SECONDS)
    first = tuple(dict.fromkeys((*portal.lead, *portal.cards[: seconds + 1])))[: seconds + 1]
    shown = {item.url for item in first}
    blocks = (
        SectionBlock(part.link, tuple(islice((item for item in part.cards if item.url not in shown), SECTION_ON_HOME)))
        for part in portal.sections
    )
    views = {
        "head": head(portal, site.name, site.slogan, "/"),
        "latest": portal.latest,
        "lead": first[0] if first else None,
        "seconds": first[1:],
        "key_figures": portal.key_figures,
        "pinned": portal.pinned,
        "sections": tuple(block for block in blocks if block.cards),
    }
    yield Sheet("/", "index", views, "trang chủ")


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """The page of an article, with all that tells whether it must be looked at; its views are made when it is."""

    portal: Portal
    story: Story
    template = "article"
    outlined = False

    @property
    def address(self) -> str:
        """Its address."""
        return self.story.url

    @property
    def path(self) -> str:
        """The file in the output."""
        return file_of(self.story.url)

    @property
    def source(self) -> str:
        """What it comes from."""
        return self.story.path

    @property
    def key(self) -> str:
        """What the page itself shows: all of it stands in the article's slim record, but for these three."""
        link = self.portal.section_of(self.story).link
        return f"{face(self.story)} {link.url} {self.portal.sharing.is_carded(self.story)} {link.title}"

    @property
    def insets(self) -> dict[str, Deferred]:
        """What is related, and the newest of the section; what is related is not told again there."""
        return {"related": self.portal.listed("related", self.portal.related(self.story)), "same_section": self._others}

    @property
    def inset_keys(self) -> dict[str, str]:
        """The keys of these, at a fraction of the price."""
        portal = self.portal
        related = digest_lines(map(portal.faces.__getitem__, portal.kin[self.story.path]))
        return {"related": related, "same_section": self._others.key}

    @property
    def _others(self) -> Deferred:
        portal, story = self.portal, self.story
        return portal.newest_of(portal.section_of(story), (story.path, *portal.kin[story.path]))

    def views(self) -> dict[str, Any]:
        """The views of the page itself."""
        portal, story = self.portal, self.story
        return {
            "head": head(portal, story.title, story.summary, story.url, story),
            "article": about(story, portal.catalogue),
            "breadcrumb": (HOME, portal.section_of(story).link),
        }

    def sheet(self) -> Sheet:
        """The page with its views."""
        return Sheet(self.address, self.template, self.views(), self.source, self.insets, self.story)


def articles(portal: Portal) -> Iterator[ArticleSheet]:
    """A page for each article."""
    for story in portal.edition.stories:
        yield ArticleSheet(portal, story)


def sections(portal: Portal) -> Iterator[Sheet]:
    """The pages of each section."""
    for part in portal.sections:
        yield from _in_pages(portal, part, "section", (HOME,), f"chuyên mục “{part.link.title}”")


def tags(portal: Portal) -> Iterator[Sheet]:
    """The keywords, and the pages of each."""
    if not portal.tags:
        return
    title = Link("Từ khoá", f"/{TAGS}/")
    counts = tuple((part.link, len(part.cards)) for part in portal.tags)
    views = {"head": head(portal, title.title, "", title.url), "tags": counts, "breadcrumb": (HOME,)}
    yield Sheet(title.url, "tags", views, "từ khoá", outlined=True)
    for part in portal.tags:
        yield from _in_pages(portal, part, "tag", (HOME, title), f"từ khoá “{part.link.title}”")


@dataclass(frozen=True, slots=True)
class Listing:
    """What all pages of a list of articles show."""

    link: Link
    breadcrumb: tuple[Link, ...]
    more: dict[str, Any]


def _in_pages(
    portal: Portal, part: Section, template: str, breadcrumb: tuple[Link, ...], source: str, **more: Any
) -> Iterator[Sheet]:
    """The pages of a list of articles; the later ones say their number, and lead back to the first."""
    listing = Listing(part.link, breadcrumb, more)
    for address, cards, paging in in_pages(part.cards, part.link.url):
        number, count = (paging.number, paging.count) if paging else (1, 1)
        title = part.link.title if number == 1 else f"{part.link.title}, trang {number}"
        views = {
            "head": head(portal, title, more.get("description", "") if number == 1 else "", address),
            "section": part.link,
            "cards": cards,
            "paging": paging,
            "breadcrumb": breadcrumb if number == 1 else (*breadcrumb, part.link),
            **more,
        }
        shown = (listing, number, count, cards)
        yield Sheet(address, template, views, source, shown=shown, outlined=not more)


def organisations(portal: Portal) -> Iterator[Sheet]:
    """The tree of union bodies, and a page for each."""
    address = f"/{ORGANISATIONS}/"
    title = Link("Đơn vị", address)
    views: dict[str, Any] = {
        "head": head(portal, title.title, "", address),
        "organisations": organisation_tree(portal.catalogue),
        "breadcrumb": (HOME,),
    }
    yield Sheet(address, "organisations", views, "danh mục đơn vị")
    for body in portal.catalogue.organisations:
        view = organisation_card(body, portal.catalogue)
        part = portal.gathered(Link(view.name, view.url), tuple(portal.by_body.get(body.id, ())))
        more = {"organisation": view, "description": view.note, "figures": data_pages.ways(portal, body.id)}
        yield from _in_pages(portal, part, "organisation", (HOME, title), f"đơn vị {body.id}", **more)


def archive(portal: Portal) -> Iterator[Sheet]:
    """All articles: the years, the months of each year, the articles of each month."""
    top = Link("Lưu trữ", f"/{ARCHIVE}/")
    views: dict[str, Any] = {
        "head": head(portal, top.title, "", top.url),
        "years": portal.years,
        "months": archives.newest_months(portal.years),
        "breadcrumb": (HOME,),
    }
    yield Sheet(top.url, "archive", views, "lưu trữ", outlined=True)
    for year in portal.years:
        views = {
            "head": head(portal, f"Tin bài {year.title.lower()}", "", year.url),
            "year": year,
            "months": archives.shortened(year.months),
            "breadcrumb": (HOME, top),
        }
        yield Sheet(year.url, "year", views, f"lưu trữ {year.title.lower()}", outlined=True)
        for month in year.months:
            yield from _month(portal, month, (HOME, top, Link(year.title, year.url)))


def _month(portal: Portal, month: archives.Month, breadcrumb: tuple[Link, ...]) -> Iterator[Sheet]:
    for address, cards, paging in in_pages(month.cards, month.url, archives.LINES_PER_PAGE):
        later = f", trang {paging.number}" if paging and paging.number > 1 else ""
        views = {
            "head": head(portal, f"Tin bài {month.title.lower()}{later}", "", address),
            "month": month,
            "cards": cards,
            "paging": paging,
            "breadcrumb": breadcrumb,
        }
        shown = (month, paging.number if paging else 0, cards, breadcrumb)
        yield Sheet(address, "month", views, f"lưu trữ {month.title.lower()}", shown=shown, outlined=True)


def site_map(portal: Portal) -> Iterator[Sheet]:
    """Where everything is, for people."""
    address = f"/{SITE_MAP}/"
    views = {
        "head": head(portal, "Sơ đồ trang", "", address),
        "parts": tuple((part.link, len(part.cards)) for part in portal.sections),
        "organisations": organisation_tree(portal.catalogue),
        "indicators": tuple(Link(item.label, indicator_url(item.id)) for item in portal.catalogue.indicators),
        "years": portal.years,
        "tags": tuple((part.link, len(part.cards)) for part in portal.tags),
        "breadcrumb": (HOME,),
    }
    yield Sheet(address, "site_map", views, "sơ đồ trang", outlined=True)


def pages(portal: Portal) -> Iterator[Sheet]:
    """The standing pages."""
    for page in portal.edition.pages:
        if page.url == FEEDS_PAGE:
            continue
        views = {
            "head": head(portal, page.title, page.summary, page.url),
            "page": page,
            "breadcrumb": (HOME,),
        }
        yield Sheet(page.url, "page", views, page.path)


def feeds_page(portal: Portal) -> Iterator[Sheet]:
    """All feeds, for people; the editors' own words, if there is a page of that name, stand above them."""
    page = next((page for page in portal.edition.pages if page.url == FEEDS_PAGE), None)
    about = page.summary if page else "Nhận tin mới của trang bằng trình đọc RSS."
    views = {
        "head": head(portal, page.title if page else "Nguồn RSS", about, FEEDS_PAGE),
        "page": page,
        "groups": portal.feeds.groups,
        "opml": Link("Tải danh sách mọi nguồn tin (OPML)", FEEDS_LIST),
        "breadcrumb": (HOME,),
    }
    yield Sheet(FEEDS_PAGE, "feeds", views, page.path if page else "trang nguồn RSS")


def not_found(portal: Portal) -> Iterator[Sheet]:
    """What a host shows for an address that leads nowhere."""
    yield Sheet("/404.html", "404", {"head": head(portal, "Không tìm thấy trang", "", "/404.html")}, "trang 404")


FAMILIES: tuple[Callable[[Portal], Iterator[Sheet | ArticleSheet]], ...] = (
    home,
    articles,
    sections,
    tags,
    organisations,
    *data_pages.FAMILIES,
    archive,
    site_map,
    pages,
    feeds_page,
    not_found,
)
