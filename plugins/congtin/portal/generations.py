"""Generations: what earlier builds published, file by file, and how the next one takes over what stays the same.

Three trees lie on the disk: the output, the generation before, and the one before that, the spare. A build brings the
spare up to date, with hard links for what has not changed since, and exchanges it with the output: small changes stay
small, and the way back stays open, whatever becomes of the build.
No file that stands in two trees is ever written to: there what changes is a new file under the old name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from congtin.portal import trees
from congtin.portal.cache import Cache
from congtin.portal.stamps import digest

Printed = tuple[str, str, int, int]  # key of what it shows, SHA-256, length, time of its last change in ns
T = TypeVar("T")
Shapes = Mapping[str, tuple[int, int]]  # length and time of the last change of each file, by path
FACT = "generation "  # before the mark of its tree: the name under which the cache knows what sets it apart
WHOLE = "whole generation "  # before a digest of it: the name of one from which others are set apart
APART = 1000  # files and folders in which they may differ


class Whole(NamedTuple):
    """A generation that is kept whole."""

    name: str
    files: Mapping[str, Printed]
    folders: Mapping[str, int]

    @classmethod
    def load(cls, cache: Cache, name: str) -> Whole | None:
        """The one of this name; None when the cache does not have it."""
        if (text := cache.fact(name)) is None:
            return None
        files, folders = json.loads(text)
        return cls(name, {path: tuple(known) for path, known in files.items()}, folders)


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of a published tree; ``whole`` is the one from which it is set apart in the cache."""

    files: Mapping[str, Printed]
    folders: Mapping[str, int] = field(default_factory=dict)  # when each last changed, in ns
    whole: Whole | None = field(default=None, repr=False, compare=False)

    def save(self, cache: Cache, mark: str, whole: Whole | None = None) -> None:
        """Note it as the one whose tree has this mark, by what sets it apart from a whole one while that is little."""
        apart = whole and (whole.name, _apart(self.files, whole.files), _apart(self.folders, whole.folders))
        if apart is None or len(apart[1]) + len(apart[2]) > APART:
            text = json.dumps([self.files, self.folders], ensure_ascii=False)
            apart = WHOLE + digest(text), {}, {}
            cache.put_fact(apart[0], text)
        cache.put_fact(FACT + mark, json.dumps(apart, ensure_ascii=False))

    @classmethod
    def load(cls, cache: Cache, folder: Path, whole: Whole | None = None) -> Generation | None:
        """The generation that lies in a folder; None when the cache does not know it.

        ``whole`` is one that is at hand already.
        """
        if (text := cache.fact(FACT + trees.mark(folder))) is None:
            return None
        name, files, folders = json.loads(text)
        if whole is None or whole.name != name:
            whole = Whole.load(cache, name)
        if whole is None:
            return None
        printed = {path: known and tuple(known) for path, known in files.items()}
        return cls(_together(whole.files, printed), _together(whole.folders, folders), whole)

    @staticmethod
    def forget(cache: Cache, folders: Iterable[Path]) -> None:
        """Forget all but those that lie in these folders."""
        names = {FACT + trees.mark(folder) for folder in folders}
        cache.forget(FACT, names)
        cache.forget(WHOLE, {json.loads(text)[0] for name in names if (text := cache.fact(name))})

    def seen(self, folder: Path) -> Seen:
        """How what belongs to its tree lies by now.

        While no folder has changed, nothing has come or gone, and there is no need to list them.

        Raises:
            OSError: a folder could not be listed.
        """
        with suppress(OSError):
            if self.folders and trees.turned(folder, self.files) == self.folders:
                return Seen(self, trees.lengths_of(folder, self.files), self.folders)
        return Seen(self, {path: found for path, found in trees.lengths(folder) if path != trees.MANIFEST}, {})


@dataclass(frozen=True, slots=True)
class Seen:
    """A generation, and how what is in its tree lies: ``folders`` tells when each changed, if none has since."""

    generation: Generation
    lying: Shapes
    folders: Mapping[str, int]

    @property
    def is_intact(self) -> bool:
        """Whether all lies as it was noted."""
        return self.lying == {path: printed[2:] for path, printed in self.generation.files.items()}

    @property
    def intact(self) -> Generation:
        """The same generation without the files that are gone or were touched since."""
        files = self.generation.files.items()
        return Generation({path: printed for path, printed in files if self.lying.get(path) == printed[2:]})

    @property
    def foreign(self) -> list[str]:
        """What lies there and does not belong to it."""
        return trees.foreign(self.lying, self.generation.files)


def _apart(own: Mapping[str, T], other: Mapping[str, T]) -> dict[str, T | None]:
    """What sets one mapping apart from another; None where it lacks something."""
    changed: dict[str, T | None] = {path: value for path, value in own.items() if other.get(path) != value}
    return changed | dict.fromkeys(other.keys() - own.keys())


def _together(other: Mapping[str, T], apart: Mapping[str, T | None]) -> dict[str, T]:
    found = {**other, **{path: value for path, value in apart.items() if value is not None}}
    for path, value in apart.items():
        if value is None:
            found.pop(path, None)
    return found
