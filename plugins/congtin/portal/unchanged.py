"""What has changed since the last build: asked before Pelican and all readers are loaded."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from congtin import resources
from congtin.finding import Finding
from congtin.portal.basis import Basis
from congtin.portal.cache import Cache, Known, state_of
from congtin.portal.generations import Generation, Seen
from congtin.portal.keys import code, reading_key, versions
from congtin.portal.places import Places
from congtin.portal.site import Site
from congtin.portal.stamps import Stamps, digest, is_settled, scan
from congtin.portal.trees import mark
from congtin.reading.files import ARTICLES, is_walked, read_source
from congtin.text import Source
from congtin.values import dataclass

FACT = "past"
MOST = 20  # articles that are read to see whether they say what they said; of more, the build finds out


@dataclass(frozen=True, slots=True)
class Past:
    """A build that was published: its tree, what it was made from, since and until when it is right, what it told."""

    tree: str  # its mark
    inputs: str  # the digest of all but the articles
    articles: str  # the digest of these
    fresh: tuple[str, ...]  # those that had changed too shortly before to be known by their stamps
    since: str
    until: str
    count: int  # of the articles that are out
    files: int
    told: str
    closing: str

    def note(self, cache: Cache) -> None:
        """Keep it for the next build."""
        told = {name: getattr(self, name) for name in self.__match_args__}
        cache.put_fact(FACT, json.dumps(told, ensure_ascii=False))
        cache.save()

    def holds(self, now: datetime) -> bool:
        """Whether the same articles are out at another time."""
        until = datetime.fromisoformat(self.until) if self.until else None
        return datetime.fromisoformat(self.since) <= now and (until is None or now < until)


@dataclass(frozen=True, slots=True)
class Sight:
    """What lies there, of which nothing but articles has changed since a build.

    ``moved`` are those that have come, or do not lie as they did when they were read; None where some have gone.
    ``changed`` are those that say something else; None where some have come or gone, or there are many.
    """

    site: Site
    theme: Path
    output: Path
    past: Past
    basis: Basis | None  # where something has changed
    stamps: Stamps
    known: Mapping[str, Known]
    lying: Seen
    moved: frozenset[str] | None
    changed: tuple[Source, ...] | None

    @property
    def few(self) -> bool:
        """Whether there is little to be read."""
        return self.moved is not None and len(self.moved) <= MOST


def watched(site: Site, theme: Path) -> Stamps:
    """The stamps of all files that a site is made from, besides its settings."""
    own = scan(site.root, [site.content])
    return own | {f"theme/{path}": stamp for path, stamp in scan(theme, [theme]).items()}


def inputs(site: Site, settings: Mapping[str, Any], stamps: Stamps) -> str:
    """The digest of all that a site is made from but the articles; empty when a file is too fresh to tell."""
    now, inside = time.time_ns(), _folder(site)
    others = {path: stamp for path, stamp in stamps.items() if not path.startswith(inside)}
    if not all(is_settled(stamp, now) for stamp in others.values()):
        return ""
    return digest(code(), versions(), repr(site), repr(sorted(settings.items())), *_flat(others))


def _folder(site: Site) -> str:
    """Where articles lie, as stamps name it."""
    return f"{site.content}/{ARTICLES}/"[len(str(site.root)) + 1 :]


def fresh(stamps: Stamps, articles: Iterable[str]) -> tuple[str, ...]:
    """Those of the articles that have changed too shortly before to be known by their stamps."""
    now = time.time_ns()
    return tuple(sorted(path for path in articles if not is_settled(stamps.get(path, ""), now)))


def _flat(stamps: Stamps) -> Iterable[str]:
    return (f"{path} {stamps[path]}" for path in sorted(stamps))


def theme_of(site: Site, settings: Mapping[str, Any]) -> Path:
    """The theme's folder as the settings name it; ours where they name none."""
    given = site.root / str(settings.get("THEME", ""))
    return given if "THEME" in settings and given.is_dir() else resources.theme()


def sight(site: Site, settings: Mapping[str, Any], output: Path, now: datetime) -> Sight | None:
    """What has changed since the last build, where that is no more than articles, if anything.

    None where a build must find out.
    """
    places, theme = Places(output), theme_of(site, settings)
    cache = Cache(places.cache, reading_key(site), write=False)
    try:
        tree = mark(output)
        past = Past(**json.loads(cache.fact(FACT) or "{}"))
        if past.tree != tree or not places.are_settled:  # the way back was taken, or someone died
            return None
        if not past.inputs or not past.holds(now):
            return None
        stamps, known = watched(site, theme), cache.known()
        if past.inputs != inputs(site, settings, stamps) or past.articles != state_of(known.items()):
            return None
        moved = _moved(site, stamps, known, past.fresh)
        changed = None if moved is None else _changed(site, known, moved)
        generation = Generation.load(cache, output)
        if generation is None or not (seen := generation.seen(output)).is_intact:
            return None
        basis = None if changed == () else Basis.read(cache)
    except (OSError, ValueError, TypeError):
        return None
    finally:
        cache.close()
    return Sight(site, theme, output, past, basis, stamps, known, seen, moved, changed)


def _moved(site: Site, stamps: Stamps, known: Mapping[str, Known], fresh: Iterable[str]) -> frozenset[str] | None:
    """The articles at which somebody must look; None where known ones are gone: perhaps their folder is shut."""
    moved = {path for path, item in known.items() if item.stamp.partition("|")[0] != stamps.get(path)}
    moved.update(fresh)
    if not moved <= stamps.keys():
        return None
    inside = _folder(site)
    others = (path for path in stamps if path.startswith(inside) and path not in known)
    return frozenset(moved).union(path for path in others if is_walked(path[len(inside) :]))


def _changed(site: Site, known: Mapping[str, Known], moved: frozenset[str]) -> tuple[Source, ...] | None:
    """Those of the articles that say something else than they did; None where that may not be all."""
    if len(moved) > MOST or not moved <= known.keys():
        return None
    found = []
    for path in sorted(moved):
        source = read_source(site.root, site.root / path)
        if isinstance(source, Finding):
            return None
        if not known[path].digest.startswith(digest(source.text)):
            found.append(source)
    return tuple(found)
