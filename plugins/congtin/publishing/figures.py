"""Printed figures in table cells: the number as its author printed it, with the words that widen it."""

from __future__ import annotations

import re

from congtin.indicator import Indicator
from congtin.quantity import Kind, Modifier, Quantity

WORDS = {
    Modifier.APPROX: ("khoảng ", ""),
    Modifier.LESS_THAN: ("gần ", ""),
    Modifier.MORE_THAN: ("trên ", ""),
    Modifier.AT_LEAST: ("", " trở lên"),
    Modifier.AT_MOST: ("không quá ", ""),
}
_NUMBER = re.compile(r"^[\d.,\s–−-]+")


def measure_text(quantity: Quantity, indicator: Indicator | None = None) -> str:
    """What stands under ĐVT: "%", "triệu đồng" with the printed scale, else the counted noun."""
    if quantity.kind is Kind.PERCENT:
        return "%"
    if quantity.kind is Kind.MONEY:
        return _NUMBER.sub("", quantity.text) or quantity.measure
    return quantity.measure or (indicator.measure if indicator else "")


def figure_text(quantity: Quantity, measure: str = "") -> str:
    """The printed number with its modifier; a measure that stands under ĐVT already is not said twice."""
    text = quantity.text
    if measure and measure != "%" and text.endswith(f" {measure}"):
        text = text.removesuffix(measure).rstrip()
    before, after = WORDS[quantity.modifier] if quantity.modifier else ("", "")
    return f"{before}{text}{after}"
