"""One digit changed anywhere in the site's articles is caught; the clean articles are silent.

All classes of slips are judged by ``make mutation``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.checks import check_site
from congtin.finding import Severity
from congtin.reading.catalogue import read_catalogue
from congtin.reading.stories import read_stories
from congtin.story import Story
from mutation.mutants import alters, caught, mutants

ROOT = Path(__file__).parents[2]
GOAL = 0.97


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(ROOT, ROOT / "content")


@pytest.fixture(scope="module")
def stories(catalogue: Catalogue) -> tuple[Story, ...]:
    return read_stories(ROOT, ROOT / "content", catalogue)


def test_the_site_is_clean_and_every_number_is_bound(stories: tuple[Story, ...]) -> None:
    report = check_site(stories)
    assert [f"{item.place} {item.message}" for item in report.findings if item.severity is not Severity.NOTE] == []
    assert report.coverage.unbound == 0
    assert report.coverage.quantities > 90


def test_one_digit(stories: tuple[Story, ...], catalogue: Catalogue) -> None:
    escapes = []
    total = 0
    for story in stories:
        for mutant in mutants(story, ("digit",)):
            changed = alters(mutant, story, catalogue)
            if changed is None:
                continue
            total += 1
            if not caught(mutant, changed, story, catalogue):
                escapes.append(f"{story.path}: {mutant}")
    print(f"{total - len(escapes)}/{total} mutants caught", *escapes, sep="\n")
    assert total > 400
    assert 1 - len(escapes) / total >= GOAL, "\n".join(escapes)
