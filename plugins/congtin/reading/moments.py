"""Dates, times and periods of front matter: read by the grammar of the prose, doubts as findings."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from congtin.finding import Finding
from congtin.organisation import Term
from congtin.period import Period
from congtin.reading.nodes import Scalar
from congtin.reading.problems import problem
from congtin.text import squeeze
from congtin.vietnamese.moments import read_date, read_datetime
from congtin.vietnamese.periods import read_period

FIRST_YEAR, LAST_YEAR = 1900, 2200  # what a portal may speak of; beyond is a slip of typing

_FORM = "Xin ghi dd/mm/yyyy (ngày trước, tháng sau), thêm giờ nếu cần: 02/03/2021 18:17."
_CALENDAR = re.compile(
    r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<iy>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})"
)


def moment(scalar: Scalar, zone: tzinfo, problems: list[Finding]) -> datetime | None:
    """A date, with or without time; in ``zone`` unless one is written."""
    text = squeeze(scalar.text)
    found = read_datetime(text, zone)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        problems.append(
            _bad_date(scalar, _why(text, bool(found), "phần sau ngày không đọc được như giờ (ví dụ 18:17)"))
        )
        return None
    return found


def day(scalar: Scalar, problems: list[Finding]) -> date | None:
    """A date without time."""
    text = squeeze(scalar.text)
    found = read_date(text)
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        problems.append(_bad_date(scalar, _why(text, bool(found), "ở đây chỉ ghi ngày, không ghi gì thêm")))
        return None
    return found


def period(scalar: Scalar, as_of: date | None, terms: tuple[Term, ...], problems: list[Finding]) -> Period | None:
    """A period: "năm 2020", "nhiệm kỳ 2020-2025", "quý III/2019"; ``terms`` are those of the body."""
    text = squeeze(scalar.text)
    found = read_period(text, as_of, terms)
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


def _bad_date(scalar: Scalar, why: str) -> Finding:
    return problem("F19", scalar.place, why, _FORM)


def _why(text: str, read: bool, rest: str) -> str:
    """What hinders reading; ``rest`` is said when the day itself is right."""
    if read:
        return f"Năm trong “{text}” nằm ngoài {FIRST_YEAR}–{LAST_YEAR}."
    found = _CALENDAR.match(text)
    if found is None:
        return f"“{text}” không đọc được như một ngày."
    year, month, day_of = (int(found[name] or found["i" + name]) for name in "ymd")
    if not 1 <= month <= 12:
        swapped = f" Có phải tháng {day_of}, ngày {month}?" if 1 <= day_of <= 12 and month <= 31 else ""
        return f"“{text}”: không có tháng {month}.{swapped}"
    try:
        date(year, month, day_of)
    except ValueError:
        return f"“{text}”: tháng {month} năm {year} không có ngày {day_of}."
    return f"“{text}”: {rest}."
