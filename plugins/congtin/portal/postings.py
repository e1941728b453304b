"""Postings of an article: its figures as the ledger holds them, each with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from congtin.observation import Aspect, Entry, Observation
from congtin.period import Period, PeriodKind
from congtin.posting import Origin, Posting, Standing, period_code
from congtin.publishing.figures import form_of
from congtin.publishing.weaving import Tie, marks
from congtin.quantity import Kind, Quantity
from congtin.story import Correction, Story
from congtin.text import fold
from congtin.vietnamese.spheres import sphere_of

_ZERO = Quantity("0", Kind.COUNT, Decimal(0))
_NOTHING = (str(Kind.COUNT), "", "", "0", "", "", ())
_LABELLED = (Aspect.ACTUAL, Aspect.PART, Aspect.WHOLE, Aspect.EACH)  # whose label says which part they are


def postings(story: Story, ties: Sequence[Tie] = ()) -> tuple[Posting, ...]:
    """All figures of an article; ``ties`` are the numbers of its body that tell one."""
    origin = origin_of(story, story.place("supersedes").line if story.supersedes else 1)
    told = marks(story.entries, ties)
    found: list[Posting] = []
    for row, entry in enumerate(story.entries, 1):
        for number, item in enumerate([*entry.observations, *_wordless(entry)], 1):
            mark = told.get(id(item))
            anchor = mark.back if mark and mark.back else f"s{row}-{number}"
            posting = Posting(origin, row, number, anchor, *_fields(item, entry, str(story.as_of or origin.day)))
            posting = posting._replace(form=form_of(item, story.source)) if posting.modifier else posting
            if posting.running and posting.standing == Standing.NORMAL:
                posting = posting._replace(standing=Standing.PROVISIONAL)
            found += _corrected(posting, story.corrections)
    return tuple(found)


def origin_of(story: Story, line: int = 1) -> Origin:
    """What figures tell of their article."""
    day = story.date.date().isoformat()
    return Origin(story.path, story.id, story.slug, story.url, story.title, day, line, story.supersedes)


def _corrected(posting: Posting, corrections: Iterable[Correction]) -> list[Posting]:
    """A figure, and before it what the article said until it was corrected."""
    former = [
        posting._replace(**_number(before), until=item.day.isoformat(), by=posting.address, form="")
        for item in corrections
        for before, after in zip(item.before, item.after, strict=False)
        if (str(after.kind), str(after.value)) == (posting.kind, posting.value) and before.kind is after.kind
    ]
    return [*former, posting._replace(standing=Standing.REVISED)] if former else [posting]


def _wordless(entry: Entry) -> Iterator[Observation]:
    """The figure of a row that has none: "không có" is zero, "chưa báo cáo" is known of nobody."""
    if not entry.observations and (entry.absent or entry.unreported):
        yield Observation(entry.subject, entry.organisation, entry.period, Aspect.ACTUAL, _ZERO, entry.place)


def _fields(item: Observation, entry: Entry, as_of: str) -> list[Any]:
    """The fields of a posting from its line on, in their order."""
    place, figure, indicator = item.place, item.quantity, entry.indicator
    missing = entry.unreported and not entry.observations
    return [
        *(place.line, place.column, place.end_line, place.end_column),
        *((indicator.id, indicator.label) if indicator else ("", entry.label)),
        item.organisation,
        *_stretch(item.period),
        as_of,
        str(item.aspect),
        fold(item.label) if item.label and item.aspect in _LABELLED else "",
        item.label,
        str(item.flow or ""),
        *(_NOTHING if missing else _number(figure).values()),
        _unit(figure, indicator.measure if indicator else ""),
        str(_standing(item, entry)),
        entry.basis,
        str(entry.verdict or ""),
        entry.supersedes,
    ]


def _number(figure: Quantity) -> dict[str, Any]:
    """The fields that tell a quantity."""
    return {
        "kind": str(figure.kind),
        "value": str(figure.value),
        "text": figure.text,
        "step": str(figure.step),
        "modifier": str(figure.modifier or ""),
        "measure": figure.measure,
        "bounds": tuple(map(str, figure.parts)),
    }


@lru_cache(maxsize=256)  # most figures of an article are of one period
def _stretch(period: Period | None) -> tuple[str, str, str, str, bool, str]:
    """Code, kind, first and last day, whether of each year, and label."""
    if period is None:
        return "..", PeriodKind.AS_OF, "", "", False, ""
    code = period_code(period.first, period.last, period.kind, period.each_year)
    first, last = str(period.first or ""), str(period.last or "")
    return code, str(period.kind), first, last, period.each_year, period.label


def _unit(figure: Quantity, measure: str) -> str:
    """What two figures must share to be comparable: a currency, "%", the sort of thing that is counted."""
    if figure.kind is Kind.PERCENT:
        return "%"
    if figure.kind is Kind.MONEY:
        return figure.measure or "đồng"
    noun = figure.measure or measure
    return sphere_of(noun) or fold(noun)


def _standing(item: Observation, entry: Entry) -> Standing:
    if entry.unreported and not entry.observations:
        return Standing.MISSING
    if entry.estimated and item.aspect is not Aspect.TARGET:
        return Standing.ESTIMATED
    return Standing.NORMAL
