"""The library: all articles of a site with what the check says of each, read anew only where something changed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from congtin.catalogue import Catalogue
from congtin.finding import Finding
from congtin.portal.assets import media
from congtin.portal.audit import Audit, audited
from congtin.portal.cache import Cache, Row, pack
from congtin.portal.canary import song
from congtin.portal.examination import examine, verdict
from congtin.portal.figures import Figures
from congtin.portal.kept import VERDICT, Across, Verdict, is_same, is_still, lying, picture_of
from congtin.portal.shelf import Shelf
from congtin.portal.site import Site
from congtin.portal.stamps import Stamps, digest
from congtin.portal.workers import spread
from congtin.posting import Line
from congtin.reading.files import misplaced, read_source, walk
from congtin.reading.neighbours import conflicts
from congtin.reading.stories import FOLDER, in_order, unreadable
from congtin.report import Report, merge
from congtin.story import Page, Story
from congtin.text import Source

Progress = Callable[[int, int], None]


@dataclass
class Library:
    """The articles of a site, in the order of their paths.

    ``stamps`` are of all files below ``content/``; ``changed`` are the paths of articles read anew, ``gone`` of those
    that the cache knew and the site no longer has.
    """

    site: Site
    catalogue: Catalogue
    cache: Cache
    stamps: Stamps
    jobs: int = 1
    progress: Progress | None = None
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    stories: tuple[Story, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)  # of what each was read from
    slims: str = ""  # the digest of all that lists, addresses and findings across articles depend on
    _was: str = ""  # the digest of all articles as the cache knew them
    _state: str = ""  # and as they are
    _told: dict[str, str] = field(default_factory=dict)  # the lines of each article, as JSON
    _fresh: dict[str, tuple[Line, ...]] = field(default_factory=dict)  # the lines of what was read anew
    _figures: dict[str, str] = field(default_factory=dict)  # of what was read anew, where the cache is left as it is
    left: frozenset[Line] = frozenset()  # of the ledger, in which what changed or is gone had figures

    def read(self) -> None:
        """Bring the cache up to date, and put its articles on the shelf."""
        rows = {row.path: row for row in self.cache.rows()}
        self._was = _state(rows.values())
        sources = self._sources(rows)
        known = {*self._walked, *(path for path in sources)}
        self.changed = frozenset(sources)
        self.gone = frozenset(rows.keys() - known)
        former = (rows[path] for path in self.changed | self.gone if path in rows)
        self.left = frozenset(line for row in former for line in row.of)
        fresh = dict(self._read_anew([source for source in sources.values() if isinstance(source, Source)]))
        rows.update(fresh)
        self.cache.drop(self.gone)
        self._shelve([rows[path] for path in known if path in rows], sources)
        self._state = _state(rows[path] for path in known if path in rows)
        self._fresh = {path: row.of for path, row in fresh.items()}
        if self.cache.write:
            self.figures(()).note(self.left)

    @cached_property
    def _walked(self) -> dict[str, Path]:
        root = self.site.root
        return {path.relative_to(root).as_posix(): path for path in walk(self.site.content / FOLDER)}

    def _sources(self, rows: dict[str, Row]) -> dict[str, Source | Finding]:
        """The sources of articles that the cache does not know as they are, by path."""
        now = time.time_ns()
        found: dict[str, Source | Finding] = {}
        restamped = []
        for name, path in self._walked.items():
            row = rows.get(name)
            if row is not None and is_same(row, self.stamps, now):
                continue
            source = read_source(self.site.root, path)
            if isinstance(source, Finding) or row is None or not is_still(row, source.text, self.stamps):
                found[source.path if isinstance(source, Source) else name] = source
            else:
                restamped.append((name, self._stamp(name, picture_of(row))))
        self.cache.restamp(restamped)
        return found

    def _stamp(self, name: str, picture: str) -> str:
        own = self.stamps.get(name, "")
        return f"{own}|{picture}={self.stamps.get(picture, '')}" if picture else own

    def _read_anew(self, sources: Sequence[Source]) -> Iterator[tuple[str, Row]]:
        """Read articles, by several workers when there are many, and put them into the cache."""

        def work(source: Source) -> bytes:
            return json.dumps(self._record(source), ensure_ascii=False).encode()

        for done, (number, answer) in enumerate(spread(work, sources, self.jobs), 1):
            text, picture, slim, verdict, lines, bulk, figures = json.loads(answer)
            path = sources[number].path
            row = Row(path, self._stamp(path, picture), text, slim, verdict, lines)
            self.cache.put([(row, pack(bulk), pack(figures))])
            if not self.cache.write:
                self._figures[path] = figures
            if self.progress:
                self.progress(done, len(sources))
            yield path, row

    def _record(self, source: Source) -> tuple[str, ...]:
        return examine(source, self.catalogue, self.site).record()

    def _shelve(self, rows: Iterable[Row], sources: dict[str, Source | Finding]) -> None:
        rows = list(rows)
        shelf = Shelf(self._fetch)
        slims = json.loads(f"[{','.join(row.slim for row in rows)}]")
        stories: list[Story] = [shelf.story(row.path, row.digest, slim) for row, slim in zip(rows, slims, strict=True)]
        reports = json.loads(f"[{','.join(row.report for row in rows)}]")
        self.verdicts = {row.path: VERDICT.decode(report) for row, report in zip(rows, reports, strict=True)}
        self.digests = {row.path: row.digest for row in rows}
        self._told = {row.path: row.lines for row in rows}
        unread = [item for item in sources.values() if isinstance(item, Finding)]
        for finding in (*unread, *misplaced(self.site.root, self.site.content)):
            stories.append(unreadable(Source(finding.place.path, ""), (finding,)))
            self.verdicts[finding.place.path] = verdict(stories[-1], self.catalogue)
        self.stories = tuple(sorted(stories, key=in_order))
        self.slims = digest(*(part for row in sorted(rows, key=lambda row: row.path) for part in (row.path, row.slim)))

    def _fetch(self, path: str) -> str:
        """The bulk of an article: from the cache, or read again where the cache has lost it."""
        kept = self.cache.bulk(path, self.digests[path])
        return self._again(path)[5] if kept is None else kept

    def _fetch_figures(self, path: str) -> str:
        kept = self._figures.get(path) or self.cache.figures(path, self.digests[path])
        return self._again(path)[6] if kept is None else kept

    def _again(self, path: str) -> tuple[str, ...]:
        source = read_source(self.site.root, self.site.root / path)
        if isinstance(source, Finding) or not self.digests[path].startswith(digest(source.text)):
            raise OSError(0, "changed while the site was built", path)
        return self._record(source)

    def figures(self, shown: Iterable[Story]) -> Figures:
        """The figures of the articles shown."""
        hidden = frozenset(self.digests.keys() - {story.path for story in shown})
        return Figures(self.cache, self._fetch_figures, self._told, hidden, self._fresh, self.gone)

    def audit(self, shown: Iterable[Story], focus: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
        """What the rules across articles say of those shown; at those in ``focus``, where they have a part in it."""
        figures, kept = self.figures(shown), Audit.read(self.cache)
        if kept is None or kept.state != self._was:
            found = audited(figures, self.catalogue, focus=focus)
        else:
            turned = (figures.hidden.symmetric_difference(kept.hidden) | focus) - self._fresh.keys() - self.gone
            rows = (self.cache.row(path) for path in turned)
            touched = {line for row in rows if row for line in row.of}
            touched.update(self.left, *self._fresh.values())
            found = audited(figures, self.catalogue, touched, dict(kept.lines), focus)
        if self.cache.write and not focus:
            Audit(self._state, tuple(sorted(figures.hidden)), tuple(found.items())).keep(self.cache)
        return tuple(dict.fromkeys(finding for findings in found.values() for finding in findings))

    @cached_property
    def conflicts(self) -> dict[str, tuple[Finding, ...]]:
        """The findings that articles bring about in one another, by path; looked for when a slim record changed."""
        key = digest(self.slims, repr(sorted(item for item in self.stamps.items() if "/images/" in item[0])))
        inside = f"{self.site.content.name}/"
        stamps = {path: stamp for path, stamp in self.stamps.items() if path.startswith(inside)}
        kept = Across.read(self.cache)
        if kept is not None and kept.key == key:
            found = kept.findings
        else:
            found = conflicts([story for story in self.stories if self.verdicts[story.path].read], self.site.content)
        if kept is None or kept.key != key or kept.fresh or kept.lying != lying(stamps):
            Across.of(key, stamps, found).keep(self.cache)
        by_path: dict[str, list[Finding]] = {}
        for finding in found:
            by_path.setdefault(finding.place.path, []).append(finding)
        return {path: tuple(items) for path, items in by_path.items()}

    def media(self, item: Story | Page) -> tuple[str, ...]:
        """The files that an article or a page names."""
        known = self.verdicts.get(item.path)
        return known.media if known else media(item)

    def song(self, item: Story | Page) -> str:
        """The passage by which the canary knows a text."""
        known = self.verdicts.get(item.path)
        return known.song if known else song(item)

    def problems(self) -> Iterator[Finding]:
        """The findings of reading, of all articles."""
        for story in self.stories:
            yield from self.verdicts[story.path].problems
        for items in self.conflicts.values():
            yield from items

    def report(self, shown: Iterable[Story], problems: Iterable[Finding]) -> Report:
        """The report on the articles shown; ``problems`` are further findings."""
        reports: list[Any] = [Report(tuple(problems))]
        reports += [self.verdicts[story.path].report(self.conflicts.get(story.path, ())) for story in shown]
        return merge(reports)


def _state(rows: Iterable[Row]) -> str:
    return digest("\n".join(sorted(f"{row.path} {row.digest}" for row in rows)))
