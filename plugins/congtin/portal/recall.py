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
from congtin.portal.cache import Cache, Row, cache_of
from congtin.portal.kept import LONGEST, VERDICT, Across, Verdict, bearing, is_same, is_still, lying
from congtin.portal.keys import reading_key
from congtin.portal.site import Site
from congtin.portal.stamps import Stamps, scan
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
    across = Across.read(kept)
    names = [os.path.relpath(os.path.realpath(path), site.root) for path in paths]
    rows = [row for name in dict.fromkeys(names) if (row := kept.row(name))]
    if across is None or len(rows) < len(set(names)):
        return None
    stamps = scan(site.root, [site.content])
    before = stamps | {row.path: row.stamp.partition("|")[0] for row in rows}
    linked = any(">" in stamp for stamp in stamps.values())  # a link is asked about when its target is
    if linked or set(across.fresh) - set(names) or lying(before, across.fresh) != across.lying:
        return None
    texts = Texts(site.root, tuple(names))
    reports = [_report(row, site, stamps, texts, across) for row in rows]
    found = [report for report in reports if report is not None]
    return (merge(found), texts) if len(found) == len(rows) else None


def _report(row: Row, site: Site, stamps: Stamps, texts: Texts, across: Across) -> Report | None:
    """The report on one article; None when what has changed in it may be a matter of others."""
    kept: Verdict = VERDICT.decode(json.loads(row.report))
    others = tuple(finding for finding in across.findings if finding.place.path == row.path)
    if is_same(row, stamps, time.time_ns()):
        return kept.report(others)
    source = texts.get(row.path)
    if source is not None and is_still(row, source.text, stamps):
        return kept.report(others)
    return None if source is None or row.path in across.named else _anew(source, site, kept)


def _anew(source: Source, site: Site, kept: Verdict) -> Report | None:
    from congtin.checks import check_story  # only now, for much is loaded to read and to check
    from congtin.portal.workers import Overdue, deadline
    from congtin.reading.stories import read_story

    catalogue = site.catalogue()
    try:
        with deadline(LONGEST):
            story = read_story(source, catalogue, zone=site.zone)
            return check_story(story, catalogue) if bearing(story) == kept.bearing else None
    except (Overdue, MemoryError):
        return None
