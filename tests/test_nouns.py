"""Periods, organisations, the catalogue and stories."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator
from congtin.observation import Aspect, Entry, Group, Observation
from congtin.organisation import Level, Organisation
from congtin.period import Period, PeriodKind
from congtin.quantity import Kind, Quantity
from congtin.story import PhraseKind, Scope, Story
from congtin.text import Place, Source

YEAR = Period(date(2020, 1, 1), date(2020, 12, 31), PeriodKind.YEAR, "năm 2020")
TERM = Period(date(2017, 1, 1), date(2023, 12, 31), PeriodKind.TERM, "nhiệm kỳ 2017-2023")


def test_a_period_holds_days_and_periods() -> None:
    assert date(2020, 2, 29) in YEAR
    assert date(2021, 1, 1) not in YEAR
    assert TERM.holds(YEAR) and not YEAR.holds(TERM)
    assert Period(None, None, PeriodKind.AS_OF).holds(YEAR)
    assert TERM.years == (2017, 2023)
    assert Period(None, date(2020, 1, 1), PeriodKind.AS_OF).years is None


def test_a_period_is_the_same_however_it_was_printed() -> None:
    again = Period(YEAR.first, YEAR.last, PeriodKind.YEAR, "2020")
    assert again.key == YEAR.key
    assert Period(YEAR.first, YEAR.last, PeriodKind.YEAR, each_year=True).key != YEAR.key


def organisation(id: str, parent: str | None = None, **more: object) -> Organisation:
    return Organisation(id, f"LĐLĐ {id}", Level.DISTRICT, parent, **more)  # type: ignore[arg-type]


def test_a_body_is_active_within_its_time() -> None:
    body = organisation("a", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30))
    assert body.active_on(date(2025, 6, 30))
    assert not body.active_on(date(2025, 7, 1))
    assert not body.active_on(date(1999, 12, 31))
    assert organisation("b").active_on(date.min)


def test_the_catalogue_finds_by_id_name_and_alias_and_knows_near_misses() -> None:
    indicator = Indicator("doan-vien-ket-nap", "Kết nạp đoàn viên mới", aliases=("phát triển đoàn viên",))
    catalogue = Catalogue((indicator,), (organisation("huyen", "tinh"), organisation("tinh")))
    assert catalogue.indicator("Phát  triển đoàn viên") is indicator
    assert catalogue.indicator("doan-vien-ket-nap") is indicator
    assert catalogue.indicator("khác") is None
    assert catalogue.near_indicator("kết nạp đoàn viên mơi") == "Kết nạp đoàn viên mới"
    assert catalogue.near_organisation("LĐLĐ huyên") == "LĐLĐ huyen"
    assert [item.id for item in catalogue.children("tinh")] == ["huyen"]
    assert catalogue.organisation("LĐLĐ tinh") is not None


def test_a_name_that_passed_on_means_who_had_it_on_the_day() -> None:
    old = organisation("cu", aliases=("Công đoàn A",), valid_to=date(2025, 6, 30))
    new = organisation("moi", aliases=("Công đoàn A",), valid_from=date(2025, 7, 1))
    catalogue = Catalogue(organisations=(old, new))
    assert not old.meets(new) and not new.meets(old) and old.meets(organisation("khac"))
    found = [catalogue.organisation("công đoàn a", day) for day in (None, date(2025, 6, 30), date(2025, 7, 1))]
    assert found == [old, old, new]
    assert catalogue.organisation("cu", date(2026, 1, 1)) is old


def observation(aspect: Aspect) -> Observation:
    quantity = Quantity("505", Kind.COUNT, Decimal(505))
    return Observation("doan-vien-ket-nap", "son-tay", YEAR, aspect, quantity, Place("a.md", 9, 5))


def story(*entries: Entry) -> Story:
    return Story(
        Source("a.md", ""),
        "a",
        "bai",
        "Bài",
        datetime(2021, 3, 2),
        "Tin",
        "",
        groups=(Group("", entries),),
        places=(("title", Place("a.md", 2, 1)),),
    )


def test_a_story_knows_its_address_and_its_places() -> None:
    told = story()
    assert told.url == "/2021/03/bai/"
    assert told.place("title").line == 2
    assert told.place("summary") == Place("a.md")
    assert told.phrases_of(PhraseKind.FACT) == ()
    assert Scope.HEADLINE.repeats and not Scope.CAPTION.repeats
