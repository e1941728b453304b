"""Stories on the shelf: the slim record at hand, the rest read again when someone asks for it.

Lists of ten thousand articles need titles, dates and addresses; bodies and figures are needed of few articles at a
time. A :class:`Shelved` story is a :class:`Story` to all who use one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from congtin.portal.cache import Row
from congtin.portal.codec import fields
from congtin.portal.stamps import digest
from congtin.story import Story
from congtin.text import Source

BULK = ("html", "groups", "phrases", "blocks", "problems", "places")  # source apart
# What builds ask of every article, what few articles have, and what only cards and feeds show.
SLIM = ("id", "slug", "title", "date", "category", "organisation", "tags")  # and what it counts, its address, the rare
RARE = ("modified", "status", "corrections", "related", "supersedes", "aliases", "image")
_PLAIN = len(SLIM)
_FIELDS = fields(Story)
CARD = tuple(name for name in _FIELDS if name not in (*SLIM, *RARE, *BULK, "source"))
_USUAL = tuple(Story.__dataclass_fields__[name].default for name in RARE)
_DATE = _FIELDS["date"].decode
HELD = 16  # whole stories kept at hand


class Brief(NamedTuple):
    """What builds ask of an article besides what lists show: numbers and names.

    ``read``: whether its front matter could be read. ``problems`` are of reading, ``found`` of the rules: how many
    errors, warnings, notes. ``coverage`` has the numbers of a :class:`Coverage`. ``media`` are the files it names.
    """

    read: bool
    problems: Sequence[int]
    found: Sequence[int]
    coverage: Sequence[int]
    observations: int
    media: Sequence[str]
    figures: str = ""  # the digest of its figures, and of whose they are
    titled: str = ""  # that of these and its title
    terms: Sequence[str] = ()  # the terms that some of them are of: whose, and its years
    replaces: Sequence[str] = ()  # the articles, by any name, whose figures they take the place of


class Shelved(Story):
    """A story of the cache: what builds ask of every article is at hand, the rest is decoded for whoever asks."""

    __slots__ = ("_card", "_shelf", "brief", "counted", "digest", "face", "path", "url")
    _card: bytes | list[Any]
    _shelf: Shelf
    brief: Brief
    counted: tuple[str, ...]
    digest: str  # of what it was read from
    face: str  # the digest of what lists show of it
    path: str
    url: str

    @property
    def source(self) -> Source:
        """Its text."""
        return self._shelf.source(self.path)

    def _shown(self, number: int) -> Any:
        """One of the fields that only its card shows, as JSON has it."""
        if isinstance(self._card, bytes):
            object.__setattr__(self, "_card", json.loads(self._card))
        return self._card[number]

    def __repr__(self) -> str:
        return f"Shelved({self.path!r})"


class _Open(Story):
    """One that is being filled: a Shelved of the same shape, which others find frozen, costs three times as much."""

    __slots__ = Shelved.__slots__
    __setattr__, __delattr__ = object.__setattr__, object.__delattr__


class Shelf:
    """Makes stories of slim records; ``source`` and ``read`` give the text and the whole story of a path."""

    def __init__(self, source: Callable[[str], Source], read: Callable[[str], Story]) -> None:
        self.source = lru_cache(HELD)(source)
        self.whole = lru_cache(HELD)(read)

    def of(self, rows: Iterable[Row]) -> Iterator[Shelved]:
        """The stories of some rows."""
        rows = list(rows)
        return map(self._story, rows, _all(row.slim for row in rows), _all(row.brief for row in rows))

    def _story(self, row: Row, slim: list[Any], brief: list[Any]) -> Shelved:
        found: Any = object.__new__(_Open)
        found.id, found.slug, found.title, date, found.category, found.organisation, tags = slim[:_PLAIN]
        counted, found.url, rare = slim[_PLAIN:]
        found.date, found.tags, found.counted = _DATE(date), tuple(tags), tuple(counted)
        few = _rare(rare) if rare else _USUAL
        found.modified, found.status, found.corrections, found.related = few[:4]
        found.supersedes, found.aliases, found.image = few[4:]
        found.path, _, found.digest, found.face, _, found._card, _, _ = row
        found.brief, found._shelf = Brief._make(brief), self
        found.__class__ = Shelved
        return cast(Shelved, found)


def _all(texts: Iterable[bytes]) -> list[Any]:
    """Many texts of JSON at once."""
    found: list[Any] = json.loads(b"[%s]" % b",".join(texts))
    return found


def _rare(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_FIELDS[name].decode(value) for name, value in zip(RARE, values, strict=True))


def row_of(path: str, stamp: str, read_from: str, told: Sequence[bytes]) -> Row:
    """The row of an article: what is ``told`` are its slim record, the rest of its card, its brief, its lines."""
    slim, card, *rest = told
    return Row(path, stamp, read_from, digest(path, slim, card), slim, card, *rest)


def brief_of(row: Row) -> Brief:
    """What builds ask of an article besides what lists show."""
    return Brief._make(json.loads(row.brief))


def url_of(row: Row) -> str:
    """The address of an article from the root."""
    return str(json.loads(row.slim)[_PLAIN + 1])


def story_key(story: Story) -> str:
    """The key of all that an article was read from; where it has no slug of its own, its name is its address."""
    return story_name(story.path, story.digest) if isinstance(story, Shelved) else digest(repr(story))


def story_name(path: str, read_from: str) -> str:
    """The same by its path, and the digest of what it was read from."""
    return f"{path} {read_from}"


def face(story: Story) -> str:
    """The key of all that lists show of an article."""
    return story.face if isinstance(story, Shelved) else story_key(story)


def figures_key(story: Story) -> str:
    """The key of the figures of an article, which stay the same while its words change."""
    return story.brief.figures if isinstance(story, Shelved) else story_key(story)


def titled_key(story: Story) -> str:
    """The key of its figures beside its title."""
    return story.brief.titled if isinstance(story, Shelved) else story_key(story)


def slim_record(story: Story) -> tuple[bytes, bytes]:
    """What lists need of a story, as JSON: first what builds ask of every one, then what only its card shows."""
    rare = tuple(getattr(story, name) for name in RARE)
    slim = [*_encoded(story, SLIM), story.counted, story.url, None if rare == _USUAL else list(_encoded(story, RARE))]
    return _json(slim), _json(list(_encoded(story, CARD)))


def _encoded(story: Story, names: Iterable[str]) -> Iterator[Any]:
    return (_FIELDS[name].encode(getattr(story, name)) for name in names)


def _json(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _carded(number: int, decode: Callable[[Any], Any]) -> property:
    return property(lambda self: decode(self._shown(number)))


def _bulky(name: str) -> property:
    return property(lambda self: getattr(self._shelf.whole(self.path), name))


for _number, _name in enumerate(CARD):
    setattr(Shelved, _name, _carded(_number, _FIELDS[_name].decode))
for _name in BULK:
    setattr(Shelved, _name, _bulky(_name))
