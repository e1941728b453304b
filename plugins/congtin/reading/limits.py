"""What is refused before rendering, because Markdown would take minutes over it or run out of stack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from congtin.finding import Finding, Severity
from congtin.text import Passage

TOO_DEEP = "F55"
TOO_LARGE = "F56"

SIZE = 2_000_000  # characters of a body
NESTING = 20  # quotations and lists within one another
MARKS = 2_000  # signs that may begin inline markup, in one paragraph: Markdown's time grows with their square

_CHUNK = re.compile(r"[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")
_DEEP_PREFIX = re.compile(rf"^(?:[ \t]*(?:[>*+-]|\d{{1,9}}\.)(?=[ \t>*+-]|\d)){{{NESTING + 1}}}", re.MULTILINE)
_DEEP_INDENT = re.compile(rf"^[ ]{{{4 * NESTING + 1},}}[>*+\d-]", re.MULTILINE)
_MARK = re.compile(r"[`\\\[\]<&*_!]")


def check(text: str, body: Passage) -> Iterator[Finding]:
    """Findings about size, nesting and heaps of marks; none for any sensible article."""
    if len(text) > SIZE:
        yield _finding(TOO_LARGE, body, 0, 1, _LARGE, _LARGE_HELP)
        return
    for pattern in (_DEEP_PREFIX, _DEEP_INDENT):
        if match := pattern.search(text.expandtabs(4)):
            line = text.expandtabs(4).count("\n", 0, match.start())
            start = _line_start(text, line)
            yield _finding(TOO_DEEP, body, start, start + 1, _DEEP, _DEEP_HELP)
            return
    if len(_MARK.findall(text)) <= MARKS:
        return
    for chunk in _CHUNK.finditer(text):
        count = len(_MARK.findall(chunk[0]))
        if count > MARKS:
            message = f"Đoạn này có {count} dấu [ ] * _ ` < & và tương tự, quá nhiều để đọc kịp (tối đa {MARKS})."
            yield _finding(TOO_DEEP, body, chunk.start(), chunk.start() + 1, message, _MARKS_HELP)
            return


def too_deep(body: Passage) -> Finding:
    """The finding for a body whose rendering ran out of stack in spite of the limits."""
    return _finding(TOO_DEEP, body, 0, 1, _DEEP, _DEEP_HELP)


def _finding(rule: str, body: Passage, start: int, end: int, message: str, remedy: str) -> Finding:
    return Finding(rule, Severity.ERROR, body.place(start, min(end, len(body.text))), message, remedy)


def _line_start(text: str, line: int) -> int:
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    return start


_LARGE = f"Bài dài hơn {SIZE // 1_000_000} triệu ký tự, nên chưa được đọc."
_LARGE_HELP = "Xin chia thành nhiều bài, hoặc đưa phần dài vào tệp đính kèm."
_DEEP = f"Trích dẫn hay danh sách lồng nhau quá {NESTING} tầng, nên bài được hiện như chữ thường."
_DEEP_HELP = "Xin bớt dấu > hoặc khoảng trắng ở đầu dòng."
_MARKS_HELP = "Xin chia nhỏ đoạn bằng dòng trống, hoặc bỏ bớt các dấu không cần."
