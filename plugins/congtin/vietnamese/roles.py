"""Roles: what a number of a report phrase is, by the word that governs it."""

from __future__ import annotations

from collections.abc import Callable

from congtin.observation import Aspect, Verdict
from congtin.quantity import Kind
from congtin.values import replace
from congtin.vietnamese.clauses import Clause
from congtin.vietnamese.cues import Sign
from congtin.vietnamese.equations import Term
from congtin.vietnamese.figures import Draft
from congtin.vietnamese.standing import LISTS, Setting, Standing, Unread

_DIRECTION = {Sign.RISE: "tăng", Sign.FALL: "giảm", Sign.EQUAL: "bằng", Sign.EXCEED: "vượt"}


class Roles(Standing):
    """One method a role; ``_ROLES`` says which word asks for which."""

    def _cast(self, setting: Setting) -> list[Draft]:
        term = self._term_of(setting.clause)
        if term in (Term.PART, Term.COUNT, Term.EACH):
            return self._term(setting, term)
        if len(setting.numbers) == 2:
            return self._ratio(setting)
        if setting.numbers[0].kind is Kind.RATIO:  # "hai phần ba", "hơn 2/3": a fraction, no result of a plan
            setting.numbers[0].aspect = self._result
            return list(setting.numbers)
        governing = Sign.PLAN if Sign.AIM in setting.clause.signs else setting.governing
        role = _ROLES.get(governing or Sign.COLON, Roles._plain)
        return role(self, setting)

    def _term(self, setting: Setting, term: Term) -> list[Draft]:
        draft = setting.numbers[0]
        equation = next(found for found in self.cast.equations if found.term(setting.clause))
        if term is Term.EACH:
            draft.aspect = Aspect.EACH
            draft.count = self._draft_of(next(count for count, each in equation.pairs if each is setting.clause))
        elif term is Term.PART or len(equation.pairs) > 1:
            draft.aspect, draft.listed = Aspect.PART, Sign.EQUALS
        else:
            draft.aspect = self._result
        return list(setting.numbers[:1])

    def _ratio(self, setting: Setting) -> list[Draft]:
        actual, base = setting.numbers
        actual.plain = True
        parent = self._draft_of(setting.clause.parent) if setting.clause.opener is Sign.OPEN else None
        if parent is not None and parent.plain and parent.kind is Kind.PERCENT and parent.aspect is self._result:
            self._share_of(parent, actual) if self.share else setattr(parent, "aspect", Aspect.PERCENT)
            parent.plain = False
        if self._in_list(actual, setting):
            self._part(actual)
            base.aspect, actual.whole = Aspect.WHOLE, base
            return [actual, base]
        base.aspect = Aspect.WHOLE if self.share and not setting.planned else Aspect.TARGET
        self.whole = actual
        return [actual, base]

    def _plain(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        if draft.quantity.value < 0 and setting.base and setting.base[0].sign is Sign.AGAINST:
            draft.aspect, draft.label = Aspect.CHANGE, _DIRECTION[Sign.FALL]
            return [draft]
        draft.plain = True
        if setting.clause.opener is Sign.SLASH and self.cast.drafts:
            draft.aspect = Aspect.WHOLE if self.share or self.cast.drafts[-1].quantity.measure else Aspect.TARGET
        elif self._is_rate(draft):
            return self._each(setting)
        elif setting.percent and not any(sign in LISTS for sign in setting.clause.signs):
            return self._percent(setting, draft)
        elif setting.base and setting.base[0].sign is Sign.AGAINST:
            return self._compared(setting, draft)
        elif setting.base:
            draft.aspect = Aspect.PREVIOUS
        elif setting.clause.parent is not None and setting.clause.opener is Sign.OPEN:
            return self._bracketed(setting, draft)
        elif self._in_list(draft, setting):
            self._part(draft)
        else:
            draft.aspect = self._result
            self.whole, self.listed = draft, None
        return [draft]

    def _bracketed(self, setting: Setting, draft: Draft) -> list[Draft]:
        """The first number of a bracket: the base just named, a part of what stands before it, or more of it."""
        parent = self._draft_of(setting.clause.parent)
        if parent is not None and parent.aspect in (Aspect.PERCENT, Aspect.CHANGE):
            names_base = bool(self.cast.bases and self.cast.bases[-1][0] is parent.clause)
            names_plan = bool(self.cast.basis) and parent.aspect is Aspect.PERCENT
            if names_base or names_plan:
                draft.aspect = Aspect.PREVIOUS if names_base else Aspect.TARGET
                return [draft]
        if (
            parent is not None
            and parent.kind is draft.kind
            and parent.aspect in (Aspect.ACTUAL, Aspect.TARGET, Aspect.PART)
        ):
            self.listed, self.whole, self.list_depth = Sign.OPEN, parent, setting.clause.depth
            self._part(draft)
        else:
            draft.aspect = self._result
        return [draft]

    def _compared(self, setting: Setting, draft: Draft) -> list[Draft]:
        """ "giảm 5 vụ, 12 người so với cùng kỳ": what was said of the first holds for the second."""
        changes = [other for other in self.cast.drafts if other.aspect is Aspect.CHANGE]
        draft.plain = False
        if changes:
            draft.aspect, draft.label = Aspect.CHANGE, changes[-1].label
        else:
            draft.aspect = self._result
            reason = "chưa rõ tăng hay giảm; xin viết “tăng …” hoặc “giảm …”"
            self.cast.unread.append(Unread(draft.start, draft.end, reason))
        return [draft]

    def _is_rate(self, draft: Draft) -> bool:
        """ "20 triệu đồng/nhà" for a count of "nhà"."""
        rate = draft.quantity.measure.casefold()
        counts = (other.quantity.measure.casefold() for other in self.cast.drafts if other.kind is Kind.COUNT)
        return draft.kind is Kind.MONEY and bool(rate) and any(
            f"{measure} ".startswith(f"{rate} ") for measure in counts if measure
        )  # fmt: skip

    def _percent(self, setting: Setting, draft: Draft) -> list[Draft]:
        """A percentage: of the plan, of a whole, a change repeated, or a result by itself."""
        previous = self._subject(setting)
        repeats = setting.governing is Sign.SAME or setting.clause.opener in (Sign.OPEN, Sign.EQUALS)
        if setting.planned and Sign.AGAINST not in setting.clause.signs[-1:]:
            draft.aspect = Aspect.PERCENT
        elif (
            previous
            and previous.aspect is Aspect.CHANGE
            and (repeats or (setting.governing is None and not draft.label))
        ):
            draft.aspect, draft.label, draft.over = Aspect.CHANGE, previous.label, previous.over
        elif previous and repeats and (risen := self._risen(previous)):
            draft.aspect, draft.label = Aspect.CHANGE, risen.label
        elif previous and previous.aspect is Aspect.PART:
            self._share_of(draft, previous)
        elif previous and self._has_target(previous) and not self.share:
            draft.aspect = Aspect.PERCENT
        elif previous and self._has_base(previous):
            self._share_of(draft, previous)
        elif previous and setting.governing is Sign.REACH and self._plans and previous.kind is not Kind.PERCENT:
            draft.aspect = Aspect.PERCENT
        else:
            draft.aspect = self._result
            self.whole = self.whole or draft
        return [draft]

    def _share(self, setting: Setting) -> list[Draft]:
        """ "chiếm 42,4%": of the whole that the ratio or the list names."""
        draft = setting.numbers[0]
        draft.plain = True
        previous = self._subject(setting)
        if not setting.percent or previous is None or setting.planned:
            return self._plain(setting)
        for other in self.cast.drafts:
            if other.aspect is Aspect.TARGET and other.clause is previous.clause:
                other.aspect = Aspect.WHOLE
        if self._has_base(previous) or previous.whole is not None:
            self._share_of(draft, previous)
        else:
            draft.aspect = self._result
        return [draft]

    def _share_of(self, draft: Draft, part: Draft) -> None:
        draft.aspect, draft.share, draft.count, draft.plain = Aspect.PERCENT, True, part, False
        draft.label = part.label
        if part.aspect is Aspect.PART and part.whole is None:
            draft.aspect = Aspect.PART

    def _reach(self, setting: Setting) -> list[Draft]:
        if setting.percent:
            setting.numbers[0].plain = True
            return self._percent(setting, setting.numbers[0])
        return self._plain(setting)

    def _excess(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect = Aspect.PERCENT if setting.percent else Aspect.CHANGE
        draft.label, draft.over = "vượt", True
        self.cast.verdict = self.cast.verdict or Verdict.EXCEEDED
        return [draft]

    def _change(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        if Sign.FROM in setting.clause.signs and self._goes_on(setting.clause):
            draft.aspect, draft.label = Aspect.PREVIOUS, _DIRECTION.get(setting.clause.signs[0], "")
        elif setting.governing is Sign.RISE and setting.planned:
            return self._excess(setting)
        else:
            said = next(sign for sign in reversed(setting.clause.signs) if sign in _DIRECTION)
            draft.aspect, draft.label = Aspect.CHANGE, _DIRECTION[said]
        return [draft]

    def _goes_on(self, clause: Clause) -> bool:
        """Whether "từ 94" goes on to "lên 99"."""
        at = self.clauses.index(clause)
        return any(Sign.TO in later.signs for later in self.clauses[at + 1 : at + 2])

    def _equal(self, setting: Setting) -> list[Draft]:
        if setting.percent and setting.base:
            return self._change(setting)
        return self._reach(setting)

    def _from(self, setting: Setting) -> list[Draft]:
        rises = any(sign in (Sign.RISE, Sign.FALL) for sign in setting.clause.signs)
        return self._change(setting) if rises or self._goes_on(setting.clause) else self._plain(setting)

    def _to(self, setting: Setting) -> list[Draft]:
        """ "từ 94 lên 99": the second number is the result."""
        draft = setting.numbers[0]
        if any(other.aspect is Aspect.PREVIOUS for other in self.cast.drafts[-1:]):
            draft.aspect, self.whole, self.listed = self._result, draft, None
            return [draft]
        return self._plain(setting)

    def _against(self, setting: Setting) -> list[Draft]:
        """ "so với 966": the base itself."""
        draft = setting.numbers[0]
        draft.aspect = Aspect.TARGET if setting.planned else Aspect.PREVIOUS
        return [draft]

    def _plan(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect = Aspect.TARGET
        return [draft]

    def _outcome(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect, self.whole, self.listed = Aspect.ACTUAL, draft, None
        return [draft]

    def _previous(self, setting: Setting) -> list[Draft]:
        setting.numbers[0].aspect = Aspect.PREVIOUS
        return [setting.numbers[0]]

    def _each(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect = Aspect.EACH
        draft.count = next((d for d in reversed(self.cast.drafts) if d.kind is Kind.COUNT), None)
        return [draft]

    def _whole_of(self, setting: Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect, draft.listed = Aspect.WHOLE, setting.governing
        return [draft]

    def _total(self, setting: Setting) -> list[Draft]:
        """ "223 A, 223 B, tổng cộng 446": the figures before it are its parts."""
        draft = setting.numbers[0]
        draft.aspect = self._result
        for other in self.cast.drafts:
            if other.guessed:  # "223 tài chính": a label after all
                other.label = f"{other.quantity.measure} {other.label}".strip()
                other.quantity, other.guessed = replace(other.quantity, measure=draft.quantity.measure), False
        parts = [
            other for other in self.cast.drafts
            if other.alike(draft) and ((other.plain and other.label and other.aspect is draft.aspect) or other.listed)
        ]  # fmt: skip
        if len(parts) > 1 and all(part.whole is None for part in parts):
            for part in parts:
                part.aspect, part.whole, part.listed, part.plain = Aspect.PART, draft, Sign.COMPLETE, False
        self.whole, self.listed = draft, None
        return [draft]


_ROLES: dict[Sign, Callable[[Roles, Setting], list[Draft]]] = {
    Sign.REACH: Roles._reach,
    Sign.EXCEED: Roles._excess,
    Sign.SHARE: Roles._share,
    Sign.SAME: Roles._reach,
    Sign.RISE: Roles._change,
    Sign.FALL: Roles._change,
    Sign.EQUAL: Roles._equal,
    Sign.FROM: Roles._from,
    Sign.TO: Roles._to,
    Sign.AGAINST: Roles._against,
    Sign.PLAN: Roles._plan,
    Sign.RESULT: Roles._outcome,
    Sign.BEFORE: Roles._previous,
    Sign.EACH: Roles._each,
    Sign.OUT_OF: Roles._whole_of,
    Sign.STOCK: Roles._whole_of,
    Sign.TOTAL: Roles._total,
}
