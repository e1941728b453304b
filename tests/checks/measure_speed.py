"""Prints the CPU time of binding and rules for an article, and of `congtin check` on one. Not a test.

Usage: PYTHONPATH=plugins python tests/checks/measure_speed.py [SITE]   (default: the site of this repository)

The site is copied and its cache made warm, as a build leaves it. Each figure is the best of several rounds, since other
work on the machine only ever adds.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 9
HERE = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else HERE).resolve()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "site")
        copy.mkdir()
        shutil.copytree(site / "content", copy / "content")
        shutil.copy(site / "pelicanconf.py", copy)
        _rules(copy)
        _commands(copy)


def _rules(root: Path) -> None:
    from congtin.checks import STANDARD, check_story
    from congtin.checks.binding import bind
    from congtin.checks.rules import Examined
    from congtin.portal.site import Site

    site = Site.from_file(root / "pelicanconf.py")
    catalogue = site.catalogue()
    stories = site.stories(catalogue)
    print(f"{len(stories)} articles, ms CPU for one")
    _tell("binding", _best(lambda: [bind(story) for story in stories]) / len(stories))
    _tell("binding and rules", _best(lambda: [check_story(story, catalogue) for story in stories]) / len(stories))
    examined = [Examined.of(story, bind(story), catalogue) for story in stories]
    costs = {rule.code: _best(lambda rule=rule: [list(rule.findings(item)) for item in examined]) for rule in STANDARD}
    for code in sorted(costs, key=lambda code: -costs[code])[:5]:
        _tell(f"  {code}", costs[code] / len(stories))


def _commands(root: Path) -> None:
    from congtin.portal.cache import Cache, cache_of
    from congtin.portal.edition import Edition
    from congtin.portal.keys import reading_key
    from congtin.portal.library import Library
    from congtin.portal.options import Options
    from congtin.portal.site import Site
    from congtin.portal.stamps import scan

    time.sleep(2.1)  # stamps are believed when they are two seconds old
    site = Site.from_file(root / "pelicanconf.py")
    file = cache_of(site.output)
    file.parent.mkdir()
    cache = Cache(file, reading_key(site))
    library = Library(site, site.catalogue(), cache, scan(site.root, [site.content]), 1)
    Edition.read(library, Options())  # reads, checks and keeps all, as a build does
    cache.save()
    cache.close()
    article = root / library.stories[0].path
    print("the whole process, ms CPU")
    _tell("python alone", _process(["-c", "pass"], root))
    _tell("check ONE.md, unchanged", _process(["-m", "congtin", "check", str(article)], root))
    with article.open("a", encoding="utf-8") as handle:
        handle.write("\n")
    _tell("check ONE.md, changed", _process(["-m", "congtin", "check", str(article)], root))


def _best(work) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _process(words: list[str], folder: Path) -> float:
    path = os.pathsep.join([str(HERE / "plugins"), os.environ.get("PYTHONPATH", "")])
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, *words]
        subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def _tell(what: str, seconds: float) -> None:
    print(f"{what:26}{seconds * 1000:8.2f}")


if __name__ == "__main__":
    main()
