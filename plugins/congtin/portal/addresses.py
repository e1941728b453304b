"""Addresses: each one leads to one thing, and the first names that congtin needs stay free."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from congtin.catalogue import Catalogue
from congtin.finding import Finding, Related, Severity
from congtin.portal.site import SETTINGS_FILE, Site
from congtin.story import Page, Story
from congtin.text import Place, slugify

ARCHIVE, ORGANISATIONS, INDICATORS = "luu-tru", "don-vi", "so-lieu"
ASSETS, MEDIA = "theme", ("images", "documents")
RESERVED = (ARCHIVE, ORGANISATIONS, INDICATORS, ASSETS, *MEDIA)


def file_of(address: str) -> str:
    """The file that an address is served from: ``/a/b/`` → ``a/b/index.html``."""
    path = address.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def inspect_addresses(
    site: Site, catalogue: Catalogue, stories: Iterable[Story], pages: Iterable[Page]
) -> tuple[Finding, ...]:
    """Findings on addresses taken twice, reserved or empty, and on settings that name what is not there."""
    stories, pages = tuple(stories), tuple(pages)
    found = [
        *_reserved(stories, pages),
        *_taken_twice(stories, pages),
        *_spellings(stories),
        *_absent_sections(site, stories),
    ]
    return tuple(sorted(found, key=lambda item: item.order))


def _reserved(stories: tuple[Story, ...], pages: tuple[Page, ...]) -> Iterator[Finding]:
    names = [(story, "category", slugify(story.category), f"Chuyên mục “{story.category}”") for story in stories]
    names += [(page, "slug", page.slug, f"Trang “{page.title}”") for page in pages]  # type: ignore[misc]
    for item, key, name, what in names:
        if name in RESERVED or name.isdigit():
            message = f"{what} sẽ chiếm địa chỉ /{name}/ mà cổng tin cần dùng."
            yield _error("S5", _place(item, key), message, "Xin đặt một tên khác.")
        elif not name:
            message = f"{what} không cho được địa chỉ nào."
            yield _error("S5", _place(item, key), message, "Xin dùng tên có chữ cái hoặc chữ số.")


def _taken_twice(stories: tuple[Story, ...], pages: tuple[Page, ...]) -> Iterator[Finding]:
    taken: dict[str, Place] = {}
    claims = [(story.url, _place(story, "slug")) for story in stories]
    claims += [(page.url, _place(page, "slug")) for page in pages]
    sections = {slugify(story.category): story for story in reversed(stories)}
    claims += [(f"/{slug}/", _place(story, "category")) for slug, story in sorted(sections.items()) if slug]
    claims += [(alias, _place(story, "aliases")) for story in stories for alias in story.aliases]
    for address, place in claims:
        first = taken.setdefault(_collating(address), place)
        if first != place:
            related = (Related(first, f"Địa chỉ {address} đã có ở đây."),)
            message = f"Địa chỉ {address} trùng với {first.path}."
            help_ = "Xin đặt `slug` khác cho một trong hai; bài đã đăng thì giữ nguyên địa chỉ."
            yield Finding("S4", Severity.ERROR, place, message, help_, related)


def _collating(address: str) -> str:
    """The form in which two addresses are the same on some server or file system."""
    return unicodedata.normalize("NFC", unquote(address)).casefold().removesuffix("index.html").rstrip("/")


def _spellings(stories: tuple[Story, ...]) -> Iterator[Finding]:
    first: dict[str, Story] = {}
    for story in sorted(stories, key=lambda item: item.path):
        other = first.setdefault(slugify(story.category), story)
        if other.category != story.category:
            related = (Related(_place(other, "category"), f"Ở đây ghi “{other.category}”."),)
            message = f"“{story.category}” và “{other.category}” là hai cách viết của một chuyên mục."
            place = _place(story, "category")
            yield Finding("S6", Severity.WARNING, place, message, "Xin thống nhất một cách viết.", related)


def _absent_sections(site: Site, stories: tuple[Story, ...]) -> Iterator[Finding]:
    present = {slugify(story.category) for story in stories}
    for name in site.sections:
        if slugify(name) not in present:
            message = f"Cấu hình nêu chuyên mục “{name}” nhưng chưa có bài nào thuộc chuyên mục này."
            help_ = "Không cần sửa nếu bài sẽ có sau; nếu tên đã đổi, xin sửa `sections`."
            yield Finding("S7", Severity.NOTE, Place(SETTINGS_FILE), message, help_)


def _place(item: Story | Page, key: str) -> Place:
    return item.place(key) if isinstance(item, Story) else Place(item.path)


def _error(rule: str, place: Place, message: str, remedy: str) -> Finding:
    return Finding(rule, Severity.ERROR, place, message, remedy)
