"""The library: all articles of a site with what the check says of each, read anew only where something changed."""

from __future__ import annotations

import json
import struct
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from congtin.catalogue import Catalogue
from congtin.finding import Coverage, Finding, Severity
from congtin.portal.assets import media
from congtin.portal.audit import Audit, Told, audited
from congtin.portal.cache import PARTS, Cache, Row, pack, state_of
from congtin.portal.canary import song
from congtin.portal.codec import codec
from congtin.portal.examination import Examined, Prove, examine, examined
from congtin.portal.figures import Figures
from congtin.portal.kept import VERDICT, Across, Verdict, below, is_same, is_still, lying, picture_of, stamp_of
from congtin.portal.pictures import measured
from congtin.portal.postings import origin_of
from congtin.portal.shelf import Brief, Shelf, Shelved, brief_of, figures_key, row_of
from congtin.portal.site import Site
from congtin.portal.spool import Spool
from congtin.portal.stamps import Stamps, digest, digest_lines
from congtin.portal.workers import spread
from congtin.posting import Line, Origin
from congtin.reading.files import misplaced, read_source, walk_names, walking
from congtin.reading.neighbours import conflicts
from congtin.reading.stories import FOLDER, in_order, read_story, unreadable
from congtin.report import Report
from congtin.story import Page, Story
from congtin.text import Source

if TYPE_CHECKING:
    from congtin.portal.unchanged import Sight

Progress = Callable[[int, int], None]
_LENGTHS = struct.Struct(f"<{6 + len(PARTS)}I")
_NOTHING = bytes(_LENGTHS.size)
_FINDING = codec(Finding)


@dataclass
class Library:
    """The articles of a site, in the order of their paths.

    ``stamps`` are of all files below ``content/``; ``prove`` makes proofs, the parts of which go to the ``spool``;
    ``examined`` are articles that somebody has read by now, ``seen`` is what somebody has seen of the files.
    ``changed`` are the paths of articles read anew, ``gone`` of those that the cache knew and the site no longer has;
    ``doubted`` are those that were not taken to be what they were.
    """

    site: Site
    catalogue: Catalogue
    cache: Cache
    stamps: Stamps
    jobs: int = 1
    progress: Progress | None = None
    prove: Prove | None = None
    spool: Spool | None = None
    examined: Mapping[str, Examined] = field(default_factory=dict)
    seen: Sight | None = None
    doubted: Collection[str] = ()
    as_seen: bool = False  # whether the cache held what was seen, so that ``changed`` is all that has changed since
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    stories: tuple[Story, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)  # of what each was read from
    state: str = ""  # the digest of all articles
    slims: str = ""  # the digest of all that lists, addresses and findings across articles depend on
    _was: str = ""  # the same as the cache knew them
    _told: dict[str, bytes] = field(default_factory=dict)  # the lines of each article, as JSON
    _fresh: dict[str, tuple[Line, ...]] = field(default_factory=dict)  # the lines of what was read anew
    _steady: frozenset[str] = frozenset()  # of these, those whose figures are what they were
    _unkept: dict[str, dict[str, bytes]] = field(default_factory=dict)  # parts, where the cache is left as it is
    _refused: list[Finding] = field(default_factory=list)  # why some files are no articles at all
    _unread: dict[str, Verdict] = field(default_factory=dict)  # of these
    left: frozenset[Line] = frozenset()  # of the ledger, in which what changed or is gone had figures

    def read(self) -> None:
        """Bring the cache up to date, and put its articles on the shelf."""
        rows = {row.path: row for row in self.cache.rows()}
        self._was = state_of(rows.items())
        walked, doubted = self._walked(rows)
        stale = self._stale(rows, doubted)
        self.changed = frozenset(stale)
        fresh = dict(self._read_anew(stale))
        refused = {finding.place.path for finding in self._refused}
        known = dict.fromkeys(path for path in walked if path not in refused)  # in their order
        self.gone = frozenset(rows.keys() - known.keys())
        former = {path: rows[path] for path in self.changed | self.gone if path in rows}
        same = (path for path in fresh.keys() & former.keys() if _figures(fresh[path]) == _figures(former[path]))
        self._steady = frozenset(same)
        self.left = frozenset(line for path, row in former.items() if path not in self._steady for line in row.of)
        rows.update(fresh)
        self.cache.drop(self.gone)
        kept = [rows[path] for path in known if path in rows]
        self._shelve(kept)
        self.doubted = [path for path in doubted if path in self.digests]
        self.state = state_of((row.path, row) for row in kept)
        self._fresh = {path: row.of for path, row in fresh.items()}
        if self.cache.write:
            self.figures(()).note(self.left)

    def _walked(self, rows: Mapping[str, Row]) -> tuple[list[str], list[str]]:
        """The files in the folder of articles, in their order; those that nobody has seen to lie as they did."""
        seen = self.seen
        if seen and seen.moved is not None and seen.past.articles == self._was:
            self.as_seen = True
            return sorted(rows.keys() | seen.moved, key=walking), sorted(seen.moved, key=walking)
        start = len(str(self.site.root)) + 1
        found = [path[start:] for path in walk_names(self.site.content / FOLDER)]
        return found, found

    def _stale(self, rows: Mapping[str, Row], doubted: Iterable[str]) -> list[str]:
        """Those of the articles that the cache does not know as they are."""
        now = time.time_ns()
        found: list[str] = []
        restamped = []
        for name in doubted:
            row = rows.get(name)
            if row is not None and is_same(row, self.stamps, now):
                continue
            source = None if row is None else read_source(self.site.root, self.site.root / name)
            if row is None or not isinstance(source, Source) or not is_still(row, source.text, self.stamps):
                found.append(name)
            else:
                restamped.append((name, stamp_of(self.stamps, name, picture_of(row))))
        self.cache.restamp(restamped)
        return found

    def _read_anew(self, names: Sequence[str]) -> Iterator[tuple[str, Row]]:
        """Read articles, by several workers when there are many, and put them into the cache."""

        for done, (number, answer) in enumerate(spread(self._work, names, self.jobs), 1):
            if self.progress:
                self.progress(done, len(names))
            lengths = _LENGTHS.unpack_from(answer)
            if not any(lengths):
                self._refused.append(_FINDING.decode(json.loads(answer[_LENGTHS.size :])))
                continue
            pieces, at = [], _LENGTHS.size
            for length in (*lengths, len(answer)):
                pieces.append(answer[at : at + length])
                at += length
            header, *told, hands = pieces[: -1 - len(PARTS)]
            *parts, page = pieces[-1 - len(PARTS) :]
            read_from, picture, key = json.loads(header)
            path = names[number]
            row = row_of(path, stamp_of(self.stamps, path, picture), read_from, told)
            self.cache.put(row, parts)
            self.cache.deal(path, key, zip(row.of, hands.decode().split("\n"), strict=False))
            if not self.cache.write:
                self._unkept[path] = dict(zip(PARTS, parts, strict=True))
            if self.spool is not None:
                self.spool.put(path, page)
            yield path, row

    def _work(self, name: str) -> bytes:
        """Read one article: lengths of what follows, a header in JSON, what its row tells, figures, the parts that the
        cache keeps, that for its page.

        Of a file that is no article at all: no lengths, and why it is not read.
        """
        source = read_source(self.site.root, self.site.root / name)
        if isinstance(source, Finding):
            return _NOTHING + json.dumps(_FINDING.encode(source), ensure_ascii=False).encode()
        found = self.examine(source)
        read_from, picture, told, (key, hands), parted = found.record(self.site)
        header = json.dumps([read_from, picture, key], ensure_ascii=False).encode()
        texts = "\n".join(text for _, text in hands)  # of its lines, in their order: JSON breaks none
        parts = [header, *told, texts.encode(), *map(pack, parted)]
        return b"".join((_LENGTHS.pack(*map(len, parts)), *parts, found.proof.part))

    def examine(self, source: Source) -> Examined:
        """Read and check one article, and prove it where that is wanted."""
        known = self.examined.get(source.path)
        if known and known.story.source == source:
            return known
        return examine(source, self.catalogue, self.site, self.prove)

    def _shelve(self, rows: Sequence[Row]) -> None:
        """Put what these rows tell on the shelf; they come in the order of articles."""
        shelf = Shelf(self.source, self.whole)
        stories: list[Story] = list(shelf.of(rows))
        self.digests = {row.path: row.digest for row in rows}
        self._told = {row.path: row.lines for row in rows}
        for finding in (*self._refused, *misplaced(self.site.root, self.site.content)):
            story = unreadable(Source(finding.place.path, ""), (finding,))
            stories.append(story)
            self._unread[story.path] = examined(story, self.catalogue).verdict
        self.stories = tuple(sorted(stories, key=in_order) if self._unread else stories)
        self.slims = digest_lines(row.face for row in rows)

    def source(self, path: str) -> Source:
        """The text of an article.

        Raises:
            OSError: it is no longer what was read.
        """
        source = read_source(self.site.root, self.site.root / path)
        if isinstance(source, Finding) or not self.digests[path].startswith(digest(source.text)):
            raise OSError(0, "changed while the site was built", path)
        return source

    def whole(self, path: str) -> Story:
        """An article with all that its slim record lacks, read again."""
        return measured(read_story(self.source(path), self.catalogue, zone=self.site.zone), self.site.content)

    def part(self, path: str, name: str) -> str:
        """A part of what is kept of an article; made again where the cache has lost it."""
        unkept = self._unkept.get(path)
        if unkept is not None:
            return zlib.decompress(unkept[name]).decode()
        kept = self.cache.part(path, name, self.digests[path])
        if kept is not None:
            return kept
        return self.examine(self.source(path)).record(self.site).parts[PARTS.index(name)]

    def brief(self, story: Story) -> Brief:
        """What builds ask of an article."""
        return story.brief if isinstance(story, Shelved) else self._unread[story.path].brief

    def verdict(self, path: str) -> Verdict:
        """What the check says of an article."""
        if path in self._unread:
            return self._unread[path]
        found: Verdict = VERDICT.decode(json.loads(self.part(path, "report")))
        return found

    def figures(self, shown: Iterable[Story]) -> Figures:
        """The figures of the articles shown."""
        hidden = frozenset(self.digests.keys() - {story.path for story in shown})
        fetch = partial(self.part, name="figures")
        return Figures(self.cache, fetch, self._told, hidden, self._fresh, self.gone, self._origins)

    def _origins(self) -> dict[str, tuple[Origin, str]]:
        """Whose figures are known by what lists show of an article: the place of ``supersedes`` is not among that."""
        known = (story for story in self.stories if isinstance(story, Shelved) and not story.brief.replaces)
        return {story.path: (origin_of(story), figures_key(story)) for story in known}

    def audit(self, shown: Iterable[Story], focus: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
        """What the rules across articles say of those shown; at those in ``focus``, where they have a part in it."""
        figures, kept = self.figures(shown), Audit.read(self.cache)
        if kept is None or kept.state != self._was:
            found = audited(figures, self.catalogue, focus=focus, jobs=self.jobs)
        else:
            known, turned = dict(kept.lines), figures.hidden.symmetric_difference(kept.hidden) | focus
            found = audited(figures, self.catalogue, self._touched(turned, known), known, focus)
        if self.cache.write and not focus:
            Audit(self.state, tuple(sorted(figures.hidden)), tuple(found.items())).keep(self.cache)
        return tuple(dict.fromkeys(finding for findings in found.values() for finding in findings))

    def _touched(self, turned: frozenset[str], known: Told) -> set[Line]:
        """The lines of which something else than what is known may be found: of articles that have turned or changed.

        Whose figures are what they were may have another title or another place: that matters where something is found.
        """
        from congtin.checks.across import judged

        loud = {line for line, found in known.items() if found}
        quiet = {path for path in self._steady - turned if loud.isdisjoint(judged(self._fresh[path], self.catalogue))}
        rows = (self.cache.row(path) for path in turned - self._fresh.keys() - self.gone)
        touched = {line for row in rows if row for line in row.of}
        return touched.union(self.left, *(lines for path, lines in self._fresh.items() if path not in quiet))

    @cached_property
    def conflicts(self) -> dict[str, tuple[Finding, ...]]:
        """The findings that articles bring about in one another, by path; looked for when a slim record changed."""
        key = digest(self.slims, repr(sorted(item for item in self.stamps.items() if "/images/" in item[0])))
        stamps = below(self.site.content, self.stamps)
        kept = Across.read(self.cache)
        if kept is not None and kept.key == key:
            found = kept.findings
        else:
            found = conflicts([story for story in self.stories if self.brief(story).read], self.site.content)
        if kept is None or kept.key != key or kept.fresh or kept.lying != lying(stamps):
            Across.of(key, stamps, found).keep(self.cache)
        by_path: dict[str, list[Finding]] = {}
        for finding in found:
            by_path.setdefault(finding.place.path, []).append(finding)
        return {path: tuple(items) for path, items in by_path.items()}

    def media(self, item: Story | Page) -> Sequence[str]:
        """The files that an article or a page names."""
        return self.brief(item).media if isinstance(item, Story) else media(item)

    def song(self, item: Story | Page) -> str:
        """The passage by which the canary knows a text."""
        return self.verdict(item.path).song if isinstance(item, Story) else song(item)

    def report(
        self,
        shown: Iterable[Story],
        problems: Iterable[Finding] = (),
        hidden: Iterable[Story] = (),
        notes: bool = True,
    ) -> Report:
        """The report on the articles shown; of hidden ones what could not be read; ``problems`` are further findings.

        Without ``notes`` those on articles are counted and left out.
        """
        shown = tuple(shown)
        found = set(problems)
        unlisted = 0
        for story, is_shown in (*((story, True) for story in shown), *((story, False) for story in hidden)):
            left_out = None if notes else self._notes(story, is_shown)
            unlisted += left_out or 0
            if left_out is None:
                verdict, others = self.verdict(story.path), self.conflicts.get(story.path, ())
                found.update(verdict.report(others).findings if is_shown else (*verdict.problems, *others))
        if not notes:
            unlisted += sum(finding.severity is Severity.NOTE for finding in found)
            found = {finding for finding in found if finding.severity is not Severity.NOTE}
        briefs = [self.brief(story) for story in shown]
        return Report(
            tuple(sorted(found, key=lambda finding: finding.order)),
            Coverage(*map(sum, zip(*(brief.coverage for brief in briefs), strict=True))),
            len(shown),
            sum(brief.observations for brief in briefs),
            unlisted,
        )

    def _notes(self, story: Story, is_shown: bool) -> int | None:
        """How many notes there are on an article; None where there is more than that."""
        brief = self.brief(story)
        if self.conflicts.get(story.path) or any((*brief.problems[:2], *brief.found[:2])):
            return None
        return brief.problems[2] + brief.found[2] * is_shown


def _figures(row: Row) -> str:
    return brief_of(row).figures
