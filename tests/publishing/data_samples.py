"""Invented figures for pages of data: bodies over years, a plan, a reorganisation, a correction, what is missing."""

from __future__ import annotations

from datetime import date

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator, IndicatorKind
from congtin.ledger import Ledger
from congtin.organisation import Level, Organisation
from congtin.portal.postings import postings
from congtin.portal.ties import ties
from congtin.posting import Posting
from congtin.publishing.corrections import corrections
from congtin.publishing.data.overview import overview
from congtin.publishing.data.pages import body_page, data_url, indicator_page, indicator_url
from congtin.publishing.data.results import Gathered
from congtin.publishing.data.terms import term_page
from congtin.publishing.downloads.files import file_links
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source
from publishing.samples import FULL

ADMITTED, MEMBERS, HOUSES, FILED = "ket-nap", "doan-vien", "nha-o", "ho-so"
CATALOGUE = Catalogue(
    (
        Indicator(ADMITTED, "Kết nạp đoàn viên mới", "đoàn viên", IndicatorKind.FLOW, ("Kết nạp đoàn viên",),
                  "Số người được kết nạp trong kỳ (minh hoạ)."),
        Indicator(MEMBERS, "Tổng số đoàn viên", "đoàn viên", IndicatorKind.STOCK),
        Indicator(HOUSES, "Hỗ trợ nhà ở", "hộ", IndicatorKind.FLOW),
        Indicator(FILED, "Hồ sơ trên phần mềm", "hồ sơ"),
    ),
    (
        Organisation("tinh", "LĐLĐ tỉnh Minh Hoạ", Level.PROVINCE),
        Organisation("song-xanh", "LĐLĐ huyện Sông Xanh", Level.DISTRICT, "tinh", valid_to=date(2024, 6, 30),
                     successors=("xa-song-xanh",)),
        Organisation("nui-bac", "LĐLĐ huyện Núi Bạc", Level.DISTRICT, "tinh"),
        Organisation("bien-vang", "LĐLĐ huyện Biển Vàng", Level.DISTRICT, "tinh"),
        Organisation("dong-xa", "LĐLĐ huyện Đồng Xa", Level.DISTRICT, "tinh", valid_from=date(2023, 1, 1)),
        Organisation("xa-song-xanh", "Công đoàn xã Sông Xanh", Level.COMMUNE, "tinh", valid_from=date(2024, 7, 1),
                     predecessors=("song-xanh",)),
    ),
)  # fmt: skip


def told(name: str, day: str, front: str, *rows: str, planned: bool = False) -> Story:
    """An article with these rows; ``front`` are further lines of its front matter, parted by "; "."""
    lines = front.replace("; ", "\n")
    listed = "  - title: Chỉ tiêu\n    as: target\n    rows:\n" if planned else ""
    listed += "".join(f"{'      ' if planned else '  '}- {row}\n" for row in rows)
    text = f"---\ntitle: Bài {name}\nid: {name}\ndate: {day}\ncategory: Tin\n{lines}\nmetrics:\n{listed}---\nBài minh hoạ.\n"
    story = read_story(Source(f"content/articles/{name}.md", text), CATALOGUE)
    assert not story.problems, story.problems
    return story


def years(body: str, *figures: str, first: int = 2020) -> list[Story]:
    """One article a year of a body: "505/410" are result and plan; an empty text is a year without an article."""
    return [
        told(f"{body}-{year}", f"10/01/{year + 1}", f"organisation: {body}; period: năm {year}; as_of: 31/12/{year}",
             f"Kết nạp đoàn viên: {figure}")
        for year, figure in enumerate(figures, first) if figure
    ]  # fmt: skip


STORIES = (
    *years("song-xanh", "480/500", "505/410, đạt 123,2%", "", "khoảng 520"),
    *years("nui-bac", "300/310", "290/300", "310/300", "ước 330/320"),
    *years("bien-vang", "95", "không có", first=2021),
    *years("dong-xa", "chưa báo cáo", first=2023),
    told("nhiem-ky", "05/02/2021", "organisation: nui-bac; period: nhiệm kỳ 2020-2025",
         "Kết nạp đoàn viên: 1.500 trở lên", "Tổng số đoàn viên: 9.000", "Cây xanh: 40 cây", planned=True),
    told("nhiem-ky-sau", "05/02/2024", "organisation: nui-bac; period: nhiệm kỳ 2020-2025; as_of: 31/12/2023",
         "Kết nạp đoàn viên: 1.230, đạt 82%", "Hỗ trợ nhà ở: 8 hộ, 165 triệu đồng"),
    told("dong-nguoi", "05/03/2023", "organisation: nui-bac; as_of: 31/12/2022", "Tổng số đoàn viên: 8.050"),
    told("dong-nguoi-2", "05/03/2024", "organisation: nui-bac; as_of: 31/12/2023",
         "Tổng số đoàn viên: 8.100, tăng 0,6% so với cùng kỳ"),
    told("sua-lai", "20/03/2022", "organisation: song-xanh; period: năm 2021; as_of: 31/12/2021",
         "Kết nạp đoàn viên: 507/410"),
    told("sua-nui", "21/03/2022", "organisation: nui-bac; period: năm 2021; as_of: 31/12/2021; supersedes: nui-bac-2021",
         "Kết nạp đoàn viên: 292/300"),
)  # fmt: skip


def ledger() -> Ledger:
    """All figures of the articles."""
    return Ledger.of(item for story in STORIES for item in postings(story, ties(story)))


def of_indicator(name: str) -> list[Posting]:
    """All figures of an indicator, replaced ones too."""
    return [item for item in ledger().postings if item.indicator == name]


def of_body(name: str) -> list[Posting]:
    """All figures of a body, replaced ones too."""
    return [item for item in ledger().postings if item.organisation == name]


def views() -> dict[str, tuple[str, str, str, dict[str, object]]]:
    """By page name: template, address, title, views; each page with all it may show, and with next to nothing."""
    admitted, filed = CATALOGUE.indicators[0], CATALOGUE.indicators[3]
    book = ledger()
    changed = [item for item in book.postings if not item.stands]
    page = overview(book.newest(100), changed, {ADMITTED: date(2024, 1, 10)}, CATALOGUE)
    taken = {"files": file_links("/so-lieu/"), "citation": "Cổng tin, “Số liệu”"}
    term = term_page("nui-bac", "2020", "2025", of_body("nui-bac"), CATALOGUE)
    return {
        "data": ("data.html", "/so-lieu/", "Số liệu công đoàn", {"data": page, **taken}),
        "data-empty": ("data.html", "/so-lieu/", "Số liệu công đoàn", {"data": overview((), (), {}, CATALOGUE), **taken}),
        "indicator": ("indicator.html", indicator_url(ADMITTED), admitted.label,
                      {"data": indicator_page(admitted, Gathered(of_indicator(ADMITTED)), CATALOGUE), **taken}),
        "indicator-empty": ("indicator.html", indicator_url(FILED), filed.label,
                            {"data": indicator_page(filed, Gathered(()), CATALOGUE), **taken}),
        "body_data": ("body_data.html", data_url("nui-bac"), "Số liệu của Núi Bạc",
                      {"data": body_page("nui-bac", Gathered(of_body("nui-bac")), CATALOGUE), **taken}),
        "corrections": ("corrections.html", "/dinh-chinh/", "Đính chính",
                        {"corrections": corrections((FULL,)), "paging": None}),
        "corrections-empty": ("corrections.html", "/dinh-chinh/", "Đính chính", {"corrections": (), "paging": None}),
        "term": ("term.html", "/don-vi/nui-bac/nhiem-ky-2020-2025/", "Nhiệm kỳ", {"data": term}),
    }  # fmt: skip
