"""What the operating system does for a publication: two folders change places, and what was written stays written."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

AT_FDCWD = -100
RENAME_EXCHANGE = RENAME_SWAP = 2
# What a system or file system answers that has no exchange: the two renames below take its place.
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
Call = Callable[[Any, bytes, bytes], int]
# The call in which two paths change places, under its name in the C library.
_CALLS: dict[str, Call] = {
    "renameat2": lambda call, one, other: int(call(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)),  # Linux ≥ 3.15
    "renamex_np": lambda call, one, other: int(call(one, other, RENAME_SWAP)),  # macOS ≥ 10.12
}


def exchange(folder: Path, output: Path, aside: Path) -> None:
    """Put ``folder`` in the place of ``output``, and the old output, if there is one, in the place of ``folder``.

    Where the system cannot do this in one step, the old output is left ``aside``: between two renames there is no
    output, and whoever finds it so puts back what lies aside.
    """
    if not os.path.lexists(output):
        folder.rename(output)
    elif not _swap(folder, output):
        output.rename(aside)
        folder.rename(output)


def _swap(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False where that is not to be had."""
    library = ctypes.CDLL(None, use_errno=True)
    for name, ask in _CALLS.items():
        call = getattr(library, name, None)
        if call is None:
            continue
        if ask(call, os.fsencode(one), os.fsencode(other)) == 0:
            return True
        code = ctypes.get_errno()
        if code not in _UNKNOWN:
            raise OSError(code, os.strerror(code), str(one), None, str(other))
    return False


def sync(folder: Path) -> None:
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


def sync_names(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
