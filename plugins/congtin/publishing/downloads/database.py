"""The whole ledger as an SQLite file: tables that refer to one another, and a view that reads as the CSV does.

Rows are narrow: what belongs to an article, an indicator or a body stands in its table. Titles of articles are not in
it, as in no file of figures; their addresses are.
"""

from __future__ import annotations

import errno
import operator
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from congtin.catalogue import Catalogue
from congtin.posting import Origin, Posting
from congtin.publishing.cards import organisation_url
from congtin.publishing.data.pages import indicator_url
from congtin.publishing.downloads.fields import FIELDS, NAMES, Rows, Setting, place_of
from congtin.publishing.downloads.tables import number

_ELSEWHERE = {  # columns of the view that the table of figures has in another form
    "id": "articles.id || '#' || figures.place",
    "indicator": "lines.indicator",
    "organisation": "lines.organisation",
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
CREATE TABLE lines (number INTEGER PRIMARY KEY, indicator TEXT REFERENCES indicators (id),
  organisation TEXT REFERENCES organisations (id));
CREATE TABLE figures (line INTEGER NOT NULL REFERENCES lines (number),
  article INTEGER NOT NULL REFERENCES articles (number), number INTEGER NOT NULL, place TEXT NOT NULL,
  name TEXT, body TEXT, anchor TEXT NOT NULL,
  {", ".join(f"{field.name} {_TYPES.get(field.type, 'TEXT')}" for field in OWN)},
  PRIMARY KEY (line, article, number)) WITHOUT ROWID;
CREATE INDEX by_indicator ON lines (indicator, organisation);
CREATE INDEX by_organisation ON lines (organisation, indicator);
CREATE VIEW so_lieu AS SELECT {", ".join(f"{_ELSEWHERE.get(name, f'figures.{name}')} AS {name}" for name in NAMES)}
  FROM lines JOIN figures ON figures.line = lines.number JOIN articles ON articles.number = figures.article
  LEFT JOIN indicators ON indicators.id = lines.indicator
  LEFT JOIN organisations ON organisations.id = lines.organisation;
"""
Line = tuple[int, str | None, str | None]  # a row: number, indicator, organisation
_BEYOND = 10**6  # more than a catalogue has bodies, or a day articles


def database_of(
    place: Path, about: dict[str, str], articles: Sequence[Origin], postings: Iterable[Posting], setting: Setting
) -> BinaryIO:
    """The file, open and without a name, begun at a place: the same bytes for the same figures, by the same SQLite.

    ``articles`` tell the figures, oldest first; ``postings`` stand in any order, but those of an article in theirs.
    """
    with _opened(place) as connection:
        connection.executescript(SCHEMA)
        connection.execute("BEGIN")
        _begin(connection, about, setting)
        _fill_figures(connection, _numbered(articles), postings, setting)
        return _packed(connection, place)


def renewed(
    place: Path,
    former: str,
    articles: Sequence[Origin],
    changed: Collection[str],
    fresh: Iterable[Posting],
    setting: Setting,
) -> BinaryIO:
    """The same of an earlier file, by its path, where only the figures of articles at addresses ``changed`` are others.

    ``fresh`` are all figures of these; articles which replace others' figures, or are replaced, or were, are of these.
    """
    with _opened(place, former) as connection:
        connection.execute("BEGIN")
        numbers = _numbered(articles)
        stay = {f"{setting.site_url}{item.url}": number for item, number in numbers.items() if item.url not in changed}
        known = dict(connection.execute("SELECT url, number FROM articles"))
        _drop(connection, [number for url, number in known.items() if url not in stay])
        _move(connection, [(known[url], number) for url, number in stay.items() if known[url] != number])
        connection.execute("DELETE FROM articles")
        _fill_figures(connection, numbers, fresh, setting)
        connection.execute("DELETE FROM lines WHERE NOT EXISTS (SELECT 1 FROM figures WHERE line = lines.number)")
        return _packed(connection, place)


def _drop(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    if articles:
        connection.execute(f"DELETE FROM figures WHERE article IN ({', '.join(map(str, articles))})")


def _move(connection: sqlite3.Connection, articles: Collection[tuple[int, int]]) -> None:
    """Give articles of a day their new numbers, by way of negative ones: others may have these as yet."""
    if articles:
        connection.execute("CREATE TEMP TABLE moved (former INTEGER PRIMARY KEY, number INTEGER)")
        connection.executemany("INSERT INTO temp.moved VALUES (?, ?)", articles)
        connection.execute(_MOVE)
        connection.execute("UPDATE figures SET article = -article WHERE article < 0")


def _numbered(articles: Iterable[Origin]) -> dict[Origin, int]:
    """A number for each article: its day, and which it is of that day. Few are others when articles come or go."""
    numbers: dict[Origin, int] = {}
    last = 0
    for item in articles:
        last = max(last, int(item.day.replace("-", "")) * _BEYOND) + 1
        numbers[item] = last
    return numbers


# Nobody else looks at the file, and it is dropped where anything goes wrong. Its pages leave memory as they fill.
_BARE = """PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -4000;"""
_COUNTS = ((24, 4), (40, 4), (92, 8))  # where SQLite counts changes of a file and of its schema, and says who made them
_MOVE = """UPDATE figures SET article = -(SELECT number FROM temp.moved WHERE former = article)
  WHERE article IN (SELECT former FROM temp.moved)"""


@contextmanager
def _opened(place: Path, former: str = "") -> Iterator[sqlite3.Connection]:
    """A new file, or a copy of an earlier one, which loses its name at once, so that none is left behind.

    Raises:
        OSError: there is no room for it.
    """
    with open(place, "xb"):
        pass
    try:
        if former:
            shutil.copyfile(former, place)
        with closing(sqlite3.connect(place.as_uri(), uri=True, isolation_level=None)) as connection:
            connection.executescript(_BARE)
            place.unlink()
            yield connection
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(place)) from error
    finally:
        place.unlink(missing_ok=True)


def _packed(connection: sqlite3.Connection, place: Path) -> BinaryIO:
    """What was filled, in a file of the same pages whichever way its rows came: SQLite copies them as they lie."""
    connection.execute("COMMIT")
    connection.execute("VACUUM INTO ?", (place.as_uri(),))  # any name of a folder is ASCII there
    file = open(place, "r+b", buffering=0)  # noqa: SIM115 - the caller's
    for at, length in _COUNTS:
        os.pwrite(file.fileno(), bytes(length), at)
    return file


def _begin(connection: sqlite3.Connection, about: dict[str, str], setting: Setting) -> None:
    """All that no article has a say in."""
    _fill(connection, "about", sorted(about.items()))
    _fill(connection, "fields", ((field.name, field.title, field.description) for field in FIELDS))
    _catalogue(connection, setting.catalogue, setting.site_url)


def _fill_figures(
    connection: sqlite3.Connection, articles: Mapping[Origin, int], postings: Iterable[Posting], setting: Setting
) -> None:
    lines: dict[int, Line] = {}
    _fill(connection, "figures", _rows(postings, articles, setting, lines))
    connection.executemany("INSERT OR IGNORE INTO lines VALUES (?, ?, ?)", lines.values())
    _fill(connection, "articles", (
        (at, item.id or item.path, item.day, f"{setting.site_url}{item.url}") for item, at in articles.items()
    ))  # fmt: skip


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


def _rows(
    postings: Iterable[Posting], articles: Mapping[Origin, int], setting: Setting, lines: dict[int, Line]
) -> Iterator[tuple[object, ...]]:
    """Rows of figures; notes the lines that they are of."""
    numbers = {item.url: at for item, at in articles.items()}
    indicators = {item.id: at for at, item in enumerate(setting.catalogue.indicators)}
    bodies = {item.id: at for at, item in enumerate(setting.catalogue.organisations)}
    own = operator.itemgetter(*(NAMES.index(field.name) for field in OWN))
    value = [field.name for field in OWN].index("value")
    made, told, last = Rows(setting), Counter[int](), ""
    for item in postings:
        cells = made.of(item)
        rank, seat = indicators.get(cells.indicator, _BEYOND - 1), bodies.get(cells.organisation, _BEYOND - 1)
        line = rank * _BEYOND + seat
        lines.setdefault(line, (line, cells.indicator or None, cells.organisation or None))
        if item.origin.url != last:
            told, last = Counter(), item.origin.url
        told[line] += 1
        kept: list[object] = [cell or None for cell in own(cells)]
        kept[value] = number(cells.value)
        name = None if cells.indicator else cells.indicator_label
        body = None if cells.organisation else cells.organisation_name
        yield line, numbers[last], told[line], place_of(item), name, body, item.anchor, *kept


def _day(day: object) -> str | None:
    return str(day) if day else None
