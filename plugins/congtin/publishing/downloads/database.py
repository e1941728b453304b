"""The whole ledger as an SQLite file: tables that refer to one another, and a view that reads as the CSV does.

Rows are narrow: what belongs to an article, an indicator or a body stands in its table. Titles of articles are not in
it, as in no file of figures; their addresses are.
"""

from __future__ import annotations

import errno
import operator
import os
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from congtin.catalogue import Catalogue
from congtin.posting import Origin, Posting
from congtin.publishing.cards import organisation_url
from congtin.publishing.data.pages import indicator_url
from congtin.publishing.downloads.fields import FIELDS, NAMES, Rows, Setting, place_of
from congtin.publishing.downloads.tables import number

_ELSEWHERE = {  # columns of the view that the table of figures has in another form
    "id": "articles.id || '#' || figures.place",
    "indicator_label": "coalesce(indicators.label, figures.name)",
    "organisation_name": "coalesce(organisations.name, figures.body)",
    "published": "articles.published",
    "source": "articles.url || '#' || figures.anchor",
    "licence": "(SELECT value FROM about WHERE name = 'licence')",
}
OWN = tuple(field for field in FIELDS if field.name not in _ELSEWHERE)
_TYPES = {"number": "NUMERIC"}
SCHEMA = f"""
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fields (name TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE indicators (id TEXT PRIMARY KEY, label TEXT NOT NULL, measure TEXT NOT NULL, kind TEXT NOT NULL,
  definition TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE organisations (id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL,
  parent TEXT REFERENCES organisations (id), valid_from TEXT, valid_to TEXT, note TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE successions (predecessor TEXT NOT NULL REFERENCES organisations (id),
  successor TEXT NOT NULL REFERENCES organisations (id), PRIMARY KEY (predecessor, successor)) WITHOUT ROWID;
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL, published TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE figures (article INTEGER NOT NULL REFERENCES articles (number), place TEXT NOT NULL, name TEXT, body TEXT,
  anchor TEXT NOT NULL, {", ".join(f"{field.name} {_TYPES.get(field.type, 'TEXT')}" for field in OWN)},
  FOREIGN KEY (indicator) REFERENCES indicators (id), FOREIGN KEY (organisation) REFERENCES organisations (id));
CREATE VIEW so_lieu AS SELECT {", ".join(f"{_ELSEWHERE.get(name, f'figures.{name}')} AS {name}" for name in NAMES)}
  FROM figures JOIN articles ON articles.number = figures.article
  LEFT JOIN indicators ON indicators.id = figures.indicator
  LEFT JOIN organisations ON organisations.id = figures.organisation;
"""
INDEX = "CREATE INDEX by_indicator ON figures (indicator, organisation)"  # made when all rows are in: that is compact


def database_of(
    place: Path, about: dict[str, str], articles: Sequence[Origin], postings: Iterable[Posting], setting: Setting
) -> BinaryIO:
    """The file, open and without a name, begun at a place: the same bytes for the same figures, by the same SQLite.

    ``articles`` tell the figures, oldest first; ``postings`` stand indicator by indicator, in the articles' order.
    """
    with _opened(place) as (file, connection):
        _begin(connection, about, articles, setting)
        _fill(connection, "figures", _rows(postings, articles, setting))
        return _done(file, connection)


def renewed(
    place: Path,
    former: str,
    about: dict[str, str],
    articles: Sequence[Origin],
    changed: Collection[str],
    fresh: Iterable[Posting],
    setting: Setting,
) -> BinaryIO:
    """The same of an earlier file, by its path, where only the figures of articles at addresses ``changed`` are others.

    ``fresh`` are all figures of these; articles which replace others' figures, or are replaced, or were, are of these.
    """
    with _opened(place, former) as (file, connection):
        _begin(connection, about, articles, setting)
        known = dict(connection.execute("SELECT url, number FROM old.articles"))
        kept = [
            (known[f"{setting.site_url}{item.url}"], at)
            for at, item in enumerate(articles, 1)
            if item.url not in changed
        ]
        connection.executemany("INSERT INTO temp.kept VALUES (?, ?)", kept)
        _merge(connection, kept, _rows(fresh, articles, setting), setting.catalogue)
        return _done(file, connection)


def _merge(
    connection: sqlite3.Connection,
    kept: Sequence[tuple[int, int]],
    fresh: Iterable[tuple[object, ...]],
    catalogue: Catalogue,
) -> None:
    """Rows of articles that are ``kept``, given by their numbers before and now, with the ``fresh`` between them."""
    ranks = {item.id: at for at, item in enumerate(catalogue.indicators)}
    seats: dict[tuple[int, int], list[tuple[object, ...]]] = {}
    for row in fresh:
        seats.setdefault((ranks.get(str(row[_INDICATOR]), len(ranks)), cast(int, row[0])), []).append(row)
    starts = {ranks.get(name, len(ranks)): start for name, start in connection.execute(_STARTS)}
    end = connection.execute("SELECT coalesce(max(rowid), 0) + 1 FROM old.figures").fetchone()[0]
    former, now = zip(*kept, strict=True) if kept else ((), ())
    article = partial(_article, connection)
    copied = 1
    for rank, place in sorted(seats):
        first, after = (
            min((start for at, start in starts.items() if at >= wanted), default=end) for wanted in (rank, rank + 1)
        )
        before = bisect_left(now, place)  # so many of the kept articles are older
        seat = bisect_right(range(first, after), former[before - 1] if before else 0, key=article) + first
        connection.execute(_COPY, (copied, seat - 1))
        _fill(connection, "figures", seats[rank, place])
        copied = seat
    connection.execute(_COPY, (copied, end))


def _article(connection: sqlite3.Connection, row: int) -> int:
    found: tuple[int] = connection.execute("SELECT article FROM old.figures WHERE rowid = ?", (row,)).fetchone()
    return found[0]


# Nobody else looks at the file, and it is dropped where anything goes wrong. Its pages leave memory as they fill.
_BARE = """PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -4000;"""
_COUNTS = ((24, 4), (92, 8))  # where SQLite counts how often a file was changed, and by which of its versions
_COLUMNS = ("place", "name", "body", "anchor", *(field.name for field in OWN))
_TEMPORARY = "CREATE TEMP TABLE kept (former INTEGER PRIMARY KEY, number INTEGER)"
_INDICATOR = 1 + _COLUMNS.index("indicator")
_STARTS = "SELECT indicator, min(rowid) FROM old.figures GROUP BY indicator"
_COPY = f"""INSERT INTO main.figures SELECT kept.number, {", ".join(f"old.figures.{name}" for name in _COLUMNS)}
  FROM old.figures CROSS JOIN temp.kept ON kept.former = old.figures.article WHERE old.figures.rowid BETWEEN ? AND ?"""


@contextmanager
def _opened(place: Path, former: str = "") -> Iterator[tuple[BinaryIO, sqlite3.Connection]]:
    """A new file, which loses its name at once, so that none is left behind; the earlier one attached as ``old``.

    Raises:
        OSError: there is no room for it.
    """
    file = open(place, "x+b", buffering=0)  # noqa: SIM115 - the caller's
    try:
        with closing(sqlite3.connect(place.as_uri(), uri=True, isolation_level=None)) as connection:
            connection.executescript(_BARE)
            place.unlink()
            if former:
                connection.execute("ATTACH ? AS old", (f"{Path(former).as_uri()}?mode=ro&immutable=1",))
                connection.executescript(_TEMPORARY)
            yield file, connection
    except sqlite3.OperationalError as error:
        file.close()
        raise OSError(errno.EIO, str(error), str(place)) from error


def _begin(connection: sqlite3.Connection, about: dict[str, str], articles: Sequence[Origin], setting: Setting) -> None:
    """All but the figures."""
    connection.executescript(SCHEMA)
    connection.execute("BEGIN")
    _fill(connection, "about", sorted(about.items()))
    _fill(connection, "fields", ((field.name, field.title, field.description) for field in FIELDS))
    _catalogue(connection, setting.catalogue, setting.site_url)
    _fill(connection, "articles", (
        (at, item.id or item.path, item.day, f"{setting.site_url}{item.url}") for at, item in enumerate(articles, 1)
    ))  # fmt: skip


def _done(file: BinaryIO, connection: sqlite3.Connection) -> BinaryIO:
    connection.execute(INDEX)
    connection.execute("COMMIT")
    for place, length in _COUNTS:
        os.pwrite(file.fileno(), bytes(length), place)
    return file


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is not None:
        places = ", ".join("?" * len(first))
        connection.execute(f"INSERT INTO {table} VALUES ({places})", first)
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


def _catalogue(connection: sqlite3.Connection, catalogue: Catalogue, site_url: str) -> None:
    _fill(connection, "indicators", (
        (item.id, item.label, item.measure, str(item.kind or ""), item.definition, site_url + indicator_url(item.id))
        for item in catalogue.indicators
    ))  # fmt: skip
    known = {item.id for item in catalogue.organisations}
    _fill(connection, "organisations", (
        (item.id, item.name, str(item.level), item.parent if item.parent in known else None, _day(item.valid_from),
         _day(item.valid_to), item.note, f"{site_url}{organisation_url(item.id)}")
        for item in catalogue.organisations
    ))  # fmt: skip
    pairs = {(item.id, name) for item in catalogue.organisations for name in item.successors}
    pairs |= {(name, item.id) for item in catalogue.organisations for name in item.predecessors}
    _fill(connection, "successions", sorted(pair for pair in pairs if known.issuperset(pair)))


def _rows(postings: Iterable[Posting], articles: Iterable[Origin], setting: Setting) -> Iterator[tuple[object, ...]]:
    numbers = {item.url: at for at, item in enumerate(articles, 1)}
    own = operator.itemgetter(*(NAMES.index(field.name) for field in OWN))
    value = [field.name for field in OWN].index("value")
    made = Rows(setting)
    for item in postings:
        cells = made.of(item)
        kept: list[object] = [cell or None for cell in own(cells)]
        kept[value] = number(cells.value)
        name = None if cells.indicator else cells.indicator_label
        body = None if cells.organisation else cells.organisation_name
        yield numbers[item.origin.url], place_of(item), name, body, item.anchor, *kept


def _day(day: object) -> str | None:
    return str(day) if day else None
