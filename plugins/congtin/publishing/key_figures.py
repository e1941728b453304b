"""Key figures: the few figures of an article that a reader should see first, ready to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from congtin.catalogue import Catalogue
from congtin.observation import Aspect, Entry, Observation, Verdict
from congtin.publishing import verdicts
from congtin.publishing.cards import Link, organisation_link
from congtin.publishing.dates import day_text, period_text
from congtin.publishing.headings import ACTUAL, CHANGE, MEASURE, PERCENT, TARGET, VERDICT
from congtin.publishing.lines import Line
from congtin.publishing.tables import Laid, lay_out
from congtin.quantity import Kind
from congtin.story import Story
from congtin.values import dataclass

_GOES_ON = re.compile(r"\d|[.,]\d")
MOST = 4
TONES = {verdicts.WORDS[Verdict.MISSED]: "missed", verdicts.PENDING: "pending"}
FEWEST = 2  # one figure makes no box: the sapo has it already


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure by itself: value, measure, what it counts, of when, whose, and what it says of a plan.

    ``url`` leads to its table, on the home page to its article, which is named in ``source``. ``tone`` is "missed"
    of a plan not reached, "pending" of one that still runs, else empty.
    """

    value: str
    measure: str
    label: str
    when: str
    url: str
    note: str = ""
    organisation: Link | None = None
    source: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A result as the front page would show it; ``names`` are what it counts and its entry's id, as settings do."""

    names: tuple[str, ...]
    subject: str
    weight: int
    figure: KeyFigure


ResultsOf = Callable[[Story, Catalogue], Sequence[Result]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could be a key figure; the greater ``weight``, the better."""

    line: Line
    laid: Laid
    figure: Observation
    column: str
    weight: int

    @property
    def entry(self) -> Entry | None:
        """The entry of the line."""
        return self.line.entry


def of_article(story: Story, laid: Sequence[Laid]) -> tuple[KeyFigure, ...]:
    """The weightiest figures of an article, in its order; nothing rather than a box of one."""
    found = list(_candidates(story, laid))
    best = sorted(range(len(found)), key=lambda index: (-found[index].weight, index))[:MOST]
    if len(best) < FEWEST:
        return ()
    return tuple(_key_figure(story, found[index], f"#{found[index].laid.anchor}") for index in sorted(best))


def results(story: Story, catalogue: Catalogue, laid: Sequence[Laid] | None = None) -> tuple[Result, ...]:
    """All results of an article that could stand on the front page, in its order."""
    found = _candidates(story, lay_out(story, catalogue) if laid is None else laid)
    return tuple(
        Result(_names(item.entry), item.line.label.casefold(), item.weight, _on_home(story, item, catalogue))
        for item in found
        if item.column == ACTUAL
    )


def newest(
    stories: Iterable[Story], catalogue: Catalogue, most: int = MOST, results_of: ResultsOf = results
) -> tuple[KeyFigure, ...]:
    """The weightiest result of each of the newest articles that have one, no indicator twice."""
    chosen: list[KeyFigure] = []
    said: set[str] = set()
    for story in stories:
        fresh = [item for item in results_of(story, catalogue) if item.subject not in said]
        if fresh:
            best = max(fresh, key=lambda item: item.weight)
            said.add(best.subject)
            chosen.append(best.figure)
        if len(chosen) == most:
            break
    return tuple(chosen)


def named(
    name: str, stories: Iterable[Story], catalogue: Catalogue, results_of: ResultsOf = results
) -> KeyFigure | None:
    """The newest result of an indicator (id, label or alias), or the entry of that id; None when there is none."""
    indicator = catalogue.indicator(name)
    wanted = indicator.id if indicator else name
    for story in stories:
        if wanted in story.counted:
            for item in results_of(story, catalogue):
                if wanted in item.names:
                    return item.figure
    return None


def _names(entry: Entry | None) -> tuple[str, ...]:
    return (entry.subject, entry.id) if entry else ()


def _candidates(story: Story, laid: Sequence[Laid]) -> Iterator[Candidate]:
    retold = f"{story.title} {story.summary} {story.kicker}"
    for part in laid:
        for line in part.lines:
            column = next((key for key in (ACTUAL, TARGET) if key in line.figures), None)
            if line.level == 0 and column:
                figure = line.figures[column]
                yield Candidate(line, part, figure, column, _weight(line, figure, column, retold))


def _weight(line: Line, figure: Observation, column: str, retold: str) -> int:
    """What headline and sapo tell weighs most, then results, indicators of the catalogue, and what is compared."""
    told = _stands_in(figure.quantity.text, retold)
    compared = any(line.cells.get(key) for key in (PERCENT, CHANGE, VERDICT))
    known = line.entry is not None and line.entry.indicator is not None
    share = figure.quantity.kind is Kind.PERCENT
    return 16 * told + 8 * (column == ACTUAL) + 3 * known + 2 * compared - share


def _stands_in(number: str, text: str) -> bool:
    """Whether a number stands in a text by itself, not as a part of another one."""
    at = text.find(number)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(number) : at + len(number) + 2]
        if not (before.isdecimal() or before in (".", ",")) and not _GOES_ON.match(after):
            return True
        at = text.find(number, at + 1)
    return False


def _on_home(story: Story, item: Candidate, catalogue: Catalogue) -> KeyFigure:
    body = organisation_link(item.figure.organisation or story.organisation, catalogue)
    return _key_figure(story, item, story.url, body, story.title)


def _key_figure(
    story: Story, item: Candidate, url: str, organisation: Link | None = None, source: str = ""
) -> KeyFigure:
    cells = item.line.cells
    value, measure = cells[item.column], cells.get(MEASURE, "")
    return KeyFigure(
        value=value,
        measure="" if measure == "%" else measure,
        label=item.line.label,
        when=_when(story, item),
        url=url,
        note=_note(cells, item.column),
        organisation=organisation,
        source=source,
        tone=TONES.get(cells.get(VERDICT, ""), ""),
    )


def _when(story: Story, item: Candidate) -> str:
    """The figure's period, and the day it stands for where the period runs on after it."""
    period = item.figure.period or item.laid.period
    printed = period_text(period) if period else ""
    day = day_text(story.as_of) if story.as_of else ""
    if not printed:
        return f"tính đến {day}" if day else ""
    if printed.startswith("đến "):
        return f"tính {printed}"
    ongoing = period is not None and period.last is not None and story.as_of is not None and period.last > story.as_of
    return f"{printed}, tính đến {day}" if ongoing and item.figure.aspect is Aspect.ACTUAL else printed


def _note(cells: dict[str, str], column: str) -> str:
    if column == TARGET:
        return "chỉ tiêu"
    percent, change, verdict = (cells.get(key, "") for key in (PERCENT, CHANGE, VERDICT))
    if percent:
        return f"{percent if percent.startswith('vượt') else f'đạt {percent}'} kế hoạch"
    if change:
        return f"{change} so với cùng kỳ"
    plan = "kế hoạch" if cells.get(TARGET) else "chỉ tiêu"
    return verdict.lower() if verdict in ("", verdicts.PENDING) else f"{verdict.lower()} {plan}"
