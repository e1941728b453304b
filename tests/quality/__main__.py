"""``make quality``: build the site, let every judge look at it, print one table; 1 when a goal is missed."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from quality import pages, subscriptions
from quality.hosting import hosted
from quality.screens import screens
from quality.verdict import Verdict, table

ROOT = Path(__file__).resolve().parents[2]
JUDGES = ("feeds", "html", "links", "screens", "browser", "lighthouse")


def main(words: list[str] | None = None) -> int:
    """Run the judges named, all by default."""
    parser = argparse.ArgumentParser(prog="python -m quality", description=__doc__)
    parser.add_argument("judges", nargs="*", metavar="judge", help=f"of {', '.join(JUDGES)}; all by default")
    parser.add_argument("--site", type=Path, help="a site built already; by default the checkout's content is built")
    parser.add_argument("--keep", action="store_true", help="screens: keep what is seen now instead of comparing")
    given = parser.parse_args(words)
    if unknown := set(given.judges) - set(JUDGES):
        parser.error(f"no such judge: {', '.join(sorted(unknown))}")
    with TemporaryDirectory() as folder:
        site = given.site.resolve() if given.site else built(Path(folder) / "output")
        verdicts = list(judged(site, given.judges or JUDGES, given.keep))
    print(table(verdicts))
    return int(not all(verdict.reached for verdict in verdicts))


def built(output: Path) -> Path:
    """The site of the checkout, built as its editors build it."""
    subprocess.run([sys.executable, "-m", "congtin", "build", "--output", str(output)], cwd=ROOT, check=True)
    return output


def judged(site: Path, names: Iterable[str], keep: bool = False) -> Iterable[Verdict]:
    """The verdicts of the judges named, the quick ones first."""
    names = set(names)
    if "feeds" in names:
        yield from subscriptions.feeds(site)
    if "html" in names:
        yield pages.html(site)
    if "links" in names:
        yield pages.links(site, program("lychee"))
    if "screens" in names:
        yield from screens(browser(), keep)
    looking: dict[str, Callable[[Path, str, str], Iterable[Verdict]]] = {
        "browser": pages.in_browser,
        "lighthouse": pages.lighthouse,
    }
    with hosted(site) as host:
        for name, judge in looking.items():
            if name in names:
                yield from judge(site, host, browser())


def program(name: str) -> str:
    """A program beside this Python, or on PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name) or name


def browser() -> str:
    """The Chromium of the browser tests."""
    done = subprocess.run(["sh", str(ROOT / "tests/browser/get-browser")], capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
