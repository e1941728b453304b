"""Tables as reports have them: which column holds what, and each line as the figures of one indicator.

Headings are Vietnamese (Chỉ tiêu, ĐVT, Kế hoạch, Thực hiện, Tỷ lệ …). What is not understood is told, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from congtin.observation import Aspect
from congtin.text import fold, squeeze
from congtin.values import dataclass


class Column(Enum):
    """What a column holds when it is no figure."""

    NUMBER = "number"
    NAME = "name"
    MEASURE = "measure"
    REMARK = "remark"


Role = Column | Aspect

_HEADINGS: tuple[tuple[str, Role], ...] = (  # the first that fits; folded words
    (r"(?:s?tt|so tt|so thu tu|#)\Z", Column.NUMBER),
    (r"(?:ghi chu|nguon|giai trinh)", Column.REMARK),
    (r"(?:dvt|d/v tinh|don vi tinh|don vi do)", Column.MEASURE),
    (r"(?:tang|giam|\+/-|so (?:voi )?cung ky|so sanh)", Aspect.CHANGE),
    (r"(?:cung ky|ky truoc|nam truoc|thuc hien (?:cung ky|nam truoc|ky truoc))", Aspect.PREVIOUS),
    (r"(?:ty le|ti le|%|phan tram|th\s?/\s?kh|dat (?:ty le|\(?%)|so (?:voi )?(?:ke hoach|kh)\b)", Aspect.PERCENT),
    (r".*%.*(?:ke hoach|\bkh\b|chi tieu)|.*(?:ke hoach|\bkh\b|chi tieu).*%", Aspect.PERCENT),
    (r"(?:chi tieu|noi dung|ten|hoat dong|danh muc|tieu chi|cong viec|nhiem vu|hang muc)(?! giao)", Column.NAME),
    (r"(?:ke hoach|kh\b|chi tieu|muc tieu|nghi quyet|nq\b|giao)", Aspect.TARGET),
    (r"(?:thuc hien|th\b|ket qua|dat duoc|so luong|sl\b|tong so|tong cong|so lieu|uoc|gia tri)", Aspect.ACTUAL),
    (r"don vi\Z", Column.MEASURE),
)
_GROUPED_EN = re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{1,2}(?!\d)|\d{4,}\.\d+")
_GROUPED_VI = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}(?!\d)|\d{4,},\d+")
_DOUBTFUL = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,])")
_ORDINAL = re.compile(r"\A(?:[IVX]+|[A-Za-zĐđ]|\d{1,2}(?:\.\d{1,2})*)[.)/]\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: what is counted, its measure, its figures as printed in the Vietnamese way."""

    name: str
    measure: str
    figures: tuple[tuple[Aspect, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines below a line without figures, which is their title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a table says; ``doubts`` are Vietnamese sentences about what it does not."""

    sections: tuple[Section, ...]
    doubts: tuple[str, ...] = ()


def split_table(text: str) -> list[list[str]]:
    """The cells of rows pasted from a spreadsheet: tabs, else semicolons, else bars between them."""
    lines = [line for line in text.split("\n") if line.strip()]
    mark = next((mark for mark in ("\t", ";", "|") if any(mark in line for line in lines)), "\t")
    rows = [[squeeze(cell.strip().strip('"')) for cell in line.split(mark)] for line in lines]
    if mark == "|":  # a Markdown table: outer bars, a line of dashes
        rows = [row[1:-1] if line.strip().startswith("|") else row for row, line in zip(rows, lines, strict=True)]
        rows = [row for row in rows if not all(re.fullmatch(r":?-{2,}:?", cell) for cell in row)]
    return rows


def read_table(rows: Sequence[Sequence[str]], *, verbatim: bool = False) -> Table:
    """Read the cells of a table, its first row the heading. Never raises.

    A bare number below "Tỷ lệ (%)" or beside the measure "%" is a percentage; with ``verbatim`` it is left out.
    """
    if len(rows) < 2:
        return Table((), ("Bảng cần một dòng đầu cột (Chỉ tiêu, ĐVT, Kế hoạch, Thực hiện …) và ít nhất một dòng số.",))
    heading, *body = rows
    roles = _roles(heading, body)
    doubts = list(_column_doubts(heading, roles, body))
    english, unsure = _style([cell for row in body for cell in row])
    doubts += unsure
    if doubts:
        return Table((), tuple(doubts))
    sections: list[tuple[str, list[Line]]] = [("", [])]
    percents = [index for index, cell in enumerate(heading) if "%" in cell]
    for row in body:
        line = _line(row, roles, percents, english)
        if verbatim:
            line = _as_printed(line, row)
        if line.figures:
            sections[-1][1].append(line)
        elif line.name:
            sections.append((line.name, []))
    found = tuple(Section(title, tuple(lines)) for title, lines in sections if lines)
    return Table(found, () if found else ("Không thấy dòng số liệu nào dưới dòng đầu cột.",))


# --- columns ---


def _roles(heading: Sequence[str], body: Sequence[Sequence[str]]) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    for index, cell in enumerate(heading):
        folded = fold(cell)
        for pattern, role in _HEADINGS:
            if re.match(pattern, folded) and role not in roles.values():
                roles[index] = role
                break
    if Column.NAME not in roles.values():
        wordy = [index for index in range(len(heading)) if index not in roles and not _figures_in(body, index)]
        if wordy:
            roles[wordy[0]] = Column.NAME
    return roles


def _figures_in(body: Sequence[Sequence[str]], index: int) -> bool:
    return any(cell[:1].isdigit() for row in body for cell in row[index : index + 1])


def _column_doubts(heading: Sequence[str], roles: dict[int, Role], body: Sequence[Sequence[str]]) -> Iterator[str]:
    if Column.NAME not in roles.values():
        yield "Chưa thấy cột tên chỉ tiêu. Xin đặt tên một cột là “Chỉ tiêu” hoặc “Nội dung”."
    if not any(isinstance(role, Aspect) for role in roles.values()):
        yield "Chưa thấy cột số nào đọc được. Xin đặt tên cột là “Kế hoạch”, “Thực hiện” hoặc “Tỷ lệ (%)”."
    for index, cell in enumerate(heading):
        if index not in roles and _figures_in(body, index):
            remedy = "Xin đổi tên cột (Kế hoạch, Thực hiện, Tỷ lệ, Cùng kỳ, Ghi chú), hoặc bỏ cột."
            yield f"Chưa hiểu cột “{cell or index + 1}”. {remedy}"
        if roles.get(index) is Aspect.CHANGE:
            values = (row[index] for row in body if index < len(row))
            bare = next((value for value in values if value[:1].isdigit()), None)
            if bare:
                yield (
                    f"Cột “{cell}” ghi “{bare}”: chưa rõ là tăng thêm {bare} hay bằng {bare} của kỳ trước."
                    f" Xin ghi dấu: +{bare} hoặc -{bare}."
                )


# --- numbers ---


def _style(cells: Sequence[str]) -> tuple[bool, list[str]]:
    """Whether the table prints numbers in the English way; a doubt where it cannot be told."""
    english = any(_GROUPED_EN.search(cell) for cell in cells)
    vietnamese = any(_GROUPED_VI.search(cell) for cell in cells)
    if english and vietnamese:
        one = next(cell for cell in cells if _GROUPED_EN.search(cell))
        other = next(cell for cell in cells if _GROUPED_VI.search(cell))
        said = f"Bảng viết số theo hai kiểu: “{one}” và “{other}”."
        return False, [f"{said} Xin viết thống nhất kiểu Việt Nam: 11.490; 123,2%."]
    if not english and not vietnamese:
        commas = next((found for cell in cells if (found := _DOUBTFUL.search(cell)) and "," in found.group()), None)
        if commas:
            said = commas.group()
            return False, [
                f"“{said}” có thể là {said.replace(',', '.')} (dấu phẩy ngăn hàng nghìn, kiểu Anh) hoặc {said}"
                " (dấu phẩy thập phân). Xin viết kiểu Việt Nam: 11.490; 123,2%."
            ]
    return english, []


def _printed(cell: str, english: bool) -> str:
    return cell.translate(str.maketrans(",.", ".,")) if english else cell


def _line(row: Sequence[str], roles: dict[int, Role], percents: Sequence[int], english: bool) -> Line:
    name = measure = ""
    figures: list[tuple[Aspect, str]] = []
    for index, cell in enumerate(row):
        role = roles.get(index)
        if role is Column.NAME:
            name = _ORDINAL.sub("", cell, count=1).lstrip("-–+• ").rstrip(": ")
        elif role is Column.MEASURE:
            measure = cell
        elif isinstance(role, Aspect) and any(char.isdigit() for char in cell):
            printed = _printed(cell, english)
            bare = not any(mark in printed for mark in "%,") or re.fullmatch(r"[\d.,+-]+", printed)
            percent = (role is Aspect.PERCENT or index in percents) and bare and "%" not in printed
            figures.append((role, f"{printed}%" if percent else printed))
    return Line(name, measure, tuple(figures))


def _as_printed(line: Line, row: Sequence[str]) -> Line:
    """The line with those figures alone that stand in their cells just so, less a measure that would change them."""
    if line.measure == "%":
        figures = tuple(figure for figure in line.figures if "%" in figure[1] and figure[1] in row)
        return Line(line.name, "", figures)
    return Line(line.name, line.measure, tuple(figure for figure in line.figures if figure[1] in row))
