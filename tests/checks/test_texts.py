"""Longer texts: what the rules must say of the seeds' slips, and that they are silent on ordinary prose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_cases import CATALOGUE, PAIR, found

from congtin.checks import check_story
from congtin.finding import Coverage, Finding, Severity
from congtin.reading.stories import read_story
from congtin.text import Place, Source, normalise

SEEDS = PAIR.findall(Path(__file__).with_name("seeds.md").read_text(encoding="utf-8"))
BORDERS = PAIR.findall(Path(__file__).with_name("borders.md").read_text(encoding="utf-8"))
ARTICLES = re.findall(
    r"```markdown\n(.*?)```", Path(__file__).with_name("ordinary.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("article", "expected"), SEEDS, ids=range(1, len(SEEDS) + 1))
def test_seed(article: str, expected: str) -> None:
    findings = found(article, "")
    lines = [line for line in expected.strip().splitlines() if line != "không có"]
    told = [f"{item.place.line}:{item.place.column} {item.rule} {item.message} {item.help}" for item in findings]
    assert len(told) == len(lines), told
    for item, line in zip(told, lines, strict=True):
        place, rule, fragment = line.split(" ", 2)
        assert item.startswith(f"{place} {rule} ")
        assert fragment in item


@pytest.mark.parametrize(("article", "expected"), BORDERS, ids=range(1, len(BORDERS) + 1))
def test_border(article: str, expected: str) -> None:
    lines = [line for finding in found(article, "") for line in told(finding)]
    assert (lines or ["không có"]) == expected.rstrip().splitlines()


def told(finding: Finding) -> list[str]:
    """All of a finding, the other places on lines of their own."""
    said = f"{_span(finding.place)} {finding.rule} {finding.severity}: {finding.message} {finding.help}"
    return [said, *(f"  {_span(item.place)} {item.message}" for item in finding.related)]


def _span(place: Place) -> str:
    return f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"


def test_what_is_bound_and_by_what_is_counted() -> None:
    rows = "metrics:\n  - Kết nạp đoàn viên: 505/410 đoàn viên\nfacts:\n  - 12 lớp\nwaive:\n  - 25 lao động: ngưỡng\n"
    body = "Kết nạp 505/410 đoàn viên. Mở 12 lớp cho nơi có 25 lao động, hai bên, ba lớp. Còn 7 nhà.\n"
    article = f"---\ntitle: Bài minh họa\nid: minh-hoa\ndate: 02/03/2024\ncategory: Minh họa\n{rows}---\n{body}"
    report = check_story(read_story(Source("content/articles/2024/bai.md", article), CATALOGUE), CATALOGUE)
    assert (report.articles, report.observations) == (1, 2)
    assert report.coverage == Coverage(quantities=5, bound=3, facts=1, waived=1, unbound=1)


@pytest.mark.parametrize("article", ARTICLES, ids=range(1, len(ARTICLES) + 1))
def test_ordinary_prose_is_clean(article: str) -> None:
    report = check_story(read_story(Source("content/articles/2024/bai.md", normalise(article)), CATALOGUE), CATALOGUE)
    assert [str(item) for item in report.findings if item.severity is not Severity.NOTE] == []
    assert report.coverage.unbound == 0


def test_ordinary_prose_is_long_enough_to_say_something() -> None:
    assert sum(len(article.split("\n---\n", 1)[1].split()) for article in ARTICLES) >= 3000
