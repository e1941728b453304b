"""Retouch: a build in which nothing has changed but the text of a few articles, brought to their pages alone.

It is asked before Pelican is loaded, and touches the rows and pages of these articles only. Where it is not certain
that no other page, list, feed, file or finding shows what has changed, there is no answer: the build finds out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from congtin.catalogue import Catalogue
from congtin.finding import Coverage
from congtin.portal.addresses import file_of
from congtin.portal.assets import Assets
from congtin.portal.audit import Audit
from congtin.portal.basis import Basis
from congtin.portal.cache import PARTS, Cache, Known, Row, cache_of, pack, state_of
from congtin.portal.canary import Canary
from congtin.portal.examination import Examined, examine
from congtin.portal.failure import Failure
from congtin.portal.fingerprints import Deferred
from congtin.portal.insets import cut, replaced
from congtin.portal.kept import VERDICT, Across, below, lying, picture_of, stamp_of
from congtin.portal.keys import reading_key
from congtin.portal.plan import SONGS, Plan
from congtin.portal.press import press_of
from congtin.portal.shelf import Brief, Shelf, brief_of, row_of, story_name, url_of
from congtin.portal.site import Site
from congtin.portal.staging import Publication, Staging
from congtin.portal.stamps import digest, short
from congtin.portal.trees import mark
from congtin.portal.unchanged import Past, Sight, fresh
from congtin.report import Report
from congtin.story import Story
from congtin.text import Source
from congtin.values import replace

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Retouched:
    """What was done: the publication, how many files were written, and what is known of the build from now on."""

    publication: Publication
    written: int
    past: Past


@dataclass(frozen=True, slots=True)
class _Change:
    """An article as it was and as it is, and its page."""

    before: Row
    row: Row
    parts: tuple[str, ...]
    path: str  # of its page
    key: str
    data: bytes

    @property
    def bulk(self) -> str:
        """What of it stands on other pages."""
        return self.parts[PARTS.index("bulk")]

    def report(self, report: Report) -> Report:
        """The report on the site, which had the article as it was."""
        old, new = brief_of(self.before), brief_of(self.row)
        notes = new.problems[2] + new.found[2] - old.problems[2] - old.found[2]
        less, more = Coverage(*old.coverage), Coverage(*new.coverage)
        coverage = report.coverage - less + more
        return replace(report, coverage=coverage, unlisted=report.unlisted + notes)


class _Wider(Exception):
    """More may have changed than the pages of these articles."""


@dataclass
class Retouch:
    """One attempt at what was ``seen``; ``close`` makes the closing line of a report.

    ``examined`` are the changed articles as they were read, by their paths: whoever has to build need not read them.
    """

    seen: Sight
    close: Callable[[Report], str]
    examined: dict[str, Examined] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The site."""
        return self.seen.site

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of the site."""
        return self.site.catalogue()

    @property
    def output(self) -> Path:
        """What is published."""
        return self.seen.output

    def run(self) -> Retouched | None:
        """Publish the site with the changed articles on their pages; None where that would not do.

        Raises:
            Failure: another build is going on.
            OSError: the file system says no; the output is what it was, or the new site whole.
        """
        if self.seen.changed is None:
            return None
        try:
            kept = self._cache(write=False)
            try:
                basis, across = _needed(self.seen.basis), _needed(Across.read(kept))
                changes = self._changes(kept, basis, across)
            finally:
                kept.close()
        except (_Wider, Failure):
            return None
        staging = Staging.open(self.output, self.site.root, self.site.content)
        try:
            cache = self._cache(write=True)
            try:
                return self._publish(staging, cache, changes, basis, across)
            finally:
                cache.close()
        except (_Wider, Failure):
            return None
        finally:
            staging.abort()

    def _cache(self, write: bool) -> Cache:
        return Cache(cache_of(self.output), reading_key(self.site), write=write)

    def _changes(self, cache: Cache, basis: Basis, across: Across) -> list[_Change]:
        audit = _needed(Audit.read(cache))
        named = across.named | {path for finding in basis.report.findings for path in finding.paths}
        sources = _needed(self.seen.changed)
        if any(source.path in named or audit.naming(source.path) for source in sources):
            raise _Wider
        catalogue = self.catalogue
        prove = press_of(self.site, self.seen.theme, catalogue, Assets(basis.assets, ()), basis.jinja).prove
        self.examined |= {source.path: examine(source, catalogue, self.site, prove) for source in sources}
        return [self._change(cache, basis, source, self.examined[source.path]) for source in sources]

    def _change(self, cache: Cache, basis: Basis, source: Source, found: Examined) -> _Change:
        """The change in one article.

        Raises:
            _Wider: something else than its own page may show it.
        """
        path, before = source.path, _needed(cache.row(source.path))
        has = found.record(self.site)
        stamp = stamp_of(self.seen.stamps, path, has.picture)
        row = row_of(path, stamp, has.digest, has.told)
        report, _, bulk = (_needed(cache.part(path, name, before.digest)) for name in PARTS)
        verdict = VERDICT.decode(json.loads(report))
        same = (
            (row.face, row.lines, picture_of(row)) == (before.face, before.lines, picture_of(before))
            and row.digest[len(digest()) :] == before.digest[len(digest()) :]  # what is known of its picture
            and _listed(row) == _listed(before)
            and (found.verdict.read, found.verdict.bearing) == (verdict.read, verdict.bearing)
            and json.loads(found.proof.bulk)[1:] == json.loads(bulk)[1:]  # results that may stand on the front page
        )
        page = file_of(url_of(row))
        own, new = (f"story={short(basis.dress, story_name(path, item.digest))}" for item in (before, row))
        printed = self.seen.lying.generation.files.get(page)
        if not same or printed is None or own not in printed[0].split(" "):
            raise _Wider
        old = (self.output / page).read_bytes()
        if sha256(old).hexdigest() != printed[1] or not cut(old, "story"):
            raise _Wider
        data = replaced(old, {"story": found.proof.part})
        return _Change(before, row, has.parts, page, printed[0].replace(own, new), data)

    def _publish(
        self, staging: Staging, cache: Cache, changes: Sequence[_Change], basis: Basis, across: Across
    ) -> Retouched:
        seen, site = self.seen, self.site
        if mark(self.output) != seen.past.tree:
            raise _Wider
        canary = staging.tree.guard = Canary.of(_needed(cache.fact(SONGS)))
        plan = Plan(staging, cache, canary, basis.common)
        plan.begin(seen.lying)
        made = {change.path: (change.key, change.data) for change in changes}
        made |= {path: (plan.key(key), data) for path, key, data in self._feeds(cache, changes, basis)}
        for path, printed in seen.lying.generation.files.items():
            plan.enter(path, *(plan.fill(path, *made[path]) if path in made else (printed, False)))
        publication = plan.publish()
        past = seen.past
        with suppress(OSError):  # the site is out; what is not noted is found out anew
            known = {**seen.known, **{item.row.path: Known(item.row.stamp, item.row.digest) for item in changes}}
            for change in changes:
                cache.put(change.row, [pack(part) for part in change.parts])
                basis = replace(basis, report=change.report(basis.report))
            state = state_of(known.items())
            closing = self.close(basis.report)
            young = fresh(seen.stamps, {*past.fresh, *(change.row.path for change in changes)})
            past = replace(past, tree=mark(self.output), articles=state, closing=closing, fresh=young)
            replace(_needed(Audit.read(cache)), state=state).keep(cache)
            lies = lying(below(site.content, seen.stamps), young)
            Across(across.key, lies, young, across.findings).keep(cache)
            basis.note(cache)
            plan.note(publication.folders)
            past.note(cache)
            staging.spare(publication, plan.digests or (), plan.lively)
        staging.close()
        return Retouched(publication, plan.written, past)

    def _feeds(self, cache: Cache, changes: Sequence[_Change], basis: Basis) -> Iterator[tuple[str, str, bytes]]:
        """The feeds that have these articles in full: the file of each, what it depends on, its bytes."""
        fresh = {change.row.path: change for change in changes}
        told = tuple(basis.telling(fresh.keys()))
        if not told:
            return
        from congtin.portal.feeds import Feed, documents_of
        from congtin.publishing.feeds import Items

        def text(story: Story, _: Catalogue) -> str:
            change = fresh.get(story.path)
            bulk = change.bulk if change else _needed(cache.part(story.path, "bulk"))
            return str(json.loads(bulk)[0])

        shelf = Shelf(_nobody, _nobody)
        items = Items(self.site.url, self.site.guid_year, text=text)
        for channel, paths in told:
            rows = (fresh[path].row if path in fresh else _needed(cache.row(path)) for path in paths)
            feed = Feed(channel, tuple(shelf.of(rows)))
            for document in documents_of(feed, items):
                assert isinstance(document.data, Deferred)
                yield document.path, document.data.key, document.data.make()


def _nobody(path: str) -> Any:
    raise _Wider(path)  # no feed asks for what its slim record lacks


def _needed(found: _T | None) -> _T:
    if found is None:
        raise _Wider
    return found


def _listed(row: Row) -> Brief:
    """What others than its own page and the closing line tell of an article.

    Raises:
        _Wider: there is an error or a warning in it.
    """
    brief = brief_of(row)
    if any((*brief.problems[:2], *brief.found[:2])):
        raise _Wider
    return brief._replace(problems=(0, 0, 0), found=(0, 0, 0), coverage=(0, 0, 0, 0, 0))
