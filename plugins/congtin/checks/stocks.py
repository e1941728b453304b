"""N: stocks and what came to them and went from them; parts told in prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, pairwise

from congtin.checks import metrics
from congtin.checks.arithmetic import places, positive
from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue
from congtin.expression import Cue
from congtin.finding import Related
from congtin.mention import Bond, Mention
from congtin.observation import Aspect, Entry, Flow, Group, Observation
from congtin.quantity import Interval, Kind, print_decimal
from congtin.text import fold

_Flows = dict[Flow, list[Observation]]
_PARTS = (Cue.AMONG, Cue.ADMITTED)
_SEVERAL = 6  # mergers; of more, not every reading is tried


def stock_and_flows(examined: Examined) -> Iterator[Remark]:
    """N12: opening + in - out = closing when all are declared; a running total holds at least what came in."""
    for group in examined.story.groups:
        flows = _flows(group)
        opening, closing = flows.get(Flow.OPENING, []), flows.get(Flow.CLOSING, [])
        if len(closing) != 1 or not positive(*chain.from_iterable(flows.values())):
            continue
        if len(opening) == 1:
            yield from _unbalanced(flows, opening[0], closing[0])
        elif not opening:
            yield from _less_than_came(flows, closing[0])


def _flows(group: Group) -> _Flows:
    """The figures of a group that are of the stock whose closing is declared, by what they are of it."""
    items = [item for entry in group.entries for item in _of_stock(entry)]
    stock = next((item for item in items if item.flow is Flow.CLOSING), None)
    found: _Flows = {}
    for item in items:
        if stock is not None and item.flow is not None and _alike(item, stock):
            found.setdefault(item.flow, []).append(item)
    return found


def _of_stock(entry: Entry) -> Iterator[Observation]:
    """The figures of an entry that are of a stock; its bare result is the closing, where it names an opening."""
    opens = any(item.flow is Flow.OPENING for item in entry.observations)
    for item in entry.observations:
        bare = item.aspect is Aspect.ACTUAL and not item.label and item.flow is None
        if item.flow is not None:
            yield item
        elif opens and bare:
            yield replace(item, flow=Flow.CLOSING)


def _alike(item: Observation, stock: Observation) -> bool:
    mine, its = fold(item.quantity.measure), fold(stock.quantity.measure)
    same = not mine or not its or mine.startswith(its) or its.startswith(mine)
    return same and item.quantity.kind is stock.quantity.kind and item.organisation == stock.organisation


def _unbalanced(flows: _Flows, opening: Observation, closing: Observation) -> Iterator[Remark]:
    came, went = flows.get(Flow.IN, []), flows.get(Flow.OUT, [])
    merged = flows.get(Flow.MERGED, [])
    if not came and not went and not merged:
        return
    readings = [()] if len(merged) > _SEVERAL else chain(*(combinations(merged, n) for n in range(len(merged) + 1)))
    for gone in readings:
        if _balance(opening, came, [*went, *gone]).meets(closing.quantity.interval):
            return
    exact = sum((Fraction(item.quantity.value) for item in [opening, *came]), Fraction(0))
    exact -= sum((Fraction(item.quantity.value) for item in [*went, *merged]), Fraction(0))
    terms = "".join(
        [opening.quantity.said]
        + [f" + {item.quantity.said}" for item in came]
        + [f" - {item.quantity.said}" for item in [*went, *merged]]
    )
    yield Remark(
        closing.place,
        f"{terms} = {print_decimal(exact)}; số cuối kỳ ghi {closing.quantity.said}.",
        "Xin xem lại số đầu kỳ, số tăng, số giảm và số cuối kỳ; còn khoản tăng, giảm nào chưa kể thì xin kê thêm.",
        places(opening, *came, *went, *merged),
    )


def _balance(opening: Observation, came: list[Observation], went: list[Observation]) -> Interval:
    total = opening.quantity.interval
    for item in came:
        total = total + item.quantity.interval
    for item in went:
        total = total - item.quantity.interval
    return total


def _less_than_came(flows: _Flows, closing: Observation) -> Iterator[Remark]:
    high = closing.quantity.interval.hi
    for item in flows.get(Flow.IN, []):
        low = item.quantity.interval.lo
        if high is not None and low is not None and low > high:
            yield Remark(
                closing.place,
                f"Riêng số tăng đã là {item.quantity.said}, mà tổng số sau khi tăng ghi {closing.quantity.said}.",
                "Xin xem lại số tăng và tổng số.",
                places(item),
            )


# --- N4 in prose ---


def subsets(examined: Examined) -> Iterator[Remark]:
    """N4: a part is not more than its whole, in rows and in prose: "trong đó", "giới thiệu … được kết nạp"."""
    yield from metrics.subsets(examined)
    for whole, part in _told_pairs(examined):
        low, high = part.quantity.interval.lo, whole.quantity.interval.hi
        if low is None or high is None or low <= high or _tied(examined, whole, part):
            continue
        admitted = cue(part.expression) is Cue.ADMITTED
        kind = "số được kết nạp" if admitted else "“trong đó”"
        of = "số được giới thiệu" if admitted else "số chung"
        yield Remark(
            part.place,
            f"Bài viết ghi {kind} {part.quantity.said}, lớn hơn {of} {whole.quantity.said}.",
            "Xin xem lại hai số này; nếu số sau không nằm trong số trước, xin viết thành hai câu.",
            (Related(whole.place, f"ở đây ghi {whole.quantity.said}"),),
        )


def _told_pairs(examined: Examined) -> Iterator[tuple[Mention, Mention]]:
    """Wholes and parts as the prose tells them, of one block and counting the same."""
    introduced: Mention | None = None
    if not any(cue(told.item) in _PARTS for told in examined.cued):
        return
    mentions = [item for item in examined.binding.mentions if item.bond not in (Bond.WAIVED, Bond.UNBOUND)]
    for before, mention in pairwise(mentions):
        if cue(before.expression) is Cue.INTRODUCED:
            introduced = before
        word = cue(mention.expression)
        if word is Cue.AMONG and before.block is mention.block and _count_alike(before, mention):
            yield before, mention
        if word is Cue.ADMITTED and introduced is not None and introduced.block is mention.block:
            yield introduced, mention
            introduced = None


def _count_alike(whole: Mention, part: Mention) -> bool:
    mine, its = fold(part.expression.unit), fold(whole.expression.unit)
    same = bool(mine and its) and (mine.startswith(its) or its.startswith(mine))
    return same and whole.quantity.kind is part.quantity.kind is Kind.COUNT


def _tied(examined: Examined, whole: Mention, part: Mention) -> bool:
    """Whether a row already ties the two, so that one slip is told once."""
    if whole.declared is None or part.declared is None:
        return False
    ends = (whole.declared.observation, part.declared.observation)
    return any(
        (entry.observations[relation.members[0]], entry.observations[index]) == ends
        for entry in examined.entries
        for relation in entry.relations
        for index in relation.members[1:]
    )
