"""One function writes: below its folder, each path once, the same modes everywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.portal.failure import Failure
from congtin.portal.writer import LARGE, Tree, split


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    folder = tmp_path / "inside"
    folder.mkdir()
    return folder


@pytest.fixture
def tree(inside: Path) -> Iterator[Tree]:
    tree = Tree(inside)
    yield tree
    tree.close()


@pytest.mark.parametrize(
    "path",
    ["", "/", "/etc/x", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\\..\\b", "a\0b", "a\nb", "x" * 256, "đ" * 128],
)
def test_a_path_that_is_no_plain_name_is_refused(tree: Tree, inside: Path, path: str) -> None:
    with pytest.raises(Failure):
        tree.write(path, b"", "nguồn")
    assert not any(inside.iterdir())
    assert [item.name for item in inside.parent.iterdir()] == ["inside"]


names = st.lists(st.sampled_from([*"abcđ-./\\~ \0\n…", "..", "/"]), max_size=12).map("".join)


@given(st.lists(names, max_size=4).map("/".join))
def test_whatever_the_path_nothing_is_written_outside(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    outer = tmp_path_factory.mktemp("outer")
    inside = outer / "inside"
    inside.mkdir()
    tree = Tree(inside)
    try:
        tree.write(path, b"x", "nguồn")
    except Failure:
        assert not any(inside.iterdir())
    else:
        assert (inside / path).read_bytes() == b"x"
        assert (inside / path).resolve().is_relative_to(inside.resolve())
    finally:
        tree.close()
    assert [item.name for item in outer.iterdir()] == ["inside"]


def test_no_link_is_followed(tree: Tree, inside: Path) -> None:
    outside = inside.parent / "outside"
    outside.mkdir()
    (inside / "folder").symlink_to(outside)
    (inside / "file").symlink_to(outside / "new")
    for path in ("folder/x", "file"):
        with pytest.raises(OSError, match=r"."):
            tree.write(path, b"x", "nguồn")
    assert not any(outside.iterdir())


@pytest.mark.parametrize("second", ["a/B.html", "a/b.html", "A/b.html"])
def test_two_sources_of_one_path_are_both_named(tree: Tree, second: str) -> None:
    tree.write("a/b.html", b"1", "mot.md")
    with pytest.raises(Failure, match=r"mot\.md và hai\.md"):
        tree.write(second, b"2", "hai.md")


def test_composed_and_decomposed_names_collide(tree: Tree) -> None:
    tree.write("\u00e9", b"1", "mot.md")
    with pytest.raises(Failure, match=r"mot\.md"):
        tree.write("e\u0301", b"2", "hai.md")


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_do_not_depend_on_the_umask(inside: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        tree = Tree(inside)
        tree.write("a/b/c.html", b"x", "nguồn")
        tree.close()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (inside, *inside.rglob("*"))}
    assert modes == {"inside": 0o755, "a": 0o755, "b": 0o755, "c.html": 0o644}


def test_the_guard_sees_each_file_first(inside: Path) -> None:
    def guard(path: str, data: bytes) -> None:
        raise Failure(f"{path} {len(data)}")

    tree = Tree(inside, guard)
    with pytest.raises(Failure, match="x 3"):
        tree.write("x", b"abc", "nguồn")
    tree.close()
    tree.close()  # harmless
    assert not any(inside.iterdir())


def test_a_path_is_split_into_its_names() -> None:
    assert split("2021/03/tin-bai/index.html") == ("2021", "03", "tin-bai", "index.html")


def test_a_folder_that_another_process_makes_meanwhile_serves(
    tree: Tree, inside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = os.mkdir

    def late(name: str, mode: int, *, dir_fd: int) -> None:
        make(name, mode, dir_fd=dir_fd)
        make(name, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "mkdir", late)
    tree.write("a/b/c", b"c", "nguồn")
    assert (inside / "a/b/c").read_bytes() == b"c"


def test_what_one_tree_alone_has_is_overwritten_and_what_two_share_is_not(tmp_path: Path) -> None:
    folder, other = tmp_path / "adopted", tmp_path / "other"
    for path in (folder / "a/lone", folder / "a/shared", folder / "a/stale", folder / "a/large", other / "new"):
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("what it was before")
    (other / "new").write_text("newer")
    os.utime(other / "new", ns=(10**18, 10**18))
    os.link(folder / "a/shared", other / "shared")
    before = {name: (folder / "a" / name).stat().st_ino for name in ("lone", "shared", "stale", "large")}
    (tmp_path / "empty").mkdir()
    tree = Tree(tmp_path / "empty")
    tree.adopt(folder, ["a/lone", "a/shared", "a/stale", "a/large"])
    tree.write("a/lone", b"1", "nguồn")
    tree.write("a/shared", b"2", "nguồn")
    tree.take("a/stale", other / "new")
    tree.take("a/large", other / "new", LARGE)
    tree.clear()
    tree.close()
    assert [(folder / "a" / name).read_text() for name in before] == ["1", "2", "newer", "newer"]
    same = {name for name, number in before.items() if (folder / "a" / name).stat().st_ino == number}
    assert same == {"lone", "stale"}
    assert (folder / "a/large").samefile(other / "new")
    assert (other / "shared").read_text() == "what it was before"
    assert (folder / "a/stale").stat().st_mtime_ns == 10**18


def test_what_has_become_no_file_is_made_room_for(tmp_path: Path) -> None:
    folder = tmp_path / "adopted"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text("quý")
    tree = Tree(folder)
    tree.adopt(folder, ["pipe", "link", "gone"])
    for name in ("pipe", "link", "gone"):
        tree.write(name, b"1", "nguồn")
    tree.close()
    assert [(folder / name).read_text() for name in ("pipe", "link", "gone")] == ["1", "1", "1"]
    assert (tmp_path / "elsewhere").read_text() == "quý"
    assert not (folder / "link").is_symlink()
