"""The one place that writes output: below one folder, each path once, nothing followed."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from congtin.portal.failure import Failure

FILE_MODE, FOLDER_MODE = 0o644, 0o755  # whatever the umask
_PLAIN = re.compile(r"[a-z0-9._/-]+\Z")  # a path in the form in which paths collide, without any odd character
NAME_LENGTH = 255  # bytes; what common file systems bear
# What a file system answers that has no hard links, or no more of them for this file: a copy does as well.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
Guard = Callable[[str, bytes], None]


class Tree:
    """A folder being filled. Knows the source of each file written.

    ``guard`` sees every file before it is written, and may raise.
    """

    def __init__(self, folder: Path, guard: Guard | None = None) -> None:
        self._root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        os.fchmod(self._root, FOLDER_MODE)
        self.guard = guard
        self._there: set[str] = set()  # what an adopted tree holds and no one has asked for yet
        self._sources: dict[str, str] = {}  # by the path in the form in which paths collide

    def adopt(self, folder: Path, there: Iterable[str]) -> None:
        """Go on in a tree that holds files already: ``there`` are their paths."""
        self.close()
        self._root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        self._there = set(there)

    def keep(self, path: str, source: str, origin: Path | None = None) -> None:
        """Take a file over as it lies in the adopted tree, or by a hard link from ``origin``.

        Raises:
            Failure: the path is no plain name, or was written before.
            OSError: the file system says no.
        """
        self.claim(path, source)
        self.take(path, origin)

    def take(self, path: str, origin: Path | None = None) -> None:
        """The same for a path that was claimed."""
        if origin is None:
            self._there.discard(path)
            return
        parts = split(path)
        folder = self._open_folder(parts[:-1])
        try:
            self._make_room(path, parts[-1], folder)
            try:
                os.link(origin, parts[-1], dst_dir_fd=folder, follow_symlinks=False)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                _copy(origin, parts[-1], folder)
        finally:
            os.close(folder)

    def clear(self) -> None:
        """Remove from an adopted tree what was neither kept nor written anew, and the folders left empty."""
        emptied: set[str] = set()
        for path in sorted(self._there):
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
        return self.fill(path, data)

    def fill(self, path: str, data: bytes) -> int:
        """The same for a path that was claimed, from any process that was forked since."""
        parts = split(path)
        if self.guard is not None:
            self.guard(path, data)
        folder = self._open_folder(parts[:-1])
        try:
            self._make_room(path, parts[-1], folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
            with os.fdopen(os.open(parts[-1], flags, 0o600, dir_fd=folder), "wb") as file:
                os.fchmod(file.fileno(), FILE_MODE)
                file.write(data)
                file.flush()
                return os.fstat(file.fileno()).st_mtime_ns
        finally:
            os.close(folder)

    def filled(self, path: str) -> None:
        """Take note that another process has filled a path."""
        self._there.discard(path)

    def claim(self, path: str, source: str) -> None:
        """Say that a source makes the file at a path.

        Raises:
            Failure: the path is no plain name, or another source makes it.
        """
        split(path)
        key = path if _PLAIN.match(path) else unicodedata.normalize("NFC", path).casefold()
        if key in self._sources:
            raise Failure(
                f"Hai nguồn cùng tạo ra tệp /{path}: {self._sources[key]} và {source}. "
                "Xin đổi `slug` hoặc tên của một trong hai."
            )
        self._sources[key] = source

    def _open_folder(self, parts: tuple[str, ...]) -> int:
        """The folder below the root, made where missing; the caller closes it."""
        folder = os.dup(self._root)
        try:
            for part in parts:
                made = _make(part, folder)
                folder = step(folder, part)
                if made:
                    os.fchmod(folder, FOLDER_MODE)
        except BaseException:
            os.close(folder)
            raise
        return folder


def _copy(origin: Path, name: str, folder: int) -> None:
    """A new file with the bytes, mode and time of another."""
    with open(os.open(origin, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with open(os.open(name, flags, 0o600, dir_fd=folder), "wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            found = os.fstat(source.fileno())
            os.fchmod(target.fileno(), FILE_MODE)
            os.utime(target.fileno(), ns=(found.st_mtime_ns, found.st_mtime_ns))


def step(folder: int, name: str) -> int:
    """Open a folder in an open folder, no link followed, and close the outer one.

    Raises:
        OSError: it is not there, or no folder; the outer one stays open.
    """
    inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
    os.close(folder)
    return inner


def split(path: str) -> tuple[str, ...]:
    """The names along a relative POSIX path.

    Raises:
        Failure: the path is absolute, climbs, or holds a name that no file should have.
    """
    parts = tuple(path.split("/"))
    plain = _PLAIN.match(path)
    for part in parts:
        bad = part in ("", ".", "..") or len(part.encode(errors="replace")) > NAME_LENGTH
        if bad or (not plain and _is_unfit(part)):
            raise Failure(f"Đường dẫn “{path!r}” không dùng được làm tên tệp của trang. Xin đặt lại tên.")
    return parts


def _is_unfit(name: str) -> bool:
    return "\\" in name or any(unicodedata.category(char) in ("Cc", "Cs") for char in name)


def _make(name: str, folder: int) -> bool:
    try:
        os.mkdir(name, 0o700, dir_fd=folder)
    except FileExistsError:
        return False
    return True
