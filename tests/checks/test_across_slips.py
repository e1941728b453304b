"""Slips between the articles of the federation site are told, each where it was made; the clean site says nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from congtin.checks import check_story
from congtin.checks.across import check_lines, judged, needed
from congtin.finding import Finding, Severity
from congtin.ledger import Ledger
from congtin.portal.postings import postings
from congtin.posting import Posting
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source
from federation.articles import Article, everything
from federation.slips import Slip, slips
from federation.world import catalogue

ALONE = frozenset({"X7", "X8"})  # what an article says of its body needs no other


def path(article: Article) -> str:
    return f"content/articles/{article.name}.md"


def read(article: Article) -> Story:
    return read_story(Source(path(article), article.text), catalogue())


@dataclass(frozen=True)
class Federation:
    """All figures of the clean site, by article."""

    figures: dict[str, tuple[Posting, ...]]

    def told(self, article: Article, alone: bool = False) -> list[Finding]:
        """What is said when an article takes the place of the one of its name; ``alone``: of itself too."""
        story = read(article)
        new, old = postings(story), self.figures.get(path(article), ())
        touched = {item.subject for item in (*new, *old) if item.indicator}
        lines = judged(touched, catalogue())
        wanted = needed(lines, catalogue())
        others = (item for name, items in self.figures.items() if name != path(article) for item in items)
        ledger = Ledger.of(item for item in (*others, *new) if item.subject in wanted)
        found = [item for items in check_lines(ledger, catalogue(), lines).values() for item in items]
        return [*found, *(check_story(story, catalogue()).findings if alone else ())]


@pytest.fixture(scope="module")
def federation() -> Federation:
    return Federation({path(article): postings(read(article)) for article in everything()})


def names(finding: Finding, slip: Slip, row: int | None) -> bool:
    """Whether a finding of the slip's rules points to the row, at its own place or as the other one."""
    places = [finding.place, *(other.place for other in finding.related)]
    here = [place for place in places if place.path == path(slip.article)]
    return finding.rule in slip.rules and any(row is None or place.line == row for place in here)


def line_of(slip: Slip) -> int | None:
    """The line in which the slip stands; None for one of the whole article."""
    if slip.row < 0:
        return None
    row = slip.article.rows[slip.row]
    wanted = f"- {row.label}: {row.phrase}"
    return next(number for number, line in enumerate(slip.article.text.splitlines(), 1) if line.strip() == wanted)


def sample() -> list[Slip]:
    """Of each kind up to fifteen slips, evenly drawn."""
    kinds: dict[str, list[Slip]] = {}
    for slip in slips(everything()):
        kinds.setdefault(slip.kind, []).append(slip)
    return [slip for made in kinds.values() for slip in made[:: max(1, len(made) // 15)][:15]]


def test_the_clean_site_says_nothing(federation: Federation) -> None:
    figures = [item for items in federation.figures.values() for item in items]
    ledger = Ledger.of(figures)
    assert check_lines(ledger, catalogue(), ledger.lines) == {}
    assert not catalogue().problems
    graver = [
        item
        for article in everything()
        for item in check_story(read(article), catalogue()).findings
        if item.severity is not Severity.NOTE
    ]
    assert graver == []


def test_slips_are_told_where_they_were_made(federation: Federation) -> None:
    made, missed = Counter[str](), list[Slip]()
    for slip in sample():
        made[slip.kind] += 1
        line = line_of(slip)
        if not any(names(finding, slip, line) for finding in federation.told(slip.article, bool(slip.rules & ALONE))):
            missed.append(slip)
    assert len(made) >= 10 and made.total() >= 100
    told = [f"{slip.kind}: {slip.article.name}:{line_of(slip)}" for slip in missed]
    assert len(missed) <= made.total() * 0.02, f"{dict(made)}\n" + "\n".join(told)


def test_a_line_is_judged_alike_alone_and_with_all_others(federation: Federation) -> None:
    """What an edit touches, and what must be known to judge it, leave nothing out."""
    for slip in sample()[::8]:
        alone = set(federation.told(slip.article))
        figures = {**federation.figures, path(slip.article): postings(read(slip.article))}
        ledger = Ledger.of(item for items in figures.values() for item in items)
        whole = [item for items in check_lines(ledger, catalogue(), ledger.lines).values() for item in items]
        assert alone == set(whole)
