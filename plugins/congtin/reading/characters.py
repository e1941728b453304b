"""Characters that nobody sees: controls, zero-width and bidirectional marks, what conversions leave behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from congtin.finding import Edit, Finding, Related
from congtin.reading.problems import problem
from congtin.text import Source

_RELATED = 4  # further places named in one finding

_NAMES = {
    "\x00": "ký tự rỗng (NUL)",
    "\x85": "dấu xuống dòng kiểu NEL",
    "\xad": "dấu gạch nối mềm",
    "\xac": "dấu ¬ giữa chữ (dấu gạch nối mềm bị hỏng khi chép)",
    "\u061c": "dấu đổi chiều chữ Ả Rập",
    "\u200b": "khoảng trắng rộng bằng không",
    "\u200c": "dấu tách chữ rộng bằng không",
    "\u200d": "dấu nối chữ rộng bằng không",
    "\u200e": "dấu chiều chữ trái sang phải",
    "\u200f": "dấu chiều chữ phải sang trái",
    "\u2028": "dấu ngắt dòng của Unicode",
    "\u2029": "dấu ngắt đoạn của Unicode",
    "\u2060": "dấu nối từ rộng bằng không",
    "\ufeff": "dấu thứ tự byte (BOM) nằm giữa tệp",
    "\ufffd": "ký tự thay thế �, chữ gốc đã mất",
}
_BIDI = "\u202a-\u202e\u2066-\u2069"
_LOST = "\ufffd"  # cannot be mended by deleting it

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064"
    rf"{_BIDI}\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffd-\uffff\U000e0000-\U000e007f]"
)
_NOT_SIGN = re.compile(r"(?<=[^\W\d_])\xac(?=[^\W\d_])")


def check_characters(source: Source) -> list[Finding]:
    """One finding for each hidden character of a file, with all its places; a joiner inside an emoji is none."""
    found: dict[str, list[int]] = {}
    signs = _NOT_SIGN.finditer(source.text) if "\xac" in source.text else ()
    for match in (*_HIDDEN.finditer(source.text), *signs):
        if not _joins_emoji(source.text, match.start()):
            found.setdefault(match.group(), []).append(match.start())
    return list(_findings(source, found))


def is_hidden(char: str) -> bool:
    """Whether a character may not stand in a text."""
    return _HIDDEN.match(char) is not None


def _joins_emoji(text: str, at: int) -> bool:
    if text[at] != "\u200d" or not 0 < at < len(text) - 1:
        return False
    before = text[at - 2 : at] if text[at - 1] == "\ufe0f" else text[at - 1]
    return unicodedata.category(before[0]) in ("So", "Sk") and unicodedata.category(text[at + 1]) == "So"


def _findings(source: Source, found: dict[str, list[int]]) -> Iterator[Finding]:
    for char, offsets in found.items():
        name = _name(char)
        times = f" ({len(offsets)} chỗ)" if len(offsets) > 1 else ""
        lost = char == _LOST
        yield problem(
            "F4",
            source.place(offsets[0], offsets[0] + 1),
            f"Ở đây có {name}, U+{ord(char):04X}{times}; mắt không thấy, nhưng làm lệch chữ và số khi đối chiếu."
            if not lost
            else f"Ở đây có {name}, U+FFFD{times}.",
            "Xin xem lại bản gốc rồi gõ lại chữ này."
            if lost
            else "Xin xóa ký tự này, hoặc gõ lại từ; lệnh `congtin check --fix` xóa giúp.",
            related=[Related(source.place(at, at + 1), "cũng ký tự ấy") for at in offsets[1 : 1 + _RELATED]],
            edits=() if lost else [Edit(source.place(at, at + 1), "") for at in offsets],
        )


def _name(char: str) -> str:
    if char in _NAMES:
        return _NAMES[char]
    if re.match(f"[{_BIDI}]", char):
        return "dấu đổi chiều chữ (bidi)"
    return "ký tự điều khiển" if unicodedata.category(char) == "Cc" else "ký tự ẩn"
