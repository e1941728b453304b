"""Cards, months, organisations, dates, verdicts: what pages are put together from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from congtin.catalogue import Catalogue
from congtin.observation import Aspect, Verdict
from congtin.organisation import Level, Organisation
from congtin.period import Period, PeriodKind
from congtin.publishing import verdicts
from congtin.publishing.arrangement import arrange
from congtin.publishing.articles import article
from congtin.publishing.cards import Link, card, published_image, section_url
from congtin.publishing.dates import VIETNAM, day_text, moment_iso, moment_text, period_text
from congtin.publishing.figures import change_text, figure_text, measure_text
from congtin.publishing.organisations import LEVELS, organisation_card, organisation_tree
from congtin.publishing.tables import tables
from congtin.quantity import Kind, Modifier
from congtin.story import Image
from congtin.text import Place, Source
from publishing.samples import CATALOGUE, FULL, OTHERS, PLACE, entry, quantity, relation


def test_a_card() -> None:
    view = card(FULL, CATALOGUE)
    assert (view.url, view.date_text) == ("/2026/01/minh-hoa-nhieu-chi-tieu/", "15/01/2026 18:17")
    assert view.date_iso == "2026-01-15T18:17:00+07:00"
    assert view.section == Link("Công đoàn cơ sở", "/cong-doan-co-so/")
    assert view.organisation == Link("LĐLĐ tỉnh Minh Hoạ", "/don-vi/tinh-minh-hoa/")
    assert view.image is not None


def test_bodies_in_cards() -> None:
    by_id, unknown, none = (card(item, CATALOGUE).organisation for item in (OTHERS[0], OTHERS[3], OTHERS[4]))
    assert by_id == Link("Công đoàn xã Núi Bạc", "/don-vi/xa-nui-bac/")
    assert unknown == Link("Công đoàn Công ty Minh Hoạ", "")
    assert none is None


def test_section_addresses() -> None:
    assert section_url("LĐLĐ huyện, thành phố") == "/ldld-huyen-thanh-pho/"


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("images/a.svg", "/images/a.svg"),
        ("/images/a.svg", "/images/a.svg"),
        ("https://h.vn/a.png", "https://h.vn/a.png"),
    ],
)
def test_pictures_are_addressed_from_the_root(src: str, expected: str) -> None:
    found = published_image(Image(src, "Hình"))
    assert found
    assert found.src == expected
    assert published_image(None) is None


def test_moments() -> None:
    assert moment_text(datetime(2021, 3, 2, 18, 17, tzinfo=VIETNAM)) == "02/03/2021 18:17"
    assert moment_text(datetime(2021, 3, 2, 11, 17, tzinfo=UTC)) == "02/03/2021 18:17"
    assert moment_text(datetime(2021, 3, 2)) == "02/03/2021"
    assert moment_iso(datetime(2021, 3, 2, 8, 5)) == "2021-03-02T08:05:00+07:00"
    assert day_text(date(987, 1, 2)) == "02/01/0987"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(date(2025, 1, 1), date(2025, 12, 31), PeriodKind.YEAR, "năm ngoái"), "năm ngoái"),
        (Period(None, None, PeriodKind.RANGE, "nhiệm kỳ 2018-2023", each_year=True), "hằng năm"),
        (Period(date(2025, 5, 1), date(2025, 5, 31), PeriodKind.MONTH), "tháng 5/2025"),
        (Period(date(2025, 10, 1), date(2025, 12, 31), PeriodKind.QUARTER), "quý IV/2025"),
        (Period(date(2025, 4, 1), date(2025, 6, 30), PeriodKind.QUARTER), "quý II/2025"),
        (Period(date(2025, 7, 1), date(2025, 12, 31), PeriodKind.HALF), "6 tháng cuối năm 2025"),
        (Period(date(2025, 1, 1), date(2025, 6, 30), PeriodKind.HALF), "6 tháng đầu năm 2025"),
        (Period(date(2025, 1, 1), date(2025, 12, 31), PeriodKind.YEAR), "năm 2025"),
        (Period(date(2025, 9, 1), date(2026, 8, 31), PeriodKind.SCHOOL_YEAR), "năm học 2025-2026"),
        (Period(date(2025, 9, 1), date(2025, 9, 1), PeriodKind.DAY), "ngày 01/09/2025"),
        (Period(date(2025, 9, 1), date(2025, 9, 4), PeriodKind.RANGE), "từ 01/09/2025 đến 04/09/2025"),
        (Period(None, date(2025, 9, 4), PeriodKind.AS_OF), "đến 04/09/2025"),
        (Period(date(2025, 9, 4), None, PeriodKind.RANGE), "từ 04/09/2025"),
        (Period(None, None, PeriodKind.RANGE), ""),
    ],
)
def test_periods_without_print_are_named(period: Period, expected: str) -> None:
    assert period_text(period) == expected


def test_an_organisation_in_its_tree_and_time() -> None:
    body = CATALOGUE.organisation("huyen-song-xanh")
    assert body
    view = organisation_card(body, CATALOGUE)
    assert [link.title for link in view.ancestors] == ["Tổng Liên đoàn (minh hoạ)", "LĐLĐ tỉnh Minh Hoạ"]
    assert [link.url for link in view.successors] == ["/don-vi/xa-song-xanh/", "/don-vi/xa-nui-bac/"]
    assert (view.active_text, view.ended) == ("Hoạt động từ 01/10/1997 đến 30/06/2025", True)
    assert view.level == "Cấp huyện"
    assert set(LEVELS) == set(Level)


def test_the_tree() -> None:
    (root,) = organisation_tree(CATALOGUE)
    (province,) = root.children
    assert [child.name for child in province.children][-1] == "Công đoàn Các khu công nghiệp Minh Hoạ"
    assert (province.active_text, province.ended) == ("", False)


def test_what_went_into_a_sibling_is_told_beside_it() -> None:
    """Unless it has bodies below it, or what it went into has ended too."""
    ended = date(2025, 6, 30)
    tree = Catalogue(
        organisations=(
            Organisation("tong", "Tổng", Level.CONFEDERATION),
            Organisation("cu", "Cũ", Level.PROVINCE, "tong", valid_to=ended, successors=("moi",)),
            Organisation("cu-hon", "Cũ hơn", Level.PROVINCE, "tong", valid_to=date(2008, 7, 31), successors=("cu",)),
            Organisation("co-huyen", "Có huyện", Level.PROVINCE, "tong", valid_to=ended, successors=("moi",)),
            Organisation("huyen", "Huyện", Level.DISTRICT, "co-huyen", valid_to=ended),
            Organisation("moi", "Mới", Level.PROVINCE, "tong", predecessors=("cu", "co-huyen")),
        )
    )
    (root,) = organisation_tree(tree)
    assert [view.name for view in root.children] == ["Cũ hơn", "Có huyện", "Mới"]
    assert [link.title for link in root.children[-1].predecessors] == ["Cũ", "Có huyện"]


def test_a_catalogue_with_faults_still_prints() -> None:
    """Circles, unknown parents and successors are findings elsewhere; here they only must not hang or vanish."""
    circle = Catalogue(
        organisations=(
            Organisation("a", "A", Level.COMMUNE, "b", successors=("mat-tich",)),
            Organisation("b", "B", Level.COMMUNE, "a"),
            Organisation("c", "C", Level.COMMUNE, "khong-co"),
            Organisation("d", "D", Level.COMMUNE, "d"),
        )
    )
    assert [view.name for view in organisation_tree(circle)] == ["C"]
    view = organisation_card(circle.organisations[0], circle)
    assert [link.title for link in view.ancestors] == ["B"]
    assert [child.name for child in view.children] == ["B"]
    assert view.successors == ()
    assert organisation_card(circle.organisations[3], circle).ancestors == ()


@pytest.mark.parametrize(
    ("actual", "target", "verdict"),
    [
        ("505 người", "410 người", Verdict.EXCEEDED),
        ("410 người", "410 người", Verdict.MET),
        ("400 người", "410 người", Verdict.MISSED),
        ("gần 410 người", "410 người", Verdict.MISSED),
        ("trên 410 người", "410 người", Verdict.EXCEEDED),
        ("khoảng 410 người", "410 người", None),
        ("khoảng 900 người", "410 người", Verdict.EXCEEDED),
        ("95%", "trên 85%", Verdict.EXCEEDED),
        ("trên 85%", "trên 85%", Verdict.MET),
        ("85%", "trên 85%", None),
        ("4%", "gần 5%", Verdict.MET),
        ("6%", "gần 5%", Verdict.MISSED),
        ("5%", "gần 5%", None),
        ("95%", "khoảng 85%", None),
        ("505 người", "410 đơn vị", None),
        ("505 người", "95%", None),
    ],
)
def test_verdicts_only_when_certain(actual: str, target: str, verdict: Verdict | None) -> None:
    assert verdicts.of_plan(quantity(actual), quantity(target)) is verdict


def test_a_floor_reached_by_a_floor_is_met() -> None:
    floor = quantity("400 người", Modifier.AT_LEAST)
    assert verdicts.of_plan(quantity("400 người", Modifier.AT_LEAST), floor) is Verdict.MET
    assert verdicts.of_plan(quantity("518 người"), floor) is Verdict.EXCEEDED
    ceiling = quantity("400 người", Modifier.AT_MOST)
    assert verdicts.of_plan(quantity("400 người", Modifier.AT_LEAST), ceiling) is None
    assert verdicts.of_plan(ceiling, floor) is None
    spread = replace(quantity("400 người"), kind=Kind.RANGE, parts=(quantity("400").value, quantity("500").value))
    assert verdicts.of_plan(spread, spread) is None


@pytest.mark.parametrize(
    ("printed", "over", "verdict"),
    [
        ("123,2%", False, Verdict.EXCEEDED),
        ("100%", False, Verdict.MET),
        ("99,9%", False, Verdict.MISSED),
        ("gần 100%", False, Verdict.MISSED),
        ("khoảng 100%", False, None),
        ("20%", True, Verdict.EXCEEDED),
        ("0%", True, Verdict.MET),
    ],
)
def test_percents_of_plan(printed: str, over: bool, verdict: Verdict | None) -> None:
    assert verdicts.of_percent(quantity(printed), over=over) is verdict


def test_a_plan_is_pending_while_its_period_runs() -> None:
    year = Period(date(2025, 1, 1), date(2025, 12, 31), PeriodKind.YEAR)
    term = Period(date(2020, 1, 1), date(2025, 12, 31), PeriodKind.TERM)
    assert verdicts.pending(year, date(2025, 12, 30))
    assert not verdicts.pending(year, date(2025, 12, 31))
    assert verdicts.pending(term, date(2024, 12, 31))
    assert not verdicts.pending(term, date(2025, 1, 1))
    assert not verdicts.pending(replace(year, last=None), date(2025, 1, 1))
    assert not verdicts.pending(None, date(2025, 1, 1))


def test_every_figure_stands_in_exactly_one_place() -> None:
    for item in FULL.entries:
        sides = arrange(item)
        placed = [figure for side in sides for figure in (*side.figures.values(), *(b.figure for b in side.below))]
        assert sorted(placed, key=id) == sorted(item.observations, key=id)


def test_relations_decide_who_sits_together() -> None:
    two = entry(
        "Kết nạp", ("actual", "5 người"), ("actual", "7 đơn vị"), ("percent", "70%"), ("target", "10 đơn vị"),
        relations=(relation("percent", 1, 3, 2),),
    )  # fmt: skip
    first, second = arrange(two)
    assert set(first.figures) == {Aspect.ACTUAL}
    assert {figure.quantity.text for figure in second.figures.values()} == {"7", "70%", "10"}


def test_words_around_a_number_come_from_the_source() -> None:
    source = Source("a.md", "- Vụ việc: dưới 5 vụ\n- Đơn: 5 đơn trở lên, 7 vụ trở xuống\n")
    (figure,) = entry("Vụ việc", ("actual", "5 vụ")).observations
    under = replace(figure, quantity=replace(figure.quantity, modifier=Modifier.LESS_THAN))
    floor = replace(figure, quantity=replace(figure.quantity, modifier=Modifier.AT_LEAST))
    at_first, at_second = Place("a.md", 1, 17, 1, 18), Place("a.md", 2, 8, 2, 9)
    assert figure_text(replace(under, place=at_first), source=source) == "dưới 5"
    assert figure_text(replace(floor, place=at_second), source=source) == "5 trở lên"
    assert figure_text(replace(under, place=Place("a.md", 9)), source=source) == "gần 5"
    assert figure_text(replace(under, place=PLACE), source=source) == "gần 5"
    ceiling = replace(figure, place=at_second, quantity=replace(figure.quantity, modifier=Modifier.AT_MOST))
    assert figure_text(ceiling, source=source) == "không quá 5"  # "trở xuống" belongs to the next clause


def test_changes_have_a_direction() -> None:
    (figure,) = entry("x", ("change", "-5%")).observations
    assert change_text(figure, "-5%") == "-5%"
    assert change_text(figure, "5%") == "giảm 5%"
    assert change_text(replace(figure, label="tăng so với cùng kỳ"), "5%") == "tăng 5%"


def test_measures() -> None:
    assert measure_text(quantity("95%")) == "%"
    assert measure_text(quantity("trên 965 triệu đồng")) == "triệu đồng"
    assert measure_text(quantity("7"), CATALOGUE.indicators[0]) == "đoàn viên"
    assert measure_text(quantity("7")) == ""
    assert measure_text(replace(quantity("7"), kind=Kind.MONEY, measure="đồng")) == "đồng"


def test_an_unnamed_second_measure_and_amount() -> None:
    odd = entry("Lạ", ("each", "1 triệu đồng"), ("actual", "5"), ("actual", "6"), ("percent", "50%"), ("whole", "9"),
                relations=(relation("share", 1, 4, 3),))  # fmt: skip
    shown = replace(FULL, groups=(replace(FULL.groups[0], entries=(odd, entry("Mức", ("each", "1 triệu đồng")))),))
    (table,) = tables(shown, CATALOGUE)
    assert [row.label for row in table.rows] == [
        "Lạ",
        "Tỷ lệ",
        "Tính trên",
        "Số",
        "Mức cho mỗi phần",
        "Mức",
        "Mức cho mỗi phần",
    ]


def test_an_article_view() -> None:
    view = article(FULL, CATALOGUE)
    assert [author.role for author in view.authors] == ["Bài", "Ảnh"]
    assert (view.modified_text, view.modified_iso) == ("16/01/2026 09:05", "2026-01-16T09:05:00+07:00")
    assert [table.anchor for table in view.tables] == ["bang-1", "bang-2"]
    assert view.attribution == FULL.attribution
