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
from congtin.portal.kept import VERDICT, Across, Verdict, is_same, is_still, lying
from congtin.portal.keys import reading_key
from congtin.portal.site import Site
from congtin.portal.stamps import Stamps, scan
from congtin.reading.files import read_source
from congtin.report import Report, merge
from congtin.text import Source

BEARING = ("id", "slug", "date", "title", "aliases", "related", "image")  # what findings in others may depend on


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
    reports = []
    for row in rows:
        verdict = _verdict(row, site, stamps, texts, across)
        if verdict is None:
            return None
        others = tuple(finding for finding in across.findings if finding.place.path == row.path)
        reports.append(verdict.report(others))
    return merge(reports), texts


def _verdict(row: Row, site: Site, stamps: Stamps, texts: Texts, across: Across) -> Verdict | None:
    """What is known of an article; of one that has changed, when the change is no matter of another's."""
    kept: Verdict = VERDICT.decode(json.loads(row.report))
    if is_same(row, stamps, time.time_ns()):
        return kept
    source = texts.get(row.path)
    if source is None:
        return None
    if is_still(row, source.text, stamps):
        return kept
    if any(
        row.path in (finding.place.path, *(item.place.path for item in finding.related)) for finding in across.findings
    ):
        return None
    from congtin.portal.examination import examine  # only now, for it loads all that reads and checks
    from congtin.portal.shelf import SLIM

    anew = examine(source, site.catalogue(), site)
    was, now = json.loads(row.slim), json.loads(anew.slim)
    bears = any(was[number] != now[number] for number, name in enumerate(SLIM) if name in BEARING)
    return None if bears or anew.verdict.read != kept.read else anew.verdict
