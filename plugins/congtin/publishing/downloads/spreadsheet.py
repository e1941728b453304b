"""A spreadsheet (.xlsx) for who reads figures in rows and columns: plan and result side by side, numbers as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from congtin.observation import Aspect
from congtin.posting import Posting, Standing
from congtin.publishing.data.boards import UNREPORTED, body_link, newest_first, period_name, said
from congtin.publishing.data.results import Gathered, Result
from congtin.publishing.downloads.fields import Rows as Made
from congtin.publishing.downloads.fields import Setting
from congtin.publishing.downloads.workbook import BROKEN, WHOLE, Explained, Rows, workbook
from congtin.publishing.headings import HEADINGS
from congtin.quantity import Kind

MOST_ROWS = 300  # what a reader scrolls through; the CSV has all
SENTENCE = "xem câu văn"  # the link says that alone: files stay as they are when a title changes
ASPECTS = (Aspect.TARGET, Aspect.ACTUAL, Aspect.PERCENT, Aspect.PREVIOUS, Aspect.CHANGE)
COLUMNS = (
    ("TT", 5), ("Chỉ tiêu", 34), ("Đơn vị", 30), ("Kỳ", 20), ("ĐVT", 14), *((HEADINGS[name], 14) for name in ASPECTS),
    ("Số liệu tính đến", 14), ("Nguồn", 14), ("Ngày đăng", 12),
)  # fmt: skip
_SHEETS, _FROZEN = ("Số liệu", "Giải thích"), (1, 3)
_ABOUT = {"title": "Số liệu", "definition": "Định nghĩa", "measure": "Đơn vị tính", "publisher": "Nguồn",
          "url": "Địa chỉ", "licence": "Sử dụng lại", "licence_url": "Giấy phép"}  # fmt: skip


def xlsx_of(about: dict[str, Any], figures: Gathered, setting: Setting) -> bytes:
    """The results of these figures, the latest period first, and a sheet that says what they are."""
    rows = Rows(COLUMNS)
    _results(rows, newest_first(figures.held.values())[:MOST_ROWS], setting)
    told = [(name, str(about[key])) for key, name in _ABOUT.items() if about.get(key)]
    return workbook(_SHEETS, rows, _FROZEN, Explained(str(about.get("title", "")), told))


def _results(rows: Rows, found: Sequence[Result], setting: Setting) -> None:
    measure = Made(setting).measure
    for place, item in enumerate(found, 1):
        lead = item.lead
        rows.number(0, place)
        texts = (
            lead.name,
            body_link(lead.organisation, setting.catalogue).title,
            period_name(lead),
            measure(lead),
        )
        for column, text in enumerate(texts, 1):
            rows.text(column, text)
        for column, aspect in enumerate(ASPECTS, len(texts) + 1):
            _figure(rows, column, item.get(aspect))
        end = len(texts) + len(ASPECTS) + 1
        if lead.aspect != Aspect.TARGET and lead.as_of:
            rows.day(end, date.fromisoformat(lead.as_of))
        rows.link(end + 1, f"{setting.site_url}{lead.address}", SENTENCE)
        rows.day(end + 2, date.fromisoformat(lead.origin.day))
        rows.end()


def _figure(rows: Rows, column: int, item: Posting | None) -> None:
    """A number where the figure is one; what widens it ("trên 3.000") keeps its words; what is missing says so."""
    if item is None:
        return
    if item.standing == Standing.MISSING:
        rows.text(column, UNREPORTED)
    elif item.modifier or item.kind in (Kind.RATIO, Kind.RANGE):
        rows.text(column, said(item))
    else:
        value = Decimal(item.value)
        rows.number(column, float(value), WHOLE if value == value.to_integral_value() else BROKEN)
