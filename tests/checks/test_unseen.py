"""Articles written by the editors' guide alone, before any rule had seen them: nothing is cried over, all is bound.

What the check said at first, wrongly: the total's scale was not taken for its parts ("1.860 triệu đồng = 1.240 …"), a
count of one row times the amount of another was not known, a table's cells were asked for one by one, "2.600" was not
"2.600 trở lên" in a summary, and "nhánh 2" of a telephone was a number. Each is a case of its rule now.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from congtin.checks import check_story
from congtin.finding import Severity
from congtin.reading.catalogue import read_catalogue
from congtin.reading.stories import read_stories
from congtin.story import Story

ROOT = Path(__file__).with_name("unseen")
CATALOGUE = read_catalogue(ROOT, ROOT / "content")
STORIES = read_stories(ROOT, ROOT / "content", CATALOGUE)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: Path(story.path).stem)
def test_an_unseen_article_is_clean(story: Story) -> None:
    report = check_story(story, CATALOGUE)
    assert [str(item) for item in report.findings if item.severity is not Severity.NOTE] == []
    assert report.coverage.unbound == 0


def test_they_say_enough() -> None:
    assert len(STORIES) == 6
    assert sum(check_story(story, CATALOGUE).coverage.quantities for story in STORIES) > 100
