"""Years in words: "hai nghìn không trăm hai mươi", "một chín bảy lăm"."""

from __future__ import annotations

from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.numeral_tokens import DIGITS
from congtin.vietnamese.numerals import Numeral, numeral_at
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

_YEAR = Pattern(r",?\s+năm\s+(?=\w)")


def named_year(scan: Scan, start: int, numeral: Numeral) -> tuple[int, int] | None:
    """The year in words that follows "năm", and where it ends; below 1000 only where nothing is counted."""
    if spoken := _spoken_year(scan.low, start):
        return spoken
    value = numeral.value
    if value % 1 or not 100 <= value <= 2999:
        return None
    each = scan.before(start)[1:2] and scan.before(start)[1] in {"hằng", "hàng", "mỗi", "một", "từng"}
    if value < 1000 and (each or noun_end(scan.low, numeral.end + 1) > numeral.end + 1):
        return None
    return int(value), numeral.end


_DIGIT = "một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín"

_SPOKEN_YEAR = Pattern(
    rf"(?P<century>một (?:bảy|bẩy|tám|chín)|hai không) (?:(?:linh|lẻ|không) (?P<unit>{_DIGIT})"
    rf"|mười(?: (?P<teen>{_DIGIT}))?|(?P<tens>{_DIGIT})(?: mươi)? (?P<one>{_DIGIT}))(?!\w)"
)

_CENTURIES = {"một bảy": 17, "một bẩy": 17, "một tám": 18, "một chín": 19, "hai không": 20}


def _spoken_year(low: str, start: int) -> tuple[int, int] | None:
    """ "một chín bảy lăm", "hai không hai ba": a year said digit by digit, and where it ends."""
    match = _SPOKEN_YEAR.match(low, start)
    if match is None:
        return None
    units = DIGITS.get(match["unit"] or match["teen"] or match["one"] or "", 0)
    tens = DIGITS[match["tens"]] if match["tens"] else 0 if match["unit"] else 1
    return _CENTURIES[match["century"]] * 100 + tens * 10 + units, match.end()


def year_behind(low: str, end: int) -> tuple[int | None, int]:
    """The year, in digits or words, that follows "năm" there, and where it ends."""
    match = _YEAR.match(low, end)
    if match and (spoken := _spoken_year(low, match.end())):
        return spoken
    numeral = numeral_at(low, match.end()) if match else None
    if numeral is None or not 1000 <= numeral.value <= 2999 or numeral.value % 1:
        return None, end
    return int(numeral.value), numeral.end
