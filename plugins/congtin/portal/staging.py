"""Staging: a build fills a folder beside the output, and one exchange publishes it.

Beside the output ``<name>`` lies ``.congtin/`` with ``<name>.lock``, ``<name>.staging``, the generation before
(``<name>.previous``) and, where someone had put foreign files into the output, ``<name>.kept``. A build that fails or
dies leaves the output as it was.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from congtin.portal.cache import HOME, cache_of
from congtin.portal.failure import Failure
from congtin.portal.generations import lengths
from congtin.portal.writer import Guard, Tree, split, step

MANIFEST = ".congtin-manifest.json"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build published: how many files, and where foreign files of the old output were kept."""

    files: int
    kept: Path | None = None


@dataclass
class Staging:
    """The folder that one build fills; holds the lock of its output from :meth:`open` to the end."""

    output: Path
    folder: Path
    lock: int
    tree: Tree = field(repr=False)

    @classmethod
    def open(cls, output: Path, root: Path, content: Path, guard: Guard | None = None) -> Staging:
        """Begin a build into ``output``.

        Raises:
            Failure: the output is no place for a site, or another build holds the lock.
        """
        output = output.resolve()
        refuse(output, root, content)
        home = output.parent / HOME
        home.mkdir(mode=0o755, parents=True, exist_ok=True)
        lock = _lock(home / f"{output.name}.lock")
        try:
            folder = home / f"{output.name}.staging"
            _restore(output, _backup(folder))
            for left in (folder, _backup(folder)):
                remove_generation(left, home / f"{output.name}.kept")
            folder.mkdir(mode=0o700)
            return cls(output, folder, lock, Tree(folder, guard))
        except BaseException:
            os.close(lock)
            raise

    @property
    def cache(self) -> Path:
        """Where the cache of this output lies; whoever holds the lock may write to it."""
        return cache_of(self.output)

    @property
    def previous(self) -> Path:
        """The generation before the output's."""
        return self.output.parent / HOME / f"{self.output.name}.previous"

    def adopt(self, there: Iterable[str]) -> None:
        """Fill the generation before anew instead of an empty folder; ``there`` are its files."""
        self.folder.rmdir()
        self.previous.rename(self.folder)
        (self.folder / MANIFEST).unlink()
        self.tree.adopt(self.folder, there)

    def publish(self, digests: Mapping[str, str] | None = None) -> Publication:
        """Complete the folder with its manifest, make it durable, exchange it with the output, keep the old one.

        ``digests`` are of all files where they are known; otherwise all is read once more.
        """
        if digests is None:
            digests = self._digests()
        text = json.dumps({"congtin": 1, "files": digests}, ensure_ascii=False, indent=0, sort_keys=True)
        self.tree.clear()
        self.tree.write_text(MANIFEST, text + "\n", "congtin")
        self.tree.close()
        _sync(self.folder)
        _exchange(self.folder, self.output)
        _sync_folder(self.output.parent)
        kept = self._retire()
        self._unlock()
        return Publication(len(digests), kept)

    def _retire(self) -> Path | None:
        """Make what was the output the generation before; foreign files are taken out of it."""
        away = self.output.parent / HOME / f"{self.output.name}.kept"
        kept = remove_generation(self.previous, away)
        for old in (self.folder, _backup(self.folder)):
            if (old / MANIFEST).is_file():
                kept = take_out_foreign(old, away) or kept
                old.rename(self.previous)
            kept = remove_generation(old, away) or kept
        return kept

    def abort(self) -> None:
        """End the build without publishing; the output stays as it was."""
        if self.lock < 0:
            return
        self.tree.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._unlock()

    def _unlock(self) -> None:
        os.close(self.lock)
        self.lock = -1

    def _digests(self) -> dict[str, str]:
        """SHA-256 of every file in the folder as it lies there, those of other plugins too.

        Raises:
            Failure: something in it is neither a file nor a folder.
        """
        found: dict[str, str] = {}
        for where, folders, names in os.walk(self.folder):
            for name in (*folders, *names):
                path = Path(where, name)
                mode = path.lstat().st_mode
                relative = path.relative_to(self.folder).as_posix()
                if stat.S_ISREG(mode):
                    found[relative] = hashlib.sha256(path.read_bytes()).hexdigest()
                elif not stat.S_ISDIR(mode):
                    raise Failure(f"/{relative} không phải là tệp thường. Trang công bố chỉ nhận tệp thường.")
        return found


def roll_back(output: Path, root: Path, content: Path) -> None:
    """Exchange the output with the generation before; doing it twice changes nothing.

    Raises:
        Failure: there is none, or another build holds the lock.
    """
    output = output.resolve()
    refuse(output, root, content)
    home = output.parent / HOME
    previous = home / f"{output.name}.previous"
    if not (previous / MANIFEST).is_file():
        raise Failure(f"Chưa có bản trước của “{output.name}” để trở lại. Xin dựng trang ít nhất hai lần.")
    lock = _lock(home / f"{output.name}.lock")
    try:
        _sync(previous)
        _exchange(previous, output)
        if (backup := _backup(previous)).is_dir():
            backup.rename(previous)
        _sync_folder(output.parent)
    finally:
        os.close(lock)


def refuse(output: Path, root: Path, content: Path) -> None:
    """Say no to an output folder that holds, or may hold, what congtin did not make.

    Raises:
        Failure: with place, reason and remedy.
    """
    reason = _unfit(output, root, content)
    if reason:
        raise Failure(
            f"Không ghi trang vào thư mục “{output.name or output}”: {reason}. "
            "Xin chọn một thư mục mới hoặc trống, ví dụ --output output."
        )


def _unfit(output: Path, root: Path, content: Path) -> str:
    home = Path.home().resolve()
    if output == Path(output.anchor):
        return "đó là gốc của cả máy"
    if output == home or output in home.parents:
        return "đó là thư mục riêng của người dùng, hoặc chứa thư mục ấy"
    if output == root or output in root.parents:
        return "thư mục này chứa cả trang nguồn"
    if output == content or output in content.parents or content in output.parents:
        return "thư mục này chứa hoặc nằm trong thư mục bài viết"
    if output.exists() and not output.is_dir():
        return "đó là một tệp, không phải thư mục"
    if os.path.lexists(output / ".git"):
        return "đó là một kho git"
    if output.is_dir() and any(output.iterdir()) and not (output / MANIFEST).is_file():
        return "thư mục này đang có tệp không do congtin tạo ra"
    return ""


def remove_generation(folder: Path, kept: Path) -> Path | None:
    """Remove a tree that congtin made: all of it when unfinished, else what its manifest lists.

    Foreign files are moved to ``kept``, or beside it when that exists. Returns where they went, if there were any.
    """
    if not os.path.lexists(folder):
        return None
    if not (folder / MANIFEST).is_file():
        shutil.rmtree(folder)
        return None
    _unlink_listed(folder)
    (folder / MANIFEST).unlink()
    for where, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):  # not empty: something foreign is in it
            Path(where).rmdir()
    if not folder.exists():
        return None
    target = _free(kept)
    folder.rename(target)
    return target


def take_out_foreign(folder: Path, kept: Path) -> Path | None:
    """Move what a tree's manifest does not list to ``kept``, or beside it; returns where, if there was anything."""
    listed = {"/".join(path) for path in _listed(folder)} | {MANIFEST}
    foreign = sorted(path for path, _ in lengths(folder) if path not in listed)
    if not foreign:
        return None
    target = _free(kept)
    for path in foreign:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).rename(target / path)
    return target


def _free(kept: Path) -> Path:
    number = 1
    while os.path.lexists(target := kept.with_name(f"{kept.name}-{number}") if number > 1 else kept):
        number += 1
    return target


def _unlink_listed(folder: Path) -> None:
    """Unlink what a tree's manifest lists; nothing that lies behind a link."""
    for where, paths in groupby(_listed(folder), key=lambda path: path[:-1]):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for name in where:
                handle = step(handle, name)
            for path in paths:
                with suppress(FileNotFoundError, IsADirectoryError):
                    os.unlink(path[-1], dir_fd=handle)
        except (FileNotFoundError, NotADirectoryError):
            pass  # someone has changed the tree since: what is left in it is kept
        finally:
            os.close(handle)


def _listed(folder: Path) -> list[tuple[str, ...]]:
    """The paths in a tree's manifest, those of one folder together; none when it cannot be read."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return sorted((split(path) for path in files), key=lambda path: (path[:-1], path))
    except (ValueError, KeyError, TypeError, AttributeError, Failure):
        return []


def _lock(path: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = os.pread(lock, 20, 0).decode(errors="replace").strip() or "?"
        os.close(lock)
        raise Failure(
            f"Đang có một lần dựng khác của trang này (tiến trình {owner}). Xin đợi lần ấy xong rồi chạy lại."
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    return lock


def _backup(folder: Path) -> Path:
    """Where the old output waits on a system without exchange."""
    return folder.with_suffix(".old")


def _restore(output: Path, backup: Path) -> None:
    """Undo the first half of an exchange that died between its two renames."""
    if backup.is_dir() and not os.path.lexists(output):
        backup.rename(output)


def _exchange(folder: Path, output: Path) -> None:
    """Put ``folder`` in the place of ``output``, and the old output, if there is one, in the place of ``folder``."""
    if not os.path.lexists(output):
        folder.rename(output)
    elif not _renameat2(folder, output):
        output.rename(_backup(folder))
        folder.rename(output)


def _renameat2(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False where the system has no such call (Linux ≥ 3.15 has)."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


def _sync(folder: Path) -> None:
    """Make all that was written to the folder's file system durable, and hear of failures."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if call is None:
            os.sync()
        elif call(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
