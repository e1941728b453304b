"""The files of a data page, at its address with another ending: ``/so-lieu/<id>/`` → ``/so-lieu/<id>.csv``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from congtin.publishing.downloads.fields import Cells
from congtin.publishing.downloads.tables import BOM, csv_of, json_of

About = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format: how its address ends, its media type, what it is called, and how it is written."""

    ending: str
    type: str
    title: str
    note: str
    write: Callable[[About, Sequence[Cells]], bytes]


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file as its page offers it."""

    title: str
    url: str
    type: str
    note: str


KINDS = (
    FileKind(".csv", "text/csv", "CSV", "UTF-8, dấu thập phân là dấu chấm", lambda _, rows: csv_of(rows)),
    FileKind(
        ".bom.csv",
        "text/csv",
        "CSV cho Excel",
        "như trên, có dấu nhận biết UTF-8",
        lambda _, rows: BOM + csv_of(rows),
    ),
    FileKind(".json", "application/json", "JSON", "kèm định nghĩa và nguồn", json_of),
)


def file_links(address: str) -> tuple[FileLink, ...]:
    """The files of the page at an address."""
    return tuple(FileLink(kind.title, file_address(address, kind), kind.type, kind.note) for kind in KINDS)


def file_address(address: str, kind: FileKind) -> str:
    """Where a file of a page is."""
    return f"{address.rstrip('/')}{kind.ending}"
