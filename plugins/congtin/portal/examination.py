"""Examination: one article read and checked within its time, as what the cache keeps of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.checks.binding import Binding, bind
from congtin.finding import Finding
from congtin.portal.assets import media
from congtin.portal.canary import song
from congtin.portal.figures import dealt, packed, replaces, sum_of, terms_of
from congtin.portal.kept import LONGEST, VERDICT, Verdict, bearing
from congtin.portal.pictures import measured
from congtin.portal.postings import postings
from congtin.portal.shelf import slim_record
from congtin.portal.site import Site
from congtin.portal.stamps import digest
from congtin.portal.ties import ties
from congtin.portal.workers import Overdue, deadline
from congtin.posting import Line, Posting
from congtin.publishing.weaving import Tie
from congtin.reading.problems import problem
from congtin.reading.stories import read_story, unreadable
from congtin.story import Story
from congtin.text import Place, Source
from congtin.values import dataclass


class Proof(NamedTuple):
    """What is made of an article as soon as it is read: its part of its page, and what is kept for other pages."""

    part: bytes = b""
    bulk: str = ""


Prove = Callable[[Story, Sequence[Tie]], Proof]


@dataclass(frozen=True, slots=True)
class Examined:
    """An article with its verdict, the places of the prose that tell its figures, and its proof."""

    story: Story
    verdict: Verdict
    ties: tuple[Tie, ...]
    proof: Proof

    def record(self, site: Site) -> Record:
        """What is kept of it."""
        image, source, figures = self.story.image, self.story.source, self.figures
        picture = f"{site.content.name}/{image.src.lstrip('/')}" if image else ""
        facts = digest(repr((image.width, image.height, image.length, image.type))) if image else ""
        hands = dealt(item[1:] for item in figures)
        total = sum_of(figures, hands)
        titled, terms = digest(total, self.story.title), terms_of(figures)
        brief = self.verdict.brief._replace(figures=total, titled=titled, terms=terms, replaces=replaces(figures))
        told = (*slim_record(self.story), _json(brief).encode(), _json([" ".join(line) for line in hands]).encode())
        parts = (_json(VERDICT.encode(self.verdict)), packed(figures), self.proof.bulk)
        dealing = (total, tuple((line, hand.text) for line, hand in hands.items()))
        return Record(digest(source.text) + facts, picture, told, dealing, parts)

    @property
    def figures(self) -> tuple[Posting, ...]:
        """Its figures, as the ledger takes them."""
        return postings(self.story, self.ties)


class Record(NamedTuple):
    """What is kept of an article: digest, file of its picture, what rows tell of it, figures, and the parts."""

    digest: str
    picture: str
    told: tuple[bytes, ...]  # as the last fields of a row have it
    dealt: tuple[str, tuple[tuple[Line, str], ...]]  # their key, and by line
    parts: tuple[str, ...]  # in the order of the cache's


def examine(source: Source, catalogue: Catalogue, site: Site, prove: Prove | None = None) -> Examined:
    """Read and check one article; one that takes too long or too much memory is refused."""
    try:
        with deadline(LONGEST):
            story = measured(read_story(source, catalogue, zone=site.zone), site.content)
            return examined(story, catalogue, prove)
    except (Overdue, MemoryError):
        return examined(unreadable(source, (_too_long(source),)), catalogue, prove)


def examined(story: Story, catalogue: Catalogue, prove: Prove | None = None) -> Examined:
    """Check an article; what is bound once serves the check, the page and the ledger."""
    binding = bind(story)
    told = ties(story, binding)
    return Examined(story, _verdict(story, catalogue, binding), told, prove(story, told) if prove else Proof())


def _verdict(story: Story, catalogue: Catalogue, binding: Binding) -> Verdict:
    report = check_story(story, catalogue, binding=binding)
    problems = set(story.problems)
    found = tuple(finding for finding in report.findings if finding not in problems)
    told = (media(story), song(story), bool(story.places), bearing(story))
    return Verdict(story.problems, found, report.coverage, report.observations, *told)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _too_long(source: Source) -> Finding:
    return problem(
        "F6",
        Place(source.path),
        f"Đọc và đối chiếu bài này quá {LONGEST:.0f} giây hoặc quá nhiều bộ nhớ, nên đã dừng lại.",
        "Xin chia bài thành nhiều bài, hoặc xem lại những đoạn có rất nhiều dấu lặp lại.",
    )
