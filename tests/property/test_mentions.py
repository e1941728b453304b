"""Reading never raises, spans quote the text and never overlap, and the work grows in step with the text."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.vietnamese.mentions import read

WORDS = (
    "một hai ba bốn năm sáu bảy tám chín mười mươi trăm nghìn vạn triệu tỷ linh lẻ mốt tư lăm phẩy rưỡi chục tá nửa âm không thứ hạng giải lần "
    "khóa điều tháng ngày quý đến từ trên dưới hơn gần trở lên đồng % / - – . , : ( ) “ ” số giờ phút h km2 đ đ/c USD $ + V I XII CH SA NQ/TW "
    "08/NQ-BCH COVID-19 người đoàn viên phần kém chiều nhiệm kỳ giai đoạn Tết tuổi 2020 31/02/2020 0000 9999 1/1/0000 99 00 12:30 7h 1.000 "
    "1,5 1.20.0 ٣ ² İ 0912.345.678 a1@b.vn http://x.vn/1 18/5-24/8/2025 5-7 30%-70% 6/6 Điều thứ hai 1. a) (1) II. 62.609"
).split()
PHRASES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", "", "\n", "\u00a0"])), max_size=14).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)


def _check(text):
    at = 0
    for item in read(text):
        assert at <= item.start < item.end <= len(text)
        assert item.text == text[item.start : item.end]
        assert item.outer_start < 0 or (item.outer_start <= item.start and item.end <= item.outer_end <= len(text))
        assert (item.quantity is None) != (
            item.kind in {"count", "percent", "money", "ratio", "range", "measure", "duration"}
        )
        at = item.end


@given(PHRASES)
def test_any_phrase(text):
    _check(text)


@given(st.text(max_size=80))
def test_any_text(text):
    _check(text)


@given(st.text(alphabet="0123456789./,-–:%()[] ", max_size=60))
def test_any_figures(text):
    _check(text)
    digits = {at for at, char in enumerate(text) if char in "0123456789"}
    covered = {at for item in read(text) for at in range(item.start, item.end)}
    assert digits <= covered  # no digit is skipped


def _calls(text):
    """Function calls and returns while reading: a clock that no other work on the machine disturbs."""
    count = 0

    def tick(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit", ["1", "1.", "1/", "1-", "((", "1 ", "12:", "một ", "1,", "a1", "-1", "10.000 ", "I", "V ", "ngày 1, ", "5 đến ", "1%", "Điều 1, ", "http://", "a@", "www.1", "năm "]
)  # fmt: skip
def test_work_grows_in_step(unit):
    small, large = (_calls(unit * (size // len(unit))) for size in (8000, 32000))
    assert large <= 4.4 * small + 400


@pytest.mark.parametrize("unit", ["1", ".", "1.", "/", "(", ")", "1/", "0", "@", "a.", "1,1."])
def test_no_step_looks_far(unit):
    """One step on a long run costs no more than on a short one: a megabyte is read at once or piece by piece."""
    _check(unit * (1_000_000 // len(unit)) if unit in {"1", ".", "/", "(", ")", "0"} else unit * 20_000)
