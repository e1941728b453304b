"""Numbers in words: the inverse of reading them."""

from __future__ import annotations

from decimal import Decimal

_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def to_words(value: int | Decimal, school: str = "lẻ") -> str:
    """The number in words: the inverse of :func:`read_number`.

    ``school`` is "lẻ" (… nghìn … lẻ), "linh" (… nghìn … linh) or "ngàn" (… ngàn … lẻ).
    """
    if value < 0:
        return "âm " + to_words(-value, school)
    whole, _, decimals = f"{Decimal(value):f}".partition(".")
    words = _integer_words(int(whole), "linh" if school == "linh" else "lẻ", "ngàn" if school == "ngàn" else "nghìn")
    if decimals:
        words += " phẩy " + " ".join(_NAMES[int(digit)] for digit in decimals)
    return words


def _integer_words(value: int, zero: str, thousand: str) -> str:
    if value == 0:
        return "không"
    above, below = divmod(value, 10**9)
    parts = [_integer_words(above, zero, thousand), "tỷ"] if above else []
    for scale, name in ((10**6, "triệu"), (10**3, thousand), (1, "")):
        group, below = divmod(below, scale)
        if group:
            parts += [*_group_words(group, zero, full=bool(parts)), name]
    return " ".join(part for part in parts if part)


def _group_words(group: int, zero: str, full: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [_NAMES[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return [*words, *([zero] if words and units else []), *([_NAMES[units]] if units else [])]
    words += ["mười"] if tens == 1 else [_NAMES[tens], "mươi"]
    if units:
        words.append(_unit_word(tens, units))
    return words


def _unit_word(tens: int, units: int) -> str:
    if units == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _NAMES[units])
    return _NAMES[units]
