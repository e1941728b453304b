"""The files of a data page, at its address with another ending: ``/so-lieu/<id>/`` → ``/so-lieu/<id>.csv``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from congtin.publishing.data.results import Gathered
from congtin.publishing.downloads.fields import Cells, Rows, Setting
from congtin.publishing.downloads.tables import BOM, csv_of, json_of

About = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """What the files of a page tell: about what, and the figures, fetched when the first file is written."""

    about: About
    setting: Setting
    fetch: Callable[[], Gathered]

    @cached_property
    def figures(self) -> Gathered:
        """The figures."""
        return self.fetch()

    @cached_property
    def rows(self) -> list[Cells]:
        """The figures as rows."""
        return list(map(Rows(self.setting).of, self.figures.postings))

    @cached_property
    def csv(self) -> bytes:
        """As CSV, which stands in two files."""
        return csv_of(self.rows)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format: how its address ends, its media type, what it is called, and how it is written."""

    ending: str
    type: str
    title: str
    note: str
    write: Callable[[Told], bytes]


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file as its page offers it."""

    title: str
    url: str
    type: str
    note: str = ""


def _xlsx(told: Told) -> bytes:
    from congtin.publishing.downloads.spreadsheet import xlsx_of  # slow to load, and not always needed

    return xlsx_of(told.about, told.figures, told.setting)


XLSX = FileKind(
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel (.xlsx)",
    "kế hoạch và thực hiện cạnh nhau",
    _xlsx,
)
CSV = FileKind(".csv", "text/csv", "CSV", "mỗi dòng một số, UTF-8, dấu chấm thập phân", lambda told: told.csv)
WITH_BOM = FileKind(
    ".bom.csv", "text/csv", "CSV có BOM", "như trên, cho phần mềm cần dấu nhận biết UTF-8", lambda told: BOM + told.csv
)
JSON = FileKind(
    ".json",
    "application/json",
    "JSON",
    "kèm định nghĩa và nguồn",
    lambda told: json_of(told.about, told.rows),
)
KINDS = (XLSX, CSV, WITH_BOM, JSON)
WHOLE = (
    FileLink("SQLite", "/so-lieu.db", "application/vnd.sqlite3", "mọi số liệu, mở được bằng Datasette"),
    FileLink("Data Package", "/so-lieu/datapackage.json", "application/json", "mô tả các tệp CSV của mọi chỉ tiêu"),
)


def file_links(address: str) -> tuple[FileLink, ...]:
    """The files of the page at an address."""
    return tuple(FileLink(kind.title, file_address(address, kind), kind.type, kind.note) for kind in KINDS)


def file_address(address: str, kind: FileKind) -> str:
    """Where a file of a page is."""
    return f"{address.rstrip('/')}{kind.ending}"
