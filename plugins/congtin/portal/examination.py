"""Examination: one article read and checked within its time, as what the cache keeps of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.finding import Finding
from congtin.portal.assets import media
from congtin.portal.canary import song
from congtin.portal.figures import lines_of, packed
from congtin.portal.kept import LONGEST, VERDICT, Verdict, bearing
from congtin.portal.pictures import measured
from congtin.portal.postings import postings
from congtin.portal.shelf import bulk_record, slim_record
from congtin.portal.site import Site
from congtin.portal.stamps import digest
from congtin.portal.ties import ties
from congtin.portal.workers import Overdue, deadline
from congtin.reading.problems import problem
from congtin.reading.stories import read_story, unreadable
from congtin.story import Story
from congtin.text import Place, Source


@dataclass(frozen=True, slots=True)
class Examined:
    """An article with its verdict, and as it is kept."""

    story: Story
    verdict: Verdict
    site: Site

    def record(self) -> tuple[str, str, str, str, str, str, str]:
        """What is kept of it: digest, file of its picture, slim record, verdict, lines, bulk and figures."""
        image, source = self.story.image, self.story.source
        picture = f"{self.site.content.name}/{image.src.lstrip('/')}" if image else ""
        facts = digest(repr((image.width, image.height, image.length, image.type))) if image else ""
        encoded = json.dumps(VERDICT.encode(self.verdict), ensure_ascii=False, separators=(",", ":"))
        told = tuple(ties(self.story))
        figures = postings(self.story, told)
        lines = json.dumps(lines_of(figures), separators=(",", ":"))
        bulk = bulk_record(self.story, told)
        return digest(source.text) + facts, picture, slim_record(self.story), encoded, lines, bulk, packed(figures)


def examine(source: Source, catalogue: Catalogue, site: Site) -> Examined:
    """Read and check one article; one that takes too long or too much memory is refused."""
    try:
        with deadline(LONGEST):
            story = measured(read_story(source, catalogue, zone=site.zone), site.content)
            return Examined(story, verdict(story, catalogue), site)
    except (Overdue, MemoryError):
        story = unreadable(source, (_too_long(source),))
        return Examined(story, verdict(story, catalogue), site)


def verdict(story: Story, catalogue: Catalogue) -> Verdict:
    """Check an article."""
    report = check_story(story, catalogue)
    problems = set(story.problems)
    found = tuple(finding for finding in report.findings if finding not in problems)
    told = (media(story), song(story), bool(story.places), bearing(story))
    return Verdict(story.problems, found, report.coverage, report.observations, *told)


def _too_long(source: Source) -> Finding:
    return problem(
        "F6",
        Place(source.path),
        f"Đọc và đối chiếu bài này quá {LONGEST:.0f} giây hoặc quá nhiều bộ nhớ, nên đã dừng lại.",
        "Xin chia bài thành nhiều bài, hoặc xem lại những đoạn có rất nhiều dấu lặp lại.",
    )
