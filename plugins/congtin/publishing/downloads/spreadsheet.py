"""A spreadsheet (.xlsx) for who reads figures in rows and columns: plan and result side by side, numbers as numbers.

The only user of XlsxWriter. Texts are written as texts, so that nothing in them runs; the file bears no clock.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from congtin.observation import Aspect
from congtin.posting import Posting, Standing
from congtin.publishing.data.boards import UNREPORTED, body_link, newest_first, period_name, said
from congtin.publishing.data.results import Gathered, Result
from congtin.publishing.downloads.fields import Rows, Setting
from congtin.publishing.headings import HEADINGS
from congtin.quantity import Kind

MOST_ROWS = 300  # what a reader scrolls through; the CSV has all
SENTENCE = "xem câu văn"  # the link says that alone: files stay as they are when a title changes
CLOCK = datetime(2000, 1, 1)  # a fixed day in place of the clock, so that the bytes stay the same
ASPECTS = (Aspect.TARGET, Aspect.ACTUAL, Aspect.PERCENT, Aspect.PREVIOUS, Aspect.CHANGE)
COLUMNS = (
    ("TT", 5), ("Chỉ tiêu", 34), ("Đơn vị", 30), ("Kỳ", 20), ("ĐVT", 14), *((HEADINGS[name], 14) for name in ASPECTS),
    ("Số liệu tính đến", 14), ("Nguồn", 14), ("Ngày đăng", 12),
)  # fmt: skip
_ABOUT = {"title": "Số liệu", "definition": "Định nghĩa", "measure": "Đơn vị tính", "publisher": "Nguồn",
          "url": "Địa chỉ", "licence": "Sử dụng lại", "licence_url": "Giấy phép"}  # fmt: skip


def xlsx_of(about: dict[str, Any], figures: Gathered, setting: Setting) -> bytes:
    """The results of these figures, the latest period first, and a sheet that says what they are."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": str(about.get("title", "")), "created": CLOCK})
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"}),
        "whole": book.add_format({"num_format": "#,##0"}),
        "broken": book.add_format({"num_format": "#,##0.0##"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
    }
    _results(book.add_worksheet("Số liệu"), newest_first(figures.held.values())[:MOST_ROWS], setting, styles)
    explained = book.add_worksheet("Giải thích")
    explained.set_column(0, 0, 18)
    explained.set_column(1, 1, 90)
    told = [(name, str(about[key])) for key, name in _ABOUT.items() if about.get(key)]
    for place, pair in enumerate(told):
        for column, text in enumerate(pair):
            explained.write_string(place, column, text)
    book.close()
    return out.getvalue()


def _results(sheet: Any, found: Sequence[Result], setting: Setting, styles: dict[str, Any]) -> None:
    measure = Rows(setting).measure
    for column, (title, wide) in enumerate(COLUMNS):
        sheet.set_column(column, column, wide)
        sheet.write_string(0, column, title, styles["head"])
    sheet.freeze_panes(1, 3)
    for place, item in enumerate(found, 1):
        lead = item.lead
        sheet.write_number(place, 0, place)
        texts = (
            lead.name,
            body_link(lead.organisation, setting.catalogue).title,
            period_name(lead),
            measure(lead),
        )
        for column, text in enumerate(texts, 1):
            sheet.write_string(place, column, text)
        for column, aspect in enumerate(ASPECTS, len(texts) + 1):
            _figure(sheet, place, column, item.get(aspect), styles)
        end = len(texts) + len(ASPECTS) + 1
        if lead.aspect != Aspect.TARGET and lead.as_of:
            sheet.write_datetime(place, end, _moment(lead.as_of), styles["day"])
        sheet.write_url(place, end + 1, f"{setting.site_url}{lead.address}", string=SENTENCE)
        sheet.write_datetime(place, end + 2, _moment(lead.origin.day), styles["day"])


def _figure(sheet: Any, row: int, column: int, item: Posting | None, styles: dict[str, Any]) -> None:
    """A number where the figure is one; what widens it ("trên 3.000") keeps its words; what is missing says so."""
    if item is None:
        return
    if item.standing == Standing.MISSING:
        sheet.write_string(row, column, UNREPORTED)
    elif item.modifier or item.kind in (Kind.RATIO, Kind.RANGE):
        sheet.write_string(row, column, said(item))
    else:
        value = Decimal(item.value)
        sheet.write_number(
            row, column, float(value), styles["whole" if value == value.to_integral_value() else "broken"]
        )


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time())
