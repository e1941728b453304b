"""Times of day: "2:49 CH", "7 g 30", "8 giờ rưỡi", "24/7"."""

from __future__ import annotations

import re

from congtin.expression import Expression, Sort
from congtin.vietnamese.days import (
    expressed,
)
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

CLOCK = (
    r"(?P<h>[0-9]{1,2})(?:\s?[:h]\s?|\s?g\s?"
    r"|\s?giờ\s?)(?P<mi>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?(?:\s?phút)?(?:\s?(?P<half>sa|ch|am|pm)(?!\w))?"
)

HOUR = Pattern(
    r"(?P<h>[0-9]{1,2})(?:\s?giờ|h|\s?(?P<half>am|pm))(?:\s(?P<word>rưỡi|đúng)"
    r"|\s(?P<less>kém)\s(?P<minus>[0-9]{1,2})(?:\s?phút)?)?(?!\w)"
)

ROUND_THE_CLOCK = Pattern(r"24/24h?(?!\w)|24/7(?![/\w])|7/7(?=\sngày)")


def counts(low: str, match: re.Match[str]) -> bool:
    """Whether "24/24" is a ratio after all, as what it counts follows: "24/24 đơn vị máu"."""
    behind = match.end() + 1
    return match[0] == "24/24" and noun_end(low, behind) > behind


CLOCK_ONLY = Pattern(CLOCK + r"(?![0-9a-zđ])")

_TIME_HEADS = {"lúc", "vào", "hồi", "từ", "đến", "trước", "sau", "khoảng", "tới", "sáng", "chiều", "tối", "trưa", "đêm"}

PART_OF_DAY = Pattern(r"\s?,?\s?(?P<part>sáng|trưa|chiều|tối|đêm|ngày)(?!\w)")

_SAME_DAY = Pattern(r",?\s(?:cùng ngày|hôm|ngày\s[0-9])")

_DURATION_HEADS = {
    "trong",
    "hết",
    "mất",
    "kéo",
    "suốt",
    "dài",
    "quá",
    "gần",
    "hơn",
    "làm",
    "việc",
    "thêm",
    "giảm",
    "tối",
    "đa",
    "mỗi",
}


def clock_expression(scan: Scan, match: re.Match[str]) -> tuple[Expression, ...]:
    """ "2:49 CH", "7 g 30": hour and minute."""
    hour, minute = int(match["h"]), int(match["mi"])
    if hour > 24:
        return ()
    hour = hour_of_half(hour, match["half"], scan.low, match.end())
    return (expressed(scan, match.start(), match.end(), Sort.TIME, f"{hour:02d}:{minute:02d}"),)


def hour_of_half(hour: int, half: str | None, low: str, end: int) -> int:
    """The hour of 24 of one that is said of a half of the day, or of the part of it named behind: "11 giờ đêm"."""
    part = PART_OF_DAY.match(low, end)
    late = (
        half in {"ch", "pm"}
        or (part is not None and part["part"] in {"chiều", "tối"})
        or (part is not None and part["part"] == "đêm" and hour > 6)
    )
    if late and hour < 12:
        return hour + 12
    return 0 if half in {"sa", "am"} and hour == 12 else hour


def hour_expression(scan: Scan, match: re.Match[str], words: list[str]) -> tuple[Expression, ...]:
    """ "8 giờ", "19h", "8 giờ rưỡi", "9 giờ kém 15" where they tell the time and not a duration."""
    hour = int(match["h"])
    head = words[0] if words else ""
    said = (
        match["word"]
        or match["less"]
        or _SAME_DAY.match(scan.low, match.end())
        or PART_OF_DAY.match(scan.low, match.end())
    )
    short = "giờ" not in match[0]
    if hour > 24 or not (said or head in _TIME_HEADS or (short and head not in _DURATION_HEADS and hour < 24)):
        return ()
    if (
        head in {"từ", "trước", "sau", "khoảng"}
        and not said
        and scan.low.startswith((" làm", " đồng hồ", " học"), match.end())
    ):
        return ()
    minute = 30 if match["word"] == "rưỡi" else 0
    if match["less"]:
        hour, minute = (hour - 1) % 24, (60 - int(match["minus"])) % 60
    hour = hour_of_half(hour, match["half"], scan.low, match.end())
    return (expressed(scan, match.start(), match.end(), Sort.TIME, f"{hour:02d}:{minute:02d}"),)
