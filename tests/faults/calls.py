"""System calls that fail: every k-th one that changes the disk, with "no space left" and with "input/output error".

strace makes them fail, in the kernel's place: what runs is the program as it is, C libraries and all.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from faults.ground import Broken, Done, Ground, Print, Process, check, prints
from portal.edits import lengthen, new, remove

ERRORS = ("ENOSPC", "EIO")
CALLS = (
    *("write", "pwrite64", "openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat"),
    *("unlink", "unlinkat", "rmdir", "fsync", "fdatasync", "syncfs", "sync", "ftruncate", "fchmod", "flock"),
)
WORDS = ("build", "--jobs", "1")
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")


@dataclass(frozen=True)
class Point:
    """One call that can fail: the k-th of its name."""

    call: str
    number: int
    shown: str


def traced(process: Process, *words: str) -> Done:
    """Run a waiting process below strace."""
    tracer = subprocess.Popen(["strace", "-f", "-qq", "-p", str(process.pid), *words], stderr=subprocess.DEVNULL)
    while "TracerPid:\t0\n" in Path(f"/proc/{process.pid}/status").read_text():
        check(tracer.poll() is None, "strace can attach to a process")
        time.sleep(0.002)
    process.go()
    done = process.wait()
    tracer.wait()
    return done


def points(ground: Ground, words: tuple[str, ...]) -> list[Point]:
    """The calls that change the disk, in a run without fault; what is told to the editor is none of them."""
    log = ground.folder / "calls"
    done = traced(
        ground.begin(*words, hold=True), "-e", f"trace={','.join(CALLS)}", "-e", "signal=none", "-o", str(log)
    )
    check(done.code == 0, "a run without fault succeeds:", done)
    counted: Counter[str] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if match := _CALL.match(line):
            call, arguments = match.groups()
            counted[call] += 1
            told = call == "write" and arguments.startswith(("1,", "2,"))
            reads = call == "openat" and "O_CREAT" not in arguments
            if not told and not reads:
                found.append(Point(call, counted[call], arguments[:120]))
    return found


@dataclass(frozen=True)
class Scene:
    """A command on a site in a certain state: what is out, what will be, and which tree is the one before."""

    name: str
    words: tuple[str, ...]
    start: Path
    old: Print
    new: Print
    edit: Callable[[Path], None] | None = None  # once it is built again, so that nothing but articles has changed

    def begin(self, ground: Ground) -> None:
        """Bring about its state."""
        ground.restore(self.start)
        if self.edit:
            ground.build()
            ground.settle()
            self.edit(ground.site)


def _reword(site: Path) -> None:
    path = site / "content/articles/2024/thi-dua.md"  # one that is out
    path.write_text(path.read_text() + "\nThêm buổi tối.\n")


def _add(site: Path) -> None:
    new(site, random.Random(2))


def scenes(ground: Ground) -> Iterator[Scene]:
    """The first build of a site, the way back, a small edit, the same after a build that died, edits of articles alone."""
    pick = random.Random(1)
    start = ground.save("bare")
    yield Scene("first build", WORDS, start, {}, ground.build())
    for _ in range(3):
        new(ground.site, pick)
        ground.build()
    old, before = prints(ground.output), ground.before()
    yield Scene("way back", (*WORDS, "--rollback"), ground.save("back"), old, before)
    remove(ground.site, pick)
    new(ground.site, pick)
    lengthen(ground.site, pick)
    start, died = ground.save("edited"), ground.save("died")
    (died / ".congtin/output.spare").rename(died / ".congtin/output.staging")
    made = ground.build()
    yield Scene("edit", WORDS, start, old, made)
    yield Scene("edit after a death", WORDS, died, old, made)
    start = ground.save("built")
    for name, edit in (("edit of words", _reword), ("new article", _add)):
        ground.restore(start)
        edit(ground.site)
        yield Scene(name, (*WORDS, "--timings"), start, made, ground.build(), edit)


def calls(folder: Path, every: int, seed: int) -> Iterator[str]:
    """Make every so-many-th call fail, in each scene, from one that the seed chooses; yields what went wrong."""
    check(shutil.which("strace") is not None, "strace is installed (apt install strace)")
    for scene in list(scenes(ground := Ground(folder))):
        check(scene.old != scene.new, "the site changes:", scene.name)
        scene.begin(ground)
        found = points(ground, scene.words)
        tried = failed = 0
        for point in found[seed % every :: every]:
            for error in ERRORS:
                scene.begin(ground)
                rule = f"inject={point.call}:error={error}:when={point.number}"
                done = traced(
                    ground.begin(*scene.words, hold=True), "-e", f"trace={point.call}", "-e", rule, "-o", "/dev/null"
                )
                tried += 1
                failed += done.code != 0
                try:
                    _judge(ground, scene, done)
                except Broken as broken:
                    yield f"{scene.name}: {error} at {point.call} {point.number} ({point.shown}): {broken}"
        kinds = ", ".join(f"{name} {count}" for name, count in Counter(point.call for point in found).items())
        print(f"  {scene.name}: {tried} faults at {len(found)} calls ({kinds}); {failed} stopped the run")


def _judge(ground: Ground, scene: Scene, done: Done) -> None:
    out = prints(ground.output)
    check("Traceback" not in done.said, "no traceback:", done)
    if done.code == 0:
        check(out == scene.new, "success means the new site:", done)
    else:
        check(done.code == 1, "the code is 1:", done)
        check("xin" in done.said.lower(), "a message with a remedy:", done)
        check(out == scene.old, "failure means the old site:", done)
    again = ground.run(*scene.words) if done.code else done
    check(again.code == 0, "the next run succeeds:", again)
    if "--rollback" not in scene.words:
        ground.build()  # for a run that had only its cleaning spoilt
    check(prints(ground.output) == scene.new, "and makes the new site")
    with suppress(FileNotFoundError):
        check(not ground.litter(), "no litter:", ground.litter())
