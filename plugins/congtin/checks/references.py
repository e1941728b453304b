"""R: documents and telephone numbers as they are cited; Q3: one article, one way of writing numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue
from congtin.expression import Cue, Expression, Sort
from congtin.finding import Related
from congtin.quantity import Kind, print_decimal
from congtin.story import Block
from congtin.values import dataclass

# Party documents: Regulation 66-QĐ/TW (2017) and Instruction 36-HD/VPTW (2018): number-type/issuer.
# The state's: Decree 30/2020/NĐ-CP: number/type-issuer; the unions write as the state does (Decision 1685/QĐ-TLĐ).
_PARTY = frozenset("TW TƯ TU HU QU ThU ThiU ĐU ĐUK BCT BBT BTCTW BTGTW BTGTU BTCTU BTCHU UBKTTW VPTW".split())
_STATE = frozenset(
    "CP TTg TLĐ LĐLĐ ĐCT BCH ĐCTTLĐ CĐ UBND HĐND QH UBTVQH CTN BNV BTC BLĐTBXH BGDĐT BYT BTP BTTTT VPCP".split()
)
_NUMBER = r"(?P<number>\d{1,5})"
_PARTY_FORM = re.compile(rf"{_NUMBER}-(?P<type>\w+)/(?P<issuer>[\w&]+)")
_STATE_FORM = re.compile(rf"{_NUMBER}/(?P<year>(?:\d{{4}}/)?)(?P<type>\w+)-(?P<issuer>[\w&]+)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Cited:
    """One citation of a document by its number and symbol."""

    block: Block
    item: Expression
    match: re.Match[str]
    party: bool  # whether it is written in the Party's form

    @property
    def wanted(self) -> str:
        """How its issuer writes the number; empty when that is how it stands, or the issuer is unknown."""
        issuer, kind, number = (self.match[name] for name in ("issuer", "type", "number"))
        if self.party and issuer in _STATE:
            return f"{number}/{kind}-{issuer}"
        if not self.party and issuer in _PARTY and not self.match["year"]:
            return f"{number}-{kind}/{issuer}"
        return ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What two citations of one document share."""
        return self.match["number"].lstrip("0"), self.match["type"].upper(), self.match["issuer"].upper()


def document_numbers(examined: Examined) -> Iterator[Remark]:
    """R1: numbers of documents in the form of their issuer; one document cited one way."""
    first: dict[tuple[str, str, str], _Cited] = {}
    for cited in _citations(examined):
        place = cited.block.passage.place(cited.item.start, cited.item.end)
        if cited.wanted:
            yield Remark(
                place,
                f"Số hiệu “{cited.item.text}” chưa theo cách viết của nơi ban hành.",
                f"Thường viết “{cited.wanted}”; xin đối chiếu với văn bản gốc.",
            )
            continue
        known = first.setdefault(cited.key, cited)
        if known.match[0] != cited.match[0]:
            yield Remark(
                place,
                f"Cùng một văn bản, ở trên viết “{known.item.text}”, ở đây viết “{cited.item.text}”.",
                "Xin viết thống nhất theo văn bản gốc.",
                (Related(known.block.passage.place(known.item.start, known.item.end), "cách viết ở trên"),),
            )


def _citations(examined: Examined) -> Iterator[_Cited]:
    for block, _, item in examined.sorts.get(Sort.DOCREF, ()):
        text = str(item.value).replace(" ", "")
        if match := _PARTY_FORM.fullmatch(text):
            yield _Cited(block, item, match, party=True)
        elif match := _STATE_FORM.fullmatch(text):
            yield _Cited(block, item, match, party=False)


def telephones(examined: Examined) -> Iterator[Remark]:
    """R2: a fax number that is the telephone's."""
    phones = examined.sorts.get(Sort.PHONE, [])
    for told in phones:
        block, _, item = told
        twins = (other for other in phones if other.block is block and other.item is not item)
        twin = next((other for other in twins if other.item.value == item.value), None)
        if cue(item) is Cue.FAX and twin is not None:
            yield Remark(
                told.place(),
                f"Số fax {item.text} trùng với số điện thoại.",
                "Nếu đơn vị dùng chung một số thì để nguyên; nếu không, xin xem lại.",
                (Related(twin.place(), "số điện thoại"),),
            )


def mixed_style(examined: Examined) -> Iterator[Remark]:
    """Q3: 5 beside 05, 2130 beside 2.130. Off: house style is no matter of figures."""
    plain: dict[str, tuple[Block, Expression]] = {}
    for block in examined.story.blocks:
        for item in block.expressions:
            style = _style(item)
            if style is None:
                continue
            group, _, this = style.partition(":")
            other = "plain" if this == "marked" else "marked"
            plain.setdefault(style, (block, item))
            if f"{group}:{other}" in plain:
                there, seen = plain[f"{group}:{other}"]
                yield Remark(
                    block.passage.place(item.start, item.end),
                    f"Trong bài có cả “{seen.text}” lẫn “{item.text}”: hai cách viết số.",
                    "Xin chọn một cách cho cả bài.",
                    (Related(there.passage.place(seen.start, seen.end), "cách viết kia"),),
                )
                return


def _style(item: Expression) -> str | None:
    """The choice that a print makes: a nought before one digit, a point between thousands; None when it makes none."""
    if item.quantity is None or item.kind is not Kind.COUNT or _LETTERS.search(item.text):
        return None
    value = item.quantity.value
    if 0 < value < 10:
        return "nought:marked" if item.text.startswith("0") else "nought:plain"
    if 1000 <= value < 10000:
        return "thousands:marked" if item.text == print_decimal(value) else "thousands:plain"
    return None
