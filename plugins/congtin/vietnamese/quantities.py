"""Quantities: a number with its percent mark, currency, measure or counted noun, its range, ratio and modifier."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from congtin.expression import Expression, Sort
from congtin.quantity import Kind
from congtin.vietnamese.counted import after_space, finished
from congtin.vietnamese.lexicon import (
    CURRENCIES,
    MONEY_CUES,
    SCORE_HEADS,
)
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.numerals import Numeral, numeral_at
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan
from congtin.vietnamese.slogans import slogan_numeral
from congtin.vietnamese.units import CURRENCY_MARKS, Suffix, suffix_at

_PREFIX = Pattern(r"(?:us\$|usd|vnd|vnđ|eur|gbp|jpy|[$€£¥₩₫])\s?\Z")
_PREFIX_ENDS = frozenset("$€£¥₩₫dđrpy")
_WITH_PREFIX = Pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9]|[.,][0-9])")
_PLAIN = Pattern(r"([0-9]{1,3}(?:\.[0-9]{3})*)(?:,([0-9]{1,4}))?(?=%|[ \u00a0,;.)](?![0-9]))")
_JOIN = Pattern(r"\s?(?:-|–|—|đến|tới)\s?(?=[0-9])|\s(?:đến|tới)\s(?=\w)")
_BETWEEN = Pattern(r" và (?=[0-9])")
_DASHES = frozenset("-–—")
_JOINS = frozenset("-–—đtv")  # what the second of a range may begin with behind a space
_SPACES = frozenset(" \u00a0")
_SLASH = Pattern(r"\s?/\s?(?=[0-9])")
_ZERO = Decimal(0)
_COUNT, _PERCENT, _MEASURE, _DURATION = Kind.COUNT, Kind.PERCENT, Kind.MEASURE, Kind.DURATION  # see `Word`


def quantity(scan: Scan, start: int) -> Expression | None:
    """The quantity whose number begins with the digit at ``start``."""
    low = scan.low
    plain = _PLAIN.match(low, start)
    if plain and not _scale_follows(low, plain.end()):
        numeral: Numeral | None = _plain_numeral(plain)
    else:
        numeral = numeral_at(low, start)
    if numeral is None:
        return None
    return measured(scan, start, numeral)


def _plain_numeral(match: re.Match[str]) -> Numeral:
    """A number in digits with nothing behind it that could belong to it: most numbers are."""
    return Numeral(*_number(match[1], match[2]), match.end())


@lru_cache(4096)  # a figure is told in the front matter, in a table and in the prose
def _number(whole: str, decimals: str | None) -> tuple[Decimal, Decimal]:
    """The value and the step of a printed number."""
    digits = whole.replace(".", "")
    return (Decimal(digits), _ZERO) if decimals is None else (Decimal(f"{digits}.{decimals}"), _STEPS[len(decimals)])


_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(5))
_SCALE_LETTERS = frozenset("nvtc")


def _scale_follows(low: str, end: int) -> bool:
    return low[end] in " \u00a0" and low[end + 1 : end + 2] in _SCALE_LETTERS and numeral_word(low, end + 1)


_SCALE = Pattern(r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục|tá)(?!\w)")


def numeral_word(low: str, start: int) -> bool:
    """Whether a scale word stands there."""
    return _SCALE.match(low, start) is not None


def measured(scan: Scan, start: int, numeral: Numeral) -> Expression | None:
    """The expression of a number already read: range, ratio or single quantity."""
    low = scan.low
    suffix = suffix_at(scan, numeral.end, start, numeral)
    end = suffix.end if suffix else numeral.end
    if suffix and suffix.kind is _MEASURE:
        end = after_space(low, end, suffix.unit)
    behind = low[end : end + 2]
    joined = behind[1:] in _JOINS if behind[:1] in _SPACES else behind[:1] in _DASHES
    if joined and (found := _range(scan, start, numeral, suffix)):
        return found
    if suffix is None and not numeral.spelled and behind.strip()[:1] == "/" and (found := _ratio(scan, start, numeral)):
        return found
    return _single(scan, start, numeral, suffix)


def _range(scan: Scan, start: int, first: Numeral, suffix: Suffix | None) -> Expression | None:
    """ "30%-70%", "5 đến 7 triệu", "8.000 – 11.000 người": two numbers, the lower first."""
    low = scan.low
    end = suffix.end if suffix else first.end
    if suffix and suffix.kind is _DURATION:
        return None
    if suffix and suffix.kind is _MEASURE:
        end = after_space(low, end, suffix.unit)
    join = _JOIN.match(low, end) or (_BETWEEN.match(low, end) if scan.before(start)[:1] == ["giữa"] else None)
    if join is None:
        return None
    second = numeral_at(low, join.end())
    if second is None or (first.spelled != second.spelled):
        return None
    if low[second.end : second.end + 1] in {"/", "-", ".", ":"} and low[second.end + 1 : second.end + 2].isdigit():
        return None
    last = suffix_at(scan, second.end, start, second)
    lower, upper = first.value, second.value
    if not first.scaled and lower < 1000:
        lower *= _magnitude(low[join.end() : second.end])
    if suffix and (last is None or last.kind is not suffix.kind):
        return None
    if suffix and last and suffix.kind is Kind.MEASURE and (suffix.unit != last.unit or join[0].strip() not in _DASHES):
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
    if suffix and last and last.kind is Kind.MEASURE:
        stop = after_space(low, stop, last.unit)
    unit = "%" if last and last.kind is Kind.PERCENT else last.unit if last else ""
    return finished(scan, start, stop, Kind.RANGE, (lower, upper), _ZERO, unit, first.spelled, "")


def _magnitude(text: str) -> int:
    magnitude = 1
    for word in re.findall(r"nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm|chục|tr|k", text):
        magnitude *= {
            "nghìn": 10**3,
            "ngàn": 10**3,
            "vạn": 10**4,
            "triệu": 10**6,
            "tr": 10**6,
            "trăm": 100,
            "chục": 10,
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
    end, unit, above = second.end, "", first.value
    if second.scaled:  # "3,25/3,1 tỷ đồng": the scale and the currency printed once hold for both
        above *= _magnitude(low[slash.end() : second.end])
        if (suffix := suffix_at(scan, end, start, second)) and suffix.kind is Kind.MONEY:
            end, unit = suffix.end, suffix.unit or "đồng"
    doubt = first.doubt or second.doubt
    return finished(scan, start, end, Kind.RATIO, (above, second.value), _ZERO, unit, False, doubt)


def _single(scan: Scan, start: int, numeral: Numeral, suffix: Suffix | None) -> Expression | None:
    low, end = scan.low, numeral.end
    value, step, doubt = numeral.value, numeral.step, numeral.doubt
    kind, unit = _COUNT, ""
    if suffix:
        kind, unit, end = suffix.kind, suffix.unit, suffix.end
        value, step = value * suffix.factor, step * suffix.factor
        if not step and (kind is _PERCENT or kind is _MEASURE):
            step = suffix.factor
    elif numeral.scaled and _tells_money(scan, start, end):
        kind = Kind.MONEY
    elif low[end : end + 1].isalpha() and not numeral.spelled:
        return None  # glued letters: no number of its own
    begin = start
    if low[start - 1 : start] in {"$", "€", "£"} and (doubled := _WITH_PREFIX.match(low, start)):
        value, step, end = Decimal(doubled[0].replace(",", "")), _ZERO, doubled.end()
    before = low[max(scan.floor, start - 5) : start]
    if (
        not (suffix or numeral.spelled)
        and not _PREFIX_ENDS.isdisjoint(before[-2:])
        and (prefix := _PREFIX.search(low, start - len(before), start))
    ):
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
    elif before.endswith("âm ") and not before[-4:-3].isalnum():
        begin, value = start - 3, -value  # "âm 3"
    if (
        kind is _COUNT
        and value <= _LONGEST_SLOGAN
        and not numeral.spelled
        and (slogan := slogan_numeral(scan, begin, end, value))
    ):
        return slogan
    if not doubt and (numeral.scaled or kind is _PERCENT) and _DOUBTED.match(scan.text, start, numeral.end):
        doubt = "separator"  # "62.609 triệu": thousands by the rule, but 62,609 may be meant
    elif kind is _COUNT and step and _COMMA_THOUSANDS.fullmatch(scan.text, start, numeral.end):
        doubt = "separator"  # "1,286 lượt": a decimal by the rule, thousands in English print
    return finished(scan, begin, end, kind, (value,), step, unit, numeral.spelled, doubt)


def _tells_money(scan: Scan, start: int, end: int) -> bool:
    """ "mỗi suất 1,5 triệu": a scale word with nothing counted behind it, after a word of money."""
    low = scan.low
    if low[end : end + 1] == "/":
        return True
    if low[end : end + 1].isalpha() or (low[end : end + 1] in {" ", "\u00a0"} and noun_end(low, end + 1) > end + 1):
        return False
    listed = bool(scan.found) and scan.found[-1].kind is Kind.MONEY and start - scan.found[-1].end <= 3
    return listed or not MONEY_CUES.isdisjoint(scan.before(start)[:5])


_LONGEST_SLOGAN = Decimal(12)
_COMMA_THOUSANDS = Pattern(r"[1-9][0-9]{0,2},[0-9]{3}")
_DOUBTED = Pattern(r"[0-9]{1,3}\.[0-9]{2}[1-9](?![0-9.,])")


_COMPARED = Pattern(r" so (?:với|cùng)(?!\w)")


def _signed(low: str, start: int, end: int, suffix: Suffix | None) -> bool:
    """Whether the dash before a number is a minus: the text is the number alone, or it is a percentage or measure."""
    before = low[max(0, start - 3) : start - 1]
    if before and not before[-1].isspace() and before[-1] not in "(":
        return False
    if not before or before.endswith("\n"):  # a list mark, unless nothing follows or a comparison
        stop = suffix.end if suffix else end
        return (start == 1 and not low[end:].strip()) or _COMPARED.match(low, stop) is not None
    return suffix is not None and suffix.kind in {Kind.PERCENT, Kind.MEASURE}
