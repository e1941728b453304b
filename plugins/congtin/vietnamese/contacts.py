"""Telephone numbers, and addresses of the web and of mail."""

from __future__ import annotations

from congtin.expression import Expression, Sort
from congtin.vietnamese.lexicon import (
    PHONE_HEADS,
)
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

_PHONE = Pattern(
    r"\+?84[ .\-]?(?:\(0\)[ .\-]?)?[0-9]{1,3}(?:[ .\-]?[0-9]{2,4}){2,3}(?![0-9])"
    r"|0[0-9]{9,10}(?![0-9])"
    r"|0[0-9]{1,4}(?:\)[ .\-]?|[ .\-])[0-9]{2,4}(?:[ .\-]?[0-9]{2,4}){1,3}(?![0-9])"
    r"|1[89]00(?:[ .]?[0-9]{2,4}){1,2}(?![0-9])"
)

_GROUPED = Pattern(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_CALLED = Pattern(r"[0-9][0-9 .\-()]{1,18}[0-9](?![0-9])")

PHONE_LAST_WORDS = frozenset(head.split()[-1] for head in PHONE_HEADS)

LINK_REACH = 80  # how far an address may begin before the mark that shows it

_DOMAINS = ("vn", "com", "net", "org", "info", "edu")
LINK_SIGNS = ("@", "://", "www.", *(f".{domain}" for domain in _DOMAINS))  # of which a text with an address has one
LINK_MARK = Pattern(rf"@|://|www\.|\.(?:{'|'.join(_DOMAINS)})(?!\w)")

LINK_TAIL = Pattern(r"[\w.+:\-]*\Z")

LINK = Pattern(
    r"(?:https?://|www\.)[^\s<>\"')\]]{1,2000}|[\w.+\-]{1,64}@[\w\-]{1,64}(?:\.[\w\-]{1,64}){1,6}"
    r"|(?:[\w\-]{1,64}\.){1,6}(?:vn|com|net|org|info|edu)(?:/[^\s<>\"')\]]{0,2000})?(?!\w)"
)


def phone(scan: Scan, start: int) -> Expression | None:
    """A telephone number by its form, or any digits that follow "điện thoại", "hotline", "tổng đài"."""
    low = scan.low
    begin = start - 1 if start > scan.floor and low[start - 1] in "+(" else start
    match = _PHONE.match(low, begin if low[begin] == "+" else start) if low[start] in "018" else None
    if match is not None and _GROUPED.fullmatch(match[0]):
        match = None  # "84.348.314.261" is a number, unless a word before it says otherwise
    if match is None or not 8 <= sum(char.isdigit() for char in match[0]) <= 12:
        match = None
        words = scan.before(start)
        if _phone_head(words) and (called := _CALLED.match(low, start)):
            match = called
    if match is None:
        return None
    digits = "".join(char for char in match[0] if char.isdigit())
    if len(digits) < 3:
        return None
    opening = begin if low[begin] == "(" and ")" in match[0] else match.start()
    return Expression(opening, match.end(), scan.text[opening : match.end()], Sort.PHONE, digits)


def _phone_head(words: list[str]) -> bool:
    return (
        bool(words)
        and words[0] in PHONE_LAST_WORDS
        and any(" ".join(reversed(words[:n])) in PHONE_HEADS for n in (1, 2, 3))
    )
