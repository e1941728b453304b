"""Verdicts on a plan ("Đánh giá"): said only when the printed figures leave no doubt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from congtin.observation import Verdict
from congtin.period import Period, PeriodKind
from congtin.quantity import Interval, Kind, Modifier, Quantity

WORDS = {Verdict.EXCEEDED: "Vượt", Verdict.MET: "Đạt", Verdict.MISSED: "Chưa đạt"}
PENDING = "Đang thực hiện"
CEILINGS = (Modifier.AT_MOST, Modifier.LESS_THAN)
FLOORS = (None, Modifier.AT_LEAST, Modifier.MORE_THAN)


def pending(period: Period | None, day: date) -> bool:
    """Whether the plan's period still runs on the day the figures stand for.

    Terms are known by their years alone: a congress closes one on some day of its last year.
    """
    if period is None or period.last is None:
        return False
    return period.last.year > day.year if period.kind is PeriodKind.TERM else period.last > day


def of_plan(actual: Quantity, target: Quantity) -> Verdict | None:
    """What a result says of its plan, None when rounding or modifiers leave it open.

    A plan is exact ("95%" is 95), a result is what its print may stand for. A result printed as the
    plan itself meets it. A plan with a ceiling ("không quá") is met or missed, never exceeded.
    """
    if actual.kind is not target.kind or (actual.measure and target.measure and actual.measure != target.measure):
        return None
    if target.modifier in CEILINGS:
        return _under(actual.interval, Fraction(target.value))
    if target.modifier not in FLOORS or target.kind is Kind.RANGE:
        return None
    reached = (Modifier.MORE_THAN,) if target.modifier is Modifier.MORE_THAN else (None, Modifier.AT_LEAST)
    if actual.value == target.value and actual.modifier in reached:
        return Verdict.MET
    return _over(actual, target.value)


def of_percent(percent: Quantity, *, over: bool = False) -> Verdict | None:
    """What a percent of the plan says; ``over`` reads it as what exceeds the plan ("vượt 20%")."""
    whole = Decimal(0 if over else 100)
    if percent.value == whole and percent.modifier is None:
        return Verdict.MET
    return _over(percent, whole)


def _over(told: Quantity, plan: Decimal) -> Verdict | None:
    if (bounds := told.bounds) is not None:
        return Verdict.EXCEEDED if bounds[0] > plan else Verdict.MISSED if bounds[1] < plan else None
    result, goal = told.interval, Fraction(plan)
    if result.lo is not None and (result.lo > goal or (result.lo == goal and not result.lo_closed)):
        return Verdict.EXCEEDED
    if result.hi is not None and (result.hi < goal or (result.hi == goal and not result.hi_closed)):
        return Verdict.MISSED
    return None


def _under(result: Interval, goal: Fraction) -> Verdict | None:
    if result.hi is not None and result.hi <= goal:
        return Verdict.MET
    return Verdict.MISSED if result.lo is not None and result.lo > goal else None
