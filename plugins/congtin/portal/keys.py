"""Keys: what everything that is kept from one build to the next depends on besides the articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from congtin.portal.cache import SCHEMA
from congtin.portal.site import Site
from congtin.portal.stamps import digest

PACKAGE = Path(__file__).resolve().parents[1]
READERS = ("beautifulsoup4", "markdown", "nh3", "pyyaml")
PRINTERS = ("feedgen", "jinja2", "lxml", "markupsafe", "pelican", "resvg-py", "resvg_py")


def reading_key(site: Site) -> str:
    """What the reading and the check of an article depend on besides its own text."""
    catalogue = site.content / "catalogue"
    return digest(SCHEMA, code(), _versions(READERS), site.timezone, _relative(site), *contents(catalogue))


def printing_key(site: Site, theme: Path, settings: str) -> str:
    """What the printing of a page depends on besides the articles; ``settings`` are Pelican's, as a text."""
    return digest(reading_key(site), _versions(PRINTERS), repr(site), settings, *contents(theme))


@cache
def code() -> str:
    """A digest of our own code."""
    return digest(sys.version, *contents(PACKAGE, (".py",)))


def contents(folder: Path, endings: Iterable[str] = ("",)) -> list[bytes]:
    """Names and bytes of the files below a folder, in the order of their names."""
    found: list[bytes] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(name for name in names if name.endswith(tuple(endings))):
            path = Path(where, name)
            found.append(os.fsencode(path.relative_to(folder)))
            try:
                found.append(path.read_bytes() if path.is_file() else b"")
            except OSError:
                found.append(b"")  # whoever needs it says so
    return found


def _relative(site: Site) -> str:
    return os.path.relpath(site.content, site.root)


@cache
def _versions(names: tuple[str, ...]) -> str:
    return " ".join(f"{name}={_version(name)}" for name in names)


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and not always needed

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
