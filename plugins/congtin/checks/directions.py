"""N8: which way: tăng or giảm, đạt or vượt, against the two values and against the row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from congtin.checks import metrics, plans
from congtin.checks.arithmetic import falls, positive, ratio
from congtin.checks.rules import Examined, Remark
from congtin.checks.telling import cue
from congtin.expression import Cue
from congtin.finding import Related
from congtin.mention import Bond, Mention
from congtin.observation import Aspect, Entry, Observation
from congtin.quantity import Interval, Kind, Quantity

_WORDS = {Cue.RISE: "tăng", Cue.FALL: "giảm"}


def directions(examined: Examined) -> Iterator[Remark]:
    """N8: rise and fall in rows, verdicts in rows and prose, rise and fall in prose."""
    return chain(metrics.growth(examined), plans.contradicted_verdicts(examined), _told(examined))


def _told(examined: Examined) -> Iterator[Remark]:
    for mention, declared in examined.bound:
        word = cue(mention.expression)
        if word not in _WORDS:
            continue
        entry, item = declared.entry, declared.observation
        if mention.bond is Bond.COMPUTED:
            rises = _rises(entry, mention.quantity)
        elif item.aspect is Aspect.CHANGE and item.label.startswith(tuple(_WORDS.values())):
            rises = not falls(item)
        else:
            continue
        if rises is not None and rises is not (word is Cue.RISE):
            yield _other_way(mention, entry, rises)


def _rises(entry: Entry, stated: Quantity) -> bool | None:
    """The direction of the change between two values of an entry that a number tells; None when it is none of them."""
    for actual in entry.of(Aspect.ACTUAL):
        for previous in entry.of(Aspect.PREVIOUS):
            difference = _difference(actual, previous, stated)
            if difference is not None and actual.quantity.value != previous.quantity.value:
                rises = actual.quantity.value > previous.quantity.value
                if (difference if rises else -difference).meets(stated.interval):
                    return rises
    return None


def _difference(actual: Observation, previous: Observation, stated: Quantity) -> Interval | None:
    if stated.kind is not Kind.PERCENT:
        same = actual.quantity.kind is previous.quantity.kind is stated.kind
        return actual.quantity.interval - previous.quantity.interval if same else None
    if not positive(actual, previous) or previous.quantity.value <= 0:
        return None
    return ratio(actual, previous) - Interval.point(100)


def _other_way(mention: Mention, entry: Entry, rises: bool) -> Remark:
    printed = _WORDS[Cue(mention.expression.cue)]
    stated = "tăng" if rises else "giảm"
    values = [item.quantity.said for item in (*entry.of(Aspect.PREVIOUS)[:1], *entry.of(Aspect.ACTUAL)[:1])]
    computation = f" (từ {values[0]} đến {values[1]})" if len(values) == 2 else ""
    return Remark(
        mention.place,
        f"Bài viết ghi “{printed} {mention.quantity.said}”, dòng {entry.place.line} (“{entry.label}”){computation}"
        f" là {stated}.",
        "Xin đối chiếu với báo cáo rồi sửa nơi chưa đúng.",
        (Related(entry.place, "dòng số liệu"),),
    )
