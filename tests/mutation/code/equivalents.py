"""Mutants that cannot change what a program does: those of ``equivalents.md``, and three kinds that a rule tells."""

from __future__ import annotations

import re
from pathlib import Path

from mutation.code.drawing import Mutant

LISTED = Path(__file__).with_name("equivalents.md")
_ENTRY = re.compile(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_CHANGE = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CACHE = re.compile(r"@(functools\.)?(cache|lru_cache|cached_property)\b.*")
_SAME_THING = re.compile(r"\bis (not )?(None|True|False|[A-Z]\w*\.[A-Z_]+)\b")

Change = tuple[str, str, str]  # the module's path within the package, the lines gone, the lines new


def listed() -> frozenset[Change]:
    """What ``equivalents.md`` names."""
    text = LISTED.read_text(encoding="utf-8")
    return frozenset(
        (module, _side(change, "-"), _side(change, "+"))
        for module, body in _ENTRY.findall(text)
        for change in _CHANGE.findall(body)
    )


def stale(package: Path) -> frozenset[Change]:
    """The entries whose module no longer holds the lines that they change."""
    return frozenset(entry for entry in listed() if entry[1] not in _plain(_source(package / entry[0])))


def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def change_of(mutant: Mutant, package: Path) -> Change:
    """A mutant as the list names it: wherever its lines stand in their file."""
    return (mutant.path.relative_to(package).as_posix(), _plain(mutant.gone), _plain(mutant.new))


def is_told(mutant: Mutant) -> bool:
    """Whether only a cache is gone or resized, or ``is`` became ``==`` beside a thing that is equal to itself alone."""
    gone, new = _plain(mutant.gone), _plain(mutant.new)
    if _CACHE.fullmatch(gone):
        return True
    return any(
        gone[: match.start()] + ("!=" if match[1] else "==") + " " + gone[match.start(2) :] == new
        for match in _SAME_THING.finditer(gone)
    )


def _side(change: str, sign: str) -> str:
    return _plain("\n".join(line[1:] for line in change.splitlines() if line.startswith(sign)))


def _plain(lines: str) -> str:
    return " ".join(lines.split())
