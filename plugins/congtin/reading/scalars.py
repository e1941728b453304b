"""One-line values and keys: verbatim to the end of the line, unquoted when wholly quoted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from congtin.finding import Edit, Finding
from congtin.reading.characters import is_hidden
from congtin.reading.nodes import Scalar
from congtin.reading.problems import problem
from congtin.text import Passage, Source

DOUBLE_QUOTED = r'"(?:[^"\\]|\\.)*"'
SINGLE_QUOTED = r"'(?:[^']|'')*'"

_WHOLLY_QUOTED = re.compile(f"(?:{DOUBLE_QUOTED}|{SINGLE_QUOTED})\\Z")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", " ": " ", "_": "\xa0"}
# YAML 1.2 §7.3.3: what a plain scalar may not start with or hold in block context
_NOT_PLAIN = re.compile(r"[!&*%@`|>{}\[\],#\"']|[-?:](?:[ \t]|\Z)|.*?(?::(?:[ \t]|\Z)|[ \t]#)", re.DOTALL)
_SUSPECT = frozenset("!&*%@`|>{}[],#\"'-?:")  # what begins no text that is plain at sight
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+(?:\s|\Z)|\*[^\s,\[\]{}*]+\Z|!(?:<[^>\s]*>|[\w!:/.-]*)(?:\s|\Z)")


def read_scalar(source: Source, start: int, end: int, *, key: bool = False) -> tuple[Scalar, list[Finding]]:
    """The value at ``source.text[start:end]`` (ends trimmed by the caller), and what is doubtful in it."""
    raw = source.text[start:end]
    if raw[:1] not in _SUSPECT and ":" not in raw and "#" not in raw:
        return Scalar(Passage(raw, source, ((0, start),))), []
    if _WHOLLY_QUOTED.match(raw):
        return _quoted(source, start, end)
    scalar = Scalar(Passage.of(source, start, end))
    if raw[:1] == '"' and raw.count('"') == 1:
        return scalar, [_open_quote(scalar)]
    if not key and _ANCHOR.match(raw):
        return scalar, [refuse_yaml(scalar, raw.split()[0])]
    return scalar, [] if plain_in_yaml(raw) else [_unreadable_elsewhere(scalar)]


def plain_in_yaml(raw: str) -> bool:
    """Whether YAML reads these characters, unquoted on one line, as just this text."""
    return not _NOT_PLAIN.match(raw)


def quote(text: str) -> str:
    """The text in single quotes, as YAML has them."""
    return "'" + text.replace("'", "''") + "'"


def passage_of(source: Source, pieces: Iterable[tuple[str, int]], start: int) -> Passage:
    """A passage of pieces, each with its offset in the source; ``start`` is where an empty one stands."""
    text, segments = [], []
    length = 0
    for piece, offset in pieces:
        segments.append((length, offset))
        text.append(piece)
        length += len(piece)
    return Passage("".join(text), source, tuple(segments) or ((0, start),))


def refuse_yaml(scalar: Scalar, mark: str) -> Finding:
    """The finding for an anchor, alias or tag."""
    return problem(
        "F13",
        scalar.place,
        f"“{mark}” là ký hiệu riêng của YAML (neo, bí danh hoặc thẻ), ở đây không dùng.",
        "Xin viết thẳng giá trị; nếu đúng là chữ cần đăng, xin đặt cả giá trị trong dấu nháy kép.",
    )


def _quoted(source: Source, start: int, end: int) -> tuple[Scalar, list[Finding]]:
    inner, stop = start + 1, end - 1
    if source.text[start] == "'":
        return Scalar(passage_of(source, _single(source.text, inner, stop), inner)), []
    findings: list[Finding] = []
    pieces = list(_double(source, inner, stop, findings))
    return Scalar(passage_of(source, pieces, inner)), findings


def _single(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    while start < end:
        at = text.find("''", start, end)
        stop = end if at < 0 else at + 1
        yield text[start:stop], start
        start = stop if at < 0 else at + 2


def _double(source: Source, start: int, end: int, findings: list[Finding]) -> Iterator[tuple[str, int]]:
    for match in _ESCAPE.finditer(source.text, start, end):
        if start < match.start():
            yield source.text[start : match.start()], start
        char = _unescape(match)
        if char is None:
            findings.append(_bad_escape(source, match))
        yield match.group() if char is None else char, match.start()
        start = match.end()
    if start < end:
        yield source.text[start:end], start


def _unescape(match: re.Match[str]) -> str | None:
    """The character meant; None for an unknown escape, a hidden character or one that would join the one before."""
    *codes, letter = match.groups()
    if letter is not None:
        return _ESCAPES.get(letter)
    code = int(next(filter(None, codes)), 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    char = chr(code)
    plain = unicodedata.normalize("NFC", char) == char and not unicodedata.combining(char)
    return char if plain and not is_hidden(char) else None


def _bad_escape(source: Source, match: re.Match[str]) -> Finding:
    return problem(
        "F15",
        source.place(match.start(), match.end()),
        f"Trong dấu nháy kép, “{match.group()}” không phải cách viết được hiểu.",
        "Dấu \\ xin viết thành \\\\, hoặc đổi sang dấu nháy đơn; chữ cái xin gõ thẳng.",
    )


def _open_quote(scalar: Scalar) -> Finding:
    return problem(
        "F15",
        scalar.place,
        "Dấu nháy kép mở ở đầu mà không thấy dấu đóng ở cuối dòng.",
        "Xin thêm dấu nháy đóng, hoặc bỏ dấu nháy mở; mỗi giá trị viết trọn trên một dòng.",
    )


def _unreadable_elsewhere(scalar: Scalar) -> Finding:
    return problem(
        "F16",
        scalar.place,
        "congtin đọc nguyên dòng này, nhưng công cụ YAML khác thì không (vì dấu hai chấm, #, nháy hoặc ngoặc).",
        "Không bắt buộc sửa; lệnh `congtin check --fix` đặt giá trị trong dấu nháy giúp.",
        edits=[Edit(scalar.place, quote(scalar.text))],
    )
