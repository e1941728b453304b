"""Printed figures in table cells: the number as its author printed it, with the words that widen it."""

from __future__ import annotations

import re

from congtin.indicator import Indicator
from congtin.observation import Observation
from congtin.posting import Posting
from congtin.quantity import SAID, Kind, Modifier, Quantity
from congtin.text import Source, squeeze
from congtin.vietnamese.lexicon import MODIFIERS_AFTER, MODIFIERS_BEFORE

FALLBACKS = {
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


def figure_text(figure: Observation, measure: str = "", source: Source | None = None) -> str:
    """The printed number with its modifier; a measure that stands under ĐVT already is not said twice."""
    quantity, text = figure.quantity, figure.quantity.text
    if measure and measure != "%" and text.endswith(f" {measure}"):
        text = text.removesuffix(measure).rstrip()
    before, after = _modifier_words(figure, quantity.modifier, source) if quantity.modifier else ("", "")
    return f"{before}{text}{after}"


def form_of(figure: Observation, source: Source) -> str:
    """How the widening words stand around the number: "dưới {}"; empty where they are the usual ones."""
    modifier = figure.quantity.modifier
    before, after = _modifier_words(figure, modifier, source) if modifier else ("", "")
    form = f"{before}{{}}{after}"
    return "" if form == SAID[modifier] else form


def change_text(figure: Observation | Posting, printed: str) -> str:
    """A change with its direction: "tăng 5%", "giảm 35"."""
    direction = squeeze(re.split(r"\bso với\b|\bcùng kỳ\b", figure.label)[0])
    if not direction and figure.quantity.value < 0 and not printed.startswith(("-", "–", "−")):
        direction = "giảm"
    return f"{direction} {printed}".lstrip()


def _modifier_words(figure: Observation, modifier: Modifier, source: Source | None) -> tuple[str, str]:
    """The widening words as the author printed them ("dưới" is not "gần"), before and after the number."""
    place = figure.place
    if source is not None and source.path == place.path and place.line <= len(source.lines):
        line = source.lines[place.line - 1]
        words = line[: place.column - 1].casefold().split()
        for size in (3, 2, 1):
            phrase = " ".join(words[-size:])
            if MODIFIERS_BEFORE.get(phrase) is modifier:
                return f"{phrase} ", ""
        clause = re.split(r"[,;:]", line[place.end_column - 1 :].casefold())[0]
        for phrase, meaning in MODIFIERS_AFTER.items():
            if meaning is modifier and phrase in clause:
                return "", f" {phrase}"
    return FALLBACKS[modifier]
