"""The whole site examined for `congtin check`: what the cache knows, and what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from congtin.catalogue import Catalogue
from congtin.checks import STANDARD, check_site, rules_with
from congtin.cli.progress import Bar
from congtin.portal.cache import Cache, cache_of
from congtin.portal.edition import Sources, is_out
from congtin.portal.keys import reading_key
from congtin.portal.library import Library
from congtin.portal.site import Site, moment
from congtin.portal.stamps import scan
from congtin.portal.workers import processors
from congtin.reading.files import walk
from congtin.reading.stories import FOLDER, read_file
from congtin.report import Report
from congtin.story import Story
from congtin.text import Source


def examine(site: Site, paths: list[Path], asked_rules: Container[str] = ()) -> tuple[Report, Mapping[str, Source]]:
    """The report on a site, with the sources to quote from; paths narrow findings and counts to these files.

    What the last build found out of articles that have not changed since is taken from its cache, which stays as it is.
    Rules that are off are not in it: where their codes are asked for, the articles asked about are read anew.
    """
    rules = rules_with(asked_rules)
    library, pages = _library(site), site.pages()
    asked = _asked(site.root, paths)
    shown = [story for story in library.stories if asked(story.path)]
    now = moment(zone=site.zone)
    judged = [story for story in library.stories if asked(story.path) or is_out(story, now)]
    focus = frozenset(story.path for story in shown if story.path in library.digests) if paths else frozenset()
    problems = [*site.problems, *library.catalogue.problems, *(problem for page in pages for problem in page.problems)]
    problems += library.audit(judged, focus)
    if rules == STANDARD:
        report = library.report(shown, problems)
    else:
        report = check_site(_whole(shown, library), problems, library.catalogue, rules)
    kept = tuple(finding for finding in report.findings if asked(finding.place.path))
    return replace(report, findings=kept), Sources((*library.stories, *pages))


def articles(site: Site, paths: list[Path], catalogue: Catalogue) -> Iterator[Story]:
    """The articles asked about (all of them where there are no paths), each read anew, none of the others."""
    asked = _asked(site.root, paths)
    for path in walk(site.content / FOLDER):
        if asked(path.relative_to(site.root).as_posix()):
            yield read_file(site.root, path, catalogue, zone=site.zone)


def _library(site: Site) -> Library:
    cache = Cache(cache_of(site.output), reading_key(site), write=False)
    with Bar("Đọc và đối chiếu") as bar:
        library = Library(site, site.catalogue(), cache, scan(site.root, [site.content]), processors(), bar)
        library.read()
    return library


def _whole(stories: list[Story], library: Library) -> Iterator[Story]:
    """The articles with their blocks, which no cache keeps, and with what they bring about in one another."""
    for story in stories:
        read = library.whole(story.path) if library.brief(story).read else story
        yield replace(read, problems=(*read.problems, *library.conflicts.get(story.path, ())))


def _asked(root: Path, paths: list[Path]) -> Callable[[str], bool]:
    """Whether a file, by its path from the root, is one of the paths or below one; every file where there are none."""
    wanted = tuple(path.resolve() for path in paths)

    def asked(path: str) -> bool:
        file = (root / path).resolve()
        return any(file == place or place in file.parents for place in wanted)

    return asked if wanted else lambda path: True
