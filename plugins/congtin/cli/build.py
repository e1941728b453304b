"""``congtin build``: the site, with honest exit codes."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from congtin.checks import Report
from congtin.cli import CLEAN
from congtin.cli.formats import Sheet, render
from congtin.cli.terminal import takes_colour
from congtin.cli.wording import VIETNAMESE
from congtin.portal.failure import Failure, Misuse
from congtin.portal.options import Options
from congtin.portal.site import SETTINGS_FILE, execute, find_root
from congtin.text import Source


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("build", help="dựng trang, đối chiếu số liệu, rồi thay trang cũ trong một bước")
    parser.add_argument("--output", type=Path, metavar="THƯ_MỤC", help="nơi đặt trang (mặc định theo cấu hình)")
    parser.add_argument("--settings", type=Path, metavar="TỆP", help=f"tệp cấu hình (mặc định {SETTINGS_FILE})")
    parser.add_argument("--no-cache", action="store_true", help="không dùng kết quả của lần dựng trước")
    parser.add_argument("--jobs", type=int, default=0, metavar="SỐ", help="số tiến trình (mặc định: số bộ xử lý)")
    parser.add_argument("--now", metavar="THỜI_ĐIỂM", help="coi như đang ở thời điểm này, ví dụ 2026-11-22T08:00")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build the site; the code is 0, or that of the failure."""
    try:
        file = settings_file(arguments.settings)
        options = Options(arguments.now, show=show, settings=file, cache=not arguments.no_cache, jobs=arguments.jobs)
        build = build_site(file, arguments.output, options)
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.code
    edition, publication = build.edition, build.publication
    print(f"Đã dựng {len(edition.stories)} bài viết, {publication.files} tệp. {VIETNAMESE.closing(edition.report)}")
    if publication.kept is not None:
        kept = publication.kept.relative_to(build.output.parent)
        print(f"Trong thư mục cũ có tệp không do congtin tạo; đã giữ lại ở {kept}.", file=sys.stderr)
    return CLEAN


def settings_file(given: Path | None) -> Path:
    """The settings to build with.

    Raises:
        Misuse: there are none.
    """
    if given is not None:
        return given.resolve()
    root = find_root(Path.cwd())
    if root is None:
        raise Misuse(
            f"Không thấy {SETTINGS_FILE} ở thư mục này hay thư mục trên nó. Xin chạy lệnh trong thư mục của trang."
        )
    return root / SETTINGS_FILE


def build_site(settings: Path, output_path: Path | None = None, options: Options | None = None) -> Any:
    """Run Pelican in this process; returns the finished :class:`congtin.portal.build.Build`.

    Raises:
        Failure: the build stopped for a reason that its text tells.
    """
    execute(settings)  # a file that cannot be executed is told of before Pelican meets it
    from pelican import Pelican
    from pelican.log import console

    from congtin.portal.build import BUILD

    console.quiet = True  # the closing line is ours
    logging.getLogger("pelican").setLevel(logging.ERROR)
    pelican = Pelican(_pelican_settings(settings, output_path, options or Options(settings=settings)))
    build = pelican.settings.get(BUILD)
    if build is None:
        raise Misuse(f'{settings.name} chưa bật congtin. Xin thêm "congtin" vào PLUGINS.', code=1)
    try:
        pelican.run()
    finally:
        build.abort()
    return build


def _pelican_settings(settings: Path, output_path: Path | None, options: Any) -> dict[str, Any]:
    """Pelican's settings with what the command line adds.

    Raises:
        Misuse: Pelican refuses them.
    """
    from pelican.settings import read_settings

    from congtin.portal.plugin import OPTIONS

    override: dict[str, Any] = {OPTIONS: options}
    if output_path is not None:
        override["OUTPUT_PATH"] = str(output_path.resolve())
    try:
        found: dict[str, Any] = read_settings(str(settings), override=override)
    except (ValueError, TypeError, KeyError) as error:
        raise Misuse(f"{settings.name}:1:1: Pelican không nhận cấu hình này: {error}.", code=1) from error
    return found


def show(report: Report, sources: Mapping[str, Source]) -> None:
    """Print the findings to standard error, with the lines they point to."""
    sys.stderr.write(render("text", Sheet(report, sources, colour=takes_colour(sys.stderr))))
