"""Long lists in pages, the archive, related articles, key figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from congtin.observation import Group
from congtin.publishing import key_figures
from congtin.publishing.archives import in_pages, newest_months, page_address, shortened, years
from congtin.publishing.articles import credit
from congtin.publishing.cards import Card, Link, card, tag_link
from congtin.publishing.dates import VIETNAM
from congtin.publishing.key_figures import KeyFigure
from congtin.publishing.related import Relatives, traits
from congtin.publishing.tables import lay_out
from congtin.reading.stories import read_story
from congtin.story import Image, Story
from congtin.text import Source
from publishing.samples import CATALOGUE, FULL, HALF, OTHERS, PLANS, STORIES, YEAR, entry, story


def cards(count: int) -> list[Card]:
    return [card(story(f"Bài {number}", datetime(2026, 1, 1, tzinfo=VIETNAM)), CATALOGUE) for number in range(count)]


def test_a_list_in_pages() -> None:
    found = list(in_pages(cards(45), "/co-so/"))
    assert [(address, len(shown)) for address, shown, _ in found] == [
        ("/co-so/", 20),
        ("/co-so/trang/2/", 20),
        ("/co-so/trang/3/", 5),
    ]
    first, second, third = (paging for _, _, paging in found)
    assert first and second and third
    assert (first.newer, first.older) == ("", "/co-so/trang/2/")
    assert (second.newer, second.older) == ("/co-so/", "/co-so/trang/3/")
    assert (third.newer, third.older) == ("/co-so/trang/2/", "")
    assert [link.title for link in second.links if link.current] == ["2"]


def test_a_short_list_has_no_paging_and_an_empty_one_is_a_page() -> None:
    assert [(address, paging) for address, _, paging in in_pages(cards(20), "/co-so/")] == [("/co-so/", None)]
    assert list(in_pages((), "/co-so/")) == [("/co-so/", (), None)]


def test_numbers_left_out_are_shown_so() -> None:
    paging = list(in_pages(cards(12), "/x/", 1))[5][2]
    assert paging
    assert [link.title for link in paging.links] == ["1", "…", "4", "5", "6", "7", "8", "…", "12"]
    assert page_address("/x/", 1) == "/x/"


def test_years_and_months_go_by_the_addresses_of_articles() -> None:
    found = years([card(item, CATALOGUE) for item in STORIES], tuple)
    assert [(year.title, year.url, year.count) for year in found] == [
        ("Năm 2026", "/2026/", 4),
        ("Năm 2025", "/2025/", 3),
    ]
    assert [(month.title, month.url, month.count) for month in found[1].months] == [
        ("Tháng 12/2025", "/2025/12/", 2),
        ("Tháng 11/2025", "/2025/11/", 1),
    ]
    assert [(month.count, len(month.cards)) for month in shortened(found[0].months, 3)] == [(4, 3)]
    assert [(month.title, len(month.cards)) for month in newest_months(found, 5)] == [
        ("Tháng 1/2026", 4),
        ("Tháng 12/2025", 1),
    ]


def test_keywords_have_addresses() -> None:
    assert tag_link("Đoàn viên") == Link("Đoàn viên", "/tu-khoa/doan-vien/")
    assert tag_link("…") == Link("…", "")


def test_related_first_as_named_then_by_what_is_shared() -> None:
    body, indicator, tag, none = OTHERS[:4]
    sharing = (
        replace(FULL, related=(none.id, FULL.id, "khong-co"), tags=("Tết", "…")),
        replace(body, organisation="tinh-minh-hoa"),
        replace(indicator, groups=(Group("", FULL.groups[0].entries[:1]),)),
        replace(tag, tags=("tết",), groups=(Group("", FULL.groups[0].entries[:2]),)),
        replace(none, organisation="Công đoàn Công ty Minh Hoạ"),
        replace(OTHERS[4], organisation="Công đoàn Công ty Minh Hoạ"),
    )
    assert related(sharing, 0) == [none.title, tag.title, body.title, indicator.title]
    assert related(sharing, 4) == [OTHERS[4].title]
    assert related(OTHERS[2:3], 0) == []


def related(stories: Sequence[Story], number: int) -> list[str]:
    """The titles of the articles related to one of these."""
    found = Relatives([traits(item, CATALOGUE) for item in stories])
    return [stories[index].title for index in found.of(number)]


def test_of_many_that_share_the_nearest_in_time_are_related() -> None:
    many = tuple(story(f"Bài {number}", datetime(2026, 1, 1), organisation="tinh-minh-hoa") for number in range(100))
    assert related(many, 50) == ["Bài 49", "Bài 51", "Bài 48", "Bài 52"]


def figures(front: str, summary: str = "") -> tuple[KeyFigure, ...]:
    head = f"---\ntitle: Bài\ndate: 15/01/2026\ncategory: Mẫu\norganisation: LĐLĐ tỉnh Minh Hoạ\nsummary: {summary}\n"
    found = read_story(Source("content/articles/minh-hoa.md", f"{head}{front}---\nMinh hoạ.\n"), CATALOGUE)
    return key_figures.of_article(found, lay_out(found, CATALOGUE))


def printed(figure: KeyFigure) -> str:
    return " | ".join([figure.value, figure.measure, figure.label, figure.note, figure.when])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Hội thảo: 3/5 cuộc", "Giải thưởng: 95%, đạt chỉ tiêu"),
         ["3 | cuộc | Hội thảo | chưa đạt kế hoạch | năm 2025", "95% |  | Giải thưởng | đạt chỉ tiêu | năm 2025"]),
        (("Kết nạp: 12 người, vượt 20%", "Thăm hỏi: trên 965 triệu đồng, tăng 5% so với cùng kỳ"),
         ["12 | người | Kết nạp | vượt 20% kế hoạch | năm 2025",
          "trên 965 | triệu đồng | Thăm hỏi | tăng 5% so với cùng kỳ | năm 2025"]),
        (("Một: 1 người, đến 31/10/2025", "Hai: 2 người"), ["1 | người | Một |  | tính đến 31/10/2025",
                                                          "2 | người | Hai |  | năm 2025"]),
        (("Chỉ một số: 5 người",), []),
    ],
)  # fmt: skip
def test_key_figures_of_an_article(rows: tuple[str, ...], expected: list[str]) -> None:
    listing = "".join(f"  - {row}\n" for row in rows)
    assert [printed(item) for item in figures(f"period: năm 2025\nas_of: 31/12/2025\nmetrics:\n{listing}")] == expected


def test_a_period_that_runs_on_says_of_which_day() -> None:
    front = "period: nhiệm kỳ 2025-2030\nas_of: 31/12/2025\nmetrics:\n  - A B: 5 người\n  - C D: 6 người\n"
    assert {item.when for item in figures(front)} == {"nhiệm kỳ 2025-2030, tính đến 31/12/2025"}
    bare = "metrics:\n  - A B: 5 người\n  - C D: 6 người\n"
    assert {item.when for item in figures(bare)} == {"tính đến 15/01/2026"}
    plans = "metrics:\n  - title: Chỉ tiêu\n    period: năm 2026\n    as: target\n    rows:\n      - A B: 5\n      - C D: 6\n"
    assert {item.note for item in figures(plans)} == {"chỉ tiêu"}


def test_what_headline_and_sapo_tell_comes_before_the_rest() -> None:
    rows = "".join(f"  - Việc {number}: {number * 11} vụ\n" for number in range(1, 8))
    found = figures(f"period: năm 2025\nmetrics:\n{rows}", "Cả tỉnh có 77 vụ, trong đó 1.55 và 66,5.")
    assert [item.value for item in found] == ["11", "22", "33", "77"]


def test_key_figures_of_the_front_page() -> None:
    twin = replace(FULL, id="hai", title="Bài hai", organisation="xa-nui-bac")
    found = key_figures.newest((FULL, twin, *OTHERS), CATALOGUE)
    assert [item.label for item in found] == ["Kết nạp đoàn viên", "CĐCS thành lập mới"]
    assert (found[0].url, found[0].source) == (FULL.url, FULL.title)
    assert found[0].organisation == Link("LĐLĐ tỉnh Minh Hoạ", "/don-vi/tinh-minh-hoa/")
    assert len(key_figures.newest((FULL, twin), CATALOGUE, most=1)) == 1


def test_key_figures_by_name() -> None:
    planned = replace(FULL, id="ke-hoach", groups=(PLANS,))
    known = replace(entry("Kết nạp", ("actual", "7 đoàn viên"), period=HALF), indicator=CATALOGUE.indicators[0])
    other = replace(FULL, id="ba", groups=(Group("", (replace(known, id="ket-nap-nua-nam"),), YEAR),))
    stories: tuple[Story, ...] = (planned, FULL, other)
    by_label = key_figures.named("Kết nạp đoàn viên", stories, CATALOGUE)
    by_indicator = key_figures.named("Kết nạp đoàn viên mới", stories, CATALOGUE)
    by_id = key_figures.named("ket-nap-nua-nam", stories, CATALOGUE)
    assert by_label and by_indicator and by_id
    assert (by_label.value, by_indicator.value, by_id.when) == ("505", "7", "6 tháng đầu năm 2025")
    assert key_figures.named("Không đâu có", stories, CATALOGUE) is None


def test_drawings_are_told_from_photographs() -> None:
    assert credit(Image("/a.svg", "a", credit="congtin")) == "Minh hoạ: congtin"
    assert credit(Image("/a", "a", credit="congtin", type="image/svg+xml")) == "Minh hoạ: congtin"
    assert credit(Image("/a.jpg", "a", credit="Đình Trơn", type="image/jpeg")) == "Ảnh: Đình Trơn"
    assert credit(Image("/a.jpg", "a")) == credit(None) == ""
