"""``congtin check``: the numbers alone, no site written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from congtin.cli import CLEAN, FAILED
from congtin.cli.formats import FOR_PROGRAMS, FORMATS, Sheet, render
from congtin.cli.selection import Selection
from congtin.cli.terminal import takes_colour
from congtin.cli.wording import WORDINGS
from congtin.portal.failure import Failure, Misuse
from congtin.portal.recall import recall
from congtin.portal.site import SETTINGS_FILE, Site, find_root
from congtin.report import Report
from congtin.text import Source

Checked = tuple[Report, Mapping[str, Source]]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("check", help="đối chiếu số liệu, không dựng trang")
    parser.add_argument("paths", nargs="*", type=Path, metavar="TỆP", help="chỉ báo những điểm nằm trong các tệp này")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="dạng kết quả")
    parser.add_argument("--fix", action="store_true", help="tự sửa những chỗ máy móc (dấu nháy, mã bài, cụm nhắc lại)")
    parser.add_argument("--suggest", action="store_true", help="đề xuất dòng số liệu và facts; kèm --fix thì ghi")
    parser.add_argument("--diff", action="store_true", help="chỉ cho xem những dòng sẽ đổi, không ghi gì")
    parser.add_argument("--undo", action="store_true", help="trả các tệp về như trước lần sửa vừa rồi")
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
            _take_back(site, arguments.paths)
        report, sources = (_mended if _mends(arguments) else _chosen)(site, arguments, selection)
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.exitcode
    _print(arguments, report, sources, site.root)
    return FAILED if report.failed else CLEAN


def _explain(arguments: argparse.Namespace) -> int:
    """Print what is known of one line; the check's own options make no sense beside it."""
    from congtin.cli.examining import articles
    from congtin.cli.explain import Target, explain

    if arguments.paths or arguments.format != "text" or arguments.lang != "vi":
        raise Misuse("--explain đứng một mình: chỉ in chữ, bằng tiếng Việt, về một dòng.")
    target = Target.of(arguments.explain)
    site = _site([target.path])
    catalogue = site.catalogue()
    story = next(articles(site, [target.path], catalogue), None) if target.path.is_file() else None
    if story is None:
        raise Failure(f"{target.path} không phải là một bài viết của trang này.")
    sys.stdout.write(explain(story, target.line, catalogue))
    return CLEAN


def _take_back(site: Site, paths: list[Path]) -> None:
    from congtin.cli.mending import take_back

    take_back(site.root, paths)


def _mends(arguments: argparse.Namespace) -> bool:
    return bool(arguments.fix or arguments.suggest or arguments.diff)


def _mended(site: Site, arguments: argparse.Namespace, selection: Selection) -> Checked:
    """The report after what was asked for was mended."""
    from congtin.cli.mending import mend

    report, sources = _chosen(site, arguments, selection)
    return _chosen(site, arguments, selection) if mend(site, arguments, report, sources) else (report, sources)


def _chosen(site: Site, arguments: argparse.Namespace, selection: Selection) -> Checked:
    """The report on what was asked about: out of the cache where that has it, else out of the whole site."""
    found = recall(site, arguments.paths) if arguments.paths and not selection.named else None
    if found is None:
        from congtin.cli.examining import examine

        found = examine(site, arguments.paths, selection.named)
    report, sources = found
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
