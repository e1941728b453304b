"""Quantities: a number with its percent mark, currency, measure or counted noun, its range, ratio and modifier."""

from __future__ import annotations

import re
from decimal import Decimal

from congtin.expression import Expression, Sort
from congtin.quantity import Kind, Modifier, Quantity
from congtin.vietnamese.lexicon import (
    CURRENCIES,
    MONEY_CUES,
    QUOTED_SLOGANS,
    SCORE_HEADS,
    SLOGANS,
)
from congtin.vietnamese.modifiers import modifier_before, modifier_behind
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.numerals import Numeral, numeral_at
from congtin.vietnamese.scan import Scan
from congtin.vietnamese.trie import Trie
from congtin.vietnamese.units import CURRENCY_MARKS, Suffix, suffix_at

_SLOGAN = Trie(SLOGANS)
_QUOTED_SLOGAN = Trie(QUOTED_SLOGANS)
_PREFIX = re.compile(r"(?:us\$|usd|vnd|vnđ|eur|[$€£¥₩₫])\s?\Z")
_WITH_PREFIX = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]|[.,][0-9])")
_PLAIN = re.compile(r"[0-9]{1,3}(?=[ \u00a0,;.)](?![0-9]))")
_JOIN = re.compile(r"\s?(?:-|–|—|đến|tới)\s?(?=[0-9])|\s(?:đến|tới)\s(?=\w)")
_SLASH = re.compile(r"\s?/\s?(?=[0-9])")
_RATE = re.compile(
    r"\s?/\s?(?P<per>(?:[^\W\d_]+(?: (?:cổ phiếu|viên|lượng|tháng|gia đình|cơ sở))?)(?:\s?/\s?[^\W\d_]+){0,2})"
)
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*")
_ZERO = Decimal(0)
_STOPS = frozenset(
    """là và của cho với trong được đã có tại ở từ đến để theo thì mà nên vì do bởi trên dưới so đạt vượt tham tăng giảm
    bằng chiếm sẽ đang cũng còn như hoặc hay nhưng về vào ra lên xuống khi nếu này đó kia ấy trở gồm nhằm qua sau trước
    nay cùng gấp mỗi tính nữa rồi chưa không phải bị""".split()
)


def quantity(scan: Scan, start: int) -> Expression | None:
    """The quantity whose number begins with the digit at ``start``."""
    low = scan.low
    plain = _PLAIN.match(low, start)
    if plain and not _scale_follows(low, plain.end()):
        numeral: Numeral | None = Numeral(Decimal(plain[0]), _ZERO, plain.end())
    else:
        numeral = numeral_at(low, start)
    if numeral is None:
        return None
    return measured(scan, start, numeral)


def _scale_follows(low: str, end: int) -> bool:
    return low[end] in " \u00a0" and low[end + 1 : end + 2] in set("nvttck") and numeral_word(low, end + 1)


_SCALE = re.compile(r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục|tá)(?!\w)")


def numeral_word(low: str, start: int) -> bool:
    """Whether a scale word stands there."""
    return _SCALE.match(low, start) is not None


def measured(scan: Scan, start: int, numeral: Numeral) -> Expression | None:
    """The expression of a number already read: range, ratio or single quantity."""
    low = scan.low
    suffix = suffix_at(scan, numeral.end, start, numeral)
    end = suffix.end if suffix else numeral.end
    found = _range(scan, start, numeral, suffix) if low[end : end + 1] in " \u00a0-–—" else None
    if found:
        return found
    if suffix is None and not numeral.spelled and low[end : end + 2].strip()[:1] == "/":
        found = _ratio(scan, start, numeral)
        if found:
            return found
    return _single(scan, start, numeral, suffix)


def _range(scan: Scan, start: int, first: Numeral, suffix: Suffix | None) -> Expression | None:
    """ "30%-70%", "5 đến 7 triệu", "8.000 – 11.000 người": two numbers, the lower first."""
    low = scan.low
    end = suffix.end if suffix else first.end
    if suffix and suffix.kind in {Kind.DURATION, Kind.MEASURE}:
        return None
    join = _JOIN.match(low, end)
    if join is None:
        return None
    second = numeral_at(low, join.end())
    if second is None or (first.spelled != second.spelled):
        return None
    if low[second.end : second.end + 1] in {"/", "-", ".", ":"} and low[second.end + 1 : second.end + 2].isdigit():
        return None
    last = suffix_at(scan, second.end, start, second)
    lower, upper = first.value, second.value
    if not first.scaled and second.scaled and lower < 1000:
        lower *= _magnitude(low[join.end() : second.end])
    if suffix and (last is None or last.kind is not suffix.kind):
        return None
    if last and last.kind is Kind.PERCENT:
        lower, upper = lower * last.factor, upper * last.factor
    scored = bool(SCORE_HEADS & set(scan.before(start)[:6]))
    if lower >= upper or scored:
        if join[0] in {"-", "–"} and lower < 100 and suffix is None and last is None:
            return Expression(
                start, second.end, scan.text[start : second.end], Sort.OTHER, scan.text[start : second.end]
            )
        return None
    stop = last.end if last else second.end
    unit = "%" if last and last.kind is Kind.PERCENT else last.unit if last else ""
    return _finish(scan, start, stop, Kind.RANGE, (lower, upper), _ZERO, unit, first.spelled, "")


def _magnitude(text: str) -> int:
    magnitude = 1
    for word in re.findall(r"nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|tr|k", text):
        magnitude *= {
            "nghìn": 10**3,
            "ngàn": 10**3,
            "vạn": 10**4,
            "triệu": 10**6,
            "tr": 10**6,
            "trăm": 100,
            "k": 1000,
        }.get(word, 10**9)
    return magnitude


def _ratio(scan: Scan, start: int, first: Numeral) -> Expression | None:
    low = scan.low
    slash = _SLASH.match(low, first.end)
    if slash is None or first.scaled:
        return None
    second = numeral_at(low, slash.end())
    if second is None or second.spelled:
        return None
    if low[second.end : second.end + 1] in {"/", "-"} and low[second.end + 1 : second.end + 2].isalnum():
        return None
    return _finish(
        scan, start, second.end, Kind.RATIO, (first.value, second.value), _ZERO, "", False, first.doubt or second.doubt
    )


def _single(scan: Scan, start: int, numeral: Numeral, suffix: Suffix | None) -> Expression | None:
    low, end = scan.low, numeral.end
    value, step, doubt = numeral.value, numeral.step, numeral.doubt
    kind, unit = Kind.COUNT, ""
    if suffix:
        kind, unit, end = suffix.kind, suffix.unit, suffix.end
        value, step = value * suffix.factor, step * suffix.factor
        if kind in {Kind.PERCENT, Kind.MEASURE} and not step:
            step = Decimal(1) * suffix.factor
    elif numeral.scaled and _tells_money(scan, start, end):
        kind = Kind.MONEY
    elif low[end : end + 1].isalpha() and not numeral.spelled:
        return None  # glued letters: no number of its own
    begin = start
    if (doubled := _WITH_PREFIX.match(low, start)) and low[start - 1 : start] in {"$", "€", "£"}:
        value, step, end = Decimal(doubled[0].replace(",", "")), _ZERO, doubled.end()
    if not suffix and (prefix := _PREFIX.search(low, max(scan.floor, start - 5), start)) and not numeral.spelled:
        begin = prefix.start()
        mark = prefix[0].strip()
        currency = CURRENCIES.get(mark, "") or CURRENCY_MARKS.get(mark, "")
        kind, unit = Kind.MONEY, "" if currency == "đồng" else currency
    if (
        not numeral.spelled
        and begin == start > scan.floor
        and low[start - 1] in "-−"
        and _signed(low, start, end, suffix)
    ):
        begin, value = start - 1, -value
    elif _MINUS.match(low, max(scan.floor, start - 4), start):
        begin, value = start - 3, -value  # "âm 3"
    if (
        kind is Kind.COUNT
        and value <= _LONGEST_SLOGAN
        and not numeral.spelled
        and (slogan := _slogan(scan, begin, end, value))
    ):
        return slogan
    if not doubt and numeral.scaled | (kind is Kind.PERCENT) and _thousands_doubted(scan.text[start : numeral.end]):
        doubt = "separator"
    elif kind is Kind.COUNT and step and _COMMA_THOUSANDS.fullmatch(scan.text, start, numeral.end):
        doubt = "separator"  # "1,286 lượt": a decimal by the rule, thousands in English print
    return _finish(scan, begin, end, kind, (value,), step, unit, numeral.spelled, doubt)


def _tells_money(scan: Scan, start: int, end: int) -> bool:
    """ "mỗi suất 1,5 triệu": a scale word with nothing counted behind it, after a word of money."""
    low = scan.low
    if low[end : end + 1] == "/":
        return True
    if low[end : end + 1].isalpha() or (low[end : end + 1] in {" ", "\u00a0"} and noun_end(low, end + 1) > end + 1):
        return False
    listed = bool(scan.found) and scan.found[-1].kind is Kind.MONEY and start - scan.found[-1].end <= 3
    return listed or not MONEY_CUES.isdisjoint(scan.before(start)[:5])


_LONGEST_SLOGAN = 12
_COMMA_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_DOUBTED = re.compile(r"[0-9]{1,3}\.[0-9]{2}[1-9](?![0-9.,])")


def _thousands_doubted(text: str) -> bool:
    """ "62.609 triệu": thousands by the rule, but 62,609 may be meant."""
    return _DOUBTED.match(text) is not None


_MINUS = re.compile(r"(?:^|\W)?âm \Z")


def _signed(low: str, start: int, end: int, suffix: Suffix | None) -> bool:
    """Whether the dash before a number is a minus: the text is the number alone, or it is a percentage or measure."""
    if start == 1:
        return not low[end:].strip()
    before = low[max(0, start - 3) : start - 1]
    if before and not before[-1].isspace() and before[-1] not in "(":
        return False
    return (
        not before.endswith("\n")
        and bool(before)
        and suffix is not None
        and suffix.kind in {Kind.PERCENT, Kind.MEASURE}
    )


_QUOTES = frozenset("\"“'‘«")
_SLOGAN_REACH = 24  # how far the next numeral of a slogan may stand
_SURE_SLOGANS = frozenset({"tại chỗ", "sẵn sàng", "xung kích", "đảm đang"})
_SLOGAN_ENDS = re.compile(r"\s?[,”\"’»0-9)]|\s?$")


def _slogan(scan: Scan, start: int, end: int, value: Decimal) -> Expression | None:
    """ "5 không 3 sạch", "3 tại chỗ": the numerals of slogans count nothing."""
    low = scan.low
    if low[end : end + 1] not in {" ", "\u00a0"}:
        return None
    quoted = low[start - 1 : start] in _QUOTES or start - scan.slogan_end < _SLOGAN_REACH
    table = _QUOTED_SLOGAN if quoted and _QUOTED_SLOGAN.match(low, end + 1) > end + 1 else _SLOGAN
    stop = table.match(low, end + 1)
    if stop == end + 1 or not (quoted or low[end + 1 : stop] in _SURE_SLOGANS or _SLOGAN_ENDS.match(low, stop)):
        return None
    scan.slogan_end = end
    return Expression(start, end, scan.text[start:end], Sort.OTHER, plain(value))


def plain(value: Decimal) -> str:
    """A Decimal as a plain decimal string without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _finish(
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
    modifier, outer_start = modifier_before(scan, start)
    if unit and kind in _UNIT_STANDS_APART:
        outer_end = _after_space(low, end, unit)
    else:
        unit, outer_end, modifier = _counted(scan, end, kind, unit, modifier)
    if modifier is None:
        modifier, outer_end = modifier_behind(low, outer_end)
    text = scan.text[start:end]
    value = plain(amounts[0]) if len(amounts) == 1 else tuple(plain(amount) for amount in amounts)
    amount = Quantity(text, kind, amounts[0], step, modifier, unit, amounts if len(amounts) > 1 else ())
    return Expression(
        start, end, text, kind, value, modifier, unit, outer_start, outer_end, amount, spelled=spelled, doubt=doubt
    )


_RATED = frozenset({Kind.MONEY, Kind.PERCENT, Kind.RANGE})
_UNIT_STANDS_APART = frozenset({Kind.DURATION, Kind.MEASURE})


def _counted(
    scan: Scan, end: int, kind: Kind, unit: str, modifier: Modifier | None
) -> tuple[str, int, Modifier | None]:
    """The unit of an amount that has none of its own yet, where it ends, and a modifier between number and noun."""
    low = scan.low
    if (
        low[end : end + 2].strip()[:1] == "/"
        and kind in {Kind.MONEY, Kind.PERCENT, Kind.RANGE}
        and (rate := _RATE.match(low, end))
    ):
        per = scan.text[rate.start("per") : rate.end("per")]
        return (f"{unit}/{per}" if unit else per), rate.end(), modifier
    if kind is Kind.MONEY:
        return unit, end, modifier
    outer_end = end
    if modifier is None:
        modifier, outer_end = modifier_behind(low, end)
    noun_start = outer_end + (low[outer_end : outer_end + 1] in {" ", "\u00a0"})
    stop = noun_end(low, noun_start, scan.text)
    if stop == noun_start > outer_end:
        stop = _unknown_noun(low, noun_start)
    if stop > noun_start:
        return unit or scan.text[noun_start:stop], stop, modifier
    return unit, outer_end, modifier


def _after_space(low: str, end: int, unit: str) -> int:
    at = end + (low[end : end + 1] in {" ", "\u00a0"})
    return at + len(unit) if low.startswith(unit.lower(), at) else end


def _unknown_noun(low: str, start: int) -> int:
    """A counted noun that is in no table: the words up to the next function word, three at most."""
    end = at = start
    for _ in range(3):
        match = _NEXT_WORD.match(low, at)
        if match is None or match[0] in _STOPS:
            break
        end = match.end()
        if low[end : end + 1] not in {" ", "\u00a0"}:
            break
        at = end + 1
    return end
