"""Tokens of numerals: the words that make up a number, and runs of digits."""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.values import dataclass
from congtin.vietnamese.digits import read_digits
from congtin.vietnamese.patterns import Pattern

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip

SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "tr": 10**6, "k": 10**3,
}  # fmt: skip

ABBREVIATED_SCALES = {"tr", "k"}  # only right behind digits: "5tr", "500k"

TENS = {"mươi": 10, "chục": 10, "tá": 12}

ZERO_TENS = {"linh", "lẻ", "lẽ"}

CONTRACTED = {"mốt", "tư", "lăm", "nhăm"}  # never the first word of a numeral

MOST_TOKENS = 48

WORDS = frozenset(
    {*DIGITS, *SCALES, *TENS, *ZERO_TENS, "mười", "hăm", "trăm", "phẩy", "phảy", "chấm", "rưỡi", "âm", "nửa"}
)

# "tỷ lệ", "tỷ trọng", "tỷ phú" begin with a scale word, but are words of their own: "hai tỷ lệ" are two
_NO_SCALE = r"(?<=t[ỷỉ])[ \u00a0](?:lệ(?! phí)|trọng|phú|suất|giá(?! trị)|số(?! (?:tiền|vốn))|mỉ|thí|dụ)(?!\w)"

TOKEN = Pattern(
    rf"(?:(?P<word>{'|'.join(sorted(sorted(WORDS), key=len, reverse=True))})(?!\w|{_NO_SCALE})"
    r"|(?P<digits>[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9./:%])(?:,[0-9]+)?|[0-9][0-9.,]*[0-9]|[0-9]))"
)

_GAP = Pattern(r"[ \t\u00a0\u202f]{0,3}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a number, or a run of digits with its value."""

    word: str
    end: int
    value: Decimal | None = None
    step: Decimal = Decimal(0)
    doubt: str = ""


def read_tokens(low: str, start: int) -> list[Token]:
    """The tokens of the numeral that begins at a place, as far as they go."""
    found: list[Token] = []
    position = start
    while len(found) < MOST_TOKENS:
        match = TOKEN.match(low, position)
        if match is None:
            break
        token = _digit_token(match) if match["digits"] else Token(match["word"], match.end())
        if token is None or (token.word in ABBREVIATED_SCALES and not (found and found[-1].end == match.start())):
            break
        if found and not token.word and (found[-1].value is not None or found[-1].end == match.start()):
            break
        found.append(token)
        if token.value is not None and low[token.end : token.end + 1] in {"%", "/"}:
            break
        gap = _GAP.match(low, match.end())
        position = gap.end() if gap else match.end()
    return found


def _digit_token(match: re.Match[str]) -> Token | None:
    read = read_digits(match["digits"])
    if read is None:
        return None
    return Token("", match.end(), *read)
