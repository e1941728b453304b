"""The site's own articles: every figure of their sources stands in them, none is added, the source is named.

The table of figures is ``content_figures.md``; it is the document, this file only reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
ARTICLES = sorted(path.relative_to(ROOT).as_posix() for path in (CONTENT / "articles").rglob("*.md"))
FIGURE = re.compile(r"(?<!\w)(?:\d(?:[\w.,/–-]*\w)?%?|[IVX]+(?!\w))|(?<=COVID-)19|(?<=%-)\d+%")
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


def split(path: str) -> tuple[str, str]:
    """Front matter and body, white space folded in the body."""
    head, body = (ROOT / path).read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    return head, " ".join(LIST_MARK.sub("", body).split())


def standing(phrase: str, text: str) -> int:
    """How often a phrase stands in the text at token boundaries."""
    return len(re.findall(rf"(?<![\w.,/-]){re.escape(phrase)}(?![\w/%]|[.,]\d)", text))


def test_each_article_has_its_table() -> None:
    assert sorted(TABLES) == ARTICLES


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
    declared = split(path)[0].split("\nmetrics:\n", 1)[1].splitlines()
    assert len(declared) <= 60


@pytest.mark.parametrize("path", sorted((CONTENT / "images").glob("*.svg")), ids=lambda path: path.name)
def test_drawings_are_inert(path: Path) -> None:
    drawing = path.read_text(encoding="utf-8")
    assert re.search(r"<script|\son\w+=|href|url\(|<foreignObject|<!", drawing) is None
    assert 'viewBox="0 0 960 540" width="960" height="540"' in drawing
