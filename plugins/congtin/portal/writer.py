"""The one place that writes output: below one folder, each path once, nothing followed."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from congtin.portal.failure import Failure
from congtin.portal.pieces import Data, pieces

FILE_MODE, FOLDER_MODE = 0o644, 0o755  # whatever the umask
# A short path in the form in which paths collide, without any odd character or name.
_PLAIN = re.compile(r"(?=.{1,255}\Z)[a-z0-9_-][a-z0-9._-]*(?:/[a-z0-9_-][a-z0-9._-]*)*\Z")
# Bytes from which a hard link is cheaper than a copy into a file that is there: for a link, that one must be freed.
LARGE = 1 << 20
NAME_LENGTH = 255  # bytes; what common file systems bear
# What a file system answers that has no hard links, or no more of them for this file: a copy does as well.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
Guard = Callable[[str, Data], None]


class Tree:
    """A folder being filled. Knows the source of each file written.

    ``guard`` sees every file before it is written, and may raise.
    """

    def __init__(self, folder: Path, guard: Guard | None = None) -> None:
        self._root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        os.fchmod(self._root, FOLDER_MODE)
        self.guard = guard
        self._way: list[tuple[str, int]] = []  # the folders down to the last one in use, each open
        self._there: set[str] = set()  # what an adopted tree holds and no one has asked for yet
        self.touched = {""}  # the folders in which something may have come or gone
        self._sources: dict[str, str] = {}  # by the path in the form in which paths collide

    def adopt(self, folder: Path, there: Iterable[str]) -> None:
        """Go on in a tree that holds files already: ``there`` are their paths."""
        self.close()
        self._root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        self._there = set(there)

    def take(self, path: str, origin: str | Path | None = None, length: int = 0) -> None:
        """Take over a file that was claimed: as it lies in the adopted tree, or from an ``origin`` of so many bytes.

        Raises:
            OSError: the file system says no.
        """
        if origin is None:
            self._there.discard(path)
            return
        self._touch(path)
        *folders, name = split(path)
        folder = self._enter(folders)
        if length < LARGE and path in self._there and (file := _reopened(name, folder)) is not None:
            self._there.discard(path)
            _fill(file, origin)
            return
        self._make_room(path, name, folder)
        _link(origin, name, folder)

    def _touch(self, path: str) -> None:
        while (path := path.rpartition("/")[0]) not in self.touched:
            self.touched.add(path)

    def clear(self) -> None:
        """Remove from an adopted tree what was neither kept nor written anew, and the folders left empty."""
        emptied: set[str] = set()
        for path in sorted(self._there):
            self._touch(path)
            with suppress(FileNotFoundError):
                os.unlink(path, dir_fd=self._root)
            emptied.update(path[:at] for at, char in enumerate(path) if char == "/")
        for folder in sorted(emptied, key=len, reverse=True):
            with suppress(OSError):  # not empty
                os.rmdir(folder, dir_fd=self._root)
        self._there.clear()

    def _make_room(self, path: str, name: str, folder: int) -> None:
        if path in self._there:
            self._there.remove(path)
            with suppress(FileNotFoundError):  # somebody has tidied up by hand
                os.unlink(name, dir_fd=folder)

    def close(self) -> None:
        """Let go of the folder."""
        self._leave(0)
        if self._root >= 0:
            os.close(self._root)
            self._root = -1

    def write_text(self, path: str, text: str, source: str) -> None:
        """Write a text as UTF-8 with line feeds only; otherwise as :meth:`write`."""
        self.write(path, text.replace("\r\n", "\n").replace("\r", "\n").encode(), source)

    def write(self, path: str, data: bytes, source: str) -> int:
        """Write a new file at ``path`` (POSIX, relative to the folder); ``source`` says what it comes from.

        Returns the time of its last change in ns.

        Raises:
            Failure: the path leads out of the folder, is no plain name, or was written before.
            OSError: the file system says no.
        """
        self.claim(path, source)
        return self.fill(path, data)[0]

    def fill(self, path: str, data: Data) -> tuple[int, bool]:
        """The same for a path that was claimed, from any process that was forked since; says whether the file is new.

        A file of an adopted tree that no other tree shares is overwritten: that costs a fraction of a new one.
        """
        *folders, name = path.split("/") if path in self._sources else split(path)
        if self.guard is not None:
            self.guard(path, data)
        folder = self._enter(folders)
        file = _reopened(name, folder) if path in self._there else None
        is_new = file is None
        if file is None:
            self._make_room(path, name, folder)
            file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=folder)
        self._there.discard(path)
        try:
            return _write(file, data), is_new
        finally:
            os.close(file)

    def filled(self, path: str, is_new: bool) -> None:
        """Take note that another process has filled a path, perhaps with a new file."""
        self._there.discard(path)
        if is_new:
            self._touch(path)

    def claim(self, path: str, source: str) -> None:
        """Say that a source makes the file at a path.

        Raises:
            Failure: the path is no plain name, or another source makes it.
        """
        key = path
        if not _PLAIN.match(path):
            split(path)
            key = unicodedata.normalize("NFC", path).casefold()
        if key in self._sources:
            raise Failure(
                f"Hai nguồn cùng tạo ra tệp /{path}: {self._sources[key]} và {source}. "
                "Xin đổi `slug` hoặc tên của một trong hai."
            )
        self._sources[key] = source

    def _enter(self, names: list[str]) -> int:
        """The folder below the root, made where missing; it stays open until another way is taken."""
        known = 0
        for name, (last, _) in zip(names, self._way, strict=False):
            if name != last:
                break
            known += 1
        self._leave(known)
        folder = self._way[-1][1] if self._way else self._root
        for name in names[known:]:
            try:
                inner = _folder(name, folder)
            except FileNotFoundError:
                with suppress(FileExistsError):  # another process has made it by now
                    os.mkdir(name, 0o700, dir_fd=folder)
                inner = _folder(name, folder)
                os.fchmod(inner, FOLDER_MODE)
            self._way.append((name, inner))
            folder = inner
        return folder

    def _leave(self, depth: int) -> None:
        """Close the folders beyond the first ones."""
        while len(self._way) > depth:
            os.close(self._way.pop()[1])


def mirror(origin: Path, folder: Path, files: Iterable[str], apart: Collection[str] = ()) -> None:
    """Make a folder of links to these files of a tree, given by their paths: a third of what :class:`Tree` takes.

    Files to be kept ``apart`` are copied.

    Raises:
        OSError: the file system says no.
    """
    mask = os.umask(0o777 & ~FOLDER_MODE)
    try:
        os.mkdir(folder)
        made = {""}
        for path in files:
            if (parent := path.rpartition("/")[0]) not in made:
                os.makedirs(f"{folder}/{parent}", exist_ok=True)
                made.add(parent)
            lay = _copy if path in apart else _link
            lay(f"{origin}/{path}", f"{folder}/{path}")
    finally:
        os.umask(mask)


def _link(origin: str | Path, name: str, folder: int | None = None) -> None:
    """Another name for a file, below an open folder; a copy where the file system has no more of them."""
    try:
        os.link(origin, name, dst_dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _copy(origin, name, folder)


def _reopened(name: str, folder: int) -> int | None:
    """A file that stands under one name alone, to be overwritten; None for any other."""
    try:
        file = os.open(name, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return None
    found = os.fstat(file)
    if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
        return file
    os.close(file)
    return None


def _write(file: int, data: Data) -> int:
    """Make these bytes all of an open file; returns the time of its last change in ns."""
    length = 0
    for piece in (data,) if isinstance(data, bytes) else pieces(data):
        written = os.write(file, piece)
        while written < len(piece):
            written += os.write(file, memoryview(piece)[written:])
        length += len(piece)
    found = os.fstat(file)
    if found.st_size != length:
        os.ftruncate(file, length)
        found = os.fstat(file)
    if stat.S_IMODE(found.st_mode) != FILE_MODE:
        os.fchmod(file, FILE_MODE)
    return found.st_mtime_ns


def _copy(origin: str | Path, name: str, folder: int | None = None) -> None:
    """A new file with the bytes, mode and time of another."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    _fill(os.open(name, flags, 0o600, dir_fd=folder), origin)


def _fill(file: int, origin: str | Path) -> None:
    """Give an open file, which is closed then, the bytes and the time of another."""
    try:
        with open(os.open(origin, os.O_RDONLY | os.O_NOFOLLOW), "rb", buffering=0) as source:
            _write(file, source.read())
            changed = os.fstat(source.fileno()).st_mtime_ns
        os.utime(file, ns=(changed, changed))
    finally:
        os.close(file)


def step(folder: int, name: str) -> int:
    """Open a folder in an open folder, no link followed, and close the outer one.

    Raises:
        OSError: it is not there, or no folder; the outer one stays open.
    """
    inner = _folder(name, folder)
    os.close(folder)
    return inner


def _folder(name: str, folder: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)


def split(path: str) -> tuple[str, ...]:
    """The names along a relative POSIX path.

    Raises:
        Failure: the path is absolute, climbs, or holds a name that no file should have.
    """
    parts = tuple(path.split("/"))
    if not _PLAIN.match(path):
        for part in parts:
            if part in ("", ".", "..") or len(part.encode(errors="replace")) > NAME_LENGTH or _is_unfit(part):
                raise Failure(f"Đường dẫn “{path!r}” không dùng được làm tên tệp của trang. Xin đặt lại tên.")
    return parts


def _is_unfit(name: str) -> bool:
    return "\\" in name or any(unicodedata.category(char) in ("Cc", "Cs") for char in name)
