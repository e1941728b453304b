"""Indicator tables: the groups of a story as rows and columns, ready to print.

Words of headings and captions: editors.md §8. A column appears only when it holds something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.observation import Group
from congtin.period import Period
from congtin.publishing import verdicts
from congtin.publishing.cards import organisation_link
from congtin.publishing.dates import day_text, period_text
from congtin.publishing.headings import (
    ACTUAL,
    CHANGE,
    HEADINGS,
    MEASURE,
    OF_PLAN,
    PERCENT,
    TARGET,
    VERDICT,
    plan_heading,
)
from congtin.publishing.lines import ABSENT, UNREPORTED, Line, lines, span
from congtin.publishing.weaving import Mark
from congtin.story import Story
from congtin.text import squeeze
from congtin.values import dataclass

TONES = {
    (MEASURE, "%"): "percent",
    (VERDICT, verdicts.PENDING): "pending",
    (ACTUAL, UNREPORTED): "unreported",
    **{(VERDICT, word): verdict.value for verdict, word in verdicts.WORDS.items()},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``key`` names its kind ("measure", "target", "actual" …) for the style sheet."""

    key: str
    title: str


class Cell(NamedTuple):
    """A cell with its column, so that narrow screens can print the heading beside it.

    ``tone`` names what the style sheet treats apart: a verdict ("exceeded", "met", "missed", "pending")
    or "percent" for a measure that every figure prints itself; mostly empty. ``anchor`` names the figure,
    ``back`` the place of the prose that links to it, if one does.
    """

    column: Column
    text: str
    tone: str = ""
    anchor: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``ordinal`` is empty and ``level`` 1 for what belongs to the row above ("Trong đó: …")."""

    label: str
    cells: tuple[Cell, ...]
    ordinal: str = ""
    detail: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; before ``columns`` stand TT and Chỉ tiêu. ``anchor`` is unique on its page."""

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether each row holds one figure at most: narrow screens print it beside its label."""
        return sum(column.key != MEASURE for column in self.columns) == 1


@dataclass(frozen=True, slots=True)
class Laid:
    """A group laid out in lines: what its table, and the key figures, are made of."""

    anchor: str
    group: Group
    period: Period | None
    lines: tuple[Line, ...]


def lay_out(story: Story, catalogue: Catalogue) -> tuple[Laid, ...]:
    """The groups of the story that hold entries, each in lines."""
    groups = [group for group in story.groups if group.entries]
    return tuple(
        Laid(f"bang-{number}", group, span(story, group), tuple(lines(story, group, catalogue)))
        for number, group in enumerate(groups, 1)
    )


def tables(
    story: Story, catalogue: Catalogue, laid: Sequence[Laid] | None = None, marks: Mapping[int, Mark] | None = None
) -> tuple[Table, ...]:
    """One table for each group; ``marks`` name the figures (:mod:`.weaving`)."""
    found = lay_out(story, catalogue) if laid is None else laid
    return tuple(_table(story, item, catalogue, marks or {}) for item in found)


def _table(story: Story, laid: Laid, catalogue: Catalogue, marks: Mapping[int, Mark]) -> Table:
    columns = _columns(laid.group, laid.lines)
    return Table(
        anchor=laid.anchor,
        caption=_caption(laid.group, laid.period, columns),
        columns=columns,
        rows=tuple(_row(line, columns, marks) for line in laid.lines),
        notes=_notes(story, laid.group, catalogue),
    )


def _caption(group: Group, period: Period | None, columns: Sequence[Column]) -> str:
    """What the table is: the editor's title, else named by what it holds; with its period."""
    printed = period_text(period) if period else ""
    title = squeeze(group.title) or _kind_of_table({column.key for column in columns})
    if not printed or printed.casefold() in title.casefold():
        return title
    return f"{title}, {printed}" if group.title else f"{title} {printed}"


def _kind_of_table(keys: set[str]) -> str:
    if not keys.intersection(OF_PLAN):
        return "Bảng số liệu"
    return "Kết quả thực hiện các chỉ tiêu" if keys & {ACTUAL, PERCENT, VERDICT} else "Chỉ tiêu"


def _columns(group: Group, found: Sequence[Line]) -> tuple[Column, ...]:
    held = [key for key in HEADINGS if any(line.cells.get(key) for line in found)]
    return tuple(Column(key, _heading(key, group, found)) for key in held)


def _heading(key: str, group: Group, found: Sequence[Line]) -> str:
    if key == TARGET:
        return plan_heading(group)
    if key == ACTUAL and not any(line.cells.get(plan) for line in found for plan in OF_PLAN):
        return "Số liệu"
    if key == CHANGE and all(line.cells[CHANGE].endswith("%") for line in found if line.cells.get(CHANGE)):
        return "So cùng kỳ (%)"
    return HEADINGS[key]


def _row(line: Line, columns: tuple[Column, ...], marks: Mapping[int, Mark]) -> Row:
    cells = tuple(_cell(line, column, marks) for column in columns)
    return Row(line.label, cells, line.ordinal, line.detail, line.level)


def _cell(line: Line, column: Column, marks: Mapping[int, Mark]) -> Cell:
    text = line.cells.get(column.key, "")
    tone = TONES.get((column.key, text), "")
    told = line.figures.get(column.key) or (line.entry if text in (ABSENT, UNREPORTED) else None)
    mark = marks.get(id(told)) if told else None
    return Cell(column, text, tone, mark.anchor, mark.back) if mark else Cell(column, text, tone)


def _notes(story: Story, group: Group, catalogue: Catalogue) -> tuple[str, ...]:
    """Whose figures, when not the article's body's; as of when and from which report; a plan is of no day."""
    notes = []
    body = organisation_link(group.organisation, catalogue)
    if body and body != organisation_link(story.organisation, catalogue):
        notes.append(f"Số liệu của {body.title}.")
    if story.as_of and not group.as_target:
        notes.append(f"Số liệu tính đến ngày {day_text(story.as_of)}.")
    if story.data_from:
        notes.append(f"Nguồn số liệu: {story.data_from.rstrip('.')}.")
    return tuple(notes)
