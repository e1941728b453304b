"""One build: from the settled settings to the exchange of the output."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any

from congtin.catalogue import Catalogue
from congtin.portal.basis import Basis, Surroundings
from congtin.portal.cache import Cache
from congtin.portal.canary import Canary
from congtin.portal.documents import documents
from congtin.portal.edition import Edition
from congtin.portal.examination import Examined, Prove
from congtin.portal.families import FAMILIES
from congtin.portal.fingerprints import Fingerprints
from congtin.portal.keys import reading_key
from congtin.portal.library import Library
from congtin.portal.options import Options
from congtin.portal.outline import Portal
from congtin.portal.plan import Plan
from congtin.portal.press import Press
from congtin.portal.printing import Printing, Told
from congtin.portal.register import note
from congtin.portal.site import Site, execute
from congtin.portal.spool import Spool
from congtin.portal.staging import Publication, Staging
from congtin.portal.stamps import Stamps, digest
from congtin.portal.trees import mark
from congtin.portal.unchanged import Past, Sight, fresh, inputs, theme_of, watched
from congtin.portal.workers import processors
from congtin.portal.writer import Tree
from congtin.report import Report
from congtin.story import Page, Story

BUILD = "CONGTIN_BUILD"  # the settings key under which generators and writer find the build


@dataclass
class Build:
    """A build under way: site and options at first, then the staging, the edition and what was published.

    ``examined`` are articles that somebody has read for it.
    """

    site: Site
    options: Options
    output: Path
    staging: Staging | None = None
    seen: Sight | None = None  # what somebody has seen, where it still is so under the lock
    edition: Edition | None = None
    publication: Publication | None = None
    cache: Cache | None = None
    canary: Canary | None = None
    plan: Plan | None = None
    spool: Spool | None = None
    dress: str = ""
    jinja: Mapping[str, Any] | None = None  # the options of templates, where they are all there is to say of them
    examined: Mapping[str, Examined] = field(default_factory=dict)
    portal: Portal | None = None
    surroundings: Surroundings | None = None  # of the articles' pages
    stamps: Stamps = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)  # seconds by the clock, by what they were spent on

    def begin(self) -> Path:
        """Take the lock and make the folder to write into."""
        self.abort()  # what an earlier run of the same Pelican left open
        self.edition = self.publication = self.plan = None
        self.staging = Staging.open(self.output, self.site.root, self.site.content)
        seen = self.options.seen
        self.seen = seen if seen and seen.past.tree == mark(self.output) else None
        return self.staging.folder

    def prepare(self, press: Press, dress: str, whole: bool = False) -> Portal:
        """Read and check the site, and decide from where the new generation starts.

        ``dress`` is the key of what proofs and pages are made with besides the articles; ``whole``: all is made anew.

        Raises:
            ErrorsFound: what was found forbids publishing.
        """
        self.dress = dress
        self.portal = Portal(self._read(press.catalogue, press.prove), press.assets)
        self._lay_out(self.portal.everywhere, whole)
        return self.portal

    def _read(self, catalogue: Catalogue, prove: Prove) -> Edition:
        library = self._library(catalogue, prove)
        with self.timed("đọc và đối chiếu"):
            self.edition = Edition.read(library, self.options)
        library.cache.save()  # what was read stays read, whether it may be published or not
        self.edition.judge(self.options)
        shown: tuple[Story | Page, ...] = (*self.edition.stories, *self.edition.pages)
        self.canary = self.tree.guard = Canary(self.edition.hidden, shown, library.song)
        return self.edition

    def _lay_out(self, everywhere: object, whole: bool) -> None:
        assert self.staging is not None and self.cache is not None and self.canary is not None
        common = digest(self.dress, Fingerprints().of(everywhere))
        self.plan = Plan(self.staging, self.cache, self.canary, common, whole)
        self.plan.begin(self.seen.lying if self.seen else None)

    def print(self, press: Press, context: Mapping[str, Any], told: Told | None = None) -> None:
        """Have every page, feed and file in the output; what shows the same as last time is kept.

        ``context`` is what every template gets; where others are ``told`` of each page, one process prints.
        """
        assert self.plan is not None and self.spool is not None and self.portal is not None
        portal, jobs = self.portal, 1 if told else self.jobs
        with self.timed("in trang"):
            progress = self.progress("In trang")
            made = self.spool, self.dress, context, jobs, told, progress, self._surroundings
            printing = Printing(portal, self.plan, press, *made)
            self.surroundings = printing.now
            planned = chain.from_iterable(family(portal) for family in FAMILIES)
            printing.run(planned, lambda addresses: documents(portal, addresses))

    @property
    def _surroundings(self) -> Surroundings | None:
        """Those of the articles' pages that lie there; None where more than articles may have changed since."""
        assert self.edition is not None and self.plan is not None
        basis = self.seen and self.seen.basis
        same = basis and basis.common == self.plan.common and self.edition.library.as_seen
        return basis.surroundings if basis and same else None

    @property
    def jobs(self) -> int:
        """How many processes to use."""
        return self.options.jobs or processors()

    def _library(self, catalogue: Catalogue, prove: Prove) -> Library:
        assert self.staging is not None
        site, file = self.site, self.staging.places.cache
        if not self.options.cache:
            file.unlink(missing_ok=True)
        self.cache = Cache(file, reading_key(site))
        self.spool = Spool(file.parent)
        self.stamps = self.seen.stamps if self.seen else watched(site, self._theme)
        progress = self.progress("Đọc và đối chiếu")
        made = prove, self.spool, self.examined
        return Library(site, catalogue, self.cache, self.stamps, self.jobs, progress, *made, self.seen)

    @property
    def tree(self) -> Tree:
        """What is being written into, from :meth:`begin` to the end."""
        assert self.staging is not None
        return self.staging.tree

    def publish(self) -> None:
        """Exchange the output with what was built."""
        assert self.staging is not None
        with self.guarded():
            assert self.plan is not None
            with self.timed("thay trang cũ"):
                self.publication = self.plan.publish()
        self._register()
        if not self.plan.whole:
            with suppress(OSError):  # the site is out; what is not noted is found out anew
                self.plan.note(self.publication.folders)
                self._note_past()
                self.staging.spare(self.publication, self.plan.digests or (), self.plan.lively)
        self.staging.close()
        self.staging = None
        self._close()

    def _register(self) -> None:
        """Enter what is out in the register of addresses; whether that succeeds or not, it is out."""
        assert self.edition is not None and self.publication is not None
        try:
            if not self.options.preview:
                note(self.edition)
        except OSError as error:
            self.publication = replace(self.publication, trouble=str(error))

    def _note_past(self) -> None:
        """Note what the next build must find to have nothing to do."""
        options, edition = self.options, self.edition
        if options.settings is None or options.tell is None or options.close is None or options.preview:
            return
        assert edition is not None and self.cache is not None and self.publication is not None
        library = edition.library
        self._note_basis(edition.report)
        Past(
            tree=mark(self.output),
            inputs=self._inputs(),
            articles=library.state,
            fresh=fresh(self.stamps, library.doubted),
            since=edition.now.isoformat(),
            until=edition.until.isoformat() if edition.until else "",
            count=len(edition.stories),
            files=self.publication.files,
            told=options.tell(edition.report, edition.sources) if edition.report.findings else "",
            closing=options.close(edition.report),
        ).note(self.cache)

    def _inputs(self) -> str:
        """The digest of all but the articles, as it was before anything was read; empty where something has moved."""
        if self.seen:
            return self.seen.past.inputs
        same = self.stamps == watched(self.site, self._theme)
        return inputs(self.site, self._settings, self.stamps) if same else ""

    @cached_property
    def _settings(self) -> dict[str, Any]:
        """What the settings file says, where there is one."""
        return execute(self.options.settings) if self.options.settings else {}

    @property
    def _theme(self) -> Path:
        return theme_of(self.site, self._settings)

    def _note_basis(self, report: Report) -> None:
        """Note what the next build must know to change nothing but a few pages."""
        assert self.portal is not None and self.plan is not None and self.cache is not None
        if self.jinja is not None and self.surroundings is not None:
            full = self.portal.feeds.in_full
            feeds = [Basis.feed(item.channel, [story.path for story in item.stories]) for item in full]
            assets, common = self.portal.assets.addresses, self.plan.common
            Basis(self.dress, common, self.jinja, assets, feeds, report, self.surroundings).note(self.cache)

    def abort(self) -> None:
        """Give up; the output stays as it was."""
        if self.staging is not None:
            self.staging.abort()
            self.staging = None
        self._close()

    def _close(self) -> None:
        if self.cache is not None:
            self.cache.close()
            self.cache = None
        if self.spool is not None:
            self.spool.close()
            self.spool = None

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Note how long the work inside takes."""
        start = perf_counter()
        try:
            yield
        finally:
            self.times[what] = self.times.get(what, 0.0) + perf_counter() - start

    def progress(self, what: str) -> Callable[[int, int], None] | None:
        """What is told how far some work has come; None where nobody asks."""
        told = self.options.progress
        return None if told is None else partial(told, what)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Give up the build when anything goes wrong inside."""
        try:
            yield
        except BaseException:
            self.abort()
            raise
