"""Proposals: rows for numbers beside the name of a known indicator, facts for the rest, each tried before it is shown.

What is proposed from the prose repeats the prose's slips. It makes an article complete, not right: only the
report can do that, and `data_from` says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from congtin.catalogue import Catalogue
from congtin.checks.binding import Binding, bind
from congtin.checks.evidence import points_to
from congtin.checks.prose import near_misses
from congtin.checks.rules import Examined
from congtin.cli.facts import facts
from congtin.cli.fix import edited
from congtin.finding import Edit, Severity
from congtin.mention import Declared, Mention, Token, token
from congtin.reading.insertion import UNVERIFIED, insert, phrase_line, row_line
from congtin.reading.stories import ZONE, read_story
from congtin.story import Scope, Story
from congtin.text import NEAR_MISS, Source, distance
from congtin.vietnamese.mentions import read
from congtin.vietnamese.proposals import Names, Row, Setting, propose_rows, tokens
from congtin.vietnamese.tabular import read_table
from congtin.vietnamese.wording import phrase_of

ROUNDS = 20  # a row refused in a round is gone in the next; the rest becomes facts


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed for one article: lines without their dash, the edits that write them, what is left over."""

    rows: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    left: int = 0

    @property
    def text(self) -> str:
        """The proposals as they would stand in front matter, for people to read and copy."""
        lines: list[str] = []
        for key, items in (("metrics", self.rows), ("facts", self.facts)):
            if items:
                lines += [f"{key}:", f"  {UNVERIFIED}", *(f"  - {item}" for item in items)]
        return "".join(f"{line}\n" for line in lines)


def suggest(story: Story, catalogue: Catalogue, zone: ZoneInfo = ZONE) -> Suggestion:
    """Propose rows and facts for the numbers of a story that nothing declares.

    Each proposal is written into a copy and read back: rows that the front matter or the binding refuses become
    facts. A row that an arithmetic rule doubts stays: that is the prose's own slip, and the check will name it.
    """
    source = story.source
    rows = _first_rows(story, catalogue)
    suggestion = Suggestion()
    for _ in range(ROUNDS):
        trial = _reread(source, rows, (), catalogue, zone)
        refused = _refused(trial, story, rows)
        if not refused:
            break
        rows = [row for row in rows if row not in refused]
    for _ in range(ROUNDS):
        suggestion, left = _complete(source, rows, catalogue, zone)
        culprits = [row for row in rows if _tokens(row) & left]
        if not culprits:
            break
        rows = [row for row in rows if row not in culprits]
    return suggestion


def _complete(
    source: Source, rows: Sequence[Row], catalogue: Catalogue, zone: ZoneInfo
) -> tuple[Suggestion, set[Token]]:
    """The rows, with facts for what they leave; and what no phrase can tell from a number that a row has taken."""
    trial = _reread(source, rows, (), catalogue, zone)
    binding = bind(trial)
    phrases = [phrase_line(phrase) for phrase in facts(trial, binding, _slips(trial, binding))]
    lines = [row_line(row.name, row.phrase) for row in rows]
    edits = insert(source, lines, phrases)
    if edits is None:
        return Suggestion(left=len(binding.unbound)), set()
    left = bind(_edited(source, edits, catalogue, zone)).unbound
    suggestion = Suggestion(tuple(lines), tuple(phrases), tuple(edits), len(left))
    return suggestion, {token(mention.quantity) for mention in left}


def _tokens(row: Row) -> set[Token]:
    return {part for item in read(row.phrase) for part in tokens(item.quantity)}


def _first_rows(story: Story, catalogue: Catalogue) -> list[Row]:
    """The rows that the headings of tables and the words of the prose propose, in text order.

    Of two that would declare one figure twice a table's is kept, else the first.
    """
    binding = bind(story)
    free = {id(mention) for mention in binding.unbound} - _slips(story, binding)
    names = Names(catalogue)
    setting = Setting(as_of=story.as_of, period=story.period)
    heading = opening = ""
    tables = _tables(story)
    found: list[tuple[bool, Row]] = []  # and whether it comes from prose
    for block in story.blocks:
        text = block.passage.text
        if block.scope is Scope.TABLE:
            cells = tables.pop(block.cell[0], {}) if block.cell else {}
            found += [(False, row) for row in _table_rows(cells, catalogue)]
            continue
        if block.scope is Scope.HEADING:
            heading, opening = text, ""
        elif block.scope is not Scope.LIST:
            opening = text.rpartition(". ")[2] if text.rstrip().endswith(":") else ""
        if not block.scope.repeats:
            mine = [item.expression for item in binding.mentions if item.block is block and id(item) in free]
            around = replace(setting, context=f"{heading} {opening}")
            found += [(True, row) for row in propose_rows(text, block.expressions, mine, names, around)]
    kept: dict[str, Row] = {}
    for _, row in sorted(found, key=lambda pair: pair[0]):
        kept.setdefault(_mark(row), row)
    return [row for _, row in found if kept[_mark(row)] is row]


def _mark(row: Row) -> str:
    """Rows of one mark would declare one figure twice."""
    return f"{row.indicator or row.name} {row.phrase.startswith('kế hoạch ')}"


_Cells = dict[tuple[int, int], str]


def _tables(story: Story) -> dict[int, _Cells]:
    tables: dict[int, _Cells] = {}
    for block in story.blocks:
        if block.cell:
            table, row, column = block.cell
            tables.setdefault(table, {})[row, column] = block.passage.text
    return tables


def _table_rows(cells: _Cells, catalogue: Catalogue) -> Iterator[Row]:
    """The lines of a table of the body, where its headings are understood."""
    if not cells:
        return
    height, width = (max(at) + 1 for at in zip(*cells, strict=True))
    grid = [[cells.get((row, column), "") for column in range(width)] for row in range(height)]
    for section in read_table(grid, verbatim=True).sections:
        for line in section.lines:
            phrase = phrase_of(line)
            if phrase:
                known = catalogue.indicator(line.name)
                yield Row(line.name, phrase, indicator=known.id if known else "")


def slips(story: Story, binding: Binding) -> list[tuple[Mention, Declared]]:
    """Unbound numbers that look like a slip of a declared one, in number and in words: to be mended, not declared."""
    return [pair for pair in near_misses(Examined.of(story, binding)) if points_to(*pair) and _close(*pair)]


def _close(mention: Mention, item: Declared) -> bool:
    """Whether a slip of the pen makes one number of the other: two keys at most, and one digit stays."""
    printed, stated = (_digits(text) for text in (mention.quantity.text, item.observation.quantity.text))
    return distance(printed, stated, NEAR_MISS) <= min(NEAR_MISS, max(1, len(stated) - 1))


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _slips(story: Story, binding: Binding) -> set[int]:
    return {id(mention) for mention, _ in slips(story, binding)}


def _reread(source: Source, rows: Sequence[Row], phrases: Sequence[str], catalogue: Catalogue, zone: ZoneInfo) -> Story:
    edits = insert(source, [row_line(row.name, row.phrase) for row in rows], phrases)
    return _edited(source, edits or [], catalogue, zone)


def _edited(source: Source, edits: Sequence[Edit], catalogue: Catalogue, zone: ZoneInfo) -> Story:
    return read_story(Source(source.path, edited(source, edits)[0]), catalogue, zone=zone)


def _refused(trial: Story, story: Story, rows: Sequence[Row]) -> list[Row]:
    """The rows on whose lines reading finds a fault, or whose figures the binding does not find in the prose."""
    before = {finding.message for finding in story.problems}
    bad = {
        finding.place.line
        for finding in trial.problems
        if finding.severity is not Severity.NOTE and finding.message not in before
    }
    bad |= {item.observation.place.line for item in bind(trial).missing}
    written = {trial.source.lines[line - 1].strip() for line in bad}
    return [row for row in rows if f"- {row_line(row.name, row.phrase)}" in written]
