"""Slips of the hand: how one number may have become the other."""

from __future__ import annotations

from congtin.quantity import Quantity


def slip(printed: Quantity, stated: Quantity) -> str:
    """A Vietnamese sentence (with a space in front) on the likeliest slip; empty when none is likely."""
    if printed.value == stated.value and printed.modifier is not stated.modifier:
        return " Hai nơi chỉ khác nhau ở chữ đi kèm (trên, gần, khoảng, trở lên …)."
    left, right = _digits(printed.text), _digits(stated.text)
    if not left or not right:
        return ""
    if left == right:
        return " Chữ số như nhau, chỉ khác dấu ngăn hoặc đơn vị (nghìn, triệu, tỷ)."
    if len(left) == len(right):
        differing = [index for index, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(differing) == 1:
            at = differing[0]
            return f" Hai số chỉ khác một chữ số ({left[at]} và {right[at]})."
        swapped = len(differing) == 2 and differing[1] == differing[0] + 1
        if swapped and left[differing[0]] == right[differing[1]] and left[differing[1]] == right[differing[0]]:
            a, b = sorted((left[differing[0]], left[differing[1]]))
            return f" Có thể hai chữ số {a} và {b} bị đổi chỗ khi gõ."
    if _dropped(left, right) or _dropped(right, left):
        return " Có thể một chữ số bị rơi hoặc gõ thừa."
    return ""


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _dropped(short: str, full: str) -> bool:
    """Whether one digit less makes ``full`` into ``short``."""
    return len(short) + 1 == len(full) and any(full[:at] + full[at + 1 :] == short for at in range(len(full)))
