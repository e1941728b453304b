"""Clauses: a report phrase cut at its separators, each number with the words that belong to it."""

from __future__ import annotations

import dataclasses

from congtin.values import dataclass
from congtin.vietnamese.cues import SEPARATORS, Sign, Token, is_percent

JOINTS = frozenset({Sign.EQUALS, Sign.PLUS, Sign.TIMES})
_TURNS = frozenset(Sign) - SEPARATORS - {
    Sign.NUMBER, Sign.PERIOD, Sign.NAME, Sign.WORD, Sign.COLON, Sign.BEFORE, Sign.WIDENED,
}  # fmt: skip
_GOVERNING = _TURNS - {Sign.ESTIMATE, Sign.LINK, Sign.YEARLY} | {Sign.BEFORE}
_VERDICTS = frozenset({Sign.REACH, Sign.EXCEED, Sign.MISS})
_QUIET = frozenset({Sign.WORD, Sign.NAME, Sign.LINK, Sign.COLON, Sign.WIDENED})


@dataclasses.dataclass(slots=True, eq=False)
class Clause:
    """A number with what stands before and behind it, or words alone (``number`` is None).

    ``opener`` is the separator in front (None at the start); ``depth`` counts open brackets; ``parent`` is
    the clause in front of the bracket.
    """

    lead: list[Token]
    number: Token | None = None
    tail: list[Token] = dataclasses.field(default_factory=list)
    opener: Sign | None = None
    depth: int = 0
    parent: Clause | None = None

    @property
    def tokens(self) -> list[Token]:
        """All tokens in order."""
        return [*self.lead, *([self.number] if self.number else []), *self.tail]

    @property
    def signs(self) -> list[Sign]:
        """The signs in front of the number (all of them when there is none)."""
        return [token.sign for token in self.lead]

    @property
    def tail_signs(self) -> list[Sign]:
        """The signs behind the number."""
        return [token.sign for token in self.tail]


def read_clauses(tokens: list[Token]) -> list[Clause]:
    """Cut the tokens of a phrase into clauses, in order."""
    clauses: list[Clause] = []
    parents: list[Clause | None] = []
    opener: Sign | None = None
    segment: list[Token] = []

    def close() -> None:
        nonlocal segment
        if segment:
            for index, clause in enumerate(_clauses_of(segment)):
                clause.opener = opener if index == 0 else clause.opener
                clause.depth, clause.parent = len(parents), parents[-1] if parents else None
                clauses.append(clause)
        segment = []

    for token in tokens:
        if token.sign not in SEPARATORS:
            segment.append(token)
            continue
        close()
        opener = token.sign
        if token.sign is Sign.OPEN:
            parents.append(_last_numbered(clauses, len(parents)))
        elif token.sign is Sign.CLOSE and parents:
            parents.pop()
    close()
    return clauses


def _last_numbered(clauses: list[Clause], depth: int) -> Clause | None:
    return next((clause for clause in reversed(clauses) if clause.number and clause.depth <= depth), None)


def _clauses_of(segment: list[Token]) -> list[Clause]:
    """One clause for each number of a segment; words between two numbers go to the one they speak of."""
    places = [index for index, token in enumerate(segment) if token.sign is Sign.NUMBER]
    if not places:
        return [Clause(segment)]
    clauses = []
    start = 0
    for place, following in zip(places, [*places[1:], None], strict=True):
        end = len(segment) if following is None else _turn(segment, place, following)
        clauses.append(Clause(segment[start:place], segment[place], segment[place + 1 : end]))
        start = end
    for clause in clauses[1:]:
        clause.opener = Sign.LINK if clause.signs[:1] == [Sign.LINK] else Sign.COMMA
    return clauses


def _turn(segment: list[Token], place: int, following: int) -> int:
    """Where, between two numbers, the words turn from the first to the second: at the first word of role."""
    turns = [index for index in range(place + 1, following) if segment[index].sign in _TURNS]
    links = [index for index in turns if segment[index].sign is Sign.LINK]
    if links:
        return links[-1]
    if _compares(segment, place):  # its comparison follows it: "tăng 5% so với cùng kỳ, …"
        further = [index for index in turns if segment[index].sign not in (Sign.AGAINST, Sign.PLAN, Sign.BEFORE)]
        turns = further or turns[1 if segment[place + 1].sign is Sign.PLAN else 0 :]
    return turns[0] if turns else following


def _compares(segment: list[Token], place: int) -> bool:
    """Whether a number is itself a comparison: a percentage, or what something rose by."""
    governing = segment[place - 1].sign if place else None
    return is_percent(segment[place]) or governing in (Sign.RISE, Sign.FALL, Sign.EXCEED)


@dataclass(frozen=True, slots=True)
class Told:
    """What the words around a number say, apart from its role.

    Spans are (start, end) of the phrase or None: ``basis`` the plan meant ("kế hoạch tỉnh giao"), ``base``
    what a change is against ("so với cùng kỳ"); ``words`` are the label's tokens.
    """

    words: tuple[Token, ...] = ()
    basis: tuple[Token, ...] = ()
    base: tuple[Token, ...] = ()
    periods: tuple[Token, ...] = ()
    verdict: Sign | None = None


def told_behind(tokens: list[Token], *, percent: bool) -> Told:
    """Read the words behind a number (or of a clause without one: ``percent`` True)."""
    words: list[Token] = []
    periods: list[Token] = []
    for index, token in enumerate(tokens):
        rest = tokens[index + 1 :]
        if token.sign is Sign.PERIOD or token.sign is Sign.YEARLY:
            periods.append(token)
        elif token.sign in _VERDICTS and _names_plan(rest):
            return Told(tuple(words), basis=_plan(rest), periods=tuple(periods), verdict=token.sign)
        elif token.sign is Sign.AGAINST and _names_plan(tokens[index:]):
            return _plan_told(words, periods, rest)
        elif token.sign in (Sign.AGAINST, Sign.BEFORE):
            return Told(tuple(words), base=tuple(tokens[index:]), periods=tuple(periods))
        elif token.sign is Sign.PLAN and percent and not words:
            return _plan_told(words, periods, tokens[index:])
        else:
            words.append(token)
    return Told(tuple(words), periods=tuple(periods))


def _plan_told(words: list[Token], periods: list[Token], rest: list[Token]) -> Told:
    """A basis runs to the end, unless a verdict follows it ("so với chỉ tiêu đạt")."""
    basis = tuple(rest)
    if basis and basis[-1].sign in _VERDICTS:
        return Told(tuple(words), basis=basis[:-1], periods=tuple(periods), verdict=basis[-1].sign)
    return Told(tuple(words), basis=basis, periods=tuple(periods))


def _names_plan(tokens: list[Token]) -> bool:
    return Sign.PLAN in [token.sign for token in tokens[:2] if token.sign in (Sign.AGAINST, Sign.PLAN)]


def _plan(tokens: list[Token]) -> tuple[Token, ...]:
    return tuple(tokens[1:] if tokens[0].sign is Sign.AGAINST else tokens)


def told_before(tokens: list[Token]) -> tuple[Told, Sign | None]:
    """Read the words in front of a number: what they say, and the word of role that governs it (the last)."""
    roles = [(index, token.sign) for index, token in enumerate(tokens) if token.sign in _GOVERNING]
    periods = tuple(token for token in tokens if token.sign in (Sign.PERIOD, Sign.YEARLY))
    governing = roles[-1][1] if roles else None
    basis = _named(tokens, Sign.PLAN, roles)
    base = _named(tokens, Sign.AGAINST, roles) or _named(tokens, Sign.BEFORE, roles)
    taken = {id(token) for token in (*basis, *base, *periods)}
    words = tuple(token for token in tokens if token.sign in _QUIET and id(token) not in taken)
    return Told(words, basis, () if basis else base, tuple(p for p in periods if p not in base + basis)), governing


def _named(tokens: list[Token], sign: Sign, roles: list[tuple[int, Sign]]) -> tuple[Token, ...]:
    """The stretch from a word such as "kế hoạch" to the next word of role (or the number)."""
    starts = [index for index, found in roles if found is sign]
    if not starts:
        return ()
    start = starts[0]
    ends = [index for index, found in roles if index > start and found not in (Sign.PLAN, Sign.BEFORE)]
    stretch = tokens[start : ends[0] if ends else len(tokens)]
    return tuple(token for token in stretch if token.sign is not Sign.COLON)
