"""Whatever readable numbers an article holds: what is proposed, once written, declares them all, and is final."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.checks.binding import bind
from congtin.cli.fix import edited
from congtin.cli.suggest import suggest
from congtin.finding import Severity
from congtin.quantity import print_decimal
from congtin.reading.catalogue import read_catalogue
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source

ROOT = Path(__file__).parents[2]
CATALOGUE: Catalogue = read_catalogue(ROOT, ROOT / "content")
HEAD = "---\nid: thu\ntitle: Bài thử\ndate: 02/03/2024\ncategory: Thử\n---\n\n"

whole = st.integers(11, 999_999).map(print_decimal)
small = st.integers(1, 40).map(lambda number: f"{number:02}")
percent = st.decimals(1, 200, places=1).map(lambda number: f"{print_decimal(number)}%")
money = st.tuples(st.integers(2, 900), st.sampled_from(["triệu đồng", "tỷ đồng", "nghìn đồng"])).map(
    lambda pair: f"{pair[0]} {pair[1]}"
)
ratio = st.tuples(st.integers(2, 900), st.integers(2, 900)).map(lambda pair: f"{pair[0]}/{pair[1]}")
wide = st.tuples(st.sampled_from(["hơn", "trên", "gần", "khoảng", "ít nhất"]), whole).map(" ".join)
count = st.one_of(whole, small, wide)
noun = st.sampled_from(["đoàn viên", "suất quà", "lượt cán bộ", "công đoàn cơ sở", "lớp tập huấn", "người", "hộ"])

clause = st.one_of(
    st.builds("kết nạp mới {} đoàn viên, đạt {} kế hoạch".format, count, percent),
    st.builds("kết nạp {} đoàn viên (đạt {})".format, ratio, percent),
    st.builds("thành lập mới {} công đoàn cơ sở".format, count),
    st.builds("giới thiệu cho Đảng {} đoàn viên ưu tú, trong đó {} người được kết nạp".format, count, small),
    st.builds("tổ chức {} cuộc kiểm tra và {} cuộc giám sát".format, small, small),
    st.builds("trao {} suất quà, mỗi suất {}".format, count, money),
    st.builds("có {} {}".format, count, noun),
    st.builds("có {} {}".format, percent, noun),
    st.builds("với kinh phí {}".format, money),
    st.builds("phấn đấu kết nạp {} đoàn viên".format, count),
    st.builds("tăng {} so với cùng kỳ".format, percent),
)
sentence = st.lists(clause, min_size=1, max_size=3).map(lambda parts: f"Công đoàn huyện {', '.join(parts)}.")
paragraph = st.lists(sentence, min_size=1, max_size=3).map(" ".join)
item = clause.map(lambda text: f"- {text};")
name = st.sampled_from(["Kết nạp đoàn viên", "Quà", "Hộ nghèo"])
share = st.one_of(percent, st.just(""), percent.map(lambda text: text.rstrip("%")))
row = st.builds("| {} | {} | {} | {} |".format, name, whole, whole, share)
table = st.lists(row, min_size=1, max_size=2, unique_by=lambda text: text.split("|")[1]).map(
    lambda rows: "\n".join(["| Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ (%) |", "|---|---|---|---|", *rows])
)
parts = st.lists(st.one_of(paragraph, item, table), min_size=1, max_size=5)
body = st.one_of(parts, parts.map(lambda told: [*told, told[0]])).map("\n\n".join)  # some tell a part again


def read(text: str) -> Story:
    return read_story(Source("bai.md", text), CATALOGUE)


@settings(max_examples=40)
@given(body)
def test_what_is_proposed_declares_every_number_and_is_final(text: str) -> None:
    story = read(HEAD + text + "\n")
    suggestion = suggest(story, CATALOGUE)
    after = read(edited(story.source, suggestion.edits)[0])
    told = after.source.text
    assert suggestion.left == 0, told
    assert bind(after).unbound == (), told
    assert {finding.message for finding in after.problems} == {finding.message for finding in story.problems}, told
    wrong = [finding for finding in check_story(after).findings if finding.severity is Severity.ERROR]
    assert not [finding for finding in wrong if finding.rule[0] in "BF"], told
    assert suggest(after, CATALOGUE).edits == (), told
