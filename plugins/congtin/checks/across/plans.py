"""X4: plans: as they were announced, as later articles call them, and what is said to be reached of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from congtin.checks.across.agreement import advice
from congtin.checks.across.bench import Bench, Told, article_name
from congtin.checks.arithmetic import HUNDRED
from congtin.checks.rules import Remark
from congtin.indicator import IndicatorKind
from congtin.observation import Aspect, Verdict
from congtin.period import PeriodKind
from congtin.posting import Line
from congtin.quantity import Interval, Kind, print_decimal

_RESOLVED = ("nghị quyết", "đại hội", "nhiệm kỳ")  # what a congress resolved
_ASSIGNED = ("giao",)  # what a higher body assigned
_OVER = "vượt"  # the label of a percentage that is told as what is above the plan
_SAID = {Verdict.MET: "đạt", Verdict.EXCEEDED: "vượt", Verdict.MISSED: "chưa đạt"}


def plans(bench: Bench, line: Line) -> Iterator[Remark]:
    """X4: one plan has one number, whoever tells it; shares and verdicts of a plan told elsewhere bear it out."""
    targets = bench.in_order(bench.of(line, Aspect.TARGET))
    for items in _comparable(targets):
        for number, item in enumerate(items):
            apart = (other for other in items[:number] if _same_plan(item, other) and not _equal(item, other))
            other = next(apart, None)
            if other is not None and other.path != item.path:
                yield _differ(bench, item, other)
    if bench.indicator(line).kind is not IndicatorKind.SHARE:
        yield from _shares(bench, line, targets)
    yield from _verdicts(bench, line, targets)


def _comparable(targets: Sequence[Told]) -> Iterator[list[Told]]:
    """Targets that may be of one plan and are not all of one number."""
    whole = any(item.posting.each_year for item in targets)  # what holds for each year is of other periods too
    found: dict[tuple[str, str, str], list[Told]] = {}
    for item in targets:
        key = (item.posting.part, item.posting.unit, "" if whole else item.posting.period)
        found.setdefault(key, []).append(item)
    return (items for items in found.values() if len({item.printed for item in items}) > 1)


def _same_plan(item: Told, other: Told) -> bool:
    """Whether both are of the same period and of the same authority, as far as they say."""
    if item.posting.period == other.posting.period:
        return _alike(item.posting.basis, other.posting.basis) or item.posting.period_kind == PeriodKind.TERM
    return _year_of_term(item, other) or _year_of_term(other, item)


def _year_of_term(year: Told, term: Told) -> bool:
    """Whether one is called the congress's target for a year, and the other is what the congress set for each year."""
    resolved = term.posting.each_year and term.posting.period_kind == PeriodKind.TERM
    if not resolved or year.posting.period_kind != PeriodKind.YEAR or _authority(year.posting.basis) != "congress":
        return False
    return term.posting.days.holds(year.posting.days)


def _alike(one: str, other: str) -> bool:
    mine, its = _authority(one), _authority(other)
    return not mine or not its or mine == its


def _authority(basis: str) -> str:
    """Whose a plan is, by what it is called; empty where that does not tell."""
    low = basis.casefold()
    if any(word in low for word in _RESOLVED):
        return "congress"
    return "superior" if any(word in low for word in _ASSIGNED) else ""


def _equal(item: Told, other: Told) -> bool:
    """Whether two prints are of one number: a target is set as "400 trở lên", and later called 400."""
    return _plain(item).meets(_plain(other))


def _plain(item: Told) -> Interval:
    return item.interval if item.quantity.kind is Kind.RANGE else replace(item.quantity, modifier=None).interval


def _differ(bench: Bench, item: Told, other: Told) -> Remark:
    return Remark(
        item.posting.place,
        f"Cùng một chỉ tiêu ({bench.name(item)}): bài này ghi kế hoạch {item.quantity.said},"
        f" {article_name(other)} ghi {other.quantity.said}.",
        f"Nếu kế hoạch đã được điều chỉnh: {advice(item, other)}",
        (other.related,),
    )


# --- what is said to be reached ---


def _shares(bench: Bench, line: Line, targets: Sequence[Told]) -> Iterator[Remark]:
    """A percentage of a plan that its own row does not tell, against the plan as another article told it."""
    for percent in bench.of(line, Aspect.PERCENT):
        row = bench.row(percent)
        actual = next((item for item in row if item.posting.aspect == Aspect.ACTUAL), None)
        if actual is None or any(item.posting.aspect in (Aspect.TARGET, Aspect.WHOLE) for item in row):
            continue
        found = _announced(targets, actual, percent)
        if found and not any(_bears_out(actual, percent, plan) for plan in found):
            yield _unreached(actual, percent, found[0])


def _announced(targets: Sequence[Told], actual: Told, judged: Told) -> list[Told]:
    """The plans, told by other articles, that a result may be judged by; ``judged`` bears the plan's period."""
    return [
        item
        for item in reversed(targets)
        if item.path != actual.path
        and item.posting.period == judged.posting.period
        and (item.posting.part, item.posting.unit) == (actual.posting.part, actual.posting.unit)
        and _alike(item.posting.basis, judged.posting.basis)
    ]


def _bears_out(actual: Told, percent: Told, plan: Told) -> bool:
    """Whether the percentage, rounded or cut, is that of the plan; of a plan of nothing there is none."""
    result, whole = actual.interval, _plain(plan)
    if result.lo is None or result.lo < 0 or whole.lo is None or whole.lo <= 0:
        return True
    reached = result / whole * HUNDRED
    shift = HUNDRED if percent.posting.label == _OVER else Interval.point(0)
    return any(reached.meets(read + shift) for read in (percent.interval, percent.quantity.truncated))


def _unreached(actual: Told, percent: Told, plan: Told) -> Remark:
    value = print_decimal(100 * Fraction(actual.quantity.value) / Fraction(plan.quantity.value))
    word = _OVER if percent.posting.label == _OVER else "đạt"
    return Remark(
        percent.posting.place,
        f"{actual.quantity.said} trên kế hoạch {plan.quantity.said} ({article_name(plan)}) là {value}%;"
        f" ở đây ghi {word} {percent.quantity.said}.",
        "Xin xem lại thực hiện, kế hoạch và tỷ lệ; kế hoạch đã điều chỉnh thì xin ghi cả số kế hoạch vào dòng này.",
        (actual.related, plan.related),
    )


def _verdicts(bench: Bench, line: Line, targets: Sequence[Told]) -> Iterator[Remark]:
    """A verdict on a plan that its own row does not tell."""
    for actual in bench.of(line, Aspect.ACTUAL):
        told = "" if actual.posting.part else actual.posting.verdict
        row = bench.row(actual) if told else ()
        if not told or any(item.posting.aspect in (Aspect.TARGET, Aspect.PERCENT) for item in row):
            continue
        found, verdict = _announced(targets, actual, actual), Verdict(told)
        if found and all(_contradicts(verdict, actual, plan) for plan in found):
            plan = found[0]
            yield Remark(
                actual.posting.place,
                f"Ở đây ghi {actual.quantity.said}, “{_SAID[verdict]}” chỉ tiêu; chỉ tiêu đã công bố là"
                f" {plan.quantity.said} ({article_name(plan)}).",
                "Xin xem lại kết quả, chỉ tiêu và chữ “đạt”, “vượt”.",
                (plan.related,),
            )


def _contradicts(verdict: Verdict, actual: Told, target: Told) -> bool:
    result, plan = actual.interval, _plain(target)
    below = result.hi is not None and plan.lo is not None and result.hi < plan.lo
    reached = result.lo is not None and plan.hi is not None and result.lo >= plan.hi
    equal = result == plan and result.lo == result.hi
    return {
        Verdict.MET: below,
        Verdict.EXCEEDED: below or equal,
        Verdict.MISSED: reached and not actual.posting.running,
    }[verdict]
