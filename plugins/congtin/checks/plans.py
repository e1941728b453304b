"""N: results against their plans: đạt and vượt, whole-number plans, verdicts, plans that still run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from congtin.checks import metrics
from congtin.checks.arithmetic import HUNDRED, agree, bears_out, division, judgeable, places, whole_numbers
from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue, detail, told_of
from congtin.expression import Cue, Expression
from congtin.finding import Related, Severity
from congtin.mention import Bond, Mention
from congtin.observation import Aspect, Entry, Observation, Verdict
from congtin.period import Period, PeriodKind
from congtin.quantity import Interval, Kind, Quantity, print_decimal
from congtin.story import Block
from congtin.values import dataclass

_SHARE, _ACTUAL, _PART, _PERCENT = Aspect.PERCENT, Aspect.ACTUAL, Aspect.PART, Kind.PERCENT  # see `Word`

_WORDS = {Cue.REACH: "đạt", Cue.EXCEED: "vượt"}
_VERDICT_WORDS = {Verdict.MET: "đạt", Verdict.EXCEEDED: "vượt", Verdict.MISSED: "chưa đạt"}


def over(item: Observation) -> bool:
    """Whether a percent of plan is told as what is above it; the row reader labels it so."""
    return item.label == "vượt"


# --- N2: đạt and vượt ---


def exceeds_or_reaches(examined: Examined) -> Iterator[Remark]:
    """N2: "vượt p %" is p % above the plan, "đạt p %" is p % of it; in rows, and in prose against its row."""
    yield from metrics.exceeds_or_reaches(examined)
    for mention, entry in _told_percentages(examined):
        if not _misread(mention, entry):
            continue
        computed = mention.bond is Bond.COMPUTED  # from this entry as well as from another
        others = examined.entries if computed else told_of(examined, mention)
        if not any(_fits(mention, other) for other in others):
            yield _told_otherwise(mention, entry)
    for mention in examined.binding.retold:
        if mention.quantity.kind is _PERCENT and cue(mention.expression) in _WORDS:
            yield from _misread_retold(examined, mention)


def _misread_retold(examined: Examined, mention: Mention) -> Iterator[Remark]:
    """A headline is bound to no row: it is misread when some row bears out the other word, and none its own."""
    entries = [entry for entry in examined.entries if entry.of(_SHARE) or entry.of(Aspect.TARGET)]
    if not any(_fits(mention, entry) for entry in entries):
        yield from (_told_otherwise(mention, entry) for entry in entries if _misread(mention, entry))


def _told_percentages(examined: Examined) -> Iterator[tuple[Mention, Entry]]:
    for mention, item in examined.bound:
        if mention.quantity.kind is _PERCENT and cue(mention.expression) in _WORDS:
            planned = item.observation.aspect in (_SHARE, _ACTUAL, _PART)
            if planned or mention.bond is Bond.COMPUTED:
                yield mention, item.entry


def _misread(mention: Mention, entry: Entry) -> bool:
    """Whether the entry bears out the number with the other word of the two, and not with the one that is told."""
    other = Cue.REACH if cue(mention.expression) is Cue.EXCEED else Cue.EXCEED
    return not _fits(mention, entry) and _agrees(mention.quantity, entry, other)


def _fits(mention: Mention, entry: Entry) -> bool:
    return _agrees(mention.quantity, entry, cue(mention.expression))


def _agrees(quantity: Quantity, entry: Entry, word: Cue | None) -> bool:
    """Whether a percentage is what the result is of the plan, by its figures or the percentages stated; or a share."""
    more = 100 if word is Cue.EXCEED else 0
    for item in entry.observations:
        stated = item.quantity.kind is _PERCENT and item.aspect in (_SHARE, _ACTUAL, _PART)
        if stated and agree(quantity, item.quantity, more - (100 if over(item) else 0)):
            return True
    return any(
        actual.quantity.kind is target.quantity.kind
        and judgeable(actual, target)
        and bears_out(quantity, actual, target, more)
        for actual in entry.of(_ACTUAL)
        for target in entry.of(Aspect.TARGET)
    )


def _told_otherwise(mention: Mention, entry: Entry) -> Remark:
    value = mention.quantity.text
    said = _WORDS[Cue(mention.expression.cue)]
    other = "đạt" if said == "vượt" else "vượt"
    full = print_decimal(mention.quantity.value + (100 if said == "vượt" else 0))
    line = entry.place.line
    pair = next(((a, t) for a in entry.of(_ACTUAL) for t in entry.of(Aspect.TARGET) if judgeable(a, t)), None)
    computation = f"; {division(*pair)}" if pair else ""
    return Remark(
        mention.place,
        f"Ở đây ghi “{said} {value}”, nghĩa là bằng {full}% kế hoạch{computation};"
        f" theo dòng {line} (“{entry.label}”) là “{other} {value}”.",
        f"Nếu dòng {line} đúng, xin viết “{other} {value}” ở đây; nếu ở đây đúng, xin sửa dòng {line}.",
        (Related(entry.place, "dòng số liệu"),),
    )


# --- N6: plans are whole numbers ---


@dataclass(frozen=True, slots=True)
class _Claim:
    """A count of whole things, and what percentage of a plan that is not told it is said to be."""

    count: Quantity
    percent: Quantity
    over: bool

    @property
    def base(self) -> Interval:
        """The plans that bear out the percentage, rounded to nearest."""
        return self._base(self.percent.interval, self.over)

    def _base(self, percent: Interval, over: bool) -> Interval:
        return self.count.interval / ((percent + HUNDRED if over else percent) / HUNDRED)

    @property
    def possible(self) -> bool:
        """Whether a whole plan gives the percentage, rounded or cut."""
        return _has_whole(self.base) or _has_whole(self._base(self.percent.truncated, self.over))

    @property
    def otherwise(self) -> str:
        """The whole plans under the other reading, in print; empty when there are none."""
        if self.over:
            return whole_numbers(self._base(self.percent.interval, False))
        high = self.percent.value > 100 and self.percent.interval.lo is not None
        return whole_numbers(self._base(self.percent.interval, True)) if high else ""


def infeasible(examined: Examined) -> Iterator[Remark]:
    """N6: a percentage of a plan that is not told must be possible for some whole plan (the GRIM idea)."""
    for entry in examined.entries:
        tied = {index for relation in entry.relations for index in relation.members}
        for index, percent in enumerate(entry.observations):
            if percent.aspect is not _SHARE or index in tied:
                continue
            counts = [item for item in entry.observations[:index] if item.aspect is _ACTUAL]
            if counts and (claim := _claim(counts[-1].quantity, percent.quantity, over(percent))):
                yield _impossible(claim, percent, counts[-1])
    facts = {id(item.expression) for item in examined.binding.mentions if item.bond is Bond.FACT}
    for block in examined.story.blocks if facts else ():
        yield from _infeasible_prose(block, facts)


def _claim(count: Quantity, percent: Quantity, exceeding: bool) -> _Claim | None:
    """The claim when it can be judged, and no whole plan bears it out."""
    exact = count.kind is Kind.COUNT and count.modifier is None and not count.step and count.value > 0
    if not exact or percent.modifier is not None or percent.value <= 0:
        return None
    claim = _Claim(count, percent, exceeding)
    return None if claim.possible else claim


def _has_whole(interval: Interval) -> bool:
    low, high = interval.lo, interval.hi
    return low is None or high is None or any(n in interval for n in (int(low), int(low) + 1))


def _impossible(claim: _Claim, percent: Observation, count: Observation) -> Remark:
    return Remark(percent.place, _needed(claim), _feasible(claim), places(count))


def _needed(claim: _Claim) -> str:
    base = claim.base
    assert base.lo is not None and base.hi is not None
    word = "vượt" if claim.over else "đạt"
    full = print_decimal(claim.percent.value + 100 if claim.over else claim.percent.value)
    return (
        f"{claim.count.said} mà “{word} {claim.percent.text}”, tức bằng {full}%, thì kế hoạch phải trong khoảng"
        f" {print_decimal(base.lo)} đến {print_decimal(base.hi)}: không có số nguyên nào."
    )


def _feasible(claim: _Claim) -> str:
    other = "đạt" if claim.over else "vượt"
    hint = f"Nếu là “{other} {claim.percent.text}” thì kế hoạch là {claim.otherwise}. " if claim.otherwise else ""
    return f"{hint}Xin xem lại số thực hiện, tỷ lệ và chữ “đạt”, “vượt”."


def _infeasible_prose(block: Block, facts: set[int]) -> Iterator[Remark]:
    """The same of figures that stand among the facts, a count and its percentage of plan side by side."""
    for count, percent in pairwise(block.expressions):
        word = cue(percent)
        if word not in _WORDS or not {id(count), id(percent)} <= facts or not _of_plan(block, percent):
            continue
        assert count.quantity is not None and percent.quantity is not None
        if claim := _claim(count.quantity, percent.quantity, word is Cue.EXCEED):
            yield Remark(
                block.passage.place(percent.start, percent.end),
                _needed(claim),
                _feasible(claim),
                (Related(block.passage.place(count.start, count.end), f"ở đây ghi {count.quantity.said}"),),
            )


def _of_plan(block: Block, percent: Expression) -> bool:
    behind = block.passage.text[percent.end : percent.end + 12].casefold()
    return any(word in behind for word in ("kế hoạch", "chỉ tiêu"))


# --- N7, N8: verdicts ---


def unfounded_verdicts(examined: Examined) -> Iterator[Remark]:
    """N7: a row says đạt or vượt of a plan that is not declared."""
    for entry in examined.entries:
        if entry.verdict is None or entry.of(Aspect.TARGET) or entry.of(_SHARE) or not entry.observations:
            continue
        told = next((mention for mention, item in examined.bound if item.entry is entry), None)
        place = told.place if told else entry.observations[0].place
        word = _VERDICT_WORDS[entry.verdict]
        yield Remark(
            place,
            f"Dòng {entry.place.line} (“{entry.label}”) ghi “{word}” chỉ tiêu, nhưng chưa nêu chỉ tiêu là bao nhiêu.",
            "Nếu có trong báo cáo, xin ghi chỉ tiêu (ví dụ 8/6 hộ); nếu không, khai cụm này vào `confirm` kèm lý do.",
            (Related(entry.place, "dòng số liệu"),) if told else (),
        )


def contradicted_verdicts(examined: Examined) -> Iterator[Remark]:
    """N8: what a row says of its plan in words against its numbers, and what the prose says against the row."""
    for entry in examined.entries:
        if entry.verdict is not None and (found := _contradiction(entry, entry.verdict, _today(examined))):
            yield _against_numbers(entry.observations[0], entry.verdict, found)
    for mention, declared in examined.bound:
        if cue(mention.expression) is not Cue.VERDICT:
            continue
        entry, told = declared.entry, Verdict(detail(mention.expression))
        if entry.verdict is not None and entry.verdict is not told:
            yield _against_row(mention, told, entry, entry.verdict)
        elif entry.verdict is None and (found := _contradiction(entry, told, _today(examined))):
            yield _against_numbers(mention, told, found)


def _contradiction(entry: Entry, verdict: Verdict, today: date) -> tuple[Observation, Observation] | None:
    """The result and plan whose every reading speaks against the verdict."""
    for actual in entry.of(_ACTUAL):
        for target in entry.of(Aspect.TARGET):
            running = target.period is not None and target.period.last is not None and target.period.last > today
            if actual.quantity.kind is not target.quantity.kind or (verdict is Verdict.MISSED and running):
                continue
            result, plan = actual.quantity.interval, target.quantity.interval
            below = result.hi is not None and plan.lo is not None and result.hi < plan.lo
            above = result.lo is not None and plan.hi is not None and result.lo > plan.hi
            equal = result == plan and result.lo == result.hi
            wrong = {
                Verdict.EXCEEDED: below or equal,
                Verdict.MET: below,
                Verdict.MISSED: above or equal,
            }
            if wrong[verdict]:
                return actual, target
    return None


def _today(examined: Examined) -> date:
    return examined.story.as_of or examined.story.date.date()


def _against_numbers(where: Observation | Mention, verdict: Verdict, pair: tuple[Observation, Observation]) -> Remark:
    actual, target = pair
    relation = {True: "bằng", False: "nhỏ hơn"}[actual.quantity.value == target.quantity.value]
    relation = "lớn hơn" if actual.quantity.value > target.quantity.value else relation
    return Remark(
        where.place,
        f"Ở đây ghi “{_VERDICT_WORDS[verdict]}” kế hoạch, nhưng thực hiện {actual.quantity.said} {relation}"
        f" kế hoạch {target.quantity.said}.",
        "Xin xem lại thực hiện, kế hoạch và chữ “đạt”, “vượt”.",
        places(actual, target),
    )


def _against_row(mention: Mention, told: Verdict, entry: Entry, stated: Verdict) -> Remark:
    return Remark(
        mention.place,
        f"Bài viết nói “{_VERDICT_WORDS[told]}” chỉ tiêu, dòng {entry.place.line} (“{entry.label}”)"
        f" ghi “{_VERDICT_WORDS[stated]}”.",
        "Xin đối chiếu với báo cáo rồi sửa nơi chưa đúng.",
        (Related(entry.place, "dòng số liệu"),),
    )


# --- P7: periods that still run ---

_JUDGED = (Aspect.TARGET, Aspect.PERCENT, Aspect.CHANGE)
_WHOLE_PERIODS = (
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF,
    PeriodKind.YEAR,
    PeriodKind.SCHOOL_YEAR,
    PeriodKind.TERM,
)


def unfinished(examined: Examined) -> Iterator[Remark]:
    """P7: results of a whole period that had not ended on the day of the figures, unless the row says "ước".

    Only where the row judges or compares the result: a bare count says nothing of the rest of its period.
    """
    today = _today(examined)
    found = [
        item
        for entry in examined.entries
        if not entry.estimated and (entry.verdict or any(entry.of(aspect) for aspect in _JUDGED))
        for item in entry.of(_ACTUAL)
        if item.period is not None and _runs(item.period, today)
    ]
    if not found:
        return
    first = found[0].period
    assert first is not None and first.last is not None
    yield Remark(
        found[0].place,
        f"Kỳ “{first.label}” đến {first.last:%d/%m/%Y} mới hết, sau ngày chốt số liệu ({today:%d/%m/%Y}).",
        "Nếu là số đến ngày ấy, xin ghi kỳ “đến ngày …”; nếu là số ước, xin thêm chữ “ước” vào dòng.",
        tuple(Related(item.place, f"cũng của kỳ chưa hết: {item.quantity.said}") for item in found[1:]),
        severity=Severity.NOTE,
    )


def _runs(period: Period, today: date) -> bool:
    """Whether a whole period ends after the day; a term ends with its congress, some day of its last year."""
    if period.kind not in _WHOLE_PERIODS or period.last is None or period.each_year:
        return False
    return today.year < period.last.year if period.kind is PeriodKind.TERM else today < period.last
