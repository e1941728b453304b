"""Other systems: what they get in place of one exchange, of hard links, of limits; as docs/xuat-ban.md says."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from congtin.cli import main
from congtin.portal import exchange as module
from portal.conftest import Congtin, tree_of


def lengthen(site: Path, article: str = "thi-dua") -> None:
    path = site / f"content/articles/2024/{article}.md"
    path.write_text(path.read_text() + "\nThêm một câu.\n")


def test_a_system_without_any_of_it_makes_the_same_site(
    mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        """One that knows neither an exchange nor syncfs."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(module.ctypes, "CDLL", lambda *_, **__: Library())
        patch.setattr(os, "link", refuse)
        patch.delattr(os, "sched_getaffinity")
        for _ in range(4):
            lengthen(mini)
            assert congtin(mini, "build").returncode == 0
        found = tree_of(mini / "output")
        assert congtin(mini, "build", "--rollback").returncode == 0
        assert tree_of(mini / "output") != found
        assert congtin(mini, "build", "--rollback").returncode == 0
    assert tree_of(mini / "output") == found
    assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
    assert tree_of(mini / "anew") == found
    modes = {path.stat().st_mode & 0o777 for path in (mini / "output").rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_a_link_that_fails_for_another_reason_stops_the_build(
    mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert congtin(mini, "build").returncode == 0
    lengthen(mini)
    assert congtin(mini, "build").returncode == 0
    before = tree_of(mini / "output")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "index.html")

    monkeypatch.setattr(os, "link", fail)
    lengthen(mini, "ket-nap")  # the other page is a link of the last build's
    done = congtin(mini, "build")
    assert (done.returncode, "đĩa đã đầy" in done.stderr) == (1, True), done.stderr
    assert tree_of(mini / "output") == before


def test_macos_exchanges_in_one_step_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Library:
        def renamex_np(self, one: bytes, other: bytes, flags: int) -> int:
            asked.append(flags)
            os.rename(one, tmp_path / "third")
            os.rename(other, one)
            os.rename(tmp_path / "third", other)
            return 0

    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: Library())
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    module.exchange(tmp_path / "a", tmp_path / "b", tmp_path / "aside")
    assert asked == [2]
    assert (tmp_path / "a/b").exists()
    assert (tmp_path / "b/a").exists()
    assert not (tmp_path / "aside").exists()


@pytest.mark.parametrize("missing", ["fcntl", "resource"])
def test_windows_is_told_of_wsl(mini: Path, missing: str) -> None:
    program = f"import sys; sys.modules['{missing}'] = None; from congtin.cli import main; sys.exit(main(['build']))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program], cwd=mini, env=environment, capture_output=True, text=True)
    assert (done.returncode, "WSL" in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a.md"), "không đọc hay ghi được a.md: đĩa đã đầy"),
        (OSError(errno.EIO, "Input/output error"), "không đọc hay ghi được tệp: ổ đĩa báo lỗi"),
        (OSError(errno.EROFS, "Read-only file system"), "không có quyền"),
        (OSError(errno.EAGAIN, "Resource temporarily unavailable"), "quá tải"),
        (OSError(errno.ELOOP, "Too many levels"), "Too many levels. Xin xem lại"),
        (ModuleNotFoundError("x", name="x"), "lỗi của chính chương trình"),
    ],
)
def test_trouble_is_told_with_a_remedy(
    error: Exception, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr("congtin.cli.build.run", fail)
    assert main(["build"]) == (1 if isinstance(error, OSError) else 70)
    told = capsys.readouterr().err
    assert words in told
    assert "Xin" in told
