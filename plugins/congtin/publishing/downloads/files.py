"""The files of a data page, at its address with another ending: ``/so-lieu/<id>/`` → ``/so-lieu/<id>.csv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from congtin.posting import Origin, Posting
from congtin.publishing.data.results import Gathered
from congtin.publishing.downloads.fields import Cells, Rows, Setting
from congtin.publishing.downloads.renewal import Frame, Seam, renewed, seams
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

    ``articles`` tell the figures of today, oldest first, with None where there may have been others; those at the
    addresses ``changed`` told others before. ``tell`` gives the figures of these.
    """

    articles: Callable[[], Iterable[Origin | None]]
    changed: Collection[str]
    tell: Callable[[], Iterable[Posting]]


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
        return self._again[0] if self._again else csv_of(self.rows)

    def csv_again(self, former: bytes) -> bytes:
        """The same, renewed."""
        self._again.append(_renewed(self, former, _CSV))
        return self._again[0]

    @cached_property
    def seams(self) -> list[Seam]:
        """Where the former files are to be opened."""
        assert self.former is not None  # else nobody asks
        return seams(self.former.articles(), self.former.changed)

    @cached_property
    def fresh(self) -> list[Cells]:
        """The rows of articles that have changed."""
        assert self.former is not None  # else nobody asks
        return list(map(Rows(self.setting).of, self.former.tell()))


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
    """A file of today from the one before; made anew where that does not look as was expected."""
    frame = form.frame(told.about)
    try:
        if not form.is_plain(former, told.setting):
            raise LookupError("lines in lines")
        lines: defaultdict[str, list[bytes]] = defaultdict(list)
        for cells in told.fresh:
            lines[cells.id.rpartition("#")[0]].append(form.line(cells).encode())
        made = {name: frame[1].join(own) for name, own in lines.items()}
        return renewed(former, frame, form.start, told.seams, made)
    except LookupError:
        return form.whole(told)


class _Form(NamedTuple):
    """A format of lines: what stands around them, and before an id; whether each that seems to be a line is one."""

    frame: Callable[[About], Frame]
    start: bytes
    is_plain: Callable[[bytes, Setting], bool]
    line: Callable[[Cells], str]
    whole: Callable[[Told], bytes]


def _ends_in_licences(former: bytes, setting: Setting) -> bool:
    """A quoted cell may hold what looks like the end of a line: real ones end in the licence, the last column."""
    end = f",{csv_line((setting.licence,))}".encode() + CSV_FRAME[1]
    return former.count(end) + 1 == former.count(b"\n")


_CSV = _Form(lambda _: CSV_FRAME, b"", _ends_in_licences, csv_line, lambda told: told.csv)
_JSON = _Form(json_frame, b'{"id":"', lambda *_: True, json_line, lambda told: json_of(told.about, told.rows))


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
