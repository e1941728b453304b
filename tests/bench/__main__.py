"""``make bench``: cold build, no change, body edit, title edit of the newest article, new article; and how both grow.

``BENCH_N`` names the sizes, as in ``BENCH_N=1000,10000``. Every build is a process of its own, timed from outside: wall
and CPU seconds, peak memory of the largest process, files written. Where vanilla Pelican's rival Hugo or other
generators are to be laid beside, build the same corpus with them on the same machine in the same hour: figures of
different moments do not compare.
"""

from __future__ import annotations

import itertools
import math
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import corpus

ROOT = Path(__file__).resolve().parents[2]
DATE = re.compile(r"^date: (.*)$", re.MULTILINE)
HEAD = f"{'articles':>8} {'build':16} {'wall s':>8} {'CPU s':>8} {'MiB':>6} {'written':>8} {'files':>7}"


@dataclass(frozen=True)
class Measured:
    """One build: seconds by the clock and of the processors, MiB of the largest process, files written, files."""

    wall: float
    cpu: float
    memory: float
    written: int
    files: int


def build(site: Path) -> Measured:
    """Build a site with the command, in a process of its own."""
    before = _times(site / "output")
    start = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    with open(site / "build.log", "ab") as log:
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "congtin", "build", "--settings", str(site / "pelicanconf.py")],
            environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), fd) for fd in (1, 2)],
        )
        _, status, used = os.wait4(pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"the build failed:\n{(site / 'build.log').read_text()[-2000:]}")
    after = _times(site / "output")
    written = sum(before.get(path) != changed for path, changed in after.items())
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, written, len(after))


def _times(folder: Path) -> dict[str, int]:
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            found[path] = os.stat(path).st_mtime_ns
    return found


def edit_body(article: Path) -> None:
    """A sentence more, without a number."""
    article.write_text(article.read_text() + "\nSố liệu được cập nhật theo báo cáo mới nhất của cơ sở.\n")


def edit_title(article: Path) -> None:
    """Two words more in the title."""
    article.write_text(re.sub(r"(?m)^(title: .*)$", r"\1 (bản mới)", article.read_text(), count=1))


def add(article: Path) -> None:
    """A copy under a name and an id of its own, a minute younger."""
    text = article.read_text().replace(f"id: {article.stem}", f"id: {article.stem}-moi", 1)
    article.with_name(f"{article.stem}-moi.md").write_text(text.replace(":00+07:00", ":30+07:00", 1))


def scenarios(articles: list[Path]) -> Iterator[tuple[str, Callable[[], None]]]:
    """What happens before each build, in turn; articles are given from the oldest to the newest."""
    middle, newest = articles[len(articles) // 2], articles[-1]
    yield "cold", lambda: None
    yield "no change", lambda: None
    yield "body edit", lambda: edit_body(middle)
    yield "newest title", lambda: edit_title(newest)
    yield "new article", lambda: add(newest)


def measure(count: int) -> dict[str, Measured]:
    """All builds of a corpus of that size."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="congtin-bench-") as folder:
        site = Path(folder)
        shutil.copy(ROOT / "pelicanconf.py", site)
        shutil.copytree(ROOT / "theme", site / "theme")
        corpus.write(site, count)
        articles = sorted(
            (site / "content/articles").rglob("*.md"),
            key=lambda path: DATE.search(path.read_text())[1],  # type: ignore[index]
        )
        for name, change in scenarios(articles):
            time.sleep(2.1)  # until what was written before can be told by its stamp
            change()
            found[name] = build(site)
            row = found[name]
            numbers = f"{row.wall:8.2f} {row.cpu:8.2f} {row.memory:6.0f} {row.written:8} {row.files:7}"
            print(f"{count:8} {name:16} {numbers}", flush=True)
    return found


def main() -> None:
    """Measure every size, then say how the cold build grows from one to the next."""
    sizes = [int(size) for size in os.environ.get("BENCH_N", "1000").split(",")]
    print(HEAD)
    cold = {count: measure(count)["cold"] for count in sizes}
    for less, more in itertools.pairwise(sizes):
        slope = math.log(cold[more].cpu / cold[less].cpu) / math.log(more / less)
        print(f"growth {less} → {more}: CPU of the cold build to the power of {slope:.2f}")


if __name__ == "__main__":
    main()
