"""What has digits and is no quantity: document numbers, articles, phones, addresses, codes and names."""

from __future__ import annotations

import re

from congtin.expression import Expression, Sort
from congtin.vietnamese.contacts import PHONE_LAST_WORDS
from congtin.vietnamese.lexicon import (
    ADDRESS_HEADS,
    ARTICLE_HEADS,
    DOCUMENT_HEADS,
    NAME_HEADS,
    NUMBERED_DOCUMENTS,
    ORDINAL_HEADS,
    PHONE_HEADS,
    WEAK_HEADS,
)
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import Scan

_PIECE = r"[A-ZĐƯÂÔÊ]{1,12}[0-9]{0,3}(?:[a-zđ]{1,2}(?![a-zà-ỹ]))?(?![a-zà-ỹđ])"
_DOCUMENT = Pattern(
    rf"[0-9]{{1,6}}[a-z]?(?:\s?[/-]\s?(?:19|20)[0-9]{{2}})?\s?[/\-–]\s?(?:{_PIECE})(?:\s?[-–/&.]\s?(?:{_PIECE}))*"
)
_SPACED_DOCUMENT = Pattern(rf"[0-9]{{1,6}} (?:{_PIECE})(?:\s?[-–/]\s?(?:{_PIECE}))+")  # "Số: 12 BC/TWH"
_MONEY_UNITS = Pattern(r"\s?/\s?(?:VND|VNĐ|USD|NLĐ|CNLĐ|ĐV|CĐCS|CNVCLĐ)(?!\w)")
_NUMBERED = Pattern(r"(?:19|20)?[0-9]{1,6}(?:/(?:19|20)[0-9]{2})?(?![0-9.,]?[0-9])")
_SMALL = Pattern(r"[0-9]{1,4}(?![.,]?[0-9])")
_TAIL = Pattern(
    r"\+[0-9]{3}(?![0-9])|:[0-9]{4}(?![0-9])|[a-zđ][0-9a-z]{0,2}(?!\w)"
    r"|(?:[/.][0-9]{1,4}){1,3}(?![.,]?[0-9])(?=[ ,;)\n-]|$)"
)


def document(scan: Scan, start: int) -> Expression | None:
    """ "08/NQ-BCH", "217/QĐ -TW", "45/2019/QH14": a number with the letters of a document."""
    match = _DOCUMENT.match(scan.text, start)
    if match is None and scan.before(start)[:1] in (["số"], ["số:"]):
        match = _SPACED_DOCUMENT.match(scan.text, start)
    if match is None or _MONEY_UNITS.search(match[0]):
        return None
    text = match[0]
    letters = sum(char.isupper() for char in text)
    if letters < 2 and "/" not in text:
        return None
    return Expression(start, match.end(), text, Sort.DOCREF, "".join(text.split()))


def easy(scan: Scan, start: int) -> bool:
    """Whether a plain number stands there that neither its neighbours nor its head make anything else."""
    low = scan.low
    match = _EASY.match(low, start)
    if match is None or (start and low[start - 1] not in _EASY_BEFORE):
        return start == 0 and _ALONE.fullmatch(low) is not None
    words = scan.before(start)
    last = words[0] if words else ""
    if match[1] or match[2]:
        return last not in PHONE_LAST_WORDS
    if match[3] and _DATE_FOLLOWS.match(low, match.end()):
        return False
    return not last or not (last in _LINKS or last[-1] in ",;" or (last in _EVERY_LAST_WORD and _names(words)))


_EASY = Pattern(r"[0-9]{1,3}((?:\.[0-9]{3})+)?(,[0-9]{1,2}(?![0-9]))?(?:(?=%)|(?=[ \u00a0](?:([tgđvhk])|[^\W\d_])))")
_ALONE = Pattern(r"[0-9]{1,3}(?:\.[0-9]{3})*")
_LINKS = frozenset({"và", "hoặc", "&"})


def _names(words: list[str]) -> bool:
    """Whether the words before a number, the last of which may end a name or a date, are one."""
    if words[0] in _SINGLE:
        return not (words[0] == "số" and len(words) > 1 and words[1] in _COUNTED_BEFORE_SO)
    return any(" ".join(words[:size][::-1]) in _EVERY_HEAD for size in (1, 2, 3))


_EASY_BEFORE = frozenset(' \u00a0("“')
_DATE_FOLLOWS = Pattern(r"\s(?:tháng(?! (?:đầu|cuối|[0-9]{3}))|giờ|đến|tới|và|h|g|kém|trên)(?!\w)")


_LINK = Pattern(r"(?:,| và| &| hoặc|;)\s\Z")


def _listed(scan: Scan, start: int, end: int) -> Sort | None:
    """The sort of the expression before, when this number goes on its list: "các điều 5, 6 và 7"."""
    if not scan.found:
        return None
    last = scan.found[-1]
    if not isinstance(last.kind, Sort) or last.kind not in _LISTABLE or not last.text.isdigit() or start - last.end > 5:
        return None
    joined = _LINK.fullmatch(scan.low, last.end, start) is not None
    return last.kind if joined and not _named_next(scan.low, end) else None


# "Xí nghiệp 26-3", "Nhà máy 19.5": a day that gave its name, no measure
_DAY_NAME = Pattern(
    r"(?:0?[1-9]|[12][0-9]|3[01])[-.](?:0?[1-9]|1[0-2])(?![0-9]|[.,/-][0-9]|\s?(?:%|triệu|tỷ|tỉ|nghìn|ha|m2|km|tấn|kg))"
)
_NAME_ENDS = Pattern(r"\s*(?:[,;.)\n]|$| và )(?![0-9])")


def _after_name(scan: Scan, start: int, match: re.Match[str], head: str) -> Expression | None:
    """ "Khai thác 4", "Android 9": a small number that ends a capitalised name and counts nothing."""
    name = scan.text[start - len(head) - 1 : start - 1]
    if not (name[:1].isupper() and name.isalpha() and head not in {"đảng", "đoàn", "hội"}) or not _NAME_ENDS.match(
        scan.low, match.end()
    ):
        return None
    before = scan.low[max(0, start - len(head) - 4) : start - len(head) - 1].rstrip(" \u00a0")
    if not before or not (before[-1].isalnum() or before[-1] in ')"'):
        return None
    return Expression(start, match.end(), match[0], Sort.OTHER, str(int(match[0])))


_LISTABLE = {Sort.ARTICLE_REF, Sort.ADDRESS, Sort.ORDINAL, Sort.DOCREF}


def _named_next(low: str, end: int) -> bool:
    """Whether a word follows at all that the number may count."""
    return (
        low[end : end + 1] in {" ", "\u00a0"}
        and low[end + 1 : end + 2].isalpha()
        and not low.startswith(
            (" và ", " của ", " luật", " bộ luật", " điều lệ", " thành phố", " tp", " nghị định"), end
        )
    )


def headed(scan: Scan, start: int) -> Expression | None:
    """A small number named by the words before it: article, document, ordinal, address, proper name."""
    words = scan.before(start)
    if not words:
        return None
    if (
        (day := _DAY_NAME.match(scan.low, start))
        and (named := _head_kind(words, scan, start))
        and named[0] is Sort.OTHER
    ):
        return Expression(start, day.end(), day[0], Sort.OTHER, day[0])
    match = _SMALL.match(scan.low, start)
    if match is None:
        return None
    end = match.end()
    if listed := _listed(scan, start, end):
        return Expression(start, end, scan.text[start:end], listed, str(int(match[0])))
    kind = _head_kind(words, scan, start)
    if kind is None:
        return _after_name(scan, start, match, words[0])
    sort, head = kind
    if _SPACED_THOUSANDS.match(scan.low, end):
        return None
    if (
        head in WEAK_HEADS
        and not _LAW.match(scan.low, end)
        and (_counts_something(scan.low, end) or _counted_range(scan.low, end))
    ):
        return None
    if _has_unit(scan.low, end):
        return None
    if sort in {Sort.ADDRESS, Sort.DOCREF, Sort.OTHER, Sort.ORDINAL} and (tail := _TAIL.match(scan.low, end)):
        end = tail.end()
    text = scan.text[start:end]
    value = text if sort in {Sort.DOCREF, Sort.ADDRESS} else str(int(match[0]))
    return Expression(start, end, text, sort, value)


_LAW = Pattern(
    r"[ \u00a0](?:của )?(?:bộ luật|luật|hiến pháp|điều lệ|nghị định|thông tư|quy chế|quy định)(?!\w)"
)  # of which
_TABLES = (
    (ARTICLE_HEADS, Sort.ARTICLE_REF),
    (ADDRESS_HEADS, Sort.ADDRESS),
    (DOCUMENT_HEADS, Sort.DOCREF),
    (ORDINAL_HEADS, Sort.ORDINAL),
    (NAME_HEADS, Sort.OTHER),
)
_HEADS: dict[str, Sort] = {}
for _words, _sort in _TABLES:
    for _word in _words:
        _HEADS.setdefault(_word, _sort)
_SINGLE = frozenset("ngày mùng mồng tháng năm số số: t thuế khoản mst stk".split())
_EVERY_HEAD = frozenset((*_HEADS, *NUMBERED_DOCUMENTS, *PHONE_HEADS))
_EVERY_LAST_WORD = _SINGLE.union(head.split()[-1] for head in _EVERY_HEAD)
_STREETS = Pattern(
    r"\s?[,\-–]?\s?(?:đại lộ|đường|phố|ngõ|trần|lê |lý |nguyễn|phan |hai bà|hoàng|quang|tràng|bà triệu"
    r"|đinh|võ |ngô |bùi |phạm|tôn |hùng)"
)


def _head_kind(words: list[str], scan: Scan, start: int) -> tuple[Sort, str] | None:
    words = words[:5]
    numbered = words[0] in {"số", "số:"}
    if numbered and len(words) > 1 and words[1] in _COUNTED_BEFORE_SO:
        return None
    if numbered:
        words = words[1:]
        for size in (3, 2, 1):
            head = " ".join(reversed(words[:size])).rstrip(":,")
            if head in NUMBERED_DOCUMENTS:
                return Sort.DOCREF, "số"
        if _STREETS.match(scan.low, start + 1) or _street_after(scan, start) or (words and words[0] == "chỉ:"):
            return Sort.ADDRESS, ""
    for size in (3, 2, 1):
        head = " ".join(reversed(words[:size]))
        if head in _HEADS:
            sort = _HEADS[head]
            return sort, "" if numbered and sort is Sort.ADDRESS else "số" if numbered else head  # "cổng số 5 khu …"
    return (Sort.ORDINAL, "số") if numbered else None


_COUNTED_BEFORE_SO = {
    "tổng",
    "con",
    "trong",
    "sĩ",
    "tỷ",
    "tỉ",
    "dân",
    "quân",
    "nhân",
    "doanh",
    "hiệu",
    "chỉ",
    "điểm",
    "đa",
    "thiểu",
    "tham",
}


def _street_after(scan: Scan, start: int) -> bool:
    match = _SMALL.match(scan.low, start)
    return bool(match and _STREETS.match(scan.low, match.end()))


_SPACED_THOUSANDS = Pattern(r"(?:[ \u00a0][0-9]{3})+(?![0-9.,/:%])")
_RANGE = Pattern(r"\s?(?:-|–|đến|tới)\s?[0-9.]{1,9}(?=[ \u00a0%])")


def _counted_range(low: str, end: int) -> bool:
    """ "mỗi lớp 30 - 40 học viên": a range of things counted."""
    match = _RANGE.match(low, end)
    return match is not None and (low[match.end()] == "%" or _counts_something(low, match.end()))


def _counts_something(low: str, end: int) -> bool:
    if low[end : end + 1] not in {" ", "\u00a0"}:
        return False
    return noun_end(low, end + 1) > end + 1


_UNIT = Pattern(
    r"\s?(?:%|phần trăm|triệu|tỷ|tỉ|nghìn|ngàn|vạn|đồng(?! chí)|usd|vnđ|vnd"
    r"|năm(?! [0-9]{4}| nay| ngoái| trước| sau| tới| học)"
    r"|tháng(?! [0-9])|giây|tuổi|lần|km|ha|m2|tấn|kg)(?!\w)"
)


def _has_unit(low: str, end: int) -> bool:
    return _UNIT.match(low, end) is not None
