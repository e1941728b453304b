"""What articles may not share, and what they must find in one another: ids, slugs, addresses, links."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from congtin.finding import Finding, Related
from congtin.reading.problems import problem
from congtin.story import Story
from congtin.text import Place, compose, nearest

_SHARED: tuple[tuple[str, str, Callable[[Story], str], str], ...] = (  # key, words, value, what follows
    ("id", "Mã `{}`", lambda story: story.id, "nên người đọc RSS sẽ nhận hai bài như một"),
    ("slug", "`slug` “{}”", lambda story: story.slug, "nên địa chỉ hai bài dễ đè lên nhau"),
)

_OVER = "nên không rõ phải dẫn người đọc tới bài nào"


def compare(stories: Iterable[Story], content: Path) -> tuple[Story, ...]:
    """The stories, each with the findings about what another one already has or what no one has."""
    stories = tuple(stories)
    found: dict[str, list[Finding]] = {}
    for finding in conflicts([story for story in stories if story.places], content):
        found.setdefault(finding.place.path, []).append(finding)
    return tuple(_with(story, found.get(story.path, ())) for story in stories)


def conflicts(read: list[Story], content: Path) -> tuple[Finding, ...]:
    """The findings about what another one of these articles already has or what none has."""
    return (*_repeated(read), *_taken_aliases(read), *_unknown_related(read), *_missing_images(read, content))


def _with(story: Story, findings: Iterable[Finding]) -> Story:
    added = tuple(findings)
    if not added:
        return story
    return replace(story, problems=tuple(sorted((*story.problems, *added), key=lambda finding: finding.order)))


def same(text: str) -> str:
    """The form in which two names that file systems, hosts or readers take for one are equal."""
    if text.isascii() and "%" not in text:  # as all are that congtin made
        return text.lower()
    return compose(unquote(text)).casefold()


def _repeated(stories: list[Story]) -> Iterator[Finding]:
    for key, words, value, then in _SHARED:
        first: dict[str, Story] = {}
        for story in stories:
            if not value(story):
                continue
            known = first.setdefault(same(value(story)), story)
            if known is not story:
                yield _clash(story.place(key), words.format(value(story)), known.place(key), known, then)


def _taken_aliases(stories: list[Story]) -> Iterator[Finding]:
    named = [story for story in stories if story.aliases]
    taken = {_address(story.url): story for story in stories if story.slug} if named else {}
    for story in named:
        for alias in story.aliases:
            known = taken.setdefault(_address(alias), story)
            if known is not story or _address(alias) == _address(story.url):
                yield _clash(story.place("aliases"), f"Địa chỉ cũ “{alias}”", known.place("aliases"), known, _OVER)


def _address(url: str) -> str:
    return same(url).removesuffix("index.html").rstrip("/")


def _clash(place: Place, what: str, other: Place, known: Story, then: str) -> Finding:
    return problem(
        "F22",
        place,
        f"{what} đã thuộc bài “{known.title}” ({known.path}), {then}.",
        "Xin ghi cho một trong hai bài giá trị khác; bài đã đăng thì giữ nguyên.",
        related=[Related(other, "bài kia")],
    )


def _unknown_related(stories: list[Story]) -> Iterator[Finding]:
    naming = [story for story in stories if story.related or story.supersedes]
    known = {name for story in stories for name in (story.id, story.slug, story.path)} if naming else set()
    for story in naming:
        for key in ("related", "supersedes"):
            for name in getattr(story, key):
                if name not in known:
                    near = nearest(name, known)
                    yield problem(
                        "F25",
                        story.place(key),
                        f"Không có bài nào mang mã `{name}`." + (f" Có phải là `{near}`?" if near else ""),
                        "Xin ghi `id` của bài ấy, hoặc bỏ dòng này.",
                    )


def _missing_images(stories: list[Story], content: Path) -> Iterator[Finding]:
    inside = os.path.realpath(content)
    for story in stories:
        if story.image is None:
            continue
        path = Path(os.path.realpath(content / story.image.src.removeprefix("/")))
        if not (path.is_file() and path.is_relative_to(inside)):
            yield problem(
                "F24",
                story.place("image"),
                f"Không thấy tệp ảnh `{content.name}/{story.image.src.removeprefix('/')}`.",
                "Xin chép ảnh vào đúng chỗ, hoặc sửa `src` (phân biệt chữ hoa, chữ thường).",
            )
