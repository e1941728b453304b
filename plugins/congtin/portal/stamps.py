"""Stamps: what the file system says of a file, to tell without reading it that it is the same as last time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

SETTLED = 2_000_000_000  # ns after its last change from which a stamp is believed: clocks of file systems are coarse
SHORT = 12  # hexadecimal digits
Stamps = dict[str, str]


def scan(root: Path, folders: Iterable[Path]) -> Stamps:
    """The stamps of all files below the folders, by POSIX path from ``root``; what is not there is left out."""
    found: Stamps = {}
    waiting = [os.fspath(folder) for folder in folders]
    start = len(os.fspath(root)) + 1
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue  # what cannot be listed is named by whoever reads it
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                found[entry.path[start:]] = _stamp(entry)
    return found


def _stamp(entry: os.DirEntry[str]) -> str:
    try:
        own = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(own.st_mode):
            return f"{stamp(own)}>{stamp(os.stat(entry.path))}"
        return stamp(own)
    except OSError:
        return ""  # never believed


def stamp(found: os.stat_result) -> str:
    """Size, times and identity; the time of the last change (ctime) moves even when an editor sets the other back."""
    return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_ino}"


def short(*parts: str) -> str:
    """The first of the digits of such a hash: enough to tell the states of one thing from one another."""
    return digest(*parts)[:SHORT]


def is_settled(text: str, now: int) -> bool:
    """Whether a stamp is old enough at ``now`` (ns) that no later change could bear the same one."""
    if not text:
        return False
    if ">" in text:  # a link, and what it leads to
        return all(is_settled(part, now) for part in text.split(">"))
    _, changed, turned, _ = text.split(".")
    return int(changed) + SETTLED < now and int(turned) + SETTLED < now


def digest_lines(lines: Iterable[str]) -> str:
    """A hash of many short texts in this order, none of which has a line feed: at a tenth of the price."""
    return blake2b("\n".join(lines).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def digest(*parts: str | bytes) -> str:
    """A hash of some texts in this order; their ends count."""
    found: list[bytes] = []
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        found += (len(data).to_bytes(8, "little"), data)
    return blake2b(b"".join(found), digest_size=16).hexdigest()
