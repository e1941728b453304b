"""Roles: from the clauses of a report phrase to figures with their aspects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from congtin.observation import Aspect, Verdict
from congtin.quantity import Kind
from congtin.text import squeeze
from congtin.vietnamese.clauses import Clause, Told, told_before, told_behind
from congtin.vietnamese.cues import Sign, Token
from congtin.vietnamese.equations import Equation, Term, read_equations
from congtin.vietnamese.figures import Draft, label_of, noun_behind, read_number, without_widening

_VERDICT = {Sign.REACH: Verdict.MET, Sign.EXCEED: Verdict.EXCEEDED, Sign.MISS: Verdict.MISSED}
_LISTS = {Sign.COMPLETE: Sign.COMPLETE, Sign.AMONG: Sign.AMONG}
_SIGNS = frozenset("-−–")
_DIRECTION = {Sign.RISE: "tăng", Sign.FALL: "giảm", Sign.EQUAL: "bằng", Sign.EXCEED: "vượt"}
_QUIET_WORDS = frozenset(
    "tính đến hết trong từ kể vào ngày của theo cả suốt toàn nay đã và thời điểm số liệu ở tại kết quả : và với cho".split()
)


@dataclass(slots=True)
class Unread:
    """A stretch that could not be read, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
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


@dataclass(slots=True)
class _Setting:
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


class Casting:
    """Walks the clauses once; ``as_target`` and ``share`` as in :func:`congtin.vietnamese.rows.read_row`."""

    def __init__(self, phrase: str, *, as_target: bool, share: bool) -> None:
        self.phrase = phrase
        self.as_target = as_target
        self.share = share
        self.cast = Cast()
        self.listed: Sign | None = None
        self.whole: Draft | None = None
        self.list_depth = 0
        self.clauses: list[Clause] = []

    def read(self, clauses: list[Clause]) -> Cast:
        """Give every number its role."""
        self.clauses = clauses
        self.cast.equations = read_equations(clauses)
        for clause in clauses:
            if clause.number is None:
                self._remark(clause)
            else:
                self._number(clause)
        self._name_changes()
        return self.cast

    def _name_changes(self) -> None:
        """A change says what it is against, named with it or anywhere in the phrase: "giảm so với cùng kỳ"."""
        for draft in self.cast.drafts:
            if draft.aspect is Aspect.CHANGE and not draft.over and self.cast.bases:
                near = [base for clause, base in self.cast.bases if clause is draft.clause]
                base = near[0] if near else self.cast.bases[-1][1]
                against = "" if base[0].sign is Sign.AGAINST else "so với "
                draft.label = f"{draft.label} {against}{squeeze(self.phrase[base[0].start : base[-1].end])}"

    # --- clauses without a number ---

    def _remark(self, clause: Clause) -> None:
        signs = clause.signs
        if self._continues_label(clause):
            return
        if Sign.NONE in signs or label_of(self.phrase, clause.tokens).casefold() in ("không", "chưa"):
            self.cast.absent = self.phrase[clause.lead[0].start : clause.lead[-1].end]
            return
        if signs[-1] in _LISTS and all(sign in (Sign.WORD, Sign.LINK) for sign in signs[:-1]):
            self._open_list(_LISTS[signs[-1]], clause)
            return
        told = told_behind(clause.lead, percent=True)
        if Sign.ESTIMATE in signs:
            self.cast.estimated = True
        words = [token for token in told.words if token.sign is not Sign.ESTIMATE]
        if len(words) == 1 and words[0].sign in _VERDICT and not told.basis:
            self.cast.verdict = _VERDICT[words[0].sign]
            return
        if told.basis or told.base or told.periods:
            words = [token for token in words if self._said(token) not in _QUIET_WORDS]
        if words and label_of(self.phrase, words):
            if not any(token.expression is not None and token.expression.doubt for token in clause.lead):
                start, end = clause.lead[0].start, clause.lead[-1].end
                self.cast.unread.append(Unread(start, end, "phần chữ này không nói số liệu nào"))
        else:
            self._note(clause, told)

    def _said(self, token: Token) -> str:
        return self.phrase[token.start : token.end].casefold()

    def _continues_label(self, clause: Clause) -> bool:
        """"được học tập, bồi dưỡng": words that only go on with the label before the comma."""
        last = self.cast.drafts[-1] if self.cast.drafts else None
        words = all(token.sign in (Sign.WORD, Sign.LINK) for token in clause.lead)
        if last is None or not words or not last.label or last.aspect is Aspect.CHANGE:
            return False
        if clause.opener is not Sign.COMMA or clause.depth != last.clause.depth or self._said(clause.lead[0]) == "không":
            return False
        last.label = f"{last.label}, {label_of(self.phrase, clause.lead)}"
        return True

    def _note(self, clause: Clause, told: Told) -> None:
        """Keep what the words say of the phrase as a whole."""
        if told.verdict:
            self.cast.verdict = _VERDICT[told.verdict]
        if told.basis and not self.cast.basis:
            self.cast.basis = told.basis
        if told.base:
            self.cast.bases.append((clause, told.base))
        if told.periods:
            self.cast.periods.append((clause, told.periods))

    # --- clauses with a number ---

    def _number(self, clause: Clause) -> None:
        assert clause.number is not None
        before, governing = told_before(clause.lead)
        numbers = tuple(
            Draft(Aspect.ACTUAL, quantity, start, end, clause) for quantity, start, end in read_number(clause.number)
        )
        sign = self.phrase[clause.number.start - 1 : clause.number.start]
        if not numbers or Sign.NONE in clause.signs or governing is Sign.MISS or sign in _SIGNS:
            reason = "chưa rõ dấu trừ ở đây; xin viết “giảm …”" if sign in _SIGNS else (
                "chưa rõ số này là kết quả hay kế hoạch; xin viết “thực hiện …, kế hoạch …”"
            )  # fmt: skip
            self.cast.unread.append(Unread(clause.tokens[0].start, clause.tokens[-1].end, reason))
            return
        behind = told_behind(clause.tail, percent=numbers[0].kind is Kind.PERCENT or governing in _DIRECTION)
        setting = _Setting(clause, before, governing, behind, numbers)
        self._note(clause, before)
        self._note(clause, behind)
        self.cast.estimated |= Sign.ESTIMATE in clause.signs + clause.tail_signs
        label = self._label(setting)
        for sign in clause.signs:
            if sign in _LISTS:
                self._open_list(_LISTS[sign], clause)
                self.whole = self._whole_for(numbers[0]) or self.whole
        if clause.depth < self.list_depth:
            self.listed = None
        drafts = self._cast(setting)
        for draft in drafts:
            if draft.aspect is Aspect.CHANGE and label:
                draft.label += f" ({label})"
            elif draft.aspect not in (Aspect.TARGET, Aspect.WHOLE) or len(drafts) == 1:
                draft.label = f"{draft.label} {label}".strip()
        self.cast.drafts.extend(drafts)

    def _label(self, setting: _Setting) -> str:
        """The label; the counted noun goes to the figures. A part's unknown noun is its label ("223 tài chính")."""
        number = setting.clause.number
        assert number is not None
        words = [*setting.before.words, *setting.behind.words]
        if setting.governing is Sign.EACH:
            words = list(setting.behind.words)  # "mỗi suất": the noun of the count
        if setting.numbers[0].kind in (Kind.COUNT, Kind.RANGE):
            measure, known, rest = noun_behind(self.phrase, number, words)
            if known or not self._is_listed(setting.clause):
                words = rest
                for draft in setting.numbers:
                    draft.guessed = not known
                    draft.quantity = replace(draft.quantity, measure=draft.quantity.measure or measure)
        if setting.numbers[0].kind is Kind.MONEY:
            words = [token for token in words if self._said(token) != "đồng"]
        words = without_widening(self.phrase, number.end, words)
        if any(token.sign is Sign.WIDENED for token in words) and number.start == setting.numbers[0].start:
            for draft in setting.numbers:  # "65% khá trở lên": of the grade, not of the number
                draft.quantity = replace(draft.quantity, modifier=None)
        return label_of(self.phrase, words)

    def _is_listed(self, clause: Clause) -> bool:
        if self._term_of(clause) is Term.PART or clause.opener is Sign.OPEN:
            return True
        return self.listed is not None or any(sign in _LISTS for sign in clause.signs)

    def _term_of(self, clause: Clause) -> Term | None:
        return next((term for equation in self.cast.equations if (term := equation.term(clause))), None)

    def _cast(self, setting: _Setting) -> list[Draft]:
        term = self._term_of(setting.clause)
        if term in (Term.PART, Term.COUNT, Term.EACH):
            return self._term(setting, term)
        if len(setting.numbers) == 2:
            return self._ratio(setting)
        if setting.numbers[0].kind is Kind.RATIO:  # "hai phần ba", "hơn 2/3": a fraction, no result of a plan
            setting.numbers[0].aspect = self._result
            return list(setting.numbers)
        governing = Sign.PLAN if Sign.AIM in setting.clause.signs else setting.governing
        role = _ROLES.get(governing or Sign.COLON, Casting._plain)
        return role(self, setting)

    def _term(self, setting: _Setting, term: Term) -> list[Draft]:
        draft = setting.numbers[0]
        equation = next(found for found in self.cast.equations if found.term(setting.clause))
        if term is Term.EACH:
            draft.aspect = Aspect.EACH
            draft.count = self.cast.drafts[-1]
        elif term is Term.PART or len(equation.pairs) > 1:
            draft.aspect, draft.listed = Aspect.PART, Sign.EQUALS
        else:
            draft.aspect = self._result
        return list(setting.numbers[:1])

    def _ratio(self, setting: _Setting) -> list[Draft]:
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

    # --- roles by the governing word ---

    def _plain(self, setting: _Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.plain = True
        if setting.clause.opener is Sign.SLASH and self.cast.drafts:
            draft.aspect = Aspect.WHOLE if self.share or self.cast.drafts[-1].quantity.measure else Aspect.TARGET
        elif self._is_rate(draft):
            return self._each(setting)
        elif setting.percent and not any(sign in _LISTS for sign in setting.clause.signs):
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

    def _compared(self, setting: _Setting, draft: Draft) -> list[Draft]:
        """"giảm 5 vụ, 12 người so với cùng kỳ": what was said of the first holds for the second."""
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
        """"20 triệu đồng/nhà" for a count of "nhà"."""
        rate = draft.quantity.measure.casefold()
        counts = (other.quantity.measure.casefold() for other in self.cast.drafts if other.kind is Kind.COUNT)
        return draft.kind is Kind.MONEY and bool(rate) and any(
            f"{measure} ".startswith(f"{rate} ") for measure in counts if measure
        )  # fmt: skip

    def _percent(self, setting: _Setting, draft: Draft) -> list[Draft]:
        """A percentage: of the plan, of a whole, a change repeated, or a result by itself."""
        previous = self._subject(setting)
        repeats = setting.governing is Sign.SAME or setting.clause.opener in (Sign.OPEN, Sign.EQUALS)
        if setting.planned and Sign.AGAINST not in setting.clause.signs[-1:]:
            draft.aspect = Aspect.PERCENT
        elif previous and previous.aspect is Aspect.CHANGE and (repeats or setting.governing is None and not draft.label):
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

    def _share(self, setting: _Setting) -> list[Draft]:
        """"chiếm 42,4%": of the whole that the ratio or the list names."""
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

    def _reach(self, setting: _Setting) -> list[Draft]:
        if setting.percent:
            setting.numbers[0].plain = True
            return self._percent(setting, setting.numbers[0])
        return self._plain(setting)

    def _excess(self, setting: _Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect = Aspect.PERCENT if setting.percent else Aspect.CHANGE
        draft.label, draft.over = "vượt", True
        self.cast.verdict = self.cast.verdict or Verdict.EXCEEDED
        return [draft]

    def _change(self, setting: _Setting) -> list[Draft]:
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

    def _equal(self, setting: _Setting) -> list[Draft]:
        if setting.percent and setting.base:
            return self._change(setting)
        return self._reach(setting)

    def _from(self, setting: _Setting) -> list[Draft]:
        rises = any(sign in (Sign.RISE, Sign.FALL) for sign in setting.clause.signs)
        return self._change(setting) if rises or self._goes_on(setting.clause) else self._plain(setting)

    def _to(self, setting: _Setting) -> list[Draft]:
        """"từ 94 lên 99": the second number is the result."""
        draft = setting.numbers[0]
        if any(other.aspect is Aspect.PREVIOUS for other in self.cast.drafts[-1:]):
            draft.aspect, self.whole, self.listed = self._result, draft, None
            return [draft]
        return self._plain(setting)

    def _against(self, setting: _Setting) -> list[Draft]:
        """"so với 966": the base itself."""
        draft = setting.numbers[0]
        draft.aspect = Aspect.TARGET if setting.planned else Aspect.PREVIOUS
        return [draft]

    def _plan(self, setting: _Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect = Aspect.TARGET
        return [draft]

    def _outcome(self, setting: _Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect, self.whole, self.listed = Aspect.ACTUAL, draft, None
        return [draft]

    def _previous(self, setting: _Setting) -> list[Draft]:
        setting.numbers[0].aspect = Aspect.PREVIOUS
        return [setting.numbers[0]]

    def _each(self, setting: _Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect = Aspect.EACH
        draft.count = next((d for d in reversed(self.cast.drafts) if d.kind is Kind.COUNT), None)
        return [draft]

    def _whole_of(self, setting: _Setting) -> list[Draft]:
        draft = setting.numbers[0]
        draft.aspect, draft.listed = Aspect.WHOLE, setting.governing
        return [draft]

    def _total(self, setting: _Setting) -> list[Draft]:
        """"223 A, 223 B, tổng cộng 446": the figures before it are its parts."""
        draft = setting.numbers[0]
        draft.aspect = self._result
        for other in self.cast.drafts:
            if other.guessed:  # "223 tài chính": a label after all
                other.label = f"{other.quantity.measure} {other.label}".strip()
                other.quantity, other.guessed = replace(other.quantity, measure=draft.quantity.measure), False
        parts = [
            other for other in self.cast.drafts
            if other.alike(draft) and (other.plain and other.label and other.aspect is draft.aspect or other.listed)
        ]  # fmt: skip
        if len(parts) > 1 and all(part.whole is None for part in parts):
            for part in parts:
                part.aspect, part.whole, part.listed, part.plain = Aspect.PART, draft, Sign.COMPLETE, False
        self.whole, self.listed = draft, None
        return [draft]

    @property
    def _plans(self) -> bool:
        """Whether "đạt p%" means p% of a plan."""
        return not self.share and not self.as_target

    # --- lists of parts ---

    @property
    def _result(self) -> Aspect:
        return Aspect.TARGET if self.as_target else Aspect.ACTUAL

    def _open_list(self, sign: Sign, clause: Clause) -> None:
        self.listed, self.list_depth = sign, clause.depth
        if clause.parent is not None:
            self.whole = self._draft_of(clause.parent) or self.whole

    def _whole_for(self, part: Draft) -> Draft | None:
        """The figure that a part is of: the last one of its measure, nearest first."""
        mains = (Aspect.ACTUAL, Aspect.TARGET)
        found = [d for d in self.cast.drafts if d.aspect in mains and d.alike(part) and (d.plain or d is self.whole)]
        return found[-1] if found and self.whole is not None and not self.whole.alike(part) else None

    def _in_list(self, draft: Draft, setting: _Setting) -> bool:
        """Whether a plain number goes on with the list of parts that was opened."""
        if self.listed is None or setting.behind.base:
            return False
        if any(sign in _LISTS for sign in setting.clause.signs):
            return True
        if self.whole is None:
            return False
        return draft.alike(self.whole) or draft.alike(self.cast.drafts[-1])

    def _part(self, draft: Draft) -> None:
        draft.aspect, draft.whole, draft.listed, draft.plain = Aspect.PART, self.whole, self.listed, False
        if self.whole is not None and draft.kind is self.whole.kind:
            self._share_measure(draft, self.whole)

    @staticmethod
    def _share_measure(part: Draft, whole: Draft) -> None:
        """Parts are counted as their whole; a noun that narrows it is the label: "CĐCS | doanh nghiệp", "người | nữ"."""
        mine, theirs = part.quantity.measure, whole.quantity.measure
        if theirs and part.kind is Kind.COUNT and mine.casefold() != theirs.casefold() and part.alike(whole):
            narrowed = mine[len(theirs) :] if mine.casefold().startswith(f"{theirs.casefold()} ") else mine
            if not theirs.casefold().startswith(f"{mine.casefold()} ") or not mine:
                part.label = narrowed.strip()
            part.quantity = replace(part.quantity, measure=theirs)

    def _bracketed(self, setting: _Setting, draft: Draft) -> list[Draft]:
        """The first number of a bracket: the base just named, a part of what stands before it, or more of it."""
        parent = self._draft_of(setting.clause.parent)
        if parent is not None and parent.aspect in (Aspect.PERCENT, Aspect.CHANGE):
            names_base = bool(self.cast.bases and self.cast.bases[-1][0] is parent.clause)
            names_plan = bool(self.cast.basis) and parent.aspect is Aspect.PERCENT
            if names_base or names_plan:
                draft.aspect = Aspect.PREVIOUS if names_base else Aspect.TARGET
                return [draft]
        if parent is not None and parent.kind is draft.kind and parent.aspect in (Aspect.ACTUAL, Aspect.TARGET, Aspect.PART):
            self.listed, self.whole, self.list_depth = Sign.OPEN, parent, setting.clause.depth
            self._part(draft)
        else:
            draft.aspect = self._result
        return [draft]

    # --- what a number is said of ---

    def _draft_of(self, clause: Clause | None) -> Draft | None:
        return next((draft for draft in self.cast.drafts if draft.clause is clause), None)

    def _subject(self, setting: _Setting) -> Draft | None:
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


_ROLES: dict[Sign, Callable[[Casting, _Setting], list[Draft]]] = {
    Sign.REACH: Casting._reach,
    Sign.EXCEED: Casting._excess,
    Sign.SHARE: Casting._share,
    Sign.SAME: Casting._reach,
    Sign.RISE: Casting._change,
    Sign.FALL: Casting._change,
    Sign.EQUAL: Casting._equal,
    Sign.FROM: Casting._from,
    Sign.TO: Casting._to,
    Sign.AGAINST: Casting._against,
    Sign.PLAN: Casting._plan,
    Sign.RESULT: Casting._outcome,
    Sign.BEFORE: Casting._previous,
    Sign.EACH: Casting._each,
    Sign.OUT_OF: Casting._whole_of,
    Sign.STOCK: Casting._whole_of,
    Sign.TOTAL: Casting._total,
}
