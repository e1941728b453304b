"""Codes and names with digits: "COVID-19", "K9", "29A-123.45", "4.0"."""

from __future__ import annotations

import re

from congtin.expression import Expression, Sort
from congtin.vietnamese.lexicon import CURRENCIES
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

_CODE = Pattern(r"[\w./\-]*\w(?:\+[0-9]{3}(?![0-9]))?")  # "Km129+300" too

_CODE_CHARS = Pattern(r"[\w/.+\-]+\Z")

_PLATE = Pattern(
    r"[0-9]{2}[A-ZĐ]{1,2}[0-9]?[ \-][0-9]{3}\.?[0-9]{2}(?![0-9])|[0-9][A-ZĐ](?![\w])"
    r"|[0-9]{1,2}\.0(?![0-9]|[.,][0-9])(?!\s?(?:%|triệu|tỷ|tỉ|km|ha|kg|lần|điểm|độ|m))"
)

_IDENTIFIER = Pattern(
    r"(?:mã số thuế|số tài khoản|tài khoản|mst|stk|cccd|cmnd|căn cước|mã số|số hiệu|mã vạch|isbn"
    r"|issn)\s?(?:số)?:?\s?\Z"
)


def code(scan: Scan, start: int) -> Expression | None:
    """ "COVID-19", "K9", "A/H5N1", "QL1A": digits hung on letters."""
    low = scan.low
    previous = low[start - 1] if start else " "
    if not (previous.isalpha() or (previous in "-/.+_" and start > 1 and low[start - 2].isalpha())):
        return None
    begin_match = _CODE_CHARS.search(low[max(scan.floor, start - 40) : start])
    if begin_match is None or (begin_match[0] in {"/", "-", "."} and start - 1 == scan.floor):
        return None
    begin = start - len(begin_match[0])
    word = begin_match[0]
    if word.rstrip("-/.") in {"ngày", "tháng", "năm", "số", "từ", "đến", "và", "điều", "khoản", "tết", "quý", "có"}:
        return None
    if previous == "/" and not scan.text[start - 2].isupper():
        return None  # "1 lần/1 đơn vị"
    if previous == "." and not (scan.text[start - 2].isupper() and len(word) <= 4 and word[:-1].isalpha()):
        return None
    if previous == "-" and re.match(r"(?:19|20)[0-9]{2}(?![0-9])", low[start : start + 5]) and not word[:-1].isascii():
        return None
    if word in {"đt.", "sđt.", "tel.", "đt", "tel", "fax", "fax.", "p.", "q.", "tp.", "tr.", "$", "us", *CURRENCIES}:
        return None
    match = _CODE.match(low, start)
    end = match.end() if match else start + 1
    end = min(end, start + 40)
    return Expression(begin, end, scan.text[begin:end], Sort.OTHER, scan.text[begin:end])


def named_code(scan: Scan, start: int) -> Expression | None:
    """ "29A-123.45", "4.0", "5G", "số tài khoản 1170000": digits that name one thing."""
    match = _PLATE.match(scan.text, start)
    words = scan.before(start)
    named = match is None and words and words[0].rstrip(":") in _IDENTIFIER_ENDS
    if named and _IDENTIFIER.search(scan.low[max(0, start - 24) : start]):
        match = _RUN.match(scan.text, start)
    if match is None:
        return None
    return Expression(start, match.end(), match[0], Sort.OTHER, match[0])


_IDENTIFIER_ENDS = frozenset("thuế khoản mst stk cccd cmnd cước số hiệu vạch isbn issn".split())
_RUN = Pattern(r"[0-9][0-9.\-]{3,30}(?<=[0-9])(?![0-9])")
