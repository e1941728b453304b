"""What pages of data show: what holds, what was before, what is missing; bodies in their official order."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from congtin.portal.codec import codec
from congtin.publishing.data.boards import Board, Figure, ranks, retitled
from congtin.publishing.data.comparison import PERIODS
from congtin.publishing.data.overview import overview
from congtin.publishing.data.pages import NEWEST, body_page, indicator_page
from congtin.publishing.data.results import Gathered, results, settled
from congtin.publishing.data.terms import term_page
from publishing.data_samples import ADMITTED, CATALOGUE, HOUSES, MEMBERS, ledger, of_body, of_indicator, views
from publishing.test_theme import HOSTILE, Outline, contexts, render

INDICATOR = CATALOGUE.indicators[0]
PAGE = indicator_page(INDICATOR, Gathered(of_indicator(ADMITTED)), CATALOGUE)


def printed(board: Board | None) -> list[list[str]]:
    """A board as rows of texts: first cells, then figures with their notes."""
    assert board is not None
    return [
        [*(link.title for link in row.heads), *(f"{cell.text} {cell.note}".strip() for _, cell in row.cells)]
        for row in board.rows
    ]


def test_an_indicator_says_what_it_is_and_whose_figures_there_are() -> None:
    assert (PAGE.name, PAGE.measure) == ("Kết nạp đoàn viên mới", "đoàn viên")
    assert PAGE.kind.startswith("Số phát sinh trong kỳ")
    assert [body.title for body in PAGE.bodies] == [
        "LĐLĐ huyện Sông Xanh", "LĐLĐ huyện Núi Bạc", "LĐLĐ huyện Biển Vàng", "LĐLĐ huyện Đồng Xa",
    ]  # fmt: skip
    assert PAGE.newest == "31/12/2023"


def test_bodies_stand_in_their_official_order_never_by_their_figures() -> None:
    assert PAGE.comparison is not None
    assert [column.title for column in PAGE.comparison.columns] == ["năm 2020", "năm 2021", "năm 2022", "năm 2023"]
    (group,) = PAGE.comparison.groups
    assert group.parent is not None
    assert group.parent.title == "LĐLĐ tỉnh Minh Hoạ"
    shown = [[row.body.title, *(cell.figure.text for cell in row.cells)] for row in group.rows]
    assert shown == [
        ["LĐLĐ huyện Sông Xanh", "480", "507", "chưa có số liệu", "khoảng 520"],
        ["LĐLĐ huyện Núi Bạc", "300", "292", "310", "330"],
        ["LĐLĐ huyện Biển Vàng", "chưa có số liệu", "95", "0", "chưa có số liệu"],
        ["LĐLĐ huyện Đồng Xa", "chưa thành lập", "chưa thành lập", "chưa thành lập", "chưa báo cáo"],
    ]
    assert group.rows[0].note == "kết thúc 30/06/2024, nay là Công đoàn xã Sông Xanh"
    assert [cell.plan and cell.plan.text for cell in group.rows[0].cells] == ["500", "410", None, None]
    assert [bool(cell.figure.url) for cell in group.rows[3].cells] == [False, False, False, True]


def test_one_body_alone_is_not_compared() -> None:
    page = indicator_page(CATALOGUE.indicators[1], Gathered(of_indicator(MEMBERS)), CATALOGUE)
    assert page.comparison is None
    assert page.board is not None


def test_results_stand_beside_their_plans_the_latest_period_first() -> None:
    assert PAGE.board is not None
    assert [column.title for column in PAGE.board.columns] == ["Kế hoạch", "Thực hiện", "% so với kế hoạch"]
    assert printed(PAGE.board)[:4] == [
        ["LĐLĐ huyện Núi Bạc", "nhiệm kỳ 2020-2025", "1.500 trở lên", "1.230 sơ bộ", "82% sơ bộ"],
        ["LĐLĐ huyện Đồng Xa", "năm 2023", "", "chưa báo cáo", ""],
        ["LĐLĐ huyện Núi Bạc", "năm 2023", "320", "330 ước", ""],
        ["LĐLĐ huyện Sông Xanh", "năm 2023", "", "khoảng 520", ""],
    ]
    term = PAGE.board.rows[0]
    assert [source.title for source in term.sources] == ["Bài nhiem-ky-sau", "Bài nhiem-ky"], "result, and its plan"
    assert term.as_of == "31/12/2023"
    assert term.heads[1].url == "/don-vi/nui-bac/nhiem-ky-2020-2025/"


def test_the_newest_telling_holds() -> None:
    assert ["LĐLĐ huyện Sông Xanh", "năm 2021", "410", "507", ""] in printed(PAGE.board)
    assert ["LĐLĐ huyện Núi Bạc", "năm 2021", "300 đã điều chỉnh", "292 đã điều chỉnh", ""] in printed(PAGE.board)


def test_replaced_figures_stay_to_be_seen() -> None:
    assert printed(PAGE.replaced) == [["LĐLĐ huyện Núi Bạc", "năm 2021", "số điều chỉnh 21/03/2022", "300", "290"]]
    assert PAGE.replaced is not None
    assert PAGE.replaced.rows[0].heads[2].url.startswith("/2022/03/sua-nui/#")


def test_charts_are_of_the_period_that_several_tell_of_and_over_time() -> None:
    assert [drawing.title for drawing in PAGE.charts] == [
        "Kết nạp đoàn viên mới, năm 2023 (đoàn viên)",
        "Kết nạp đoàn viên mới theo thời gian (đoàn viên)",
    ]
    assert "330 / 320" in PAGE.charts[0].svg
    assert ">chưa báo cáo<" in PAGE.charts[0].svg
    assert "LĐLĐ huyện Biển Vàng" not in PAGE.charts[1].svg, "two figures are no line"


def test_an_indicator_without_figures() -> None:
    page = indicator_page(CATALOGUE.indicators[3], Gathered(()), CATALOGUE)
    assert (page.board, page.comparison, page.charts, page.replaced, page.newest) == (None, None, (), None, "")


def test_a_body_by_indicator_and_what_only_its_articles_count() -> None:
    page = body_page("nui-bac", Gathered(of_body("nui-bac")), CATALOGUE)
    assert [part.link.title for part in page.boards] == ["Kết nạp đoàn viên mới", "Tổng số đoàn viên", "Hỗ trợ nhà ở"]
    assert printed(page.boards[1].board) == [
        ["nhiệm kỳ 2020-2025", "9.000", "", ""],
        ["đến 31/12/2023", "", "8.100", "tăng 0,6%"],
        ["đến 31/12/2022", "", "8.050", ""],
    ]
    assert printed(page.boards[2].board) == [
        ["nhiệm kỳ 2020-2025", "8 sơ bộ"],
        ["nhiệm kỳ 2020-2025", "165 triệu đồng sơ bộ"],
    ]
    assert printed(page.local) == [["Cây xanh", "nhiệm kỳ 2020-2025", "40 cây"]]
    assert [link.url for link in page.terms] == ["/don-vi/nui-bac/nhiem-ky-2020-2025/"]


def test_a_term_tells_its_targets_and_what_was_reached() -> None:
    page = term_page("nui-bac", "2020", "2025", of_body("nui-bac"), CATALOGUE)
    assert page.name == "nhiệm kỳ 2020-2025"
    assert printed(page.goals) == [
        ["Kết nạp đoàn viên mới", "1.500 trở lên", "1.230 sơ bộ", "nhiệm kỳ 2020-2025", "82% sơ bộ"],
        ["Tổng số đoàn viên", "9.000", "8.100", "đến 31/12/2023", ""],
        ["Cây xanh", "40 cây", "", "chưa có số liệu", ""],
    ]
    assert printed(page.others) == [["Hỗ trợ nhà ở", "8 hộ sơ bộ"], ["Hỗ trợ nhà ở", "165 triệu đồng sơ bộ"]]


def test_the_overview_tells_what_is_new_what_changed_and_what_there_is() -> None:
    book = ledger()
    changed = [item for item in book.postings if not item.stands]
    page = overview(book.newest(6), changed, {ADMITTED: date(2024, 3, 5), HOUSES: date(2024, 2, 5)}, CATALOGUE)
    assert printed(page.newest)[0][:4] == [
        "Tổng số đoàn viên",
        "LĐLĐ huyện Núi Bạc",
        "đến 31/12/2023",
        "8.100 đoàn viên",
    ]
    assert printed(page.changed) == [
        ["Kết nạp đoàn viên mới", "LĐLĐ huyện Núi Bạc", "năm 2021", "số điều chỉnh", "300 đoàn viên", "290 đoàn viên"]
    ]
    assert [(line.link.title, line.latest) for line in page.lines] == [
        ("Kết nạp đoàn viên mới", "05/03/2024"),
        ("Hỗ trợ nhà ở", "05/02/2024"),
    ]
    assert [link.title for link in page.waiting] == ["Tổng số đoàn viên", "Hồ sơ trên phần mềm"]


def test_a_ring_of_parents_comes_last_and_ends() -> None:
    from congtin.catalogue import Catalogue
    from congtin.organisation import Level, Organisation

    bodies = [Organisation("a", "A", Level.DISTRICT, "b"), Organisation("b", "B", Level.DISTRICT, "a")]
    assert ranks(Catalogue(organisations=(*bodies, Organisation("c", "C", Level.PROVINCE)))) == {"c": 0, "a": 1, "b": 2}


def figures_of(view: Any) -> list[Figure]:
    """Every figure of a view, wherever it stands."""
    if isinstance(view, Figure):
        return [view, *view.more]
    if isinstance(view, tuple | list):
        return [figure for item in view for figure in figures_of(item)]
    if is_dataclass(view):
        return [figure for field in fields(view) for figure in figures_of(getattr(view, field.name))]
    return []


@pytest.mark.parametrize("name", views())
def test_every_figure_of_every_page_is_in_the_ledger_and_leads_to_it(name: str) -> None:
    told = {item.address: item for item in ledger().postings}
    for figure in figures_of(views()[name][3].get("data")):
        if re.search(r"\d", figure.text) and not figure.tone and figure.url:
            assert told[figure.url].text in figure.text
        elif figure.url:
            assert told[figure.url].standing == "missing"
        else:
            assert not re.search(r"\d", figure.text) or "nhiệm kỳ" in figure.text or "đến" in figure.text


def test_hostile_values_stay_text() -> None:
    """Names of the catalogue and of articles, in every template of data."""

    def hostile(view: Any) -> Any:
        if isinstance(view, str):
            return HOSTILE
        if isinstance(view, tuple):
            return tuple(map(hostile, view))
        if is_dataclass(view) and not isinstance(view, type):
            changed = {field.name: hostile(getattr(view, field.name)) for field in fields(view) if field.name != "svg"}
            return type(view)(**{**{field.name: getattr(view, field.name) for field in fields(view)}, **changed})
        return view

    for name in views():
        template, context = contexts()[name]
        views_ = {
            **context,
            "data": hostile(context.get("data")),
            "citation": HOSTILE,
            "corrections": hostile(context.get("corrections", ())),
            "files": hostile(context.get("files", ())),
        }
        outline = Outline(render(template, views_))
        assert not outline.all("b"), name
        assert len(outline.all("script")) == 2, name
        assert not [key for _, held in outline.elements for key in held if key.startswith("on")], name


def test_settled_keeps_one_result_of_a_body_period_and_unit() -> None:
    found = results(of_indicator(ADMITTED))
    held = settled(found)
    assert len({slot[:3] for slot in held}) == len(held) < len(found)


def test_a_view_kept_from_before_bears_the_titles_of_today() -> None:
    kind = codec(type(PAGE))
    kept = kind.decode(json.loads(json.dumps(kind.encode(PAGE))))
    assert kept == PAGE, "nothing is lost in the cache"
    assert retitled(kept, {}) is kept
    assert PAGE.board
    address = PAGE.board.rows[-1].sources[0].url.partition("#")[0]
    new = retitled(kept, {address: "Tên mới"})
    titles = [(item.url, item.title) for row in new.board.rows for item in row.sources]
    assert {title for url, title in titles if url.startswith(address)} == {"Tên mới"}
    assert "Tên mới" not in {title for url, title in titles if not url.startswith(address)}
    assert new.comparison is kept.comparison


@pytest.mark.parametrize(
    "page",
    [
        body_page("nui-bac", Gathered(of_body("nui-bac")), CATALOGUE),
        term_page("nui-bac", "2020", "2025", of_body("nui-bac"), CATALOGUE),
    ],
)
def test_views_of_bodies_and_terms_outlive_the_cache(page: object) -> None:
    kind = codec(type(page))
    assert kind.decode(json.loads(json.dumps(kind.encode(page)))) == page


def test_no_table_grows_without_end() -> None:
    """Hundreds of figures, replaced and local ones too, make a page of the same size; it says what it leaves out."""
    many = [
        item._replace(
            origin=item.origin._replace(path=f"{item.origin.path}-{year}", url=f"/bai-{year}/"),
            period=str(year), period_kind="year", first=f"{year}-01-01", last=f"{year}-12-31", period_label=f"năm {year}",
            until=until, by="/x/#t1" if until else "",
        )
        for item in of_indicator(ADMITTED)[:4] for year in range(1900, 2000) for until in ("", "2024-01-01")
    ]  # fmt: skip
    page = indicator_page(INDICATOR, Gathered(many), CATALOGUE)
    assert page.board and page.replaced and page.comparison
    assert (len(page.board.rows), len(page.replaced.rows), len(page.comparison.columns)) == (NEWEST, NEWEST, PERIODS)
    assert page.more > NEWEST
    assert page.periods_left == 100 - PERIODS
    (note,) = page.replaced.notes
    assert re.fullmatch(r"Còn \d+ dòng cũ hơn: xem tệp tải về\.", note)
    local = [item._replace(indicator="", organisation="nui-bac") for item in many]
    table = body_page("nui-bac", Gathered(local), CATALOGUE).local
    assert table and len(table.rows) == NEWEST
    assert re.fullmatch(r"Còn \d+ dòng của các kỳ trước: xem tệp tải về\.", *table.notes)
