"""What is refused before rendering, because Markdown would take minutes over it or run out of stack.

Measured with Python-Markdown 3.11: its time grows with the square of the marks in one paragraph, of the
tags and link definitions in one text, of blanks in a row, and with a paragraph's length times its heading lines. Within
these limits the worst texts found take some seconds; an article of the usual kind comes nowhere near them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from congtin.finding import Finding, Severity
from congtin.text import Passage

TOO_DEEP = "F55"
TOO_LARGE = "F56"

SIZE = 2_000_000  # characters of a body
PLAIN_SIZE = 200_000  # up to which a body beyond the other limits is still shown, as plain text
NESTING = 20  # quotations and lists within one another
BLANKS = 200  # in a row
MARKS = 2_000  # signs that may begin inline markup, in one paragraph
HEADING_LOAD = 20_000_000  # heading lines of a paragraph times its length, over all paragraphs
TOTALS = (
    ("\n", 20_000, "dòng"),
    ("|", 50_000, "dấu |"),
    ("<", 5_000, "dấu <"),
    ("&", 20_000, "dấu &"),
    ("]:", 300, "dòng địa chỉ kiểu “[tên]:”"),
)
MARK_SIGNS = "`\\[]<&*_!"
MARKS_IN_ALL = 30_000

_CHUNK = re.compile(r"[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_HEADING_LINE = re.compile(r"\n[ ]{0,3}(?:#|(?:[-=*_][ ]{0,2})+(?=\n))")
_FEW_HEADINGS = 9  # so many can never be too heavy a load: nine times the largest body
_SIGN = r"(?:[>*+-]|\d{1,9}\.)"
_DEEP = re.compile(
    rf"\n(?:[ \t]*{_SIGN}(?=[ \t>*+\d-])){{{NESTING + 1}}}"  # openers one after the other
    rf"|\n(?:[ ]{{4}}|\t){{{NESTING + 1},}}+[ ]*+{_SIGN}"  # a list item as far in as that
)


def check(text: str, body: Passage) -> Iterator[Finding]:
    """Findings about size, nesting and heaps of marks; at most one, and none for any sensible article."""
    for measure in (_size, _blanks, _nesting, _totals, _marks, _headings):
        if found := measure(text):
            rule, start, message, remedy = found
            place = body.place(start, min(start + 1, len(body.text)))
            yield Finding(rule, Severity.ERROR, place, message, remedy)
            return


def too_deep(body: Passage) -> Finding:
    """The finding for a body whose rendering ran out of stack in spite of the limits."""
    return Finding(TOO_DEEP, Severity.ERROR, body.place(0, min(1, len(body.text))), _NESTED, _NESTED_HELP)


_Excess = tuple[str, int, str, str]  # rule, offset, message, remedy


def _size(text: str) -> _Excess | None:
    return (TOO_LARGE, 0, _LARGE, _LARGE_HELP) if len(text) > SIZE else None


def _nesting(text: str) -> _Excess | None:
    deep = _DEEP.search("\n" + text)
    return (TOO_DEEP, deep.start(), _NESTED, _NESTED_HELP) if deep else None


def _blanks(text: str) -> _Excess | None:
    wide = text.expandtabs(4) if "\t" in text else text
    at = wide.find(" " * (BLANKS + 1))
    if at < 0:
        return None
    line = wide.count("\n", 0, at)
    start = sum(len(part) + 1 for part in text.split("\n", line)[:line])
    return TOO_DEEP, start, f"Dòng này có hơn {BLANKS} khoảng trắng liền nhau, {_SHOWN_PLAIN}", _BLANKS_HELP


def _totals(text: str) -> _Excess | None:
    for sign, most, name in TOTALS:
        count = text.count(sign)
        if count > most:
            return TOO_DEEP, text.find(sign), f"Bài có {count} {name} (tối đa {most}), {_SHOWN_PLAIN}", _LARGE_HELP
    return None


def _marks(text: str) -> _Excess | None:
    if _count_marks(text) <= MARKS:
        return None
    if (count := _count_marks(text)) > MARKS_IN_ALL:
        return TOO_DEEP, 0, f"Bài có {count} dấu [ ] * _ ` và tương tự, {_SHOWN_PLAIN}", _LARGE_HELP
    for chunk in _CHUNK.finditer(text):
        if (count := _count_marks(chunk[0])) > MARKS:
            message = f"Đoạn này có {count} dấu [ ] * _ ` < & và tương tự (tối đa {MARKS}), {_SHOWN_PLAIN}"
            return TOO_DEEP, chunk.start(), message, _CHUNK_HELP
    return None


def _headings(text: str) -> _Excess | None:
    if len(_HEADING_LINE.findall("\n" + text)) <= _FEW_HEADINGS:
        return None
    load = 0
    for chunk in _CHUNK.finditer(text):
        load += len(chunk[0]) * len(_HEADING_LINE.findall("\n" + chunk[0] + "\n"))
        if load > HEADING_LOAD:
            return TOO_DEEP, chunk.start(), f"Đoạn này có quá nhiều dòng đề mục, {_SHOWN_PLAIN}", _CHUNK_HELP
    return None


def _count_marks(text: str) -> int:
    return sum(map(text.count, MARK_SIGNS))


_SHOWN_PLAIN = "nên bài được hiện như chữ thường."
_LARGE = f"Bài dài hơn {SIZE // 1_000_000} triệu ký tự, nên chưa được đọc."
_LARGE_HELP = "Xin chia thành nhiều bài, hoặc đưa phần dài vào tệp đính kèm."
_NESTED = f"Trích dẫn hay danh sách lồng nhau quá {NESTING} tầng, {_SHOWN_PLAIN}"
_NESTED_HELP = "Xin bớt dấu > hoặc khoảng trắng ở đầu dòng."
_BLANKS_HELP = "Xin xóa bớt khoảng trắng."
_CHUNK_HELP = "Xin chia nhỏ đoạn bằng dòng trống, hoặc bỏ bớt các dấu không cần."
