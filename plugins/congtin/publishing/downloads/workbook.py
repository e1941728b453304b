"""A workbook (.xlsx) of a long sheet and a short one, which explains it; its bytes tell no clock.

The only user of XlsxWriter, which makes the book but for the rows of the long sheet: at some 30 µs a cell they cost ten
times what it takes to write the few forms of XML here. The bytes are those that XlsxWriter alone would make.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from string import ascii_uppercase
from zipfile import ZipFile

import xlsxwriter

CLOCK = datetime(2000, 1, 1)  # a fixed day in place of the clock
HEAD, LINK, DAY, WHOLE, BROKEN = "head", "link", "day", "whole", "broken"
FORMATS = {
    HEAD: {"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"},
    DAY: {"num_format": "dd/mm/yyyy"},
    WHOLE: {"num_format": "#,##0"},
    BROKEN: {"num_format": "#,##0.0##"},
}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_BEFORE_1900, _LEAP = date(1899, 12, 31), 59  # Excel counts a 29th of February 1900
_SHEET, _LINKS, _TEXTS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/sharedStrings.xml"
_COLUMNS = ascii_uppercase
_ASIDE = 16  # rows below the headings in which the frame may say anything: XlsxWriter notes their width 16 by 16
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass
class Rows:
    """The rows of the long sheet, as they are written: below the headings, the first and the last cell in each."""

    headings: Sequence[tuple[str, float]]  # and how wide their columns are
    texts: dict[str, int] = field(default_factory=dict)  # each with its number, in the order of their first use
    styles: dict[str, int] = field(default_factory=dict)  # likewise
    links: list[tuple[str, str, str]] = field(default_factory=list)  # cells, addresses, places there
    rows: list[str] = field(default_factory=list)
    told: int = 0  # cells with a text
    _cells: list[str] = field(default_factory=list)
    _number: int = 1  # of the row

    def __post_init__(self) -> None:
        self.styles[""] = 0
        for column, (title, _) in enumerate(self.headings):
            self.text(column, title, HEAD)
        self.end()

    def text(self, column: int, text: str, style: str = "") -> None:
        """A cell with a text, which is never run."""
        self.told += 1
        self._cell(column, self.texts.setdefault(text, len(self.texts)), style, ' t="s"')

    def number(self, column: int, number: float, style: str = "") -> None:
        """A cell with a number."""
        self._cell(column, f"{number:.16G}", style)

    def day(self, column: int, day: date) -> None:
        """A cell with a day."""
        count = (day - _BEFORE_1900).days
        self.number(column, count + (count > _LEAP), DAY)

    def link(self, column: int, address: str, text: str) -> None:
        """A cell whose text leads to a place at an address."""
        page, _, place = address.partition("#")
        self.links.append((f"{_COLUMNS[column]}{self._number}", escape(page), escape(place)))
        self.text(column, text, LINK)

    def end(self) -> None:
        """The row is whole."""
        cells = "".join(self._cells)
        self.rows.append(f'<row r="{self._number}" spans="1:{len(self.headings)}">{cells}</row>')
        self._cells.clear()
        self._number += 1

    def _cell(self, column: int, value: object, style: str, kind: str = "") -> None:
        number = self.styles.setdefault(style, len(self.styles))
        look = f' s="{number}"' if number else ""
        self._cells.append(f'<c r="{_COLUMNS[column]}{self._number}"{look}{kind}><v>{value}</v></c>')


@dataclass(frozen=True)
class Explained:
    """The short sheet: pairs of a name and what it means; and what the book is called."""

    title: str
    pairs: Sequence[tuple[str, str]]


def workbook(names: tuple[str, str], rows: Rows, frozen: tuple[int, int], explained: Explained) -> bytes:
    """The book, of two sheets with these names; of the first so many rows and columns stay in sight."""
    frame, out = ZipFile(io.BytesIO(_frame(names, rows, frozen, explained))), io.BytesIO()
    with ZipFile(out, "w") as book:
        for part in frame.infolist():
            text = frame.read(part).decode()
            book.writestr(part, _FILLED[part.filename](text, rows) if part.filename in _FILLED else text)
    return out.getvalue()


def _frame(names: tuple[str, str], rows: Rows, frozen: tuple[int, int], explained: Explained) -> bytes:
    """The book with each text and style of the long sheet once, out of the way, in the order of their first use."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": explained.title, "created": CLOCK})
    styles = {name: book.add_format(form) for name, form in FORMATS.items()}
    sheet, other = map(book.add_worksheet, names)
    for column, (title, wide) in enumerate(rows.headings):
        sheet.set_column(column, column, wide)
        sheet.write_string(0, column, title, styles[HEAD])
    sheet.freeze_panes(*frozen)
    for place, text in enumerate(rows.texts, _ASIDE):
        sheet.write_string(place, 0, text)
    for place, style in enumerate(rows.styles, _ASIDE):
        if style == LINK:
            sheet.write_url(place, 1, "https://", string=rows.headings[0][0])
        elif style:
            sheet.write_blank(place, 1, None, styles[style])
    other.set_column(0, 0, 18)
    other.set_column(1, 1, 90)
    for place, pair in enumerate(explained.pairs):
        for column, text in enumerate(pair):
            other.write_string(place, column, text)
    book.close()
    return out.getvalue()


def _sheet(text: str, rows: Rows) -> str:
    links = (
        f'<hyperlink ref="{cell}" r:id="rId{number}" location="{place}"/>'
        for number, (cell, _, place) in enumerate(rows.links, 1)
    )
    corner = f"{_COLUMNS[len(rows.headings) - 1]}{len(rows.rows)}"
    text = re.sub('(?<=<dimension ref="A1:)[^"]*', corner, text, count=1)
    text = _between("</row>", "</sheetData>", "".join(rows.rows[1:]), text)
    return _between("<hyperlinks>", "</hyperlinks>", "".join(links), text)


def _links(text: str, rows: Rows) -> str:
    links = (
        f'<Relationship Id="rId{number}" Type="{_LINK_TYPE}" Target="{address}" TargetMode="External"/>'
        for number, (_, address, _) in enumerate(rows.links, 1)
    )
    return _between('relationships">', "</Relationships>", "".join(links), text)


def _texts(text: str, rows: Rows) -> str:
    """XlsxWriter has counted the cells of the frame: of the long sheet, the headings and each text once."""
    counted = len(rows.headings) + len(rows.texts) + (LINK in rows.styles)
    return re.sub('(?<= count=")[0-9]+', lambda found: str(int(found[0]) - counted + rows.told), text, count=1)


def _between(start: str, stop: str, new: str, text: str) -> str:
    """A text with something else in a place: from the end of ``start`` to ``stop``; as it is where there is none."""
    before, first, rest = text.partition(start)
    return before + first + new + stop + rest.partition(stop)[2] if first else text


_FILLED = {_SHEET: _sheet, _LINKS: _links, _TEXTS: _texts}  # the parts that tell the rows
