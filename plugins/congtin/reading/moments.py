"""Dates, times and periods of front matter: read by the grammar of the prose, doubts as findings."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from congtin.finding import Finding
from congtin.period import Period
from congtin.reading.nodes import Scalar
from congtin.reading.problems import problem
from congtin.text import squeeze
from congtin.vietnamese.periods import read_date, read_datetime, read_period

FIRST_YEAR, LAST_YEAR = 1900, 2200  # what a portal may speak of; beyond is a slip of typing

_FORM = "Xin ghi dd/mm/yyyy (ngày trước, tháng sau), thêm giờ nếu cần: 02/03/2021 18:17."
_CALENDAR = re.compile(
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})"
)


def moment(scalar: Scalar, zone: ZoneInfo, problems: list[Finding]) -> datetime | None:
    """A date, with or without time; in ``zone`` unless one is written."""
    text = squeeze(scalar.text)
    found = read_datetime(text, zone)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        problems.append(_bad_date(scalar, text, bool(found)))
        return None
    return found


def day(scalar: Scalar, problems: list[Finding]) -> date | None:
    """A date without time."""
    text = squeeze(scalar.text)
    found = read_date(text)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        problems.append(_bad_date(scalar, text, bool(found)))
        return None
    return found


def period(scalar: Scalar, as_of: date | None, problems: list[Finding]) -> Period | None:
    """A period: "năm 2020", "nhiệm kỳ 2020-2025", "quý III/2019"."""
    text = squeeze(scalar.text)
    found = read_period(text, as_of)
    if found is None:
        problems.append(
            problem(
                "F29",
                scalar.place,
                f"Không đọc được kỳ “{text}”.",
                "Xin viết như: năm 2020; quý III/2019; 6 tháng đầu năm 2021; nhiệm kỳ 2020-2025; đến 31/10/2020.",
            )
        )
    return found


def _bad_date(scalar: Scalar, text: str, read: bool) -> Finding:
    return problem("F19", scalar.place, _why(text, read), _FORM)


def _why(text: str, read: bool) -> str:
    if read:
        return f"Năm trong “{text}” nằm ngoài {FIRST_YEAR}–{LAST_YEAR}."
    found = _CALENDAR.match(text)
    if found is None:
        return f"“{text}” không đọc được như một ngày."
    day_of, month = int(found["d"] or found["id"]), int(found["m"] or found["im"])
    if month > 12:
        swapped = f" Có phải tháng {day_of}, ngày {month}?" if day_of <= 12 and month <= 31 else ""
        return f"“{text}”: không có tháng {month}.{swapped}"
    try:
        date(int(found["y"] or found["iy"]), month, day_of)
    except ValueError:
        return f"“{text}”: tháng {month} năm {found['y'] or found['iy']} không có ngày {day_of}."
    return f"“{text}”: phần sau ngày không đọc được như giờ (ví dụ 18:17)."
