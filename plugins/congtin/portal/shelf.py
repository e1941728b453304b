"""Stories on the shelf: the slim record at hand, the rest fetched from the cache when someone asks for it.

Lists of ten thousand articles need titles, dates and addresses; bodies and figures are needed of one article at a
time. A :class:`Shelved` story is a :class:`Story` to all who use one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from congtin.portal.codec import codec, fields
from congtin.portal.stamps import digest
from congtin.publishing.weaving import Tie
from congtin.story import Story
from congtin.text import Source

BULK = ("html", "groups", "phrases", "places", "problems")  # source and blocks apart
_FIELDS = fields(Story)
SLIM = tuple(name for name in _FIELDS if name not in (*BULK, "source", "blocks"))
COUNTED = len(SLIM)  # where the names of what is counted follow them
_INDEX = {name: number for number, name in enumerate(SLIM)}
HELD = 64  # whole stories kept at hand: a feed's worth, for what prints the same ones several times
Fetch = Callable[[str], str]


class Shelved(Story):
    """A story of the cache. Its blocks of prose are not kept: whoever checks them reads the article anew."""

    __slots__ = ("_path", "_row", "_shelf", "digest")
    _path: str
    _row: list[Any]
    _shelf: Shelf
    digest: str

    @property
    def counted(self) -> tuple[str, ...]:
        """What its entries count."""
        return tuple(self._row[COUNTED])

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The numbers of its body that tell a declared figure."""
        ties: tuple[Tie, ...] = self._shelf.bulk(self._path)["ties"]
        return ties

    @property
    def path(self) -> str:
        """The file, relative to the site's root."""
        return self._path

    def __repr__(self) -> str:
        return f"Shelved({self._path!r})"


class Shelf:
    """Makes stories of slim records; ``fetch`` gives the bulk of one as JSON."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self.bulk = lru_cache(HELD)(self._bulk)

    def story(self, path: str, digest: str, slim: list[Any]) -> Shelved:
        """The story of a slim record, decoded as far as it is used."""
        found = object.__new__(Shelved)
        for name, value in (("_path", path), ("_row", slim), ("_shelf", self), ("digest", digest)):
            object.__setattr__(found, name, value)
        return found

    def _bulk(self, path: str) -> dict[str, Any]:
        text, *parts, ties = json.loads(self._fetch(path))
        found = {name: _FIELDS[name].decode(part) for name, part in zip(BULK, parts, strict=True)}
        return {**found, "source": Source(path, text), "blocks": (), "ties": tuple(Tie(*tie) for tie in ties)}


def story_key(story: Story) -> str:
    """The digest of all that an article was read from."""
    return story.digest if isinstance(story, Shelved) else digest(repr(story))


def slim_record(story: Story) -> str:
    """What lists need of a story, as JSON."""
    return _json([*(_FIELDS[name].encode(getattr(story, name)) for name in SLIM), story.counted])


def bulk_record(story: Story, ties: Iterable[Tie]) -> str:
    """What only its own page, the feeds and findings need, as JSON; ``ties`` are the numbers that tell a figure."""
    told = [(tie.start, tie.end, tie.row, tie.number) for tie in ties]
    return _json([story.source.text, *(_FIELDS[name].encode(getattr(story, name)) for name in BULK), told])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _slim(name: str) -> property:
    number, decode = _INDEX[name], _FIELDS[name].decode
    if decode is codec(str).decode:
        return property(lambda self: self._row[number])
    return property(lambda self: decode(self._row[number]))


def _bulky(name: str) -> property:
    return property(lambda self: self._shelf.bulk(self._path)[name])


for _name in SLIM:
    setattr(Shelved, _name, _slim(_name))
for _name in (*BULK, "source", "blocks"):
    setattr(Shelved, _name, _bulky(_name))
