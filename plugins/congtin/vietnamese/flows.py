"""Flows: which figures of a row are a stock at its ends, and which came to it or went from it."""

from __future__ import annotations

import re
from functools import lru_cache

from congtin.observation import Aspect, Flow
from congtin.vietnamese.patterns import Pattern

_WORDS: tuple[tuple[Flow, str], ...] = (
    (Flow.OPENING, r"đầu (?:kỳ|năm|nhiệm kỳ|quý|tháng)|(?:cuối )?(?:kỳ|năm|nhiệm kỳ) trước(?: chuyển sang)?"),
    (Flow.CLOSING, r"cuối (?:kỳ|năm|nhiệm kỳ|quý|tháng)|hiện có|còn lại|nâng tổng số"),
    (Flow.MERGED, r"sáp nhập|hợp nhất"),
    (Flow.OUT, r"giải thể|chuyển đi|chuyển giao|bàn giao|chấm dứt|xin ra|ra khỏi"),
    (Flow.IN, r"thành lập(?: mới)?|tiếp nhận|nhận về|chuyển đến|kết nạp|phát triển mới|chia tách"),
)
_PATTERNS = tuple((flow, Pattern(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for flow, words in _WORDS)
_ACTUAL = Aspect.ACTUAL
_RESULTS = (_ACTUAL, Aspect.PART, Aspect.PREVIOUS, Aspect.WHOLE)
_UNLABELLED = {Aspect.PREVIOUS: Flow.OPENING, Aspect.WHOLE: Flow.CLOSING}


def flow_of(row: str, label: str, aspect: Aspect) -> Flow | None:
    """What a figure of a row is of a stock: told by its own label, else by the row's name.

    Of the row's name only a result takes its role, and of a running total the whole.
    """
    if aspect not in _RESULTS:
        return None
    if label:
        return _told(label)
    return _told(row) if aspect is _ACTUAL else _UNLABELLED.get(aspect)


@lru_cache(maxsize=2048)  # the same names and labels come again and again
def _told(words: str) -> Flow | None:
    return next((flow for flow, pattern in _PATTERNS if pattern.search(words)), None)
