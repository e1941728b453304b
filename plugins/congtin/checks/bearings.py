"""B: what the words around a mention say of it against the row that it is bound to."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue, told_of
from congtin.expression import Cue, Expression
from congtin.finding import Related
from congtin.mention import Bond, Mention
from congtin.observation import Aspect, Observation
from congtin.period import Period, PeriodKind
from congtin.quantity import Kind

_ROW, _COUNT = Bond.ROW, Kind.COUNT  # see `Word`

_APART = tuple(  # what is never told of one count; a gift goes to a person or a home, so these may share one
    frozenset(pair.split())
    for pair in (
        "person body",
        "person event",
        "person turn",
        "body turn",
        "body gift",
        "event gift",
        "event home",
        "body home",
    )
)


def against_row(examined: Examined) -> Iterator[Remark]:
    """B6: the noun or the period of a mention contradicts its row."""
    framed = {id(told.block) for told in examined.cued if cue(told.item) is Cue.FRAME}
    for mention, declared in examined.bound:
        if mention.bond is not _ROW:
            continue
        item = declared.observation
        frame = _frame(mention) if id(mention.block) in framed else None
        noun = _other_thing(mention, item)
        period = frame is not None and _other_period(frame, item)
        if not noun and not period:
            continue
        others = [other for entry in told_of(examined, mention) for other in entry.observations]
        if noun and all(_other_thing(mention, other) for other in others):
            yield _wrong_noun(mention, item)
        if frame is not None and period and all(_other_period(frame, other) for other in others):
            yield _wrong_period(mention, item, frame)


def _other_thing(mention: Mention, item: Observation) -> bool:
    if mention.quantity.kind is not item.quantity.kind or item.quantity.kind is not _COUNT:
        return False
    return frozenset((mention.expression.sphere, item.sphere)) in _APART


def _wrong_noun(mention: Mention, item: Observation) -> Remark:
    return Remark(
        mention.place,
        f"Bài viết ghi “{mention.printed}”, phần số liệu (dòng {item.place.line}) đếm bằng “{item.quantity.measure}”.",
        "Xin xem lại số này đếm gì: sửa đơn vị tính trong dòng, hoặc sửa câu.",
        (Related(item.place, f"ở đây ghi {item.quantity.said} {item.quantity.measure}"),),
    )


def _frame(mention: Mention) -> Expression | None:
    """The period that opens the sentence of a mention, when no other period comes between."""
    text = mention.block.passage.text
    found: Expression | None = None
    for item in mention.block.expressions:
        if item.start >= mention.expression.start:
            break
        if cue(item) is Cue.FRAME:
            found = item
        elif item.period is not None:
            found = None
        if found is not None and any(end in text[found.end : mention.expression.start] for end in (". ", "; ", "\n")):
            found = None
    return found


def _other_period(frame: Expression, item: Observation) -> bool:
    """Whether the sentence speaks of other years than the row: none in common, or two terms that differ."""
    period = item.period
    if frame.period is None or period is None or item.aspect in (Aspect.PREVIOUS, Aspect.CHANGE, Aspect.TARGET):
        return False
    if frame.period.years is None or period.years is None or period.kind is PeriodKind.AS_OF:
        return False
    (first, last), (begin, end) = frame.period.years, period.years
    if last < begin or end < first:
        return True
    return first != last and begin != end and (first, last) != (begin, end) and not _nested(frame.period, period)


def _nested(one: Period, other: Period) -> bool:
    return one.holds(other) or other.holds(one)


def _wrong_period(mention: Mention, item: Observation, frame: Expression) -> Remark:
    assert item.period is not None
    return Remark(
        mention.place,
        f"Câu này nói về {frame.text}, phần số liệu (dòng {item.place.line}) ghi {item.quantity.said}"
        f" cho {item.period.label}.",
        "Xin xem lại năm trong bài và kỳ trong phần số liệu.",
        (
            Related(mention.block.passage.place(frame.start, frame.end), f"ở đây ghi {frame.text}"),
            Related(item.place, f"ở đây ghi {item.quantity.said}"),
        ),
    )
