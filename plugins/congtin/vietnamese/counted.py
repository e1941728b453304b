"""A number made an expression: its modifier, and the noun that it counts."""

from __future__ import annotations

from decimal import Decimal

from congtin.expression import Expression
from congtin.quantity import Kind, Modifier, Quantity
from congtin.vietnamese.digits import plain
from congtin.vietnamese.modifiers import MODIFIER_ENDS, modifier_before, modifier_behind
from congtin.vietnamese.noun_words import GRADES
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

_RATE = Pattern(
    r"\s?/\s?(?P<per>(?:[^\W\d_]+(?: (?:cổ phiếu|viên|lượng|tháng|gia đình|cơ sở))?)(?:\s?/\s?[^\W\d_]+){0,2})"
)

_NEXT_WORD = Pattern(r"[^\W\d_]+(?:[-/][^\W\d_]+)*")

_STOPS = frozenset(
    """là và của cho với trong được đã có tại ở từ đến để theo thì mà nên vì do bởi trên dưới so đạt vượt tham tăng giảm
    bằng chiếm sẽ đang cũng còn như hoặc hay nhưng về vào ra lên xuống khi nếu này đó kia ấy trở gồm nhằm qua sau trước
    nay cùng gấp mỗi tính nữa rồi chưa không phải bị""".split()
)


def finished(
    scan: Scan,
    start: int,
    end: int,
    kind: Kind,
    amounts: tuple[Decimal, ...],
    step: Decimal,
    unit: str,
    spelled: bool,
    doubt: str,
) -> Expression:
    """The expression with modifier and counted noun; ``amounts`` are one value, or the two of a ratio or range."""
    low = scan.low
    words = scan.before(start)
    modifier, outer_start = modifier_before(scan, start) if words and words[0] in MODIFIER_ENDS else (None, start)
    if unit and kind is _RATIO:
        outer_end = end
    elif unit and kind in _UNIT_STANDS_APART:
        outer_end = after_space(low, end, unit)
    else:
        unit, outer_end, modifier = _counted(scan, end, kind, unit, modifier)
    if modifier is None and (kind is not _PERCENT or GRADES.isdisjoint(low[end:outer_end].split())):
        modifier, outer_end = modifier_behind(low, outer_end)
        if modifier is None and kind in _WIDENED_FROM_AFAR and " tr" in low[outer_end : outer_end + _FAR]:
            modifier = _far_modifier(low, outer_end)
    text = scan.text[start:end]
    value = plain(amounts[0]) if len(amounts) == 1 else tuple(plain(amount) for amount in amounts)
    amount = Quantity(text, kind, amounts[0], step, modifier, unit, amounts if len(amounts) > 1 else ())
    outer = outer_start, outer_end
    return Expression(start, end, text, kind, value, modifier, unit, *outer, amount, None, None, spelled, "", "", doubt)


_RATIO, _PERCENT, _MONEY = Kind.RATIO, Kind.PERCENT, Kind.MONEY  # see `Word`
_WITH_RATE = frozenset({Kind.MONEY, Kind.PERCENT, Kind.RANGE})
_UNIT_STANDS_APART = frozenset({Kind.DURATION, Kind.MEASURE})


def _counted(
    scan: Scan, end: int, kind: Kind, unit: str, modifier: Modifier | None
) -> tuple[str, int, Modifier | None]:
    """The unit of an amount that has none of its own yet, where it ends, and a modifier between number and noun."""
    low = scan.low
    if low[end : end + 2].strip()[:1] == "/" and kind in _WITH_RATE and (rate := _RATE.match(low, end)):
        per = scan.text[rate.start("per") : rate.end("per")]
        return (f"{unit}/{per}" if unit else per), rate.end(), modifier
    if kind is _MONEY:
        return unit, end, modifier
    outer_end = end
    if modifier is None:
        modifier, outer_end = modifier_behind(low, end)
    noun_start = outer_end + (low[outer_end : outer_end + 1] in {" ", "\u00a0"})
    stop = noun_end(low, noun_start, scan.text)
    if stop == noun_start > outer_end:
        stop = _unknown_noun(low, noun_start, 3)
    elif low[noun_start:stop] == "cái" and low[stop : stop + 1] == " ":  # says only that a thing follows
        stop = max(stop, _unknown_noun(low, stop + 1, 1))
    if stop > noun_start:
        return unit or scan.text[noun_start:stop], stop, modifier
    return unit, outer_end, modifier


_WIDENED_FROM_AFAR = frozenset({Kind.COUNT, Kind.DURATION})
_FAR = 24
_FAR_WORDS = Pattern(r"((?: [^\W\d_]+){1,3}?)(?= tr[ởo])")


def _far_modifier(low: str, end: int) -> Modifier | None:
    """ "hai người bị nạn trở lên": up to three words between, none of them a grade or a new clause."""
    match = _FAR_WORDS.match(low, end)
    if match is None or not (GRADES | (_STOPS - {"bị"})).isdisjoint(match[1].split()):
        return None
    return modifier_behind(low, match.end())[0]


def after_space(low: str, end: int, unit: str) -> int:
    """Where a unit that stands behind a place ends; the place itself when it does not stand there."""
    at = end + (low[end : end + 1] in {" ", "\u00a0"})
    return at + len(unit) if low.startswith(unit.lower(), at) else end


def _unknown_noun(low: str, start: int, most: int) -> int:
    """A counted noun that is in no table: the words up to the next function word, so many at most."""
    end = at = start
    for _ in range(most):
        match = _NEXT_WORD.match(low, at)
        if match is None or match[0] in _STOPS:
            break
        end = match.end()
        if low[end : end + 1] not in {" ", "\u00a0"}:
            break
        at = end + 1
    return end
