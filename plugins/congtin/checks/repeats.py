"""D: what is said twice, and what is announced and then named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from congtin.checks import prose
from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue, detail
from congtin.expression import Cue, Expression
from congtin.finding import Related
from congtin.story import Block, Scope, Story
from congtin.text import squeeze
from congtin.values import dataclass

LEAST_WORDS = 8  # of a sentence that no one writes twice by chance
_GAP = "\x00"  # stands for a number
_END = re.compile(r"[.!?](?=\s)")
_BODY = (Scope.PARAGRAPH, Scope.CAPTION, Scope.QUOTATION)


def retold(examined: Examined) -> Iterator[Remark]:
    """D1: headline, kicker and summary, captions and repeated sentences say what the body says."""
    yield from prose.headline(examined)
    yield from _repeated_sentences(examined)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with numbers: ``text[start:end]`` of its block; dates are words, for they tell occasions apart."""

    block: Block
    start: int
    end: int
    numbers: tuple[Expression, ...]

    @property
    def tail(self) -> tuple[int, str]:
        """What is cheap to know: sentences of the same words have as many numbers and end alike."""
        return len(self.numbers), squeeze(self.block.passage.text[self.numbers[-1].end : self.end]).casefold()

    @property
    def words(self) -> str:
        """Its words, a gap for each number."""
        text, pieces, at = self.block.passage.text, [], self.start
        for item in self.numbers:
            pieces.append(text[at : item.start])
            at = item.end
        return squeeze(_GAP.join([*pieces, text[at : self.end]])).casefold()

    def place(self, number: Expression) -> Related:
        place = self.block.passage.place(number.start, number.end)
        return Related(place, f"câu trước ghi {number.text}")


def _repeated_sentences(examined: Examined) -> Iterator[Remark]:
    alike: dict[tuple[int, str], list[_Sentence]] = {}
    for block in examined.story.blocks:
        if block.scope in _BODY and block.expressions:
            for sentence in _sentences(block):
                alike.setdefault(sentence.tail, []).append(sentence)
    for sentences in alike.values():
        yield from _told_otherwise(sentences) if len(sentences) > 1 else ()


def _told_otherwise(sentences: list[_Sentence]) -> Iterator[Remark]:
    """Sentences of the same words, against the first of them."""
    seen: dict[str, _Sentence] = {}
    for sentence in sentences:
        before = seen.setdefault(sentence.words, sentence)
        for one, other in zip(before.numbers, sentence.numbers, strict=False):
            if one.quantity != other.quantity and _differ(one, other):
                yield Remark(
                    sentence.block.passage.place(other.start, other.end),
                    f"Câu này đã có ở trên với số {one.text}, ở đây ghi {other.text}.",
                    "Xin xem lại hai câu; nếu là hai việc khác nhau, xin nêu rõ chỗ khác.",
                    (before.place(one),),
                )


def _differ(one: Expression, other: Expression) -> bool:
    assert one.quantity is not None and other.quantity is not None
    return (one.quantity.value, one.quantity.modifier) != (other.quantity.value, other.quantity.modifier)


def _sentences(block: Block) -> Iterator[_Sentence]:
    """Each longer sentence with numbers."""
    text, start = block.passage.text, 0
    quantities = [item for item in block.expressions if item.quantity is not None]
    at = 0
    for end in [*_ends(text, quantities), len(text)] if quantities else ():
        first = at
        while at < len(quantities) and quantities[at].start < end:
            at += 1
        if at > first and text.count(" ", start, end) >= LEAST_WORDS:
            yield _Sentence(block, start, end, tuple(quantities[first:at]))
        start = end


def _ends(text: str, quantities: list[Expression]) -> Iterator[int]:
    """Where sentences end: a full stop that stands in no number, then white space."""
    for match in _END.finditer(text):
        at = match.start()
        if not any(item.start <= at < item.end for item in quantities):
            yield match.end()


# --- D2 ---


def announced(examined: Examined) -> Iterator[Remark]:
    """D2: as many items are named or listed as were announced; "Một là", "Hai là" follow one another."""
    run: list[tuple[Block, Expression]] = []
    promised: tuple[Block, Expression] | None = None
    for block, _, item in examined.cued:
        word = cue(item)
        if word is Cue.LISTS and int(detail(item)) == 0:
            yield from _closed(promised, run)
            yield from _bulleted(examined.story, block, item)
            promised, run = (block, item), []
        elif word is Cue.LISTS:
            yield from _named(block, item)
        elif word is Cue.ITEM:
            if _number(item) == 1 and run:
                yield from _closed(promised, run)
                promised, run = None, []
            yield from _out_of_turn(block, item, run)
            run.append((block, item))
    yield from _closed(promised, run)


def _named(block: Block, item: Expression) -> Iterator[Remark]:
    assert item.quantity is not None
    if item.quantity.value != int(detail(item)):
        yield Remark(
            block.passage.place(item.start, item.end),
            f"Bài nêu {item.text.lower()} {item.unit}, rồi kể tên {detail(item)}.",
            "Xin xem lại con số, hoặc kể cho đủ.",
        )


def _bulleted(story: Story, block: Block, item: Expression) -> Iterator[Remark]:
    """A list of Markdown right behind the announcement: its items, those within items left out."""
    at = next(index for index, other in enumerate(story.blocks) if other is block)
    behind = list(takewhile(lambda other: other.scope is Scope.LIST, story.blocks[at + 1 :]))
    items = [other for other in behind if _indent(other) == _indent(behind[0])]
    assert item.quantity is not None
    if items and block.scope is Scope.PARAGRAPH and item.quantity.value != len(items):
        yield Remark(
            block.passage.place(item.start, item.end),
            f"Bài nêu {item.text.lower()} {item.unit}, danh sách sau đó có {len(items)} mục.",
            "Xin xem lại con số, hoặc kể cho đủ.",
            (Related(items[-1].passage.place(), "mục cuối"),),
        )


def _indent(block: Block) -> int:
    line = block.passage.source.lines[block.passage.place().line - 1]
    return len(line) - len(line.lstrip())


def _number(item: Expression) -> int:
    return int(str(item.value))


def _out_of_turn(block: Block, item: Expression, run: list[tuple[Block, Expression]]) -> Iterator[Remark]:
    before = _number(run[-1][1]) if run else 0
    if _number(item) != before + 1:
        place = block.passage.place(item.start, item.end)
        last = f"“{run[-1][1].text} là”" if run else "đầu danh sách"
        yield Remark(
            place,
            f"“{item.text} là” đứng sau {last}: thứ tự bị ngắt.",
            "Xin xem lại số thứ tự, hoặc bổ sung mục còn thiếu.",
            (Related(run[-1][0].passage.place(run[-1][1].start, run[-1][1].end), "mục trước"),) if run else (),
        )


def _closed(promised: tuple[Block, Expression] | None, run: list[tuple[Block, Expression]]) -> Iterator[Remark]:
    """The end of a run of "Một là" that an announcement opened."""
    if promised is None or not run:
        return
    block, item = promised
    assert item.quantity is not None
    if item.quantity.value != _number(run[-1][1]):
        yield Remark(
            block.passage.place(item.start, item.end),
            f"Bài nêu {item.text.lower()} {item.unit}, danh sách sau đó đến “{run[-1][1].text} là”.",
            "Xin xem lại con số, hoặc kể cho đủ.",
            (Related(run[-1][0].passage.place(run[-1][1].start, run[-1][1].end), "mục cuối"),),
        )
