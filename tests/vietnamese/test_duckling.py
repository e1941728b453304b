"""Differential test: Duckling's Vietnamese on generated expressions; docs/duckling.md explains every class of disagreement.

Optional: runs where `pip install pyduckling-native-phihos` has been done (x86-64 Linux only), else it is skipped.
"""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from generated import expressions

from congtin.vietnamese.mentions import read

duckling = pytest.importorskip(
    "duckling", reason="the optional differential test needs: pip install pyduckling-native-phihos"
)
PAGE = Path(__file__).parents[2] / "docs" / "duckling.md"
COUNT = 10_000
# What Duckling reads otherwise, each with a sentence in docs/duckling.md; the first that fits is the reason.
CLASSES = {
    "decimals behind dots": re.compile(r"\d\.\d{3},\d"),
    "rưỡi": re.compile(r"rưỡi"),
    "tư": re.compile(r"\btư\b"),
    "decimals in words": re.compile(r"phẩy (?:không|\w+ \w+)"),
    "small rests": re.compile(r"(?:linh|lẻ|không trăm)"),
}


@pytest.fixture(scope="module")
def theirs():
    """Duckling's reading of a text: (body, value) pairs."""
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    moment = duckling.parse_ref_time(zones, "Asia/Ho_Chi_Minh", 1_600_000_000)
    locale = duckling.parse_locale("VI", duckling.default_locale_lang(duckling.parse_lang("VI")))
    context = duckling.Context(moment, locale)
    dimensions = duckling.parse_dimensions(["number", "amount-of-money"])

    def parse(text):
        found = duckling.parse(text, context, dimensions, False)
        return [(item["body"].encode("latin-1").decode(), item["value"].get("value")) for item in found]

    return parse


def _agrees(made, found):
    """To twelve digits: Duckling reckons in binary fractions."""
    near = abs(made.value) * Decimal("1e-12")
    return any(
        body == made.text and value is not None and abs(Decimal(repr(value)) - made.value) <= near
        for body, value in found
    )


def test_generated_expressions(theirs):
    disagreements, unexplained = Counter(), []
    for made in expressions(COUNT):
        (ours,) = read(made.text)
        assert (ours.text, ours.quantity and ours.quantity.value) == (made.text, made.value)
        found = theirs(made.text)
        if _agrees(made, found):
            continue
        name = next((name for name, form in CLASSES.items() if form.search(made.text)), None)
        disagreements[name] += 1
        if name is None:
            unexplained.append((made.text, str(made.value), found))
    assert not unexplained[:5]
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {name} |" in page for name in disagreements)
