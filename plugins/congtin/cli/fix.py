"""Mends: edits written into the files, shown as a diff, taken back.

Nothing is lost: a file is replaced whole and at once, only while it still is what was read, and the text before
is kept below ``.congtin/truoc/`` until the next mend.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import groupby
from pathlib import Path, PurePosixPath

from congtin.checks.binding import bind
from congtin.finding import Edit, Finding
from congtin.portal.failure import Failure
from congtin.reading.insertion import insert, phrase_line, verified
from congtin.story import PhraseKind, Story
from congtin.text import Source, normalise, squeeze

KEPT = PurePosixPath(".congtin/truoc")


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it was read and as it is to be, ``count`` edits apart."""

    source: Source
    text: str
    count: int


def mechanical(findings: Iterable[Finding], stories: Iterable[Story]) -> Iterator[Edit]:
    """What can be mended without a decision: the edits of findings, facts told again, marks of proposals settled."""
    for finding in findings:
        yield from finding.edits
    for story in stories:
        again = list(_told_again(story))
        yield from insert(story.source, (), again) or ()
        yield from verified(story.source)


def _told_again(story: Story) -> Iterator[str]:
    """Listed facts that the text tells more often than they are listed; fewer may be a slip of the text."""
    listed = Counter(squeeze(phrase.text) for phrase in story.phrases_of(PhraseKind.FACT))
    for phrase in bind(story).quoted:
        if phrase.listings[0].kind is PhraseKind.FACT and phrase.occurrences:
            text = phrase.listings[0].text
            yield from [phrase_line(text)] * (len(phrase.occurrences) - listed[squeeze(text)])


def changes(edits: Iterable[Edit], sources: Mapping[str, Source]) -> list[Change]:
    """The files that edits change, in order of their paths."""
    ordered = sorted({edit for edit in edits if edit.place.path in sources}, key=lambda edit: (edit.place, edit.text))
    made = []
    for path, group in groupby(ordered, key=lambda edit: edit.place.path):
        text, count = edited(sources[path], list(group))
        if text != sources[path].text:
            made.append(Change(sources[path], text, count))
    return made


def edited(source: Source, edits: Sequence[Edit]) -> tuple[str, int]:
    """The text with edits made, and how many were: of two that overlap the first wins."""
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    pieces, cursor, made = [], 0, 0
    for edit in sorted(edits, key=lambda edit: (edit.place, edit.text)):
        start = starts[edit.place.line - 1] + edit.place.column - 1
        end = starts[edit.place.end_line - 1] + edit.place.end_column - 1
        if start < cursor:
            continue
        pieces += [source.text[cursor:start], edit.text]
        cursor = end
        made += 1
    return "".join([*pieces, source.text[cursor:]]), made


def diff(changed: Iterable[Change]) -> str:
    """The changes as a unified diff."""
    lines: list[str] = []
    for change in changed:
        path = change.source.path
        before, after = (text.splitlines(keepends=True) for text in (change.source.text, change.text))
        for line in unified_diff(before, after, f"a/{path}", f"b/{path}"):
            lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def write(root: Path, change: Change) -> None:
    """Replace a file by its changed text, the text before kept aside.

    Raises:
        Failure: the file is no longer what was read; nothing is written.
    """
    file = (root / change.source.path).resolve()
    raw = file.read_bytes()
    if normalise(raw.decode("utf-8", "replace")) != change.source.text:
        raise Failure(
            f"{change.source.path} vừa được sửa ở nơi khác, nên congtin chưa ghi gì vào tệp này."
            " Xin lưu tệp ở trình soạn thảo rồi chạy lại lệnh."
        )
    replace(_kept(root, change.source.path), raw)
    replace(file, change.text.encode("utf-8", "surrogatepass"))


def undo(root: Path, path: Path) -> str:
    """Exchange a file and the text that the last mend kept; returns the file's path from the root.

    Raises:
        Failure: no text is kept for it.
    """
    name = Path(os.path.relpath(path.resolve(), root)).as_posix()
    kept = _kept(root, name)
    if not kept.is_file():
        raise Failure(f"Không có bản trước nào của {name}: lệnh --fix chưa sửa tệp này.")
    before, now = kept.read_bytes(), path.resolve().read_bytes()
    replace(path.resolve(), before)
    replace(kept, now)
    return name


def _kept(root: Path, path: str) -> Path:
    parts = (part for part in PurePosixPath(path).parts if part not in ("..", "/"))
    return root / KEPT / PurePosixPath(*parts)


def replace(file: Path, content: bytes) -> None:
    """Write a file whole and at once, its permissions kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.congtin")
    with open(beside, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    if file.exists():
        os.chmod(beside, file.stat().st_mode & 0o7777)
    os.replace(beside, file)
