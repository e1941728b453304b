"""Keys: what everything that is kept from one build to the next depends on besides the articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from congtin.portal.cache import SCHEMA
from congtin.portal.site import Site
from congtin.portal.stamps import digest

PACKAGE = Path(__file__).resolve().parents[1]
READERS = ("beautifulsoup4", "markdown", "nh3", "pyyaml")
PRINTERS = ("feedgen", "jinja2", "lxml", "markupsafe", "pelican", "resvg-py", "xlsxwriter")


def reading_key(site: Site) -> str:
    """What the reading and the check of an article depend on besides its own text."""
    catalogue = site.content / "catalogue"
    return digest(SCHEMA, code(), _versions(READERS), site.timezone, site.url, _relative(site), *contents(catalogue))


def versions() -> str:
    """The versions of all packages that have a part in reading or printing."""
    return _versions((*READERS, *PRINTERS))


def printing_key(site: Site, theme: Path, settings: str) -> str:
    """What the printing of a page depends on besides the articles; ``settings`` are Pelican's, as a text."""
    return digest(reading_key(site), _versions(PRINTERS), repr(site), settings, *contents(theme))


@cache
def code() -> str:
    """A digest of our own code."""
    return digest(sys.version, *contents(PACKAGE, (".py",)))


def contents(folder: Path, endings: Iterable[str] = ("",)) -> list[bytes]:
    """Names and bytes of the files below a folder, in the order of their paths."""
    top, wanted = os.fspath(folder), tuple(endings)
    found: list[bytes] = []
    for path, plain in sorted(_below(top)):
        if path.endswith(wanted):
            found += (os.fsencode(path[len(top) + 1 :]), _read(path) if plain else b"")
    return found


def _below(folder: str) -> Iterator[tuple[str, bool]]:
    """All that lies below a folder, and whether it is a plain file: pipes and the like are never opened."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path, entry.is_file()
        elif entry.name != "__pycache__":
            yield from _below(entry.path)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""  # whoever needs it says so


def _relative(site: Site) -> str:
    return os.path.relpath(site.content, site.root)


def _versions(names: tuple[str, ...]) -> str:
    return " ".join(f"{name}={_installed().get(name, '')}" for name in names)


@cache
def _installed() -> dict[str, str]:
    """The versions of the packages on the path, by the names of their folders; importlib.metadata is slow to load."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder):
                if name.endswith(".dist-info"):
                    package, _, version = name.removesuffix(".dist-info").partition("-")
                    found.setdefault(package.lower().replace("_", "-"), version)
    return found
