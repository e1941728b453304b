"""Two builds at once: one says so and goes, or comes after; the site and what lies beside it are whole."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from faults.ground import Broken, Ground, check, prints
from portal.edits import edit

SECONDS = ((), (), ("--no-cache",), ("--rollback",), ("--jobs", "2"))


def pairs(folder: Path, count: int, seed: int) -> Iterator[str]:
    """Let so many pairs of builds meet; yields what went wrong."""
    pick = random.Random(seed)
    ground = Ground(folder)
    for _ in range(3):
        edit(ground.site, pick)
        ground.build()
    ends: Counter[str] = Counter()
    for number in range(1, count + 1):
        edit(ground.site, pick)
        first = ground.begin("build")
        time.sleep(pick.uniform(0, 0.6))
        second = ground.begin("build", *pick.choice(SECONDS))
        done = [first.wait(), second.wait()]
        told = ["Đang có một lần dựng khác" in one.said for one in done]
        ends["one was told to wait" if any(told) else "one after the other"] += 1
        try:
            for one, waits in zip(done, told, strict=True):
                check(one.code == (1 if waits else 0), "each succeeds or says that another is at work:", one)
            check(not all(told), "one of them is at work:", *done)
            prints(ground.output)
            ground.before()
            new = ground.build()
            check(new == ground.anew(), "the next build makes the new site")
            check(not ground.litter(), "no litter:", ground.litter())
        except Broken as broken:
            yield f"seed {seed}, pair {number}: {broken}"
    print(f"  {count} pairs: {dict(ends)}")
