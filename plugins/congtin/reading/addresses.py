"""Ids, slugs and paths: what may stand in an address, and what is already taken."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from congtin.finding import Edit, Finding
from congtin.reading.fields import Fields
from congtin.reading.nodes import Scalar
from congtin.reading.problems import problem
from congtin.text import Place, Source, slugify, squeeze

RESERVED = frozenset(  # first names of other pages
    {"don-vi", "so-lieu", "luu-tru", "tu-khoa", "so-do-trang", "dinh-chinh", "theme", "images", "documents"}
)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}\Z")
_PATH_MARK = re.compile(r"[/\\%]|\.\.")
_ALIAS = re.compile(r"/(?!/)(?:[\w.~,+/-]|%(?!2[eEfF]|5[cC]|[01]|7[fF])[0-9A-Fa-f]{2})+\Z")


def read_id(fields: Fields, source: Source, problems: list[Finding]) -> str:
    """The article's lasting id; the path stands for a missing one, which a note offers to write down."""
    scalar = fields.scalar("id")
    if scalar is None:
        if not fields.written("id"):
            problems.append(_no_id(source))
        return source.path
    text = squeeze(scalar.text)
    if not _ID.match(text):
        problems.append(
            problem(
                "F18",
                scalar.place,
                f"Mã `{text}` có ký tự không dùng được.",
                "Mã chỉ gồm chữ cái không dấu, chữ số và các dấu . _ / -; đặt một lần, về sau xin giữ nguyên.",
            )
        )
        return source.path
    return text


def _no_id(source: Source) -> Finding:
    line = source.text.find("---")
    after = source.text.find("\n", line) + 1
    return problem(
        "F27",
        source.place(line, line + 3),
        "Bài chưa có `id`, nên tạm lấy đường dẫn tệp làm mã; đổi tên tệp thì người đọc RSS sẽ nhận bài thêm lần nữa.",
        "Lệnh `congtin check --fix` ghi `id` giúp.",
        edits=[Edit(source.place(after, after), f"id: {source.path}\n")],
    )


def read_slug(fields: Fields, source: Source, problems: list[Finding]) -> str:
    """``slug:``, else the file's name, normalised. Empty after a finding."""
    scalar = fields.scalar("slug")
    if scalar is not None and _PATH_MARK.search(scalar.text):
        problems.append(
            problem(
                "F21",
                scalar.place,
                f"`slug` “{squeeze(scalar.text)}” trông như một đường dẫn.",
                "Xin ghi một tên ngắn bằng chữ và dấu gạch nối, không có / \\ % hay dấu chấm đôi.",
            )
        )
    written = squeeze(scalar.text) if scalar else PurePosixPath(source.path).stem
    slug = slugify(written)
    if not slug:
        where = scalar.place if scalar else Place(source.path)
        what = f"`slug` “{written}”" if scalar else f"Tên tệp “{written}”"
        problems.append(
            problem(
                "F21",
                where,
                f"{what} không còn chữ cái hay chữ số nào để làm địa chỉ.",
                "Xin ghi `slug: tên-ngắn-không-dấu` vào phần khai báo.",
            )
        )
    return slug


def check_first_name(slug: str, place: Place, what: str, problems: list[Finding]) -> None:
    """Report a section or page whose address would be taken by other pages of the portal."""
    if slug in RESERVED or slug.isdigit():
        problems.append(
            problem(
                "F21",
                place,
                f"{what} sẽ có địa chỉ /{slug}/, mà địa chỉ này congtin dành cho phần khác của cổng.",
                "Xin đặt tên khác.",
            )
        )


def read_aliases(scalars: tuple[Scalar, ...], problems: list[Finding]) -> tuple[str, ...]:
    """Former addresses, as paths from ``/``."""
    found = []
    for scalar in scalars:
        text = squeeze(scalar.text)
        if _ALIAS.match(text) and not set(text.split("/")) & {".", ".."} and "//" not in text:
            found.append(text)
        else:
            problems.append(
                problem(
                    "F21",
                    scalar.place,
                    f"Địa chỉ cũ “{text}” không dùng được.",
                    "Xin ghi phần sau tên miền, bắt đầu bằng /, ví dụ /tin-tuc/123.html.",
                )
            )
    return tuple(found)
