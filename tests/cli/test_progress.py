"""Progress shows on a terminal, once a run takes long, and is gone when the run is over."""

from __future__ import annotations

import io
import sys
import threading
from pathlib import Path

import pytest

from congtin.cli import main, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def check_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> str:
    """What a check shows on standard error when that is a terminal."""
    stream = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        patch.setenv("TERM", "xterm")
        main(["check"])
    return stream.getvalue()


def test_a_long_check_shows_how_far_it_is(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    shown = check_on_a_terminal(monkeypatch)
    assert "Đọc và đối chiếu" in shown
    assert "2/2" in shown
    assert shown.endswith("\x1b[2K"), "the bar is wiped away"


def test_a_short_check_shows_nothing(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_on_a_terminal(monkeypatch) == ""


def test_no_terminal_no_bar(faulty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    main(["check"])
    assert capsys.readouterr().err == ""


def test_a_bar_for_each_step_and_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread may be alive when a step forks its workers."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    before = threading.active_count()
    with progress.Steps() as steps:
        for words, done in (("Đọc", 1), ("Đọc", 2), ("In trang", 1)):
            steps(words, done, 2)
            assert threading.active_count() == before
    shown = stream.getvalue()
    assert "Đọc" in shown and "In trang" in shown and "2/2" in shown
