"""Generations: what the last build published, file by file, and how the next one takes over what stays the same.

Two trees lie on the disk: the output, and beside it the generation before. A build brings the latter up to date, with
hard links for what has not changed since, and exchanges both: small changes stay small, and the way back stays open.
No file that stands in a tree is ever written to; what changes is a new file under the old name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from congtin.portal.cache import Cache

Printed = tuple[str, str, int, int]  # key of what it shows, SHA-256, length, time of its last change in ns


@dataclass(frozen=True, slots=True)
class Generation:
    """A published tree: the digest of its manifest, and its files."""

    manifest: str
    files: Mapping[str, Printed]

    def of(self, manifest: Path) -> Generation:
        """The same under the manifest that lies there."""
        return Generation(sha256(manifest.read_bytes()).hexdigest(), self.files)

    def save(self, cache: Cache, name: str) -> None:
        """Note it under a name."""
        cache.put_fact(name, json.dumps([self.manifest, self.files], ensure_ascii=False))

    @classmethod
    def load(cls, cache: Cache, name: str, manifest: Path) -> Generation | None:
        """The generation noted under a name, if it is the one whose manifest lies there."""
        return cls.read(cache.fact(name), manifest)

    @classmethod
    def read(cls, text: str | None, manifest: Path) -> Generation | None:
        """The generation that a note tells of, if it is the one whose manifest lies there."""
        try:
            found = sha256(manifest.read_bytes()).hexdigest()
        except OSError:
            return None
        known = json.loads(text or "null")
        if known is None or known[0] != found:
            return None
        return cls(found, {path: tuple(printed) for path, printed in known[1].items()})

    def intact(self, folder: Path) -> Generation:
        """The same without the files that are gone or were touched since."""
        lying = dict(lengths(folder))
        files = {path: printed for path, printed in self.files.items() if lying.get(path) == printed[2:]}
        return Generation(self.manifest, files)


def lengths(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Length and time of the last change (ns) of each file below a folder, by path."""
    waiting = [os.fspath(folder)]
    start = len(waiting[0]) + 1
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    found = entry.stat(follow_symlinks=False)
                    yield entry.path[start:], (found.st_size, found.st_mtime_ns)
