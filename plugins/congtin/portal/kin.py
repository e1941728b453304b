"""Kin: who is related to whom, kept from build to build; found anew only around the articles that have changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from congtin.catalogue import Catalogue
from congtin.portal.cache import Cache
from congtin.portal.shelf import face
from congtin.publishing.related import Relatives, Traits, traits
from congtin.story import Story


def kin(stories: Sequence[Story], catalogue: Catalogue, cache: Cache) -> Mapping[str, tuple[str, ...]]:
    """The paths of the related articles of each of these, newest first; what was found is kept."""
    kept = cache.kin()
    known = {story.path: kept[story.path] for story in stories if story.path in kept}
    faces = {story.path: face(story) for story in stories}
    fresh = {path for path, own in faces.items() if path not in known or known[path][0] != own}
    all_traits = [traits(story, catalogue) if story.path in fresh else _read(known[story.path][1]) for story in stories]
    relatives = Relatives(all_traits)
    at = {story.path: index for index, story in enumerate(stories)}
    touched = {at[path] for path in fresh}
    if len(touched) < len(stories):
        before = [_read(kept[path][1]) for path in kept.keys() - at.keys() | fresh & known.keys()]
        touched |= relatives.touched([*before, *(all_traits[at[path]] for path in fresh)])
    found = {path: tuple(filter(None, related.split("\n"))) for path, (_, _, related) in known.items()}
    changed = []
    for index in touched:
        path = stories[index].path
        found[path] = tuple(stories[other].path for other in relatives.of(index))
        changed.append((path, faces[path], json.dumps(all_traits[index], ensure_ascii=False), "\n".join(found[path])))
    gone = kept.keys() - at.keys()
    if changed or gone:
        cache.put_kin(gone if kept else None, changed)
        cache.save()  # workers will read there, and would wait for who writes
    return found


def _read(text: str) -> Traits:
    name, moment, shared, named = json.loads(text)
    return Traits(name, moment, tuple(shared), tuple(named))
