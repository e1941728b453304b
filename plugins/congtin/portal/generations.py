"""Generations: what earlier builds published, file by file, and how the next one takes over what stays the same.

Three trees lie on the disk: the output, the generation before, and the one before that, the spare. A build brings the
spare up to date, with hard links for what has not changed since, and exchanges it with the output: small changes stay
small, and the way back stays open, whatever becomes of the build.
No file that stands in two trees is ever written to: there what changes is a new file under the old name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from congtin.portal import trees
from congtin.portal.cache import Cache

Printed = tuple[str, str, int, int]  # key of what it shows, SHA-256, length, time of its last change in ns
Shapes = Mapping[str, tuple[int, int]]  # length and time of the last change of each file, by path
FACT = "generation "  # before the mark of its tree: the name under which the cache knows it


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of a published tree."""

    files: Mapping[str, Printed]
    folders: Mapping[str, int] = field(default_factory=dict)  # when each last changed, in ns

    def save(self, cache: Cache, mark: str) -> None:
        """Note it as the one whose tree has this mark."""
        cache.put_fact(FACT + mark, json.dumps([self.files, self.folders], ensure_ascii=False))

    @classmethod
    def load(cls, cache: Cache, folder: Path) -> Generation | None:
        """The generation that lies in a folder; None when the cache does not know it."""
        text = cache.fact(FACT + trees.mark(folder))
        return None if text is None else cls.read(text)

    @classmethod
    def read(cls, text: str) -> Generation:
        """The generation that a note tells of."""
        files, folders = json.loads(text)
        return cls({path: tuple(known) for path, known in files.items()}, folders)

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
