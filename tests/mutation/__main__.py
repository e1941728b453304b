"""``python -m mutation``: the mutation score of the check on the site's articles, by class of slip.

Exit 1 when less than 99 % of all, or 97 % of a class, is caught.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from congtin.checks import check_site
from congtin.finding import Severity
from congtin.reading.catalogue import read_catalogue
from congtin.reading.stories import read_stories
from mutation.mutants import alters, caught, mutants

ROOT = Path(__file__).parents[2]
OVERALL, EACH = 0.99, 0.97


def judge(job: tuple[Path, int]) -> tuple[Counter[str], Counter[str], list[str]]:
    """All mutants of one article: how many there are and how many were caught, by class; the escapes."""
    root, number = job
    catalogue = read_catalogue(root, root / "content")
    story = read_stories(root, root / "content", catalogue)[number]
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    escapes = []
    for mutant in mutants(story):
        changed = alters(mutant, story, catalogue)
        if changed is None:
            continue
        total[mutant.slip] += 1
        if caught(mutant, changed, story, catalogue):
            hits[mutant.slip] += 1
        else:
            line = mutant.text.count("\n", 0, mutant.offset) + 1
            escapes.append(f"{story.path}:{line}: {mutant}")
    return total, hits, escapes


def main() -> int:
    """Print the table and, below it, what escaped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", nargs="?", type=Path, default=ROOT, help="the site (default: this one)")
    root = parser.parse_args().root.resolve()
    catalogue = read_catalogue(root, root / "content")
    stories = read_stories(root, root / "content", catalogue)
    loud = [item for item in check_site(stories, catalogue=catalogue).findings if item.severity is not Severity.NOTE]
    print(f"{len(stories)} articles; errors and warnings on the clean site: {len(loud)}")
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for counted, found, escapes in pool.map(judge, [(root, number) for number in range(len(stories))]):
            total += counted
            hits += found
            for escape in escapes:
                print(f"  {escape}")
    for slip in total:
        print(f"{slip:16} {hits[slip]:6} / {total[slip]:6} = {hits[slip] / total[slip]:.4f}")
    overall = hits.total() / total.total()
    print(f"{'all':16} {hits.total():6} / {total.total():6} = {overall:.4f}")
    good = not loud and overall >= OVERALL and all(hits[slip] / total[slip] >= EACH for slip in total)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
