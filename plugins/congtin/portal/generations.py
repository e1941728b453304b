"""Generations: what earlier builds published, file by file, and how the next one takes over what stays the same.

Three trees lie on the disk: the output, the generation before, and the one before that, the spare. A build brings the
spare up to date, with hard links for what has not changed since, and exchanges it with the output: small changes stay
small, and the way back stays open, whatever becomes of the build.
No file that stands in two trees is ever written to: there what changes is a new file under the old name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from congtin.portal import trees
from congtin.portal.cache import Cache
from congtin.portal.stamps import digest

Printed = tuple[str, str, int, int]  # key of what it shows, SHA-256, length, time of its last change in ns
T = TypeVar("T")
Shapes = Mapping[str, tuple[int, int]]  # length and time of the last change of each file, by path
FACT = "generation "  # before the mark of its tree: the name under which the cache knows what sets it apart
WHOLE = "whole "  # before a digest: the name of files or folders that are kept whole, and others are set apart from
APART = 1000  # in how many they may differ


class Whole(NamedTuple, Generic[T]):
    """What is kept whole of the files, or of the folders, of a generation."""

    name: str
    known: Mapping[str, T]


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of a published tree; ``wholes`` are those from which its files and folders are set apart in the cache.

    Files stay as they are from one tree to the next; the folders of a tree stay its own.
    """

    files: Mapping[str, Printed]
    folders: Mapping[str, int] = field(default_factory=dict)  # when each last changed, in ns
    wholes: tuple[Whole[Printed] | None, Whole[int] | None] = field(default=(None, None), repr=False, compare=False)

    def save(self, cache: Cache, mark: str) -> None:
        """Note it as the one whose tree has this mark, by what sets it apart while that is little."""
        files = _note(cache, self.files, self.wholes[0], lambda: list(zip(*self.files.values(), strict=True)))
        folders = _note(cache, self.folders, self.wholes[1], lambda: [tuple(self.folders.values())])
        cache.put_fact(FACT + mark, json.dumps([files, folders], ensure_ascii=False))

    @classmethod
    def load(cls, cache: Cache, folder: Path, files: Whole[Printed] | None = None) -> Generation | None:
        """The generation that lies in a folder; None when the cache does not know it.

        ``files`` are whole ones that are at hand already.
        """
        if (text := cache.fact(FACT + trees.mark(folder))) is None:
            return None
        (name, changed), (other, turned) = json.loads(text)
        if files is None or files.name != name:
            files = _load(cache, name, lambda columns: zip(*columns, strict=True))
        folders: Whole[int] | None = _load(cache, other, lambda columns: columns[0])
        if files is None or folders is None:
            return None
        printed = {path: known and tuple(known) for path, known in changed.items()}
        return cls(_together(files.known, printed), _together(folders.known, turned), (files, folders))

    @staticmethod
    def forget(cache: Cache, folders: Iterable[Path]) -> None:
        """Forget all but those that lie in these folders."""
        names = {FACT + trees.mark(folder) for folder in folders}
        cache.forget(FACT, names)
        kept = (json.loads(text) for name in names if (text := cache.fact(name)))
        cache.forget(WHOLE, {name for noted in kept for name, _ in noted})

    def seen(self, folder: Path) -> Seen:
        """How what belongs to its tree lies by now.

        Raises:
            OSError: a folder could not be listed.
        """
        if self._is_still(folder):
            return Seen(self, trees.lengths_of(folder, self.files))
        return Seen(self, {path: found for path, found in trees.lengths(folder) if path != trees.MANIFEST})

    def around(self, folder: Path) -> tuple[list[str], Mapping[str, int]]:
        """What lies in its tree and does not belong to it; when each folder changed, where none has since.

        Raises:
            OSError: a folder could not be listed.
        """
        if self._is_still(folder):
            return [], self.folders
        return trees.foreign((path for path, _ in trees.lengths(folder)), self.files), {}

    def _is_still(self, folder: Path) -> bool:
        """Whether no folder has changed: then nothing has come or gone, and there is no need to list them."""
        with suppress(OSError):
            return bool(self.folders) and trees.are_still(folder, self.folders)
        return False


@dataclass(frozen=True, slots=True)
class Seen:
    """A generation, and how what is in its tree lies."""

    generation: Generation
    lying: Shapes

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


def _note(
    cache: Cache, own: Mapping[str, T], whole: Whole[T] | None, columns: Callable[[], Sequence[Sequence[object]]]
) -> tuple[str, dict[str, T | None]]:
    """From which whole ones these are set apart, and how; they are kept whole where that would be much."""
    if whole is not None and len(apart := _apart(own, whole.known)) <= APART:
        return whole.name, apart
    text = json.dumps([list(own), *columns()], ensure_ascii=False)  # column by column: rows take twice as long to read
    name = WHOLE + digest(text)
    cache.put_fact(name, text, level=0)  # every build reads it: to pack it costs more than to keep three times as much
    return name, {}


def _load(cache: Cache, name: str, rows: Callable[[list[list[Any]]], Iterable[T]]) -> Whole[T] | None:
    if (text := cache.fact(name)) is None:
        return None
    paths, *columns = json.loads(text)
    return Whole(name, dict(zip(paths, rows(columns), strict=True)) if paths else {})


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
