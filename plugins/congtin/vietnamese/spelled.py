"""Numerals in words: what they count, date, order or tell the time by; and the words that only look like numerals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from congtin.expression import Expression, Sort
from congtin.quantity import Kind, Quantity
from congtin.vietnamese.calendar import day_of, month_of, year_of
from congtin.vietnamese.clock import PART_OF_DAY, hour_of_half
from congtin.vietnamese.digits import plain
from congtin.vietnamese.labels import ordinal
from congtin.vietnamese.lexicon import (
    NOT_COUNTED_ONE,
    NOT_NUMERAL_BEFORE,
    NUMERAL_NOUN_GUARD,
    ONE_COUNTED,
    SPELLED_SLOGANS,
)
from congtin.vietnamese.modifiers import modifier_before
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.numeral_tokens import DIGITS, WORDS
from congtin.vietnamese.numerals import Numeral, numeral_at
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.quantities import measured
from congtin.vietnamese.scan import Scan
from congtin.vietnamese.spoken_years import named_year, year_behind
from congtin.vietnamese.trie import Trie
from congtin.vietnamese.units import suffix_at

_LABEL_WORD = Pattern(r"(mười một|mười hai|một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)(?=\s+là(?!\w))")
_GUARDS = {word: Trie(phrases) for word, phrases in NUMERAL_NOUN_GUARD.items() if phrases}
_NOT_ONE = Trie(NOT_COUNTED_ONE)
_ONE = Trie(ONE_COUNTED)
_SLOGAN = Trie(SPELLED_SLOGANS)
_DAY_HEADS = frozenset({"ngày", "mùng", "mồng", "sáng", "chiều", "tối", "đêm", "hôm"})
_LAPSE_HEADS = frozenset(
    {"trong", "sau", "suốt", "hết", "mất", "gần", "hơn", "khoảng", "dài", "tròn", "quá", "đúng", "tới", "được", "đủ"}
)
_FOUR = Pattern(r"tư(?!\w)")
_MONTH = Pattern(r"\s+tháng\s+(?=\w)")
_HOUR = Pattern(r"\s+giờ(?!\w)(?:\s+(?P<half>rưỡi)(?!\w)|\s+(?P<less>kém)\s+(?=\w)|\s+(?=\w))?")
_MINUTES = Pattern(
    r"(?:(?:linh|lẻ|không)|(?P<tens>hai|ba|bốn|năm)(?= \w+ phút)) "
    r"(?P<one>một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)(?!\w)"
)
_FRACTION = Pattern(r"\s+phần\s+(?=\w)")
_NOT_FRACTION = Pattern(r"\s*(?:quà|thưởng|việc|trăm|nghìn)")


def spelled(scan: Scan, start: int) -> tuple[Expression, ...]:
    """What the numeral in words at ``start`` is; empty when it is no number here."""
    words = scan.before(start)
    head = words[0] if words else ""
    low = scan.low
    if low.startswith("âm ", start):
        return _negative(scan, start)
    if _LABEL_WORD.match(low, start) and _begins(scan, start):
        return _labelled(scan, start)
    numeral = numeral_at(low, start)
    if numeral is None:
        four = _FOUR.match(low, start)
        if four is None or head not in {"tháng", "quý"}:
            return ()
        numeral = Numeral(Decimal(4), Decimal(0), four.end(), spelled=True)
    for reader in (_calendar, _clock, _fraction):
        if found := reader(scan, start, numeral, head):
            return found
    if numeral.scaled or numeral.value > 10 or numeral.step or " " in low[start : numeral.end]:
        counted = None if head in {"ngã", "mấy", "vài", "hàng", "dăm", "lẻ"} else measured(scan, start, numeral)
    else:
        counted = _small(scan, start, numeral, head)
    return (counted,) if counted else ()


def whole_number(scan: Scan) -> Expression | None:
    """The text itself when it is nothing but a numeral in words ("bảy"): alone, it can only be the number."""
    low = scan.low.strip()
    if not 0 < len(low) <= _LONGEST_WHOLE or low.split(None, 1)[0] not in WORDS or low == "không":
        return None
    start = scan.low.index(low)
    numeral = numeral_at(scan.low, start)
    return measured(scan, start, numeral) if numeral and numeral.end == start + len(low) else None


_LONGEST_WHOLE = 200


def _begins(scan: Scan, start: int) -> bool:
    return scan.line_start(start) or scan.low[max(0, start - 2) : start].strip()[-1:] in set(".;:,")


def _labelled(scan: Scan, start: int) -> tuple[Expression, ...]:
    numeral = numeral_at(scan.low, start)
    return (ordinal(scan, start, numeral.end, int(numeral.value)),) if numeral else ()


def _negative(scan: Scan, start: int) -> tuple[Expression, ...]:
    """ "âm năm độ C": below zero, where a measure or a longer number says that it is a number."""
    numeral = numeral_at(scan.low, start + 3)
    if numeral is None or numeral.value == 0:
        return ()
    suffix = suffix_at(scan, numeral.end, start, numeral)
    if suffix is None and numeral.value <= 10 and not numeral.step:
        return ()
    minus = Numeral(-numeral.value, numeral.step, numeral.end, True, numeral.scaled, numeral.doubt)
    found = measured(scan, start, minus)
    return (found,) if found else ()


def _calendar(scan: Scan, start: int, numeral: Numeral, head: str) -> tuple[Expression, ...]:
    """ "ngày mười lăm tháng tám", "tháng Ba", "quý hai", "năm hai nghìn không trăm hai mươi"."""
    value, low = numeral.value, scan.low
    if head == "quý" and value <= 4:
        return (ordinal(scan, start, numeral.end, int(value)),)
    if head == "năm" and (named := named_year(scan, start, numeral)):
        year, end = named
        return (_sorted(scan, start, end, Sort.YEAR, str(year), year=year),)
    if head == "tháng" and 1 <= value <= 12 and not numeral.scaled:
        return _month(scan, start, numeral)
    if not 1 <= value <= 31 or numeral.scaled or numeral.step:
        return ()
    month = _MONTH.match(low, numeral.end)
    if month and (head in _DAY_HEADS or value > 10):
        return _day(scan, start, numeral, month.end())
    if head in {"mùng", "mồng"}:
        return (_sorted(scan, start, numeral.end, Sort.DATE, f"---{int(value):02d}"),)
    return ()


def _sorted(scan: Scan, start: int, end: int, kind: Sort, value: str, *, year: int = 0) -> Expression:
    text = scan.text[start:end]
    return Expression(start, end, text, kind, value, period=year_of(year, text) if year else None, spelled=True)


def _month(scan: Scan, start: int, numeral: Numeral) -> tuple[Expression, ...]:
    month = int(numeral.value)
    year, end = year_behind(scan.low, numeral.end)
    text = scan.text[start:end]
    value = f"{year:04d}-{month:02d}" if year else f"--{month:02d}"
    period = month_of(year, month, text) if year else None
    return (Expression(start, end, text, Sort.DATE, value, period=period, spelled=True),)


def _day(scan: Scan, start: int, numeral: Numeral, month_at: int) -> tuple[Expression, ...]:
    low = scan.low
    month = numeral_at(low, month_at)
    if month is None and (four := _FOUR.match(low, month_at)):
        month = Numeral(Decimal(4), Decimal(0), four.end(), spelled=True)
    if month is None or not 1 <= month.value <= 12 or month.step:
        return ()
    year, end = year_behind(low, month.end)
    value = f"{int(month.value):02d}-{int(numeral.value):02d}"
    text = scan.text[start:end]
    try:
        day = date(year or 2000, int(month.value), int(numeral.value))
    except ValueError:
        doubt = "impossible date"
        return (
            Expression(
                start, end, text, Sort.DATE, f"{year}-{value}" if year else f"--{value}", spelled=True, doubt=doubt
            ),
        )
    if year is None:
        return (Expression(start, end, text, Sort.DATE, f"--{value}", spelled=True),)
    return (
        Expression(start, end, text, Sort.DATE, f"{year:04d}-{value}", day=day, period=day_of(day, text), spelled=True),
    )


def _clock(scan: Scan, start: int, numeral: Numeral, head: str) -> tuple[Expression, ...]:
    """ "tám giờ rưỡi", "bảy giờ ba mươi phút", "hai giờ chiều"; "tám giờ" alone is a duration."""
    low = scan.low
    match = _HOUR.match(low, numeral.end)
    if match is None or numeral.value > 24 or numeral.step:
        return ()
    hour, minute, end = int(numeral.value), 0, low.index("giờ", numeral.end) + 3
    minutes = numeral_at(low, match.end()) if match.end() > end and not match["half"] else None
    if match.end() > end and (said := _MINUTES.match(low, match.end())):
        value = 10 * DIGITS[said["tens"] or "không"] + DIGITS[said["one"]]
        minutes = Numeral(Decimal(value), Decimal(0), said.end(), spelled=True)
    if minutes is not None and minutes.value <= 59 and not minutes.step:
        end = minutes.end + (5 if low.startswith(" phút", minutes.end) else 0)
        minute = int(minutes.value)
        if match["less"]:
            hour, minute = (hour - 1) % 24, (60 - minute) % 60
    elif match["half"]:
        minute, end = 30, match.end()
    elif not (PART_OF_DAY.match(low, end) or head in {"lúc", "vào", "hồi"}):
        return ()
    hour = hour_of_half(hour, None, low, end)
    return (Expression(start, end, scan.text[start:end], Sort.TIME, f"{hour:02d}:{minute:02d}", spelled=True),)


def _fraction(scan: Scan, start: int, numeral: Numeral, head: str) -> tuple[Expression, ...]:
    """ "hai phần ba": a ratio in words."""
    low = scan.low
    match = _FRACTION.match(low, numeral.end)
    if match is None or _NOT_FRACTION.match(low, match.end()):
        return ()
    below = numeral_at(low, match.end())
    end = below.end if below else 0
    value = below.value if below else Decimal(0)
    if below is None and (four := _FOUR.match(low, match.end())):
        end, value = four.end(), Decimal(4)
    if value < 2 or numeral.step or (below and below.step):
        return ()
    modifier, outer = modifier_before(scan, start)
    noun_start = end + 1
    stop = noun_end(low, noun_start, scan.text)
    unit = scan.text[noun_start:stop]
    text = scan.text[start:end]
    parts = (numeral.value, value)
    amount = Quantity(text, Kind.RATIO, numeral.value, Decimal(0), modifier, unit, parts)
    values = tuple(plain(part) for part in parts)
    outer_end = max(end, stop) if unit else end
    return (Expression(start, end, text, Kind.RATIO, values, modifier, unit, outer, outer_end, amount, spelled=True),)


def _small(scan: Scan, start: int, numeral: Numeral, head: str) -> Expression | None:
    """One to ten in a single word: only where a thing is counted."""
    low, end = scan.low, numeral.end
    word = low[start:end]
    if word == "không":
        return measured(scan, start, numeral) if low.startswith(" phần trăm", end) else None
    if low[end : end + 1] not in {" ", "\u00a0"}:
        return None
    if word != "một" and _SLOGAN.match(low, end + 1) > end + 1:
        return Expression(start, end, scan.text[start:end], Sort.OTHER, plain(numeral.value), spelled=True)
    if head in NOT_NUMERAL_BEFORE or (word not in DIGITS and word != "mười"):
        return None
    if (joined := _joined(scan, start, numeral, head)) is not None:
        return joined
    guard = _GUARDS.get(word)
    if guard and guard.match(low, end + 1) > end + 1:
        return None
    if scan.text[start].isupper() and (scan.text[end + 1 : end + 2].isupper() or not _sentence_start(scan, start)):
        return None
    if word == "một" and not _one_counts(scan, end, start, head):
        return None
    if word == "năm" and not _five_counts(low, end, head):
        return None
    if word != "một" and noun_end(low, end + 1) == end + 1 and suffix_at(scan, end, start, numeral) is None:
        return None
    return measured(scan, start, numeral)


def _joined(scan: Scan, start: int, numeral: Numeral, head: str) -> Expression | None:
    """ "hai đến ba người": the first number counts what the second does; "năm tới", "năm đến" are years to come."""
    low, end = scan.low, numeral.end
    if not low.startswith((" đến ", " tới "), end):
        return None
    if low[start:end] == "năm" and not (head in _RANGE_HEADS and low.startswith(" đến ", end)):
        return None
    found, last = measured(scan, start, numeral), numeral_at(low, end + len(" đến "))
    if found is None or found.kind is not Kind.RANGE or last is None:
        return None
    return found if found.unit or found.end > last.end else None  # of something: "ba đến năm 2025" is of nothing


_RANGE_HEADS = {"từ", "khoảng", "chừng", "độ"}


def _five_counts(low: str, end: int, head: str) -> bool:
    """ "năm" is five before a counted noun or "năm" (year), and no year itself."""
    if (
        head in {"hằng", "cuối", "đầu", "giữa", "qua", "nửa", "một", "các", "tháng", "đến", "từ", "tới"}
        or head.isdigit()
        or head in DIGITS
    ):
        return False
    if low.startswith(("năm", "ngày", "tuần", "giờ", "phút"), end + 1):
        return True
    return noun_end(low, end + 1) > end + 1 and head not in {"trước", "sau", "nhiều"}


def _one_counts(scan: Scan, end: int, start: int, head: str) -> bool:
    """Whether "một" is the number one and not an article: after a modifier, or before what is awarded or given."""
    low = scan.low
    if low.startswith(("phần trăm", "euro", "đô", "đồng ", "usd"), end + 1):
        return True
    if _NOT_ONE.match(low, end + 1) > max(end + 1, _ONE.match(low, end + 1) - 1):
        return False
    timed = low.startswith(("năm", "tháng", "ngày", "tuần", "giờ", "phút"), end + 1)
    if timed:
        return head in _LAPSE_HEADS
    if modifier_before(scan, start)[0] is not None:
        return head not in {"trên", "dưới"}  # "đứng trên một tin", "tính trên một hộ": places, not bounds
    return _ONE.match(low, end + 1) > end + 1 or _listed(scan, start, end)


_AND = Pattern(r"(?:,| và|, và) \Z")
_AND_MORE = Pattern(r"(?:,| và|, và) (?:[0-9]|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) )")


def _listed(scan: Scan, start: int, end: int) -> bool:
    """ "hai doanh nghiệp và một hợp tác xã": beside what is counted, "một" counts as well."""
    stop = noun_end(scan.low, end + 1)
    if stop == end + 1:
        return False
    last = scan.found[-1] if scan.found else None
    if last is not None and last.kind is Kind.COUNT and _AND.fullmatch(scan.low, last.outer_end, start):
        return True
    return _AND_MORE.match(scan.low, stop) is not None


def _sentence_start(scan: Scan, start: int) -> bool:
    before = scan.low[max(0, start - 3) : start].rstrip(" \u00a0\"“‘'(")
    return not before or before[-1] in ".!?:\n;…-–"
