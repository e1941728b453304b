"""Numbers: writing is the inverse of reading, in digits and in both schools of words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.quantity import print_decimal
from congtin.vietnamese.mentions import read
from congtin.vietnamese.number_words import to_words
from congtin.vietnamese.numerals import read_number

SCHOOLS = st.sampled_from(["lẻ", "linh", "ngàn"])
INTEGERS = st.integers(min_value=0, max_value=10**15)
DECIMALS = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False).map(lambda value: value.normalize())


@given(INTEGERS, SCHOOLS)
def test_integers_in_words(value, school):
    assert read_number(to_words(value, school)) == value


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_integers_in_digits(value):
    assert read_number(print_decimal(value)) == value
    assert read_number(str(value)) == value


@given(DECIMALS, SCHOOLS)
def test_decimals(value, school):
    assert read_number(print_decimal(value)) == value
    assert read_number(to_words(value, school)) == value
    assert read_number(to_words(-value, school)) == -value


@given(st.integers(min_value=1, max_value=10**13))
def test_money(value):
    """A sum of money is read back from print."""
    (found,) = read(f"số tiền {print_decimal(value)} đồng")
    assert (found.kind, found.quantity.value, found.quantity.step) == ("money", value, 0)


@given(st.integers(min_value=1, max_value=999), st.sampled_from([("nghìn", 10**3), ("triệu", 10**6), ("tỷ", 10**9)]))
def test_money_with_scale(value, scale):
    word, factor = scale
    (found,) = read(f"hỗ trợ {value} {word} đồng")
    assert (found.kind, found.quantity.value, found.quantity.step) == ("money", value * factor, factor)


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=33, max_value=999))
def test_ratios(left, right):
    (found,) = read(f"đạt {left}/{right} đơn vị")
    assert (found.kind, found.quantity.parts) == ("ratio", (left, right))


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=2, max_value=10))
def test_fractions_in_words(above, below):
    (found,) = read(f"khoảng {to_words(above)} phần {to_words(below)} số đoàn viên")
    assert (found.kind, found.value) == ("ratio", (str(above), str(below)))


@given(DECIMALS.filter(lambda value: value < 1000 and value * 100 % 1 == 0))
def test_percent(value):
    (found,) = read(f"tỷ lệ {print_decimal(value)}% kế hoạch")
    assert (found.kind, found.quantity.value) == ("percent", value)
    (found,) = read(f"tỷ lệ đạt {to_words(value)} phần trăm")
    assert (found.kind, found.quantity.value) == ("percent", value)


@given(INTEGERS.filter(lambda value: value > 10), SCHOOLS)
def test_numerals_in_prose(value, school):
    (found,) = read(f"có {to_words(value, school)} đoàn viên")
    assert (found.kind, found.quantity.value, found.spelled) == ("count", value, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("một nghìn linh một", "1001"), ("hai mốt", "21"), ("ba tư", "34"), ("hai nhăm", "25"), ("hăm ba", "23"), ("ba chục", "30"),
        ("một tá", "12"), ("hai vạn rưỡi", "25000"), ("một triệu rưỡi", "1500000"), ("hai triệu tư", "2400000"),
        ("một trăm hai", "120"), ("một trăm linh hai", "102"), ("một trăm rưỡi", "150"), ("nửa triệu", "500000"),
        ("hai phẩy năm triệu", "2500000"), ("không phẩy không năm", "0.05"), ("ba phẩy mười bốn", "3.14"),
        ("hai phẩy một trăm linh hai", "2.102"), ("hai nghìn ba trăm tỷ", "2300000000000"), ("âm ba", "-3"), ("trừ hai", "-2"),
        ("2 tỷ 265 triệu", "2265000000"), ("193 nghìn tỷ", "193000000000000"), ("5 trăm", "500"), ("3 chục", "30"), ("12 000", "12000"),
        ("1.234.567", "1234567"), ("1,234,567", "1234567"), ("1.5", "1.5"), ("+7", "7"), ("−4,5", "-4.5"), ("5tr", "5000000"), ("500k", "500000"),
    ],
)  # fmt: skip
def test_forms(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đoàn viên",
        "1.20.0",
        "1.2.3",
        "mươi",
        "linh năm",
        "lăm",
        "ba mẹ",
        "12 người",
        "1" * 41,
        "hai phẩy",
        "phẩy năm",
    ],
)
def test_no_numbers(text):
    assert read_number(text) is None
