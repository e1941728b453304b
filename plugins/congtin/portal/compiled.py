"""Templates as Jinja compiled them for an earlier build: kept in the user's own folder of caches, never in the site's.

What is kept is code. A site's folder may come from elsewhere, with all that lies in it; this one is nobody else's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from congtin.portal.keys import code, versions
from congtin.portal.stamps import digest

OTHERS = 0o022  # the right to write, of whoever is not the owner
LENGTH = 32  # bytes of a SHA-256


class Compiled(BytecodeCache):
    """Keeps each compiled template in a file of a folder; what is damaged, or cannot be kept, is compiled anew.

    ``key`` tells what the code depends on besides the template, which Jinja looks at.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._key = key.encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from its file, where that is whole and was made under the same key."""
        with suppress(OSError):
            kept = (self._folder / bucket.key).read_bytes()
            data = kept[LENGTH:]
            if kept[:LENGTH] == self._digest(data):
                bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Put the code into its file; half a file is a damaged one."""
        data = bucket.bytecode_to_string()
        with suppress(OSError):
            (self._folder / bucket.key).write_bytes(self._digest(data) + data)

    def _digest(self, data: bytes) -> bytes:
        return sha256(self._key + data).digest()


def compiled(options: Mapping[str, Any]) -> Compiled | None:
    """What is kept for this user of templates with these options; None where no folder is the user's alone."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    folder = home / "congtin" / "templates"
    if not home.is_absolute():
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return None
    is_own = not hasattr(os, "geteuid") or (found.st_uid == os.geteuid() and not found.st_mode & OTHERS)
    return Compiled(folder, digest(code(), versions(), json.dumps(options, sort_keys=True))) if is_own else None
