"""Ordinals, list labels, weekdays and Roman numerals."""

from __future__ import annotations

import re

from congtin.expression import Expression, Sort
from congtin.vietnamese.lexicon import (
    ORDINAL_WORDS,
    ROMAN_HEADS,
    WEEKDAYS,
)
from congtin.vietnamese.numerals import numeral_at
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

_LABEL = Pattern(r"(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})(?:[.)/:]|\.-|\s?[-–]\s)(?=\s|$)")
_BRACKETED = Pattern(r"(?<=\()[0-9]{1,2}(?=\))|(?<=\[)[0-9]{1,3}(?=\])")
_HALF_RATIO = Pattern(r"[0-9]{1,3}/ (?=[^\W\d_])")  # "6/ công đoàn": a ratio that lost its other half
_WEEKDAY = Pattern(r"thứ\s(hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])(?![\w%]|[.,/][0-9])")
_ORDINAL = Pattern(r"(?:thứ|hạng|giải)\s(nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?!\w)")
_TENS = Pattern(r" (?:mươi|trăm|mốt|lăm)(?!\w)")
_WEEKDAY_CUES = {"sáng", "chiều", "tối", "trưa", "đêm", "ngày", "hôm", "từ", "đến", "vào", "(", "qua", "mỗi"}
_WEEKDAY_AFTER = Pattern(
    r"\s?(?:,|\(|-|–)?\s?(?:(?:ngày|mồng|mùng)\s(?:mồng\s|mùng\s)?[0-9]|[0-9]{1,2}[/-][0-9]"
    r"|(?:của )?tuần (?:này|sau|tới|trước|qua)|(?:tới|vừa rồi|vừa qua)(?!\w)|hằng tuần|hàng tuần|,? chủ nhật)"
)
_ROMAN = Pattern(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def label(scan: Scan, start: int) -> Expression | None:
    """ "1.", "2.1)", "(3)": the number of a heading or a list item; "[1]", that of a note."""
    low = scan.low
    if low[start - 1 : start] in {"(", "["} and (match := _BRACKETED.match(low, start)):
        return ordinal(scan, start, match.end(), int(match[0]))
    if not scan.line_start(start):
        return None
    match = _LABEL.match(low, start)
    if match is None or (_HALF_RATIO.match(low, start) and scan.text[match.end() + 1].islower()):
        return None
    return Expression(start, match.end("n"), match["n"], Sort.ORDINAL, match["n"])


def ordinal(scan: Scan, start: int, end: int, value: int) -> Expression:
    """The ordinal that stands at ``text[start:end]``."""
    return Expression(start, end, scan.text[start:end], Sort.ORDINAL, str(value))


def weekday(scan: Scan, start: int) -> Expression | None:
    """ "Chủ nhật", "thứ Hai", and the ordinals "thứ nhất", "hạng nhì", "giải ba"."""
    low = scan.low
    if low.startswith("chủ nhật", start):
        return Expression(start, start + 8, scan.text[start : start + 8], Sort.OTHER, "weekday:7")
    if low[start].isdigit():
        return None
    match = _WEEKDAY.match(low, start)
    if match and not _TENS.match(low, match.end()) and _is_weekday(scan, match):
        return Expression(
            start, match.end(), scan.text[start : match.end()], Sort.OTHER, f"weekday:{WEEKDAYS[match[1]]}"
        )
    match = _ORDINAL.match(low, start)
    if match is None:
        return None
    numeral = numeral_at(low, match.start(1))
    if numeral is not None and numeral.value > 10 and not numeral.scaled and not numeral.step:
        return ordinal(scan, match.start(1), numeral.end, int(numeral.value))  # "thứ hai mươi mốt"
    return ordinal(scan, match.start(1), match.end(), ORDINAL_WORDS[match[1]])


def _is_weekday(scan: Scan, match: re.Match[str]) -> bool:
    if _WEEKDAY_AFTER.match(scan.low, match.end()):
        return True
    words = scan.before(match.start())
    if words[:1] == ["nay"] or words[:2] == ["là", "nay"]:
        return True
    if words[:1] and words[0] in _WEEKDAY_CUES:
        return True
    named = scan.text[match.start(1)].isupper() or (match[1].isdigit() and scan.text[match.start()] == "T")
    return named and not (words[:1] and words[0] in {"lần", "người", "con"})


def roman(scan: Scan, start: int, word: str) -> Expression | None:
    """ "khóa XV", "Đại hội V", "Đông Anh II", "II. Kết quả": a Roman numeral in capitals."""
    end = start + len(word)
    text = scan.text[start:end]
    if not text.isupper() or not _ROMAN.match(word):
        return None
    words = scan.before(start)
    head = words[0] if words else ""
    before = scan.text[max(0, start - 24) : start].split()
    named = bool(before) and before[-1][:1].isupper() and not before[-1].isupper() and scan.text[start - 1] == " "
    heading = scan.line_start(start) and scan.low[end : end + 1] in {".", ")", "/"}
    if not (
        head in ROMAN_HEADS
        or (head == "hội" and words[1:2] == ["đại"])
        or heading
        or (named and word != "i")
        or _goes_on(scan, start)
    ):
        return None
    return ordinal(scan, start, end, _roman_value(word))


def _goes_on(scan: Scan, start: int) -> bool:
    """ "hạng I, II và III": the next of a list of Roman numerals."""
    last = scan.found[-1] if scan.found else None
    if last is None or last.kind is not Sort.ORDINAL or not last.text.isupper():
        return False
    return scan.low[last.end : start] in {", ", " và "}


def _roman_value(word: str) -> int:
    total = 0
    for char, following in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN_VALUES[char]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return total
