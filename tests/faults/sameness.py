"""The same bytes: on any machine, by any number of workers, from nothing or by way of fifty edits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from faults.ground import MINI, Print, prints
from faults.history import history

HASHES = ("0", "1", "7", "1234", "4294967295")
WORKERS = ("1", "2", "4")
ZONES = ("Asia/Ho_Chi_Minh", "UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu")
TONGUES = ("C", "C.UTF-8", "POSIX", "vi_VN.UTF-8", "tr_TR.UTF-8")
MASKS = (0o022, 0o077, 0o002)
EPOCHS = ("", "1750000000", "1800000000")
STOPS = 7  # builds on the way of those that come by way of edits


@dataclass(frozen=True)
class Machine:
    """A machine: its number, which settles most of what it is, and what the matrix settles."""

    number: int
    hashes: str
    workers: str
    cold: bool

    @property
    def environment(self) -> dict[str, str]:
        """Its environment variables."""
        number = self.number
        own = {
            "PYTHONHASHSEED": self.hashes,
            "TZ": ZONES[number % len(ZONES)],
            "LANG": TONGUES[number // 2 % len(TONGUES)],
            "LC_ALL": TONGUES[number // 2 % len(TONGUES)],
            "PYTHONUTF8": str(number % 2),
            "PYTHONCOERCECLOCALE": "0",
            "SOURCE_DATE_EPOCH": EPOCHS[number % len(EPOCHS)],
        }
        return {name: value for name, value in {**os.environ, **own}.items() if value}

    def build(self, folder: Path, states: Path) -> Path:
        """Let it go through the history; returns where its site is."""
        site = folder / f"máy {self.number}" / ("x" * (self.number % 5 * 9 + 1))
        options = ["--jobs", self.workers, "--builds", "0" if self.cold else str(STOPS)]
        options += ["--umask", str(MASKS[self.number % 3]), "--seed", str(self.number)]
        command = [sys.executable, "-m", "faults.history", os.fspath(site), os.fspath(states), *options]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{self}: {done.stdout}{done.stderr}")
        return site / "output"

    def __str__(self) -> str:
        """What distinguishes it."""
        said = {name: self.environment.get(name) for name in ("PYTHONHASHSEED", "TZ", "LANG", "SOURCE_DATE_EPOCH")}
        return f"machine {self.number}, {self.workers} workers, {'cold' if self.cold else 'by way of edits'}, {said}"


def matrix() -> list[Machine]:
    """Each hash seed with each number of workers, cold and by way of edits; the rest in turn."""
    found = [(hashes, workers, cold) for hashes in HASHES for workers in WORKERS for cold in (True, False)]
    return [Machine(number, *one) for number, one in enumerate(found)]


def sameness(folder: Path, edits: int, seed: int, machines: Sequence[Machine]) -> Iterator[str]:
    """Compare what these machines make of one history; yields where they differ from the first."""
    site = Path(shutil.copytree(MINI, folder / "site"))
    states = folder / "states.json"
    states.write_text(json.dumps(history(site, edits, seed)))
    first: Print = {}
    for machine in machines:
        output = machine.build(folder, states)
        found = prints(output)
        first = first or found
        differing = sorted(path for path in first.keys() | found.keys() if first.get(path) != found.get(path))
        if differing:
            yield f"seed {seed}: {machine}: {len(differing)} files differ, {differing[:5]}"
        shutil.rmtree(output.parent)
    print(f"  {len(machines)} machines, {edits} edits, {len(first)} files")
