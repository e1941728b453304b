"""Reads the case files of ``tests/reading/prose``: headed cases of fenced parts, as plain Markdown documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CASE = re.compile(r"^## ([^\n]+)\n\n((?:````\w+\n.*?^````\n\n?)+)", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"^````(\w+)\n(.*?)^````$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One case: its title, and its parts by their fence's name."""

    file: Path
    title: str
    parts: dict[str, str]


def cases(folder: Path) -> Iterator[Case]:
    """The cases of all files in a folder, in order."""
    for file in sorted(folder.glob("*.md")):
        for title, text in _CASE.findall(file.read_text(encoding="utf-8")):
            yield Case(file, title, dict(_PART.findall(text)))
