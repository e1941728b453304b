"""What holds for mappings however they are written: no key twice, no depth beyond all need."""

from __future__ import annotations

from congtin.finding import Finding, Related
from congtin.reading.nodes import Pair
from congtin.reading.problems import problem
from congtin.text import Place

DEPTH = 20  # promises.md 10


def unique_pairs(pairs: list[Pair], problems: list[Finding]) -> tuple[Pair, ...]:
    """The pairs without repetitions of a key; each repetition is a finding that names the first."""
    first: dict[str, Pair] = {}
    for pair in pairs:
        known = first.setdefault(pair.key.text, pair)
        if known is not pair:
            problems.append(
                problem(
                    "F10",
                    pair.key.place,
                    f"Khóa `{pair.key.text}` đã viết ở dòng {known.key.place.line}; chỉ một trong hai được đọc.",
                    "Xin gộp lại, hoặc bỏ một dòng.",
                    related=[Related(known.key.place, "lần viết đầu")],
                )
            )
    return tuple(first.values())


def too_deep(place: Place) -> Finding:
    """The finding for nesting beyond all need."""
    return problem("F6", place, f"Từ đây lồng sâu quá {DEPTH} tầng, không đọc tiếp.", "Xin viết phẳng hơn.")
