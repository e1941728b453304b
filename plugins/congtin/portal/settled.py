"""What the figures of a line come to, as the cache keeps it: a share of thousands of articles is joined of these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from congtin.posting import Origin, Posting
from congtin.publishing.data.results import Result, Seat, Settled

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ASPECT, *_LISTS = (Posting._fields.index(name) for name in ("aspect", "bounds", "supersedes"))


def packed(line: Settled) -> str:
    """A line as JSON: of each figure the path of its article stands for all that is known of that.

    Where it is declared is left out: its article may be edited above that, and its figures stay what they are.
    """
    return _json([line.newest, *([[seat.order, _rows(seat.result)] for seat in seats] for seats in line[1:])])


def _rows(result: Result) -> list[tuple[object, ...]]:
    placeless = (item._replace(line=0, column=0, end_line=0, end_column=0) for item in result.figures.values())
    return [(item.origin.path, *item[1:]) for item in placeless]


def unpacked(texts: Iterable[str], origins: Mapping[str, Origin]) -> Iterator[Settled]:
    """The lines that were packed, with the articles of today by their paths."""
    for newest, *groups in json.loads(f"[{','.join(texts)}]"):
        yield Settled(
            newest, *([Seat(tuple(order), _result(rows, origins)) for order, rows in seats] for seats in groups)
        )


def _result(rows: Iterable[list[Any]], origins: Mapping[str, Origin]) -> Result:
    figures: dict[str, Posting] = {}
    for row in rows:
        row[0] = origins[row[0]]
        for at in _LISTS:
            row[at] = tuple(row[at])
        figures[row[_ASPECT]] = Posting._make(row)
    return Result(figures)
