"""The ground of the trials: a small site on disk, and builds in processes of their own that begin at once.

A trial's process is forked from this one, which has loaded everything: hundreds of builds cost their own time only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from congtin.cli import main
from congtin.portal import stamps
from congtin.portal.trees import MANIFEST, is_tree, listed

MINI = Path(__file__).parents[1] / "sites/mini"
TIDY = {"output.cache", "output.lock", "output.previous", "output.spare"}  # what a sound build leaves in .congtin
CACHES = "caches"  # beside the site: the user's own
ANY_TRACER, SET_TRACER = ctypes.c_ulong(-1), 0x59616D61
SETTLED = 20_000_000  # ns: trials follow one another sooner than an editor's builds, and clocks are finer here
Print = dict[str, tuple[int, str]]  # of a tree: the mode and SHA-256 of each file


@dataclass(frozen=True)
class Done:
    """What a command left: its code, negative for a signal, and what it said."""

    code: int
    said: str


class Broken(AssertionError):
    """A promise was not kept."""


def check(kept: bool, promise: str, *more: object) -> None:
    """See to it that a promise was kept.

    Raises:
        Broken: it was not.
    """
    if not kept:
        raise Broken(" ".join([promise, *map(str, more)]))


class Process:
    """A command of ``congtin`` in a process of its own, in the site's folder; ``hold`` lets it wait for :meth:`go`."""

    def __init__(self, site: Path, words: tuple[str, ...], hold: bool = False) -> None:
        self.log = site.with_name(f"{site.name}.said-{time.monotonic_ns()}")
        self._gate, gate = os.pipe() if hold else (-1, -1)
        self.pid = os.fork()
        if not self.pid:
            self._begin(site, words, gate)
        with suppress(OSError):  # whoever comes first: it may be killed before its own first step
            os.setpgid(self.pid, self.pid)
        self._open = gate

    def _begin(self, site: Path, words: tuple[str, ...], gate: int) -> None:
        code = 99
        stamps.SETTLED = SETTLED
        os.environ["XDG_CACHE_HOME"] = str(site.with_name(CACHES))
        try:
            os.setpgid(0, 0)
            os.chdir(site)
            said = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(said, 1)
            os.dup2(said, 2)
            os.close(said)
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False, buffering=1)
            if gate >= 0:
                ctypes.CDLL(None).prctl(SET_TRACER, ANY_TRACER, 0, 0, 0)  # where only parents may trace
                os.close(gate)
                os.read(self._gate, 1)
            code = main(words)
            sys.stdout.flush()
        finally:
            os._exit(code)

    def go(self) -> None:
        """Let it begin."""
        os.write(self._open, b".")

    def kill(self) -> None:
        """End it and its workers, as a power cut would."""
        os.killpg(self.pid, 9)

    def kill_alone(self) -> None:
        """End it, and see its workers go by themselves."""
        os.kill(self.pid, 9)

    def workers_end(self) -> None:
        """Wait until nobody is left of it."""
        deadline = time.monotonic() + 30
        with suppress(ProcessLookupError):
            while time.monotonic() < deadline:
                os.killpg(self.pid, 0)
                time.sleep(0.01)
            raise Broken("workers end by themselves when nobody waits for them any more")

    def wait(self) -> Done:
        """Wait for its end."""
        _, status = os.waitpid(self.pid, 0)
        for handle in (self._gate, self._open):
            if handle >= 0:
                os.close(handle)
        said = self.log.read_text(errors="replace") if self.log.exists() else ""  # killed before its first step
        self.log.unlink(missing_ok=True)
        return Done(os.waitstatus_to_exitcode(status), said)


def warm() -> None:
    """Load all that a build needs, so that what is forked from here has it."""
    with tempfile.TemporaryDirectory() as folder:
        site = shutil.copytree(MINI, Path(folder, "site"))
        check(main(["build", "--settings", str(site / "pelicanconf.py")]) == 0, "a build without a fault succeeds")


class Ground:
    """A site in a folder, with an output that has a past."""

    def __init__(self, folder: Path, make: Callable[[Path], object] | None = None) -> None:
        self.folder, self.site = folder, folder / "site"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(MINI, self.site)
        if make:
            make(self.site)

    @property
    def output(self) -> Path:
        """What is published."""
        return self.site / "output"

    def begin(self, *words: str, hold: bool = False) -> Process:
        """Begin a command."""
        return Process(self.site, words, hold)

    def run(self, *words: str) -> Done:
        """Run a command to its end."""
        return self.begin(*words).wait()

    def build(self, *words: str) -> Print:
        """Build, as must succeed; gives what is published."""
        done = self.run("build", *words)
        check(done.code == 0, "a build without a fault succeeds:", done)
        return prints(self.output)

    def anew(self) -> Print:
        """What a build from nothing makes of the site."""
        done = self.run("build", "--no-cache", "--output", "../anew/output")
        check(done.code == 0, "a build from nothing succeeds:", done)
        found = prints(self.folder / "anew/output")
        shutil.rmtree(self.folder / "anew")
        return found

    def settle(self) -> None:
        """Let what was written grow old enough to be known by its stamp."""
        time.sleep(2 * SETTLED / 1e9)

    def save(self, name: str) -> Path:
        """Keep the site as it lies."""
        kept = self.folder / name
        _copy(self.site, kept)
        return kept

    def restore(self, kept: Path) -> None:
        """Put back a site that was kept, as on a machine that has compiled no template."""
        shutil.rmtree(self.site)
        shutil.rmtree(self.folder / CACHES, ignore_errors=True)
        _copy(kept, self.site)

    def litter(self) -> set[str]:
        """What should not lie beside the output."""
        return {path.name for path in (self.site / ".congtin").iterdir()} - TIDY

    def before(self) -> Print:
        """The generation before, as the way back would publish it; empty when there is none."""
        return prints(self.site / ".congtin/output.previous")


def _copy(site: Path, target: Path) -> None:
    """Copy a site with its times, and with the hard links that its trees share."""
    linked: dict[int, Path] = {}

    def copy(source: str, goal: str) -> str:
        number = os.stat(source).st_ino
        if number in linked:
            os.link(linked[number], goal)
            return goal
        linked[number] = Path(goal)
        return shutil.copy2(source, goal)

    shutil.copytree(site, target, copy_function=copy)


def prints(folder: Path) -> Print:
    """The files of a published tree; empty when there is none.

    Raises:
        Broken: it is not what its manifest says.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        return {}
    check(is_tree(folder), "a published tree has its manifest:", folder.name)
    found = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_dir():
            check(path.is_file() and not path.is_symlink(), "only plain files are published:", path)
            found[path.relative_to(folder).as_posix()] = (path.stat().st_mode, sha256(path.read_bytes()).hexdigest())
    said = {path: total for path, (_, total) in found.items() if path != MANIFEST}
    check(listed(folder) == said, "a published tree is what its manifest says:", folder.name)
    return found
