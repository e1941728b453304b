"""X3: the figures of a body and of those below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from congtin.checks.across.bench import ADDED, Bench, Told
from congtin.checks.across.series import printed, total
from congtin.checks.rules import Remark
from congtin.indicator import IndicatorKind
from congtin.organisation import Organisation
from congtin.posting import Line

_NAMED = 5  # bodies without a figure that are named; of more, the rest is counted


def hierarchy(bench: Bench, line: Line) -> Iterator[Remark]:
    """X3: a body's figure is the sum of those of all below it; of some of them the sum is not more."""
    children = bench.catalogue.children(bench.body(line[1]).id)
    if not children or bench.indicator(line).kind not in (IndicatorKind.FLOW, IndicatorKind.STOCK):
        return
    told = {body.id: {item.cell: item for item in bench.results((line[0], body.id))} for body in children}
    for whole in bench.results(line):
        if whole.quantity.kind in ADDED:
            found = {name: cells[whole.cell] for name, cells in told.items() if whole.cell in cells}
            if found:
                yield from _compared(bench, whole, children, found)


def _compared(
    bench: Bench, whole: Told, children: tuple[Organisation, ...], found: dict[str, Told]
) -> Iterator[Remark]:
    missing = [body for body in _expected(whole, children) if body.id not in found]
    complete = not missing and not bench.body(whole.posting.organisation).partial and _settled(whole, children)
    parts = list(found.values())
    low, high = total(parts).lo, whole.interval.hi
    above = low is not None and high is not None and low > high
    if (complete and not total(parts).meets(whole.interval)) or above:
        yield _unlike(bench, whole, parts, missing, complete)


def _expected(whole: Told, children: tuple[Organisation, ...]) -> list[Organisation]:
    """The bodies that were there at the end of the period."""
    return [body for body in children if whole.last is None or body.active_on(whole.last)]


def _settled(whole: Told, children: tuple[Organisation, ...]) -> bool:
    """Whether the bodies below were the same ones all the period long."""
    ends = (whole.first, whole.last)
    there = [{body.id for body in children if body.active_on(day)} for day in ends if isinstance(day, date)]
    return all(bodies == there[0] for bodies in there)


def _unlike(bench: Bench, whole: Told, parts: list[Told], missing: list[Organisation], complete: bool) -> Remark:
    terms = " + ".join(item.quantity.said for item in parts)
    amount = f"{terms} = {printed(parts)}" if len(parts) > 1 else terms
    count, expected = len(parts), len(parts) + len(missing)
    if complete:
        said = f"{count} đơn vị trực thuộc cộng lại {amount}; {bench.name(whole)} ghi {whole.quantity.said}."
    else:
        some = f"Mới {count}/{expected} đơn vị trực thuộc có số" if missing else f"Riêng {count} đơn vị trực thuộc"
        lacking = f" (còn thiếu {_names(missing)})" if missing else ""
        said = f"{some}{lacking} đã là {amount}, lớn hơn số chung: {bench.name(whole)} ghi {whole.quantity.said}."
    rest = " Nếu còn đơn vị trực thuộc chưa có trong danh mục, xin thêm vào, hoặc ghi `children: partial`." * complete
    return bench.remark((whole, *parts), said, f"Xin xem lại số của từng đơn vị và số chung.{rest}")


def _names(bodies: list[Organisation]) -> str:
    named = ", ".join(body.name for body in bodies[:_NAMED])
    more = len(bodies) - _NAMED
    return f"{named} và {more} đơn vị khác" if more > 0 else named
