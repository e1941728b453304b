"""Places, folding, slugs and near misses."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.text import Passage, Place, Source, compose, distance, fold, nearest, normalise, slugify, squeeze


def test_places_count_from_one_in_code_points() -> None:
    source = Source("a.md", "Đoàn\nviên 12\n")
    assert source.place(0, 4) == Place("a.md", 1, 1, 1, 5)
    assert source.place(10, 12) == Place("a.md", 2, 6, 2, 8)
    assert source.place(99) == Place("a.md", 3, 1, 3, 1)
    assert str(source.place(10)) == "a.md:2:6"
    assert source.lines == ["Đoàn", "viên 12", ""]


@given(st.text(alphabet="ab\n", max_size=40), st.integers(0, 40))
def test_a_place_leads_back_to_its_offset(text: str, offset: int) -> None:
    source = Source("a.md", text)
    offset = min(offset, len(text))
    place = source.place(offset)
    assert sum(len(line) + 1 for line in source.lines[: place.line - 1]) + place.column - 1 == offset


def test_a_passage_knows_where_each_character_came_from() -> None:
    source = Source("a.md", "có **11**.490 người")
    passage = Passage("có 11.490 người", source, ((0, 0), (3, 5), (5, 9)))
    assert passage.place(3, 9) == Place("a.md", 1, 6, 1, 14)
    part = passage.part(3, 9)
    assert part.text == "11.490"
    assert part.place() == passage.place(3, 9)
    assert Passage.of(source, 0, 2).place(1, 1) == Place("a.md", 1, 2, 1, 2)


def test_normalised_text_is_nfc_with_line_feeds_and_no_mark() -> None:
    decomposed = unicodedata.normalize("NFD", "Đoàn viên")
    assert normalise("\ufeff" + decomposed + "\r\na\rb") == "Đoàn viên\na\nb"


@given(
    st.lists(st.sampled_from([*map(chr, range(0x300, 0x370)), *"\u0344\u20dd\u093caấạ …"]), max_size=150).map("".join)
)
def test_composed_is_nfc(text: str) -> None:
    assert compose(text) == unicodedata.normalize("NFC", text)


def test_a_heap_of_marks_is_composed_in_time() -> None:
    begun = time.process_time()
    assert len(compose("\u0301\u0323" * 200_000)) == 400_000
    assert time.process_time() - begun < 5  # Python alone takes three minutes


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đống Đa: nâng chất!", "dong-da-nang-chat"),
        ("  LĐLĐ  ", "ldld"),
        ("⁂", ""),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 71 + "-8b9174e7"),
        ("a" * 70 + " " + "b" * 20, "a" * 70 + "-430089f1"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_long_titles_that_begin_alike_keep_slugs_of_their_own() -> None:
    start = "Liên đoàn Lao động huyện Bình Hải Tây đẩy mạnh tuyên truyền, vận động người lao động gia nhập tổ chức"
    slugs = {slugify(f"{start} năm {year}") for year in range(2016, 2026)}
    assert len(slugs) == 10
    assert all(len(slug) <= 80 and slug.startswith("lien-doan-lao-dong-huyen-binh-hai-tay-day-manh-") for slug in slugs)


@given(st.text())
def test_a_slug_is_safe_in_any_address(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-") and not slug.endswith("-")
    assert slugify(slug) == slug


def test_folding_meets_what_fingers_and_keyboards_confuse() -> None:
    assert fold("Kết nạp  ĐOÀN viên") == "ket nap doan vien"
    assert squeeze("a\u00a0 b\n") == "a b"


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("kitten", "kitten", 0),
        ("abc", "acb", 1),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("abcdef", "uvwxyz", 3),
        ("", "abcd", 3),
    ],
)
def test_distance_counts_edits_up_to_its_limit(left: str, right: str, edits: int) -> None:
    assert distance(left, right, 2) == edits


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_symmetric_and_zero_only_for_equals(left: str, right: str) -> None:
    assert distance(left, right, 20) == distance(right, left, 20)
    assert (distance(left, right, 20) == 0) == (left == right)


def test_the_nearest_word_is_close_or_none() -> None:
    known = ["metrics", "summary", "title", "date"]
    assert nearest("metric", known) == "metrics"
    assert nearest("Sumary", known) == "summary"
    assert nearest("facts", known) is None
    assert nearest("data", known) == "date"
    assert nearest("dâte", known) == "date"
    assert nearest("xyz", known) is None
