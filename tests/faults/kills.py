"""Builds killed at random moments: the site is the old one or the new one, and the next build heals all."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from faults.ground import Broken, Ground, Print, check, prints
from portal.edits import Edit, edit, lengthen

CHECKED = 10  # each so many kills, the healed site is compared with one made from nothing


def kills(folder: Path, count: int, seed: int) -> Iterator[str]:
    """Kill so many builds; yields what went wrong."""
    pick = random.Random(seed)
    ground = Ground(folder)
    for _ in range(3):
        edit(ground.site, pick)
        ground.build()
    lengths = {change: _length(ground, change, pick) for change in (edit, lengthen)}
    tried = early = 0
    while tried < count:
        ground.settle()
        old, before = prints(ground.output), ground.before()
        change = pick.choice(tuple(lengths))
        change(ground.site, pick)
        process = ground.begin("build", "--jobs", pick.choice("13"))
        begun = time.monotonic()
        time.sleep(pick.uniform(0, lengths[change]))
        pick.choice((process.kill, process.kill_alone))()
        done = process.wait()
        process.workers_end()
        if done.code != -9:  # it had ended before
            lengths[change] = time.monotonic() - begun
            early += 1
            continue
        lengths[change] *= 1.01  # so that the moments reach the very end
        tried += 1
        try:
            _judge(ground, old, before, tried)
        except Broken as broken:
            yield f"seed {seed}, kill {tried}: {broken}"
    print(f"  {tried} builds killed, {early} had ended before; the longest wait was {max(lengths.values()):.2f} s")


def _length(ground: Ground, change: Edit, pick: random.Random) -> float:
    """How long a build takes after a change, in seconds."""
    ground.settle()
    change(ground.site, pick)
    begun = time.monotonic()
    ground.build()
    return time.monotonic() - begun


def _judge(ground: Ground, old: Print, before: Print, number: int) -> None:
    out = prints(ground.output)
    back = ground.run("build", "--rollback")
    check(back.code == 0, "the way back is open:", back)
    led = prints(ground.output)
    ground.run("build", "--rollback")
    check(prints(ground.output) == out, "and twice is nothing")
    new = ground.build()
    check(out in (old, new), "the old site or the new one")
    check(led == (before if out == old else old), "it leads to the one before")
    check(not ground.litter(), "no litter:", ground.litter())
    if number % CHECKED == 0:
        check(new == ground.anew(), "healed is what a build from nothing makes")
