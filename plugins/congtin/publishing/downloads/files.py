"""The files of a data page, at its address with another ending: ``/so-lieu/<id>/`` → ``/so-lieu/<id>.csv``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, NamedTuple

from congtin.posting import Origin, Posting
from congtin.publishing.data.results import Gathered
from congtin.publishing.downloads.fields import Cells, Rows, Setting
from congtin.publishing.downloads.renewal import Frame, renewed
from congtin.publishing.downloads.tables import (
    BOM,
    CSV_FRAME,
    csv_line,
    csv_of,
    json_frame,
    json_line,
    json_of,
)

About = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Former:
    """What is known of the files of a page as they were published before.

    ``articles`` tell the figures of today, oldest first; those at the addresses ``changed`` told others before.
    ``tell`` gives figures by addresses of articles.
    """

    articles: Sequence[Origin]
    changed: Collection[str]
    tell: Callable[[Collection[str]], Iterable[Posting]]


@dataclass(frozen=True)
class Told:
    """What the files of a page tell: about what, and the figures, fetched when the first file is written."""

    about: About
    setting: Setting
    fetch: Callable[[], Gathered]
    former: Former | None = None
    _again: list[bytes] = field(default_factory=list)  # the CSV, renewed

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

    def csv_again(self, former: bytes) -> bytes:
        """The same, renewed."""
        if not self._again:
            self._again.append(_renewed(self, former, _CSV))
        return self._again[0]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format: how its address ends, its media type, what it is called, and how it is written."""

    ending: str
    type: str
    title: str
    note: str
    write: Callable[[Told], bytes]
    renew: Callable[[Told, bytes], bytes] | None = None


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file as its page offers it."""

    title: str
    url: str
    type: str
    note: str = ""


def _renewed(told: Told, former: bytes, form: _Form) -> bytes:
    """A file of today from the one before; made anew where that cannot be taken apart."""
    known, rows = told.former, Rows(told.setting)
    assert known is not None  # else nobody asks
    frame, (start, stop) = form.frame(told.about), form.ends
    tail = f",,,{told.setting.licence}".encode()
    try:
        return renewed(
            former, frame, start, stop, partial(form.is_tied, tail), known.articles, known.changed, form.line,
            lambda addresses: map(rows.of, known.tell(addresses)),
        )  # fmt: skip
    except LookupError:
        return form.whole(told)


class _Form(NamedTuple):
    """A format of lines: what stands around them, before and after an id, which are of replaced figures."""

    frame: Callable[[About], Frame]
    ends: tuple[bytes, bytes]
    is_tied: Callable[[bytes, bytes], bool]
    line: Callable[[Cells], str]
    whole: Callable[[Told], bytes]


_CSV = _Form(
    lambda _: CSV_FRAME,
    (b"", b","),
    lambda tail, lines: b",revised," in lines or lines.count(tail + CSV_FRAME[1]) < lines.count(CSV_FRAME[1]),
    csv_line,
    lambda told: told.csv,
)
_JSON = _Form(
    json_frame,
    (b'{"id":"', b'"'),
    lambda _, lines: b'"status":"revised"' in lines or b'"replaced_on":' in lines,
    json_line,
    lambda told: json_of(told.about, told.rows),
)


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
CSV = FileKind(
    ".csv",
    "text/csv",
    "CSV",
    "mỗi dòng một số, UTF-8, dấu chấm thập phân",
    _CSV.whole,
    Told.csv_again,
)
WITH_BOM = FileKind(
    ".bom.csv",
    "text/csv",
    "CSV có BOM",
    "như trên, cho phần mềm cần dấu nhận biết UTF-8",
    lambda told: BOM + told.csv,
    lambda told, former: BOM + told.csv_again(former.removeprefix(BOM)),
)
JSON = FileKind(
    ".json",
    "application/json",
    "JSON",
    "kèm định nghĩa và nguồn",
    _JSON.whole,
    lambda told, former: _renewed(told, former, _JSON),
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
