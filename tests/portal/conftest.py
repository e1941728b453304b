"""The small site, copied for each test, and ways to build it as users do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def tree_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mini(root: Path, tmp_path: Path) -> Path:
    """A copy of tests/sites/mini."""
    return Path(shutil.copytree(root / "tests/sites/mini", tmp_path / "mini"))


@pytest.fixture
def run(root: Path) -> Run:
    """Run ``python -m …`` in a folder, with the checkout's plugin on the path."""

    def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        variables = {**os.environ, "PYTHONPATH": str(root / "plugins"), **environment}
        command = [sys.executable, "-m", *words]
        return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)

    return run
