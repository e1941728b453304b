"""Prose cues: what the words around the numeric expressions of a text say of them.

Only what a rule needs, and only where the words stand close: a cue that is not sure is none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter

from congtin.expression import Cue, Expression, Sort
from congtin.quantity import Kind
from congtin.vietnamese import mentions
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.spheres import sphere_of

REACH = 90  # code points before and after an expression that are looked at

_MODIFIERS = r"(?:trên|hơn|gần|khoảng|chừng|xấp xỉ|ít nhất|tối thiểu|từ|là|tới|đến)"
_PLAN = r"(?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu)"
_BEFORE_NUMBER = "|".join(
    f"(?P<{cue}>{words})"
    for cue, words in (
        (
            Cue.EXCEED,
            rf"(?<!chưa )(?<!không )vượt(?: mức)?(?: (?:so với )?{_PLAN}(?: (?:năm|giao|đề ra|được giao))*)?",
        ),
        (
            Cue.REACH,
            r"(?<!chưa )(?<!không )(?:đạt|hoàn thành|bằng)(?: được)?(?: t[ỷỉ] lệ)?",
        ),
        (Cue.RISE, r"tăng(?: thêm)?|(?:cao|nhiều|lớn) hơn"),
        (Cue.FALL, r"giảm(?: bớt)?|(?:thấp|ít|nhỏ) hơn"),
        (Cue.AMONG, r"trong (?:số )?(?:đó|này),?(?: đã)?(?: có)?"),
    )
)
_LEADING = Pattern(rf"(?<!\w)(?:{_BEFORE_NUMBER})(?:\s+{_MODIFIERS})*\s*$")
_LAST_WORDS = frozenset(
    "vượt mức tiêu hoạch quyết năm giao ra đạt thành bằng được lệ tăng thêm hơn giảm bớt đó này đã có"
    " trên gần khoảng chừng xỉ nhất thiểu từ là tới đến".split()
)
_HEADS = (
    "vượt",
    "đạt",
    "hoàn thành",
    "bằng",
    "tăng",
    "giảm",
    "trong ",
    "cao hơn",
    "nhiều hơn",
    "lớn hơn",
    "thấp hơn",
    "ít hơn",
    "nhỏ hơn",
)  # with what each of them begins
_LAST_REACH = 24  # code points, of which the longest of these words and the space behind it take a third
_WITH_COMMA = ("đó,", "này,")
_LEADING_CUES = {str(cue): cue for cue in Cue}
_AIMED = frozenset({Cue.REACH, Cue.EXCEED, Cue.RISE, Cue.FALL})
_AIM_WORDS = ("phấn đấu", "mục tiêu", "dự kiến", "ước", "đặt ra", "đề ra", "sẽ", "yêu cầu", "quyết tâm")
_AIMS = Pattern(rf"(?<!\w)(?:{'|'.join(_AIM_WORDS)})(?!\w)")
_INTRODUCED = Pattern(r"(?<!\w)giới thiệu(?: được)?(?: cho đảng)?(?:\s+\w+){0,3}\s*$")
_ADMITTED = Pattern(
    r"[^.;:!?,\d]{0,40}(?:được (?:đứng vào hàng ngũ|kết nạp)|đứng vào hàng ngũ|vinh dự được kết nạp)"
    r"(?! mới)(?!(?: vào)?(?: tổ chức)? (?:công đoàn|nghiệp đoàn|hội))"
)
_VERDICT = Pattern(
    rf"[^.;:!?,\d]{{0,60}},\s*(đạt và vượt|đạt hoặc vượt|chưa đạt|không đạt|vượt|đạt|hoàn thành)"
    rf"(?: mức)?(?: so với)?\s+{_PLAN}"
)
_VERDICTS = {"vượt": "exceeded", "đạt": "met", "chưa đạt": "missed", "không đạt": "missed"}

_LISTED = Pattern(
    r"(?:[^\W\d]|[ ,])*?(?P<head>\s(?:đó là|là|sau đây|sau|dưới đây)(?P<colon>\s?:)?|\s?:)(?=\s|$)(?P<list>[^.!?]*)"
)
_ANNOUNCED = Pattern(r"\s*(?:nội dung|nhóm|nhiệm vụ|giải pháp|môn|bài học|việc|khâu|phần thi|trò chơi)(?!\w)")
_SIMPLE_WORDS = 3  # words of an item that is surely one item
_ITEM_MARK = Pattern(r"\s+là(?!\w)")

_ANNIVERSARY = Pattern(r"(?<!\w)(?:kỷ niệm|kỉ niệm)(?: lần thứ)?(?: tròn)?\s*$")
_STEMS = "giáp ất bính đinh mậu kỷ canh tân nhâm quý".split()
_BRANCHES = "tý sửu dần mão thìn tỵ ngọ mùi thân dậu tuất hợi".split()
_BRANCHES_WRITTEN = (*_BRANCHES, "tí", "tị", "mẹo")
_PAIR = rf"(?<!\w)({'|'.join(_STEMS)}|kỉ|quí)\s+({'|'.join(_BRANCHES_WRITTEN)})(?!\w)"
_PAIR_BEFORE = Pattern(rf"{_PAIR}(?:,?\s+năm|\s*[-–(])?\s*\(?$")
_PAIR_BEHIND = Pattern(rf"\s*[(,–-]?\s*(?:năm |xuân |tết )?{_PAIR}")
_PAIR_REACH = 40  # code points; "(đinh sửu, năm" takes 14
_SPELLINGS = {"kỉ": "kỷ", "quí": "quý", "tí": "tý", "tị": "tỵ", "mẹo": "mão"}

_OPENS = Pattern(r"(?:^|:)[\s*_–-]*$")
_CONGRESS = Pattern(r"(?<!\w)đại hội((?:\s+[^\W\d]+){0,10}?)(?:\s+(?:lần thứ|lần|thứ|khóa|khoá))?\s*$")
_KHOA = Pattern(r"(?<!\w)((?:[^\W\d]+\s+){0,6}?)(?:khóa|khoá)(?: thứ)?\s*$")
_SHIFT = Pattern(r"(?<!\w)(?:rút ngắn|sớm hơn|kéo dài|chậm hơn|lùi)(?: thêm| được| khoảng)?\s*$")
_LUNAR = Pattern(r"[\s,]*\(?(?:theo |tính theo )?(?:âm lịch|lịch âm|nông lịch|\(?âl\b)")
_AS_OF = Pattern(r"(?<!\w)(?<!ước )(?<!dự )(?:tính|số liệu|thống kê) (?:đến|tới)(?: hết)?(?: ngày)?\s*$")
_FUTURE = Pattern(r"(?<!\w)sẽ(?!\w)[^.;!?]*(?:ngày|vào|từ)\s*$")
_FRAME = Pattern(r"(?:trong |riêng |riêng trong |hết |kết thúc )?(?:năm|nhiệm kỳ|giai đoạn)\s*$")
_FAX = Pattern(r"(?<!\w)fax\W*$")
_SENTENCE_END = Pattern(r"[.!?…;\n](?:(?<=\n)|(?<=;)\s|(?<!;)(?=\s))")


def read(text: str) -> tuple[Expression, ...]:
    """Every numeric expression of an NFC text of prose, with its cue."""
    if len(text) <= _CELL:
        known = _read_cell(text)
        if len(known) < 2:  # two of them may tell something together, and are asked which ones they are
            return known
    return _read(text)


_CELL = 24  # characters; a heading, or a cell of a table, such as many articles have


@lru_cache(8192)
def _read_cell(text: str) -> tuple[Expression, ...]:
    return _read(text)


def _read(text: str) -> tuple[Expression, ...]:
    scan = mentions.scanned(text)
    return tuple([_told(scan.low, item) for item in scan.found])


_DURATION, _COUNT, _ORDINAL = Kind.DURATION, Kind.COUNT, Sort.ORDINAL  # see `Word`
_TIMES = frozenset({Sort.YEAR, Sort.PERIOD, Sort.DATE})
_CONTENT = attrgetter(*Expression.__match_args__[: Expression.__match_args__.index("cue")])


def _told(low: str, item: Expression) -> Expression:
    cue, sphere = _cue(low, item), sphere_of(item.unit)
    if not (cue or sphere):
        return item
    content = [*_CONTENT(item), cue, sphere, item.doubt]  # a quarter of the price of `replace`
    return Expression(*content)


def _cue(low: str, item: Expression) -> str:
    if item.quantity is not None:
        return _of_quantity(low, item)
    if item.kind is _ORDINAL:
        return _of_ordinal(low, item)
    if item.kind in _TIMES:
        return _of_time(low, item, _sentence_before(low, item.start))
    if item.kind is Sort.PHONE and _FAX.search(_sentence_before(low, item.start)):
        return Cue.FAX
    return ""


def _sentence_before(low: str, start: int) -> str:
    """The words of the sentence before a place, as far as REACH."""
    begin = start - REACH if start > REACH else 0
    while end := _SENTENCE_END.search(low, begin, start):
        begin = end.end()
    return low[begin:start]


def _of_quantity(low: str, item: Expression) -> str:
    start, end = item.start, max(item.outer_end, item.end)
    if item.kind is _DURATION:
        before = _sentence_before(low, start)
        if _ANNIVERSARY.search(before):
            return Cue.ANNIVERSARY
        if _SHIFT.search(before):
            return Cue.SHIFT
    if _may_lead(low, start):
        before = _sentence_before(low, start)
        if (leading := _leading(before)) and leading.lastgroup:
            cue = _LEADING_CUES[leading.lastgroup]
            return Cue.AIM if cue in _AIMED and _aims(before) else cue
    if item.kind is not _COUNT:
        return _verdict(low, end)
    if lists := _lists(low, item):
        return lists
    reach = start - REACH if start > REACH else 0
    if low.find("giới thiệu", reach, start) >= 0 and _INTRODUCED.search(_sentence_before(low, start)):
        return Cue.INTRODUCED
    if _ADMITTED.match(low, item.end, item.end + REACH):
        return Cue.ADMITTED
    return _verdict(low, end)


def _may_lead(low: str, start: int) -> bool:
    """Whether the last word before a number may end a cue: cheaper than the search, and mostly not so."""
    words = low[start - _LAST_REACH if start > _LAST_REACH else 0 : start].rsplit(None, 1)
    if not words:
        return False
    last = words[-1]
    return last in _LAST_WORDS or (not last.isalpha() and (last[-1].isalpha() or last.endswith(_WITH_COMMA)))


def _leading(before: str) -> re.Match[str] | None:
    """The cue that ends before a number: it begins with a head, and holds no other."""
    at = max(map(before.rfind, _HEADS))
    return _LEADING.search(before, at) if at >= 0 else None


def _aims(before: str) -> bool:
    """Whether an aim is told: the letters are looked for first, since mostly none is."""
    return any(word in before for word in _AIM_WORDS) and _AIMS.search(before) is not None


def _verdict(low: str, end: int) -> str:
    match = _VERDICT.match(low, end, end + REACH) if low.find(",", end, end + REACH) >= 0 else None
    return f"{Cue.VERDICT}:{_VERDICTS[match[1]]}" if match and match[1] in _VERDICTS else ""


# --- announced lists ---


def _lists(low: str, item: Expression) -> str:
    """How many items are named behind an announced number, where that can be told for certain."""
    if not _ANNOUNCED.match(low, item.end, item.end + REACH):
        return ""
    match = _LISTED.match(low, item.end)
    if match is None:
        return ""
    colon, listed = ":" in match["head"], match["list"].strip()
    if not listed:
        return f"{Cue.LISTS}:0" if colon else ""
    count = _items(listed, colon)
    return f"{Cue.LISTS}:{count}" if count else ""


def _items(listed: str, colon: bool) -> int:
    """The number of items of a list told in one sentence; 0 when that is not sure."""
    if ";" in listed:
        return len([part for part in listed.split(";") if part.strip()]) if colon else 0
    parts = re.split(r",\s+(?:và\s+)?|\s+và\s+", listed)
    joined = listed.count(" và ")
    if len(parts) < 2 or joined != 1 or " và " not in f" {listed.rsplit(', ', 1)[-1]} ":
        return 0
    return len(parts) if all(0 < len(part.split()) <= _SIMPLE_WORDS for part in parts) else 0


# --- ordinals and times ---


def _of_ordinal(low: str, item: Expression) -> str:
    before = _sentence_before(low, item.start)
    worded = item.text[1:].islower()
    if worded and _ITEM_MARK.match(low, item.end) and _OPENS.search(before):
        return Cue.ITEM
    match = _CONGRESS.search(before) if "đại hội" in before else None
    if match is None and ("khóa" in before or "khoá" in before):
        match = _KHOA.search(before)
    return f"{Cue.CONGRESS}:{' '.join(match[1].split())}" if match else ""


def _of_time(low: str, item: Expression, before: str) -> str:
    if (pair := _sexagenary(low, item, before)) is not None:
        return f"{Cue.SEXAGENARY}:{pair}"
    if _LUNAR.match(low, item.end):
        return Cue.LUNAR
    if ("đến" in before or "tới" in before) and _AS_OF.search(before) and not _aims(before):
        return Cue.AS_OF
    if item.day is not None and "sẽ" in before and _FUTURE.search(before):
        return Cue.FUTURE
    return Cue.FRAME if _FRAME.fullmatch(before.lstrip(" \t*_\u00a0")) and _whole_lead(low, item, before) else ""


def _whole_lead(low: str, item: Expression, before: str) -> bool:
    """Whether what stands before is the whole beginning of the sentence, not just of the window."""
    start = item.start - len(before)
    return start == 0 or len(before) < min(REACH, item.start)


def _sexagenary(low: str, item: Expression, before: str) -> int | None:
    """Which year of the cycle of sixty is named beside a year, counted from Giáp Tý; -1 for a pair that is none."""
    if item.kind not in (Sort.YEAR, Sort.PERIOD) or not str(item.value).isdigit():
        return None
    near = low[max(item.start - _PAIR_REACH, 0) : item.end + REACH]
    if not any(branch in near for branch in _BRANCHES_WRITTEN):
        return None
    match = _PAIR_BEFORE.search(before, len(before) - _PAIR_REACH) or _PAIR_BEHIND.match(
        low, item.end, item.end + REACH
    )
    if match is None:
        return None
    stem, branch = (_SPELLINGS.get(word, word) for word in match.groups())
    return next((n for n in range(60) if _STEMS[n % 10] == stem and _BRANCHES[n % 12] == branch), -1)
