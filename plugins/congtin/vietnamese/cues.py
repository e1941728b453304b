"""Cues: the words of a report phrase that say what a number is ("đạt", "trong đó", "so với"), as tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

from congtin.expression import Expression, Sort
from congtin.period import Period
from congtin.quantity import Kind
from congtin.values import dataclass, replace
from congtin.vietnamese import mentions, periods
from congtin.vietnamese.patterns import Pattern


class Sign(Enum):
    """What a token of a report phrase is."""

    NUMBER = "number"
    PERIOD = "period"
    NAME = "name"  # a numeric expression that is no figure: "Điều 14", "COVID-19"
    WORD = "word"
    # separators
    COMMA = "comma"
    SEMICOLON = "semicolon"
    COLON = "colon"
    OPEN = "open"
    CLOSE = "close"
    EQUALS = "equals"
    PLUS = "plus"
    TIMES = "times"
    SLASH = "slash"
    # words of role
    REACH = "reach"  # đạt
    EXCEED = "exceed"  # vượt
    MISS = "miss"  # chưa đạt
    SHARE = "share"  # chiếm, tỷ lệ
    SAME = "same"  # tương ứng: the same thing once more, mostly in percent
    RISE = "rise"
    FALL = "fall"
    EQUAL = "equal"  # bằng
    PLAN = "plan"  # kế hoạch, chỉ tiêu: a target before a number, a basis behind a percent
    AIM = "aim"  # phấn đấu
    RESULT = "result"  # thực hiện
    BEFORE = "before"  # cùng kỳ
    AGAINST = "against"  # so với
    COMPLETE = "complete"  # gồm: the parts are complete
    AMONG = "among"  # trong đó
    EACH = "each"  # mỗi
    TOTAL = "total"
    OUT_OF = "out_of"  # trong tổng số
    STOCK = "stock"  # nâng tổng số … lên
    FROM = "from"
    TO = "to"
    NONE = "none"  # không có
    ESTIMATE = "estimate"
    YEARLY = "yearly"  # hằng năm
    WIDENED = "widened"  # trở lên
    LINK = "link"  # và, với, cho: ties numbers, says nothing of them


SEPARATORS = frozenset(
    {Sign.COMMA, Sign.SEMICOLON, Sign.OPEN, Sign.CLOSE, Sign.EQUALS, Sign.PLUS, Sign.TIMES, Sign.SLASH}
)
# words that play their role only straight before a number; elsewhere they are ordinary words
_BEFORE_NUMBER = frozenset({Sign.EQUAL, Sign.FROM, Sign.TO, Sign.RESULT, Sign.TOTAL, Sign.SHARE, Sign.LINK})

_CUES: tuple[tuple[Sign, str], ...] = (
    (Sign.YEARLY, r"h[ằà]ng năm|mỗi năm|từng năm"),
    (Sign.WIDENED, r"(?:trở|đổ) (?:lên|xuống)|trở đi|trở lại"),
    (Sign.OUT_OF, r"(?:trong|trên|/) ?tổng(?: số)?"),
    (Sign.STOCK, r"(?:nâng|đưa) (?:tổng )?số[^,;()\d]*? lên(?: thành)?|lũy kế"),
    (Sign.AMONG, r"trong (?:số )?đó(?: có)?|trong số này(?: có)?|riêng"),
    (Sign.COMPLETE, r"(?:bao )?gồm(?: có)?|chia ra|cụ thể"),
    (Sign.MISS, r"(?:chưa|không) (?:đạt|hoàn thành)(?: được)?"),
    (Sign.REACH, r"đạt và vượt|(?:đạt|hoàn thành)(?: được)?(?: t[ỷỉ] lệ)?"),
    (Sign.EXCEED, r"vượt(?: mức)?"),
    (Sign.SHARE, r"chiếm(?: t[ỷỉ] lệ)?|t[ỷỉ] lệ(?: đạt| là)?"),
    (Sign.SAME, r"tương (?:ứng|đương)(?: với)?(?: tăng| giảm)?|tức(?: là)?"),
    (Sign.RISE, r"tăng(?: thêm| trưởng)?|(?:cao|nhiều|lớn) hơn"),
    (Sign.FALL, r"giảm(?: bớt| còn)?|(?:thấp|ít) hơn"),
    (Sign.EQUAL, r"bằng"),
    (Sign.AGAINST, r"so với|so(?= (?:kế|cùng|chỉ|năm|mục|nghị))"),
    (
        Sign.BEFORE,
        r"cùng kỳ(?: (?:năm )?(?:trước|ngoái|\d{4}\b))?|đầu nhiệm kỳ"
        r"|(?:năm|nhiệm kỳ|kỳ|tháng|quý|giai đoạn) (?:trước|ngoái)",
    ),
    (Sign.AIM, r"phấn đấu|đặt mục tiêu"),
    (Sign.PLAN, r"(?-i:KH|NQ)|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|được giao"),
    (Sign.ESTIMATE, r"(?-i:ƯTH)|(?<!thỏa )(?<!thoả )(?<!công )ước(?: tính)?(?: thực hiện)?|dự kiến"),
    (Sign.RESULT, r"(?-i:TH)|(?:kết quả )?(?:đã )?thực hiện(?: được)?|kết quả|hiện (?:có|nay)"),
    (Sign.EACH, r"(?:bình quân )?mỗi|từng"),
    (Sign.TOTAL, r"tổng(?: cộng| số tiền| kinh phí| giá trị| trị giá| số)?|cộng"),
    (Sign.NONE, r"không có|chưa có|chưa báo cáo|không phát sinh|không xảy ra|không còn"),
    (Sign.TO, r"lên(?: thành| đến)?|xuống(?: còn)?|còn"),
    (Sign.FROM, r"từ"),
    (Sign.LINK, r"và|cùng(?: với)?|với|cho|&"),
    (Sign.SEMICOLON, r";|\.(?=\s|$)"),
    (Sign.COMMA, r",|(?<=\s)[–—-](?=\s)"),
    (Sign.COLON, r":"),
    (Sign.OPEN, r"[(\[]"),
    (Sign.CLOSE, r"[)\]]"),
    (Sign.EQUALS, r"="),
    (Sign.PLUS, r"\+"),
    (Sign.TIMES, r"[×*]|(?<![^\W\d])[xX](?=\s*\d)"),
    (Sign.SLASH, r"/"),
)


def _pattern(source: str) -> str:
    wordy = any(char.isalpha() for char in re.sub(r"\\.|\?-i|\?[<!=]+", "", source)) and "xX" not in source
    return rf"(?<!\w)(?:{source})(?!\w)" if wordy else source


_WORDS = r"[^\s,;:()\[\]=+×*/]+"
_SCANNER = Pattern(
    "|".join(
        [*(f"(?P<{sign.value}>{_pattern(source)})" for sign, source in _CUES), f"(?P<{Sign.WORD.value}>{_WORDS})"]
    ),
    re.IGNORECASE,
)
_BEFORE = Pattern(_pattern(dict(_CUES)[Sign.BEFORE]), re.IGNORECASE)
_WORD = Pattern(_WORDS)
_COMPARISON = Pattern(r"vượt mức|(?:cao|nhiều|lớn|thấp|ít|nhỏ) hơn")
_DIVISION = Pattern(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch ``phrase[start:end]`` of a report phrase and what it is."""

    sign: Sign
    start: int
    end: int
    expression: Expression | None = None
    period: Period | None = None


def read_tokens(phrase: str, as_of: date | None) -> list[Token]:
    """The tokens of a phrase in order, without gaps but for white space and marks that say nothing."""
    solid = _solid(phrase, as_of)
    found: list[Token] = []
    at = 0
    for token in [*solid, None]:
        end = token.start if token else len(phrase)
        found.extend(_between(phrase, at, end))
        if token:
            found.append(token)
            at = token.end
    return _settle(found)


def _solid(phrase: str, as_of: date | None) -> list[Token]:
    """Numbers, periods and names, none overlapping; "năm trước" and "cùng kỳ 2019" name what a change is against."""
    claimed = [Token(Sign.BEFORE, match.start(), match.end()) for match in _BEFORE.finditer(phrase)]
    claimed += [
        Token(Sign.PERIOD, start, end, period=period)
        for start, end, period in periods.find_periods(phrase, as_of)
        if not _hits(claimed, start, end) and not _is_division(phrase, start, end)
    ]
    for expression in mentions.read(phrase):
        if not _hits(claimed, expression.start, expression.end):
            claimed.append(_expression_token(phrase, expression))
    return sorted(claimed, key=lambda token: token.start)


def _hits(tokens: list[Token], start: int, end: int) -> bool:
    return any(token.start < end and start < token.end for token in tokens)


def _is_division(phrase: str, start: int, end: int) -> bool:
    """Whether what looks like a day and month ("05/05") opens a phrase, or is led by no word of time."""
    lead = phrase[:start].rstrip().casefold()
    return _DIVISION.fullmatch(phrase[start:end]) is not None and not lead.endswith(
        ("ngày", "đến", "hết", "từ", "trước", "sau")
    )


def _expression_token(phrase: str, expression: Expression) -> Token:
    if expression.quantity is not None:
        return _number(phrase, expression)
    if expression.kind in (Sort.DATE, Sort.PERIOD, Sort.YEAR, Sort.DATETIME):
        if _is_division(phrase, expression.start, expression.end):
            return Token(Sign.NUMBER, expression.start, expression.end, expression)
        return Token(Sign.PERIOD, expression.start, expression.end, expression, expression.period)
    return Token(Sign.NAME, expression.start, expression.end, expression)


def _number(phrase: str, expression: Expression) -> Token:
    """A number with its modifier in front, unless that is a word of role: "vượt mức 20%", "cao hơn 5%", "ước đạt 5"."""
    start = expression.start if expression.outer_start < 0 else expression.outer_start
    front = phrase[start : expression.start].casefold()
    if front.startswith("ước"):
        start = expression.start
    elif front.startswith("vượt trên"):
        start += len("vượt ")
    elif _COMPARISON.match(front):
        assert expression.quantity is not None
        start = expression.start
        expression = replace(expression, modifier=None, quantity=replace(expression.quantity, modifier=None))
    assert expression.quantity is not None
    rated = expression.quantity.kind in (Kind.MONEY, Kind.MEASURE, Kind.DURATION)  # "20 triệu đồng/nhà", "2,58 lần"
    return Token(Sign.NUMBER, start, max(expression.end, expression.outer_end) if rated else expression.end, expression)


def _between(phrase: str, at: int, end: int) -> Iterator[Token]:
    """Cues and words between the numbers; a cue may look beyond the end, but not reach beyond it."""
    while at < end and (match := _SCANNER.search(phrase, at)) is not None and match.start() < end:
        sign, stop = Sign(match.lastgroup), match.end()
        if stop > end:
            cut = _WORD.match(phrase, match.start(), end)
            sign, stop = Sign.WORD, cut.end() if cut else end
        yield Token(sign, match.start(), stop)
        at = stop


def _settle(tokens: list[Token]) -> list[Token]:
    """Words that only play a role before a number are ordinary words elsewhere."""
    return [
        Token(Sign.WORD, token.start, token.end)
        if token.sign in _BEFORE_NUMBER and not _leads(tokens, index)
        else token
        for index, token in enumerate(tokens)
    ]


def _leads(tokens: list[Token], index: int) -> bool:
    """Whether a number follows before the segment ends, with no other word of role but links between."""
    plain = frozenset({Sign.WORD, Sign.COLON, Sign.REACH, Sign.ESTIMATE, Sign.LINK, Sign.NAME})
    if tokens[index].sign is Sign.LINK:
        plain = frozenset(Sign) - SEPARATORS
    near = tokens[index].sign in (Sign.EQUAL, Sign.FROM, Sign.TO)
    for token in tokens[index + 1 :]:
        if token.sign is Sign.NUMBER:
            return True
        if near or token.sign not in plain:
            return False
    return False


def is_percent(token: Token) -> bool:
    """Whether a number token is a percentage."""
    return bool(token.expression and token.expression.quantity and token.expression.quantity.kind is Kind.PERCENT)
