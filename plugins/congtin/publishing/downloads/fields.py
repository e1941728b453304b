"""The columns of every download: one figure a row, so that any tool can filter, add and compare.

The names are English and never change; titles and descriptions are for readers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from congtin.catalogue import Catalogue
from congtin.period import Period, PeriodKind
from congtin.posting import Posting
from congtin.publishing.data.boards import said
from congtin.publishing.dates import period_text

Cells = tuple[str, ...]  # of a row


@dataclass(frozen=True, slots=True)
class Setting:
    """What rows are made against: the site's address without a final slash, its licence, its catalogue."""

    site_url: str
    licence: str
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, what it is called for readers, its type (of Frictionless Table Schema), what it means."""

    name: str
    title: str
    type: str
    description: str
    of: Callable[[Posting, Setting], str]


@lru_cache(4096)  # the same few come again and again
def _period(first: str, last: str, kind: str, label: str, each_year: bool) -> str:
    start, end = (date.fromisoformat(day) if day else None for day in (first, last))
    return period_text(Period(start, end, PeriodKind(kind), label, each_year))


def identity(item: Posting) -> str:
    """What names a figure for ever: its article's id, its row and number; of a former one, its last day and value."""
    name = f"{item.origin.id or item.origin.path}#{item.row}.{item.number}"
    own = item.until and item.by.startswith(item.origin.url)
    return f"{name}@{item.until}={plain(item.value)}" if own else name


def _body(item: Posting, setting: Setting) -> str:
    known = setting.catalogue.organisation(item.organisation)
    return known.name if known else item.organisation


def _body_id(item: Posting, setting: Setting) -> str:
    known = setting.catalogue.organisation(item.organisation)
    return known.id if known else ""


def _absolute(address: str, setting: Setting) -> str:
    return f"{setting.site_url}{address}" if address else ""


FIELDS = (
    Field("id", "Mã số liệu", "string", "Mã bài, dòng và số thứ tự; không đổi.", lambda item, _: identity(item)),
    Field("indicator", "Mã chỉ tiêu", "string", "Mã trong danh mục; trống nếu chỉ riêng bài này đếm.",
          lambda item, _: item.indicator),
    Field("indicator_label", "Chỉ tiêu", "string", "Tên chỉ tiêu.", lambda item, _: item.name),
    Field("organisation", "Mã đơn vị", "string", "Mã trong danh mục; trống nếu danh mục chưa có.", _body_id),
    Field("organisation_name", "Đơn vị", "string", "Tên đơn vị.", _body),
    Field("period", "Mã kỳ", "string",
          "Theo cách ghi của SDMX: 2020, 2020-Q3, 2018/2023, ../2020-10-31; dấu * là hằng năm.",
          lambda item, _: item.period),
    Field("period_label", "Kỳ", "string", "Kỳ như đã in.",
          lambda item, _: _period(item.first, item.last, item.period_kind, item.period_label, item.each_year)),
    Field("first_day", "Từ ngày", "date", "Ngày đầu của kỳ.", lambda item, _: item.first),
    Field("last_day", "Đến ngày", "date", "Ngày cuối của kỳ.", lambda item, _: item.last),
    Field("aspect", "Loại số", "string",
          "actual thực hiện, target kế hoạch, percent % kế hoạch, previous cùng kỳ, change so cùng kỳ, part phần, "
          "whole tổng, each mức mỗi phần.", lambda item, _: item.aspect),
    Field("part", "Phần", "string", "Phần nào của chỉ tiêu, như đã in.", lambda item, _: item.label),
    Field("value", "Giá trị", "number",
          "Tiền tính bằng đồng, tỷ lệ bằng điểm phần trăm; trống là chưa báo cáo, không phải 0.",
          lambda item, _: plain(item.value)),
    Field("measure", "Đơn vị tính", "string", "Đơn vị của giá trị.",
          lambda item, setting: measure(item, setting.catalogue)),
    Field("modifier", "Độ chính xác", "string",
          "approx khoảng, less_than gần hoặc dưới, more_than trên hoặc hơn, at_least trở lên, at_most không quá; "
          "trống là đúng số.", lambda item, _: item.modifier),
    Field("printed", "Như đã in", "string", "Con số như bài viết in, kèm đơn vị tính.",
          lambda item, setting: said(item, noun=measure(item, setting.catalogue)) if item.value else ""),
    Field("status", "Trạng thái", "string",
          "Theo SDMX: normal, provisional sơ bộ, estimated ước, revised đã điều chỉnh, break gãy chuỗi, "
          "missing chưa báo cáo.", lambda item, _: item.standing),
    Field("as_of", "Số liệu tính đến", "date", "Ngày chốt số liệu.", lambda item, _: item.as_of),
    Field("published", "Ngày đăng", "date", "Ngày đăng bài.", lambda item, _: item.origin.day),
    Field("source", "Nguồn", "string", "Câu văn nêu con số.", lambda item, setting: _absolute(item.address, setting)),
    Field("source_title", "Bài viết", "string", "Tên bài viết.", lambda item, _: item.origin.title),
    Field("replaced_on", "Bị thay ngày", "date", "Ngày có số thay thế; trống là còn giá trị.",
          lambda item, _: item.until),
    Field("replaced_by", "Số thay thế", "string", "Nơi nêu số thay thế.",
          lambda item, setting: _absolute(item.by, setting)),
    Field("licence", "Giấy phép", "string", "Điều kiện sử dụng lại.", lambda _, setting: setting.licence),
)  # fmt: skip
NAMES = tuple(field.name for field in FIELDS)


def measure(item: Posting, catalogue: Catalogue) -> str:
    """The unit of the value: of money dong, of a percent "%", else what is counted."""
    if item.kind in ("money", "percent"):
        return item.unit
    known = catalogue.indicator(item.indicator) if item.indicator else None
    return item.measure or (known.measure if known else "")


def plain(value: str) -> str:
    """A decimal number in digits alone: "9.65E+8" → "965000000"."""
    return f"{Decimal(value):f}" if "E" in value else value


def row(item: Posting, setting: Setting) -> Cells:
    """A figure as a row."""
    return tuple(field.of(item, setting) for field in FIELDS)
