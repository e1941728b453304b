"""``python -m faults``: all judges, or those named; exit 1 when a promise was not kept."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from faults.caches import caches
from faults.calls import calls
from faults.ground import warm
from faults.kills import kills
from faults.pairs import pairs
from faults.sameness import matrix, sameness

Judge = Callable[[Path, argparse.Namespace], Iterator[str]]
JUDGES: dict[str, tuple[str, Judge]] = {
    "kills": ("builds killed at random moments", lambda folder, given: kills(folder, given.kills, given.seed)),
    "calls": ("system calls that fail", lambda folder, given: calls(folder, given.every, given.seed)),
    "pairs": ("two builds at once", lambda folder, given: pairs(folder, given.pairs, given.seed)),
    "bytes": ("the same bytes", lambda folder, given: sameness(folder, given.edits, given.seed, matrix())),
    "caches": ("spoilt caches", lambda folder, given: caches(folder, given.flips, given.seed)),
}


def main() -> int:
    """Run the judges, and print what they tried and what went wrong."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("judges", nargs="*", help=f"of {', '.join(JUDGES)}; all when none is named")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="for random moments and places")
    parser.add_argument("--kills", type=int, default=200, help="builds to kill")
    parser.add_argument(
        "--every", type=int, default=1, help="make only every so-many-th call fail, from one that the seed chooses"
    )
    parser.add_argument("--pairs", type=int, default=50, help="pairs of builds at once")
    parser.add_argument("--flips", type=int, default=1000, help="places of the cache to flip a bit at")
    parser.add_argument("--edits", type=int, default=50, help="edits before the bytes are compared")
    parser.add_argument("--folder", type=Path, help="where to work, on the file system to be tried")
    given = parser.parse_args()
    if unknown := set(given.judges) - set(JUDGES):
        parser.error(f"no judge {', '.join(sorted(unknown))}")
    warm()
    broken = 0
    with tempfile.TemporaryDirectory(prefix="congtin-faults-", dir=given.folder) as folder:
        for name in given.judges or JUDGES:
            title, judge = JUDGES[name]
            print(f"{title} (seed {given.seed})", flush=True)
            for fault in judge(Path(folder, name), given):
                broken += 1
                print(f"  BROKEN {fault}", flush=True)
    print(f"{broken} promises broken" if broken else "every promise was kept")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
