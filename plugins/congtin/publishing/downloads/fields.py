"""The columns of every download: one figure a row, so that any tool can filter, add and compare.

The names are English and never change; titles and descriptions are for readers. An article's title is not among them:
its address is, and so files stay as they are when only words change.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.period import Period, PeriodKind
from congtin.posting import Posting
from congtin.publishing.data.boards import said
from congtin.publishing.dates import period_text
from congtin.values import dataclass


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


FIELDS = (
    Field("id", "Mã số liệu", "string", "Mã bài, dòng và số thứ tự; không đổi."),
    Field("indicator", "Mã chỉ tiêu", "string", "Mã trong danh mục; trống nếu chỉ riêng bài này đếm."),
    Field("indicator_label", "Chỉ tiêu", "string", "Tên chỉ tiêu."),
    Field("organisation", "Mã đơn vị", "string", "Mã trong danh mục; trống nếu danh mục chưa có."),
    Field("organisation_name", "Đơn vị", "string", "Tên đơn vị."),
    Field("period", "Mã kỳ", "string",
          "Theo cách ghi của SDMX: 2020, 2020-Q3, 2018/2023, ../2020-10-31; dấu * là hằng năm."),
    Field("period_label", "Kỳ", "string", "Kỳ như đã in."),
    Field("first_day", "Từ ngày", "date", "Ngày đầu của kỳ."),
    Field("last_day", "Đến ngày", "date", "Ngày cuối của kỳ."),
    Field("aspect", "Loại số", "string",
          "actual thực hiện, target kế hoạch, percent % kế hoạch, previous cùng kỳ, change so cùng kỳ, part phần, "
          "whole tổng, each mức mỗi phần."),
    Field("part", "Phần", "string", "Phần nào của chỉ tiêu, như đã in."),
    Field("value", "Giá trị", "number",
          "Tiền tính bằng đồng, tỷ lệ bằng điểm phần trăm; trống là chưa báo cáo, không phải 0."),
    Field("measure", "Đơn vị tính", "string", "Đơn vị của giá trị."),
    Field("modifier", "Độ chính xác", "string",
          "approx khoảng, less_than gần hoặc dưới, more_than trên hoặc hơn, at_least trở lên, at_most không quá; "
          "trống là đúng số."),
    Field("printed", "Như đã in", "string", "Con số như bài viết in, kèm đơn vị tính."),
    Field("status", "Trạng thái", "string",
          "Theo SDMX: normal, provisional sơ bộ, estimated ước, revised đã điều chỉnh, break gãy chuỗi, "
          "missing chưa báo cáo."),
    Field("as_of", "Số liệu tính đến", "date", "Ngày chốt số liệu."),
    Field("published", "Ngày đăng", "date", "Ngày đăng bài."),
    Field("source", "Nguồn", "string", "Địa chỉ của câu văn nêu con số."),
    Field("replaced_on", "Bị thay ngày", "date", "Ngày có số thay thế; trống là còn giá trị."),
    Field("replaced_by", "Số thay thế", "string", "Nơi nêu số thay thế."),
    Field("licence", "Giấy phép", "string", "Điều kiện sử dụng lại."),
)  # fmt: skip


class Cells(NamedTuple):
    """A row: a text for each of :data:`FIELDS`."""

    id: str
    indicator: str
    indicator_label: str
    organisation: str
    organisation_name: str
    period: str
    period_label: str
    first_day: str
    last_day: str
    aspect: str
    part: str
    value: str
    measure: str
    modifier: str
    printed: str
    status: str
    as_of: str
    published: str
    source: str
    replaced_on: str
    replaced_by: str
    licence: str


NAMES = Cells._fields


class Rows:
    """Makes figures to rows; what many of them share is looked up once."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._bodies: dict[str, tuple[str, str]] = {}
        self._measures: dict[str, str] = {item.id: item.measure for item in setting.catalogue.indicators}

    def of(self, item: Posting) -> Cells:
        """A figure as a row."""
        origin, site = item.origin, self._setting.site_url
        identity, name = self._bodies.get(item.organisation) or self._body(item.organisation)
        unit = self.measure(item)
        return Cells(
            name_of(item),
            item.indicator,
            item.name,
            identity,
            name,
            item.period,
            _period(item.first, item.last, item.period_kind, item.period_label, item.each_year),
            item.first,
            item.last,
            item.aspect,
            item.label,
            plain(item.value),
            unit,
            item.modifier,
            said(item, noun=unit) if item.value else "",
            item.standing,
            item.as_of,
            origin.day,
            f"{site}{origin.url}#{item.anchor}",
            item.until,
            f"{site}{item.by}" if item.by else "",
            self._setting.licence,
        )

    def measure(self, item: Posting) -> str:
        """The unit of the value: of money dong, of a percent "%", else what is counted."""
        if item.kind in ("money", "percent"):
            return item.unit
        return item.measure or self._measures.get(item.indicator, "")

    def _body(self, name: str) -> tuple[str, str]:
        """The id and the name of a body; of one that the catalogue lacks there is only the name."""
        known = self._setting.catalogue.organisation(name)
        found = self._bodies[name] = (known.id, known.name) if known else ("", name)
        return found


def name_of(item: Posting) -> str:
    """What names a figure for ever: its article's id, and its place there."""
    return f"{item.origin.id or item.origin.path}#{place_of(item)}"


def place_of(item: Posting) -> str:
    """Its row and number; of one that its own article has corrected, its last day and value too."""
    own = item.until and item.by.startswith(item.origin.url)
    return f"{item.row}.{item.number}" + (f"@{item.until}={plain(item.value)}" if own else "")


def plain(value: str) -> str:
    """A decimal number in digits alone: "9.65E+8" → "965000000"."""
    return f"{Decimal(value):f}" if "E" in value else value


@lru_cache(4096)  # the same few come again and again
def _period(first: str, last: str, kind: str, label: str, each_year: bool) -> str:
    start, end = (date.fromisoformat(day) if day else None for day in (first, last))
    return period_text(Period(start, end, PeriodKind(kind), label, each_year))
