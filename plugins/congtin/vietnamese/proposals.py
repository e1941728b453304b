"""Rows proposed from prose: the inverse of reading rows, for numbers beside words that name a known indicator.

The phrase of a row is the stretch of prose itself, so that it says what the prose says, slips included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from congtin.catalogue import Catalogue
from congtin.expression import Expression
from congtin.indicator import Indicator, IndicatorKind
from congtin.mention import Token, token
from congtin.observation import Aspect
from congtin.period import Period, PeriodKind
from congtin.quantity import Kind, Quantity
from congtin.text import squeeze
from congtin.vietnamese.abbreviations import spoken
from congtin.vietnamese.figures import head_noun
from congtin.vietnamese.periods import find_periods
from congtin.vietnamese.rows import RowReading, read_row

LOOSE = 3  # words that may stand between those of a name and its number
LONGEST = 120  # code points of a row's phrase

_BREAK = re.compile(r"[.;!?](?=\s|$)|\n")
_PAUSE = re.compile(r",|;|\s(?:và|còn|nhưng)\s")
_LINK = re.compile(r"\b(đạt|vượt|bằng|tăng|giảm|chiếm|trong đó)\b(?: (?:tỷ lệ|có|thêm|hơn|trên|gần|khoảng))*\s*$")
_LINK_REACH = 45  # code points between a number and the one that is said of it
_PLAN = re.compile(
    r"\s*(?:so với )?(?:kế hoạch|chỉ tiêu)"
    r"(?: (?:cả|năm|tỉnh|huyện|thành phố|cấp trên|giao|đề ra|nghị quyết|đại hội))*"
)
_PART = re.compile(r"(?:\s[^\W\d]+){1,4}")
_AIM = re.compile(
    r"(?:phấn đấu|mục tiêu|(?:đặt|đề) ra|đặt chỉ tiêu|chỉ tiêu (?:năm|nhiệm kỳ|giai đoạn)|phương hướng"
    r"|(?:nhiệm kỳ|năm|thời gian) (?:mới|tới))\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"(?:đã|đạt|vượt)\b", re.IGNORECASE)
_MONEY = ("đồng", "triệu đồng", "tỷ đồng", "nghìn đồng")


@dataclass(frozen=True, slots=True)
class Row:
    """A proposed row ``name: phrase`` that declares the expressions of a text named here."""

    name: str
    phrase: str
    expressions: tuple[Expression, ...] = ()
    indicator: str = ""  # its id


@dataclass(frozen=True, slots=True)
class Names:
    """What the indicators of a catalogue may be called, as folded words without abbreviations."""

    catalogue: Catalogue
    known: tuple[tuple[frozenset[str], int, str, Indicator], ...] = field(init=False)

    def __post_init__(self) -> None:
        found = []
        for indicator in self.catalogue.indicators:
            for name in (indicator.label, *indicator.aliases):
                words = [word for word, _, _ in spoken(name)]
                if len(words) > 1:  # one word alone names nothing
                    found.append((frozenset(words), len(words), name, indicator))
        object.__setattr__(self, "known", tuple(found))


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds around a text: ``context`` is the heading above it and the words that open its list, where aims are
    told; ``as_of`` the day that "đến nay" means; ``period`` what rows without a period of their own are for.
    """

    context: str = ""
    as_of: date | None = None
    period: Period | None = None


def propose_rows(
    text: str, expressions: Sequence[Expression], free: Iterable[Expression], names: Names, setting: Setting = Setting()
) -> Iterator[Row]:
    """Rows for the free quantities of a text, in its order; ``expressions`` are all that stand in it.

    A row takes a number beside which the words of an indicator's name stand close together, and the numbers
    behind it that words such as "đạt", "trong đó" tie to it. Each phrase reads back to just those numbers.
    """
    left = [item for item in free if item.quantity is not None]
    while left:
        first = left.pop(0)
        named = _name(text, first, expressions, names)
        row = _row(text, first, left, expressions, setting, *named) if named else None
        if row is not None:
            left = [item for item in left if item not in row.expressions]
            yield row


# --- which indicator ---


def _name(text: str, item: Expression, expressions: Sequence[Expression], names: Names) -> tuple[str, Indicator] | None:
    """The name whose words stand closest around a number, of two the longer."""
    before, after = _reach(text, item, expressions)
    words = [(word, at - len(before)) for at, word in enumerate(before)]
    words += [(word, at + 1) for at, word in enumerate(after)]
    counted = {word for word, _, _ in spoken(item.unit)}
    best: tuple[int, int, int] | None = None
    for order, (known, length, _, indicator) in enumerate(names.known):
        if not _fits(item.quantity, indicator) or known <= counted:
            continue
        slack = _slack(known, length, words)
        if slack is not None and (best is None or (slack, -length, order) < best):
            best = (slack, -length, order)
    return names.known[best[2]][2:] if best else None


def _reach(text: str, item: Expression, expressions: Sequence[Expression]) -> tuple[list[str], list[str]]:
    """The words that may name a number: of its sentence, up to the next quantities and the next pause behind it."""
    start, end = _outer(item)
    begin, stop = _sentence(text, item)
    for other in expressions:
        if other.quantity is not None and other is not item:
            if begin < other.end <= item.start:  # what is said before a pause is said of that one
                pauses = [match.end() for match in _PAUSE.finditer(text, other.end, start)]
                begin = pauses[-1] if pauses else other.end
            elif other.start >= item.end:
                stop = min(stop, other.start)
    pause = _PAUSE.search(text, max(end, item.end), stop)
    stop = pause.start() if pause else stop
    before = [word for word, _, _ in spoken(text[begin:start])]
    after = [word for word, _, _ in spoken(text[item.end : stop])]
    return before, after


def _sentence(text: str, item: Expression) -> tuple[int, int]:
    begin = max((match.end() for match in _BREAK.finditer(text, 0, item.start)), default=0)
    following = _BREAK.search(text, item.end)
    return begin, following.start() if following else len(text)


def _slack(known: frozenset[str], length: int, words: list[tuple[str, int]]) -> int | None:
    """How many other words stand between those of a name and the number; None when too many, or one is lacking."""
    near: dict[str, int] = {}
    for word, at in sorted(words, key=lambda pair: abs(pair[1])):
        if word in known:
            near.setdefault(word, at)
    if len(near) < len(known):
        return None
    first, last = min(0, *near.values()), max(0, *near.values())
    slack = last - first - length
    return max(0, slack) if slack <= LOOSE else None


def _fits(quantity: Quantity | None, indicator: Indicator) -> bool:
    """Whether an indicator can count in that measure: shares percentages, money money, the rest things."""
    if quantity is None or quantity.kind is Kind.DURATION:
        return False
    if indicator.kind is IndicatorKind.SHARE:
        return quantity.kind in (Kind.PERCENT, Kind.RATIO)
    money = indicator.measure in _MONEY
    return quantity.kind is not Kind.PERCENT and (quantity.kind is Kind.MONEY) is money


# --- which phrase ---


def _row(
    text: str,
    first: Expression,
    others: Sequence[Expression],
    expressions: Sequence[Expression],
    setting: Setting,
    name: str,
    indicator: Indicator,
) -> Row | None:
    """The longest stretch from the number on that reads back to its numbers, all of them free and tied."""
    chain, pieces = [first], [_number(text, first)]
    rows = [(tuple(chain), tuple(pieces))]
    for item in others:
        cue = _tie(text, chain[-1], item, expressions)
        if not cue:
            break
        chain.append(item)
        pieces.append(f"{cue} {_number(text, item)}{_behind(text, item, cue)}")
        rows.append((tuple(chain), tuple(pieces)))
    for taken, said in reversed(rows):
        for phrase in _phrases(_lead(text, first), ", ".join(said), setting):
            if len(phrase) <= LONGEST and _says(phrase, taken, indicator, setting.as_of):
                return Row(name, phrase, taken, indicator.id)
    return None


def _tie(text: str, before: Expression, item: Expression, expressions: Sequence[Expression]) -> str:
    """The word that ties a number to the one before it, "đạt" or "trong đó"; empty when none does."""
    between = text[before.end : _outer(item)[0]]
    apart = any(other.quantity and before.end <= other.start < item.start for other in expressions)
    cue = _LINK.search(between)
    return cue[1] if cue and not apart and len(between) <= _LINK_REACH and not _BREAK.search(between) else ""


def _number(text: str, item: Expression) -> str:
    """The number as printed, with its modifier and the head of its counted noun."""
    start, end = _outer(item)
    if item.quantity is None or item.quantity.kind is Kind.PERCENT or not item.unit:
        return squeeze(text[start : item.end])
    noun = head_noun(squeeze(item.unit))
    said = squeeze(text[start:end])
    at = said.find(noun)
    tail = said[at + len(noun) :] if at >= 0 else ""
    after = " trở lên" if tail.endswith("trở lên") else " trở xuống" if tail.endswith("trở xuống") else ""
    return said[: at + len(noun)] + after if at >= 0 else said


def _behind(text: str, item: Expression, cue: str) -> str:
    """What is said behind a number: of which plan a percentage is, what tells a part."""
    if cue == "trong đó":
        words = _PART.match(text, _outer(item)[1])
        return f" {squeeze(words.group())}" if words else ""
    plan = _PLAN.match(text, item.end)
    return f" {squeeze(plan.group())}" if plan else ""


def _lead(text: str, item: Expression) -> str:
    """The sentence before a number."""
    return text[_sentence(text, item)[0] : _outer(item)[0]]


def _phrases(lead: str, said: str, setting: Setting) -> Iterator[str]:
    """The phrase with the period that its sentence names last before it, then without."""
    aims = _AIM.search(f"{setting.context} {lead}") and not _REACHED.search(lead)
    aim = "kế hoạch " if aims else ""
    named = [found for found in find_periods(lead, setting.as_of) if found[2].kind is not PeriodKind.DAY]
    if named:
        start, end, period = named[-1]
        if setting.period is None or period.key != setting.period.key:
            said_of = squeeze(lead[start:end])
            yield f"{aim}{said}, {said_of[0].lower()}{said_of[1:]}"
    yield f"{aim}{said}"


def _says(phrase: str, chain: Sequence[Expression], indicator: Indicator, as_of: date | None) -> bool:
    """Whether a phrase reads back, without a doubt, to the numbers of the chain."""
    reading = read_row(phrase, share=indicator.kind is IndicatorKind.SHARE, as_of=as_of)
    wanted = Counter(part for item in chain for part in tokens(item.quantity))
    return not reading.doubts and Counter(token(figure.quantity) for figure in reading.figures) == wanted


def tokens(quantity: Quantity | None) -> tuple[Token, ...]:
    """What a row holds of a printed quantity: a ratio is two counts."""
    if quantity is None:
        return ()
    if quantity.kind is Kind.RATIO:
        return token(quantity.part(0)), token(quantity.part(1))
    return (token(quantity),)


def _outer(item: Expression) -> tuple[int, int]:
    start = item.outer_start if item.outer_start >= 0 else item.start
    return start, max(item.outer_end, item.end)


def reads_as(phrase: str, figures: Counter[tuple[Aspect, Token]], *, share: bool = False) -> bool:
    """Whether a row's phrase reads, without a doubt, to just these figures in these roles."""
    reading: RowReading = read_row(phrase, share=share)
    return not reading.doubts and Counter((item.aspect, token(item.quantity)) for item in reading.figures) == figures
