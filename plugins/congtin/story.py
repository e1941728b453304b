"""Stories: an article as the domain sees it."""

from __future__ import annotations

import datetime as dt

from congtin.expression import Expression
from congtin.finding import Finding
from congtin.observation import Entry, Group
from congtin.period import Period
from congtin.quantity import Quantity
from congtin.text import Passage, Place, Source
from congtin.values import Word, dataclass


class Scope(Word):
    """Where in an article a text stands."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    KICKER = "kicker"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    QUOTATION = "quotation"
    LIST = "list"
    TABLE = "table"

    @property
    def repeats(self) -> bool:
        """Whether it only retells the body."""
        return self is _HEADLINE or self is _SUMMARY or self is _KICKER


_HEADLINE, _SUMMARY, _KICKER = Scope.HEADLINE, Scope.SUMMARY, Scope.KICKER  # see `Word`


@dataclass(frozen=True, slots=True)
class Override:
    """``[11.490]{#id.actual}`` in the prose: ``text[start:end]`` of the block means that observation."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Block:
    """A scoped stretch of prose with the numeric expressions in it; a table cell is a block."""

    scope: Scope
    passage: Passage
    expressions: tuple[Expression, ...] = ()
    overrides: tuple[Override, ...] = ()
    cell: tuple[int, int, int] | None = None  # table, row and column from 0, of a table's cell


class PhraseKind(Word):
    """Why a phrase of the prose is listed in the front matter."""

    FACT = "facts"
    WAIVER = "waive"
    CONFIRMATION = "confirm"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase copied from the prose, with the numeric expressions in it and, where one is asked, the reason."""

    kind: PhraseKind
    text: str
    place: Place
    reason: str = ""
    expressions: tuple[Expression, ...] = ()


class Status(Word):
    """Whether an article is meant for readers."""

    PUBLISHED = "published"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made what: ``role`` is "bài", "ảnh" or empty."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where an article was taken from ("Nguồn")."""

    name: str
    url: str = ""
    author: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture; ``src`` is a path from the site's root or below ``content/``."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    length: int = 0
    type: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction ("Đính chính"): when, what it said, what is right, why; and the figures of both, in their order."""

    day: dt.date
    said: str
    right: str
    why: str = ""
    before: tuple[Quantity, ...] = ()
    after: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One article: who, when, where, its declared figures, its blocks of prose, what could not be read.

    ``organisation`` is a catalogue id, or the printed name of a body the catalogue lacks. ``html`` is
    the cleaned body. ``problems`` are the findings of reading.
    """

    source: Source
    id: str
    slug: str
    title: str
    date: dt.datetime
    category: str
    html: str
    summary: str = ""
    kicker: str = ""
    organisation: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    attribution: Attribution | None = None
    image: Image | None = None
    modified: dt.datetime | None = None
    status: Status = Status.PUBLISHED
    corrections: tuple[Correction, ...] = ()
    related: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()  # articles (id, slug or path) whose figures this one corrects
    aliases: tuple[str, ...] = ()
    ai: str = ""
    lang: str = "vi"
    as_of: dt.date | None = None
    data_from: str = ""
    period: Period | None = None
    groups: tuple[Group, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    blocks: tuple[Block, ...] = ()
    problems: tuple[Finding, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()  # of the front matter's keys

    @property
    def path(self) -> str:
        """The file, relative to the site's root."""
        return self.source.path

    @property
    def url(self) -> str:
        """Its address from the root: ``/YYYY/MM/<slug>/``."""
        return f"/{self.date.year:04}/{self.date.month:02}/{self.slug}/"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all groups, in order."""
        return tuple(entry for group in self.groups for entry in group.entries)

    @property
    def counted(self) -> tuple[str, ...]:
        """What its entries count, each once: catalogue ids, the labels of what is local; and the entries' own ids."""
        names = (name for entry in self.entries for name in (entry.subject, entry.id))
        return tuple(dict.fromkeys(name for name in names if name))

    def phrases_of(self, kind: PhraseKind) -> tuple[Phrase, ...]:
        """The listed phrases of one kind."""
        return tuple(phrase for phrase in self.phrases if phrase.kind is kind)

    def place(self, key: str) -> Place:
        """Where a key of the front matter stands; the first line when it is absent."""
        return dict(self.places).get(key, Place(self.path))


@dataclass(frozen=True, slots=True)
class Page:
    """A standing page ("Giới thiệu"): title, address part, cleaned body."""

    source: Source
    slug: str
    title: str
    html: str
    summary: str = ""
    status: Status = Status.PUBLISHED
    problems: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """The file, relative to the site's root."""
        return self.source.path

    @property
    def url(self) -> str:
        """Its address from the root."""
        return f"/{self.slug}/"
