"""Trees that congtin made: each carries a manifest, and what that does not list is somebody else's."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from congtin.portal.failure import Failure

MANIFEST = ".congtin-manifest.json"


def is_tree(folder: Path) -> bool:
    """Whether a folder carries our manifest: it is then a whole site."""
    return (folder / MANIFEST).is_file()


def manifest_of(digests: Mapping[str, str]) -> str:
    """The manifest of files with these digests."""
    lines = ",\n".join(f'{_quoted(path)}: "{digests[path]}"' for path in sorted(digests))
    return '{\n"congtin": 1,\n"files": {' + (f"\n{lines}\n" if lines else "") + "}\n}\n"


_quoted = json.JSONEncoder(ensure_ascii=False).encode  # a whole text with line breaks costs ten times as much


def mark(folder: Path) -> str:
    """What tells one tree from another: the SHA-256 of its manifest; empty when there is none."""
    try:
        return sha256((folder / MANIFEST).read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def is_mirror(folder: Path, origin: Path) -> bool:
    """Whether a tree was laid of links to another one, which has not been built again since."""
    with suppress(OSError):
        return (folder / MANIFEST).samefile(origin / MANIFEST)
    return False


def listed(folder: Path) -> dict[str, str]:
    """The files in a tree's manifest with their SHA-256; none when it makes no sense, or is not there."""
    if not is_tree(folder):
        return {}
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {path: total for path, total in files.items() if isinstance(total, str)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def remove(folder: Path, kept: Path) -> Path | None:
    """Remove a tree, or what is left of one; returns where foreign files in it were kept, if there were any."""
    if not os.path.lexists(folder):
        return None
    found = take_out_foreign(folder, kept, listed(folder)) if is_tree(folder) else None
    shutil.rmtree(folder)  # never follows a link
    return found


def foreign(lying: Iterable[str], ours: Collection[str]) -> list[str]:
    """What lies in a tree and is not among ``ours``."""
    return sorted(set(lying).difference(ours, (MANIFEST,)))


def take_out_foreign(folder: Path, kept: Path, ours: Collection[str]) -> Path | None:
    """Move what is not among ``ours`` to ``kept``, or beside it; returns where, if there was anything."""
    return take_out(folder, kept, foreign((path for path, _ in lengths(folder)), ours))


def take_out(folder: Path, kept: Path, strangers: Sequence[str]) -> Path | None:
    """Move these files of a folder to ``kept``, or beside it; returns where, if there are any."""
    if not strangers:
        return None
    target = _free(kept)
    for path in strangers:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # gone since somebody looked
            (folder / path).rename(target / path)
    return target


def _free(kept: Path) -> Path:
    number = 1
    while os.path.lexists(target := kept.with_name(f"{kept.name}-{number}") if number > 1 else kept):
        number += 1
    return target


def damaged(folder: Path) -> str:
    """The first file of a tree that is not what its manifest says; empty when all are."""
    for path, total in sorted(listed(folder).items()):
        file = folder / path
        try:
            if not stat.S_ISREG(file.lstat().st_mode) or sha256(file.read_bytes()).hexdigest() != total:
                return path
        except OSError:
            return path
    return ""


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder as it lies there.

    Raises:
        Failure: something in it is neither a file nor a folder.
    """
    found: dict[str, str] = {}
    for where, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(where, name)
            mode = path.lstat().st_mode
            relative = path.relative_to(folder).as_posix()
            if stat.S_ISREG(mode):
                found[relative] = sha256(path.read_bytes()).hexdigest()
            elif not stat.S_ISDIR(mode):
                raise Failure(f"/{relative} không phải là tệp thường. Trang công bố chỉ nhận tệp thường.")
    return found


def lengths(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Length and time of the last change (ns) of each file below a folder, by path.

    Raises:
        OSError: a folder could not be listed, and so nobody knows what is in it.
    """
    waiting = [os.fspath(folder)]
    start = len(waiting[0]) + 1
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    found = entry.stat(follow_symlinks=False)
                    yield entry.path[start:], (found.st_size, found.st_mtime_ns)


def turned(folder: Path, files: Iterable[str]) -> dict[str, int]:
    """When each folder last changed (ns) in which these files of a tree stand, or a folder of them, by path.

    A file that comes or goes changes its folder; one that is written to does not.
    """
    top = os.fspath(folder)
    found: dict[str, int] = {}
    for path in {path.rpartition("/")[0] for path in files} | {""}:
        while path not in found:
            found[path] = os.lstat(f"{top}/{path}").st_mtime_ns
            path = path.rpartition("/")[0]
    return found


def are_still(folder: Path, folders: Mapping[str, int]) -> bool:
    """Whether none of these folders of a tree has changed since (ns).

    Raises:
        OSError: one is not there.
    """
    top, look = os.fspath(folder), os.lstat
    return all(look(f"{top}/{path}").st_mtime_ns == changed for path, changed in folders.items())


def turned_again(folder: Path, known: Mapping[str, int], touched: Iterable[str]) -> dict[str, int]:
    """The same, where only in the ``touched`` folders something has come or gone since the others were ``known``."""
    top, look = os.fspath(folder), os.lstat
    found = dict(known)
    for path in touched:
        try:
            found[path] = look(f"{top}/{path}").st_mtime_ns
        except FileNotFoundError:
            found.pop(path, None)
    return found


def lengths_of(folder: Path, files: Iterable[str]) -> dict[str, tuple[int, int]]:
    """What :func:`lengths` finds of these files alone, at a third of the price."""
    top, look = os.fspath(folder), os.lstat
    found = {}
    for path in files:
        try:
            lying = look(f"{top}/{path}")
        except OSError:
            continue
        found[path] = (lying.st_size, lying.st_mtime_ns)
    return found
