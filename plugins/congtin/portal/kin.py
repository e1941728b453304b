"""Kin: who is related to whom, kept from build to build; found anew only around the articles that have changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.portal.cache import Cache, Kin
from congtin.portal.shelf import face
from congtin.publishing.related import Relatives, Traits, traits
from congtin.story import Story


class Kinship(NamedTuple):
    """The related articles ``of`` each, newest first, by their paths; for those ``turned``, others than were kept."""

    of: Mapping[str, tuple[str, ...]]
    turned: frozenset[str]


def kin(stories: Sequence[Story], catalogue: Catalogue, cache: Cache) -> Kinship:
    """Who is related to whom among these; what was found is kept."""
    return _around(cache.kin(), stories, catalogue, cache)


def _around(kept: Mapping[str, Kin], stories: Sequence[Story], catalogue: Catalogue, cache: Cache) -> Kinship:
    """The same where these are kept."""
    faces = {story.path: face(story) for story in stories}
    fresh = [story for story in stories if story.path not in kept or kept[story.path].face != face(story)]
    told = {story.path: _told(story, catalogue) for story in fresh}
    found = {path: kept[path].related if path in kept else "" for path in faces}
    gone = kept.keys() - faces.keys()
    turned = {path for path, text in told.items() if path not in kept or cache.traits_of(path) != text}
    changed = set(told)
    if turned or gone:
        known = cache.traits() if kept else {}
        if known.keys() != kept.keys():
            return _around({}, stories, catalogue, cache)
        before = [known[path] for path in gone | turned & kept.keys()]
        told = known | told
        around = _found([told[path] for path in faces], list(faces), turned, before)
        changed.update(path for path, related in around.items() if related != found[path])
        found |= around
    if changed or gone:
        rows = {Kin(path, faces[path], found[path]): told[path] for path in changed}
        cache.put_kin(gone if kept else None, rows)
        cache.save()  # workers will read there, and would wait for who writes
    of = {path: tuple(related.split("\n")) if related else () for path, related in found.items()}
    return Kinship(of, frozenset(changed))


def _found(told: list[str], paths: list[str], turned: Collection[str], before: list[str]) -> dict[str, str]:
    """The relatives, a line each, of those around the articles that have turned, or were like ``before``."""
    known = _read(told)
    relatives = Relatives(known)
    at = {path: index for index, path in enumerate(paths)}
    touched = own = {at[path] for path in turned}
    if len(own) < len(paths):
        touched = relatives.touched([*_read(before), *(known[index] for index in own)]) | own
    return {paths[index]: "\n".join(paths[other] for other in relatives.of(index)) for index in touched}


def _told(story: Story, catalogue: Catalogue) -> str:
    """The traits of an article, and what decides where it stands among those of its moment."""
    return json.dumps([*traits(story, catalogue), story.category, story.slug], ensure_ascii=False)


def _read(texts: list[str]) -> list[Traits]:
    rows = json.loads(f"[{','.join(texts)}]")
    return [Traits(name, moment, tuple(shared), tuple(named)) for name, moment, shared, named, *_ in rows]
