"""Numerals: Vietnamese numbers in digits and in words, read exactly and written back.

Digits group by dots and take a decimal comma (``11.490``, ``123,2``). Words follow both schools
(``linh``/``nghìn`` and ``lẻ``/``ngàn``) with their contractions (mốt, tư, lăm, nhăm, rưỡi).
"""

from __future__ import annotations

from decimal import Decimal

from congtin.values import dataclass
from congtin.vietnamese.digits import read_digits
from congtin.vietnamese.numeral_tokens import CONTRACTED, DIGITS, SCALES, TENS, ZERO_TENS, Token, read_tokens
from congtin.vietnamese.patterns import Pattern

INTEGER = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+)(?![0-9])"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from ``text[start:end]``.

    ``step`` is one unit of the last printed digit (0 for an integer written in full); ``scaled`` says
    that a scale word stands in it; ``doubt`` is "separator" where dot or comma may mean the other thing.
    """

    value: Decimal
    step: Decimal
    end: int
    spelled: bool = False
    scaled: bool = False
    doubt: str = ""


def read_number(text: str) -> Decimal | None:
    """The number that a whole text is, in digits or words ("11.490", "âm ba", "hai phẩy năm triệu"), or None."""
    low = " ".join(text.split()).lower()
    sign = 1
    for mark in ("âm ", "trừ ", "-", "−", "+"):
        if low.startswith(mark):
            low, sign = low.removeprefix(mark).strip(), -1 if mark != "+" else 1
            break
    numeral = numeral_at(low, 0)
    if numeral is None or numeral.end != len(low):
        spaced = read_digits(low)
        return None if spaced is None else sign * spaced[0]
    return sign * numeral.value


_GLUED = Pattern(r"([0-9]{1,3})(tr|tỷ|tỉ|k)([0-9])(?!\w|[.,][0-9])")


def numeral_at(low: str, start: int) -> Numeral | None:
    """The longest number of a lower-case text that begins at ``start``, scale words included; or None."""
    if low[start : start + 1].isdigit() and (glued := _GLUED.match(low, start)):  # "1tr5": one and a half million
        scale = SCALES[glued[2]]
        value = Decimal(f"{glued[1]}.{glued[3]}") * scale
        return Numeral(value, Decimal(scale) / 10, glued.end(), scaled=True)
    tokens = read_tokens(low, start)
    if not tokens:
        return None
    return _Parser(tokens).number()


def _last_place(value: Decimal) -> Decimal:
    """One unit of the last decimal."""
    return Decimal(1).scaleb(-len(f"{value:f}".partition(".")[2]))


class _Parser:
    """Reads the longest number at the head of a list of numeral tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def word(self, ahead: int = 0) -> str | None:
        index = self.at + ahead
        return self.tokens[index].word if index < len(self.tokens) else None

    def number(self) -> Numeral | None:
        """[group scale]… [rưỡi], higher scales first; "nghìn tỷ" multiplies all before it."""
        total = section = Decimal(0)
        last = scale = 10**30
        step = Decimal(0)
        scaled = False
        doubt = ""
        used = 0
        while self.at < len(self.tokens):
            group = self._half() if used == 0 else None
            group = group or self._group(bool(used))
            if group is None:
                break
            value, unit, group_doubt = group
            scale = self._scale()
            if used and scale == 1 and self._lone_digit(used):
                if last < 1000 or self.at < len(self.tokens) or self.tokens[used].word == "năm":
                    break  # "ba nghìn năm": years
                value, unit = value * last / 10, Decimal(last) / 10  # "hai triệu tư"
            elif scale >= last:
                if scale < 10**6 or last >= scale * (10**3 if scale == 10**9 else 1) or not used:
                    break
                total, section = total + (section + value) * scale, Decimal(0)
                value = Decimal(0)
            if scale > 1:
                scaled = True
                unit = (unit or Decimal(1)) * scale
            section += value * scale
            step, doubt, last, used = unit, doubt or group_doubt, scale, self.at
            if self._rest_is_half(scale):
                section += Decimal(scale) / 2
                step = Decimal(scale) / 10
                used = self.at
                break
            if scale == 1:
                break
        if not used:
            return None
        self.at = used
        if scaled and self.word() in {"phẩy", "phảy"} and (decimals := self._decimals()):
            section, used, step = section + decimals, self.at, _last_place(decimals)  # "một nghìn phẩy không năm"
        spelled = all(token.value is None for token in self.tokens[:used])
        return Numeral(total + section, step, self.tokens[used - 1].end, spelled, scaled, doubt)

    def _half(self) -> tuple[Decimal, Decimal, str] | None:
        """ "nửa" before a scale word: "nửa triệu"."""
        if self.word() == "nửa" and self.word(1) in SCALES:
            self.at += 1
            return Decimal("0.5"), Decimal("0.1"), ""
        return None

    def _lone_digit(self, used: int) -> bool:
        """Whether the group just read is one bare digit in words."""
        return self.at - used == 1 and self.tokens[used].word in DIGITS

    def _scale(self) -> int:
        scale = 1
        while (word := self.word()) in SCALES:
            scale *= SCALES[word]
            self.at += 1
            if scale > 10**24:
                break
        return scale

    def _rest_is_half(self, scale: int) -> bool:
        if scale > 1 and self.word() == "rưỡi":
            self.at += 1
            return True
        return False

    def _group(self, inside: bool) -> tuple[Decimal, Decimal, str] | None:
        """A number below a thousand in words, or one digit token; then perhaps "phẩy" and decimals."""
        start = self.at
        if start >= len(self.tokens):
            return None
        token = self.tokens[start]
        if token.value is not None:
            self.at += 1
            value, step, doubt = token.value, token.step, token.doubt
            hundreds = self._hundreds_after_digits(value)
            return (value * hundreds[0], hundreds[1], doubt) if hundreds else (value, step, doubt)
        value_words = self._words(inside)
        if value_words is None:
            self.at = start
            return None
        value, step = Decimal(value_words), Decimal(0)
        if self.word() in {"phẩy", "phảy", "chấm"}:
            decimals = self._decimals()
            if decimals:
                value += decimals
                step = _last_place(decimals)
        return value, step, ""

    def _hundreds_after_digits(self, value: Decimal) -> tuple[int, Decimal] | None:
        """ "3 trăm", "2 chục", "5 tá" as multipliers of digits."""
        multiplier = {"trăm": 100, "chục": 10, "tá": 12}.get(self.word() or "")
        if multiplier is None or value >= 1000:
            return None
        self.at += 1
        return multiplier, Decimal(multiplier)

    def _decimals(self) -> Decimal | None:
        """ "phẩy" and what follows: digits one by one ("không năm"), or one number ("mười bốn")."""
        start = self.at
        self.at += 1
        digits = ""
        while (word := self.word()) in DIGITS and not (digits and self.word(1) in {"mươi", "trăm"}):
            if self.word(1) in {"mươi", "trăm"} or (word in CONTRACTED - {"tư"} and not digits):
                break
            digits += str(DIGITS[word])
            self.at += 1
        if not digits or self.word() in {"mươi", "trăm"} or self.word() == "mười" or self.word() in DIGITS:
            more = self._words(inside=False)
            digits += "" if more is None else str(more)
        if not digits:
            self.at = start
            return None
        return Decimal(f"0.{digits}")

    def _words(self, inside: bool) -> int | None:
        """0 to 999 in words; ``inside`` a larger number "linh năm" and "không trăm" may begin."""
        word = self.word()
        if word in ZERO_TENS and inside:
            return self._units_after_zero()
        hundreds: int | None = None
        if word in DIGITS and word not in CONTRACTED and self.word(1) == "trăm":
            hundreds = DIGITS[word]
            self.at += 2
            if self.word() == "rưỡi":
                self.at += 1
                return hundreds * 100 + 50
            word = self.word()
            if word in ZERO_TENS:
                rest = self._units_after_zero()
                return hundreds * 100 + (rest or 0)
        rest = self._below_hundred(hundreds is not None, inside)
        if hundreds is None:
            return rest
        return hundreds * 100 + (rest or 0)

    def _units_after_zero(self) -> int | None:
        word = self.word(1)
        if word in DIGITS and word != "không":
            self.at += 2
            return DIGITS[word]
        return None

    def _below_hundred(self, after_hundred: bool, inside: bool) -> int | None:
        word = self.word()
        if word == "mười":
            self.at += 1
            return 10 + self._unit()
        if word == "hăm" and self.word(1) in DIGITS:
            self.at += 1
            return 20 + self._unit()
        if word not in DIGITS or word in {"lăm", "nhăm"} or (word in CONTRACTED and not (after_hundred or inside)):
            return None
        value = DIGITS[word]
        following = self.word(1)
        if following in TENS and word != "không":
            self.at += 2
            tens = value * TENS[following]
            return tens if following == "tá" else tens + self._unit()
        if self._two_digits(after_hundred or inside):
            self.at += 2
            return value * 10 + DIGITS[self.tokens[self.at - 1].word]
        self.at += 1
        if following in CONTRACTED and value:
            self.at += 1
            return value * 10 + DIGITS[following]
        if after_hundred and word == "năm":
            self.at -= 1
            return None  # "một trăm năm": a hundred years; 105 has "linh" or "lẻ", 150 "mươi" or "rưỡi"
        if after_hundred and value and following not in TENS and not self._more_words():
            return value * 10  # "một trăm hai" is 120; 102 has "linh" or "lẻ"
        return value

    def _two_digits(self, inside: bool) -> bool:
        """ "bảy trăm tám chín", "bốn bảy nghìn": tens and units without "mươi"; "sáu bảy nghìn" is six or seven."""
        first, second = DIGITS.get(self.word() or "", 0), DIGITS.get(self.word(1) or "", 0)
        if not first or not second or self.word(1) in CONTRACTED or self.word(2) in {"mươi", "trăm", "chục", *DIGITS}:
            return False
        followed = self.word(2) in {*SCALES, "phẩy", "phảy", "chấm"}
        return inside or (followed and second != first + 1 and first != 5)  # "năm hai nghìn": a year

    def _more_words(self) -> bool:
        return self.word() in DIGITS

    def _unit(self) -> int:
        word = self.word()
        if word in DIGITS and word not in {"không", "năm"} and self.word(1) not in {"trăm", "mươi", "chục"}:
            self.at += 1
            return DIGITS[word]
        return 0
