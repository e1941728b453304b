"""Whether there is anything to build at all: asked before Pelican and all readers are loaded."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from congtin import resources
from congtin.portal.cache import Cache
from congtin.portal.generations import FACT as GENERATION
from congtin.portal.generations import Generation
from congtin.portal.keys import code
from congtin.portal.places import Places
from congtin.portal.site import Site
from congtin.portal.stamps import Stamps, digest, is_settled, scan
from congtin.portal.trees import mark

FACT = "inputs"


@dataclass(frozen=True, slots=True)
class Past:
    """A build that was published: its tree, what it was made from, since and until when it is right, what it told."""

    tree: str  # its mark
    inputs: str
    since: str
    until: str
    articles: int
    files: int
    told: str
    closing: str

    def note(self, cache: Cache) -> None:
        """Keep it for the next build."""
        cache.put_fact(FACT, json.dumps(asdict(self), ensure_ascii=False))
        cache.save()

    def holds(self, now: datetime) -> bool:
        """Whether the same articles are out at another time."""
        until = datetime.fromisoformat(self.until) if self.until else None
        return datetime.fromisoformat(self.since) <= now and (until is None or now < until)


def watched(site: Site, theme: Path) -> Stamps:
    """The stamps of all files that a site is made from, besides its settings."""
    own = scan(site.root, [site.content])
    return own | {f"theme/{path}": stamp for path, stamp in scan(theme, [theme]).items()}


def inputs(site: Site, settings: Mapping[str, Any], stamps: Stamps) -> str:
    """The digest of all that a site is made from; empty when a file is too fresh to tell by its stamp."""
    now = time.time_ns()
    if not all(is_settled(stamp, now) for stamp in stamps.values()):
        return ""
    return digest(code(), repr(site), repr(sorted(settings.items())), *_flat(stamps))


def _flat(stamps: Stamps) -> Iterable[str]:
    return (f"{path} {stamps[path]}" for path in sorted(stamps))


def theme_of(site: Site, settings: Mapping[str, Any]) -> Path:
    """The theme's folder as the settings name it; ours where they name none."""
    given = site.root / str(settings.get("THEME", ""))
    return given if "THEME" in settings and given.is_dir() else resources.theme()


def past(site: Site, settings: Mapping[str, Any], output: Path, now: datetime) -> Past | None:
    """The last build, where it was made from what lies there now and its output is as it left it."""
    try:
        places, tree = Places(output), mark(output)
        known = GENERATION + tree
        facts = Cache.peek(places.cache, (FACT, known))
        found = Past(**json.loads(facts[FACT]))
        if found.tree != tree or not places.are_settled:  # the way back was taken, or someone died
            return None
        if not found.inputs or not found.holds(now):
            return None
        if found.inputs != inputs(site, settings, watched(site, theme_of(site, settings))):
            return None
        generation = Generation.read(facts[known])
        lying = generation.lying(output)
    except (OSError, KeyError, ValueError, TypeError):
        return None
    return found if lying == {path: item[2:] for path, item in generation.files.items()} else None
