"""Union bodies as articles name them: by id, name or alias, or by a name of their own."""

from __future__ import annotations

import re
from datetime import date

from congtin.catalogue import Catalogue
from congtin.finding import Edit, Finding
from congtin.reading.nodes import Scalar
from congtin.reading.problems import problem
from congtin.text import squeeze

_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+\Z")
_NUMBER = re.compile(r"\d+")


def read_organisation(
    scalar: Scalar | None, catalogue: Catalogue, problems: list[Finding], day: date | None = None
) -> str:
    """The id of a known body, else the printed name of a local one; near misses of known ones are findings.

    ``day`` decides between bodies that had the same name in turn.
    """
    name = squeeze(scalar.text) if scalar else ""
    if scalar is None or not name:
        return ""
    known = catalogue.organisation(name, day)
    if known:
        return known.id
    near = catalogue.near_organisation(name)
    if near and _NUMBER.findall(near) == _NUMBER.findall(name):  # Quận 5 is no slip for Quận 7
        problems.append(_near_miss(scalar, name, near))
    elif _LIKE_AN_ID.match(name):
        problems.append(_unknown_id(scalar, name))
    return name


def _near_miss(scalar: Scalar, name: str, near: str) -> Finding:
    return problem(
        "F20",
        scalar.place,
        f"Danh mục chưa có đơn vị “{name}”. Có phải là “{near}”?",
        "Xin sửa lại tên; nếu là đơn vị khác, xin thêm vào `content/catalogue/organisations.yaml`.",
        edits=[Edit(scalar.place, near)],
    )


def _unknown_id(scalar: Scalar, name: str) -> Finding:
    return problem(
        "F20",
        scalar.place,
        f"Danh mục chưa có đơn vị mang mã `{name}`.",
        "Xin thêm mã này vào `content/catalogue/organisations.yaml`, hoặc ghi tên có dấu để dùng riêng trong bài này.",
    )
