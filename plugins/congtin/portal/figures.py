"""The figures of a library: kept with each article, laid together to a ledger as far as someone asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple, cast

from congtin.ledger import Ledger
from congtin.period import PeriodKind
from congtin.portal.cache import Cache, line_of
from congtin.portal.stamps import digest
from congtin.posting import Line, Origin, Posting

_INDICATOR, _ORGANISATION = (Posting._fields.index(name) - 1 for name in ("indicator", "organisation"))
_PLACE = Posting._fields.index("line") - 1
_AFTER_PLACE = _PLACE + 4
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LISTS = tuple(Posting._fields.index(name) - 1 for name in ("bounds", "supersedes"))


@dataclass(frozen=True)
class Figures:
    """The figures of all articles but the ``hidden``; ``fetch`` gives those of one as JSON.

    ``told`` gives the lines of each as JSON; the whole ledger asks for it, single lines do not.

    ``fresh`` are the lines of articles read anew, ``gone`` the articles no longer there: of these the cache may not
    know yet. ``origins`` gives of each article whose figures can be taken as they were dealt the origin and the key.
    """

    cache: Cache
    fetch: Callable[[str], str]
    told: Mapping[str, bytes] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    fresh: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    origins: Callable[[], Mapping[str, tuple[Origin, str]]] = dict

    def ledger(self, lines: Collection[Line] | None = None) -> Ledger:
        """The whole ledger, or these of its lines."""
        if lines is None:
            return Ledger.of(self._postings(path for path in self.told if path not in self.hidden))
        wanted = frozenset(lines)
        paths = {path for line in wanted for path in self.paths(line)}
        return Ledger.of(self._postings(paths, wanted))

    def part(self, lines: Collection[Line]) -> Ledger:
        """These lines of the ledger, where most articles may have figures in them."""
        wanted = frozenset(lines)
        return Ledger.of(chain.from_iterable(self._parts(wanted)))

    def _parts(self, wanted: frozenset[Line]) -> Iterator[Iterable[Posting]]:
        """What each article has in some lines: as it was dealt, or of all its figures where that will not do."""
        kept: dict[str, dict[Line, tuple[str, bytes]]] = {}
        for indicator in {indicator for indicator, _ in wanted}:
            for path, line, key, data in self.cache.dealt(indicator=indicator):
                if line in wanted:
                    kept.setdefault(path, {})[line] = key, data
        origins = self.origins()
        for path, lines in self.lines.items():
            if not wanted.isdisjoint(lines):
                origin, key = origins.get(path, (None, ""))
                own = [kept.get(path, {}).get(line, ("", b"")) for line in lines if line in wanted]
                if origin and all(sum_ == key for sum_, _ in own):
                    yield gathered((origin, data) for _, data in own)
                else:
                    yield self._postings((path,), wanted)

    @cached_property
    def lines(self) -> dict[str, tuple[Line, ...]]:
        """The lines of each article that has some."""
        told = zip(self.told, json.loads(b"[%s]" % b",".join(self.told.values())), strict=True)
        return {path: tuple(map(line_of, lines)) for path, lines in told if lines and path not in self.hidden}

    def paths(self, line: Line) -> frozenset[str]:
        """The articles with figures in a line."""
        return self.everywhere(line) - self.hidden

    def everywhere(self, line: Line) -> frozenset[str]:
        """The articles with figures in a line, those not shown among them."""
        return (self.cache.paths(line) - self.fresh.keys() - self.gone) | self._fresh_paths.get(line, frozenset())

    @cached_property
    def _fresh_paths(self) -> dict[Line, frozenset[str]]:
        found: dict[Line, set[str]] = {}
        for path, lines in self.fresh.items():
            for line in lines:
                found.setdefault(line, set()).add(path)
        return {line: frozenset(paths) for line, paths in found.items()}

    def note(self, left: Iterable[Line]) -> None:
        """Tell the cache which articles have figures in the lines that have changed; ``left`` are those left."""
        self.cache.put_paths((line, self.everywhere(line)) for line in {*left, *self._fresh_paths})

    def _postings(self, paths: Iterable[str], wanted: Collection[Line] | None = None) -> Iterator[Posting]:
        return (item for path in paths for item in unpacked(self.fetch(path), wanted))


def packed(postings: Collection[Posting]) -> str:
    """The figures of one article as JSON."""
    origin = next((item.origin for item in postings), None)
    return _json([origin, [item[1:] for item in postings]])


def sum_of(postings: Sequence[Posting], hands: Mapping[Line, Hand]) -> str:
    """A digest of all that data pages and files show of the figures of one article, its title apart.

    That they are declared a line further down is none of it. ``hands`` are its figures as dealt.
    """
    origin = postings[0].origin if postings else Origin("")
    return digest(repr((origin[:4], origin.day, origin.supersedes)), *(hand.figures for hand in hands.values()))


class Hand(NamedTuple):
    """The figures of one article in one line as JSON: of each all but its origin and place, and the places."""

    figures: str
    places: str

    @property
    def text(self) -> str:
        """Both in one."""
        return f"[{self.figures},{self.places}]"


def dealt(rows: Iterable[Sequence[object]]) -> dict[Line, Hand]:
    """The figures of one article, of each all but its origin, line by line."""
    found: dict[Line, tuple[list[object], list[object]]] = {}
    for row in rows:
        figures, places = found.setdefault(cast(Line, (row[_INDICATOR], row[_ORGANISATION])), ([], []))
        figures.append((*row[:_PLACE], *row[_AFTER_PLACE:]))
        places.append(row[_PLACE:_AFTER_PLACE])
    return {line: Hand(_json(figures), _json(places)) for line, (figures, places) in found.items()}


def gathered(hands: Iterable[tuple[Origin, bytes]]) -> Iterator[Posting]:
    """The figures of what was dealt, each with its article."""
    hands = list(hands)
    both = json.loads(b"[%s]" % b",".join(data for _, data in hands))
    for (origin, _), (figures, places) in zip(hands, both, strict=True):
        for row, place in zip(figures, places, strict=True):
            row[_PLACE:_PLACE] = place
            for at in _LISTS:
                row[at] = tuple(row[at])
            yield Posting._make((origin, *row))


def unpacked(text: str, wanted: Collection[Line] | None = None) -> Iterator[Posting]:
    """What was packed, or what of it stands in these lines."""
    origin, rows = json.loads(text)
    if origin is None:
        return
    article = Origin._make([*origin[:-1], tuple(origin[-1])])
    for row in rows:
        if wanted is not None and (row[_INDICATOR], row[_ORGANISATION]) not in wanted:
            continue
        for place in _LISTS:
            row[place] = tuple(row[place])
        yield Posting(article, *row)


def terms_of(postings: Iterable[Posting]) -> tuple[str, ...]:
    """The terms that an article has figures of: whose, and their first and last years ("ldld-tinh 2018-2023")."""
    return tuple(
        sorted(
            {
                f"{item.organisation} {item.first[:4]}-{item.last[:4]}"
                for item in postings
                if item.period_kind == PeriodKind.TERM and item.first and item.last and not item.each_year
            }
        )
    )


def replaces(postings: Collection[Posting]) -> tuple[str, ...]:
    """The articles whose figures an article says it takes the place of, by whichever names it uses."""
    named = (name for item in postings for name in (*item.supersedes, *item.origin.supersedes))
    return tuple(dict.fromkeys(named))


def lines_of(postings: Iterable[Posting]) -> tuple[Line, ...]:
    """The lines in which an article has figures; of what only its own words name, a line without an indicator."""
    return tuple(dict.fromkeys(item.subject for item in postings))
