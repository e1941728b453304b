"""Feeds as aggregators and readers see them: our linters, feedparser, newsboat, and the three formats side by side."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import feedparser

from publishing.feed_formats import lint_atom, lint_json, told_by_atom, told_by_json, told_by_rss
from publishing.feed_linter import lint
from publishing.feed_rules import lint_opml
from quality.verdict import Verdict, count

LINTERS: dict[str, Callable[[bytes], list[str]]] = {"rss.xml": lint, "atom.xml": lint_atom, "feed.json": lint_json}


def feeds(site: Path) -> Iterator[Verdict]:
    """Every feed of the site."""
    found = [file for name in LINTERS for file in sorted(site.rglob(name))]
    named = {file: file.relative_to(site).as_posix() for file in found}
    faults = [f"{named[file]}: {text}" for file in found for text in LINTERS[file.name](file.read_bytes())]
    yield count("feed linters", faults, f"{len(found)} feeds")
    xml = [file for file in found if file.suffix == ".xml"]
    yield count(
        "feedparser", [f"{named[file]}: {text}" for file in xml for text in _unreadable(file)], f"{len(xml)} feeds"
    )
    folders = [file.parent for file in found if file.name == "rss.xml"]
    apart = [named[folder / "rss.xml"] for folder in folders if not _agree(folder)]
    yield count("formats that disagree", apart, f"{len(folders)} feeds")
    data = (site / "nguon-rss.opml").read_bytes()
    opml = lint_opml(data, ElementTree.fromstring(data))
    unlisted = sorted(_listed(site) ^ {named[folder / "rss.xml"] for folder in folders})
    yield count("OPML and the feeds there are", [*opml, *unlisted], "1 list")
    yield _newsboat(xml, named)


def _unreadable(file: Path) -> Iterator[str]:
    read = feedparser.parse(file.read_bytes())
    if read.bozo:
        yield str(read.bozo_exception)
    if len(read.entries) != file.read_bytes().count(b"<item>") + file.read_bytes().count(b"<entry>"):
        yield "not every item was read"


def _agree(folder: Path) -> bool:
    told = [
        told_by_rss((folder / "rss.xml").read_bytes()),
        told_by_atom((folder / "atom.xml").read_bytes()),
        told_by_json((folder / "feed.json").read_bytes()),
    ]
    return told[0] == told[1] == told[2]


def _listed(site: Path) -> set[str]:
    root = ElementTree.parse(site / "nguon-rss.opml").getroot()
    return {node.get("xmlUrl", "").split("/", 3)[3] for node in root.iter("outline") if node.get("xmlUrl")}


def _newsboat(files: list[Path], named: dict[Path, str]) -> Verdict:
    """Newsboat lists every item, a feed at a time: it keys items by guid over all the feeds of one cache."""
    program = shutil.which("newsboat")
    if program is None:
        return Verdict("newsboat", "not installed", "0", False, ("install newsboat (Debian: apt install newsboat)",))
    return count(
        "newsboat", [text for file in files for text in _missing(program, file, named[file])], f"{len(files)} feeds"
    )


def _missing(program: str, file: Path, name: str) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "urls").write_text(f"file://{file}\n", encoding="utf-8")
        base = [program, "-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", os.devnull, "-x"]
        environment = {**os.environ, "HOME": folder, "LANG": "C.UTF-8"}
        for word in ("reload", "print-unread"):
            done = subprocess.run(
                [*base, word], env=environment, capture_output=True, text=True, check=False, timeout=60
            )
        expected = file.read_bytes().count(b"<item>") + file.read_bytes().count(b"<entry>")
        if done.stdout.split()[:1] != [str(expected)]:
            yield f"{name}: {done.stdout.strip() or done.stderr.strip()}, expected {expected}"
