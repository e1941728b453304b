"""Casting: the walk over the clauses of a report phrase, numbers to figures and words to what they say."""

from __future__ import annotations

from congtin.observation import Aspect
from congtin.quantity import Kind
from congtin.text import squeeze
from congtin.values import replace
from congtin.vietnamese.clauses import Clause, told_before, told_behind
from congtin.vietnamese.cues import Sign
from congtin.vietnamese.equations import Term, read_equations
from congtin.vietnamese.figures import Draft, label_of, noun_behind, read_number, without_widening
from congtin.vietnamese.roles import Roles
from congtin.vietnamese.standing import LISTS, VERDICTS, Cast, Setting, Unread

_SIGNS = frozenset("-−–")
_COMPARISONS = frozenset({Sign.RISE, Sign.FALL, Sign.EQUAL, Sign.EXCEED})
_QUIET_WORDS = frozenset(
    "tính đến hết trong từ kể vào ngày của theo cả suốt toàn nay đã và thời điểm số liệu ở tại kết quả : với".split()
)


class Casting(Roles):
    """Walks the clauses once; ``as_target`` and ``share`` as in :func:`congtin.vietnamese.rows.read_row`."""

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
        self._scale_parts()
        return self.cast

    def _scale_parts(self) -> None:
        """Bare parts of an amount are of its scale: "1.860 triệu đồng = 1.240 đóng góp + 620 ủng hộ"."""
        by_clause = {id(draft.clause): draft for draft in self.cast.drafts}
        for equation in self.cast.equations:
            total = by_clause.get(id(equation.total))
            parts = [draft for part in equation.parts if (draft := by_clause.get(id(part))) is not None]
            if total is None or total.kind is not Kind.MONEY or any(part.kind is not Kind.COUNT for part in parts):
                continue
            number, _, words = total.quantity.text.partition(" ")
            scale = total.quantity.step.scaleb(len(number.partition(",")[2]))  # of "1.860 triệu": a million
            for part in parts if scale and words else ():
                bare = part.quantity
                part.label = squeeze(f"{bare.measure} {part.label}")
                step = (bare.step or 1) * scale
                text = f"{bare.text} {words}"
                part.quantity = replace(
                    bare,
                    kind=Kind.MONEY,
                    value=bare.value * scale,
                    step=step,
                    text=text,
                    measure=total.quantity.measure,
                )

    def _name_changes(self) -> None:
        """A change says what it is against, named with it or anywhere in the phrase: "giảm so với cùng kỳ"."""
        for draft in self.cast.drafts:
            if draft.aspect is Aspect.CHANGE and not draft.over and self.cast.bases:
                near = [base for clause, base in self.cast.bases if clause is draft.clause]
                base = near[0] if near else self.cast.bases[-1][1]
                against = "" if base[0].sign is Sign.AGAINST else "so với "
                draft.label = f"{draft.label} {against}{squeeze(self.phrase[base[0].start : base[-1].end])}"

    def _remark(self, clause: Clause) -> None:
        signs = clause.signs
        if self._continues_label(clause):
            return
        if Sign.NONE in signs or label_of(self.phrase, clause.tokens).casefold() in ("không", "chưa"):
            self.cast.absent = self.phrase[clause.lead[0].start : clause.lead[-1].end]
            return
        if signs[-1] in LISTS and all(sign in (Sign.WORD, Sign.LINK) for sign in signs[:-1]):
            self._open_list(signs[-1], clause)
            return
        told = told_behind(clause.lead, percent=True)
        if Sign.ESTIMATE in signs:
            self.cast.estimated = True
        words = [token for token in told.words if token.sign is not Sign.ESTIMATE]
        if len(words) == 1 and words[0].sign in VERDICTS and not told.basis:
            self.cast.verdict = VERDICTS[words[0].sign]
            return
        if told.basis or told.base or told.periods:
            words = [token for token in words if self._said(token) not in _QUIET_WORDS]
        if words and label_of(self.phrase, words):
            if not any(token.expression is not None and token.expression.doubt for token in clause.lead):
                start, end = clause.lead[0].start, clause.lead[-1].end
                self.cast.unread.append(Unread(start, end, "phần chữ này không nói số liệu nào"))
        else:
            self._note(clause, told)

    def _continues_label(self, clause: Clause) -> bool:
        """ "được học tập, bồi dưỡng": words that only go on with the label before the comma."""
        last = self.cast.drafts[-1] if self.cast.drafts else None
        words = all(token.sign in (Sign.WORD, Sign.LINK) for token in clause.lead)
        if last is None or not words or not last.label or last.aspect is Aspect.CHANGE:
            return False
        if (
            clause.opener is not Sign.COMMA
            or clause.depth != last.clause.depth
            or self._said(clause.lead[0]) == "không"
        ):
            return False
        last.label = f"{last.label}, {label_of(self.phrase, clause.lead)}"
        return True

    def _number(self, clause: Clause) -> None:
        assert clause.number is not None
        before, governing = told_before(clause.lead)
        numbers = tuple(
            Draft(Aspect.ACTUAL, quantity, start, end, clause) for quantity, start, end in read_number(clause.number)
        )
        mark = self.phrase[clause.number.start - 1 : clause.number.start]
        if not numbers or Sign.NONE in clause.signs or governing is Sign.MISS or mark in _SIGNS:
            reason = "chưa rõ dấu trừ ở đây; xin viết “giảm …”" if mark in _SIGNS else (
                "chưa rõ số này là kết quả hay kế hoạch; xin viết “thực hiện …, kế hoạch …”"
            )  # fmt: skip
            self.cast.unread.append(Unread(clause.tokens[0].start, clause.tokens[-1].end, reason))
            return
        behind = told_behind(clause.tail, percent=numbers[0].kind is Kind.PERCENT or governing in _COMPARISONS)
        setting = Setting(clause, before, governing, behind, numbers)
        self._note(clause, before)
        self._note(clause, behind)
        self.cast.estimated |= Sign.ESTIMATE in clause.signs + clause.tail_signs
        label = self._label(setting)
        for sign in clause.signs:
            if sign in LISTS:
                self._open_list(sign, clause)
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

    def _label(self, setting: Setting) -> str:
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
        return self.listed is not None or any(sign in LISTS for sign in clause.signs)
