"""Standing: what is known while the clauses of a report phrase are read, and what follows from it."""

from __future__ import annotations

import dataclasses
from dataclasses import field

from congtin.observation import Aspect, Verdict
from congtin.quantity import Kind
from congtin.values import dataclass, replace
from congtin.vietnamese.clauses import Clause, Told
from congtin.vietnamese.cues import Sign, Token
from congtin.vietnamese.equations import Equation, Term
from congtin.vietnamese.figures import Draft

VERDICTS = {Sign.REACH: Verdict.MET, Sign.EXCEED: Verdict.EXCEEDED, Sign.MISS: Verdict.MISSED}
LISTS = frozenset({Sign.COMPLETE, Sign.AMONG})


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch that could not be read, and why."""

    start: int
    end: int
    reason: str


@dataclasses.dataclass(slots=True)
class Cast:
    """All that the clauses say: figures in order, equations, and what holds of the whole phrase."""

    drafts: list[Draft] = field(default_factory=list)
    equations: tuple[Equation, ...] = ()
    verdict: Verdict | None = None
    basis: tuple[Token, ...] = ()
    bases: list[tuple[Clause, tuple[Token, ...]]] = field(default_factory=list)  # what changes are against
    periods: list[tuple[Clause, tuple[Token, ...]]] = field(default_factory=list)
    estimated: bool = False
    absent: str = ""
    unread: list[Unread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """A clause about to be cast, with what its words say."""

    clause: Clause
    before: Told
    governing: Sign | None
    behind: Told
    numbers: tuple[Draft, ...]

    @property
    def base(self) -> tuple[Token, ...]:
        """What a change is against."""
        return self.before.base or self.behind.base

    @property
    def planned(self) -> bool:
        """Whether a plan is named."""
        return bool(self.before.basis or self.behind.basis)

    @property
    def percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.numbers[0].kind is Kind.PERCENT


class Standing:
    """The figures so far and the list of parts that is open, with the questions that roles ask of them."""

    def __init__(self, phrase: str, *, as_target: bool, share: bool) -> None:
        self.phrase = phrase
        self.as_target = as_target
        self.share = share
        self.cast = Cast()
        self.listed: Sign | None = None
        self.whole: Draft | None = None
        self.list_depth = 0
        self.clauses: list[Clause] = []

    @property
    def _result(self) -> Aspect:
        return Aspect.TARGET if self.as_target else Aspect.ACTUAL

    @property
    def _plans(self) -> bool:
        """Whether "đạt p%" means p% of a plan."""
        return not self.share and not self.as_target

    def _note(self, clause: Clause, told: Told) -> None:
        """Keep what the words say of the phrase as a whole."""
        if told.verdict:
            self.cast.verdict = VERDICTS[told.verdict]
        if told.basis and not self.cast.basis:
            self.cast.basis = told.basis
        if told.base:
            self.cast.bases.append((clause, told.base))
        if told.periods:
            self.cast.periods.append((clause, told.periods))

    def _said(self, token: Token) -> str:
        return self.phrase[token.start : token.end].casefold()

    def _term_of(self, clause: Clause) -> Term | None:
        return next((term for equation in self.cast.equations if (term := equation.term(clause))), None)

    def _open_list(self, sign: Sign, clause: Clause) -> None:
        self.listed, self.list_depth = sign, clause.depth
        if clause.parent is not None:
            self.whole = self._draft_of(clause.parent) or self.whole

    def _whole_for(self, part: Draft) -> Draft | None:
        """The figure that a part is of: the last one of its measure, nearest first."""
        mains = (Aspect.ACTUAL, Aspect.TARGET)
        found = [d for d in self.cast.drafts if d.aspect in mains and d.alike(part) and (d.plain or d is self.whole)]
        return found[-1] if found and self.whole is not None and not self.whole.alike(part) else None

    def _in_list(self, draft: Draft, setting: Setting) -> bool:
        """Whether a plain number goes on with the list of parts that was opened."""
        if self.listed is None or setting.behind.base:
            return False
        if any(sign in LISTS for sign in setting.clause.signs):
            return True
        if self.whole is None:
            return False
        last = self.cast.drafts[-1]
        by_noun = self.listed is Sign.COMPLETE and last.listed is Sign.COMPLETE and not last.alike(self.whole)
        return draft.alike(self.whole) or draft.alike(last) or (by_noun and draft.kind is last.kind)

    def _part(self, draft: Draft) -> None:
        draft.aspect, draft.whole, draft.listed, draft.plain = Aspect.PART, self.whole, self.listed, False
        if self.whole is not None and draft.kind is self.whole.kind:
            self._share_measure(draft, self.whole)

    @staticmethod
    def _share_measure(part: Draft, whole: Draft) -> None:
        """Parts are counted as their whole; a noun that narrows it is the label: "CĐCS | doanh nghiệp"."""
        mine, theirs = part.quantity.measure, whole.quantity.measure
        if theirs and part.kind is Kind.COUNT and mine.casefold() != theirs.casefold() and part.alike(whole):
            narrowed = mine[len(theirs) :] if mine.casefold().startswith(f"{theirs.casefold()} ") else mine
            if not theirs.casefold().startswith(f"{mine.casefold()} ") or not mine:
                part.label = narrowed.strip()
            part.quantity = replace(part.quantity, measure=theirs)

    def _draft_of(self, clause: Clause | None) -> Draft | None:
        return next((draft for draft in self.cast.drafts if draft.clause is clause), None)

    def _subject(self, setting: Setting) -> Draft | None:
        """The figure that a percentage is said of: the one in front of the bracket, else the last count or sum."""
        if setting.clause.parent is not None and setting.clause.opener is Sign.OPEN:
            return self._draft_of(setting.clause.parent)
        wanted = (Aspect.ACTUAL, Aspect.PART, Aspect.CHANGE)
        found = [draft for draft in self.cast.drafts if draft.aspect in wanted and not draft.share]
        if setting.governing is Sign.REACH:  # "đạt" is said of a result, not of a change
            found = [draft for draft in found if draft.aspect is not Aspect.CHANGE]
        if found and found[-1].aspect is Aspect.PART and (self._any_target() or setting.planned):
            return self.whole or found[-1]
        return found[-1] if found else None

    def _any_target(self) -> bool:
        return any(draft.aspect is Aspect.TARGET for draft in self.cast.drafts) and not self.as_target

    def _risen(self, draft: Draft) -> Draft | None:
        """The figure from which this one rose or fell: "tăng từ 120 lên 126 (5%)"."""
        return next((d for d in self.cast.drafts if d.aspect is Aspect.PREVIOUS and d.label and d.alike(draft)), None)

    def _has_target(self, draft: Draft) -> bool:
        return any(other.aspect is Aspect.TARGET and other.alike(draft) for other in self.cast.drafts)

    def _has_base(self, draft: Draft) -> bool:
        return any(other.aspect is Aspect.WHOLE and other.kind is draft.kind for other in self.cast.drafts)
