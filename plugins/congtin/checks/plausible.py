"""N: figures that are possible, and yet look odd beside their neighbours: notes that ask."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations
from operator import ne

from congtin.checks.evidence import words
from congtin.checks.phrases import Occurrence, Quoted
from congtin.checks.rules import Examined, Remark
from congtin.finding import Related
from congtin.indicator import IndicatorKind
from congtin.observation import Aspect, Entry, Observation, RelationKind
from congtin.period import Period
from congtin.quantity import Kind, Modifier, Quantity, print_decimal
from congtin.story import PhraseKind
from congtin.text import Place, fold
from congtin.values import dataclass

_ACTUAL, _PERCENT, _COUNT, _MONEY = Aspect.ACTUAL, Kind.PERCENT, Kind.COUNT, Kind.MONEY  # see `Word`

JUMP = 10  # times a plan, a base or a neighbour
LEAST, MOST = Decimal(1_000), Decimal(1_000_000_000)  # dong for one person, household, gift or house
NEAR_EQUAL_DIGITS = 4
_CHANGES = ("tăng", "giảm", "bằng", "vượt")  # what the row reader labels a change with


def odd_sizes(examined: Examined) -> Iterator[Remark]:
    """N10: shares above 100 %, jumps between like figures of a row, amounts for one that no one pays."""
    for entry in examined.entries:
        for item in _excessive_shares(entry):
            yield Remark(
                examined.place_of(item),
                f"Tỷ trọng {item.quantity.said} của “{entry.label}” lớn hơn 100%.",
                "Nếu là tỷ lệ so với kế hoạch, xin viết “đạt … kế hoạch”; nếu đúng là tỷ trọng, xin xem lại số này.",
            )
        for one, other in _jumps(entry):
            times = print_decimal(int(_larger(one, other) / _smaller(one, other)))
            yield Remark(
                examined.place_of(one),
                f"“{entry.label}”: {one.quantity.said} và {other.quantity.said} chênh nhau khoảng {times} lần.",
                "Xin xem lại dấu chấm, dấu phẩy và đơn vị (nghìn, triệu, tỷ); nếu đúng, khai cụm này vào `confirm`.",
                (Related(other.place, f"ở đây ghi {other.quantity.said}"),),
            )
        for money, count in _odd_amounts(entry):
            each = print_decimal(money.quantity.value / count.quantity.value, 0) if count is not money else ""
            per = f"{money.quantity.said} chia cho {count.quantity.said} là {each} đồng" if each else ""
            yield Remark(
                examined.place_of(money),
                f"“{entry.label}”: {per or f'mức {money.quantity.said} cho mỗi phần'}, khác thường.",
                "Xin xem lại số tiền và đơn vị (nghìn, triệu, tỷ đồng); nếu đúng, khai cụm này vào `confirm`.",
                (Related(count.place, f"ở đây ghi {count.quantity.said}"),) if count is not money else (),
            )


def _excessive_shares(entry: Entry) -> Iterator[Observation]:
    shared = [relation.members[2] for relation in entry.relations if relation.kind is RelationKind.SHARE]
    share = entry.indicator is not None and entry.indicator.kind is IndicatorKind.SHARE
    for index, item in enumerate(entry.observations):
        if item.quantity.kind is not _PERCENT or item.quantity.value <= 100:
            continue
        whole = item.aspect is Aspect.PART or (share and item.aspect is _ACTUAL) or index in shared
        if whole and not item.label.startswith(_CHANGES):
            yield item


def _jumps(entry: Entry) -> Iterator[tuple[Observation, Observation]]:
    """Result against plan and result against the same of before, when one is ten times the other."""
    bases = [*entry.of(Aspect.TARGET), *entry.of(Aspect.PREVIOUS)]
    for actual in entry.of(_ACTUAL):
        for base in bases:
            alike = actual.quantity.kind is base.quantity.kind and actual.quantity.kind in (_COUNT, _MONEY)
            if alike and _smaller(actual, base) > JUMP and _larger(actual, base) >= JUMP * _smaller(actual, base):
                yield actual, base


def _larger(one: Observation, other: Observation) -> Decimal:
    return max(one.quantity.value, other.quantity.value)


def _smaller(one: Observation, other: Observation) -> Decimal:
    return min(one.quantity.value, other.quantity.value)


def _odd_amounts(entry: Entry) -> Iterator[tuple[Observation, Observation]]:
    """Money for one outside the bounds: stated as such, or as a total beside the count of a row."""
    for each in entry.of(Aspect.EACH):
        if each.quantity.kind is _MONEY and not LEAST <= each.quantity.value <= MOST:
            yield each, each
    if entry.relations:
        return
    amounts = [item for item in entry.of(_ACTUAL) if item.quantity.kind is _MONEY]
    counts = [item for item in entry.of(_ACTUAL) if item.quantity.kind is _COUNT and item.quantity.value > 0]
    lone = len(amounts) == len(counts) == 1
    if lone and not LEAST <= amounts[0].quantity.value / counts[0].quantity.value <= MOST:
        yield amounts[0], counts[0]


# --- N11 ---


@dataclass(frozen=True, slots=True)
class _Named:
    """A long figure, and the row or the listed phrase that names it."""

    quantity: Quantity
    digits: str
    told: tuple[Entry, Observation] | Quoted

    @property
    def name(self) -> frozenset[str]:
        """The words that name it."""
        if isinstance(self.told, Quoted):
            return words(self.told.listings[0].text) - words(self.quantity.text) - words(self.quantity.measure)
        entry, item = self.told
        return words(f"{entry.label} {item.label}")

    @property
    def role(self) -> tuple[Period | None, Aspect | None, str]:
        """What figures of one sort share."""
        measure = fold(self.quantity.measure)
        if isinstance(self.told, Quoted):
            return (None, None, measure)
        return (self.told[1].period, self.told[1].aspect, measure)

    def place(self, examined: Examined) -> Place:
        """Where it stands in the text; a row's figure that does not, in the row."""
        if isinstance(self.told, Quoted):
            return _within(self.told.occurrences[0])
        return examined.place_of(self.told[1])


def near_equal(examined: Examined) -> Iterator[Remark]:
    """N11: two long figures one digit apart, with names that are nearly the same."""
    alike: dict[tuple[int, Kind, Modifier | None], list[_Named]] = {}
    for item in _named(examined):
        alike.setdefault((len(item.digits), item.quantity.kind, item.quantity.modifier), []).append(item)
    for one, other in chain.from_iterable(combinations(items, 2) for items in alike.values()):
        if _one_digit_apart(one, other) and one.role == other.role and _alike(one.name, other.name):
            yield Remark(
                other.place(examined),
                f"{one.quantity.said} và {other.quantity.said} chỉ khác nhau một chữ số, tên gọi lại gần giống nhau.",
                "Xin hỏi lại nguồn xem có phải hai khoản khác nhau; nếu đúng, khai cụm này vào `confirm`.",
                (Related(one.place(examined), f"ở đây ghi {one.quantity.said}"),),
            )


def _named(examined: Examined) -> Iterator[_Named]:
    for entry in examined.entries:
        for item in entry.observations:
            if len(digits := _digits(item.quantity)) >= NEAR_EQUAL_DIGITS:
                yield _Named(item.quantity, digits, (entry, item))
    for phrase in examined.binding.quoted:
        listed = phrase.listings[0]
        quantities = [item.quantity for item in listed.expressions if item.quantity is not None]
        lone = listed.kind is PhraseKind.FACT and len(quantities) == 1 and phrase.occurrences
        if lone and len(digits := _digits(quantities[0])) >= NEAR_EQUAL_DIGITS:
            yield _Named(quantities[0], digits, phrase)


def _within(occurrence: Occurrence) -> Place:
    """Where the number of a listed phrase stands."""
    block = occurrence.block
    inside = [item for item in block.expressions if item.quantity and occurrence.start <= item.start < occurrence.end]
    return block.passage.place(inside[0].start, inside[0].end) if inside else occurrence.place


def _digits(quantity: Quantity) -> str:
    return "".join(filter(str.isdigit, quantity.text))


def _one_digit_apart(one: _Named, other: _Named) -> bool:
    """Whether one digit is another, or two neighbours have changed places; both are of one length."""
    mine, its = one.digits, other.digits
    differing = [at for at, apart in enumerate(map(ne, mine, its)) if apart]
    if len(differing) == 2:
        first, last = differing
        return last == first + 1 and mine[first] == its[last] and mine[last] == its[first]
    return len(differing) == 1


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether at least half of the shorter name stands in the other."""
    shorter = min(len(one), len(other))
    return shorter > 0 and 2 * len(one & other) >= shorter


# --- N9: off ---


def lowered_targets(examined: Examined) -> Iterator[Remark]:
    """N9: a target below what the period before it reached. Off: lower targets may well be meant."""
    for target_entry in examined.entries:
        for target in target_entry.of(Aspect.TARGET):
            for entry in examined.entries:
                for actual in entry.of(_ACTUAL):
                    if _follows(target, actual) and _below(target.quantity, actual.quantity):
                        yield Remark(
                            target.place,
                            f"Chỉ tiêu {target.quantity.said} thấp hơn kết quả kỳ trước ({actual.quantity.said}).",
                            "Nếu đúng chủ trương thì để nguyên.",
                            (Related(actual.place, f"ở đây ghi {actual.quantity.said}"),),
                        )


def _follows(target: Observation, actual: Observation) -> bool:
    if target.indicator != actual.indicator or target.organisation != actual.organisation:
        return False
    if target.period is None or actual.period is None or target.label != actual.label:
        return False
    first, last = target.period.first, actual.period.first
    return first is not None and last is not None and last < first


def _below(target: Quantity, actual: Quantity) -> bool:
    high, low = target.interval.hi, actual.interval.lo
    same = target.kind is actual.kind
    if same and high is None and target.interval.lo is not None:
        high = target.interval.lo
    return same and high is not None and low is not None and high < low
