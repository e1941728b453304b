"""From entries to the printed lines of their table: labels, cells, details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator
from congtin.observation import Aspect, Entry, Group, Observation, RelationKind
from congtin.period import Period, PeriodKind
from congtin.publishing import verdicts
from congtin.publishing.arrangement import PROPORTIONS, Below, Side, arrange
from congtin.publishing.dates import local, period_text
from congtin.publishing.figures import change_text, figure_text, measure_text
from congtin.publishing.headings import plan_heading, says_basis
from congtin.quantity import Kind
from congtin.story import Story
from congtin.text import Source
from congtin.values import dataclass

ABSENT, UNREPORTED = "không có", "chưa báo cáo"  # zero told in words, and what nobody has told: never the same
OPENINGS = {RelationKind.SUBSET: "Trong đó: ", RelationKind.SUM: "Gồm: "}


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; ``cells`` maps column keys to text, ``figures`` to what is printed in them.

    ``ordinal`` is empty below level 0, ``entry`` is what the line is of.
    """

    label: str
    cells: dict[str, str]
    figures: Mapping[str, Observation]
    ordinal: str = ""
    detail: str = ""
    level: int = 0
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of a group are printed against: what is said in the caption need not be said again."""

    period: Period | None
    day: date
    organisation: str
    as_target: bool
    plan_heading: str
    catalogue: Catalogue
    source: Source


def lines(story: Story, group: Group, catalogue: Catalogue) -> list[Line]:
    """The lines of a group, in the order of its entries; entries are numbered from 1."""
    setting = Setting(
        period=span(story, group),
        day=story.as_of or local(story.date).date(),
        organisation=group.organisation or story.organisation,
        as_target=group.as_target,
        plan_heading=plan_heading(group),
        catalogue=catalogue,
        source=story.source,
    )
    return [line for number, entry in enumerate(group.entries, 1) for line in _Sheet(entry, setting).lines(number)]


def span(story: Story, group: Group) -> Period | None:
    """The period a table is of: declared for it, for the article, or the only one its figures have."""
    if group.period or story.period:
        return group.period or story.period
    own = {item.period.key: item.period for entry in group.entries for item in entry.observations if item.period}
    everywhere = all(item.period for entry in group.entries for item in entry.observations)
    return next(iter(own.values())) if len(own) == 1 and everywhere else None


class _Sheet:
    """The lines of one entry."""

    def __init__(self, entry: Entry, setting: Setting) -> None:
        self.entry = entry
        self.setting = setting
        self.said = {setting.period.key} if setting.period else set()

    def lines(self, number: int) -> Iterator[Line]:
        for index, side in enumerate(arrange(self.entry)):
            yield self.further_line(side) if index else self.main_line(side, str(number))
            yield from self.lines_below(side)

    def main_line(self, side: Side, ordinal: str) -> Line:
        entry, cells = self.entry, self.cells(side)
        if not side.figures and (entry.absent or entry.unreported):
            cells["target" if self.setting.as_target else "actual"] = ABSENT if entry.absent else UNREPORTED
        cells["verdict"] = verdicts.WORDS[entry.verdict] if entry.verdict else self.verdict(side)
        label = entry.indicator.label if entry.indicator else entry.label
        figures = list(side.figures.values()) or [item.figure for item in side.below]
        details = [*_labels(side), *self.periods(figures)]
        details += [text for text in self.remarks(side) if text not in cells.values()]
        return Line(label, cells, _by_column(side), ordinal, "; ".join(details), entry=entry)

    def further_line(self, side: Side) -> Line:
        cells = {**self.cells(side), "verdict": self.verdict(side)}
        figures = list(side.figures.values())
        money = figures[0].quantity.kind is Kind.MONEY
        label = figures[0].label or ("Số tiền" if money else f"Số {cells.get('measure', '')}".rstrip())
        return Line(label, cells, _by_column(side), detail="; ".join(self.periods(figures)), level=1)

    def lines_below(self, side: Side) -> Iterator[Line]:
        opening = ""
        for item in side.below:
            prefix = OPENINGS.get(item.kind, "") if item.kind else ""
            yield self.line_below(side, item, "" if prefix == opening else prefix)
            opening = prefix

    def line_below(self, side: Side, item: Below, prefix: str) -> Line:
        figure = item.figure
        planned = self.setting.as_target or (side.get(Aspect.TARGET) and not side.get(Aspect.ACTUAL))
        label, measure = _label_below(figure, side), measure_text(figure.quantity, self.indicator_of(figure))
        if label == measure:  # "02 CĐCS doanh nghiệp": what is counted names the part
            measure = next(iter(self.cells(side).values()), "")
        column = "target" if planned else "actual"
        cells = {"measure": measure, column: self.printed(figure, measure)}
        detail = "; ".join(self.periods([figure]))
        return Line(f"{prefix}{label}", cells, {column: figure}, detail=detail, level=1)

    def cells(self, side: Side) -> dict[str, str]:
        """The printed figures by column; ĐVT is the result's, else the plan's."""
        cells: dict[str, str] = {}
        for aspect, figure in side.figures.items():
            if aspect not in PROPORTIONS:
                cells.setdefault("measure", measure_text(figure.quantity, self.entry.indicator))
            cells[aspect.value] = self.printed(figure, cells.get("measure", ""))
        if side.excess:
            cells["percent"] = f"vượt {cells['percent']}"
        if self.entry.estimated and not cells.get("actual", "ước").startswith("ước"):
            cells["actual"] = f"ước {cells['actual']}"
        return cells

    def printed(self, figure: Observation, measure: str) -> str:
        text = figure_text(figure, measure, self.setting.source)
        return change_text(figure, text) if figure.aspect is Aspect.CHANGE else text

    def indicator_of(self, figure: Observation) -> Indicator | None:
        """The indicator whose measure a part shares; wholes and amounts for one have their own."""
        return self.entry.indicator if figure.aspect is Aspect.PART else None

    def verdict(self, side: Side) -> str:
        actual, target, percent = (side.get(aspect) for aspect in (Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT))
        plan = target or percent
        if plan is None or not (actual or percent):
            return ""
        if verdicts.pending(plan.period or self.setting.period, self.setting.day):
            return verdicts.PENDING
        found = verdicts.of_plan(actual.quantity, target.quantity) if actual and target else None
        if found is None and percent:
            found = verdicts.of_percent(percent.quantity, over=side.excess)
        return verdicts.WORDS[found] if found else ""

    def remarks(self, side: Side) -> Iterator[str]:
        entry, setting = self.entry, self.setting
        planned = side.get(Aspect.TARGET) or side.get(Aspect.PERCENT)
        if planned and not says_basis(self.heading_over(planned), entry.basis):
            yield entry.basis
        names = {item.organisation for item in entry.observations} - {"", setting.organisation}
        for name in sorted(names):
            known = setting.catalogue.organisation(name)
            if known is None or known != setting.catalogue.organisation(setting.organisation):
                yield known.name if known else name
        if entry.note:
            yield entry.note

    def is_as_of(self, period: Period) -> bool:
        """Whether a period says no more than the note "Số liệu tính đến ngày"."""
        return period.kind is PeriodKind.AS_OF and period.first is None and period.last == self.setting.day

    def heading_over(self, planned: Observation) -> str:
        """What is said of the plan already: the column's heading, or its period beside the result."""
        printed = period_text(planned.period) if planned.period else ""
        return f"{self.setting.plan_heading if planned.aspect is Aspect.TARGET else ''} {printed}"

    def periods(self, figures: Iterable[Observation]) -> Iterator[str]:
        """The periods not said yet in the caption or above; a plan's beside a result is named as the plan's."""
        figures = list(figures)
        for figure in figures:
            if figure.period is None or figure.period.key in self.said or self.is_as_of(figure.period):
                continue
            self.said.add(figure.period.key)
            text = period_text(figure.period)
            planned = figure.aspect in (Aspect.TARGET, Aspect.PERCENT) and len(figures) > 1
            yield f"kế hoạch {text.removeprefix('kế hoạch ')}" if planned else text


def _by_column(side: Side) -> dict[str, Observation]:
    return {aspect.value: figure for aspect, figure in side.figures.items()}


def _labels(side: Side) -> Iterator[str]:
    """What the figures of a main line are printed with, where it says more than ĐVT."""
    for aspect in (Aspect.ACTUAL, Aspect.TARGET):
        figure = side.get(aspect)
        if figure and figure.label not in ("", figure.quantity.measure, figure.quantity.text.partition(" ")[2]):
            yield figure.label


def _label_below(figure: Observation, side: Side) -> str:
    if figure.label:
        return figure.label
    counted = side.get(Aspect.ACTUAL) or side.get(Aspect.TARGET)
    noun = counted.quantity.measure if counted else ""
    names = {
        Aspect.WHOLE: "Tính trên",
        Aspect.EACH: f"Mỗi {noun}" if noun else "Mức cho mỗi phần",
        Aspect.PERCENT: "Tỷ lệ",
    }
    return names.get(figure.aspect, figure.quantity.measure)
