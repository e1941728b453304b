"""Figures in the making: a number of a report phrase, its aspect, and what it has to do with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from congtin.observation import Aspect
from congtin.period import Period
from congtin.quantity import Kind, Quantity
from congtin.text import squeeze
from congtin.values import replace
from congtin.vietnamese.clauses import Clause
from congtin.vietnamese.cues import Sign, Token
from congtin.vietnamese.noun_words import NOUNS
from congtin.vietnamese.nouns import noun_end
from congtin.vietnamese.patterns import Pattern
from congtin.vietnamese.scan import lowered
from congtin.vietnamese.trie import Trie

_FRACTION = Pattern(r"(\d(?:[\d.,]*\d)?)([^/\d]*)/([^/\d]*)(\d(?:[\d.,]*\d)?)")
_SCALED = Pattern(r"(\d(?:[\d.,]*\d)?)\s*/\s*(\d(?:[\d.,]*\d)?)(\s*\D*[^\W\d])", re.UNICODE)
_EDGES = "và|với|cho|là|của|số|cùng|trong|tại|trị giá|giá trị|số tiền|khoảng"
_LEADING = Pattern(rf"^(?:(?:{_EDGES})\s+)+|^[\s:“”\"'–-]+", re.IGNORECASE)
_TRAILING = Pattern(rf"(?:(?:^|\s+)(?:{_EDGES.replace('số|', '')}|có|đã|được))+$|[\s:“”\"'–-]+$", re.IGNORECASE)
PERSONS = (
    "người, nam, nữ, chị, cháu, đoàn viên, hội viên, đảng viên, ủy viên, đại biểu, lao động, công nhân, cán bộ, "
    "cá nhân, đồng chí, đ/c, cnvclđ, cnvc-lđ, cnlđ, nlđ, học sinh, giáo viên"
).split(", ")
_HEADS = Trie(NOUNS)
_GRADES = frozenset({"loại", "hạng", "cấp", "bậc", "khối"})
_LONGEST_NOUN = 4  # words; more is a description, not a noun


@dataclass(slots=True, eq=False)
class Draft:
    """A figure before its relations are known.

    ``whole`` is what a part or a share is of; ``plain`` says that no word gave it its role; ``over`` is
    "vượt"; ``share`` a percentage of a whole, not of a plan; ``count`` what an amount for one is for.
    """

    aspect: Aspect
    quantity: Quantity
    start: int
    end: int
    clause: Clause
    label: str = ""
    period: Period | None = None
    whole: Draft | None = None
    listed: Sign | None = None
    plain: bool = False
    over: bool = False
    share: bool = False
    count: Draft | None = None
    guessed: bool = False  # its measure is a word that no list of nouns knows

    @property
    def kind(self) -> Kind:
        """The kind of its quantity."""
        return self.quantity.kind

    def alike(self, other: Draft) -> bool:
        """Whether two figures count the same thing, as far as their measures say."""
        kind, mine, theirs = self.quantity.kind, self.quantity.measure, other.quantity.measure
        if kind is not other.quantity.kind:
            return False
        if kind is not Kind.COUNT or not mine or not theirs or mine == theirs:
            return True
        mine, theirs = mine.casefold(), theirs.casefold()
        turns = mine.startswith("lượt"), theirs.startswith("lượt")
        same_head = head_noun(mine) != "" and head_noun(mine) == head_noun(theirs)
        return mine == theirs or same_head or all(turns) or _akin(mine, theirs) or (_persons(mine) and _persons(theirs))


def _akin(mine: str, theirs: str) -> bool:
    """Whether one noun only narrows the other: "suất quà" and "suất"."""
    return mine.startswith(f"{theirs} ") or theirs.startswith(f"{mine} ")


def _persons(measure: str) -> bool:
    """Whether a noun counts people; "lượt" (turns) does not."""
    return any(measure == noun or measure.startswith(f"{noun} ") for noun in PERSONS)


def label_of(phrase: str, tokens: Iterable[Token]) -> str:
    """The words as printed, without links and quotes at their ends."""
    tokens = sorted(tokens, key=lambda token: token.start)
    if not tokens:
        return ""
    pieces: list[str] = []
    end = -1
    for token in tokens:
        joined = end >= 0 and not any(char.isalnum() for char in phrase[end : token.start])
        if joined and ":" not in phrase[end : token.end]:
            pieces[-1] += phrase[end : token.end]
        else:
            pieces.append(phrase[token.start : token.end])
        end = token.end
    return trimmed(" ".join(pieces))


def trimmed(text: str) -> str:
    """A label without the words and marks that only tie it to its number."""
    before = None
    text = squeeze(text)
    while text and text != before:
        before = text
        text = squeeze(_TRAILING.sub("", _LEADING.sub("", text)))
    return text


def noun_behind(phrase: str, number: Token, words: list[Token]) -> tuple[str, bool, list[Token]]:
    """The counted noun straight behind a number, whether it is a known one, and the words left for the label."""
    assert number.expression is not None
    words = without_widening(phrase, number.end, words)
    run = _run(phrase, number.end, words)
    if not run:
        return "", False, words
    begin, end = run[0].start, run[-1].end
    known = min(noun_end(lowered(phrase), begin), end)
    known = _without_grade(phrase, begin, known, end)
    stop = known
    if known == begin and number.expression.unit and len(run) <= _LONGEST_NOUN:
        stop = end
    rest = without_widening(phrase, stop, [token for token in words if token.start < number.end or token.start >= stop])
    return phrase[begin : max(stop, begin)].strip(), known > begin, rest


def _without_grade(phrase: str, begin: int, end: int, limit: int) -> int:
    """A grade begins the label: "bản thỏa ước | loại A"."""
    words = phrase[begin:end].split()
    if end < limit and len(words) > 1 and words[-1].casefold() in _GRADES:
        return begin + phrase[begin:end].rindex(words[-1])
    return end


def head_noun(measure: str) -> str:
    """The first known noun of a counted noun: "cá nhân" of "cá nhân cấp tỉnh"."""
    return measure[: _HEADS.match(lowered(measure), 0)]


def _run(phrase: str, at: int, words: list[Token]) -> list[Token]:
    """The words that follow a place with nothing but space between."""
    run: list[Token] = []
    for token in words:
        if token.start >= at:
            if phrase[at : token.start].strip() or token.sign is Sign.WIDENED:
                break
            run.append(token)
            at = token.end
    return run


def without_widening(phrase: str, at: int, words: list[Token]) -> list[Token]:
    """The words without a "trở lên" straight behind a place: that belongs to the number, elsewhere to a grade."""
    return [
        token for token in words
        if not (token.sign is Sign.WIDENED and token.start >= at and not phrase[at : token.start].strip())
    ]  # fmt: skip


def read_number(token: Token) -> tuple[tuple[Quantity, int, int], ...]:
    """The quantities of a number token with their spans: two of a ratio, else one; none when unreadable.

    Counts come without their noun, since only the row knows what is noun and what is label.
    """
    expression = token.expression
    if expression is None:
        return ()
    quantity = expression.quantity
    match = _FRACTION.fullmatch(expression.text)
    if quantity is None:
        return _parts_of_date(token) if match else ()
    if quantity.kind is Kind.RATIO and (scaled := _scaled(token, quantity)):
        return scaled
    if quantity.kind is not Kind.RATIO or match is None or quantity.modifier is not None:
        own = "" if quantity.kind in (Kind.COUNT, Kind.PERCENT) else quantity.measure
        return ((replace(quantity, measure=own), expression.start, expression.end),)
    return tuple(
        (
            replace(quantity.part(index), text=match[group], measure=match[group + at].strip()),
            expression.start + match.start(group),
            expression.start + match.end(group),
        )
        for index, group, at in ((0, 1, 1), (1, 4, -1))
    )


def _scaled(token: Token, ratio: Quantity) -> tuple[tuple[Quantity, int, int], ...]:
    """The sums of "3,25/3,1 tỷ đồng": the scale printed once holds for both."""
    assert token.expression is not None
    match = _SCALED.fullmatch(token.expression.text)
    if match is None:
        return ()
    plain = [Decimal(match[group].replace(".", "").replace(",", ".")) for group in (1, 2)]
    if not plain[1]:
        return ()
    scale = ratio.parts[1] / plain[1]
    kind = Kind.MONEY if "đồng" in f"{match[3]} {ratio.measure}" else Kind.COUNT
    texts = match[1], match[2] + match[3]
    start = token.expression.start
    return tuple(
        (
            Quantity(
                text, kind, number * scale, _step(number) * scale, measure="" if kind is Kind.MONEY else ratio.measure
            ),
            start + at,
            start + at + len(text),
        )
        for text, number, at in zip(texts, plain, (match.start(1), match.start(2)), strict=True)
    )


def _step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _parts_of_date(token: Token) -> tuple[tuple[Quantity, int, int], ...]:
    """ "05/05" alone looks like a day, in a report it is a result and its plan."""
    assert token.expression is not None
    match = _FRACTION.fullmatch(token.expression.text)
    if match is None:
        return ()
    start = token.expression.start
    return tuple(
        (
            Quantity(match[group], Kind.COUNT, Decimal(match[group])),
            start + match.start(group),
            start + match.end(group),
        )
        for group in (1, 4)
    )
