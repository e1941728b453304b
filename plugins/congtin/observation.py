"""Observations: one figure of an indicator, for a body, in a period; and the entries that declare them."""

from __future__ import annotations

from congtin.indicator import Indicator
from congtin.period import Period
from congtin.quantity import Quantity
from congtin.text import Place
from congtin.values import Word, dataclass


class Aspect(Word):
    """What a figure is of its indicator."""

    ACTUAL = "actual"
    TARGET = "target"
    PERCENT = "percent"  # of the target
    PREVIOUS = "previous"
    CHANGE = "change"
    PART = "part"
    WHOLE = "whole"  # what a share is of
    EACH = "each"  # amount for one of what is counted


class Flow(Word):
    """What a figure is of a stock: the stock at the ends of a period, or what came and went between them."""

    OPENING = "opening"
    IN = "in"
    OUT = "out"
    MERGED = "merged"  # sáp nhập: away from the stock, unless the counted bodies are those that came of it
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure: indicator × organisation × period × aspect → quantity, with its place.

    ``indicator`` and ``organisation`` are catalogue ids, or the printed name of what is local to the
    article. ``label`` says which part it is, as printed ("chấp hành Điều lệ").
    """

    indicator: str
    organisation: str
    period: Period | None
    aspect: Aspect
    quantity: Quantity
    place: Place
    label: str = ""
    flow: Flow | None = None
    sphere: str = ""  # what sort of thing its measure counts, as of an expression


class RelationKind(Word):
    """The closed vocabulary of relations between the observations of an entry; members in this order."""

    PERCENT = "percent"  # actual, target, percent: percent = actual / target
    EXCEEDS = "exceeds"  # actual, target, percent over: actual / target - 100 %
    SUM = "sum"  # whole, parts…: the parts are complete
    SUBSET = "subset"  # whole, part
    PRODUCT = "product"  # total, count, each [, count, each …]
    SHARE = "share"  # actual, whole, percent
    GROWTH = "growth"  # actual, previous, change (absolute or percent, by its kind)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that must hold; ``members`` are indices into the entry's observations."""

    kind: RelationKind
    members: tuple[int, ...]


class Verdict(Word):
    """A verdict on a plan stated in words, without a number."""

    MET = "met"  # đạt chỉ tiêu
    EXCEEDED = "exceeded"  # vượt chỉ tiêu
    MISSED = "missed"  # chưa đạt


@dataclass(frozen=True, slots=True)
class Entry:
    """One row (or its long form): an indicator's figures with the relations that tie them.

    ``mentions`` maps observation indices to a declared number of mentions. ``estimated`` is said by
    "ước", "dự kiến". ``absent`` is "không có": zero, told in words. ``unreported`` is "chưa báo cáo": not zero; of
    these, who have no figures, ``organisation`` and ``period`` tell whose and when. ``supersedes`` names articles (id,
    slug or path) whose figure of the same thing this one corrects.
    """

    label: str
    place: Place
    label_place: Place
    observations: tuple[Observation, ...]
    relations: tuple[Relation, ...] = ()
    indicator: Indicator | None = None
    verdict: Verdict | None = None
    basis: str = ""
    id: str = ""
    mentions: int | None = None
    note: str = ""
    estimated: bool = False
    absent: bool = False
    unreported: bool = False
    organisation: str = ""
    period: Period | None = None
    supersedes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What it counts: the catalogue's id, else its label."""
        return self.indicator.id if self.indicator else self.label

    def of(self, aspect: Aspect) -> tuple[Observation, ...]:
        """Its observations of one aspect, in order."""
        return tuple([item for item in self.observations if item.aspect is aspect])


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one caption: one table."""

    title: str
    entries: tuple[Entry, ...]
    period: Period | None = None
    organisation: str = ""
    basis: str = ""
    as_target: bool = False
