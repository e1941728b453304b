"""N: the numbers of one entry against each other, by intervals of what was printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from congtin.checks.arithmetic import (
    HUNDRED,
    bears_out,
    division,
    exact_percent,
    falls,
    in_measure,
    judgeable,
    places,
    positive,
    ratio,
    related,
    whole_numbers,
)
from congtin.checks.rules import Examined, Remark
from congtin.finding import Severity
from congtin.observation import Aspect, Entry, Observation, RelationKind
from congtin.quantity import Interval, Kind, Quantity, adds_up, print_decimal


def percent_of_plan(examined: Examined) -> Iterator[Remark]:
    """N1: percent = actual / target, or = part / whole for a share."""
    for entry, (actual, target, percent) in related(examined, RelationKind.PERCENT, RelationKind.SHARE):
        if judgeable(actual, target) and not bears_out(percent.quantity, actual, target):
            if _exceeds_reading(actual, target, percent):
                continue  # N2 says it better
            yield _wrong_percent(entry, actual, target, percent)


def exceeds_or_reaches(examined: Examined) -> Iterator[Remark]:
    """N2: "vượt p %" is p % above the plan, "đạt p %" is p % of it."""
    for entry, (actual, target, percent) in related(examined, RelationKind.EXCEEDS):
        if not judgeable(actual, target):
            continue
        if not bears_out(percent.quantity, actual, target, 100):
            yield _wrong_excess(entry, actual, target, percent)
    for _, (actual, target, percent) in related(examined, RelationKind.PERCENT):
        if not judgeable(actual, target) or bears_out(percent.quantity, actual, target):
            continue
        if _exceeds_reading(actual, target, percent):
            value = percent.quantity.text
            reached = print_decimal(exact_percent(actual, target))
            yield Remark(
                percent.place,
                f"“Đạt {value}” nghĩa là bằng {value} kế hoạch; {division(actual, target)}, tức là vượt {value}.",
                f"Xin viết “đạt {reached}%” hoặc “vượt {value}”, rồi sửa câu trong bài cho khớp.",
                places(actual, target),
            )


def sums(examined: Examined) -> Iterator[Remark]:
    """N3: complete parts add up to their whole."""
    for _, (whole, *parts) in related(examined, RelationKind.SUM):
        if adds_up([part.quantity for part in parts], whole.quantity):
            continue
        exact = sum((Fraction(part.quantity.value) for part in parts), Fraction(0))
        gap = Fraction(whole.quantity.value) - exact
        addition = " + ".join(part.quantity.said for part in parts)
        direction = "còn thiếu" if gap > 0 else "thừa"
        yield Remark(
            whole.place,
            f"{addition} = {in_measure(exact, whole.quantity)}, {direction} {in_measure(abs(gap), whole.quantity)}"
            f" so với tổng {whole.quantity.said}.",
            "Xin xem lại tổng và từng phần; nếu còn phần chưa kể thì dùng “trong đó” thay cho “gồm” hoặc dấu “=”.",
            places(*parts),
        )


def subsets(examined: Examined) -> Iterator[Remark]:
    """N4: a part is not more than its whole."""
    for _, (whole, part) in related(examined, RelationKind.SUBSET):
        if whole.quantity.kind is not part.quantity.kind:
            continue
        low, high = part.quantity.interval, whole.quantity.interval
        if low.lo is None or high.hi is None or low.lo <= high.hi:
            continue
        yield Remark(
            part.place,
            f"“Trong đó” {part.quantity.said} lớn hơn số chung {whole.quantity.said}.",
            "Xin xem lại hai số này; nếu số sau không nằm trong số trước thì tách thành hai dòng.",
            places(whole),
        )


def products(examined: Examined) -> Iterator[Remark]:
    """N5: counts times their prices give the total. A price is set, not measured: "1 triệu đồng" is exact."""
    for _, (total, *factors) in related(examined, RelationKind.PRODUCT):
        pairs = list(zip(factors[::2], factors[1::2], strict=False))
        amount = Interval.point(0)
        for count, each in pairs:
            if not positive(count, each):
                break
            amount = amount + count.quantity.interval * _price(each.quantity)
        else:
            if amount.meets(total.quantity.interval):
                continue
            exact = sum(
                (Fraction(count.quantity.value) * Fraction(each.quantity.value) for count, each in pairs), Fraction(0)
            )
            terms = " + ".join(f"{count.quantity.said} × {each.quantity.said}" for count, each in pairs)
            yield Remark(
                total.place,
                f"{terms} = {in_measure(exact, total.quantity)}; dòng này ghi tổng {total.quantity.said}.",
                "Xin xem lại số lượng, mức cho mỗi phần và tổng.",
                places(*factors),
            )


def _price(each: Quantity) -> Interval:
    return Interval.point(each.value) if each.modifier is None else each.interval


def growth(examined: Examined) -> Iterator[Remark]:
    """N8: what is said of rise and fall agrees with the two values."""
    for _, (actual, previous, change) in related(examined, RelationKind.GROWTH):
        difference = actual.quantity.interval - previous.quantity.interval
        stated = -change.quantity.interval if falls(change) else change.quantity.interval
        if change.quantity.kind is Kind.PERCENT:
            if not positive(actual, previous) or previous.quantity.value == 0:
                continue
            difference = ratio(actual, previous) - HUNDRED
        if stated.meets(difference):
            continue
        exact = Fraction(actual.quantity.value) - Fraction(previous.quantity.value)
        word = "tăng" if exact >= 0 else "giảm"
        rate = f" ({print_decimal(abs(exact_percent(actual, previous) - 100))}%)" if previous.quantity.value else ""
        said = f"{change.label.split()[0]} {change.quantity.said}" if change.label else change.quantity.said
        yield Remark(
            change.place,
            f"Từ {previous.quantity.said} đến {actual.quantity.said} là {word}"
            f" {in_measure(abs(exact), actual.quantity)}{rate}; dòng này ghi {said}.",
            "Xin xem lại hai số và mức tăng, giảm.",
            places(actual, previous),
        )


def _exceeds_reading(actual: Observation, target: Observation, percent: Observation) -> bool:
    """Whether the percent fits as what is above the plan."""
    return percent.aspect is Aspect.PERCENT and bears_out(percent.quantity, actual, target, 100)


def _wrong_percent(entry: Entry, actual: Observation, target: Observation, percent: Observation) -> Remark:
    stated = percent.quantity
    decimals = max(0, -int(stated.step.normalize().as_tuple().exponent)) if stated.step else 0
    computed = f"{division(actual, target)}, làm tròn là {print_decimal(exact_percent(actual, target), decimals)}%"
    if stated.truncated.meets(ratio(actual, target)):
        return Remark(
            percent.place,
            f"{computed}; dòng này ghi {stated.text}, tức là cắt bớt chữ số chứ không làm tròn.",
            f"Nếu không cố ý, xin viết {print_decimal(exact_percent(actual, target), decimals)}%.",
            places(actual, target),
            severity=Severity.NOTE,
        )
    return Remark(
        percent.place,
        f"{computed}; dòng này ghi {stated.said}.",
        f"{_alternatives(actual, target, stated)}Xin xem lại ba số này.",
        places(actual, target),
    )


def _alternatives(actual: Observation, target: Observation, percent: Quantity) -> str:
    """What plan or result would make the percent right, in whole numbers, when there are any."""
    if percent.modifier is not None or percent.value <= 0 or actual.quantity.kind is not Kind.COUNT:
        return ""
    share = percent.interval / HUNDRED
    plans = whole_numbers(actual.quantity.interval / share) if actual.quantity.value else ""
    results = whole_numbers(target.quantity.interval * share)
    base, result = ("số chung", "phần") if target.aspect is Aspect.WHOLE else ("kế hoạch", "thực hiện")
    either = [f"{base} là {plans}" if plans else "", f"{result} là {results}" if results else ""]
    said = " hoặc ".join(text for text in either if text)
    return f"Nếu {percent.text} đúng thì {said}. " if said else ""


def _wrong_excess(entry: Entry, actual: Observation, target: Observation, percent: Observation) -> Remark:
    value = percent.quantity.text
    full = print_decimal(percent.quantity.value + 100)
    exact = exact_percent(actual, target)
    over = print_decimal(exact - 100)
    if bears_out(percent.quantity, actual, target):
        remedy = f"Xin viết “đạt {value} kế hoạch” hoặc “vượt {over}% kế hoạch”."
    elif exact > 100:
        remedy = f"Xin viết “vượt {over}%” hoặc “đạt {print_decimal(exact)}%”, hay xem lại kế hoạch và thực hiện."
    else:
        remedy = f"Thực hiện chưa hơn kế hoạch: xin viết “đạt {print_decimal(exact)}%”, hay xem lại ba số này."
    return Remark(
        percent.place,
        f"“Vượt {value} kế hoạch” nghĩa là bằng {full}% kế hoạch; {division(actual, target)}.",
        remedy,
        places(actual, target),
    )
