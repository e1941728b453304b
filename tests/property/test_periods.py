"""Dates and periods: writing is the inverse of reading."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from congtin.period import Period, PeriodKind
from congtin.vietnamese.calendar import day_of, month_of, quarter_of, year_of
from congtin.vietnamese.mentions import read
from congtin.vietnamese.moments import print_date, print_weekday, read_date, read_datetime, read_weekday
from congtin.vietnamese.number_words import to_words
from congtin.vietnamese.period_words import print_period
from congtin.vietnamese.periods import find_periods, read_period

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
YEARS = st.integers(min_value=1900, max_value=2199)


def _span(years, kind, first_month=1, last_month=12):
    low, high = sorted(years)
    last = date(high, last_month, 31)
    return Period(date(low, first_month, 1), last, kind)


TERMS = st.tuples(YEARS, YEARS).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: _span(pair, PeriodKind.TERM))
PERIODS = st.one_of(
    DAYS.map(day_of),
    st.builds(month_of, YEARS, st.integers(1, 12)),
    st.builds(quarter_of, YEARS, st.integers(1, 4)),
    YEARS.map(year_of),
    YEARS.map(lambda year: Period(date(year, 1, 1), date(year, 6, 30), PeriodKind.HALF)),
    YEARS.map(lambda year: Period(date(year, 7, 1), date(year, 12, 31), PeriodKind.HALF)),
    YEARS.map(lambda year: Period(date(year, 9, 1), date(year + 1, 8, 31), PeriodKind.SCHOOL_YEAR)),
    st.builds(
        lambda year, month: Period(date(year, 1, 1), month_of(year, month).last, PeriodKind.YEAR_TO_DATE),
        YEARS, st.integers(1, 11).filter(lambda month: month != 6),
    ),
    TERMS,
    st.tuples(DAYS, DAYS).map(lambda pair: Period(*sorted(pair), PeriodKind.RANGE)),
    DAYS.map(lambda day: Period(None, day, PeriodKind.AS_OF)),
    DAYS.map(lambda day: Period(day, None, PeriodKind.RANGE)),
)  # fmt: skip


@given(DAYS)
def test_dates(day):
    assert read_date(print_date(day)) == day == read_date(day.isoformat())
    assert read_date(f"ngày {day.day} tháng {day.month} năm {day.year}") == day
    assert read_weekday(print_weekday(day)) == day.isoweekday()


@given(
    st.datetimes(min_value=read_datetime("01/01/1900").replace(tzinfo=None)).filter(lambda moment: moment.year < 2200)
)
def test_moments(moment):
    moment = moment.replace(microsecond=0)
    text = f"{print_date(moment.date())} {moment.hour}:{moment.minute:02d}:{moment.second:02d}"
    assert read_datetime(text).replace(tzinfo=None) == moment
    assert read_datetime(moment.isoformat()).replace(tzinfo=None) == moment


@given(PERIODS)
def test_periods(period):
    assert read_period(print_period(period)).key == period.key


@given(TERMS)
def test_each_year(period):
    yearly = Period(period.first, period.last, PeriodKind.TERM, each_year=True)
    assert read_period(print_period(yearly)).key == yearly.key


@given(PERIODS)
def test_periods_inside_a_row(period):
    text = f"kết nạp đoàn viên, {print_period(period)}"
    ((start, end, found),) = find_periods(text)
    assert (found.key, text[start:end], found.label) == (period.key, print_period(period), print_period(period))


@given(DAYS.filter(lambda day: day.year < 2100))
def test_dates_in_prose(day):
    for text in (
        f"họp ngày {print_date(day)}",
        f"họp ngày {day.day} tháng {day.month} năm {day.year}",
        f"họp {day.isoformat()}",
    ):
        (found,) = read(text)
        assert (found.kind, found.day, found.value) == ("date", day, day.isoformat())


@given(DAYS.filter(lambda day: day.year < 2100))
def test_dates_in_words(day):
    (found,) = read(f"ngày {to_words(day.day)} tháng {to_words(day.month)} năm {to_words(day.year)}")
    assert (found.kind, found.day) == ("date", day)


@given(st.text(max_size=60))
def test_reading_never_raises(text):
    read_period(text, date(2021, 7, 15))
    find_periods(text, date(2021, 7, 15))
    read_date(text)
    read_datetime(text)
    read_weekday(text)
