"""The site's own articles: every figure of their sources stands in them, none is added, the source is named.

The table of figures is ``content_figures.md``; it is the document, this file only reads it.
"""

from __future__ import annotations

import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.checks import check_site, check_story
from congtin.finding import Severity
from congtin.reading.catalogue import read_catalogue
from congtin.reading.pages import read_pages
from congtin.reading.stories import read_stories, read_story
from congtin.story import Page, Story
from congtin.text import Source

Site = tuple[Catalogue, tuple[Story, ...], tuple[Page, ...]]
ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
ARTICLES = sorted(path.relative_to(ROOT).as_posix() for path in (CONTENT / "articles").rglob("*.md"))
FIGURE = re.compile(r"(?<!\w)(?:\d(?:[\w.,/–-]*\w)?%?|[IVX]+(?!\w))|(?<=COVID-)19|(?<=%-)\d+%")
ARTICLES_AT_LEAST = 25
LIST_MARK = re.compile(r"^\d+\. ", re.MULTILINE)  # Markdown's, no figure


def tables() -> dict[str, list[tuple[str, str, int, str]]]:
    """The rows (source, article, times, remark) of each article's table."""
    found: dict[str, list[tuple[str, str, int, str]]] = {}
    name = ""
    for line in Path(__file__).with_name("content_figures.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line.removeprefix("## ")
            found[name] = []
        elif line.startswith("|") and not line.startswith(("| source |", "|---")):
            source, article, times, remark = (cell.strip() for cell in line.strip("|").split("|"))
            found[name].append((source, article, int(times), remark))
    return found


TABLES = tables()
ITEMS = list(TABLES)[5:]  # short news, after the five long articles


def split(path: str) -> tuple[str, str]:
    """Front matter and body, white space folded in the body."""
    head, body = (ROOT / path).read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    return head, " ".join(LIST_MARK.sub("", body).split())


def standing(phrase: str, text: str) -> int:
    """How often a phrase stands in the text at token boundaries."""
    return len(re.findall(rf"(?<![\w.,/-]){re.escape(phrase)}(?![\w/%]|[.,]\d)", text))


def test_each_article_has_its_table() -> None:
    assert sorted(TABLES) == ARTICLES
    assert len(ARTICLES) >= ARTICLES_AT_LEAST


@pytest.mark.parametrize("path", ARTICLES)
def test_every_figure_of_the_source_stands_in_the_article(path: str) -> None:
    body = split(path)[1]
    counted = [(article, times, standing(article, body)) for _, article, times, _ in TABLES[path]]
    assert [row for row in counted if row[1] != row[2]] == []


@pytest.mark.parametrize("path", ARTICLES)
def test_no_figure_is_added(path: str) -> None:
    listed: Counter[str] = Counter()
    for _, article, times, _ in TABLES[path]:
        for figure in FIGURE.findall(article):
            listed[figure] += times
    assert Counter(FIGURE.findall(split(path)[1])) == listed


@pytest.mark.parametrize("path", ARTICLES)
def test_a_figure_of_the_article_alone_says_why(path: str) -> None:
    assert [article for source, article, _, remark in TABLES[path] if not (source or remark)] == []


@pytest.mark.parametrize("path", ARTICLES)
def test_the_source_is_named_and_the_label_is_there(path: str) -> None:
    head, body = split(path)
    assert re.search(r"^source:\n  name: \S", head, re.MULTILINE)
    assert re.search(r"^id: [a-z0-9-]+$", head, re.MULTILINE)
    assert re.search(r"^ai: \S", head, re.MULTILINE)
    if "chưa kiểm chứng" in head or "trang nguồn không" in head or "trang nguồn đã" in head:
        assert "**Ghi chú của ban biên tập.**" in body


@pytest.mark.parametrize("path", ARTICLES)
def test_declarations_stay_short(path: str) -> None:
    declared = re.search(r"^(?:metrics|facts):\n.*", split(path)[0], re.MULTILINE | re.DOTALL)
    assert declared is None or len(declared[0].splitlines()) <= 61


def test_a_news_item_is_short_and_says_what_its_source_prints() -> None:
    for path in ITEMS:
        news, note = split(path)[1].split("**Ghi chú của ban biên tập.**")
        assert 60 <= len(news.split()) <= 200, path
        assert "Trang nguồn" in note, path


def test_times_of_the_source_are_kept() -> None:
    """Items of 2023 stand under the very minute that their source prints; no two share one."""
    stamp = re.compile(r"(?:^date|^  time): (\d\d/\d\d/2023 \d\d:\d\d)$", re.MULTILINE)
    times = [stamp.findall(split(path)[0]) for path in ITEMS if "/2023/" in path]
    assert [len(found) for found in times] == [2] * 10
    assert all(date == time for date, time in times)
    assert len({date for date, _ in times}) == 10


@pytest.mark.parametrize("path", sorted((CONTENT / "images").glob("*.svg")), ids=lambda path: path.name)
def test_drawings_are_inert(path: Path) -> None:
    drawing = path.read_text(encoding="utf-8")
    assert re.search(r"<script|\son\w+=|href|url\(|<foreignObject|<!", drawing) is None
    assert 'viewBox="0 0 960 540" width="960" height="540"' in drawing


@pytest.fixture(scope="module")
def site() -> Site:
    catalogue = read_catalogue(ROOT, CONTENT)
    return catalogue, read_stories(ROOT, CONTENT, catalogue), read_pages(ROOT, CONTENT)


def test_the_check_finds_nothing_to_mend(site: Site) -> None:
    catalogue, stories, pages = site
    problems = (*catalogue.problems, *(finding for page in pages for finding in page.problems))
    report = check_site(stories, problems)
    assert [finding for finding in report.findings if finding.severity is not Severity.NOTE] == []
    assert report.coverage.unbound == 0
    assert report.articles == len(ARTICLES)


def test_the_bodies_of_the_articles_are_in_the_catalogue_and_alive_at_the_time(site: Site) -> None:
    catalogue, stories, _ = site
    for story in stories:
        if story.organisation:
            body = catalogue.organisation(story.organisation)
            assert body is not None and body.active_on(story.date.date()), story.path


def test_articles_without_a_union_body_are_local_news_or_law(site: Site) -> None:
    free = {story.category for story in site[1] if not story.organisation}
    assert free == {"Tin địa phương", "Chính sách - pháp luật"}


def test_each_section_has_its_place_on_the_home_page(site: Site) -> None:
    ordered = runpy.run_path(str(ROOT / "pelicanconf.py"))["CONGTIN"]["sections"]
    assert sorted(ordered) == sorted({story.category for story in site[1]})


def test_the_tree_reaches_the_confederation_and_the_reorganisation_is_mutual(site: Site) -> None:
    catalogue = site[0]
    for body in catalogue.organisations:
        above = body
        while above.parent is not None:
            parent = catalogue.organisation(above.parent)
            assert parent is not None and parent is not above, above.id
            above = parent
        assert above.id == "tong-ldld-viet-nam"
        for successor in body.successors:
            follower = catalogue.organisation(successor)
            assert follower is not None and body.id in follower.predecessors


def test_each_digit_of_a_figure_is_watched(site: Site) -> None:
    """One digit changed at a time, in prose and declarations: at least 97 of 100 changes are errors.

    Every third digit, to stay short; the long judges change them all.
    """
    catalogue, stories, _ = site
    changed = caught = 0
    for story in stories:
        text = story.source.text
        for at in sorted(digits(story))[::3]:
            slip = f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"
            changed += 1
            caught += check_story(read_story(Source(story.path, slip), catalogue)).failed
    assert changed > 120
    assert caught / changed >= 0.97


def digits(story: Story) -> set[int]:
    """The offsets of all digits of printed and declared quantities."""
    starts = [0]
    for line in story.source.lines:
        starts.append(starts[-1] + len(line) + 1)
    places = [
        block.passage.place(found.start, found.end)
        for block in story.blocks
        for found in block.expressions
        if found.quantity is not None
    ]
    places += [item.place for entry in story.entries for item in entry.observations]
    spans = [
        (starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1)
        for place in places
    ]
    return {at for start, end in spans for at in range(start, end) if story.source.text[at].isdigit()}
