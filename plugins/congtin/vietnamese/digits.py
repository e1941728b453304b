"""Numbers in digits: dots group, the comma is the decimal mark."""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.vietnamese.patterns import Pattern

LONGEST_RUN = 28  # digits, which decimal arithmetic keeps exactly; nobody prints a longer number

_GROUPED = Pattern(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")

_SPACED = Pattern(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?")

_PLAIN = Pattern(r"[0-9]+(?:,[0-9]+)?")

_COMMAS = Pattern(r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?")

_POINT = Pattern(r"[0-9]+\.[0-9]+")


def read_digits(text: str) -> tuple[Decimal, Decimal, str] | None:
    """Value, step and doubt of a digit token such as ``11.490``, ``123,2``, ``12 000``; None when it is no number.

    ``1.5`` and ``2.58`` are read with the dot as decimal mark and doubted; ``1.20.0`` is nothing.
    """
    if len(text) > LONGEST_RUN:
        return None
    doubt = ""
    if _PLAIN.fullmatch(text):
        plain = text.replace(",", ".")
    elif _GROUPED.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _SPACED.fullmatch(text):
        plain = re.sub(r"[ \u00a0\u202f]", "", text).replace(",", ".")
    elif _COMMAS.fullmatch(text):
        plain = text.replace(",", "")
    elif _POINT.fullmatch(text):
        plain, doubt = text, "separator"
    else:
        return None
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(0)
    return value, step, doubt


def plain(value: Decimal) -> str:
    """A Decimal as a plain decimal string without trailing zeros."""
    text = str(value)
    if "E" in text:
        text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
