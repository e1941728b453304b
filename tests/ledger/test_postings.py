"""Postings: what the ledger knows of a figure, and that it survives being kept as JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from congtin.observation import Aspect
from congtin.period import PeriodKind
from congtin.posting import Origin, Posting, Standing, period_code
from congtin.publishing.data.boards import said
from congtin.quantity import Interval, Kind, Modifier
from congtin.vietnamese.periods import read_period
from ledger.bookkeeping import ADMITTED, article, posted

AS_OF = date(2021, 3, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("năm 2020", "2020"),
        ("12 tháng năm 2020", "2020"),
        ("6 tháng đầu năm 2020", "2020-S1"),
        ("6 tháng cuối năm 2020", "2020-S2"),
        ("quý III/2020", "2020-Q3"),
        ("3 tháng đầu năm 2020", "2020-Q1"),
        ("tháng 2/2020", "2020-02"),
        ("9 tháng đầu năm 2020", "2020-01-01/2020-09-30"),
        ("ngày 19/05/2020", "2020-05-19"),
        ("nhiệm kỳ 2018-2023", "2018/2023"),
        ("giai đoạn 2018-2023", "2018-01-01/2023-12-31"),
        ("đến 31/10/2020", "../2020-10-31"),
        ("từ năm 2016", "2016-01-01/.."),
        ("hằng năm, nhiệm kỳ 2018-2023", "2018/2023*"),
        ("hằng năm", "..*"),
    ],
)
def test_a_period_has_one_code_however_it_is_printed(text: str, code: str) -> None:
    period = read_period(text, AS_OF)
    assert period is not None
    assert period_code(period.first, period.last, period.kind, period.each_year) == code


def test_four_months_that_are_no_quarter_are_two_days() -> None:
    assert period_code(date(2020, 2, 1), date(2020, 4, 30), PeriodKind.RANGE) == "2020-02-01/2020-04-30"
    assert period_code(date(2020, 12, 1), date(2021, 1, 31), PeriodKind.RANGE) == "2020-12-01/2021-01-31"


def test_a_posting_tells_what_its_row_says() -> None:
    story = article(
        "a",
        "05/01/2021",
        "Kết nạp đoàn viên: trên 500 đoàn viên, kế hoạch 410",
        front="organisation: dong\nperiod: năm 2020",
    )
    actual, target = posted(story)
    assert (actual.indicator, actual.organisation, actual.period) == (ADMITTED, "dong", "2020")
    assert (actual.aspect, target.aspect) == (Aspect.ACTUAL, Aspect.TARGET)
    assert actual.days == story.period
    assert actual.quantity == story.entries[0].observations[0].quantity
    assert actual.quantity.modifier is Modifier.MORE_THAN
    assert actual.interval == Interval(Fraction(500), Fraction(550), lo_closed=False)
    assert actual.place == story.entries[0].observations[0].place
    assert actual.address == "/2021/01/a/#s1-1"
    assert actual.standing == Standing.NORMAL
    assert actual.key == target.key._replace(aspect="actual")


def test_the_address_of_a_figure_is_the_sentence_that_tells_it() -> None:
    told = article("a", "05/01/2021", "Kết nạp đoàn viên: 505 đoàn viên", body="Huyện kết nạp 505 đoàn viên.")
    assert posted(told)[0].address == "/2021/01/a/#t1"


def test_postings_survive_json() -> None:
    story = article("a", "05/01/2021", "Kết nạp đoàn viên: 5-7 lớp, trong đó nữ 45 người", "Quà: 250,5 triệu đồng")
    for item in posted(story):
        origin, *fields = json.loads(json.dumps(item))
        again = Posting(
            Origin(*origin[:-1], tuple(origin[-1])), *(tuple(v) if isinstance(v, list) else v for v in fields)
        )
        assert again == item
        assert again.quantity == item.quantity


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        ("Kết nạp đoàn viên: 505", "person"),
        ("Kết nạp đoàn viên: 505 người", "person"),
        ("Kết nạp đoàn viên: 3 lớp", "event"),
        ("Ủng hộ: 165 triệu đồng", "đồng"),
        ("Ủng hộ: 165 USD", "USD"),
        ("Gia đình văn hóa: 95%", "%"),
        ("Sáng kiến: 12 sáng kiến", "sang kien"),
    ],
)
def test_what_can_be_compared_has_one_unit(row: str, unit: str) -> None:
    assert posted(article("a", "05/01/2021", row))[0].unit == unit


def test_a_widened_number_keeps_the_words_of_its_article() -> None:
    (item,) = posted(article("a", "05/01/2021", "Hộ nghèo: dưới 40 hộ"))
    assert (item.modifier, item.form, said(item)) == ("less_than", "dưới {}", "dưới 40 hộ")
    (item,) = posted(article("a", "05/01/2021", "Hộ nghèo: gần 40 hộ"))
    assert (item.form, said(item)) == ("", "gần 40 hộ")
    (item,) = posted(article("a", "05/01/2021", "Hộ nghèo: 40 hộ trở lên"))
    assert (item.form, said(item)) == ("", "40 hộ trở lên")


def test_an_indicator_of_one_article_has_a_name_alone() -> None:
    (item,) = posted(article("a", "05/01/2021", "Cây xanh: 12 cây"))
    assert (item.indicator, item.name) == ("", "Cây xanh")


def test_a_result_of_a_period_that_runs_is_provisional_and_bears_its_day() -> None:
    early, late = (
        article(name, day, "Kết nạp đoàn viên: 400/500", front="organisation: dong\nperiod: năm 2020")
        for name, day in (("a", "05/11/2020"), ("b", "05/01/2021"))
    )
    (first, plan), (last, same_plan) = posted(early), posted(late)
    assert (first.standing, last.standing) == (Standing.PROVISIONAL, Standing.NORMAL)
    assert (first.key.as_of, last.key.as_of) == ("2020-11-05", "")
    assert plan.key == same_plan.key
    assert plan.standing == Standing.NORMAL


def test_estimates_and_what_nobody_reported_are_told_apart_from_zero() -> None:
    front = "organisation: dong\nperiod: năm 2020"
    rows = ("Kết nạp đoàn viên: ước 500", "Tổng số đoàn viên: chưa báo cáo", "Đình công: không có")
    estimated, missing, none = posted(article("a", "05/01/2021", *rows, front=front))
    assert estimated.standing == Standing.ESTIMATED
    assert (missing.standing, missing.value, missing.organisation, missing.period) == ("missing", "", "dong", "2020")
    assert missing.quantity.value == 0
    assert (none.standing, none.value, none.indicator) == ("normal", "0", "")


def test_a_correction_leaves_what_was_said_before_in_sight() -> None:
    front = (
        "organisation: dong\nperiod: năm 2020\ncorrections:\n"
        "  - date: 09/01/2021\n    said: kết nạp 550 đoàn viên\n    right: kết nạp 505 đoàn viên\n    why: gõ nhầm"
    )
    before, now = posted(article("a", "05/01/2021", "Kết nạp đoàn viên: 505", front=front))
    assert (before.value, before.until, before.by) == ("550", "2021-01-09", now.address)
    assert not before.stands and now.stands
    assert now.standing == Standing.REVISED
    assert before.key == now.key
    assert before.quantity.value == Decimal(550) and before.quantity.kind is Kind.COUNT
