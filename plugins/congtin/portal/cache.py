"""The cache: what earlier builds found out about each article, in one SQLite file beside the output.

It holds texts and numbers only. Each row bears a checksum over all that it says, and the file the key of everything
else the rows depend on (code, versions, settings, catalogue): what does not fit is a miss, never an error.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from congtin.portal.stamps import digest
from congtin.posting import Line

SCHEMA = "17"
HOME = ".congtin"  # the folder beside the output for what is ours
LEVEL = 1  # at which zlib packs texts: more takes more time than it saves
KIN, TRAITS = "kin", "traits"
_SUMMED = {KIN: "path, face, related", TRAITS: "path, traits"}  # the columns of kin that are read together
PARTS = ("report", "figures", "bulk")  # what is fetched of one article at a time
_TABLES = f"""
CREATE TABLE articles (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, face TEXT, slim BLOB, card BLOB, brief BLOB,
                       lines BLOB, mark INTEGER,
                       {", ".join(f"{part} BLOB, {part}_mark INTEGER" for part in PARTS)});
CREATE INDEX articles_known ON articles (path, stamp, digest);
CREATE TABLE lines (indicator TEXT, organisation TEXT, paths TEXT, sum TEXT,
                    PRIMARY KEY (indicator, organisation)) WITHOUT ROWID;
CREATE TABLE dealt (path TEXT, indicator TEXT, organisation TEXT, sum TEXT, figures BLOB, mark INTEGER,
                    PRIMARY KEY (path, indicator, organisation));
CREATE INDEX dealt_indicator ON dealt (indicator, organisation);
CREATE INDEX dealt_organisation ON dealt (organisation);
CREATE TABLE kin (path TEXT PRIMARY KEY, face TEXT, related TEXT, traits TEXT) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB, sum TEXT) WITHOUT ROWID;
"""


def cache_of(output: Path) -> Path:
    """Where the cache of an output lies; only the process that holds its lock may write to it."""
    return output.parent / HOME / f"{output.name}.cache"


def filling_of(cache: Path) -> Path:
    """Where a file beside a cache begins that a build fills: it loses this name in a moment, unless the build dies."""
    return cache.with_suffix(".filling")


class Row(NamedTuple):
    """One article: its stamp, the digest of what it was read from, that of all that lists show of it; as JSON its
    slim record, what else its card shows, what is brief of its verdict, and its lines.

    The lines are those of the ledger in which it has figures, each as indicator, space, organisation.
    """

    path: str
    stamp: str
    digest: str
    face: str
    slim: bytes
    card: bytes
    brief: bytes
    lines: bytes

    @property
    def of(self) -> tuple[Line, ...]:
        """Its lines."""
        return tuple(map(line_of, json.loads(self.lines)))

    @property
    def mark(self) -> int:
        """The checksum over all but the stamp, which has no say in what the article is."""
        names = f"{self.path}\0{self.digest}\0{self.face}\0".encode()
        return zlib.crc32(b"\0".join((names, self.slim, self.card, self.brief, self.lines)))


class Known(NamedTuple):
    """How an article was known last: its stamp, and the digest of what it was read from."""

    stamp: str
    digest: str


class Kin(NamedTuple):
    """What is kept of an article's relatives: its face, and their paths, a line each."""

    path: str
    face: str
    related: str


def state_of(articles: Iterable[tuple[str, Known | Row]]) -> str:
    """The digest of what articles, given by their paths, were read from."""
    return digest("\n".join(sorted(f"{path} {item.digest}" for path, item in articles)))


@lru_cache(1 << 16)
def line_of(told: str) -> Line:
    """A line of the ledger as a row names it, the same object for all who do: these are thousands."""
    indicator, _, organisation = told.partition(" ")
    return indicator, organisation


def _total(rows: Iterable[Sequence[str]]) -> int:
    """A checksum over rows in any order, from which one can be taken out again."""
    return sum(zlib.crc32("\0".join(row).encode()) for row in rows)


def _mark(path: str, digest: str, data: bytes) -> int:
    return zlib.crc32(data, zlib.crc32(f"{path}\0{digest}\0".encode()))


class Cache:
    """One open cache file. Only the process that holds the lock of the output writes to it."""

    def __init__(self, file: Path, key: str, *, write: bool = True) -> None:
        """Open the cache, or begin a new one when it is absent, damaged or was made under another ``key``.

        Without ``write`` the file is only looked into: what is put there is forgotten.
        """
        self.file, self.key, self.write = file, key, write
        self._process = os.getpid()
        try:
            self._open()
            if self.fact("key") != key:
                raise sqlite3.DatabaseError("made under another key")
        except sqlite3.Error:
            try:
                if not write:
                    raise
                self._anew()
            except (sqlite3.Error, OSError):  # no room for it: this build does without
                self.connection = sqlite3.connect(":memory:", isolation_level=None)
                self._begin()

    def _open(self) -> None:
        if not self.write:
            self.connection = sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True, isolation_level=None)
            return
        self.connection = sqlite3.connect(self.file, isolation_level=None)
        self.connection.execute("PRAGMA page_size=8192")  # of a new file: what is told of an article mostly fits on one
        self.connection.execute("PRAGMA synchronous=OFF")  # what a power cut spoils is a miss
        self.connection.execute("PRAGMA journal_mode=MEMORY")
        self.connection.execute("BEGIN")

    def _anew(self) -> None:
        with suppress(sqlite3.Error, AttributeError):
            self.connection.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        self._open()
        self._begin()

    def _begin(self) -> None:
        for statement in _TABLES.split(";"):
            self.connection.execute(statement)
        self.put_fact("key", self.key)

    def known(self) -> dict[str, Known]:
        """How each article was known last; of one that is not sound, something else than that."""
        with suppress(sqlite3.Error, UnicodeError):  # all of it stands in one index
            rows = self.connection.execute("SELECT path, stamp, digest FROM articles ORDER BY path")
            return {str(path): Known(str(stamp), str(found)) for path, stamp, found in rows}
        return {}

    def rows(self) -> Iterator[Row]:
        """The sound rows, without their parts."""
        return self._rows()

    def row(self, path: str) -> Row | None:
        """One article, without its parts; None when it is not there or not sound."""
        return next(self._rows("WHERE path = ?", path), None)

    def _rows(self, which: str = "", *values: str) -> Iterator[Row]:
        query = f"SELECT {', '.join(Row._fields)}, mark FROM articles {which}"
        with suppress(sqlite3.Error, TypeError, AttributeError, UnicodeError):
            for found in self.connection.execute(query, values):
                row = Row._make(found[:-1])
                if row.mark == found[-1]:
                    yield row

    def part(self, path: str, name: str, read_from: str = "") -> str | None:
        """A part of one article; None when it is not there, not sound, or was ``read_from`` something else.

        A disk that was full when an article was stored has left the row of the article as it was before.
        """
        assert name in PARTS
        with suppress(sqlite3.Error, zlib.error, TypeError, AttributeError, UnicodeError):
            query = f"SELECT digest, {name}, {name}_mark FROM articles WHERE path = ?"
            found = self._here().execute(query, (path,)).fetchone()
            if found and found[0] == (read_from or found[0]) and _mark(path, found[0], found[1]) == found[2]:
                return zlib.decompress(found[1]).decode()
        return None

    def _here(self) -> sqlite3.Connection:
        """A connection of this process: one must not cross a fork."""
        if os.getpid() != self._process:
            self.connection, self._process = _reading(self.file), os.getpid()
        return self.connection

    def put(self, row: Row, parts: Sequence[bytes]) -> None:
        """Store an article with its parts, in the order of :data:`PARTS` and as :func:`pack` makes them."""
        values: list[object] = [*row, row.mark]
        for part in parts:
            values += [part, _mark(row.path, row.digest, part)]
        with suppress(sqlite3.Error):  # a full disk costs the next build time, this one nothing
            self.connection.execute(f"INSERT OR REPLACE INTO articles VALUES ({', '.join('?' * len(values))})", values)

    def restamp(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Note new stamps, given as (path, stamp), of articles that have not changed."""
        with suppress(sqlite3.Error):
            rows = ((stamp, path) for path, stamp in stamps)
            self.connection.executemany("UPDATE articles SET stamp = ? WHERE path = ?", rows)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget articles."""
        gone = [(path,) for path in paths]
        with suppress(sqlite3.Error):
            self.connection.executemany("DELETE FROM articles WHERE path = ?", gone)
            self.connection.executemany("DELETE FROM dealt WHERE path = ?", gone)

    def paths(self, line: Line) -> frozenset[str]:
        """The articles that have figures in a line of the ledger."""
        with suppress(sqlite3.Error, TypeError, AttributeError, UnicodeError):
            query = "SELECT paths, sum FROM lines WHERE indicator = ? AND organisation = ?"
            found = self.connection.execute(query, line).fetchone()
            if found is None:
                return frozenset()
            if digest(*line, found[0]) == found[1]:
                return frozenset(filter(None, found[0].split("\n")))
        return frozenset(row.path for row in self.rows() if line in row.of)

    def put_paths(self, lines: Iterable[tuple[Line, Iterable[str]]]) -> None:
        """Note which articles have figures in some lines."""
        texts = ((line, "\n".join(sorted(paths))) for line, paths in lines)
        rows = ((*line, text, digest(*line, text)) for line, text in texts)
        with suppress(sqlite3.Error):
            self.connection.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?)", rows)

    def deal(self, path: str, key: str, hands: Iterable[tuple[Line, str]]) -> None:
        """Note the figures of an article by line, as JSON; ``key`` is what they depend on."""
        encoded = ((tuple(line), text.encode()) for line, text in hands)
        rows = ((path, *line, key, data, _mark(path, f"{line} {key}", data)) for line, data in encoded)
        with suppress(sqlite3.Error):
            self.connection.execute("DELETE FROM dealt WHERE path = ?", (path,))
            self.connection.executemany("INSERT INTO dealt VALUES (?, ?, ?, ?, ?, ?)", rows)

    def dealt(self, **line: str) -> Iterator[tuple[str, Line, str, bytes]]:
        """What was noted of an ``indicator``, an ``organisation`` or both, as far as sound; some may be out of date."""
        assert line.keys() <= {"indicator", "organisation"}
        wanted = " AND ".join(f"{side} = ?" for side in line)
        query = f"SELECT path, indicator, organisation, sum, figures, mark FROM dealt WHERE {wanted}"
        with suppress(sqlite3.Error, TypeError, AttributeError, UnicodeError):
            for path, indicator, organisation, key, data, mark in self._here().execute(query, tuple(line.values())):
                own = (indicator, organisation)
                if _mark(path, f"{own} {key}", data) == mark:
                    yield path, own, key, data

    def kin(self) -> dict[str, Kin]:
        """Of each article its face and its relatives; nothing where one of them is not sound."""
        return {path: Kin(path, face, related) for path, face, related in self._summed(KIN)}

    def traits(self) -> dict[str, str]:
        """The traits of all whose kin are known; nothing where one of them is not sound."""
        return dict(self._summed(TRAITS))

    def traits_of(self, path: str) -> str | None:
        """Those of one, to see whether they are what they were."""
        with suppress(sqlite3.Error):
            found = self._here().execute("SELECT traits FROM kin WHERE path = ?", (path,)).fetchone()
            return found[0] if found else None
        return None

    def _summed(self, name: str) -> list[Any]:
        with suppress(sqlite3.Error, TypeError, AttributeError, UnicodeError):
            rows = self._here().execute(f"SELECT {_SUMMED[name]} FROM kin").fetchall()
            if self.fact(name) == str(_total(rows)):
                return rows
        return []

    def put_kin(self, gone: Iterable[str] | None, changed: Mapping[Kin, str]) -> None:
        """Note whose kin have changed, with their traits, and who has gone; None for all there were.

        To be asked after :meth:`kin`: what is known of the others is taken to be sound.
        """
        paths = [(path,) for path in {*(gone or ()), *(row.path for row in changed)}]
        with suppress(sqlite3.Error):
            totals = {name: int(self.fact(name) or 0) if gone is not None else 0 for name in _SUMMED}
            if gone is None:
                self.connection.execute("DELETE FROM kin")
            for name, columns in _SUMMED.items():
                for path in paths:
                    found = self.connection.execute(f"SELECT {columns} FROM kin WHERE path = ?", path)
                    totals[name] -= _total(found.fetchall())
            self.connection.executemany("DELETE FROM kin WHERE path = ?", paths)
            rows = [(*row, traits) for row, traits in changed.items()]
            self.connection.executemany("INSERT INTO kin VALUES (?, ?, ?, ?)", rows)
            self.put_fact(KIN, str(totals[KIN] + _total(changed)))
            self.put_fact(TRAITS, str(totals[TRAITS] + _total((row[0], row[-1]) for row in rows)))

    def fact(self, name: str) -> str | None:
        """A text noted under a name; None when it is not there or not sound."""
        with suppress(sqlite3.Error):
            return _fact(self._here(), name)
        return None

    def put_fact(self, name: str, value: str, level: int = LEVEL) -> None:
        """Note a text, packed at a level of zlib's."""
        self.put_packed(name, pack(value, level))

    def put_packed(self, name: str, data: bytes) -> None:
        """Note a text that was packed, by whichever process."""
        with suppress(sqlite3.Error):
            self.connection.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (name, data, digest(SCHEMA, name, data))
            )

    def forget(self, start: str, but: Collection[str]) -> None:
        """Forget the facts whose names begin so, but these."""
        with suppress(sqlite3.Error):
            found = self.connection.execute("SELECT name FROM facts WHERE substr(name, 1, ?) = ?", (len(start), start))
            gone = [(name,) for (name,) in found if name not in but]
            self.connection.executemany("DELETE FROM facts WHERE name = ?", gone)

    def save(self) -> None:
        """Keep what was put, and go on."""
        with suppress(sqlite3.Error):
            self.connection.execute("COMMIT")
        with suppress(sqlite3.Error):
            self.connection.execute("BEGIN")

    def close(self) -> None:
        """Let go of the file; what was not saved is forgotten."""
        with suppress(sqlite3.Error):
            self.connection.close()


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _fact(connection: sqlite3.Connection, name: str) -> str | None:
    with suppress(sqlite3.Error):  # even the tables may be gone again, when a full disk took them back
        found = connection.execute("SELECT value, sum FROM facts WHERE name = ?", (name,)).fetchone()
        if found and isinstance(found[0], bytes) and digest(SCHEMA, name, found[0]) == found[1]:
            return zlib.decompress(found[0]).decode()
    return None


def pack(text: str, level: int = LEVEL) -> bytes:
    """A text as the cache keeps it."""
    return zlib.compress(text.encode(), level)
