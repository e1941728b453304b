"""What articles may not share, and what they must find in one another: ids, slugs, addresses, links."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from congtin.finding import Finding, Related
from congtin.reading.problems import problem
from congtin.story import Story
from congtin.text import Place, nearest

_SHARED: tuple[tuple[str, str, Callable[[Story], str]], ...] = (
    ("id", "mã `{}`", lambda story: story.id),
    ("slug", "`slug` “{}”", lambda story: story.slug),
)


def compare(stories: Iterable[Story]) -> tuple[Story, ...]:
    """The stories, each with the findings about what another one already has or what no one has."""
    stories = tuple(stories)
    read = [story for story in stories if story.places]
    found: dict[str, list[Finding]] = {}
    for finding in (*_repeated(read), *_taken_aliases(read), *_unknown_related(read)):
        found.setdefault(finding.place.path, []).append(finding)
    return tuple(_with(story, found.get(story.path, ())) for story in stories)


def _with(story: Story, findings: Iterable[Finding]) -> Story:
    added = tuple(findings)
    if not added:
        return story
    return replace(story, problems=tuple(sorted((*story.problems, *added), key=lambda finding: finding.order)))


def same(text: str) -> str:
    """The form in which two names that file systems, hosts or readers take for one are equal."""
    return unicodedata.normalize("NFC", unquote(text)).casefold()


def _repeated(stories: list[Story]) -> Iterator[Finding]:
    for key, words, value in _SHARED:
        first: dict[str, Story] = {}
        for story in stories:
            if not value(story):
                continue
            known = first.setdefault(same(value(story)), story)
            if known is not story:
                yield _clash(story.place(key), words.format(value(story)), known.place(key), known)


def _taken_aliases(stories: list[Story]) -> Iterator[Finding]:
    taken = {_address(story.url): story for story in stories if story.slug}
    for story in stories:
        for alias in story.aliases:
            known = taken.setdefault(_address(alias), story)
            if known is not story or _address(alias) == _address(story.url):
                yield _clash(story.place("aliases"), f"địa chỉ cũ “{alias}”", known.place("aliases"), known)


def _address(url: str) -> str:
    return same(url).removesuffix("index.html").rstrip("/")


def _clash(place: Place, what: str, other: Place, known: Story) -> Finding:
    return problem(
        "F22",
        place,
        f"{what[0].upper()}{what[1:]} đã thuộc bài “{known.title}” ({known.path}), nên hai bài sẽ đè lên nhau.",
        "Xin ghi cho một trong hai bài giá trị khác; bài đã đăng thì giữ nguyên.",
        related=[Related(other, "bài kia")],
    )


def _unknown_related(stories: list[Story]) -> Iterator[Finding]:
    known = {name for story in stories for name in (story.id, story.slug, story.path)}
    for story in stories:
        for name in story.related:
            if name not in known:
                near = nearest(name, known)
                yield problem(
                    "F25",
                    story.place("related"),
                    f"Không có bài nào mang mã `{name}`." + (f" Có phải là `{near}`?" if near else ""),
                    "Xin ghi `id` của bài liên quan, hoặc bỏ dòng này.",
                )
