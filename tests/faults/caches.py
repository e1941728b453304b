"""A cache that is spoilt in any way: the site is what a build from nothing makes, and nobody sees a traceback."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from faults.ground import Broken, Ground, Print, check, prints
from portal.edits import catalogue, lengthen, new, picture, settle

LENGTHS = 40  # how many lengths the file is cut to


def flipped(data: bytes, pick: random.Random) -> bytes:
    place = pick.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << pick.randrange(8)]) + data[place + 1 :]


def spoilt(ground: Ground, count: int, pick: random.Random) -> Iterator[tuple[str, Callable[[], object]]]:
    """Ways to spoil the cache of the site as it lies, each with its name."""
    file = ground.site / ".congtin/output.cache"
    sound = file.read_bytes()
    for _ in range(count):
        bits = random.Random(pick.random())
        yield "a bit flipped", lambda bits=bits: file.write_bytes(flipped(sound, bits))
    for number in range(LENGTHS):
        length = len(sound) * number // LENGTHS + pick.randrange(len(sound) // LENGTHS)
        yield f"cut to {length}", lambda length=length: file.write_bytes(sound[:length])
    for change in (
        "UPDATE facts SET value = x'00' WHERE name = 'key'",
        "UPDATE facts SET value = (SELECT value FROM facts WHERE name = 'past')",
        "UPDATE articles SET slim = replace(slim, 'a', 'b')",
        "UPDATE articles SET report = '[]'",
        "UPDATE articles SET bulk = x'00'",
        "UPDATE articles SET bulk = (SELECT bulk FROM articles ORDER BY path LIMIT 1)",
        "UPDATE articles SET stamp = NULL, digest = 7",
        "DELETE FROM articles WHERE path LIKE '%thi-dua%'",
        "DELETE FROM facts WHERE name LIKE 'generation%'",
        "DROP TABLE articles",
        "DROP TABLE facts",
        "ALTER TABLE articles RENAME COLUMN slim TO slender",
    ):
        yield change, lambda change=change: told(file, change)
    yield "another's file", lambda: file.write_bytes(os.urandom(len(sound)))
    yield "empty", lambda: file.write_bytes(b"")
    yield "gone", file.unlink


def told(file: Path, statement: str) -> None:
    """Change a cache as a program of another version, or none of ours, might."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def same_time(site: Path) -> None:
    """Another content of the same length under the same time of change."""
    for path in sorted((site / "content/articles").rglob("*.md")):
        before, text = path.stat(), path.read_text()
        path.write_text(text.replace("minh hoạ", "minh hoà"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def caches(folder: Path, count: int, seed: int) -> Iterator[str]:
    """Spoil the cache at so many places, and in all other ways; yields what went wrong."""
    pick = random.Random(seed)
    ground = Ground(folder)
    for _ in range(3):
        new(ground.site, pick)
        ground.build()
    tried = 0
    expected = ground.anew()
    start = ground.save("start")
    for name, spoil in spoilt(ground, count, pick):
        tried += 1
        spoil()
        yield from _judge(ground, expected, f"seed {seed}, {tried}: {name}")
        ground.restore(start)
    for _ in range(count // 5):  # where an edit of text is all that has changed since the last build
        tried += 1
        ground.settle()
        ground.build()
        lengthen(ground.site, pick)
        file = ground.site / ".congtin/output.cache"
        file.write_bytes(flipped(file.read_bytes(), pick))
        yield from _judge(ground, ground.anew(), f"seed {seed}, {tried}: a bit flipped before an edit of text")
    for change in (lengthen, catalogue, settle, picture, lambda site, _: same_time(site)):
        for again in range(2):
            tried += 1
            change(ground.site, pick)
            if again:
                file = ground.site / ".congtin/output.cache"
                file.write_bytes(flipped(file.read_bytes(), pick))
            yield from _judge(ground, ground.anew(), f"seed {seed}, {tried}: a change")
    print(f"  {tried} spoilt caches")


def _judge(ground: Ground, expected: Print, name: str) -> Iterator[str]:
    done = ground.run("build")
    try:
        check("Traceback" not in done.said, "no traceback:", done)
        check(done.code == 0, "a build with a bad cache succeeds:", done)
        check(prints(ground.output) == expected, "the site is what a build from nothing makes")
        with suppress(FileNotFoundError):
            check(not ground.litter(), "no litter:", ground.litter())
    except Broken as broken:
        yield f"{name}: {broken}"
