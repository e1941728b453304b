"""Addresses: each one leads to one thing, and the first names that congtin needs stay free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import unquote

from congtin.catalogue import Catalogue
from congtin.finding import Finding, Related, Severity
from congtin.portal.site import SETTINGS_FILE, Site
from congtin.story import Page, Story
from congtin.text import Place, compose, slugify

ARCHIVE, ORGANISATIONS, TAGS, SITE_MAP = "luu-tru", "don-vi", "tu-khoa", "so-do-trang"
DATA, CORRECTIONS = "so-lieu", "dinh-chinh"
ASSETS, MEDIA = "theme", ("images", "documents")
FEED_URL = "/rss.xml"
FEEDS_PAGE, FEEDS_LIST = "/nguon-rss/", "/nguon-rss.opml"
SITE_CARD = "/chia-se.png"
# What no page and no old address may take, for the build writes it itself.
OWN = (
    *("/", "/404.html", FEED_URL, "/atom.xml", "/feed.json", FEEDS_LIST),
    *("/robots.txt", "/sitemap.xml", "/sitemap-news.xml", SITE_CARD, "/_headers", "/_redirects", "/_gone"),
)


def file_of(address: str) -> str:
    """The file that an address is served from: ``/a/b/`` → ``a/b/index.html``."""
    path = address.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def inspect_addresses(
    site: Site, catalogue: Catalogue, stories: Iterable[Story], pages: Iterable[Page]
) -> tuple[Finding, ...]:
    """Findings on what only the whole site shows: sections, pages, bodies and old addresses that meet.

    What two articles or two pages may not share, and names that no one may take, is found in reading.
    """
    stories, pages = tuple(stories), tuple(pages)
    found = [
        *_taken_twice(catalogue, stories, pages),
        *_spellings(stories),
        *_absent_sections(site, stories),
    ]
    return tuple(sorted(found, key=lambda item: item.order))


def _taken_twice(catalogue: Catalogue, stories: tuple[Story, ...], pages: tuple[Page, ...]) -> Iterator[Finding]:
    own = (*OWN, f"/{ARCHIVE}/", f"/{ORGANISATIONS}/", f"/{TAGS}/", f"/{SITE_MAP}/", f"/{DATA}/", f"/{CORRECTIONS}/")
    bodies = (f"/{ORGANISATIONS}/{body.id}/" for body in catalogue.organisations)
    counted = (f"/{DATA}/{indicator.id}/" for indicator in catalogue.indicators)
    taken: dict[str, tuple[Story | Page, str] | None] = {
        collating(address): None for address in (*own, *bodies, *counted)
    }
    for story in sorted(stories, key=lambda item: item.path):
        if (section := _section(story.category)) not in taken:
            taken[section] = (story, "category")
    for page in pages:
        if collating(page.url) in taken:
            yield _clash(page.url, _place(page, "slug"), taken[collating(page.url)])
    taken |= {collating(page.url): (page, "slug") for page in pages}
    for story in stories:
        for alias in story.aliases:
            if collating(alias) in taken:
                yield _clash(alias, _place(story, "aliases"), taken[collating(alias)])


def _clash(address: str, place: Place, first: tuple[Story | Page, str] | None) -> Finding:
    related = (Related(_place(*first), f"{address} đã có ở đây."),) if first else ()
    message = f"Địa chỉ {address} đã thuộc một phần khác của cổng."
    return Finding("S4", Severity.ERROR, place, message, "Xin ghi một địa chỉ hoặc `slug` khác.", related)


def collating(address: str) -> str:
    """The form in which two addresses are the same on some server or file system."""
    return compose(unquote(address)).casefold().removesuffix("index.html").rstrip("/")


@cache
def _section(category: str) -> str:
    return collating(f"/{slugify(category)}/")


def _spellings(stories: tuple[Story, ...]) -> Iterator[Finding]:
    first: dict[str, Story] = {}
    for story in sorted(stories, key=lambda item: item.path):
        other = first.setdefault(_section(story.category), story)
        if other.category != story.category:
            related = (Related(_place(other, "category"), f"Ở đây ghi “{other.category}”."),)
            message = f"“{story.category}” và “{other.category}” là hai cách viết của một chuyên mục."
            place = _place(story, "category")
            yield Finding("S6", Severity.WARNING, place, message, "Xin thống nhất một cách viết.", related)


def _absent_sections(site: Site, stories: tuple[Story, ...]) -> Iterator[Finding]:
    present = {slugify(category) for category in {story.category for story in stories}}
    for name in site.sections:
        if slugify(name) not in present:
            message = f"Cấu hình nêu chuyên mục “{name}” nhưng chưa có bài nào thuộc chuyên mục này."
            help_ = "Không cần sửa nếu bài sẽ có sau; nếu tên đã đổi, xin sửa `sections`."
            yield Finding("S7", Severity.NOTE, Place(SETTINGS_FILE), message, help_)


def _place(item: Story | Page, key: str) -> Place:
    return item.place(key) if isinstance(item, Story) else Place(item.path)
