"""``python -m faults.history``: one machine's way to a site, in the environment that it was started with.

A history is the site as each edit left it. A machine builds at some of these points and at the last; what it has then
must be the same for every machine, whatever it is called, however its folders are listed and its texts hashed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.edits import edit, new

ARTICLES = 45  # enough for workers to be sent for
State = dict[str, str]  # the files of a site, as Base64
_listdir, _scandir = os.listdir, os.scandir


def history(site: Path, edits: int, seed: int) -> list[State]:
    """The site after each of some random edits, the first state before any."""
    pick = random.Random(seed)
    for _ in range(ARTICLES):
        new(site, pick)
    states = [_state(site)]
    for _ in range(edits):
        edit(site, pick)
        states.append(_state(site))
    return states


def _state(site: Path) -> State:
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): b64encode(path.read_bytes()).decode() for path in files}


def write(site: Path, state: State, pick: random.Random) -> None:
    """Bring a site to a state: its new files come in any order."""
    for path in sorted(site.rglob("*.*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in state and not name.startswith((".congtin", "output")):
            path.unlink()
    names = sorted(state)
    pick.shuffle(names)
    for name in names:
        path, data = site / name, b64decode(state[name])
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def shuffle(pick: random.Random) -> None:
    """From here on folders are listed in no order at all."""

    class Entries:
        def __init__(self, path: Any) -> None:
            with _scandir(path) as found:
                entries = list(found)
            pick.shuffle(entries)
            self._entries = iter(entries)

        def __enter__(self) -> Entries:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def __iter__(self) -> Iterator[Any]:
            return self._entries

        def __next__(self) -> Any:
            return next(self._entries)

        def close(self) -> None:
            pass

    def listdir(path: Any = ".") -> list[Any]:
        found = _listdir(path)
        pick.shuffle(found)
        return found

    os.scandir, os.listdir = Entries, listdir  # type: ignore[assignment,misc]


def main() -> int:
    """Go through a history, and build on the way and at its end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("states", type=Path)
    parser.add_argument("--jobs", default="1")
    parser.add_argument("--builds", type=int, default=0, help="on the way, besides the last")
    parser.add_argument("--umask", type=int, default=0o022)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    pick = random.Random(given.seed)
    os.umask(given.umask)
    shuffle(pick)
    from congtin.cli import main as congtin

    states = json.loads(given.states.read_text())
    stops = sorted(pick.sample(range(len(states) - 1), given.builds))
    given.site.mkdir(parents=True)
    os.chdir(given.site)
    for stop in (*stops, len(states) - 1):
        write(Path.cwd(), states[stop], pick)
        if code := congtin(["build", "--jobs", given.jobs]):
            return code
    shutil.rmtree(".congtin")
    return 0


if __name__ == "__main__":
    sys.exit(main())
