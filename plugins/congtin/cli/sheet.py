"""``congtin sheet``: the sheet on which the figures of an article are ticked against their report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from congtin.checks.binding import bind
from congtin.cli import CLEAN
from congtin.cli.fix import replace
from congtin.portal.failure import Failure, Misuse
from congtin.portal.site import SETTINGS_FILE, Site, find_root
from congtin.publishing.sheet import MARK, sheet
from congtin.story import Story

PREFIX = "phieu-doi-chieu-"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("sheet", help="phiếu đối chiếu số liệu của một bài, để in và ký")
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp bài viết")
    parser.add_argument("--output", metavar="TỆP", help="tệp HTML sẽ ghi; - in ra màn hình")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the sheet; 0, or the code of the failure."""
    try:
        site, story = _story(arguments.file)
        binding = bind(story)
        body = site.catalogue().organisation(story.organisation)
        page = sheet(story, body.name if body else story.organisation, binding.retold, binding.mentions)
        if arguments.output == "-":
            sys.stdout.write(page)
            return CLEAN
        _write(Path(arguments.output or f"{PREFIX}{story.slug}.html"), page)
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.exitcode
    return CLEAN


def _story(file: Path) -> tuple[Site, Story]:
    if not file.is_file():
        raise Failure(f"Không tìm thấy {file}. Xin kiểm tra lại đường dẫn.")
    root = find_root(file.parent)
    if root is None:
        raise Misuse(f"Không thấy {SETTINGS_FILE} ở thư mục trên của {file}. Xin chọn một bài trong trang.")
    site = Site.from_file(root / SETTINGS_FILE)
    wanted = file.resolve()
    for story in site.stories(site.catalogue()):
        if (root / story.path).resolve() == wanted:
            return site, story
    raise Misuse(f"{file} không phải bài viết của trang này.")


def _write(file: Path, page: str) -> None:
    if file.exists() and MARK not in file.read_text(encoding="utf-8", errors="replace"):
        raise Failure(f"{file} đã có và không phải phiếu đối chiếu, nên congtin không ghi đè. Xin chọn tên khác.")
    replace(file, page.encode("utf-8"))
    print(f"Đã ghi {file}: mở bằng trình duyệt rồi in. Muốn bỏ thì xóa tệp ấy.")
