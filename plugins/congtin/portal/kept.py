"""What is kept of the check: the verdict on each article, and what articles bring about in one another."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from congtin.finding import Coverage, Finding, Severity
from congtin.portal.cache import Cache, Row
from congtin.portal.codec import codec
from congtin.portal.shelf import Brief
from congtin.portal.stamps import Stamps, digest, is_settled
from congtin.report import Report
from congtin.values import dataclass

if TYPE_CHECKING:
    from congtin.story import Story

FACT = "across"
LONGEST = 10.0  # seconds for reading and checking one article


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one article beyond itself.

    ``problems`` are of reading, ``found`` of the rules; ``media`` are the files it names, ``song`` is the passage by
    which the canary knows it; ``read``: whether its front matter could be read; ``bearing`` is the digest of what
    findings in other articles may depend on.
    """

    problems: tuple[Finding, ...]
    found: tuple[Finding, ...]
    coverage: Coverage
    observations: int
    media: tuple[str, ...]
    song: str
    read: bool
    bearing: str

    def report(self, others: tuple[Finding, ...] = ()) -> Report:
        """The report on the article; ``others`` are findings that other articles bring about.

        Where an article itself could not be read, the rules would only repeat that.
        """
        unread = any(finding.severity is Severity.ERROR for finding in (*self.problems, *others))
        findings = (*self.problems, *others, *(() if unread else self.found))
        return Report(findings, self.coverage, 1, self.observations)

    @property
    def brief(self) -> Brief:
        """What builds ask of it."""
        cover = self.coverage
        return Brief(
            self.read,
            _tally(self.problems),
            _tally(self.found),
            (cover.quantities, cover.bound, cover.facts, cover.waived, cover.unbound),
            self.observations,
            self.media,
        )


def _tally(findings: tuple[Finding, ...]) -> tuple[int, int, int]:
    severities = [finding.severity for finding in findings]
    errors, warnings, notes = map(severities.count, Severity)
    return errors, warnings, notes


VERDICT = codec(Verdict)


def bearing(story: Story) -> str:
    """The digest of what findings in other articles may depend on."""
    image = story.image.src if story.image else ""
    told = (story.id, story.slug, story.url, story.title, story.aliases, story.related, image, bool(story.places))
    return digest(repr(told))


@dataclass(frozen=True, slots=True)
class Across:
    """The findings that articles bring about in one another.

    ``key`` tells what they depend on. ``lying`` tells how the files lay when they were found, but for those in
    ``fresh``, which had changed too shortly before to be known by their stamps.
    """

    key: str
    lying: str
    fresh: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def named(self) -> frozenset[str]:
        """The files that the findings name."""
        return frozenset(path for finding in self.findings for path in finding.paths)

    @classmethod
    def of(cls, key: str, stamps: Stamps, findings: tuple[Finding, ...]) -> Across:
        """What was found with the files lying so."""
        now = time.time_ns()
        fresh = tuple(sorted(path for path, stamp in stamps.items() if not is_settled(stamp, now)))
        return cls(key, lying(stamps, fresh), fresh, findings)

    @classmethod
    def read(cls, cache: Cache) -> Across | None:
        """What is kept; None where nothing is."""
        kept = cache.fact(FACT)
        return None if kept is None else _ACROSS.decode(json.loads(kept))

    def keep(self, cache: Cache) -> None:
        """Keep it for the next build, and for checks of single articles."""
        cache.put_fact(FACT, json.dumps(_ACROSS.encode(self), ensure_ascii=False))


_ACROSS = codec(Across)


def is_same(row: Row, stamps: Stamps, now: int) -> bool:
    """Whether the files that an article was read from lie as they did, by their stamps."""
    own, pictured, picture = row.stamp.partition("|")
    if stamps.get(row.path) != own or not is_settled(own, now):
        return False
    path, _, of_picture = picture.rpartition("=")
    return not pictured or (stamps.get(path, "") == of_picture and is_settled(of_picture, now))


def is_still(row: Row, text: str, stamps: Stamps) -> bool:
    """Whether an article says what it said, and its picture has not been touched."""
    _, path, of_picture = _parts(row)
    untouched = not path or (stamps.get(path, "") == of_picture and is_settled(of_picture, time.time_ns()))
    return untouched and row.digest.startswith(digest(text))


def stamp_of(stamps: Stamps, path: str, picture: str) -> str:
    """The stamp that a row bears: of the article, and of the file of its picture."""
    own = stamps.get(path, "")
    return f"{own}|{picture}={stamps.get(picture, '')}" if picture else own


def below(content: Path, stamps: Stamps) -> Stamps:
    """Those of the files below ``content/``."""
    inside = f"{content.name}/"
    return {path: stamp for path, stamp in stamps.items() if path.startswith(inside)}


def picture_of(row: Row) -> str:
    """The file of an article's picture; empty when it has none."""
    return _parts(row)[1]


def _parts(row: Row) -> tuple[str, str, str]:
    """The stamp of the article, the file of its picture, the stamp of that."""
    own, _, picture = row.stamp.partition("|")
    path, _, of_picture = picture.rpartition("=")
    return own, path, of_picture


def lying(stamps: Stamps, without: tuple[str, ...] = ()) -> str:
    """The digest of how files lie."""
    left_out = frozenset(without)
    return digest("\n".join(sorted(f"{path} {stamp}" for path, stamp in stamps.items() if path not in left_out)))
