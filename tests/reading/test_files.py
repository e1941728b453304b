"""Files: what is read, in which order, and what is refused before reading."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from congtin.finding import Finding
from congtin.reading.files import read_source, walk
from congtin.text import Source


def write(path: Path, content: bytes | str = "Bài.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffMột\r\nhai\rba\n".encode(), "Một\nhai\nba\n"),
        ("Việt".encode(), "Việt"),
        (b"", ""),
    ],
    ids=["mark and line ends", "decomposed", "empty"],
)
def test_text_is_normalised(tmp_path: Path, raw: bytes, text: str) -> None:
    assert read_source(tmp_path, write(tmp_path / "a.md", raw)) == Source("a.md", text)


def test_bytes_that_are_no_utf_8_are_placed_in_the_normalised_text(tmp_path: Path) -> None:
    raw = "Một\r\nVie\u0323\u0302t ".encode() + b"\xd0\xd1"
    found = read_source(tmp_path, write(tmp_path / "bai/a.md", raw))
    assert isinstance(found, Finding)
    assert (found.rule, str(found.place)) == ("F2", "bai/a.md:2:6")


def test_a_link_inside_the_site_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.md")
    (tmp_path / "b.md").symlink_to("a.md")
    assert read_source(tmp_path, tmp_path / "b.md") == Source("b.md", "Bài.\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
def test_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    path.chmod(0)
    found = read_source(tmp_path, path)
    assert isinstance(found, Finding)
    assert "không có quyền đọc" in found.message


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "x"), "không có quyền đọc"),
        (FileNotFoundError(2, "x"), "tệp không còn"),
        (OSError(5, "Input/output error"), "“Input/output error”"),
    ],
)
def test_failures_of_the_system_are_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def fail(*_: object) -> int:
        raise error

    path = write(tmp_path / "a.md")
    monkeypatch.setattr(os, "open", fail)
    found = read_source(tmp_path, path)
    assert isinstance(found, Finding)
    assert found.rule == "F1"
    assert words in found.message


def test_the_walk_is_sorted_and_passes_what_desktops_leave(tmp_path: Path) -> None:
    names = ["b.md", "a/z.md", "a/a.md", ".ẩn/c.md", ".DS_Store", "~$a.docx", "a.md~", "Thumbs.db", "a/x.txt"]
    for name in names:
        write(tmp_path / name)
    (tmp_path / "c").symlink_to(tmp_path / "a")
    found = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)]
    assert found == ["a/a.md", "a/x.txt", "a/z.md", "b.md", "c"]
    assert list(walk(tmp_path / "nothing")) == []


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a/b.md")
    scandir = os.scandir

    def fail(path: str) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", fail)
    (found,) = walk(tmp_path)
    assert found == tmp_path / "a"
    finding = read_source(tmp_path, found)
    assert isinstance(finding, Finding)
    assert finding.rule == "F1"
