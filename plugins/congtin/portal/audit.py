"""The audit: what the rules across articles say, kept line by line, so that an edit costs only the lines it touches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from congtin.catalogue import Catalogue
from congtin.finding import Finding
from congtin.portal.cache import Cache
from congtin.portal.codec import codec
from congtin.portal.figures import Figures
from congtin.portal.workers import spread
from congtin.posting import Line
from congtin.values import dataclass

FACT = "audit"
PAYS_FROM, MOST = 200, 2000  # articles: below the first one process judges all, and of more none has all at hand
Told = dict[Line, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found, by line, of the articles that ``state`` is the digest of; the ``hidden`` took no part."""

    state: str
    hidden: tuple[str, ...]
    lines: tuple[tuple[Line, tuple[Finding, ...]], ...]

    @classmethod
    def read(cls, cache: Cache) -> Audit | None:
        """What is kept; None where nothing is."""
        kept = cache.fact(FACT)
        return None if kept is None else _AUDIT.decode(json.loads(kept))

    def keep(self, cache: Cache) -> None:
        """Keep it for the next build, and for checks."""
        cache.put_fact(FACT, json.dumps(_AUDIT.encode(self), ensure_ascii=False))

    def naming(self, path: str) -> frozenset[Line]:
        """The lines of which something is found that names an article."""
        return frozenset(line for line, found in self.lines if any(path in finding.paths for finding in found))


_AUDIT = codec(Audit)
_TOLD = codec(tuple[tuple[Line, tuple[Finding, ...]], ...])


def audited(
    figures: Figures,
    catalogue: Catalogue,
    touched: Iterable[Line] | None = None,
    known: Mapping[Line, tuple[Finding, ...]] | None = None,
    focus: frozenset[str] = frozenset(),
    jobs: int = 1,
) -> Told:
    """What is found in all lines, or in those that ``touched`` ones bear on, beside what is ``known`` of the others.

    ``focus`` are the articles at which findings stand where they have a part in them. All lines are judged by as many
    workers as ``jobs`` where there are many articles.
    """
    from congtin.checks.across import check_lines, judged, needed  # only now: an unchanged article needs no rules

    if touched is None:

        def work(lines: Sequence[Line]) -> bytes:
            found = check_lines(figures.part(needed(lines, catalogue)), catalogue, lines, focus)
            return json.dumps(_TOLD.encode(tuple(found.items()))).encode()

        figures.cache.save()  # for workers read what is there
        answers = spread(work, _shares(figures, jobs), jobs, least=2)
        return dict(sorted(item for _, answer in answers for item in _TOLD.decode(json.loads(answer))))
    lines = judged(touched, catalogue)
    kept = {line: found for line, found in (known or {}).items() if line not in lines}
    told = [line for line in sorted(lines) if figures.paths(line)]
    return kept | check_lines(figures.ledger(needed(told, catalogue)), catalogue, told, focus)


def _shares(figures: Figures, jobs: int) -> list[list[Line]]:
    """All lines in shares of about equal work, those of one indicator together, for they look at one another."""
    weights = Counter(line for lines in figures.lines.values() for line in lines if line[0])
    indicators: dict[str, list[Line]] = {}
    for line in sorted(weights):
        indicators.setdefault(line[0], []).append(line)
    articles = len(figures.lines)
    rounds = -(-articles // (MOST * jobs))
    shares: list[list[Line]] = [[] for _ in range(rounds * jobs if articles >= PAYS_FROM else 1)]
    loads = [0] * len(shares)
    for lines in sorted(indicators.values(), key=lambda lines: -sum(weights[line] for line in lines)):
        lightest = loads.index(min(loads))
        shares[lightest] += lines
        loads[lightest] += sum(weights[line] for line in lines)
    return list(filter(None, shares))
