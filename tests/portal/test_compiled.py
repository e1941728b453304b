"""Templates that were compiled by an earlier build are not compiled again; whatever becomes of them, pages are the same."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from congtin.portal.compiled import Compiled, compiled


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of caches."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def printed(folder: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What a template prints, and how many were compiled for that."""
    count = 0
    compile_ = jinja2.Environment.compile

    def counted(*words: object, **more: object) -> object:
        nonlocal count
        count += 1
        return compile_(*words, **more)  # type: ignore[call-overload]

    (folder / "page.html").write_text("{% include 'part.html' %} của {{ name }}")
    (folder / "part.html").write_text("Tin")
    with monkeypatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", counted)
        environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), bytecode_cache=compiled({"key": key}))
        return environment.get_template("page.html").render(name="ta"), count


def test_a_second_build_compiles_nothing(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(tmp_path, "a", monkeypatch) == ("Tin của ta", 2)
    assert printed(tmp_path, "a", monkeypatch) == ("Tin của ta", 0)


def test_another_key_is_a_miss(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(tmp_path, "a", monkeypatch)
    assert printed(tmp_path, "b", monkeypatch) == ("Tin của ta", 2)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_damaged_file_is_a_miss(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    printed(tmp_path, "a", monkeypatch)
    for file in (home / "congtin/templates").iterdir():
        data = bytearray(file.read_bytes())
        data[place] ^= 1
        file.write_bytes(data)
    assert printed(tmp_path, "a", monkeypatch) == ("Tin của ta", 2)
    assert printed(tmp_path, "a", monkeypatch) == ("Tin của ta", 0)


def test_where_nothing_can_be_kept_all_is_compiled(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("a file, not a folder")
    assert compiled({}) is None
    assert printed(tmp_path, "a", monkeypatch) == ("Tin của ta", 2)
    lost = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), bytecode_cache=Compiled(home / "lost", "a"))
    assert lost.get_template("page.html").render(name="ta") == "Tin của ta"


def test_a_folder_that_others_may_write_to_is_not_trusted(home: Path) -> None:
    folder = home / "congtin/templates"
    assert compiled({}) is not None
    folder.chmod(0o777)
    assert compiled({}) is None


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "anywhere")
    assert compiled({}) is None
    assert not Path("anywhere").exists()
