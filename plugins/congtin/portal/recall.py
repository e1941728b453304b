"""Recall: the report on a few articles out of what the last build kept, without a look at all the others.

Nothing is loaded that reads or checks unless one of these articles has changed. Where what is kept does not prove that
the others stand as they stood, and that a change is no matter of theirs, there is no answer: the library has it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from congtin.finding import Finding
from congtin.portal.audit import Audit, audited
from congtin.portal.cache import Cache, Row, cache_of
from congtin.portal.figures import Figures, lines_of, unpacked
from congtin.portal.kept import LONGEST, VERDICT, Across, Verdict, bearing, is_same, is_still, lying
from congtin.portal.keys import reading_key
from congtin.portal.site import Site
from congtin.portal.stamps import Stamps, scan
from congtin.posting import Line
from congtin.reading.files import read_source
from congtin.report import Report, merge
from congtin.text import Source


class Texts(Mapping[str, Source]):
    """The texts of a site by path; each is read when someone quotes from it."""

    def __init__(self, root: Path, known: tuple[str, ...]) -> None:
        self._known = known
        self._read = cache(lambda path: read_source(root, root / path))

    def __getitem__(self, path: str) -> Source:
        found = self._read(path)
        if isinstance(found, Finding):
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def recall(site: Site, paths: Sequence[Path]) -> tuple[Report, Mapping[str, Source]] | None:
    """The report on these articles and the texts to quote from; None where only the whole site can tell."""
    kept = Cache(cache_of(site.output), reading_key(site), write=False)
    across, audit = Across.read(kept), Audit.read(kept)
    names = [os.path.relpath(os.path.realpath(path), site.root) for path in paths]
    rows = [row for name in dict.fromkeys(names) if (row := kept.row(name))]
    if across is None or audit is None or len(rows) < len(set(names)):
        return None
    stamps = scan(site.root, [site.content])
    before = stamps | {row.path: row.stamp.partition("|")[0] for row in rows}
    linked = any(">" in stamp for stamp in stamps.values())  # a link is asked about when its target is
    if linked or set(across.fresh) - set(names) or lying(before, across.fresh) != across.lying:
        return None
    texts = Texts(site.root, tuple(names))
    fresh: dict[str, str] = {}
    reports = [_report(row, kept, site, stamps, texts, across, fresh) for row in rows]
    found = [report for report in reports if report is not None]
    if len(found) < len(rows):
        return None
    try:
        return merge([*found, Report(_audited(rows, kept, site, audit, fresh))]), texts
    except LookupError:
        return None


def _report(
    row: Row, cache: Cache, site: Site, stamps: Stamps, texts: Texts, across: Across, fresh: dict[str, str]
) -> Report | None:
    """The report on one article; None when what has changed in it may be a matter of others.

    The figures of one that has changed are put into ``fresh``.
    """
    told = cache.part(row.path, "report", row.digest)
    if told is None:
        return None
    kept: Verdict = VERDICT.decode(json.loads(told))
    others = tuple(finding for finding in across.findings if finding.place.path == row.path)
    if is_same(row, stamps, time.time_ns()):
        return kept.report(others)
    source = texts.get(row.path)
    if source is not None and is_still(row, source.text, stamps):
        return kept.report(others)
    return None if source is None or row.path in across.named else _anew(source, site, kept, fresh)


def _anew(source: Source, site: Site, kept: Verdict, fresh: dict[str, str]) -> Report | None:
    from congtin.checks import check_story  # only now, for much is loaded to read and to check
    from congtin.portal.figures import packed
    from congtin.portal.postings import postings
    from congtin.portal.workers import Overdue, deadline
    from congtin.reading.stories import read_story

    catalogue = site.catalogue()
    try:
        with deadline(LONGEST):
            story = read_story(source, catalogue, zone=site.zone)
            if bearing(story) != kept.bearing:
                return None
            fresh[source.path] = packed(postings(story))
            return check_story(story, catalogue)
    except (Overdue, MemoryError):
        return None


def _audited(rows: list[Row], cache: Cache, site: Site, audit: Audit, fresh: dict[str, str]) -> tuple[Finding, ...]:
    """What the rules across articles say at these articles.

    Raises:
        LookupError: the cache has lost the figures of an article that has a part in it.
    """
    asked = frozenset(row.path for row in rows)
    lines: dict[str, tuple[Line, ...]] = {}
    touched: set[Line] = set()
    for row in rows:
        if row.path in fresh:
            lines[row.path] = lines_of(unpacked(fresh[row.path]))
            touched.update(row.of, lines[row.path])
        else:
            touched.update(row.of if row.path in audit.hidden else audit.naming(row.path))
    if not touched:
        return ()

    def fetch(path: str) -> str:
        found = fresh.get(path) or cache.part(path, "figures")
        if found is None:
            raise LookupError(path)
        return found

    figures = Figures(cache, fetch, hidden=frozenset(audit.hidden) - asked, fresh=lines)
    told = audited(figures, site.catalogue(), touched, focus=asked)
    return tuple(finding for found in told.values() for finding in found if finding.place.path in asked)
