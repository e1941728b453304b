"""Ledgers of short articles, for tests: a catalogue, and rows with the article that they stand in."""

from __future__ import annotations

from datetime import date

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator, IndicatorKind
from congtin.ledger import Ledger
from congtin.organisation import Level, Organisation, Term
from congtin.portal.postings import postings
from congtin.portal.ties import ties
from congtin.posting import Posting
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source

ADMITTED, MEMBERS = "ket-nap", "doan-vien"
CATALOGUE = Catalogue(
    (
        Indicator(ADMITTED, "Kết nạp đoàn viên", "đoàn viên", IndicatorKind.FLOW),
        Indicator(MEMBERS, "Tổng số đoàn viên", "đoàn viên", IndicatorKind.STOCK),
    ),
    (
        Organisation("tinh", "LĐLĐ tỉnh Minh Họa", Level.PROVINCE),
        Organisation("dong", "LĐLĐ huyện Minh Đông", Level.DISTRICT, "tinh", terms=(Term("V", 2018, 2023),)),
        Organisation("tay", "LĐLĐ huyện Minh Tây", Level.DISTRICT, "tinh", valid_to=date(2025, 6, 30)),
    ),
)


def article(name: str, day: str, *rows: str, front: str = "organisation: dong", body: str = "Bài minh họa.") -> Story:
    """An article with these rows; ``front`` are further lines of its front matter."""
    listed = "".join(f"  - {row}\n" for row in rows)
    text = f"---\ntitle: Bài {name}\nid: {name}\ndate: {day}\ncategory: Tin\n{front}\nmetrics:\n{listed}---\n{body}\n"
    story = read_story(Source(f"content/articles/{name}.md", text), CATALOGUE)
    assert not story.problems, story.problems
    return story


def posted(*stories: Story) -> list[Posting]:
    """All their figures."""
    return [posting for story in stories for posting in postings(story, ties(story))]


def ledger(*stories: Story) -> Ledger:
    """The ledger of these articles."""
    return Ledger.of(posted(*stories))
