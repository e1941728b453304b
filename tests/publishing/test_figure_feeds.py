"""Feeds of figures and of corrections: a new or revised figure is an entry, and so is a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from congtin.publishing.corrections import corrections
from congtin.publishing.data.results import results
from congtin.publishing.feeds.figures import correction_items, figure_items, told
from congtin.publishing.feeds.items import tag
from congtin.story import Correction
from publishing.data_samples import ADMITTED, CATALOGUE, MEMBERS, of_body, of_indicator
from publishing.samples import FULL

SITE = "https://congdoan.example.vn"


def test_each_result_is_an_entry_the_newest_article_first() -> None:
    items = figure_items(of_indicator(ADMITTED), SITE, 2026, CATALOGUE, "đoàn viên")
    assert items[0].title == (
        "Kết nạp đoàn viên mới: 1.230 đoàn viên, đạt 82% kế hoạch (LĐLĐ huyện Núi Bạc, nhiệm kỳ 2020-2025)"
    )
    assert items[0].id == "tag:congdoan.example.vn,2026:nhiem-ky-sau/so-lieu/1.1"
    assert items[0].url == f"{SITE}/2024/02/nhiem-ky-sau/#s1-1"
    assert items[0].published.isoformat() == "2024-02-05T00:00:00+07:00"
    assert not items[0].changed
    assert "số liệu tính đến 31/12/2023" in items[0].html
    assert len({item.id for item in items}) == len(items)


def test_a_revised_figure_says_so_and_the_replaced_one_is_out() -> None:
    titles = [item.title for item in figure_items(of_indicator(ADMITTED), SITE, 2026, CATALOGUE)]
    assert "Số điều chỉnh – Kết nạp đoàn viên mới: 292, kế hoạch 300 (LĐLĐ huyện Núi Bạc, năm 2021)" in titles
    assert not [title for title in titles if "290" in title]


def test_what_is_missing_and_what_is_planned() -> None:
    titles = [item.title for item in figure_items(of_indicator(ADMITTED), SITE, 2026, CATALOGUE)]
    assert "Kết nạp đoàn viên mới: chưa báo cáo (LĐLĐ huyện Đồng Xa, năm 2023)" in titles
    (plan,) = [item for item in figure_items(of_indicator(MEMBERS), SITE, 2026, CATALOGUE) if "9.000" in item.title]
    assert "kế hoạch 9.000" in plan.title
    assert "tính đến" not in plan.html
    grown = next(item for item in results(of_body("nui-bac")) if "change" in item.figures)
    assert told(grown) == "8.100, tăng 0,6% so với cùng kỳ"


def test_a_figure_corrected_in_its_own_article_is_updated() -> None:
    first, *others = of_indicator(ADMITTED)
    former = first._replace(text="470", value="470", until="2024-05-01", by=first.address)
    now = first._replace(standing="revised")
    items = figure_items([former, now, *others], SITE, 2026, CATALOGUE)
    (item,) = [item for item in items if item.url == f"{SITE}{first.address}"]
    assert item.updated.isoformat() == "2024-05-01T00:00:00+07:00"
    assert item.changed


def test_corrections_are_entries_and_lines_of_a_page() -> None:
    story = replace(FULL, corrections=(*FULL.corrections, Correction(date(2026, 2, 1), "<b>A</b>", "B")))
    items = correction_items([story], SITE, 2026)
    assert [item.published.date().isoformat() for item in items] == ["2026-02-01", "2026-01-16"]
    assert items[0].id == "tag:congdoan.example.vn,2026:minh-hoa-nhieu-chi-tieu/dinh-chinh/2"
    assert items[0].html == "<p>“&lt;b&gt;A&lt;/b&gt;” xin đọc là “B”.</p>"
    assert items[1].summary == "“550 đoàn viên” xin đọc là “505 đoàn viên”. Hai chữ số bị đổi chỗ khi gõ."
    assert [(line.day_text, line.said) for line in corrections([story])] == [
        ("01/02/2026", "<b>A</b>"),
        ("16/01/2026", "550 đoàn viên"),
    ]


def test_tags_are_uris() -> None:
    assert tag(SITE, 2026, "bài viết#1") == "tag:congdoan.example.vn,2026:b%C3%A0i%20vi%E1%BA%BFt%231"
