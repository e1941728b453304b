"""Places: the folders and files beside an output, and how they come into order after a build that ended early.

Beside the output ``<name>`` lies ``.congtin/`` with ``<name>.lock``, ``<name>.cache``, ``<name>.staging`` while a build
goes on, the generation before (``<name>.previous``), the one before that (``<name>.spare``, which the next build
brings up to date), and, where someone had put foreign files into the output, ``<name>.kept``.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from congtin.portal import trees
from congtin.portal.cache import HOME, cache_of, filling_of
from congtin.values import dataclass

_MARK = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Places:
    """Where what belongs to an output lies."""

    output: Path

    @property
    def home(self) -> Path:
        """The folder of all the rest, on the output's file system."""
        return self.output.parent / HOME

    def _at(self, kind: str) -> Path:
        return self.home / f"{self.output.name}.{kind}"

    @property
    def lock(self) -> Path:
        """Held by who builds."""
        return self._at("lock")

    @property
    def cache(self) -> Path:
        """What builds found out; whoever holds the lock may write to it."""
        return cache_of(self.output)

    @property
    def filling(self) -> Path:
        """What a build has begun to fill, if it died that very moment."""
        return filling_of(self.cache)

    @property
    def staging(self) -> Path:
        """What a build fills."""
        return self._at("staging")

    @property
    def previous(self) -> Path:
        """The generation before the output's: the way back."""
        return self._at("previous")

    @property
    def spare(self) -> Path:
        """The generation before that: what the next build begins from, so that the way back stays open meanwhile."""
        return self._at("spare")

    @property
    def aside(self) -> Path:
        """Where the old output waits on a system without exchange."""
        return self._at("old")

    @property
    def kept(self) -> Path:
        """What congtin did not make."""
        return self._at("kept")

    def ready(self, mark: str) -> Path:
        """Where a finished tree waits for the exchange, and the old output afterwards: its name tells which it is."""
        return self._at(f"ready-{mark}")

    def _waiting(self) -> Iterator[tuple[str, Path]]:
        start = f"{self.output.name}.ready-"
        for name in sorted(os.listdir(self.home)):
            if name.startswith(start) and _MARK.fullmatch(name[len(start) :]):
                yield name[len(start) :], self.home / name

    @property
    def are_settled(self) -> bool:
        """Whether no build has left anything to clear up."""
        left = (self.staging, self.aside, self.filling)
        return not (any(map(os.path.lexists, left)) or any(self._waiting()))

    def settle(self, foreign: Sequence[str] | None = None) -> Path | None:
        """Bring all into order, wherever a build or a way back has ended; returns where foreign files went.

        ``foreign``: those in what was the output, where a build has just looked.

        Raises:
            OSError: the file system says no; the next build tries again.
        """
        kept = None
        if os.path.lexists(self.aside):
            if os.path.lexists(self.output):
                kept = self._retire(self.aside, foreign)
            else:  # died between the two renames of a system without exchange
                self.aside.rename(self.output)
        for mark, tree in self._waiting():
            if mark == trees.mark(self.output):
                kept = self._retire(tree, foreign) or kept
            else:
                shutil.rmtree(tree)  # never published: all of it is ours
        if not os.path.lexists(self.previous) and trees.mark(self.spare) not in ("", trees.mark(self.output)):
            self.spare.rename(self.previous)  # a first spare has what the output has, and is no way back
        if os.path.lexists(self.staging):
            shutil.rmtree(self.staging)
        self.filling.unlink(missing_ok=True)
        return kept

    def _retire(self, old: Path, foreign: Sequence[str] | None) -> Path | None:
        """Make what was the output the generation before; foreign files are taken out of it."""
        if foreign is None:
            kept = trees.take_out_foreign(old, self.kept, trees.listed(old))
        else:
            kept = trees.take_out(old, self.kept, foreign)
        if not trees.is_tree(old):
            shutil.rmtree(old)
            return kept
        kept = trees.remove(self.previous, self.kept) or kept  # which should have made room before
        old.rename(self.previous)
        return kept
