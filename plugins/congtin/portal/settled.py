"""What the figures of a line come to, as the cache keeps it: a share of thousands of articles is joined of these.

Of each result the figure that leads it is at hand at once: all are ordered and counted by these. The figures beside it
stay as they were packed until someone asks: a page and a spreadsheet show few results of many.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from congtin.posting import Line, Origin, Posting
from congtin.publishing.data.results import Result, Seat, Settled

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PLACE, _NAME, _REST = (Posting._fields.index(name) for name in ("line", "name", "period"))
_NOWHERE = (0,) * (Posting._fields.index("indicator") - _PLACE)  # where a figure is declared
_LEFT_OUT = len(_NOWHERE) + 2  # of a row: that, indicator and organisation
_BOUNDS, _SUPERSEDES = (Posting._fields.index(name) - _LEFT_OUT for name in ("bounds", "supersedes"))
_LENGTH, _AFTER_NAME = len(Posting._fields) - _LEFT_OUT, _PLACE + 1
_own = operator.itemgetter(*(at for at in range(1, len(Posting._fields)) if at < _PLACE or at == _NAME or at >= _REST))
_USUAL = tuple(Posting._field_defaults.values())  # how most postings end


class Packed(Result):
    """A result whose other figures are still packed."""

    _others: str
    _common: _Common

    def __init__(self, lead: Posting, others: str, common: _Common) -> None:
        """Of the figure that leads it, and the others as they were packed."""
        known = self.__dict__
        known["lead"], known["_others"], known["_common"] = lead, others, common

    @cached_property
    def figures(self) -> Mapping[str, Posting]:  # type: ignore[override]
        """All its figures."""
        others = map(self._common.posting, json.loads(self._others))
        return {item.aspect: item for item in (self.lead, *others)}


class _Common(NamedTuple):
    """What the figures of a line have in common: the line, the articles that tell them."""

    line: Line
    origins: Sequence[Origin]

    def posting(self, row: list[Any]) -> Posting:
        """A figure of :func:`_row`."""
        indicator, organisation = self.line
        row += _USUAL if len(row) < _LENGTH else ()
        row[_BOUNDS], row[_SUPERSEDES] = tuple(row[_BOUNDS]), tuple(row[_SUPERSEDES])
        at, number, place, anchor, name = row[:_AFTER_NAME]
        return Posting._make(
            (self.origins[at], number, place, anchor, *_NOWHERE, indicator, name, organisation, *row[_AFTER_NAME:])
        )


def packed(line: Line, told: Settled) -> str:
    """A line as JSON, and on a line of its own for each result the figures besides its leading one.

    Of each figure the path of its article stands for all that is known of that. Where it is declared is left out: its
    article may be edited above that, and its figures stay what they are.
    """
    at: dict[str, int] = {}
    seats = [[([at.setdefault(seat.order[1], len(at)), *seat.order[2:]], _row(seat.result.lead, at)) for seat in group]
             for group in told[1:]]  # fmt: skip
    others = [[_row(item, at) for item in seat.result.figures.values() if item is not seat.result.lead]
              for group in told[1:] for seat in group]  # fmt: skip
    return "\n".join(map(_json, ([*line, list(at), told.newest, seats], *others)))


def _row(item: Posting, places: dict[str, int]) -> tuple[object, ...]:
    """A figure without what is known by the line, and without the usual end."""
    row = (places.setdefault(item.origin.path, len(places)), *_own(item))
    return row[: -len(_USUAL)] if row[-len(_USUAL) :] == _USUAL else row


def unpacked(texts: Iterable[str], origins: Mapping[str, Origin]) -> Iterator[Settled]:
    """The lines that were packed, with the articles of today by their paths."""
    for text in texts:
        head, *others = text.split("\n")
        indicator, organisation, paths, newest, groups = json.loads(head)
        common = _Common((indicator, organisation), [origins[path] for path in paths])
        rest = iter(others)
        yield Settled(newest, *([_seat(seat, next(rest), common) for seat in group] for group in groups))


def _seat(told: list[Any], others: str, common: _Common) -> Seat:
    (at, number, place), row = told
    first = common.origins[at]
    return Seat((first.day, first.path, number, place), Packed(common.posting(row), others, common))
