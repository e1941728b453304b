"""A spool: what is made early in a build and used late in it, kept in a file without a name, not in memory."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class Spool:
    """Takes bytes under a name, and gives them back; processes forked later may take too."""

    def __init__(self, folder: Path) -> None:
        """Make the file in a folder; it is gone with the last process that has it open."""
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - open as long as the spool is
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, name: str, data: bytes) -> None:
        """Keep some bytes."""
        self._places[name] = (self._end, len(data))
        while data:
            written = os.pwrite(self._file.fileno(), data, self._end)
            self._end, data = self._end + written, data[written:]

    def get(self, name: str) -> bytes | None:
        """The bytes of that name; None when there are none."""
        if name not in self._places:
            return None
        start, length = self._places[name]
        return os.pread(self._file.fileno(), length, start)

    def close(self) -> None:
        """Let go of all that was kept."""
        self._file.close()
