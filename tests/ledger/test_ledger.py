"""The ledger's questions and answers."""

from __future__ import annotations

from congtin.ledger import Ledger, Outcome
from congtin.observation import Aspect
from congtin.period import PeriodKind
from congtin.posting import Standing
from ledger.bookkeeping import ADMITTED, MEMBERS, article, ledger, posted

YEAR = "organisation: dong\nperiod: năm {}"


def year(number: int, *rows: str, name: str = "", day: str = "", more: str = "") -> object:
    return article(name or f"nam-{number}", day or f"05/01/{number + 1}", *rows, front=YEAR.format(number) + more)


def test_figures_are_found_by_indicator_body_and_key() -> None:
    first = year(2019, "Kết nạp đoàn viên: 480/500")
    second = year(2020, "Kết nạp đoàn viên: 505/410", "Tổng số đoàn viên: 4.510", "Cây xanh: 12 cây")
    other = article("tay", "06/01/2021", "Kết nạp đoàn viên: 90", front="organisation: tay\nperiod: năm 2020")
    book = ledger(other, second, first)  # type: ignore[arg-type]
    assert len(book) == 7
    assert book.indicators == (ADMITTED, MEMBERS)
    assert book.organisations == ("dong", "tay")
    assert [item.value for item in book.of_indicator(ADMITTED)] == ["480", "500", "505", "410", "90"]
    assert [item.value for item in book.of_organisation("tay")] == ["90"]
    assert [item.value for item in book.newest(3)] == ["90", "505", "410"]
    assert book.of_indicator("khong-co") == book.of_organisation("khong-co") == ()
    key = book.of_organisation("tay")[0].key
    assert [item.value for item in book.history(key)] == ["90"]
    assert book.history(key._replace(period="1999")) == ()


def test_plan_and_result_stand_side_by_side() -> None:
    book = ledger(year(2020, "Kết nạp đoàn viên: 505/410, đạt 123,2%"))  # type: ignore[arg-type]
    found = book.outcome(ADMITTED, "dong", "2020")
    assert found.target and found.actual and found.percent
    assert (found.target.value, found.actual.value, found.percent.value) == ("410", "505", "123.2")
    assert book.outcome(ADMITTED, "dong", "2019") == Outcome()


def test_the_figure_that_holds_is_of_the_latest_day() -> None:
    early = year(2020, "Kết nạp đoàn viên: 400", name="a", day="05/11/2020")
    late = year(2020, "Kết nạp đoàn viên: 505, trong đó nữ 200", "Tổng số đoàn viên: chưa báo cáo", name="b")
    book = ledger(late, early)  # type: ignore[arg-type]
    held = book.value(ADMITTED, "dong", "2020")
    assert held and held.value == "505"
    part = book.value(ADMITTED, "dong", "2020", Aspect.PART, part="nu")
    assert part and part.value == "200"
    assert book.value(ADMITTED, "dong", "2020", unit="event") is None
    assert book.value(MEMBERS, "dong", "2020") is None, "nobody has reported it"


def test_series_run_over_periods_of_one_kind_and_across_bodies() -> None:
    book = ledger(
        year(2020, "Kết nạp đoàn viên: 505", name="b"),  # type: ignore[arg-type]
        year(2019, "Kết nạp đoàn viên: 480"),  # type: ignore[arg-type]
        article("q", "05/04/2020", "Kết nạp đoàn viên: 90", front="organisation: dong\nperiod: quý I/2020"),
    )
    assert [item.value for item in book.series(ADMITTED, "dong", PeriodKind.YEAR)] == ["480", "505"]
    assert [item.value for item in book.series(ADMITTED, "dong", PeriodKind.QUARTER)] == ["90"]
    found = book.across(ADMITTED, ("dong", "tay"), "2020")
    assert found["dong"] and found["dong"].value == "505"
    assert found["tay"] is None


def test_a_later_article_replaces_a_figure_and_both_stay_visible() -> None:
    for more, row in (("\nsupersedes: a", ""), ("", "\n    supersedes: a")):
        old = year(2020, "Kết nạp đoàn viên: 550", "Tổng số đoàn viên: 4.510", name="a")
        new = year(2020, f"Kết nạp đoàn viên: 505{row}", name="b", day="09/02/2021", more=more)
        book = ledger(old, new)  # type: ignore[arg-type]
        now = book.value(ADMITTED, "dong", "2020")
        assert now and (now.value, now.standing) == ("505", Standing.REVISED)
        _, before = book.history(now.key)
        assert (before.value, before.until, before.by) == ("550", "2021-02-09", now.address)
        held = book.value(MEMBERS, "dong", "2020")
        assert held and held.stands


def test_an_earlier_article_replaces_nothing() -> None:
    old = year(2020, "Kết nạp đoàn viên: 550", name="a", more="\nsupersedes: b")
    new = year(2020, "Kết nạp đoàn viên: 505", name="b", day="09/02/2021")
    assert all(item.stands for item in ledger(old, new).postings)  # type: ignore[arg-type]


def test_the_order_of_articles_does_not_matter() -> None:
    items = posted(year(2019, "Kết nạp đoàn viên: 480"), year(2020, "Kết nạp đoàn viên: 505"))  # type: ignore[arg-type]
    assert Ledger.of(items) == Ledger.of(reversed(items))
