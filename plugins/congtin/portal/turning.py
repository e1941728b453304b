"""Turning: whose pages may show something else than they did, besides what stands on all of them.

A new title changes little: most articles are what they were, and so is all that lists show of their relatives. Ten
thousand pages need not be asked then what they show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from congtin.portal.basis import Surroundings
from congtin.publishing.related import MOST

if TYPE_CHECKING:
    from congtin.portal.outline import Portal

SAME_SECTION = 5  # articles, the newest of its section, that a page names besides its own and the related ones


def surroundings(portal: Portal, everywhere: str) -> Surroundings:
    """What the pages of articles show besides what the cache tells of each."""
    named = SAME_SECTION + 1 + MOST  # a page leaves out its own article and the related ones
    newest = {part.link.url: part.cards[:named].key for part in portal.sections}
    return Surroundings(everywhere, newest, sorted(portal.sharing.carded))


def turned(portal: Portal, before: Surroundings, now: Surroundings) -> frozenset[str]:
    """The articles, by their paths, whose pages may show something else than ``before``.

    The cache must have known all articles then as it did when this build found it.
    """
    changed = portal.edition.library.changed
    if before.everywhere == now.everywhere:  # nothing that lists show of any article is another
        return changed
    related = (path for path, others in portal.kin.items() if not changed.isdisjoint(others))
    renewed = (part for part in portal.sections if before.newest.get(part.link.url) != now.newest[part.link.url])
    listed = (story.path for part in renewed for story in part.stories)
    return changed.union(portal.kinship.turned, related, listed, set(before.carded).symmetric_difference(now.carded))
