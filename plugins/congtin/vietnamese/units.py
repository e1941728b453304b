"""What stands right behind a number and says what it measures: percent mark, currency, time, measure."""

from __future__ import annotations

from decimal import Decimal

from congtin.quantity import Kind
from congtin.values import dataclass
from congtin.vietnamese.lexicon import (
    CURRENCIES,
    MEASURES,
    MULTIPLIER_HEADS,
    NOT_MONEY_AFTER_DONG,
    TIMES,
)
from congtin.vietnamese.numerals import Numeral
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan
from congtin.vietnamese.trie import Trie

_CURRENCY = Trie(CURRENCIES)
_MEASURE = Trie(MEASURES)
_TIME = Trie(TIMES)
_ANY_UNIT = Trie({*CURRENCIES, *MEASURES, *TIMES, "lần"})
_NOT_MONEY = Trie(NOT_MONEY_AFTER_DONG)
_PERCENT = Pattern(r"\s?(?P<sign>%|‰|phần trăm|điểm phần trăm|điểm %|phần nghìn|phần ngàn)(?!\w)")
_PERCENT_BEGINS = frozenset("%‰pđ")
_ONE, _THOUSANDTH = Decimal(1), Decimal("0.1")  # in percent
CURRENCY_MARKS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₫": "đồng"}


@dataclass(frozen=True, slots=True)
class Suffix:
    """What stands right behind a number: the kind it makes, its end, its unit and a factor."""

    kind: Kind
    end: int
    unit: str
    factor: Decimal = _ONE


def suffix_at(scan: Scan, end: int, start: int, numeral: Numeral) -> Suffix | None:
    """Percent mark, currency, time or measure right behind a number."""
    low = scan.low
    if not _PERCENT_BEGINS.isdisjoint(low[end : end + 2]) and (match := _PERCENT.match(low, end)):
        per_mille = match["sign"] in {"‰", "phần nghìn", "phần ngàn"}
        return Suffix(Kind.PERCENT, match.end(), "", _THOUSANDTH if per_mille else _ONE)
    at = end + (low[end : end + 1] in {" ", "\u00a0"})
    if not _ANY_UNIT.begins(low, at):
        return None
    if (stop := _CURRENCY.match(low, at)) > at and not _no_money(low, at, stop, numeral):
        currency = CURRENCIES[low[at:stop]]
        return Suffix(Kind.MONEY, stop, "" if currency == "đồng" else currency)
    if (stop := _symbol(low, at)) > at:
        currency = CURRENCY_MARKS[low[at]]
        return Suffix(Kind.MONEY, stop, "" if currency == "đồng" else currency)
    if low.startswith("lần", at) and not low[at + 3 : at + 4].isalnum():
        return Suffix(Kind.MEASURE, end, scan.text[at : at + 3]) if _multiplies(scan, start, numeral) else None
    if (stop := _TIME.match(low, at)) > at:
        if low[at:stop] == "tiếng" and low.startswith((" việt", " anh", " nói", " hát", " dân", " nước"), stop):
            return None
        if low.startswith(" công", stop) and low[at:stop] in {"ngày", "giờ"}:
            return None  # days of labour are counted
        return Suffix(Kind.DURATION, end, scan.text[at:stop])
    if (stop := _MEASURE.match(low, at)) > at and not (
        at > end
        and low[at:stop] in {"a", "v", "l", "cân", "ca", "độ", "g", "mẫu", "ký", "kí", "hp", "cv", "ma", "mv", "kb"}
        and not _plausible_measure(low, at, stop)
    ):
        return Suffix(Kind.MEASURE, end, scan.text[at:stop])
    return None


def _plausible_measure(low: str, start: int, stop: int) -> bool:
    return low[start:stop] in {"g", "l", "v", "độ", "mẫu"} and not low.startswith(
        (" tuổi", " số", " đơn", " biểu"), stop
    )


def _symbol(low: str, at: int) -> int:
    return at + 1 if low[at : at + 1] in CURRENCY_MARKS else at


def _no_money(low: str, at: int, stop: int, numeral: Numeral) -> bool:
    word = low[at:stop]
    if word == "bảng" and not numeral.scaled:
        return True  # "8 bảng" of teams; pounds come in thousands
    if word == "đ" and low.startswith("/c", stop):
        return True  # "15 đ/c": comrades
    if word == "đồng" and low[stop : stop + 1] in {" ", "\u00a0"}:
        return _NOT_MONEY.match(low, stop + 1) > stop + 1
    return (
        word in {"bảng", "xu", "hào", "tệ", "đô", "yên"}
        and low[at - 1 : at] == " "
        and low.startswith((" tin", " điểm", " hướng", " thị", " đấu", " tâm", " hội"), stop)
    )


def _multiplies(scan: Scan, start: int, numeral: Numeral) -> bool:
    """Whether "lần" multiplies ("tăng 2,58 lần") rather than counts occasions ("ít nhất 1 lần")."""
    words = scan.before(start)[:4]
    if numeral.step:
        return True
    for word in words:
        if word in {"tăng", "gấp", "giảm", "vượt"}:
            return True
        if word not in MULTIPLIER_HEADS:
            return False
    return False
