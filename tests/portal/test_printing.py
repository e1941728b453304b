"""Printing: the same bytes from any number of workers; an inset is replaced where only it has changed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from bench import corpus
from congtin.portal import press, printing
from congtin.portal.cache import Cache
from congtin.portal.insets import Once, cut, framed, replaced
from congtin.portal.spool import Spool
from portal.conftest import Congtin, tree_of


def test_insets_are_replaced_between_their_marks() -> None:
    page = f"a{framed('x', '1')}b{framed('y', '2')}c".encode()
    assert replaced(page, {"y": framed("y", "22").encode()}) == f"a{framed('x', '1')}b{framed('y', '22')}c".encode()
    assert replaced(page, {"z": b"3"}) == page
    assert cut(page, "z") is None


def test_what_looks_like_a_mark_ends_no_inset() -> None:
    inset = framed("x", "<img alt='<!--[/x]-->'>")
    page = f"{inset}b".encode()
    place = cut(page, "x")
    assert place and page[place[1] :] == b"b"


def test_a_macro_is_run_once_for_each_view() -> None:
    runs: list[object] = []

    def macro(*views: object) -> Markup:
        runs.append(views)
        return Markup(len(runs))

    once, view = Once(), object()
    assert [once(macro, view, "a"), once(macro, view, "a"), once(macro, view, "b"), once(macro, object(), "a")] == [
        Markup(1), Markup(1), Markup(2), Markup(3),
    ]  # fmt: skip


def test_a_spool_gives_back_what_it_took(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for name in "abc":
        spool.put(name, name.encode() * 1000)
    assert [spool.get(name) for name in "cabd"] == [b"c" * 1000, b"a" * 1000, b"b" * 1000, None]
    assert list(tmp_path.iterdir()) == []
    spool.close()


def test_workers_print_the_same(mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch) -> None:
    assert congtin(mini, "build", "--jobs", "1").returncode == 0
    one = tree_of(mini / "output")
    for module in ("workers", "printing"):
        monkeypatch.setattr(f"congtin.portal.{module}.PAYS_FROM", 2)
    done = congtin(mini, "build", "--no-cache", "--jobs", "3", "--timings")
    assert (done.returncode, tree_of(mini / "output")) == (0, one), done.stderr
    assert re.search(r"in trang: \d+,\d\d giây", done.stderr)
    (mini / "content/articles/2024/thi-dua.md").touch()
    retitled = mini / "content/articles/2024/tap-huan.md"
    retitled.write_text(retitled.read_text().replace("title: ", "title: Mới: ", 1))
    assert congtin(mini, "build", "--jobs", "3").returncode == 0
    assert congtin(mini, "build", "--no-cache", "--jobs", "1", "--output", "anew").returncode == 0
    assert tree_of(mini / "output") == tree_of(mini / "anew")


def test_nothing_is_put_into_the_cache_while_workers_read_in_it(
    mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Much that is put locks it: each reading would wait for seconds."""
    working, noted = [], []
    spread, put = printing.spread, Cache.put_packed

    def at_work(*of: Any) -> Iterator[tuple[int, bytes]]:
        working.append(True)
        yield from spread(*of)
        working.clear()

    def told(self: Cache, name: str, data: bytes) -> None:
        assert not working, name
        noted.append(name)
        put(self, name, data)

    monkeypatch.setattr(printing, "spread", at_work)
    monkeypatch.setattr(Cache, "put_packed", told)
    assert congtin(mini, "build").returncode == 0
    article = mini / "content/articles/2024/ket-nap.md"
    article.write_text(article.read_text().replace("120", "110"))
    assert congtin(mini, "build").returncode == 0
    assert any(name.startswith("view ") for name in noted)
    assert any(name.startswith("settled ") for name in noted)


def test_an_inset_alone_needs_no_page(mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch) -> None:
    congtin(mini, "build")
    printed: list[str] = []
    page = press.Press.page
    monkeypatch.setattr(
        press.Press, "page", lambda self, template, *rest: (printed.append(template), page(self, template, *rest))[1]
    )
    retitled = mini / "content/articles/2024/tap-huan.md"
    retitled.write_text(retitled.read_text().replace("title: ", "title: Mới: ", 1))
    assert congtin(mini, "build").returncode == 0
    assert printed.count("article") == 1
    assert "Mới: " in (mini / "output/2024/04/thi-dua/index.html").read_text()


def test_a_page_that_was_changed_behind_its_stamp_is_printed_anew(mini: Path, congtin: Congtin) -> None:
    congtin(mini, "build")
    pages = [path for path in (mini / "output/2024").rglob("index.html") if b"<!--latest-->" in path.read_bytes()]
    assert len(pages) > 2
    for page in pages:
        known = page.stat()
        page.write_bytes(page.read_bytes().replace(b"</p>", b"</q>"))
        os.utime(page, ns=(known.st_atime_ns, known.st_mtime_ns))
    retitled = mini / "content/articles/2024/tap-huan.md"
    retitled.write_text(retitled.read_text().replace("title: ", "title: Mới: ", 1))
    assert congtin(mini, "build").returncode == 0
    assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
    assert tree_of(mini / "output") == tree_of(mini / "anew")


def retitled(site: Path, title: str) -> None:
    path = site / "content/articles/2024/tap-huan.md"
    path.write_text(re.sub(r"^title: .*$", f"title: {title}", path.read_text(), count=1, flags=re.M))


PAGE = "2024/04/thi-dua/index.html"
LONGER, SHORTER, OTHER = "Tập huấn nghiệp vụ cho cán bộ công đoàn cơ sở", "Tập huấn", "Tập huấn kỹ năng"


def test_pages_of_the_spare_are_written_over(mini: Path, congtin: Congtin) -> None:
    files = []
    for title in (LONGER, SHORTER, OTHER, LONGER, SHORTER, SHORTER + "?"):
        retitled(mini, title)
        assert congtin(mini, "build").returncode == 0
        assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
        assert tree_of(mini / "output") == tree_of(mini / "anew"), title
        files.append((mini / "output" / PAGE).stat().st_ino)
    assert files[:3] == files[3:] and len(set(files)) == 3  # the three trees take turns


def test_a_new_menu_takes_articles_from_their_pages(mini: Path, congtin: Congtin) -> None:
    congtin(mini, "build")
    added = mini / "content/pages/them.md"
    added.write_text("---\ntitle: Thêm\n---\n\nMột trang nữa.\n")
    assert congtin(mini, "build").returncode == 0
    assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
    assert tree_of(mini / "output") == tree_of(mini / "anew")


def test_a_theme_without_insets_prints_without_them(mini: Path, congtin: Congtin, root: Path) -> None:
    theme = Path(shutil.copytree(root / "theme", mini / "theme"))
    (theme / "templates/insets/related.html").unlink()
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text() + '\nTHEME = "theme"\n')
    assert congtin(mini, "build").returncode == 0
    assert "<!--[related]-->" not in (mini / "output/2024/04/thi-dua/index.html").read_text()


def test_the_corpus_of_the_bench_is_sound(tmp_path: Path, root: Path, congtin: Congtin) -> None:
    corpus.write(tmp_path, 12)
    shutil.copy(root / "pelicanconf.py", tmp_path)
    done = congtin(tmp_path, "check", "--quiet")
    assert (done.returncode, "lỗi" in done.stdout.replace("không có lỗi", "")) == (0, False), done.stdout
    assert "cần xem lại" not in done.stdout
