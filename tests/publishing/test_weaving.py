"""Number links: each tied number of the prose leads to its figure's cell, and the cell back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from congtin.portal.ties import ties
from congtin.publishing.articles import article
from congtin.publishing.weaving import Tie, find_ties, weave
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source
from publishing.samples import CATALOGUE, FULL

HEAD = "---\ntitle: Bài minh hoạ\ndate: 15/01/2026\ncategory: Minh hoạ\nperiod: năm 2025\nmetrics:\n"
ROWS = "  - Kết nạp đoàn viên: 505/410, đạt 123,2%\n  - Quà Tết: 1.200 suất × 500 nghìn đồng\n"


def read(body: str) -> Story:
    return read_story(Source("content/articles/minh-hoa.md", f"{HEAD}{ROWS}---\n{body}\n"), CATALOGUE)


def linked(body: str) -> list[str]:
    """The linked numbers of a body, each with the name of its figure."""
    story = read(body)
    html = article(story, CATALOGUE, ties(story)).body
    return [f"{text} {name}" for name, text in re.findall(r'<a id="t\d+" href="#([^"]+)">(.*?)</a>', html)]


BODIES = pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Kết nạp 505/410 đoàn viên, đạt 123,2%.", ["505/410 s1-1", "123,2% s1-3"]),
        ("Kết nạp *505* đoàn viên, kế hoạch **410**, đạt 123,2%.", ["505 s1-1", "410 s1-2", "123,2% s1-3"]),
        ("Kết nạp 5**05** đoàn viên, đạt 123,2% của 410.", ["123,2% s1-3", "410 s1-2"]),
        ("Kết nạp [505](/gioi-thieu/) đoàn viên, đạt 123,2% của 410.", ["123,2% s1-3", "410 s1-2"]),
        ("Trao “1.200 suất” & 500 nghìn đồng mỗi suất.", ["1.200 s2-1", "500 nghìn đồng s2-2"]),
        ("- Quà Tết: 1.200 suất\n- Mỗi suất 500 nghìn đồng\n\n> Kết nạp 505 đoàn viên.",
         ["1.200 s2-1", "500 nghìn đồng s2-2", "505 s1-1"]),
        ("| Kết nạp đoàn viên | Kế hoạch |\n|---|--:|\n| 505 | 410 |", ["505 s1-1", "410 s1-2"]),
        ("Không có số nào.", []),
    ],
)  # fmt: skip


@BODIES
def test_tied_numbers_become_links(body: str, found: list[str]) -> None:
    assert linked(body) == found


@BODIES
def test_white_space_of_the_page_makes_no_difference(body: str, found: list[str]) -> None:
    story = read(body)
    other = replace(story, html=re.sub(r" (?![^<]*>)", "\n", f" {story.html}"))
    told = [(tie.row, tie.number, story.html[tie.start : tie.end]) for tie in ties(story)]
    assert [(tie.row, tie.number, other.html[tie.start : tie.end].replace("\n", " ")) for tie in ties(other)] == told


def test_links_lead_there_and_back() -> None:
    story = read("Kết nạp 505 đoàn viên. Cả 505 đoàn viên đều được học.")
    view = article(story, CATALOGUE, ties(story))
    assert re.findall(r'id="(t\d)" href="#(.*?)"', view.body) == [("t1", "s1-1"), ("t2", "s1-1")]
    cells = [cell for table in view.tables for row in table.rows for cell in row.cells if cell.anchor]
    assert [(cell.text, cell.anchor, cell.back) for cell in cells][:2] == [
        ("410", "s1-2", ""),
        ("505", "s1-1", "t1"),
    ], "every figure has a name, to be linked to from pages of data"


def test_a_picture_between_numbers_takes_no_part() -> None:
    body = "Kết nạp 505 đoàn viên.\n\n![Hình vẽ 505 bông hoa](/images/a.svg)\n\nĐạt 123,2% kế hoạch."
    assert [item.split()[1] for item in linked(body)] == ["s1-1", "s1-3"]


def test_nothing_is_linked_in_feeds_nor_without_figures() -> None:
    story = read("Kết nạp 505 đoàn viên.")
    assert article(story, CATALOGUE).body == story.html
    assert ties(replace(story, groups=())) == ()
    assert weave("<p>5</p>", (Tie(3, 4, 1, 1),)) == '<p><a id="t1" href="#s1-1">5</a></p>'


def test_a_number_too_long_for_a_narrow_line_is_marked() -> None:
    """The style sheet keeps a number and its measure in one line, but for these."""
    number = "hai nghìn ba trăm bốn mươi lăm tỷ đồng"
    assert weave(f"<p>{number}</p>", (Tie(3, 3 + len(number), 1, 1),)).startswith('<p><a class="long" id="t1"')
    assert weave("<p>12.345,6 triệu đồng</p>", (Tie(3, 22, 1, 1),)).startswith('<p><a id="t1"')


def test_a_figure_of_elsewhere_and_a_block_that_is_not_shown_are_left_out() -> None:
    story = read("Kết nạp 505 đoàn viên.")
    at = len(story.blocks) - 1
    stranger, own = FULL.entries[0].observations[0], story.entries[0].observations[0]
    assert not list(find_ties(story, [(at, 8, 11, stranger)]))
    assert not list(find_ties(replace(story, html="<p>Khác hẳn</p>"), [(at, 8, 11, own)]))
    assert not list(find_ties(story, [(at, 8, 8, own)]))
    assert len(list(find_ties(story, [(at, 8, 11, own), (at, 9, 11, own)]))) == 1  # one within the other


def test_entities_are_characters() -> None:
    story = read("Kết nạp 505 đoàn viên &amp; đạt 123,2%; A&B < C.")
    assert [story.html[tie.start : tie.end] for tie in ties(story)] == ["505", "123,2%"]
