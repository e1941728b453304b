"""The same bytes on two machines as unlike as can be; `make faults` compares thirty."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faults.sameness import matrix, sameness


def test_unlike_machines_make_the_same_bytes(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(root / "plugins"), str(root / "tests")]))
    machines = matrix()
    plain, unlike = machines[0], machines[23]
    assert (plain.workers, plain.cold, unlike.workers, unlike.cold) == ("1", True, "4", False)
    assert {name for name, value in unlike.environment.items() if value != plain.environment.get(name)} >= {
        *("PYTHONHASHSEED", "TZ", "LANG", "SOURCE_DATE_EPOCH"),
    }
    assert list(sameness(tmp_path / "trial", 16, 3, [plain, unlike])) == []
