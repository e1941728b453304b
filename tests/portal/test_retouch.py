"""An edit of text alone: its page, and the feeds that have it, are all that is touched; and they are right."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from congtin.portal.basis import Basis
from congtin.portal.cache import Cache
from congtin.portal.retouch import Retouch, Retouched
from portal.conftest import ARTICLE, Congtin, is_as_from_nothing, replace, tree_of
from portal.edits import edit, lengthen

OTHER = "content/articles/2024/ket-nap.md"
Told = list[Retouched | None]
pytestmark = pytest.mark.usefixtures("later")


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What came of each attempt."""
    found: Told = []
    run = Retouch.run

    def told(self: Retouch) -> Retouched | None:
        found.append(run(self))
        return found[-1]

    monkeypatch.setattr(Retouch, "run", told)
    return found


def test_a_sentence_more(mini: Path, congtin: Congtin, tried: Told) -> None:
    congtin(mini, "build")
    for times in range(1, 5):  # the trees take turns
        before = tree_of(mini / "output")
        replace(mini, "thi đua.", "thi đua. Thêm một câu.")
        done = congtin(mini, "build", "--timings")
        assert done.stdout.startswith("Đã dựng 3 bài viết"), done.stderr
        assert "sửa trang của bài" in done.stderr
        assert len(tried) == times
        assert is_as_from_nothing(mini, congtin)
        after = tree_of(mini / "output")
        feeds = {f"{folder}{name}" for folder in FEEDS for name in ("rss.xml", "atom.xml", "feed.json")}
        assert {path for path in after if after[path] != before[path]} == {PAGE, ".congtin-manifest.json", *feeds}
        assert after[PAGE].decode().count("Thêm một câu.") == times
    assert congtin(mini, "build", "--rollback").returncode == 0
    assert tree_of(mini / "output") == before


PAGE = "2024/04/thi-dua/index.html"
FEEDS = ("", "phong-trao-thi-dua/", "don-vi/cd-phuong-minh-hoa/")

# What an editor changes, and whether its page and the feeds with its text are all that may show it.
EDITS: dict[str, tuple[Callable[[Path], object], bool]] = {
    "words": (lambda site: replace(site, "giao ước", "bản giao ước"), True),
    "a number told again": (lambda site: replace(site, "Xem ", "Như vậy đã đạt 120%.\n\nXem ", OTHER), True),
    "two articles": (
        lambda site: (replace(site, "giao ước", "bản giao ước"), replace(site, "Xem ", "Mời xem ", OTHER)),
        True,
    ),
    "a remark for editors": (lambda site: replace(site, "# minh hoạ", "# minh hoạ thêm"), True),
    "words with figures": (lambda site: replace(site, "tỉnh Sông Bạc kết nạp", "tỉnh đã kết nạp", OTHER), True),
    "title": (lambda site: replace(site, "Phát động", "Đã phát động"), False),
    "figure": (lambda site: replace(site, "120", "130", OTHER) or replace(site, "130/100", "130/100", OTHER), False),
    "hidden": (lambda site: replace(site, "id: sb-0002", "id: sb-0002\nstatus: draft"), False),
    "picture": (lambda site: replace(site, "ký giao ước", "![Ảnh](/images/ket-nap.png)"), False),
    "a note": (lambda site: replace(site, "thi đua.", "thi đua, chừng vài chục đơn vị."), True),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_else_may_show_a_change_is_left_to_the_build(mini: Path, congtin: Congtin, tried: Told, name: str) -> None:
    congtin(mini, "build")
    edit_of, alone = EDITS[name]
    edit_of(mini)
    done = congtin(mini, "build")
    assert done.returncode == 0, done.stderr
    assert [item is not None for item in tried] == [alone]
    assert is_as_from_nothing(mini, congtin)


def test_no_pelican_is_loaded(mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch) -> None:
    congtin(mini, "build")
    monkeypatch.setattr("congtin.cli.build.build_site", None)
    replace(mini, "giao ước", "bản giao ước")
    assert congtin(mini, "build").returncode == 0


def test_an_error_is_told_and_nothing_published(mini: Path, congtin: Congtin, tried: Told) -> None:
    congtin(mini, "build")
    before = tree_of(mini / "output")
    replace(mini, "Có 35", "Có 36")
    done = congtin(mini, "build")
    assert done.returncode == 1
    assert "36" in done.stderr
    assert (tried, tree_of(mini / "output")) == ([None], before)
    replace(mini, "Có 36", "Có 35")
    assert congtin(mini, "build").returncode == 0
    assert is_as_from_nothing(mini, congtin)


def test_a_draft_stays_hidden(mini: Path, congtin: Congtin, tried: Told) -> None:
    congtin(mini, "build")
    before = tree_of(mini / "output")
    replace(mini, "thi đua.", "thi đua. [Xem](/2024/04/ban-nhap/)")
    done = congtin(mini, "build")
    assert done.returncode == 1
    assert "ban-nhap.md" in done.stderr
    assert (tried, tree_of(mini / "output")) == ([None], before)


def test_a_page_touched_by_hand_is_made_anew(mini: Path, congtin: Congtin, tried: Told) -> None:
    congtin(mini, "build")
    (mini / "output" / PAGE).write_text("x")
    replace(mini, "giao ước", "bản giao ước")
    congtin(mini, "build")
    assert tried == []
    assert is_as_from_nothing(mini, congtin)


def test_filters_of_the_settings_are_left_to_pelican(mini: Path, congtin: Congtin, tried: Told) -> None:
    with (mini / "pelicanconf.py").open("a") as file:
        file.write('\nJINJA_FILTERS = {"lon": str.upper}\n')
    congtin(mini, "build")
    replace(mini, "giao ước", "bản giao ước")
    congtin(mini, "build")
    assert tried == [None]


@pytest.mark.parametrize("fact", ["basis", "across", "audit", "songs"])
def test_what_the_cache_has_lost_is_found_out_by_the_build(
    mini: Path, congtin: Congtin, tried: Told, monkeypatch: pytest.MonkeyPatch, fact: str
) -> None:
    congtin(mini, "build")
    replace(mini, "giao ước", "bản giao ước")
    with monkeypatch.context() as patch:
        known = Cache.fact
        patch.setattr(Cache, "fact", lambda self, name: None if name == fact else known(self, name))
        congtin(mini, "build")
    assert tried == [None]
    assert is_as_from_nothing(mini, congtin)


def test_another_build_in_between(mini: Path, congtin: Congtin, tried: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    congtin(mini, "build")
    replace(mini, "giao ước", "bản giao ước")
    read = Basis.read

    def slow(cache: Cache) -> Basis | None:
        monkeypatch.setattr(Basis, "read", read)
        congtin(mini, "build")
        return read(cache)

    monkeypatch.setattr(Basis, "read", slow)
    assert congtin(mini, "build").returncode == 0
    assert [item is None for item in tried] == [False, True]
    assert is_as_from_nothing(mini, congtin)


@pytest.mark.parametrize("seed", range(2))
def test_any_edits_among_them(mini: Path, congtin: Congtin, tried: Told, seed: int) -> None:
    pick = random.Random(seed)
    congtin(mini, "build")
    for step in range(12):
        (lengthen if step % 3 else edit)(mini, pick)
        assert congtin(mini, "build").returncode == 0
        if step % 4 == 3:
            assert is_as_from_nothing(mini, congtin), (seed, step)
    assert sum(item is not None for item in tried) > 3


def test_a_check_of_one_article_still_asks_nobody_else(
    mini: Path, congtin: Congtin, tried: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    congtin(mini, "build")
    replace(mini, "giao ước", "bản giao ước")
    congtin(mini, "build")
    assert tried[0] is not None
    monkeypatch.setattr("congtin.portal.library.Library.read", None)
    for article in (ARTICLE, OTHER):
        done = congtin(mini, "check", article)
        assert done.returncode == 0, done.stderr
