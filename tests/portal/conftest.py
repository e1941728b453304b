"""The small site, copied for each test, and ways to build it as users do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from congtin.cli import main
from congtin.portal import trees
from congtin.portal.cache import Cache, cache_of
from congtin.portal.generations import Generation
from congtin.portal.keys import reading_key
from congtin.portal.site import Site
from congtin.portal.stamps import SETTLED

Run = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True)
class Done:
    """What a command left: its code and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Congtin = Callable[..., Done]


ARTICLE = "content/articles/2024/thi-dua.md"  # of the small site


def replace(site: Path, old: str, new: str, article: str = ARTICLE) -> None:
    """Say something else in an article of a site."""
    path = site / article
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def tree_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mini(root: Path, tmp_path: Path) -> Path:
    """A copy of tests/sites/mini."""
    return Path(shutil.copytree(root / "tests/sites/mini", tmp_path / "mini"))


@pytest.fixture
def congtin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Congtin:
    """Run ``congtin …`` in a folder, in this process: five times as fast as a process of its own."""

    def congtin(folder: Path, *words: str, **environment: str) -> Done:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.chdir(folder)
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                code = main(words)
            except SystemExit as stop:  # argparse
                code = stop.code if isinstance(stop.code, int) else 1
        return Done(code, *capsys.readouterr())

    return congtin


@pytest.fixture
def run(root: Path) -> Run:
    """Run ``python -m …`` in a folder, with the checkout's plugin on the path."""

    def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "PYTHONPATH": str(root / "plugins"), **environment}
        command = [sys.executable, "-m", *words]
        return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """All files have settled by the time of the build."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10 * SETTLED)


def is_as_from_nothing(site: Path, congtin: Congtin) -> bool:
    """Whether output and closing line are those of a build from nothing."""
    anew = congtin(site, "build", "--no-cache", "--output", "anew")
    assert anew.returncode == 0, anew.stderr
    same = tree_of(site / "output") == tree_of(site / "anew")
    closing = congtin(site, "build").stdout.partition(" tệp. ")[2]
    shutil.rmtree(site / "anew")
    cache = Cache(cache_of(site / "output"), reading_key(Site.from_file(site / "pelicanconf.py")), write=False)
    known = Generation.load(cache, site / "output")
    assert known is not None
    assert known.folders == trees.turned(site / "output", known.files)
    return same and anew.stdout.endswith(closing)
