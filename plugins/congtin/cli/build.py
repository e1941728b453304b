"""``congtin build``: the site, with honest exit codes."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from congtin.cli import CLEAN
from congtin.cli.progress import Steps
from congtin.portal.failure import Failure, Misuse
from congtin.portal.options import Options
from congtin.portal.site import SETTINGS_FILE, Site, execute, find_root, moment
from congtin.text import Source

if TYPE_CHECKING:
    from congtin.portal.retouch import Retouch
    from congtin.portal.staging import Publication
    from congtin.portal.unchanged import Past, Sight
    from congtin.report import Report


EASE = 50_000  # objects made before a build looks for circles of garbage: it leaves hardly any behind, and ends soon
PEACE = 100 * EASE  # the same where few articles are read: what is made of the others is all needed to the end


class _Made(NamedTuple):
    """What a build did: articles that are out, files written, the closing line, seconds by the clock."""

    stories: int
    written: int
    closing: str
    publication: Publication
    output: Path
    times: Mapping[str, float]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("build", help="dựng trang, đối chiếu số liệu, rồi thay trang cũ trong một bước")
    parser.add_argument("--output", type=Path, metavar="THƯ_MỤC", help="nơi đặt trang (mặc định theo cấu hình)")
    parser.add_argument("--settings", type=Path, metavar="TỆP", help=f"tệp cấu hình (mặc định {SETTINGS_FILE})")
    parser.add_argument("--no-cache", action="store_true", help="không dùng kết quả của lần dựng trước")
    parser.add_argument("--jobs", type=int, default=0, metavar="SỐ", help="số tiến trình (mặc định: số bộ xử lý)")
    parser.add_argument("--rollback", action="store_true", help="trở lại bản đã dựng trước đó, không dựng gì")
    parser.add_argument("--timings", action="store_true", help="cho biết thời gian của từng phần việc")
    parser.add_argument("--now", metavar="THỜI_ĐIỂM", help="coi như đang ở thời điểm này, ví dụ 2026-11-22T08:00")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build the site; the code is 0, or that of the failure."""
    start = perf_counter()
    gc.set_threshold(EASE)
    try:
        file = settings_file(arguments.settings)
        if arguments.rollback:
            return _roll_back(file, arguments.output)
        seen = None if arguments.no_cache else _seen(file, arguments)
        if seen and seen.changed == ():
            return _tell_of_nothing(seen.past)
        if seen and seen.few:
            gc.set_threshold(PEACE)
        retouch = _retouch(seen) if seen else None
        looked = perf_counter()
        if retouch and (done := retouch.run()):
            sys.stderr.write(done.past.told)
            times = {"xem điều gì đã đổi": looked - start, "sửa trang của bài": perf_counter() - looked}
            made = _Made(done.past.count, done.written, done.past.closing, done.publication, retouch.output, times)
            return _tell_of(made, start, arguments.timings)
        with Steps() as steps:
            options = Options(
                arguments.now,
                show=show,
                settings=file,
                cache=not arguments.no_cache,
                jobs=arguments.jobs,
                progress=steps,
                tell=tell,
                close=close,
                seen=seen,
            )
            build = (retouch and _rebuild(retouch, options)) or build_site(file, arguments.output, options)
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.code
    edition = build.edition
    closing = close(edition.report)
    made = _Made(len(edition.stories), build.plan.written, closing, build.publication, build.output, build.times)
    return _tell_of(made, start, arguments.timings)


def _seen(file: Path, arguments: argparse.Namespace) -> Sight | None:
    """What has changed since the last build; None where that is not to be told at a look."""
    from congtin.portal.unchanged import sight

    settings = execute(file)
    site = Site.from_settings(settings, file.parent, file)
    return sight(site, settings, _output(file, settings, arguments.output), moment(arguments.now, site.zone))


def _retouch(seen: Sight) -> Retouch:
    from congtin.portal.retouch import Retouch

    return Retouch(seen, close)


def _rebuild(retouch: Retouch, options: Options) -> Any:
    from congtin.portal.rebuild import rebuild

    return rebuild(retouch.seen, options, retouch.catalogue, retouch.examined)


def _tell_of_nothing(past: Past) -> int:
    sys.stderr.write(past.told)
    print(f"Không có gì thay đổi: {past.count} bài viết, {past.files} tệp. {past.closing}")
    return CLEAN


def _tell_of(made: _Made, start: float, timings: bool) -> int:
    """Tell of what was published."""
    counts = f"{made.stories} bài viết, {made.publication.files} tệp, ghi mới {made.written}"
    print(f"Đã dựng {counts}, trong {_since(start)} giây. {made.closing}")
    if timings:
        _tell_of_times(made.times)
    _tell_of_publication(made.publication, made.output)
    return CLEAN


def _since(start: float) -> str:
    return str(round(perf_counter() - start, 1)).replace(".", ",")


def _tell_of_times(times: Mapping[str, float]) -> None:
    for what, took in times.items():
        print(f"  {what}: {took:.2f} giây".replace(".", ","), file=sys.stderr)


def _tell_of_publication(publication: Publication, output: Path) -> None:
    _tell_of_kept(publication.kept, output)
    if publication.trouble:
        print(f"Trang mới đã được công bố, nhưng còn việc dọn dẹp chưa xong: {publication.trouble}.", file=sys.stderr)
        print("Lần dựng sau sẽ dọn nốt; nếu lại thấy dòng này, xin xem lại ổ đĩa và quyền truy cập.", file=sys.stderr)


def _tell_of_kept(kept: Path | None, output: Path) -> None:
    if kept is not None:
        place = kept.relative_to(output.parent)
        print(f"Trong thư mục cũ có tệp không do congtin tạo; đã giữ lại ở {place}.", file=sys.stderr)


def _output(file: Path, settings: Mapping[str, Any], given: Path | None) -> Path:
    return (given or file.parent / str(settings.get("OUTPUT_PATH", "output"))).resolve()


def _roll_back(settings: Path, output: Path | None) -> int:
    from congtin.portal.staging import roll_back

    site = Site.from_file(settings)
    given = _output(settings, execute(settings), output)
    _tell_of_kept(roll_back(given, site.root, site.content), given)
    print(f"Đã trở lại bản trước của “{given.name}”. Chạy lệnh này lần nữa thì trở lại bản mới.")
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
    import logging

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
    sys.stderr.write(tell(report, sources))


def tell(report: Report, sources: Mapping[str, Source]) -> str:
    """The findings with the lines they point to, in colour where standard error takes it."""
    from congtin.cli.formats import Sheet, render
    from congtin.cli.terminal import takes_colour

    return render("text", Sheet(report, sources, colour=takes_colour(sys.stderr)))


def close(report: Report) -> str:
    """What the closing line says of the check."""
    from congtin.cli.wording import VIETNAMESE

    see = " Xem các lưu ý: congtin check." if report.unlisted else ""
    return f"{VIETNAMESE.closing(report)}{see}"
