"""An edition: what one build publishes, read and checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property

from congtin.catalogue import Catalogue
from congtin.finding import Finding, Severity
from congtin.ledger import Ledger
from congtin.portal.addresses import inspect_addresses
from congtin.portal.assets import named_media
from congtin.portal.failure import ErrorsFound
from congtin.portal.figures import Figures
from congtin.portal.front import inspect_front
from congtin.portal.library import Library
from congtin.portal.options import Options
from congtin.portal.site import SETTINGS_FILE, Site, moment
from congtin.report import Report
from congtin.story import Page, Status, Story
from congtin.text import Source, slugify

WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cần xem lại", Severity.NOTE: "lưu ý"}


class Sources(Mapping[str, Source]):
    """The texts of articles and pages by path; each is fetched when someone quotes from it."""

    def __init__(self, items: Iterable[Story | Page]) -> None:
        self._items = {item.path: item for item in items}

    def __getitem__(self, path: str) -> Source:
        return self._items[path].source

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


@dataclass(frozen=True)
class Edition:
    """The articles, newest first, and pages that readers may see, and the report on the whole site."""

    site: Site
    catalogue: Catalogue
    stories: tuple[Story, ...]
    pages: tuple[Page, ...]
    hidden: tuple[Story | Page, ...]
    media: tuple[str, ...]  # paths below content/
    report: Report  # notes are counted in it, and told in a preview only
    now: datetime
    library: Library = field(repr=False, compare=False)

    @classmethod
    def read(cls, library: Library, options: Options) -> Edition:
        """Read and check a site.

        Rules judge what is published; what could not be read counts wherever it stands, for a file that
        cannot be read does not say for certain that it is a draft.
        """
        site, catalogue = library.site, library.catalogue
        now = moment(options.now, site.zone)
        library.read()
        stories, pages = library.stories, site.pages()
        shown = tuple(story for story in stories if _has_address(story) and (options.preview or is_out(story, now)))
        open_pages = tuple(page for page in pages if options.preview or page.status is Status.PUBLISHED)
        everything: tuple[Story | Page, ...] = (*stories, *pages)
        seen = {id(item) for item in (*shown, *open_pages)}
        hidden = tuple(item for item in everything if id(item) not in seen)
        problems = [*site.problems, *catalogue.problems]
        problems += [problem for page in pages for problem in page.problems]
        problems += inspect_addresses(site, catalogue, shown, open_pages)
        problems += inspect_front(site.chosen, site.key_figures, shown, catalogue, SETTINGS_FILE)
        named, missing = named_media(site.content, (*shown, *open_pages), library.media)
        secret = [item for item in hidden if isinstance(item, Story)]
        report = library.report(shown, [*problems, *missing, *library.audit(shown)], secret, notes=options.preview)
        return cls(site, catalogue, _newest_first(shown, site), open_pages, hidden, named, report, now, library)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the articles that readers may see."""
        return self.library.figures(self.stories)

    @cached_property
    def ledger(self) -> Ledger:
        """All figures of the articles that readers may see."""
        return self.figures.ledger()

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The texts of the site by path, to quote from."""
        return Sources((*self.stories, *self.pages, *self.hidden))

    @property
    def until(self) -> datetime | None:
        """When the next article comes out, or one chosen for the front page has had its last day; None for never."""
        waiting = [item.date for item in self.hidden if isinstance(item, Story) and item.status is Status.PUBLISHED]
        pins = (pin for chosen in self.site.chosen.values() for pin in chosen)
        over = [datetime.combine(pin.until, time.max, self.site.zone) for pin in pins]
        return min((turn for turn in (*waiting, *over) if turn > self.now), default=None)

    def judge(self, options: Options) -> None:
        """Show the findings, and stop a build that must not be published.

        Raises:
            ErrorsFound: an error was found, or a warning where the site says that warnings stop.
        """
        if self.report.findings:
            (options.show or show)(self.report, self.sources)
        stopping = sum(self._stops(finding) for finding in self.report.findings)
        if stopping and not options.preview:
            raise ErrorsFound(f"Có {stopping} điểm cần sửa trước khi đăng; trang đã xuất bản giữ nguyên.")

    def _stops(self, finding: Finding) -> bool:
        return finding.severity is Severity.ERROR or (finding.severity is Severity.WARNING and self.site.warnings_stop)


def show(report: Report, sources: Mapping[str, Source]) -> None:
    """Print one line a finding to standard error: what plain Pelican shows."""
    import sys

    for item in report.findings:
        print(f"{item.place}: {WORDS[item.severity]} {item.rule}: {item.message} {item.help}", file=sys.stderr)


def _has_address(story: Story) -> bool:
    """Whether a page can be made of it at all; that it cannot is a finding of reading."""
    return bool(story.slug and slugify(story.category))


def is_out(story: Story, now: datetime) -> bool:
    """Whether readers may see it."""
    return story.status is Status.PUBLISHED and story.date <= now


def _newest_first(stories: tuple[Story, ...], site: Site) -> tuple[Story, ...]:
    """Newest first; those of one moment, as of one day without a time, in the editors' order of the sections."""
    places = {slugify(name): number for number, name in enumerate(site.sections)}
    rank = {name: places.get(slugify(name), len(places)) for name in {story.category for story in stories}}

    def order(story: Story) -> tuple[float, int, str, str]:
        return -story.date.timestamp(), rank[story.category], story.slug, story.path

    return tuple(sorted(stories, key=order))
