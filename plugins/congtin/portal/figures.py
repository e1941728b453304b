"""The figures of a library: kept with each article, laid together to a ledger as far as someone asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from congtin.ledger import Ledger
from congtin.posting import Line, Origin, Posting

_LISTS = tuple(Posting._fields.index(name) - 1 for name in ("bounds", "supersedes"))


@dataclass(frozen=True)
class Figures:
    """The figures of some articles: ``lines`` tells by path where each has some, ``fetch`` gives them as JSON."""

    fetch: Callable[[str], str] = str
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)

    def ledger(self, lines: Collection[Line] | None = None) -> Ledger:
        """The whole ledger, or these of its lines."""
        if lines is None:
            return Ledger.of(self._postings(self.lines))
        wanted = frozenset(lines)
        paths = (path for path, own in self.lines.items() if not wanted.isdisjoint(own))
        return Ledger.of(item for item in self._postings(paths) if item.subject in wanted)

    def _postings(self, paths: Iterable[str]) -> Iterator[Posting]:
        return (item for path in paths for item in unpacked(self.fetch(path)))


def packed(postings: Collection[Posting]) -> str:
    """The figures of one article as JSON."""
    origin = next((item.origin for item in postings), None)
    return json.dumps([origin, [item[1:] for item in postings]], ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Iterator[Posting]:
    """What was packed."""
    origin, rows = json.loads(text)
    if origin is None:
        return
    article = Origin._make([*origin[:-1], tuple(origin[-1])])
    for row in rows:
        for place in _LISTS:
            row[place] = tuple(row[place])
        yield Posting(article, *row)


def lines_of(postings: Iterable[Posting]) -> tuple[Line, ...]:
    """The lines in which an article has figures; of what only its own words name, a line without an indicator."""
    return tuple(dict.fromkeys(item.subject for item in postings))
