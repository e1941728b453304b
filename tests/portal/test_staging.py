"""Staging: the published folder is the old one or the new one, never a mixture; nothing foreign is deleted."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from congtin.portal import exchange as module
from congtin.portal import trees
from congtin.portal.failure import Failure
from congtin.portal.staging import Publication, Staging, roll_back
from congtin.portal.trees import MANIFEST


def tree_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "content").mkdir(parents=True)
    return tmp_path / "site"


LEFT = ["output.lock", "output.previous"]


def opened(site: Path, name: str = "output") -> Staging:
    return Staging.open(site / name, site, site / "content")


def publish(site: Path, **files: str) -> Path | None:
    build = opened(site)
    for name, text in files.items():
        build.tree.write(f"{name}/index.html", text.encode(), "nguồn")
    return finish(build).kept


def finish(build: Staging) -> Publication:
    found = build.publish()
    build.close()
    return found


def lying(site: Path) -> list[str]:
    return sorted(path.name for path in (site / ".congtin").iterdir())


def test_the_first_and_the_second_build(site: Path) -> None:
    publish(site, a="1", b="1")
    publish(site, a="2")
    found = tree_of(site / "output")
    listed = json.loads(found.pop(MANIFEST))
    assert found == {"a/index.html": b"2"}
    assert list(listed["files"]) == ["a/index.html"]
    assert lying(site) == LEFT


def test_a_file_begun_by_a_build_that_died_is_cleared_away(site: Path) -> None:
    publish(site, a="1")
    place = opened(site)
    place.places.filling.write_bytes(b"half")
    assert not place.places.are_settled
    place.close()  # as the system does for who dies
    again = opened(site)
    again.abort()
    assert again.places.are_settled
    assert lying(site) == ["output.lock"]


def test_an_empty_folder_is_fit(site: Path) -> None:
    (site / "output").mkdir()
    publish(site, a="1")
    assert (site / "output/a/index.html").read_text() == "1"


def test_a_build_given_up_leaves_everything(site: Path) -> None:
    publish(site, a="1")
    before = tree_of(site / "output")
    build = opened(site)
    build.tree.write("a/index.html", b"2", "nguồn")
    build.abort()
    build.abort()  # harmless
    assert tree_of(site / "output") == before
    assert lying(site) == ["output.lock"]


def test_what_a_dead_build_left_is_cleared(site: Path) -> None:
    left = site / ".congtin/output.staging/half"
    left.mkdir(parents=True)
    (left / "page.html").write_text("…")
    publish(site, a="1")
    assert set(tree_of(site / "output")) == {"a/index.html", MANIFEST}


def test_foreign_files_in_the_output_are_kept_aside(site: Path) -> None:
    publish(site, a="1")
    (site / "output/a/CNAME").write_text("của người khác")
    kept = publish(site, a="2")
    assert kept == site / ".congtin/output.kept"
    assert tree_of(kept) == {"a/CNAME": "của người khác".encode()}
    assert set(tree_of(site / "output")) == {"a/index.html", MANIFEST}
    (site / "output/again").write_text("x")
    assert publish(site, a="3") == site / ".congtin/output.kept-2"


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', '{"files": {"../precious": ""}}', '{"files": [1]}'])
def test_a_damaged_manifest_deletes_nothing(site: Path, manifest: str) -> None:
    (site / "precious").write_text("quý")
    publish(site, a="1")
    (site / "output" / MANIFEST).write_text(manifest)
    kept = publish(site, a="2")
    assert kept is not None
    assert tree_of(kept) == {"a/index.html": b"1"}
    assert (site / "precious").read_text() == "quý"


def test_a_link_in_the_old_output_is_not_followed(site: Path) -> None:
    (site / "elsewhere").mkdir()
    (site / "elsewhere/index.html").write_text("quý")
    publish(site, a="1")
    (site / "output/a/index.html").unlink()
    (site / "output/a").rmdir()
    (site / "output/a").symlink_to(site / "elsewhere")
    publish(site, a="2")
    assert (site / "elsewhere/index.html").read_text() == "quý"


def test_a_file_that_has_become_a_folder_is_kept(site: Path) -> None:
    publish(site, a="1", b="1")
    (site / "output/a/index.html").unlink()
    (site / "output/a/index.html").mkdir()
    (site / "output/a/index.html/mine").write_text("quý")
    (site / "output/b/index.html").unlink()
    kept = publish(site, a="2")
    assert kept is not None
    assert tree_of(kept) == {"a/index.html/mine": "quý".encode()}


def lies(folder: Path) -> str:
    """The text of a sound tree; empty when there is none."""
    found = tree_of(folder) if folder.exists() else {}
    if MANIFEST not in found:
        return ""
    assert not trees.damaged(folder)
    assert found.keys() == {*trees.listed(folder), MANIFEST}
    return found["a/index.html"].decode()


UNFIT = {
    "": "trang nguồn",
    "..": "trang nguồn",
    "content": "thư mục bài viết",
    "content/articles": "thư mục bài viết",
    "file": "một tệp",
    "full": "không do congtin",
    "repository": "git",
}


@pytest.mark.parametrize(("place", "reason"), UNFIT.items())
def test_no_place_for_a_site(site: Path, place: str, reason: str) -> None:
    (site / "file").write_text("x")
    for name in ("full/x", "repository/.git"):
        (site / name).mkdir(parents=True)
    (site / "repository" / MANIFEST).write_text("{}")
    before = tree_of(site.parent)
    with pytest.raises(Failure, match=reason):
        opened(site, place)
    assert tree_of(site.parent) == before
    assert not (site / ".congtin").exists()


def test_no_volume_mounted_there(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "output").mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site / "output")
    with pytest.raises(Failure, match="ổ đĩa được gắn vào"):
        opened(site)


def test_neither_the_machine_nor_the_home_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(site.parent / "home/editor"))
    home = site.parent / "home"
    for output, reason in (("/", "gốc"), (home, "riêng"), (home / "editor", "riêng")):
        with pytest.raises(Failure, match=reason):
            Staging.open(Path(output), site, site / "content")


def test_the_second_build_is_told_who_holds_the_lock(site: Path) -> None:
    first = opened(site)
    with pytest.raises(Failure, match=f"tiến trình {os.getpid()}"):
        opened(site)
    first.abort()
    opened(site).abort()


def test_what_stands_in_the_way_frees_the_lock(site: Path) -> None:
    (site / ".congtin").mkdir()
    (site / ".congtin/output.staging").write_text("x")
    with pytest.raises(NotADirectoryError):
        opened(site)
    (site / ".congtin/output.staging").unlink()
    publish(site, a="1")


def test_a_link_as_output_is_published_where_it_leads(site: Path) -> None:
    (site / "real").mkdir()
    (site / "output").symlink_to(site / "real")
    publish(site, a="1")
    assert (site / "output").is_symlink()
    assert (site / "real/a/index.html").read_text() == "1"


def test_a_link_among_the_pages_stops_the_build(site: Path) -> None:
    build = opened(site)
    (build.folder / "link").symlink_to("/")
    with pytest.raises(Failure, match="/link không phải là tệp thường"):
        build.publish()
    build.abort()
    assert not (site / "output").exists()


def test_files_of_other_plugins_are_listed_too(site: Path) -> None:
    build = opened(site)
    (build.folder / "sitemap.xml").write_text("x")
    finish(build)
    assert "sitemap.xml" in json.loads((site / "output" / MANIFEST).read_bytes())["files"]


class Library:
    """A C library whose calls fail with a code, or are missing."""

    def __init__(self, code: int | None) -> None:
        if code is not None:
            self.renameat2 = self.renamex_np = self.syncfs = lambda *_: self.fail(code)

    @staticmethod
    def fail(code: int) -> int:
        import ctypes

        ctypes.set_errno(code)
        return -1


@pytest.mark.parametrize("code", [None, errno.ENOSYS, errno.EINVAL])
def test_without_exchange_two_renames_do(site: Path, monkeypatch: pytest.MonkeyPatch, code: int | None) -> None:
    publish(site, a="1")
    monkeypatch.setattr("congtin.portal.staging.sync", lambda folder: None)
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: Library(code))
    publish(site, a="2")
    assert (site / "output/a/index.html").read_text() == "2"
    assert lying(site) == LEFT


def test_dying_between_the_two_renames_is_healed(site: Path) -> None:
    publish(site, a="1")
    (site / "output").rename(site / ".congtin/output.old")
    opened(site).abort()
    assert (site / "output/a/index.html").read_text() == "1"


@pytest.mark.parametrize("step", ["sync", "exchange"])
def test_a_failing_system_call_leaves_the_old_site(site: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    publish(site, a="1")
    before = tree_of(site / "output")
    if step == "exchange":
        monkeypatch.setattr("congtin.portal.staging.sync", lambda folder: None)
    build = opened(site)
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: Library(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        build.publish()
    build.abort()
    assert tree_of(site / "output") == before


def test_without_syncfs_all_is_synced(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: Library(None))
    publish(site, a="1")
    assert (site / "output/a/index.html").exists()


def test_the_way_back(site: Path) -> None:
    with pytest.raises(Failure, match="Chưa có bản trước"):
        roll_back(site / "output", site, site / "content")
    publish(site, a="1")
    publish(site, a="2")
    for text in "121":
        roll_back(site / "output", site, site / "content")
        assert (site / "output/a/index.html").read_text() == text
    publish(site, a="3")
    assert lying(site) == [*LEFT, "output.spare"]


def test_the_way_back_without_exchange(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, a="1")
    publish(site, a="2")
    monkeypatch.setattr("congtin.portal.staging.sync", lambda folder: None)
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: Library(None))
    for text in "12":
        roll_back(site / "output", site, site / "content")
        assert (site / "output/a/index.html").read_text() == text
    assert lying(site) == LEFT


def test_a_spare_that_nobody_takes_over_makes_room(site: Path) -> None:
    for text in "123":
        publish(site, a=text)
    (site / ".congtin/output.spare/a/mine").write_text("quý")
    publish(site, a="4")
    assert lying(site) == ["output.kept", *LEFT, "output.spare"]
    assert tree_of(site / ".congtin/output.kept") == {"a/mine": "quý".encode()}
    assert [lies(site / f".congtin/output.{name}") for name in ("previous", "spare")] == ["3", "2"]


def test_there_is_no_way_back_to_a_damaged_site(site: Path) -> None:
    publish(site, a="1")
    publish(site, a="2")
    for spoil in (lambda path: path.write_text("x"), lambda path: path.unlink(), lambda path: path.symlink_to("/")):
        spoil(site / ".congtin/output.previous/a/index.html")
        with pytest.raises(Failure, match="không còn nguyên vẹn"):
            roll_back(site / "output", site, site / "content")
        assert lies(site / "output") == "2"


def test_trouble_after_the_exchange_is_told_and_mended_later(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, a="1")
    build = opened(site)
    build.tree.write("a/index.html", b"2", "nguồn")

    def fail(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("congtin.portal.staging.sync_names", fail)
        assert "Input/output" in finish(build).trouble
    assert lies(site / "output") == "2"
    opened(site).abort()
    assert (lies(site / ".congtin/output.previous"), lying(site)) == ("1", LEFT)


def test_an_empty_folder_given_leaves_nothing_behind(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for swap in (True, False):
        name = f"empty-{swap}"
        (site / name).mkdir()
        build = opened(site, name)
        (site / name / "late").write_text("quý")
        if not swap:
            monkeypatch.setattr(module, "_swap", lambda *_: False)
        build.tree.write("a/index.html", b"1", "nguồn")
        kept = finish(build).kept
        assert kept is not None
        assert tree_of(kept) == {"late": "quý".encode()}
        assert not (site / f".congtin/{name}.previous").exists()


def test_a_lock_that_fails_is_no_other_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("congtin.portal.staging.fcntl.flock", fail)
    with pytest.raises(OSError, match=r"No locks.*output\.lock"):
        opened(site)
