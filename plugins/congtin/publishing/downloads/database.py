"""The whole ledger as an SQLite file: tables that refer to one another, and a view that reads as the CSV does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal

from congtin.catalogue import Catalogue
from congtin.posting import Origin, Posting
from congtin.publishing.cards import organisation_url
from congtin.publishing.data.pages import indicator_url
from congtin.publishing.downloads.fields import FIELDS, NAMES, Setting, row

_OF_INDICATOR, _OF_BODY, _OF_ARTICLE = ("indicator_label",), ("organisation_name",), ("published", "source_title")
_ELSEWHERE = (*_OF_INDICATOR, *_OF_BODY, *_OF_ARTICLE, "licence")
OWN = tuple(field for field in FIELDS if field.name not in _ELSEWHERE)  # of the table of figures
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
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,
  url TEXT NOT NULL UNIQUE);
CREATE TABLE figures ({", ".join(f"{field.name} {_TYPES.get(field.type, 'TEXT')}" for field in OWN)},
  name TEXT NOT NULL, body TEXT NOT NULL, article INTEGER NOT NULL REFERENCES articles (number), PRIMARY KEY (id),
  FOREIGN KEY (indicator) REFERENCES indicators (id), FOREIGN KEY (organisation) REFERENCES organisations (id));
CREATE INDEX by_indicator ON figures (indicator, organisation);
CREATE INDEX by_organisation ON figures (organisation);
CREATE VIEW so_lieu AS SELECT figures.id, figures.indicator, figures.name AS indicator_label, figures.organisation,
  figures.body AS organisation_name, {", ".join(f"figures.{field.name}" for field in OWN[3:])},
  articles.published, articles.title AS source_title FROM figures JOIN articles ON articles.number = figures.article;
"""


def database_of(about: dict[str, str], postings: Iterable[Posting], setting: Setting) -> bytes:
    """The file: the same bytes for the same figures, by the same SQLite."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA page_size = 4096; {SCHEMA}")
        connection.execute("BEGIN")
        _fill(connection, "about", sorted(about.items()))
        _fill(connection, "fields", ((field.name, field.title, field.description) for field in FIELDS))
        _catalogue(connection, setting.catalogue, setting.site_url)
        _figures(connection, postings, setting)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        return bytes(connection.serialize())


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    rows = iter(rows)
    first = next(rows, None)
    if first is not None:
        places = ", ".join("?" * len(first))
        connection.execute(f"INSERT INTO {table} VALUES ({places})", first)
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", rows)  # a figure told twice is one


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

    def rows() -> Iterator[tuple[object, ...]]:
        own = [NAMES.index(field.name) for field in OWN]
        value = NAMES.index("value")
        body = NAMES.index("organisation_name")
        for item in postings:
            cells: list[object] = [cell or None for cell in row(item, setting)]
            cells[value] = _number(item.value)
            number = articles.setdefault(item.origin, len(articles) + 1)
            yield *(cells[place] for place in own), item.name, cells[body] or "", number

    _fill(connection, "figures", rows())
    _fill(connection, "articles", (
        (number, origin.id, origin.title, origin.day, f"{setting.site_url}{origin.url}")
        for origin, number in articles.items()
    ))  # fmt: skip


def _number(text: str) -> int | float | None:
    if not text:
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: object) -> str | None:
    return str(day) if day else None
