"""Small builds: whatever was edited, the site is the one that a build from nothing makes, and the rest is not touched."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from congtin.portal import trees
from congtin.portal.fingerprints import Deferred, Fingerprints
from congtin.portal.generations import Generation
from congtin.portal.stamps import SETTLED
from congtin.publishing.cards import Link
from portal.conftest import Congtin, Run, tree_of
from portal.edits import edit, lengthen, new, page, settle

EDITS = int(os.environ.get("CONGTIN_EDITS", "12"))


def more(site: Path) -> None:
    path = site / "content/articles/2024/thi-dua.md"
    path.write_text(f"{path.read_text()}\nThêm một câu.\n")


def tamper(site: Path, pick: random.Random) -> None:
    path = pick.choice(sorted(path for path in (site / "output").rglob("*.html")))
    path.write_text("x") if pick.random() < 0.5 else path.unlink()


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_lead_to_the_site_that_a_build_from_nothing_makes(mini: Path, congtin: Congtin, seed: int) -> None:
    pick = random.Random(seed)
    congtin(mini, "build")
    for step in range(EDITS):
        for _ in range(pick.randrange(1, 3)):
            edit(mini, pick)
        if pick.random() < 0.1:
            tamper(mini, pick)
        assert (done := congtin(mini, "build")).returncode == 0, (seed, step, done.stderr)
        if step % 3 and step != EDITS - 1:
            continue
        assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
        assert tree_of(mini / "output") == tree_of(mini / "anew"), (seed, step)
        shutil.rmtree(mini / "anew", ignore_errors=True)


def times(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


def test_only_what_changed_is_written(mini: Path, congtin: Congtin) -> None:
    congtin(mini, "build")
    before = times(mini / "output")
    more(mini)
    for _ in range(3):  # the two generations take turns
        assert congtin(mini, "build").returncode == 0
        after = times(mini / "output")
        changed = {path for path in after if after[path] != before[path]}
        assert changed & {"index.html", "don-vi/index.html", "luu-tru/index.html"} == set()
        assert "2024/04/thi-dua/index.html" in changed
    assert after.keys() == before.keys()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """All files have settled by the time of the build."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10 * SETTLED)


REASONS: dict[str, Callable[[Path], object]] = {
    "article": lambda site: lengthen(site, random.Random(1)),
    "page": lambda site: page(site, random.Random(1)),
    "picture": lambda site: (site / "content/images/ket-nap.png").touch(),
    "settings": lambda site: settle(site, random.Random(1)),
    "output": lambda site: (site / "output/index.html").unlink(),
    "foreign": lambda site: (site / "output/x").write_text(""),
    "manifest": lambda site: (site / "output/.congtin-manifest.json").write_text("{}"),
    "cache": lambda site: (site / ".congtin/output.cache").unlink(),
    "fact": lambda site: (site / ".congtin/output.cache").write_bytes(b"x" * 5000),
}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("reason", REASONS)
def test_nothing_is_built_without_a_reason(mini: Path, congtin: Congtin, reason: str) -> None:
    first = congtin(mini, "build")
    before = times(mini / "output")
    assert first.stdout.startswith("Đã dựng 3 bài viết")
    done = congtin(mini, "build")
    assert done.stdout.startswith("Không có gì thay đổi: 3 bài viết")
    assert (done.returncode, done.stderr, times(mini / "output")) == (0, first.stderr, before)
    REASONS[reason](mini)
    assert congtin(mini, "build").stdout.startswith("Đã dựng")
    assert tree_of(mini / "output").keys() - {"x"} == before.keys()


@pytest.mark.usefixtures("later")
def test_time_is_a_reason(mini: Path, congtin: Congtin) -> None:
    path = mini / "content/articles/2024/thi-dua.md"
    path.write_text(path.read_text().replace("/2024", "/2034", 1))
    for now, words in (
        ("2030-01-01", "Đã dựng 2"),
        ("2031-01-01", "Không có gì thay đổi: 2"),
        ("2029-01-01", "Đã dựng 2"),
        ("2035-01-01", "Đã dựng 3"),
        ("2036-01-01", "Không có gì thay đổi: 3"),
    ):
        assert congtin(mini, "build", "--now", now).stdout.startswith(words), now


@pytest.mark.usefixtures("later")
def test_the_way_back(mini: Path, congtin: Congtin) -> None:
    assert "Chưa có bản trước" in congtin(mini, "build", "--rollback").stderr
    congtin(mini, "build")
    first = tree_of(mini / "output")
    more(mini)
    congtin(mini, "build")
    second = tree_of(mini / "output")
    for expected in (first, second, first):
        assert congtin(mini, "build", "--rollback").returncode == 0
        assert tree_of(mini / "output") == expected
    assert congtin(mini, "build").returncode == 0
    assert tree_of(mini / "output") == second


def test_a_hidden_sentence_on_a_kept_page_stops_the_build(mini: Path, congtin: Congtin) -> None:
    folder = mini / "content/articles"
    new(mini, random.Random(1))
    (article,) = folder.glob("bai-*.md")
    other = mini / "content/articles/2024/thi-dua.md"
    other.write_text(other.read_text() + f"\nXem [bài kia](/2024/02/{article.stem}/).\n")
    assert congtin(mini, "build").returncode == 0
    before = tree_of(mini / "output")
    article.write_text(article.read_text().replace("---\n", "---\nstatus: draft\n", 1))
    done = congtin(mini, "build")
    assert (done.returncode, "nhắc tới" in done.stderr) == (1, True)
    assert tree_of(mini / "output") == before


def test_other_plugins_may_write_too(mini: Path, run: Run) -> None:
    """In processes of their own, since no plugin lets go of its signals."""
    plugins = mini / "plugins"
    plugins.mkdir()
    (plugins / "other.py").write_text(
        "from pathlib import Path\nfrom pelican import signals\n"
        "def add(pelican):\n    Path(pelican.output_path, 'other.txt').write_text('x')\n"
        "def register():\n    signals.get_writer.connect(add)\n"
    )
    settings = mini / "pelicanconf.py"
    settings.write_text(
        settings.read_text().replace('["congtin"]', '["congtin", "other"]')
        + "\nimport sys\nsys.path.insert(0, str(__import__('pathlib').Path(__file__).parent / 'plugins'))\n"
    )
    for _ in range(2):
        assert run(mini, "congtin", "build").returncode == 0
        assert (mini / "output/other.txt").read_text() == "x"


def test_fingerprints_tell_views_apart() -> None:
    views = [
        {"a": "1"}, {"a": 1}, {"b": "1"}, {"a": ("1",)}, {"a": Link("1", "")}, {"a": Link("", "1")},
        {"a": Deferred("1", str)}, {"a": Deferred("2", str)}, {"a": (Link("1", ""), "2")},
    ]  # fmt: skip
    prints = Fingerprints()
    assert len({prints.of(view) for view in views}) == len(views)
    assert prints.of({"a": Link("1", "")}) == prints.of({"a": Link("1", "")})


def test_the_first_build_lays_two_trees_that_are_no_way_back(mini: Path, congtin: Congtin) -> None:
    congtin(mini, "build")
    first = tree_of(mini / "output")
    trees = [mini / f".congtin/output.{name}" for name in ("spare", "previous")]
    for tree in trees:
        assert tree_of(tree) == first
        links = {path: path.stat().st_nlink for path in tree.rglob("*") if path.is_file()}
        latest = {path for path in links if b"<!--latest-->" in path.read_bytes()}
        assert {path for path, number in links.items() if number == 1} == latest
        assert set(links.values()) == {1, 3}
        assert {path.stat().st_mode & 0o777 for path in tree.rglob("*") if path.is_dir()} == {0o755}
    assert "Chưa có bản trước" in congtin(mini, "build", "--rollback").stderr
    for _ in range(2):
        more(mini)
        before = tree_of(mini / "output")
        assert congtin(mini, "build").returncode == 0
        assert tree_of(trees[1]) == before
        assert tree_of(trees[0]) == first
    assert congtin(mini, "build", "--rollback").returncode == 0
    assert tree_of(mini / "output") == before


@pytest.mark.parametrize("touched", ["other words", None])
def test_a_file_is_kept_only_where_the_spare_has_it_as_it_was(
    mini: Path, congtin: Congtin, touched: str | None
) -> None:
    for _ in range(3):
        more(mini)
        assert congtin(mini, "build").returncode == 0
    kept = mini / ".congtin/output.spare/don-vi/index.html"
    kept.unlink()  # which was one with the file of the output
    if touched:
        kept.write_text(touched)
    more(mini)
    assert congtin(mini, "build").returncode == 0
    assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
    assert tree_of(mini / "output") == tree_of(mini / "anew")


def test_a_file_changed_where_it_lies_is_not_kept(mini: Path, congtin: Congtin) -> None:
    """No folder tells of it."""
    for _ in range(3):
        more(mini)
        assert congtin(mini, "build").returncode == 0
    kept = mini / ".congtin/output.spare/don-vi/index.html"
    data = kept.read_bytes()
    known = kept.parent.stat()
    kept.unlink()
    kept.write_bytes(b"x" + data)
    os.utime(kept.parent, ns=(known.st_atime_ns, known.st_mtime_ns))
    more(mini)
    assert congtin(mini, "build").returncode == 0
    assert (mini / "output/don-vi/index.html").read_bytes() == data


def test_what_comes_or_goes_in_a_folder_is_seen_by_its_time(tmp_path: Path) -> None:
    for path in ("a/b/one", "a/two", "three"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("1")
    files = {path: ("", "", *found) for path, found in trees.lengths(tmp_path)}
    known = Generation(files, trees.turned(tmp_path, files))
    assert known.folders.keys() == {"", "a", "a/b"}
    seen = known.seen(tmp_path)
    assert (seen.is_intact, seen.intact.files, known.around(tmp_path)) == (True, files, ([], known.folders))
    (tmp_path / "a/two").write_text("longer")
    seen = known.seen(tmp_path)
    assert (seen.is_intact, seen.intact.files.keys()) == (False, {"a/b/one", "three"})
    (tmp_path / "a/b/foreign").write_text("")
    seen = known.seen(tmp_path)
    assert (seen.lying.keys(), seen.foreign) == ({*files, "a/b/foreign"}, ["a/b/foreign"])
    assert known.around(tmp_path) == (["a/b/foreign"], {})
    shutil.rmtree(tmp_path / "a/b")
    assert known.seen(tmp_path).lying.keys() == {"a/two", "three"}


def test_a_build_that_changes_nothing_on_the_site_leaves_the_way_back(mini: Path, congtin: Congtin) -> None:
    """An edit of a draft, for one: what was out before the site last changed must not be lost by it."""
    draft = mini / "content/articles/2024/ban-nhap.md"
    congtin(mini, "build")
    first = tree_of(mini / "output")
    more(mini)
    congtin(mini, "build")
    second, found = tree_of(mini / "output"), (mini / "output").stat().st_ino
    for number in range(3):
        draft.write_text(draft.read_text() + f"\nCâu thứ {number}.\n")
        assert congtin(mini, "build").stdout.startswith("Đã dựng")
        assert tree_of(mini / "output") == tree_of(mini / ".congtin/output.spare") == second
        assert tree_of(mini / ".congtin/output.previous") == first
    assert (mini / "output").stat().st_ino == found
    for expected in (first, second):
        assert congtin(mini, "build", "--rollback").returncode == 0
        assert tree_of(mini / "output") == expected
    more(mini)
    congtin(mini, "build")
    third = tree_of(mini / "output")
    assert tree_of(mini / ".congtin/output.previous") == second
    congtin(mini, "build", "--no-cache", "--output", "anew")
    assert tree_of(mini / "anew") == third != second
