"""Front matter: what stands between the two lines of dashes, as nodes; the rest is the body."""

from __future__ import annotations

import re

from congtin.finding import Edit, Finding
from congtin.reading.blocks import Style, read_blocks
from congtin.reading.characters import check_characters
from congtin.reading.files import LARGEST_ARTICLE, article_too_large
from congtin.reading.keys import takes_flow, texts
from congtin.reading.nodes import Mapping
from congtin.reading.problems import problem
from congtin.text import Passage, Source
from congtin.values import dataclass

FRONT_MATTER_BYTES = 64 * 1024  # promises.md 10

_OPENING = re.compile(r"(?P<blank>\s*)---[^\S\n]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_NEARLY_FENCE = re.compile(r"^[^\S\n]*(?:---+|—+|–+|\.\.\.|\+\+\+|\*\*\*+|===+)[^\S\n]*$", re.MULTILINE)
_STYLE = Style(takes_flow, texts)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a file (None when none could be read), its body, and what is wrong with how they are written."""

    mapping: Mapping | None
    body: Passage
    problems: tuple[Finding, ...]


def read_front_matter(source: Source) -> FrontMatter:
    """Read the front matter of an article or page. Never raises; hidden characters of the whole file are named."""
    hidden = check_characters(source)
    text = source.text
    if not text.strip():
        return _nothing(source, hidden, problem("F5", source.place(0), "Tệp này chưa có chữ nào.", _HOW_TO_BEGIN))
    if _is_longer(text, LARGEST_ARTICLE):
        return _nothing(source, hidden, article_too_large(source.place(0)))
    opening = _OPENING.match(text)
    if opening is None:
        return _nothing(source, hidden, _no_opening(source))
    begin = opening.end()
    closing = _CLOSING.search(text, begin)
    if closing is None:
        return _nothing(source, hidden, _no_closing(source, opening.end("blank")))
    if _is_longer(text[begin : closing.start()], FRONT_MATTER_BYTES):
        return _nothing(source, hidden, _too_long(source, begin, closing.start()))
    mapping, problems = read_blocks(source, begin, closing.start(), _STYLE)
    if opening["blank"]:
        problems.insert(0, _blank_before(source, opening.end("blank")))
    body = Passage.of(source, closing.end(), len(text))
    return FrontMatter(mapping, body, tuple(hidden + problems))


def _is_longer(text: str, most: int) -> bool:
    """Whether a text has more than so many bytes: no character has more than four."""
    return len(text) * 4 > most and len(text.encode("utf-8", "replace")) > most


_HOW_TO_BEGIN = (
    "Xin bắt đầu tệp bằng dòng `---`, rồi title, date, category, rồi dòng `---`; lệnh `congtin new` viết sẵn giúp."
)


def _nothing(source: Source, hidden: list[Finding], finding: Finding) -> FrontMatter:
    body = Passage.of(source, len(source.text), len(source.text))
    return FrontMatter(None, body, (*hidden, finding))


def _no_opening(source: Source) -> Finding:
    line = source.lines[0]
    return problem(
        "F5",
        source.place(0, len(line)),
        "Dòng đầu không phải `---`, nên không thấy phần khai báo (title, date, category …).",
        _HOW_TO_BEGIN,
    )


def _no_closing(source: Source, start: int) -> Finding:
    nearly = _NEARLY_FENCE.search(source.text, start + 3)
    where = f" Dòng {source.place(nearly.start()).line} trông gần giống dòng ấy." if nearly else ""
    return problem(
        "F5",
        source.place(start, start + 3),
        f"Phần khai báo mở ở đây mà không thấy dòng `---` đóng lại.{where}",
        "Xin thêm một dòng chỉ có ba gạch ngắn `---`, sát lề trái, ngay trước nội dung bài.",
    )


def _too_long(source: Source, start: int, end: int) -> Finding:
    kilobytes = FRONT_MATTER_BYTES // 1024
    return problem(
        "F6",
        source.place(start, end),
        f"Phần khai báo dài hơn {kilobytes} KB nên không đọc.",
        "Xin chia số liệu ra nhiều bài.",
    )


def _blank_before(source: Source, end: int) -> Finding:
    return problem(
        "F5",
        source.place(0, end),
        "Trước dòng `---` mở đầu còn dòng trống; công cụ khác sẽ không thấy phần khai báo.",
        "Xin bỏ các dòng trống ở đầu tệp; lệnh `congtin check --fix` bỏ giúp.",
        edits=[Edit(source.place(0, end), "")],
    )
