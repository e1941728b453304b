"""Kin: who is related to whom, kept from build to build; found anew only around the articles that have changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from congtin.catalogue import Catalogue
from congtin.portal.cache import Cache
from congtin.portal.shelf import face
from congtin.publishing.related import Relatives, Traits, traits
from congtin.story import Story


def kin(stories: Sequence[Story], catalogue: Catalogue, cache: Cache) -> Mapping[str, tuple[str, ...]]:
    """The paths of the related articles of each of these, newest first; what was found is kept."""
    kept = cache.kin()
    faces = {story.path: face(story) for story in stories}
    fresh = {story.path: story for story in stories if story.path not in kept or kept[story.path][0] != face(story)}
    told = {path: kept[path][1] for path in faces.keys() & kept.keys()}
    told |= {path: _told(story, catalogue) for path, story in fresh.items()}
    found = {path: tuple(filter(None, kept[path][2].split("\n"))) if path in kept else () for path in faces}
    gone = kept.keys() - faces.keys()
    turned = {path for path in fresh if path not in kept or kept[path][1] != told[path]}
    if turned or gone:
        before = [kept[path][1] for path in gone | turned & kept.keys()]
        found |= _found([told[path] for path in faces], list(faces), turned, before)
    changed = [path for path in faces if path in fresh or "\n".join(found[path]) != kept[path][2]]
    if changed or gone:
        rows = ((path, faces[path], told[path], "\n".join(found[path])) for path in changed)
        cache.put_kin(gone if kept else None, rows)
        cache.save()  # workers will read there, and would wait for who writes
    return found


def _found(told: list[str], paths: list[str], turned: Collection[str], before: list[str]) -> dict[str, tuple[str, ...]]:
    """The relatives of those around the articles that have turned, or were like ``before``."""
    known = _read(told)
    relatives = Relatives(known)
    at = {path: index for index, path in enumerate(paths)}
    touched = own = {at[path] for path in turned}
    if len(own) < len(paths):
        touched = relatives.touched([*_read(before), *(known[index] for index in own)]) | own
    return {paths[index]: tuple(paths[other] for other in relatives.of(index)) for index in touched}


def _told(story: Story, catalogue: Catalogue) -> str:
    """The traits of an article, and what decides where it stands among those of its moment."""
    return json.dumps([*traits(story, catalogue), story.category, story.slug], ensure_ascii=False)


def _read(texts: list[str]) -> list[Traits]:
    rows = json.loads(f"[{','.join(texts)}]")
    return [Traits(name, moment, tuple(shared), tuple(named)) for name, moment, shared, named, *_ in rows]
