"""Every numeric expression of a text: the layers of recognition, in order."""

from __future__ import annotations

import re

from congtin.expression import Expression, Sort
from congtin.quantity import Kind
from congtin.vietnamese.codes import code, named_code
from congtin.vietnamese.contacts import LINK, LINK_MARK, LINK_REACH, LINK_SIGNS, LINK_TAIL, phone
from congtin.vietnamese.dates import PLAIN_MONTH, dated
from congtin.vietnamese.days import month_expression
from congtin.vietnamese.documents import document, easy, headed
from congtin.vietnamese.labels import label, roman, weekday
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.quantities import quantity
from congtin.vietnamese.scan import Scan, lowered
from congtin.vietnamese.spelled import spelled, whole_number
from congtin.vietnamese.years import PLAIN_YEAR, year_expression

_COUNTS = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười"
_RANKS = "nhất|nhì|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|[2-7]"
_RANKED = rf"(?=\s(?:{_RANKS})(?!\w))"
_WORDS = (  # a branch for each first letter, with the cheapest guards against the commonest words that are no numerals
    rf"m(?:ột(?! (?:số|cách|trong)(?!\w))|ười)|h(?:ai|ăm|ạng{_RANKED})|b(?:a|ốn|ảy|ẩy)|n(?:ăm(?=\s[^\W0-9])|ửa)|sáu"
    rf"|c(?:hín|hủ nhật)|t(?:ám|ư|hứ{_RANKED})|không(?= phẩy| chấm| phần trăm)|giải{_RANKED}"
    rf"|âm(?= (?:{_COUNTS}|không)(?!\w))|[ivxl]+"
)
_TRIGGER = Pattern(rf"[0-9 \n\t\u00a0\u202f(\[\"'“‘«/,;:.\-–—…>](?:(?<=[0-9])|({_WORDS})(?!\w))")
_FIRST = Pattern(rf"(?:([0-9])|({_WORDS})(?!\w))")
_TOKEN = Pattern(r"[0-9](?:[0-9./,:\-–]*[0-9])?[\w]{0,12}")
_CHAIN = Pattern(
    r"(?![0-9]{1,2}/[0-9]{1,2}/[0-9]{4}[-–][0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![0-9/]))"
    r"[0-9]{1,6}(?:[/:\-][0-9]{1,6}){4}|[0-9]{29}"
)  # longer than any date, time or phone


_TORN = Pattern(r"[0-9]{1,3}/ (?=[^\W\d_])|[0-9]+(?:[.,][0-9]+)*(?:/[.,]|[.,]%)")


def read(text: str) -> tuple[Expression, ...]:
    """Every numeric expression of an NFC text, quantity or not, sorted, without overlaps."""
    return tuple(scanned(text).found)


def scanned(text: str) -> Scan:
    """The text as it was read, with what was found in it."""
    scan = Scan(text, lowered(text))
    if whole := whole_number(scan):
        scan.found.append(whole)
        return scan
    links = _links(text)
    low, at = scan.low, 0
    first = _FIRST.match(low)
    match: re.Match[str] | None = None
    while True:
        if at == 0 and first is not None:
            start, digit = 0, first[1] is not None
            word = first[2] or ""
            after = first.end()
        else:
            match = _TRIGGER.search(low, at)
            if match is None:
                break
            word = match[1] or ""
            digit = not word
            start = match.end() - 1 if digit else match.start(1)
            after = match.end()
        found = _link(scan, links, start) if links else ()
        found = found or (_at_digit(scan, start) if digit else _at_word(scan, start, word))
        if found:
            scan.found.extend(found)
            last = found[-1]
            scan.floor = at = last.outer_end if _unit_has_numeral(last) else last.end
        else:
            at = max(after if digit else after - 1, 1)
    return scan


def _unit_has_numeral(item: Expression) -> bool:
    """ "Km2" has a digit of its own, "giải Nhất" a numeral, "chương II" a Roman one."""
    return item.kind is Kind.MEASURE or item.unit[:4].lower() == "giải"


def _links(text: str) -> list[tuple[int, int]]:
    """The stretches of addresses of the web and of mail, in reverse order."""
    found: list[tuple[int, int]] = []
    for mark in LINK_MARK.finditer(text) if any(sign in text for sign in LINK_SIGNS) else ():
        if found and mark.start() < found[-1][1]:
            continue
        begin = max(found[-1][1] if found else 0, mark.start() - LINK_REACH)
        begin += len(LINK_TAIL.sub("", text[begin : mark.start()]))
        if match := LINK.match(text, begin):
            found.append(match.span())
    return found[::-1]


def _link(scan: Scan, links: list[tuple[int, int]], start: int) -> tuple[Expression, ...]:
    while links and links[-1][1] <= start:
        links.pop()
    if not links or links[-1][0] > start:
        return ()
    begin, end = links.pop()
    begin = max(begin, scan.floor)
    return (Expression(begin, end, scan.text[begin:end], Sort.OTHER, scan.text[begin:end]),)


def _at_digit(scan: Scan, start: int) -> tuple[Expression, ...]:
    low = scan.low
    if start == scan.floor and low[start - 1 : start].isalpha():
        return ()
    if PLAIN_YEAR.match(low, start) and (
        low.startswith("năm ", start - 4)
        or low.startswith("tháng ", start - 6)  # "9 tháng 2020"
        or (low[start - 1] == "/" and _of_ordinal(scan, start))
    ):
        if year := year_expression(scan, start, scan.before(start)):
            return year
    elif low.startswith("tháng ", start - 6) and (month := PLAIN_MONTH.match(low, start)):
        return (month_expression(scan, start, month.end(), int(month["m"]), int(month["y"])),)
    elif easy(scan, start) and (found := quantity(scan, start)):
        return (found,)
    if found := code(scan, start):
        return (found,)
    if found := label(scan, start):
        return (found,)
    if found := named_code(scan, start):
        return (found,)
    if found := phone(scan, start):
        return (found,)
    if _CHAIN.match(low, start):
        return (_unreadable(scan, start),)
    if found := document(scan, start):
        return (found,)
    if dates := dated(scan, start):
        return dates
    if not _torn(scan, start) and (found := headed(scan, start) or quantity(scan, start)):
        return (found,)
    return (_unreadable(scan, start),)


def _of_ordinal(scan: Scan, start: int) -> bool:
    """Whether a slash ties the digits to an ordinal: "quý II/2021"."""
    return 0 < scan.floor == start - 1 and scan.found[-1].kind is Sort.ORDINAL


def _torn(scan: Scan, start: int) -> bool:
    """What is left of a ratio or a decimal is no number of its own: "/6 công đoàn", "6/ công đoàn", "61,%", ".450"."""
    left = scan.low[max(start - 2, 0) : start]
    if left[-1:] == "/" and (len(left) == 1 or left[0].isspace()):
        return True
    if left[-1:] in {".", ","} and (len(left) == 1 or left[0].isspace() or left[0] in "/("):
        return True
    return _TORN.match(scan.low, start) is not None


def _unreadable(scan: Scan, start: int) -> Expression:
    """The whole token that no layer could read."""
    match = _TOKEN.match(scan.low, start)
    end = match.end() if match else start + 1
    text = scan.text[start:end]
    named = text[-1:].isalpha()
    return Expression(start, end, text, Sort.OTHER, text, doubt="" if named else "unreadable")


def _at_word(scan: Scan, start: int, word: str) -> tuple[Expression, ...]:
    if word in {"chủ nhật", "thứ", "hạng", "giải"}:
        found = weekday(scan, start)
    elif word[0] in "ivxl":
        found = roman(scan, start, word)
    else:
        return spelled(scan, start)
    return (found,) if found else ()
