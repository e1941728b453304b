"""Periods, dates and moments of whole texts, and the period phrases of rows."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from congtin.organisation import Term
from congtin.period import Period, PeriodKind
from congtin.vietnamese.lunar import new_year
from congtin.vietnamese.moments import read_date, read_datetime, read_weekday
from congtin.vietnamese.period_words import print_period
from congtin.vietnamese.periods import find_periods, read_period

AS_OF = date(2021, 7, 15)
TERMS = (Term("IV", 2013, 2018), Term("V", 2018, 2023), Term("VI", 2023, 2028))
TABLE = (Path(__file__).parent / "fixtures" / "periods.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if line.startswith("| ")][
    1:
]
VIETNAM = timezone(timedelta(hours=7))


@pytest.mark.parametrize(("text", "first", "last", "kind"), ROWS)
def test_whole_text(text, first, last, kind):
    found = read_period(text, AS_OF, TERMS)
    if kind == "–":
        assert found is None
    else:
        said = f"{found.kind}{' each' if found.each_year else ''}"
        assert (str(found.first or "–"), str(found.last or "–"), said) == (first, last, kind)
        assert found.label == text


@pytest.mark.parametrize("kind", [kind for kind in PeriodKind if kind not in (PeriodKind.TERM, PeriodKind.SCHOOL_YEAR)])
def test_a_period_of_unknown_days_has_no_words(kind):
    assert print_period(Period(None, None, kind)) == ""
    assert print_period(Period(None, None, kind, each_year=True)) == "hằng năm"


@pytest.mark.parametrize(
    "text",
    [
        "năm nay",
        "6 tháng cuối năm",
        "cuối năm",
        "nhiệm kỳ này",
        "khóa V",
        "từ đầu nhiệm kỳ",
        "",
        "13 tháng năm 2020",
        "năm học 2020-2023",
    ],
)
def test_nothing_to_tell_from(text):
    found = read_period(text)
    assert found is None or (found.first is None and found.last is None)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("04 cuộc, từ năm 2016 đến nay", ["từ năm 2016 đến nay"]),
        ("hằng năm trên 90%", ["hằng năm"]),
        ("đến 31/10/2020 kết nạp 505/410", ["đến 31/10/2020"]),
        ("năm 2020 kết nạp 300 người; năm 2021 400 người", ["năm 2020", "năm 2021"]),
        ("6/6 đơn vị, 5 năm qua, đến 20 người, từ 5 đến 7 triệu đồng", []),
    ],
)
def test_inside_rows(text, phrases):
    assert [text[start:end] for start, end, _ in find_periods(text, AS_OF)] == phrases


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("02/03/2021 18:17", datetime(2021, 3, 2, 18, 17, tzinfo=VIETNAM)),
        ("2021-03-02T18:17:05+00:00", datetime(2021, 3, 2, 18, 17, 5, tzinfo=UTC)),
        ("2021-03-02 18:17Z", datetime(2021, 3, 2, 18, 17, tzinfo=UTC)),
        ("13/09/2023 2:49 CH", datetime(2023, 9, 13, 14, 49, tzinfo=VIETNAM)),
        ("13/09/2023 12:49 SA", datetime(2023, 9, 13, 0, 49, tzinfo=VIETNAM)),
        ("18:17, ngày 02/03/2021", datetime(2021, 3, 2, 18, 17, tzinfo=VIETNAM)),
        ("Thứ Hai, 29/05/2023 08:00 GMT+7", datetime(2023, 5, 29, 8, tzinfo=VIETNAM)),
        ("29 - 05 - 2023", datetime(2023, 5, 29, tzinfo=VIETNAM)),
        ("2021-03-02 18:17 -05:30", datetime(2021, 3, 2, 18, 17, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
    ],
)
def test_moments(text, moment):
    assert read_datetime(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2020", "31/02/2020 10:00", "02/03/2021 25:00", "02/03/2021 sáng", "18:17", "18:17 ngày 31/02/2021"],
)
def test_no_moments(text):
    assert read_datetime(text) is None


def test_no_dates():
    assert read_date("30/02/2021") is None
    assert read_date("tháng 5") is None


@pytest.mark.parametrize(
    ("text", "number"), [("Thứ Hai", 1), ("thứ 7", 6), ("CN", 7), ("Chủ nhật", 7), ("thứ 8", None), ("ngày", None)]
)
def test_weekdays(text, number):
    assert read_weekday(text) == number


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1985, 1, 21), (2007, 2, 17), (2015, 2, 19), (2020, 1, 25), (2021, 2, 12), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2028, 1, 26)],
)  # fmt: skip
def test_lunar_new_year(year, month, day):
    assert new_year(year) == date(year, month, day)
