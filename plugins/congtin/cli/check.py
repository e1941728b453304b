"""``congtin check``: the numbers alone, no site written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from congtin.checks import STANDARD, Report, check_site, rules_with
from congtin.checks.rules import Rule
from congtin.cli import CLEAN, FAILED
from congtin.cli.formats import FOR_PROGRAMS, FORMATS, Sheet, render
from congtin.cli.mending import add_options, mend, take_back
from congtin.cli.progress import Bar
from congtin.cli.selection import Selection
from congtin.cli.terminal import takes_colour
from congtin.cli.wording import WORDINGS
from congtin.portal.cache import Cache
from congtin.portal.edition import Sources
from congtin.portal.failure import Failure, Misuse
from congtin.portal.keys import reading_key
from congtin.portal.library import Library
from congtin.portal.site import SETTINGS_FILE, Site, find_root
from congtin.portal.staging import HOME
from congtin.portal.stamps import scan
from congtin.portal.workers import processors
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("check", help="đối chiếu số liệu, không dựng trang")
    parser.add_argument("paths", nargs="*", type=Path, metavar="TỆP", help="chỉ báo những điểm nằm trong các tệp này")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="dạng kết quả")
    add_options(parser)
    parser.add_argument("--select", action="append", default=[], metavar="MÃ", help="chỉ báo các mã này, ví dụ N,B1")
    parser.add_argument("--ignore", action="append", default=[], metavar="MÃ", help="không báo các mã này")
    parser.add_argument("--lang", choices=tuple(WORDINGS), default="vi", help="ngôn ngữ của thông báo")
    parser.add_argument("--quiet", action="store_true", help="chỉ in số điểm của từng tệp")
    parser.add_argument("--explain", metavar="TỆP:DÒNG", help="cho biết từng số của một dòng được hiểu thế nào, vì sao")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check the site around the paths (or the current folder); 1 when an error was found."""
    try:
        if arguments.explain:
            return _explain(arguments)
        selection = Selection.of(arguments.select, arguments.ignore)
        site = _site(arguments.paths)
        if arguments.undo:
            take_back(site.root, arguments.paths)
        report, sources = _chosen(site, arguments.paths, selection)
        if mend(site, arguments, report, sources):
            report, sources = _chosen(site, arguments.paths, selection)
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.exitcode
    _print(arguments, report, sources, site.root)
    return FAILED if report.failed else CLEAN


def _explain(arguments: argparse.Namespace) -> int:
    """Print what is known of one line; the check's own options make no sense beside it."""
    from congtin.cli.explain import Target, explain

    if arguments.paths or arguments.format != "text" or arguments.lang != "vi":
        raise Misuse("--explain đứng một mình: chỉ in chữ, bằng tiếng Việt, về một dòng.")
    target = Target.of(arguments.explain)
    site = _site([target.path])
    catalogue = site.catalogue()
    stories = site.stories(catalogue)
    path = target.path.resolve()
    story = next((story for story in stories if (site.root / story.path).resolve() == path), None)
    if story is None:
        raise Failure(f"{target.path} không phải là một bài viết của trang này.")
    sys.stdout.write(explain(story, target.line, catalogue))
    return CLEAN


def _chosen(site: Site, paths: list[Path], selection: Selection) -> tuple[Report, Mapping[str, Source]]:
    report, sources = examine(site, paths, rules_with(selection.named))
    return selection.narrow(report), sources


def _print(arguments: argparse.Namespace, report: Report, sources: Mapping[str, Source], root: Path) -> None:
    wording = WORDINGS[arguments.lang]
    if wording.language == "en":
        from congtin.cli.english import in_english

        report = in_english(report, sources)
    sheet = Sheet(report, sources, root, wording, takes_colour(sys.stdout), arguments.quiet)
    sys.stdout.write(render(arguments.format, sheet))
    if arguments.format in FOR_PROGRAMS:
        print(wording.closing(report), file=sys.stderr)


def _site(paths: list[Path]) -> Site:
    for path in paths:
        if not path.exists():
            raise Failure(f"Không tìm thấy {path}. Xin kiểm tra lại đường dẫn.")
    start = paths[0] if paths else Path.cwd()
    root = find_root(start if start.is_dir() else start.parent)
    if root is None:
        raise Misuse(f"Không thấy {SETTINGS_FILE} ở đây hay ở thư mục trên. Xin chạy lệnh trong thư mục của trang.")
    return Site.from_file(root / SETTINGS_FILE)


def examine(site: Site, paths: list[Path], rules: Sequence[Rule] = STANDARD) -> tuple[Report, Mapping[str, Source]]:
    """The report on a site, with the sources to quote from; paths narrow findings and counts to these files.

    What the last build found out of articles that have not changed since is taken from its cache, which stays as it is.
    Rules that are off are not in it: with them the articles asked about are read anew.
    """
    library, pages = _library(site), site.pages()
    asked = _asked(site.root, paths)
    shown = [story for story in library.stories if asked(story.path)]
    problems = [*site.problems, *library.catalogue.problems, *(problem for page in pages for problem in page.problems)]
    if tuple(rules) == STANDARD:
        report = library.report(shown, problems)
    else:
        report = check_site(_whole(shown, library), problems, library.catalogue, rules)
    kept = tuple(finding for finding in report.findings if asked(finding.place.path))
    return replace(report, findings=kept), Sources((*library.stories, *pages))


def _library(site: Site) -> Library:
    cache = Cache(site.output.parent / HOME / f"{site.output.name}.cache", reading_key(site), write=False)
    with Bar("Đọc và đối chiếu") as bar:
        library = Library(site, site.catalogue(), cache, scan(site.root, [site.content]), processors(), bar)
        library.read()
    return library


def _whole(stories: list[Story], library: Library) -> Iterator[Story]:
    """The articles with their blocks, which no cache keeps, and with what they bring about in one another."""
    for story in stories:
        read = read_story(story.source, library.catalogue, zone=library.site.zone) if story.places else story
        yield replace(read, problems=(*read.problems, *library.conflicts.get(story.path, ())))


def _asked(root: Path, paths: list[Path]) -> Callable[[str], bool]:
    """Whether a file, by its path from the root, is one of the paths or below one; every file where there are none."""
    wanted = tuple(path.resolve() for path in paths)

    def asked(path: str) -> bool:
        file = (root / path).resolve()
        return any(file == place or place in file.parents for place in wanted)

    return asked if wanted else lambda path: True
