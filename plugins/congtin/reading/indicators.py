"""The names of indicators in rows: known, local to the article, or a slip."""

from __future__ import annotations

import re

from congtin.catalogue import Catalogue
from congtin.finding import Edit, Finding
from congtin.indicator import Indicator
from congtin.reading.metrics_problems import problem
from congtin.reading.nodes import Scalar
from congtin.text import squeeze

_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+\Z")  # design contract: plain ASCII with hyphens
_NUMBER = re.compile(r"\d+|\b[IVXLC]+\b")


def read_indicator(scalar: Scalar, catalogue: Catalogue, problems: list[Finding]) -> Indicator:
    """The indicator of that id, label or alias; else a local one (its ``id`` empty), with a finding for a slip."""
    name = squeeze(scalar.text)
    known = catalogue.indicator(name)
    if known:
        return known
    near = catalogue.near_indicator(name)
    if near and _NUMBER.findall(near) == _NUMBER.findall(name):  # "quý 1" is no slip for "quý 2"
        problems.append(_near_miss(scalar, name, near, catalogue))
    elif _LIKE_AN_ID.match(name):
        problems.append(_unknown_id(scalar, name))
    return Indicator("", name)


def _near_miss(scalar: Scalar, name: str, near: str, catalogue: Catalogue) -> Finding:
    indicator = catalogue.indicator(near)
    label = f" ({indicator.label})" if indicator and indicator.label != near else ""
    return problem(
        "F32",
        scalar.place,
        f"Danh mục chưa có chỉ tiêu “{name}”. Có phải là “{near}”{label}?",
        "Xin sửa lại tên; nếu là chỉ tiêu khác, xin thêm vào `content/catalogue/indicators.yaml`.",
        edits=[Edit(scalar.place, near)],
    )


def _unknown_id(scalar: Scalar, name: str) -> Finding:
    return problem(
        "F33",
        scalar.place,
        f"Danh mục chưa có chỉ tiêu mang mã `{name}`.",
        "Nếu là chỉ tiêu mới, xin thêm vào `content/catalogue/indicators.yaml`, hoặc ghi tên có dấu để dùng riêng"
        " trong bài này.",
    )
