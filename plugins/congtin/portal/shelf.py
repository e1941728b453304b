"""Stories on the shelf: the slim record at hand, the rest read again when someone asks for it.

Lists of ten thousand articles need titles, dates and addresses; bodies and figures are needed of few articles at a
time. A :class:`Shelved` story is a :class:`Story` to all who use one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, cast

from congtin.portal.cache import Row
from congtin.portal.codec import codec, fields
from congtin.portal.stamps import digest
from congtin.story import Story
from congtin.text import Source

BULK = ("html", "groups", "phrases", "blocks", "problems", "places")  # source apart
_FIELDS = fields(Story)
SLIM = tuple(name for name in _FIELDS if name not in (*BULK, "source"))
COUNTED, URL = len(SLIM), len(SLIM) + 1  # what follows the fields
_INDEX = {name: number for number, name in enumerate(SLIM)}
HELD = 16  # whole stories kept at hand


class Brief(NamedTuple):
    """What builds ask of an article besides what lists show: numbers and names.

    ``read``: whether its front matter could be read. ``problems`` are of reading, ``found`` of the rules: how many
    errors, warnings, notes. ``coverage`` has the numbers of a :class:`Coverage`. ``media`` are the files it names.
    """

    read: bool
    problems: tuple[int, int, int]
    found: tuple[int, int, int]
    coverage: tuple[int, int, int, int, int]
    observations: int
    media: tuple[str, ...]
    figures: str = ""  # the digest of its figures
    terms: tuple[str, ...] = ()  # the terms that some of them are of: whose, and its years
    replaces: tuple[str, ...] = ()  # the articles, by any name, whose figures they take the place of

    @classmethod
    def kept(cls, values: list[Any]) -> Brief:
        """What was kept as JSON."""
        return cls._make(tuple(item) if isinstance(item, list) else item for item in values)


class Shelved(Story):
    """A story of the cache."""

    __slots__ = ("_brief", "_path", "_row", "_shelf", "date", "digest", "face")
    _brief: list[Any] | Brief
    _path: str
    _row: list[Any]
    _shelf: Shelf
    digest: str
    face: str  # the digest of what lists show of it

    @property
    def counted(self) -> tuple[str, ...]:
        """What its entries count."""
        return tuple(self._row[COUNTED])

    @property
    def url(self) -> str:
        """Its address from the root."""
        url: str = self._row[URL]
        return url

    @property
    def brief(self) -> Brief:
        """What builds ask of it."""
        known = self._brief
        if known.__class__ is list:  # asked for three times or more in each build
            known = Brief.kept(known)
            object.__setattr__(self, "_brief", known)
        return cast(Brief, known)

    @property
    def path(self) -> str:
        """The file, relative to the site's root."""
        return self._path

    @property
    def source(self) -> Source:
        """Its text."""
        return self._shelf.source(self._path)

    def __repr__(self) -> str:
        return f"Shelved({self._path!r})"


class Shelf:
    """Makes stories of slim records; ``source`` and ``read`` give the text and the whole story of a path."""

    def __init__(self, source: Callable[[str], Source], read: Callable[[str], Story]) -> None:
        self.source = lru_cache(HELD)(source)
        self.whole = lru_cache(HELD)(read)

    def of(self, row: Row) -> Shelved:
        """The story of a row."""
        return self.story(row.path, row.digest, face_of(row), json.loads(row.slim), json.loads(row.brief))

    def story(self, path: str, digest: str, face: str, slim: list[Any], brief: list[Any]) -> Shelved:
        """The story of a slim record, decoded as far as it is used; all ask for its date."""
        found = object.__new__(Shelved)
        put = object.__setattr__
        put(found, "_path", path)
        put(found, "_row", slim)
        put(found, "_brief", brief)
        put(found, "_shelf", self)
        put(found, "digest", digest)
        put(found, "face", face)
        put(found, "date", _FIELDS["date"].decode(slim[_INDEX["date"]]))
        return found


_FIGURES, _TITLE = Brief._fields.index("figures"), _INDEX["title"]


def story_key(story: Story) -> str:
    """The key of all that an article was read from; where it has no slug of its own, its name is its address."""
    return story_name(story.path, story.digest) if isinstance(story, Shelved) else digest(repr(story))


def story_name(path: str, read_from: str) -> str:
    """The same by its path, and the digest of what it was read from."""
    return f"{path} {read_from}"


def face(story: Story) -> str:
    """The key of all that lists show of an article."""
    return story.face if isinstance(story, Shelved) else story_key(story)


def face_of(row: Row) -> str:
    """The same of what is kept of one."""
    return digest(row.path, row.slim)


def figures_key(story: Story) -> str:
    """The key of the figures of an article, which stay the same while its words change."""
    return f"{story.path} {story._brief[_FIGURES]}" if isinstance(story, Shelved) else story_key(story)


def titled_key(story: Story) -> str:
    """The key of its figures beside its title."""
    if isinstance(story, Shelved):  # one of the ten thousand of which each indicator tells some
        return f"{story._brief[_FIGURES] or story._path} {story._row[_TITLE]}"
    return f"{story_key(story)} {story.title}"


def slim_record(story: Story) -> str:
    """What lists need of a story, as JSON."""
    values = [*(_FIELDS[name].encode(getattr(story, name)) for name in SLIM), story.counted, story.url]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _slim(name: str) -> property:
    number, decode = _INDEX[name], _FIELDS[name].decode
    if decode is codec(str).decode:
        return property(lambda self: self._row[number])
    return property(lambda self: decode(self._row[number]))


def _bulky(name: str) -> property:
    return property(lambda self: getattr(self._shelf.whole(self._path), name))


for _name in SLIM:
    if _name != "date":
        setattr(Shelved, _name, _slim(_name))
for _name in BULK:
    setattr(Shelved, _name, _bulky(_name))
