"""The plan of a build: which files of the last generation stay as they are, and which are made anew."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from congtin.portal.cache import Cache
from congtin.portal.canary import Canary
from congtin.portal.generations import Generation, Printed, Seen, Whole
from congtin.portal.insets import renewed
from congtin.portal.pieces import Data, measured
from congtin.portal.staging import Publication, Staging
from congtin.portal.stamps import digest
from congtin.portal.trees import mark

SONGS = "songs"
LATEST = " latest="  # in the key of a page: it shows the latest news
Done = tuple[Printed, bool, bool]  # a file, whether it was written, and whether it is new in its folder


@dataclass
class Plan:
    """Decides, file by file, between keeping and making; knows at the end what the new generation consists of.

    ``common`` is the key of what all files depend on. ``whole``: all is made, and files that others put into the
    folder are welcome: other plugins may write there.
    """

    staging: Staging
    cache: Cache
    canary: Canary
    common: str
    whole: bool = False
    written: int = 0
    _before: Generation = field(default_factory=lambda: Generation({}))  # the output, but what was touched
    _base: Generation = field(default_factory=lambda: Generation({}))  # the tree taken over, which nobody has looked at
    _folder: str = ""  # where it lies
    _folders: Mapping[str, int] = field(default_factory=dict)  # of the output: when each last changed
    _wholes: tuple[Whole[Printed] | None, Whole[int] | None] = (None, None)  # from which the next is set apart
    _now: dict[str, Printed] = field(default_factory=dict)
    _listen: bool = False  # whether the canary must look at what is kept too

    def begin(self, seen: Seen | None = None) -> None:
        """Find the last generation, and start from the spare one, where they are what they were.

        ``seen`` is the last one, where somebody has seen that all of it is.
        """
        self._listen = self.cache.fact(SONGS) != self.canary.songs
        if self.whole:
            return
        output, spare = self.staging.output, self.staging.places.spare
        if (found := seen or self._look(output)) is None:
            return
        self._before = seen.generation if seen else found.intact
        self._wholes = found.generation.wholes[0], None
        self.staging.foreign = found.foreign
        self._folders = found.generation.folders
        if (older := Generation.load(self.cache, spare, self._wholes[0])) is not None:
            self._base = older
            self._wholes = self._wholes[0], older.wholes[1]
            self.staging.adopt(older.files, *older.around(spare))
            self._folder = os.fspath(self.staging.folder)

    def _look(self, folder: Path) -> Seen | None:
        known = Generation.load(self.cache, folder)
        return None if known is None else known.seen(folder)

    def keeps(self, path: str, shown: str) -> bool:
        """Keep a file that was claimed when it shows what it showed in the last generation; says whether it does."""
        before = self.before(path)
        if before is None or before[0] != self.key(shown):
            return False
        self._keep(path, before)
        return True

    def put(self, path: str, data: bytes, source: str) -> None:
        """Have a file in the new generation; it is written when its bytes are not those of the last one."""
        self.claim(path, source)
        self.enter(path, *self.fill(path, "", data))

    def before(self, path: str) -> Printed | None:
        """What is known of a file of the last generation that lies there untouched."""
        return self._before.files.get(path)

    def splice(self, path: str, insets: Mapping[str, bytes]) -> Done | None:
        """Replace insets in a page that was claimed, and of which something is known; the caller knows the key.

        Else as :meth:`fill`; returns None where the page is not what it was.
        """
        before = self._before.files[path]
        found = renewed(self._read(path, before), before[1], insets)
        return found and self._fill(path, "", *found)

    def lying(self, path: str) -> bytes | None:
        """The bytes of such a file; None when there is none, or it is not what it was."""
        known = self.before(path)
        if known is None:
            return None
        data = self._read(path, known)
        return data if sha256(data).hexdigest() == known[1] else None

    def _read(self, path: str, known: Printed) -> bytes:
        """The bytes that lie there, and of a file that has grown one more than are known, which tells."""
        file = os.open(f"{self.staging.output}/{path}", os.O_RDONLY)
        try:
            return os.read(file, known[2] + 1)
        finally:
            os.close(file)

    @contextmanager
    def opened(self, path: str) -> Iterator[BinaryIO | None]:
        """A file of which something is known, open; None when it is not what it was."""
        with self._open(path) as file:
            yield file if measured(file) == self._before.files[path][1:3] else None

    def _open(self, path: str) -> BinaryIO:
        return open(f"{self.staging.output}/{path}", "rb", buffering=0)

    def claim(self, path: str, source: str) -> None:
        """Say that a source makes a file, before :meth:`fill` and :meth:`enter`."""
        self.staging.tree.claim(path, source)

    def fill(self, path: str, key: str, data: Data) -> Done:
        """Write a file that was claimed, from any process, unless the last one has its bytes; says how."""
        return self._fill(path, key, data, *measured(data))

    def _fill(self, path: str, key: str, data: Data, total: str, length: int) -> Done:
        before = self.before(path)
        if before is not None and before[1] == total:
            return (key, *before[1:]), False, False
        changed, is_new = self.staging.tree.fill(path, data)
        return (key, total, length, changed), True, is_new

    def enter(self, path: str, printed: Printed, written: bool, is_new: bool = True) -> None:
        """Take note of what :meth:`fill` did, or keep a file that was claimed."""
        if not written:
            self._keep(path, printed)
            return
        self.staging.tree.filled(path, is_new)
        self._now[path] = printed
        self.written += 1

    def _keep(self, path: str, printed: Printed) -> None:
        if self._listen:
            with self._open(path) as file:
                self.canary(path, file)
        origin = None if self._is_here(path, printed) else f"{self.staging.output}/{path}"
        self.staging.tree.take(path, origin, printed[2])
        self._now[path] = printed

    def _is_here(self, path: str, printed: Printed) -> bool:
        """Whether a file lies untouched in the tree taken over; most are written anew where a title has changed."""
        here = self._base.files.get(path)
        if here is None or here[1:] != printed[1:]:
            return False
        with suppress(OSError):
            found = os.lstat(f"{self._folder}/{path}")
            return (found.st_size, found.st_mtime_ns) == here[2:]
        return False

    def key(self, shown: str) -> str:
        """The key of a file that shows something, and what all files depend on."""
        return digest(self.common, shown)

    @property
    def digests(self) -> dict[str, str] | None:
        """The SHA-256 of all files of the new generation; None when others may have put more there."""
        return None if self.whole else {path: printed[1] for path, printed in self._now.items()}

    def publish(self) -> Publication:
        """Publish the new generation; where it is what is out, nothing is exchanged.

        Raises:
            OSError: the file system says no; the output is what it was.
        """
        digests, before = self.digests, self._before.files
        if digests and not self.written and digests.keys() == before.keys() and not self.staging.foreign:
            return self.staging.lay_by(digests, self._folders)
        return self.staging.publish(digests)

    @property
    def lively(self) -> set[str]:
        """The pages that show the latest news: each new title changes them, and a file of one's own is written over."""
        return {path for path, printed in self._now.items() if LATEST in printed[0]}

    def note(self, folders: Mapping[str, int]) -> None:
        """Note the new generation, after the exchange, and forget those whose trees have gone.

        ``folders`` tells when those of the new one last changed.
        """
        places = self.staging.places
        Generation(self._now, folders, self._wholes).save(self.cache, mark(places.output))
        Generation.forget(self.cache, (places.output, places.previous, places.spare))
        self.cache.put_fact(SONGS, self.canary.songs)
        self.cache.save()
