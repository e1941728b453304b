"""What `congtin check` does besides checking: `--fix`, `--suggest`, `--diff`, `--undo`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from congtin.catalogue import Catalogue
from congtin.cli.examining import articles
from congtin.cli.fix import Change, changes, diff, edited, mechanical, undo, write
from congtin.portal.site import Site
from congtin.reading.stories import read_story
from congtin.report import Report
from congtin.story import Story
from congtin.text import Source

if TYPE_CHECKING:
    from congtin.cli.suggest import Suggestion

REPEATS = "Đề xuất lấy từ chính bài viết, bài nhầm đâu thì đề xuất nhầm đó. Xin so với báo cáo trước khi dùng."


def mend(site: Site, arguments: argparse.Namespace, report: Report, sources: Mapping[str, Source]) -> bool:
    """Propose, show or write what was asked for; returns whether a file was changed.

    Raises:
        Failure: a file was changed meanwhile by somebody else.
    """
    catalogue = site.catalogue()
    stories = list(articles(site, arguments.paths, catalogue))
    changed: dict[str, Change] = {}
    if arguments.fix or not arguments.suggest:
        made = changes(mechanical(report.findings, stories), sources)
        changed = {change.source.path: change for change in made}
    proposed = _propose(site, stories, changed, catalogue) if arguments.suggest else {}
    shown = sys.stdout if arguments.format == "text" else sys.stderr
    if arguments.diff:
        shown.write(diff(changed[path] for path in sorted(changed)))
    elif arguments.fix:
        _write(site.root, [changed[path] for path in sorted(changed)], proposed)
        return bool(changed)
    else:
        _print_proposals(proposed, shown)
    return False


def _propose(
    site: Site, stories: Iterable[Story], changed: dict[str, Change], catalogue: Catalogue
) -> dict[str, Suggestion]:
    """Proposals for each story as the other mends leave it; they are added to ``changed``."""
    from congtin.cli.suggest import suggest  # costs a plain check nothing

    proposed = {}
    for story in stories:
        before = changed.get(story.path)
        if before is not None:
            story = read_story(Source(story.path, before.text), catalogue, zone=site.zone)
        proposed[story.path] = suggestion = suggest(story, catalogue, site.zone)
        if suggestion.edits:
            text, count = edited(story.source, suggestion.edits)
            first = before.source if before else story.source
            changed[story.path] = Change(first, text, count + (before.count if before else 0))
    return proposed


def take_back(root: Path, paths: Iterable[Path]) -> None:
    """Return files to what they were before the last mend.

    Raises:
        Failure: nothing is kept of one of them.
    """
    for path in paths:
        print(f"Đã trả {undo(root, path)} về bản trước; gọi --undo lần nữa thì lấy lại bản vừa bỏ.", file=sys.stderr)


def _print_proposals(proposed: dict[str, Suggestion], shown: TextIO) -> None:
    """For each article its proposals as lines to copy."""
    told = {path: item for path, item in proposed.items() if item.text}
    for path, suggestion in told.items():
        print(f"{path}: đề xuất {_counted(suggestion)}", suggestion.text, sep="\n", file=shown)
    if told:
        print(f"{REPEATS}\nGhi vào tệp: thêm --fix. Xem trước: thêm --diff.\n", file=shown)
    for path, suggestion in proposed.items():
        _tell_left(path, suggestion)


def _write(root: Path, changed: list[Change], proposed: dict[str, Suggestion]) -> None:
    for change in changed:
        write(root, change)
        path = change.source.path
        print(f"Đã sửa {change.count} chỗ trong {path}. Trả về như trước: congtin check --undo {path}", file=sys.stderr)
        suggestion = proposed.get(path)
        if suggestion and suggestion.text:
            print(f"  trong đó ghi thêm {_counted(suggestion)}. {REPEATS}", file=sys.stderr)
    for path, suggestion in proposed.items():
        _tell_left(path, suggestion)


def _tell_left(path: str, suggestion: Suggestion) -> None:
    if suggestion.left:
        left = f"còn {suggestion.left} số không đề xuất được, hoặc đang khác số đã khai"
        print(f"{path}: {left}; xin xem từng số.", file=sys.stderr)


def _counted(suggestion: Suggestion) -> str:
    return f"{len(suggestion.rows)} dòng số liệu, {len(suggestion.facts)} cụm kể thêm"
