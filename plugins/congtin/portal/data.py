"""What data pages and downloads are made of: figures by indicator and by body, and keys that tell whether they changed.

A key is made of what is at hand of every article, so that pages whose figures are what they were cost next to nothing.
The figures of an article are dealt out by indicator and by body when it is read, into a table of the cache.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from itertools import chain, starmap
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.ledger import Ledger
from congtin.portal.figures import Figures, dealt, gathered, unpacked
from congtin.portal.postings import origin_of
from congtin.portal.settled import packed as packed_line
from congtin.portal.settled import unpacked as unpacked_lines
from congtin.portal.shelf import Shelved, figures_key, titled_key
from congtin.portal.stamps import digest_lines
from congtin.posting import Line, Origin, Posting
from congtin.publishing.data.results import Gathered, Joined, Settled, by_line
from congtin.story import Story

NEWEST = 40  # articles in which the newest figures are looked for
INDICATOR, ORGANISATION = "indicator", "organisation"
_SIDES = (INDICATOR, ORGANISATION)  # of a line
SETTLED = "settled "  # how facts begin that tell what the figures of a line come to
DEALT, DEALERS, SHARES = "dealt", "dealers", "shares"  # facts: of what figures, of whom, and each share's key
TIED = "tied"  # the fact that tells which articles replaced others' figures, or were replaced
FEW = 60  # lines of some articles: more are settled by those who need them, side by side
MOST = 400  # articles that have changed: where there are more, all is made anew, and they need not be held


class Told(NamedTuple):
    """Articles that tell a figure, newest first; of each the key of its figures, and that of figures and title."""

    stories: Sequence[Story] = ()
    keys: Sequence[str] = ()
    titled: Sequence[str] = ()


@dataclass(eq=False)
class Share:
    """What the ledger has of one indicator, or of one body: the articles that tell it, newest first.

    They are ``told`` at these ``places``: each of ten thousand articles has a part in a dozen shares.
    """

    side: str
    name: str
    told: Told = field(default_factory=Told)
    places: Sequence[int] = ()

    @cached_property
    def stories(self) -> list[Story]:
        """The articles."""
        return [self.told.stories[place] for place in self.places]

    @cached_property
    def key(self) -> str:
        """What its figures depend on."""
        return digest_lines(map(self.told.keys.__getitem__, self.places))

    @cached_property
    def shown(self) -> str:
        """What a page of its figures depends on: it names the articles too."""
        return digest_lines(map(self.told.titled.__getitem__, self.places))


def batch_of(share: Share) -> str:
    """What the page and the files of a share have in common: they are made of the same figures."""
    return f"{share.side} {share.name}"


@dataclass(frozen=True)
class Changes:
    """What has changed since figures were found under an earlier key of all; empty: all is to be made anew."""

    since: str = ""
    paths: frozenset[str] = frozenset()  # articles whose figures are others than they were
    gaps: frozenset[str] = frozenset()  # articles behind which, oldest first, stood one with other figures; "": first
    tied: frozenset[str] = frozenset()  # the addresses of those that were tied to others
    shares: Mapping[str, str] = field(default_factory=dict)  # the earlier key of each share


def _name(line: Line) -> str:
    """Under which the cache knows what a line comes to."""
    return f"{SETTLED}{' '.join(line)}"


def _key(stories: Iterable[Story]) -> str:
    """What a line comes to while these articles tell its figures."""
    return digest_lines(map(figures_key, stories))


def _changes(since: str, keys: Mapping[str, str], dealers: str, tied: str, shares: str) -> Changes:
    """What has changed, by the keys of today's articles, oldest first, each with its path, and what was noted."""
    known = dealers.split("\n")
    paths = frozenset(keys[key] for key in keys.keys() - set(known))
    gaps, before = set(), ""
    for key in known:
        if key in keys:
            before = keys[key]
        else:
            gaps.add(before)
    few = len(paths) + len(gaps) <= MOST
    return Changes(since, paths, frozenset(gaps), frozenset(json.loads(tied)), json.loads(shares)) if few else Changes()


@dataclass(frozen=True)
class Data:
    """The figures of these articles, newest first."""

    figures: Figures
    stories: Sequence[Story]
    catalogue: Catalogue
    _found: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def told(self) -> Share:
        """All articles that tell a figure."""
        lines = self.figures.lines
        stories = [story for story in self.stories if story.path in lines]
        told = Told(stories, list(map(figures_key, stories)), list(map(titled_key, stories)))
        return Share("", "", told, range(len(stories)))

    @cached_property
    def indicators(self) -> dict[str, Share]:
        """What there is of each indicator, in the catalogue's order."""
        found = self._shares(0, INDICATOR)
        return {item.id: found[item.id] for item in self.catalogue.indicators if item.id in found}

    @cached_property
    def bodies(self) -> dict[str, Share]:
        """What there is of each body of the catalogue, in its order."""
        found = self._shares(1, ORGANISATION)
        return {item.id: found[item.id] for item in self.catalogue.organisations if item.id in found}

    def _shares(self, place: int, side: str) -> dict[str, Share]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for line, places in self._lines.items():
            found[line[place]].update(places)
        return {name: Share(side, name, self.told.told, sorted(places)) for name, places in found.items()}

    @cached_property
    def _lines(self) -> dict[Line, list[int]]:
        """The articles that tell figures of each line, by their places among all that tell some."""
        found: defaultdict[Line, list[int]] = defaultdict(list)
        lines = self.figures.lines
        for number, story in enumerate(self.told.stories):
            for line in lines[story.path]:
                found[line].append(number)
        return found

    @cached_property
    def terms(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The terms that figures of each body are of, by their first and last years, the latest first."""
        found: dict[str, set[tuple[str, str]]] = {}
        for story in self.told.stories:
            for term in story.brief.terms if isinstance(story, Shelved) else ():
                body, _, years = term.rpartition(" ")
                first, _, last = years.partition("-")
                found.setdefault(body, set()).add((first, last))
        return {body: tuple(sorted(terms, reverse=True)) for body, terms in found.items()}

    @cached_property
    def gathered(self) -> Callable[[Share], Gathered]:
        """The figures of a share, replaced ones too; the last ones asked for stay at hand."""
        return lru_cache(1)(self._gathered)

    def _gathered(self, share: Share) -> Gathered:
        fetch = partial(self.postings, share)
        if self.changes.since:
            texts = starmap(self._settled, self._by_line(share).items())
            return Joined(fetch, tuple(unpacked_lines(texts, self._origins)))
        told = Gathered(fetch())  # all files are made of all figures
        own = {line: stories for line, stories in self._by_line(share).items() if share is self._keeper(line)}
        for line, settled in by_line(told).items() if own else ():
            if line in own:
                self._note(line, own[line], settled)
        return told

    def _keeper(self, line: Line) -> Share | None:
        """The share that notes a line where both it is part of are made: each line is noted once."""
        return self.indicators.get(line[0]) or self.bodies.get(line[1])

    def settle(self) -> None:
        """Settle the lines that have changed, if few, before processes are forked: each is part of two shares."""
        lines = {line for path in self.changes.paths for line in self.figures.lines[path]}
        if 0 < len(lines) <= FEW:
            for line in lines:
                self._settled(line, [self.told.stories[place] for place in self._lines[line]])
            for name, text in self.found():
                self.figures.cache.put_fact(name, text)
            self.figures.cache.save()

    def _settled(self, line: Line, stories: Sequence[Story]) -> str:
        """What a line comes to: as noted while its articles' figures were the same, or found anew."""
        key, _, text = (self.figures.cache.fact(_name(line)) or "").partition("\n")
        if key == _key(stories):
            return text
        hands = self._hands(stories, {line}, **dict(zip(_SIDES, line, strict=True)))
        return self._note(line, stories, by_line(Gathered(Ledger.of(gathered(hands)).postings))[line])

    def _note(self, line: Line, stories: Iterable[Story], settled: Settled) -> str:
        text = packed_line(line, settled)
        self._found[_name(line)] = f"{_key(stories)}\n{text}"
        return text

    def _by_line(self, share: Share) -> dict[Line, list[Story]]:
        side, stories = _SIDES.index(share.side), self.told.stories
        return {
            line: [stories[place] for place in places]
            for line, places in self._lines.items()
            if line[side] == share.name
        }

    def found(self) -> list[tuple[str, str]]:
        """What this process has found out of lines since it was last asked: facts for the cache, by name."""
        found = list(self._found.items())
        self._found.clear()
        return found

    def postings(self, share: Share) -> tuple[Posting, ...]:
        """The figures of a share, replaced ones too, oldest article first."""
        lines = self._by_line(share).keys()
        return Ledger.of(gathered(self._hands(share.stories, lines, **{share.side: share.name}))).postings

    def _hands(self, stories: Iterable[Story], lines: Collection[Line], **line: str) -> Iterator[tuple[Origin, bytes]]:
        """Some lines of articles as they were dealt; those of an article that the cache has lost are dealt anew."""
        kept = {(path, own): (key, data) for path, own, key, data in self.figures.cache.dealt(**line)}
        for story in stories:
            origin, now = self._origins[story.path], figures_key(story)
            for own in self.figures.lines[story.path]:
                if own in lines:
                    key, data = kept.get((story.path, own), ("", b""))
                    yield origin, data if key == now else self._dealt(story, own)

    def _dealt(self, story: Story, line: Line) -> bytes:
        return dealt(json.loads(self.figures.fetch(story.path))[1])[line].text.encode()

    @cached_property
    def changes(self) -> Changes:
        """What has changed since the last build; notes it. To be asked before processes are forked."""
        cache, told = self.figures.cache, self.told
        since = cache.fact(DEALT) or ""
        if since == told.key:
            return Changes()
        keyed = {story.path: key for story, key in zip(told.stories, told.told.keys, strict=True)}
        keys = {keyed[item.path]: item.path for item in self.articles}
        dealers, tied, shares = map(cache.fact, (DEALERS, TIED, SHARES))
        every = (*self.indicators.values(), *self.bodies.values())
        cache.put_fact(DEALERS, "\n".join(keys))
        cache.put_fact(TIED, json.dumps(sorted(self.tied)))
        cache.put_fact(SHARES, json.dumps({batch_of(share): share.key for share in every}))
        cache.put_fact(DEALT, told.key)
        cache.save()
        return _changes(since, keys, dealers, tied, shares) if dealers and tied and shares else Changes()

    @cached_property
    def articles(self) -> tuple[Origin, ...]:
        """All articles that tell a figure, oldest first."""
        return tuple(sorted(self._origins.values(), key=lambda item: (item.day, item.path)))

    @cached_property
    def tied(self) -> frozenset[str]:
        """The addresses of articles that say they take the place of others' figures, and of those others."""
        saying = [story for story in self.told.stories if isinstance(story, Shelved) and story.brief.replaces]
        named = {name for story in saying for name in story.brief.replaces}
        others = (item for item in self.articles if not named.isdisjoint(item.names)) if named else ()
        return frozenset((*(story.url for story in saying), *(item.url for item in others)))

    @cached_property
    def changed(self) -> frozenset[str]:
        """The addresses of articles whose figures are others, or may be for what they are or were tied to."""
        tied = self.tied | self.changes.tied
        return frozenset(item.url for item in self.articles if item.path in self.changes.paths or item.url in tied)

    def tellers(self, share: Share) -> Iterator[Origin | None]:
        """The articles of a share, oldest first; None where there may have been others."""
        told, gaps = {story.path for story in share.stories}, self.changes.gaps
        if "" in gaps:
            yield None
        for item in self.articles:
            if item.path in told:
                yield item
            if item.path in gaps:
                yield None

    def told_anew(self, share: Share | None = None) -> Iterator[Posting]:
        """All figures of articles that have changed, as other articles leave them; or those of a share alone."""
        if share is None:
            return iter(self._told_anew)
        side = _SIDES.index(share.side)
        return (item for item in self._told_anew if item.subject[side] == share.name)

    @cached_property
    def _told_anew(self) -> tuple[Posting, ...]:
        paths = (item.path for item in self.articles if item.url in self.changed)
        return Ledger.of(chain.from_iterable(unpacked(self.figures.fetch(path)) for path in paths)).postings

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {story.path: origin_of(story) for story in self.told.stories}

    @property
    def newest(self) -> Share:
        """The newest articles that tell a figure."""
        return replace(self.told, places=self.told.places[:NEWEST])

    def of(self, stories: Iterable[Story], indicator: str = "") -> Ledger:
        """What these articles tell, of one indicator or of all; what was asked for last stays at hand."""
        return self._of(indicator, tuple(story.path for story in stories))

    @cached_property
    def _of(self) -> Callable[[str, tuple[str, ...]], Ledger]:
        return lru_cache(1)(self._ledger)

    def _ledger(self, indicator: str, paths: Sequence[str]) -> Ledger:
        wanted = {line for path in paths for line in self.figures.lines[path] if indicator in ("", line[0])}
        return Ledger.of(chain.from_iterable(unpacked(self.figures.fetch(path), wanted) for path in paths))

    def everything(self) -> Iterator[Posting]:
        """Every figure, indicator by indicator, what the catalogue lacks last."""
        for share in (*self.indicators.values(), *self._local):
            yield from self.postings(share)

    @property
    def _local(self) -> Iterator[Share]:
        """What single articles count for themselves."""
        share = self._shares(0, INDICATOR).get("")
        if share is not None:
            yield share
