"""Standing pages: "Giới thiệu" and the like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from congtin.finding import Finding, Related
from congtin.reading import addresses
from congtin.reading.fields import Fields
from congtin.reading.files import read_source, walk
from congtin.reading.frontmatter import read_front_matter
from congtin.reading.keys import PAGE
from congtin.reading.problems import problem
from congtin.reading.prose import read_prose
from congtin.reading.statuses import read_status
from congtin.story import Page, Status
from congtin.text import Place, Source, slugify

FOLDER = "pages"


def read_pages(root: Path, content: Path, *, sections: Iterable[str] = ()) -> tuple[Page, ...]:
    """All pages below ``content/pages`` in the order of their paths; ``sections`` are the names already taken."""
    taken = {slugify(name): f"chuyên mục “{name}”" for name in sections}
    pages: list[Page] = []
    first: dict[str, Page] = {}
    for path in walk(content / FOLDER):
        page = _read_file(root, path)
        known = first.setdefault(page.slug, page) if page.slug and page.source.text else page
        if known is not page:
            page = _with(page, _taken(page, f"trang “{known.title}” ({known.path})", known.path))
        elif page.slug in taken:
            page = _with(page, _taken(page, taken[page.slug], ""))
        pages.append(page)
    return tuple(pages)


def _read_file(root: Path, path: Path) -> Page:
    source = read_source(root, path)
    if isinstance(source, Finding):
        return _unreadable(Source(source.place.path, ""), (source,))
    return read_page(source)


def _unreadable(source: Source, problems: tuple[Finding, ...]) -> Page:
    return Page(
        source,
        slugify(PurePosixPath(source.path).stem),
        "(chưa có tiêu đề)",
        "",
        status=Status.DRAFT,
        problems=problems,
    )


def read_page(source: Source) -> Page:
    """The page of a source file. Never raises: findings lie in ``problems``."""
    front = read_front_matter(source)
    if front.mapping is None:
        return _unreadable(source, front.problems)
    problems = list(front.problems)
    fields = Fields(front.mapping, PAGE, Place(source.path, 1, 1, 1, 4), problems)
    prose = read_prose(front.body)
    problems += prose.problems
    slug = addresses.read_slug(fields, source, problems)
    addresses.check_first_name(slug, fields.value_place("slug"), "Trang này", problems)
    return Page(
        source=source,
        slug=slug,
        title=fields.text("title") or "(chưa có tiêu đề)",
        html=prose.html,
        summary=fields.text("summary"),
        status=read_status(fields, problems),
        problems=tuple(sorted(problems, key=lambda finding: finding.order)),
    )


def _with(page: Page, finding: Finding) -> Page:
    return replace(page, problems=(*page.problems, finding))


def _taken(page: Page, owner: str, path: str) -> Finding:
    return problem(
        "F22",
        Place(page.path),
        f"Địa chỉ {page.url} đã thuộc {owner}.",
        "Xin ghi cho trang này một `slug` khác.",
        related=[Related(Place(path), "trang kia")] if path else (),
    )
