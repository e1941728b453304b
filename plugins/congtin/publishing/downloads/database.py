"""The whole ledger as an SQLite file: tables that refer to one another, and a view that reads as the CSV does.

Rows are narrow: what belongs to an article, an indicator or a body stands in its table. Titles of articles are not in
it, as in no file of figures; their addresses are.
"""

from __future__ import annotations

import operator
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

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


def database_of(about: dict[str, str], postings: Iterable[Posting], setting: Setting) -> bytes:
    """The file: the same bytes for the same figures in the same order, by the same SQLite."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA page_size = 4096; {SCHEMA}")
        connection.execute("BEGIN")
        _fill(connection, "about", sorted(about.items()))
        _fill(connection, "fields", ((field.name, field.title, field.description) for field in FIELDS))
        _catalogue(connection, setting.catalogue, setting.site_url)
        _figures(connection, postings, setting)
        connection.execute(INDEX)
        connection.execute("COMMIT")
        return bytes(connection.serialize())


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


def _figures(connection: sqlite3.Connection, postings: Iterable[Posting], setting: Setting) -> None:
    articles: dict[Origin, int] = {}
    own = operator.itemgetter(*(NAMES.index(field.name) for field in OWN))
    value = [field.name for field in OWN].index("value")
    made = Rows(setting)

    def rows() -> Iterator[tuple[object, ...]]:
        for item in postings:
            cells = made.of(item)
            article = articles.get(item.origin) or articles.setdefault(item.origin, len(articles) + 1)
            kept: list[object] = [cell or None for cell in own(cells)]
            kept[value] = number(cells.value)
            name = None if cells.indicator else cells.indicator_label
            body = None if cells.organisation else cells.organisation_name
            yield article, place_of(item), name, body, item.anchor, *kept

    _fill(connection, "figures", rows())
    _fill(connection, "articles", (
        (at, origin.id or origin.path, origin.day, f"{setting.site_url}{origin.url}") for origin, at in articles.items()
    ))  # fmt: skip


def _day(day: object) -> str | None:
    return str(day) if day else None
