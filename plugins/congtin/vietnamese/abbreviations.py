"""The abbreviations that reports and prose use side by side, each as the words it stands for."""

from __future__ import annotations

import re

from congtin.text import fold

_LONG = {
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "bhtn": "bảo hiểm thất nghiệp",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "cbcc": "cán bộ công chức",
    "cđ": "công đoàn",
    "cđcs": "công đoàn cơ sở",
    "cnlđ": "công nhân lao động",
    "cnvclđ": "công nhân viên chức lao động",
    "cnvc": "công nhân viên chức",
    "lđlđ": "liên đoàn lao động",
    "nlđ": "người lao động",
    "tlđ": "tổng liên đoàn",
    "ubkt": "ủy ban kiểm tra",
}
_FOLDED = {fold(short): tuple(fold(long).split()) for short, long in _LONG.items()}
_WORD = re.compile(r"\w+")


def spoken(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a text with where each stands; an abbreviation gives each of its words at its own place."""
    return [
        (word, match.start(), match.end())
        for match in _WORD.finditer(text)
        for word in _FOLDED.get(fold(match.group()), (fold(match.group()),))
    ]
