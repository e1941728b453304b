"""Mechanical mends: the edits that findings carry, written into the files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from congtin.finding import Edit, Finding
from congtin.text import Source


def apply_edits(root: Path, findings: Iterable[Finding], sources: Mapping[str, Source]) -> int:
    """Write all edits, each file at once and whole; returns how many were made. Of two that overlap the first wins."""
    edits = sorted(
        {edit for finding in findings for edit in finding.edits if edit.place.path in sources},
        key=lambda edit: (edit.place, edit.text),
    )
    made = 0
    for path, group in groupby(edits, key=lambda edit: edit.place.path):
        text, count = _edited(sources[path], list(group))
        _write(root / path, text)
        made += count
    return made


def _edited(source: Source, edits: list[Edit]) -> tuple[str, int]:
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    pieces, cursor, made = [], 0, 0
    for edit in edits:
        start = starts[edit.place.line - 1] + edit.place.column - 1
        end = starts[edit.place.end_line - 1] + edit.place.end_column - 1
        if start < cursor:
            continue
        pieces += [source.text[cursor:start], edit.text]
        cursor = end
        made += 1
    return "".join([*pieces, source.text[cursor:]]), made


def _write(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.congtin")
    with open(beside, "w", encoding="utf-8", newline="\n") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(beside, file)
