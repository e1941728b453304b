"""Dates and times of day in running text, in every written form."""

from __future__ import annotations

import re
from datetime import date

from congtin.expression import Expression, Sort
from congtin.period import Period, PeriodKind
from congtin.vietnamese.calendar import day_of, month_of, quarter_of, year_of
from congtin.vietnamese.lexicon import DATE_HEADS, NUMERAL_WORDS, RATIO_HEADS
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.scan import Scan

_D, _M, _Y = r"[0-9]{1,2}", r"[0-9]{1,2}", r"[0-9]{4}"
_STOP = r"(?![0-9]|[/.][0-9])"
CLOCK = (
    r"(?P<h>[0-9]{1,2})(?:\s?[:h]\s?|\s?g\s?"
    r"|\s?giờ\s?)(?P<mi>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?(?:\s?phút)?(?:\s?(?P<half>sa|ch|am|pm)(?!\w))?"
)
_FULL = re.compile(
    rf"(?P<d>{_D})(?P<sep>\s?/\s?|\s?\.\s?|\s?[-–]\s?)(?P<m>{_M})(?P=sep)(?P<y>{_Y}){_STOP}"
    rf"(?:(?:,?[ \u00a0]{{1,3}}|[ \u00a0]?[|\-–][ \u00a0]?){CLOCK}(?![0-9]))?"
)
_MIXED = re.compile(rf"(?P<d>{_D})\s?[/.-]\s?(?P<m>{_M})\s?[/.-]\s?(?P<y>(?:19|20)[0-9]{{2}}){_STOP}")
_ISO = re.compile(
    r"(?P<y>[12][0-9]{3})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?![0-9])"
    r"(?:[t ](?P<h>[0-9]{2}):(?P<mi>[0-9]{2})(?::(?P<s>[0-9]{2}))?(?P<half>)(?:z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO_SLASH = re.compile(rf"(?P<y>(?:19|20)[0-9]{{2}})/(?P<m>{_M})/(?P<d>{_D}){_STOP}")
_SHORT = re.compile(rf"(?P<d>{_D})/(?P<m>{_M})/(?P<y>[0-9]{{2}}){_STOP}")
_CLOCK_FIRST = re.compile(rf"{CLOCK},?\s(?P<d>{_D})/(?P<m>{_M})/(?P<y>{_Y}){_STOP}")
_WORDS = re.compile(
    rf"(?P<d>{_D})\s+tháng\s+(?P<m>[0-9]{{1,2}}|giêng|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười một"
    rf"|mười hai|mười|chạp)"
    rf"(?!\w|[.,]?[0-9])(?P<tail>,?\s+năm\s+(?P<y>{_Y})(?![0-9])|\s?/\s?(?P<y2>{_Y})(?![0-9]))?"
)
_DAY_MONTH = re.compile(rf"(?P<d>{_D})\s?(?P<sep>[/.-])\s?(?P<m>{_M}){_STOP}")
_MONTH_YEAR = re.compile(rf"(?P<m>{_M})\s?(?P<sep>[/.-])\s?(?P<y>(?:19|20)[0-9]{{2}})(?![0-9]|/[0-9])")
_MONTH_OF_YEAR = re.compile(rf"(?P<m>{_M})(?:,?\s+năm\s+(?P<y>{_Y}))?(?![0-9]|[.,/][0-9])")
_JOIN = r"\s?(?:-|–|—|đến|tới)\s?"
_SPAN = re.compile(
    rf"(?P<d>{_D})(?:/(?P<m>{_M}))?{_JOIN}(?P<d2>{_D})"
    rf"(?:/(?P<m2>{_M})(?:/(?P<y2>{_Y}))?|\s+tháng\s+(?P<m3>{_M})(?:,?\s+năm\s+(?P<y3>{_Y}))?){_STOP}"
)
_FULL_SPAN = re.compile(rf"(?P<d>{_D})/(?P<m>{_M})/(?P<y>{_Y})\s?[-–—]\s?(?P<d2>{_D})/(?P<m2>{_M})/(?P<y2>{_Y}){_STOP}")
_MONTHS = re.compile(rf"(?P<m>{_M}){_JOIN}(?:tháng\s)?(?P<m2>{_M})(?:/(?P<y>{_Y})|,?\s+năm\s+(?P<y2>{_Y})){_STOP}")
_DAYS = re.compile(
    rf"{_D}(?:\s?(?:,|và|&)\s?(?:ngày\s)?{_D}){{1,4}}(?:/(?P<m>{_M})(?:/(?P<y>{_Y}))?"
    rf"|\s+tháng\s+(?P<m2>{_M})(?:,?\s+năm\s+(?P<y2>{_Y}))?){_STOP}"
)
_YEARS = re.compile(r"(?P<y>[12][0-9]{3})\s?(?:-|–|—|/|đến|tới)\s?(?P<y2>[12][0-9]{3})(?![0-9]|[.,/][0-9])")
_YEAR = re.compile(r"[0-9]{3,4}(?![0-9]|[.,/][0-9]|\s?%)")
_HOUR = re.compile(
    r"(?P<h>[0-9]{1,2})(?:\s?giờ|h)(?:\s(?P<word>rưỡi|đúng)"
    r"|\s(?P<less>kém)\s(?P<minus>[0-9]{1,2})(?:\s?phút)?)?(?!\w)"
)
_ROUND_THE_CLOCK = re.compile(r"24/24h?(?!\w)|24/7(?![/\w])|7/7(?=\sngày)")
_CLOCK = re.compile(CLOCK + r"(?![0-9a-zđ])")
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_TIME_HEADS = {"lúc", "vào", "hồi", "từ", "đến", "trước", "sau", "khoảng", "tới", "sáng", "chiều", "tối", "trưa", "đêm"}
_PART_OF_DAY = re.compile(r"\s?,?\s?(?P<part>sáng|trưa|chiều|tối|đêm|ngày)(?!\w)")
_SAME_DAY = re.compile(r",?\s(?:cùng ngày|hôm|ngày\s[0-9])")
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


def dated(scan: Scan, start: int) -> tuple[Expression, ...]:
    """The date, time, period or year that begins with the digit at ``start``; empty when there is none."""
    low = scan.low
    words = scan.before(start)
    head = words[0] if words else ""
    for pattern in (_FULL, _MIXED, _ISO, _CLOCK_FIRST, _ISO_SLASH, _SHORT):
        match = pattern.match(low, start)
        if match:
            return _full(scan, match, words)
    if match := _ROUND_THE_CLOCK.match(low, start):
        return (_expression(scan, start, match.end(), Sort.OTHER, match[0]),)
    if match := _SPAN.match(low, start):
        found = _span(scan, match, head)
        if found:
            return found
    if match := _YEARS.match(low, start):
        return _years(scan, match, head)
    if head in {"tháng", "t"} and (found := _after_month(scan, start, words)):
        return found
    if head.rstrip(":") in DATE_HEADS and (match := _DAYS.match(low, start)):
        found = _listed_days(scan, match)
        if found:
            return found
    if match := _WORDS.match(low, start):
        found = _in_words(scan, match, head)
        if found:
            return found
    if (match := _MONTH_YEAR.match(low, start)) and 1 <= int(match["m"]) <= 12 and match["sep"] == "/":
        if head == "quý":
            return (_of_quarter(scan, match),)
        return (_month(scan, match.start(), match.end(), int(match["m"]), int(match["y"])),)
    if match := _CLOCK.match(low, start):
        found = _clock(scan, match)
        if found:
            return found
    if match := _HOUR.match(low, start):
        found = _hour(scan, match, words)
        if found:
            return found
    if match := _DAY_MONTH.match(low, start):
        found = _day_month(scan, match, words)
        if found:
            return found
    if head in {"ngày", "mùng", "mồng"} and (found := _bare_day(scan, start, words)):
        return found
    return _year(scan, start, words)


def _expression(
    scan: Scan, start: int, end: int, kind: Sort, value: str | tuple[str, ...], **more: object
) -> Expression:
    return Expression(start, end, scan.text[start:end], kind, value, **more)  # type: ignore[arg-type]


def _iso(day: int, month: int, year: int | None) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}" if year is not None else f"--{month:02d}-{day:02d}"


def _possible(day: int, month: int, year: int | None) -> date | None:
    try:
        return date(2000 if year is None else year, month, day)
    except ValueError:
        return None


def _dated(scan: Scan, start: int, end: int, day: int, month: int, year: int | None) -> Expression:
    """An expression for a day; one that does not exist is doubted."""
    possible = _possible(day, month, year)
    value = _iso(day, month, year)
    if possible is None:
        return _expression(scan, start, end, Sort.DATE, value, doubt="impossible date")
    if year is None:
        return _expression(scan, start, end, Sort.DATE, value)
    text = scan.text[start:end]
    return _expression(scan, start, end, Sort.DATE, value, day=possible, period=day_of(possible, text))


def _month(scan: Scan, start: int, end: int, month: int, year: int | None) -> Expression:
    value = f"{year:04d}-{month:02d}" if year is not None else f"--{month:02d}"
    period = month_of(year, month, scan.text[start:end]) if year else None
    return _expression(scan, start, end, Sort.DATE, value, period=period)


def _of_quarter(scan: Scan, match: re.Match[str]) -> Expression:
    quarter, year = int(match["m"]), int(match["y"])
    period = quarter_of(year, quarter, match[0]) if quarter <= 4 else None
    return _expression(scan, match.start(), match.end(), Sort.ORDINAL, match["m"], period=period)


def _full(scan: Scan, match: re.Match[str], words: list[str]) -> tuple[Expression, ...]:
    year = int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < 70 else 1900
    day, month = int(match["d"]), int(match["m"])
    groups = match.groupdict()
    if groups.get("h"):
        return (_datetime(scan, match, day, month, year),)
    span = _FULL_SPAN.match(scan.low, match.start())
    if (
        span
        and words
        and words[0] in {"từ", "đợt", "đoạn", "gian", "kỳ", "ngày:"}
        and (span["d"], span["m"]) != (span["d2"], span["m2"])
    ):
        return _whole_span(scan, span)
    if month > 12 and len(match["y"]) == 2:
        return ()
    return (_dated(scan, match.start(), match.end(), day, month, year),)


def _datetime(scan: Scan, match: re.Match[str], day: int, month: int, year: int) -> Expression:
    hour, minute = int(match["h"]), int(match["mi"])
    half = match["half"]
    if half in {"ch", "pm"} and hour < 12:
        hour += 12
    elif half in {"sa", "am"} and hour == 12:
        hour = 0
    second = f":{match['s']}" if match["s"] else ""
    possible = _possible(day, month, year)
    return _expression(
        scan, match.start(), match.end(), Sort.DATETIME, f"{_iso(day, month, year)}T{hour:02d}:{minute:02d}{second}",
        day=possible, period=day_of(possible, match[0]) if possible else None,
        doubt="" if possible and hour < 24 else "impossible date",
    )  # fmt: skip


def _whole_span(scan: Scan, match: re.Match[str]) -> tuple[Expression, ...]:
    first = _possible(int(match["d"]), int(match["m"]), int(match["y"]))
    last = _possible(int(match["d2"]), int(match["m2"]), int(match["y2"]))
    value = (
        _iso(int(match["d"]), int(match["m"]), int(match["y"])),
        _iso(int(match["d2"]), int(match["m2"]), int(match["y2"])),
    )
    period = Period(first, last, PeriodKind.RANGE, scan.text[match.start() : match.end()])
    doubt = "" if first and last and first <= last else "impossible date"
    return (_expression(scan, match.start(), match.end(), Sort.PERIOD, value, period=period, doubt=doubt),)


def _span(scan: Scan, match: re.Match[str], head: str) -> tuple[Expression, ...]:
    """ "18/5 - 24/8/2025", "15-16/5", "02 đến 03 tháng 7 năm 2015": the earlier end borrows from the later one."""
    month2 = int(match["m2"] or match["m3"])
    year = match["y2"] or match["y3"]
    day, day2, month = int(match["d"]), int(match["d2"]), int(match["m"] or month2)
    whole_year = int(year) if year else None
    if not (_possible(day, month, whole_year) and _possible(day2, month2, whole_year)):
        return ()
    sure = match["m3"] or year or head in DATE_HEADS or match["m"]
    if not sure:
        return ()
    if match["m"] and not year and head not in {"từ", "đợt", "ngày"}:
        return ()  # "30/4 - 1/5" names two days
    first_year = whole_year - 1 if whole_year and month > month2 else whole_year
    value = (_iso(day, month, first_year), _iso(day2, month2, whole_year))
    period = None
    if whole_year and first_year:
        period = Period(date(first_year, month, day), date(whole_year, month2, day2), PeriodKind.RANGE, match[0])
    return (_expression(scan, match.start(), match.end(), Sort.PERIOD, value, period=period),)


def _years(scan: Scan, match: re.Match[str], head: str) -> tuple[Expression, ...]:
    first, last = int(match["y"]), int(match["y2"])
    if not (1000 <= first < last <= 2999 and last - first <= 200):
        return ()
    if "/" in match[0] and last - first != 1:
        return ()
    if not 1900 <= first <= 2100 and head not in {"năm", "đoạn", "kỳ", "từ", "học", "("}:
        return ()
    joined = scan.low[match.start("y") + 4 : match.start("y2")].strip()
    if joined in {"đến", "tới"} and head not in {"từ", "năm", "đoạn", "kỳ"}:
        return ()
    kind = PeriodKind.TERM if head == "kỳ" else PeriodKind.SCHOOL_YEAR if head == "học" else PeriodKind.RANGE
    period = Period(date(first, 1, 1), date(last, 12, 31), kind, scan.text[match.start() : match.end()])
    return (_expression(scan, match.start(), match.end(), Sort.PERIOD, (match["y"], match["y2"]), period=period),)


def _after_month(scan: Scan, start: int, words: list[str]) -> tuple[Expression, ...]:
    """ "tháng 5/2020", "tháng 4 năm 2026", "tháng 5": the digits behind "tháng"."""
    if match := _MONTHS.match(scan.low, start):
        months = int(match["m"]), int(match["m2"])
        year = int(match["y"] or match["y2"])
        if 1 <= months[0] < months[1] <= 12:
            last = month_of(year, months[1], "").last
            period = Period(date(year, months[0], 1), last, PeriodKind.RANGE, match[0])
            value = tuple(f"{year}-{month:02d}" for month in months)
            return (_expression(scan, start, match.end(), Sort.PERIOD, value, period=period),)
    match = _MONTH_YEAR.match(scan.low, start) or _MONTH_OF_YEAR.match(scan.low, start)
    if match is None or not 1 <= int(match["m"]) <= 12:
        return ()
    if not match["y"] and (
        _noun_follows(scan.low, match.end()) or (words[1:2] and words[1] in {"mỗi", "hằng", "một", "từng"})
    ):
        return ()
    if match["y"] is None and scan.low[match.end() : match.end() + 1] == "%":
        return ()
    return (_month(scan, start, match.end(), int(match["m"]), int(match["y"]) if match["y"] else None),)


def _listed_days(scan: Scan, match: re.Match[str]) -> tuple[Expression, ...]:
    """ "ngày 25 và 26/9/2023": each listed day borrows month and year."""
    month = int(match["m"] or match["m2"])
    year_text = match["y"] or match["y2"]
    year = int(year_text) if year_text else None
    tail = match.start("m") - 1 if match["m"] else scan.low.rindex("tháng", match.start(), match.end())
    days = list(re.finditer("[0-9]{1,2}", scan.low[match.start() : tail]))
    if not all(_possible(int(m[0]), month, year) for m in days):
        return ()
    found = [
        _dated(scan, match.start() + m.start(), match.start() + m.end(), int(m[0]), month, year) for m in days[:-1]
    ]
    last = days[-1]
    return (*found, _dated(scan, match.start() + last.start(), match.end(), int(last[0]), month, year))


def _in_words(scan: Scan, match: re.Match[str], head: str) -> tuple[Expression, ...]:
    month = MONTH_WORDS.get(match["m"]) or (int(match["m"]) if match["m"].isdigit() else 0)
    year = match["y"] or match["y2"]
    if not year and head not in DATE_HEADS:
        return ()
    if _possible(int(match["d"]), month, int(year) if year else None) is None and not year:
        return ()
    if match["m"] in {"giêng", "chạp"}:
        return (_expression(scan, match.start(), match.end(), Sort.DATE, _iso(int(match["d"]), month, None)),)
    return (_dated(scan, match.start(), match.end(), int(match["d"]), month, int(year) if year else None),)


def _clock(scan: Scan, match: re.Match[str]) -> tuple[Expression, ...]:
    hour, minute = int(match["h"]), int(match["mi"])
    if hour > 24:
        return ()
    hour = _hour_of_half(hour, match["half"], scan.low, match.end())
    return (_expression(scan, match.start(), match.end(), Sort.TIME, f"{hour:02d}:{minute:02d}"),)


def _hour_of_half(hour: int, half: str | None, low: str, end: int) -> int:
    part = _PART_OF_DAY.match(low, end)
    late = (
        half in {"ch", "pm"}
        or (part is not None and part["part"] in {"chiều", "tối"})
        or (part is not None and part["part"] == "đêm" and hour > 6)
    )
    if late and hour < 12:
        return hour + 12
    return 0 if half in {"sa", "am"} and hour == 12 else hour


def _hour(scan: Scan, match: re.Match[str], words: list[str]) -> tuple[Expression, ...]:
    """ "8 giờ", "19h", "8 giờ rưỡi", "9 giờ kém 15" where they tell the time and not a duration."""
    hour = int(match["h"])
    head = words[0] if words else ""
    said = (
        match["word"]
        or match["less"]
        or _SAME_DAY.match(scan.low, match.end())
        or _PART_OF_DAY.match(scan.low, match.end())
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
    hour = _hour_of_half(hour, None, scan.low, match.end())
    return (_expression(scan, match.start(), match.end(), Sort.TIME, f"{hour:02d}:{minute:02d}"),)


def _day_month(scan: Scan, match: re.Match[str], words: list[str]) -> tuple[Expression, ...]:
    """ "11/5": a date when the words before or after say so, or when nothing is counted by it."""
    day, month, separator = int(match["d"]), int(match["m"]), match["sep"]
    head = words[0].rstrip(":") if words else ""
    cued = head in DATE_HEADS
    if _possible(day, month, None) is None:
        if head == "ngày" and separator == "/":
            return (_expression(scan, match.start(), match.end(), Sort.DATE, match[0], doubt="impossible date"),)
        return ()
    if separator != "/":
        sure = head in {"ngày", "sáng", "chiều", "tối", "trưa", "đêm", "hôm", "lễ"}
        return (_dated(scan, match.start(), match.end(), day, month, None),) if sure else ()
    strong = cued and head not in {"từ", "đến", "trước", "sau", "vào", "tới", "hết", "phụ nữ"}
    if strong:
        return (_dated(scan, match.start(), match.end(), day, month, None),)
    if _noun_follows(scan.low, match.end()) or scan.low.startswith(
        ("%", " tổng", " số ", " diện tích", " dân số"), match.end()
    ):
        return ()
    if (head in RATIO_HEADS and not cued) or scan.low.strip() == match[0]:
        return ()
    return (_dated(scan, match.start(), match.end(), day, month, None),)


def _bare_day(scan: Scan, start: int, words: list[str]) -> tuple[Expression, ...]:
    match = re.compile(r"[0-9]{1,2}(?![0-9]|[.,/][0-9]|\s?%)").match(scan.low, start)
    if match is None or not 1 <= int(match[0]) <= 31 or _noun_follows(scan.low, match.end()):
        return ()
    if words[0] == "ngày" and len(words) > 1 and (words[1].isdigit() or words[1] in NUMERAL_WORDS):
        return ()  # "2 ngày 1 đêm"
    if (
        words[0] == "ngày"
        and len(words) > 1
        and words[1] in {"mỗi", "một", "hằng", "hàng", "trong", "cả", "từng", "các", "những"}
    ):
        return ()
    return (_expression(scan, start, match.end(), Sort.DATE, f"---{int(match[0]):02d}"),)


def _noun_follows(low: str, end: int) -> bool:
    return low[end : end + 1] in {" ", "\u00a0"} and noun_end(low, end + 1) > end + 1


_QUANTITY_HEADS = {"hơn", "trên", "gần", "khoảng", "có", "được", "mỗi", "hằng", "hàng", "tổng"}


def _year(scan: Scan, start: int, words: list[str]) -> tuple[Expression, ...]:
    match = _YEAR.match(scan.low, start)
    if match is None:
        return ()
    value = int(match[0])
    head = words[0] if words else ""
    if head in {"năm", "nămː"} and (len(match[0]) == 4 or not _noun_follows(scan.low, match.end())):
        if words[1:2] and words[1] in {"mỗi", "hằng", "hàng", "một", "từng"}:
            return ()
    elif (
        len(match[0]) != 4
        or not 1900 <= value <= 2099
        or head in _QUANTITY_HEADS
        or re.compile(r"\s?(?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|đ\b|kg|km|m2|ha|lần|năm|tấn|usd|vnđ)(?!\w)").match(
            scan.low, match.end()
        )
        or (
            _noun_follows(scan.low, match.end())
            and not (head in {"từ", "đến", "trước", "sau", "đầu", "cuối", "giữa"} or _named(scan, start))
        )
    ):
        return ()
    return (
        _expression(
            scan,
            start,
            match.end(),
            Sort.YEAR,
            match[0],
            period=year_of(value, match[0]) if 1 <= value <= 9998 else None,
        ),
    )


def _named(scan: Scan, start: int) -> bool:
    """Whether the word before is capitalised: "Hội thao 2025", "Tết Tân Sửu 2021"."""
    before = scan.text[max(0, start - 24) : start].split()
    return bool(before) and before[-1][:1].isupper()
