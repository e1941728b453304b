"""The rows written here make the book, byte for byte, that XlsxWriter alone makes of them."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from congtin.publishing.downloads.workbook import (
    BROKEN,
    CLOCK,
    FORMATS,
    HEAD,
    OPTIONS,
    WHOLE,
    Explained,
    Rows,
    workbook,
)

HEADINGS = (("TT", 5), ("Tên", 30), ("Số", 14), ("Ngày", 14), ("Nguồn", 12))
NAMES, FROZEN = ("Số liệu", "Giải thích"), (1, 3)
Line = tuple[str, float, str, date, str]

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)
NUMBERS = st.one_of(st.integers(-(10**12), 10**12).map(float), st.floats(-1e12, 1e12))
LINES = st.tuples(
    st.one_of(st.sampled_from(["TT", "", " đoàn viên", "=1+1", "a<b&c", "_x0041_"]), TEXTS),
    NUMBERS,
    st.sampled_from(["", WHOLE, BROKEN]),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["https://vi-du.vn/2024/a/#t1", "https://vi-du.vn/?a=1&b=2#s1-2", "http://vi-du.vn/x/#t3"]),
)


def by_xlsxwriter(lines: list[Line], explained: Explained) -> bytes:
    """The book as XlsxWriter writes it cell by cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": explained.title, "created": CLOCK})
    styles: dict[str, Any] = {"": None, **{name: book.add_format(form) for name, form in FORMATS.items()}}
    sheet, other = map(book.add_worksheet, NAMES)
    for column, (title, wide) in enumerate(HEADINGS):
        sheet.set_column(column, column, wide)
        sheet.write_string(0, column, title, styles[HEAD])
    sheet.freeze_panes(*FROZEN)
    for place, (text, number, style, day, address) in enumerate(lines, 1):
        sheet.write_number(place, 0, place)
        sheet.write_string(place, 1, text)
        sheet.write_number(place, 2, number, styles[style])
        sheet.write_url(place, 3, address, string="xem")
        sheet.write_datetime(place, 4, datetime.combine(day, datetime.min.time()), styles["day"])
    other.set_column(0, 0, 18)
    other.set_column(1, 1, 90)
    for place, pair in enumerate(explained.pairs):
        for column, text in enumerate(pair):
            other.write_string(place, column, text)
    book.close()
    return out.getvalue()


def by_us(lines: list[Line], explained: Explained) -> bytes:
    rows = Rows(HEADINGS)
    for place, (text, number, style, day, address) in enumerate(lines, 1):
        rows.number(0, place)
        rows.text(1, text)
        rows.number(2, number, style)
        rows.link(3, address, "xem")
        rows.day(4, day)
        rows.end()
    return workbook(NAMES, rows, FROZEN, explained)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=40), TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
@example([], "", [])
@example([("TT", 99.4, BROKEN, date(1900, 2, 28), "https://vi-du.vn/#t1")], "Tên", [("Số", "xem")])
@example([("a", 0.0, "", date(1900, 3, 1), "https://vi-du.vn/#t1")] * 300, "Tên", [("Số", "xem")])
def test_the_same_bytes_as_of_xlsxwriter_alone(lines: list[Line], title: str, pairs: list[tuple[str, str]]) -> None:
    explained = Explained(title, pairs)
    assert by_us(lines, explained) == by_xlsxwriter(lines, explained)
