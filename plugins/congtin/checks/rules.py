"""What a rule is: a code, a severity, a title and one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from congtin.catalogue import Catalogue
from congtin.checks.binding import Binding
from congtin.expression import Expression, Sort
from congtin.finding import Edit, Finding, Related, Severity
from congtin.mention import Bond, Declared, Mention
from congtin.observation import Entry, Observation, Relation, RelationKind
from congtin.organisation import Organisation
from congtin.quantity import Kind
from congtin.story import Block, Story
from congtin.text import Place
from congtin.values import dataclass

_NO_CATALOGUE = Catalogue()
_BOUND = frozenset((Bond.ROW, Bond.SECOND, Bond.RETOLD, Bond.COMPUTED))


class Told(NamedTuple):
    """An expression where it stands: ``block.expressions[at]``."""

    block: Block
    at: int
    item: Expression

    def place(self) -> Place:
        """Its place in the source."""
        return self.block.passage.place(self.item.start, self.item.end)

    def neighbours(self) -> Iterator[tuple[Expression, Expression]]:
        """It and the expression before it, it and the one behind."""
        others, at = self.block.expressions, self.at
        if at:
            yield others[at - 1], self.item
        if at + 1 < len(others):
            yield self.item, others[at + 1]


@dataclass(frozen=True, slots=True)
class Examined:
    """A story on the bench: what was declared and printed, how the two were bound, and whose they are.

    The expressions are sorted once, so that a rule looks only at those that it may have something to say of: those
    of which the words around them say something (``cued``), the doubtful ones, each sort by itself. ``bound`` are the
    mentions of the body that stand for declared figures or follow from them. ``ties`` are the relations by their kind,
    each as its entry and its members.
    """

    story: Story
    binding: Binding
    catalogue: Catalogue
    organisation: Organisation | None  # of the catalogue
    cued: tuple[Told, ...]
    doubtful: tuple[Told, ...]
    sorts: dict[Kind | Sort, list[Told]]
    bound: tuple[tuple[Mention, Declared], ...]
    entries: tuple[Entry, ...]
    ties: dict[RelationKind, list[tuple[Entry, list[Observation]]]]

    @classmethod
    def of(cls, story: Story, binding: Binding, catalogue: Catalogue = _NO_CATALOGUE) -> Examined:
        """Put a story on the bench."""
        cued, doubtful = [], []
        sorts: dict[Kind | Sort, list[Told]] = {}
        for block in story.blocks:
            for at, item in enumerate(block.expressions):
                told = Told(block, at, item)
                sorts.setdefault(item.kind, []).append(told)
                if item.cue:
                    cued.append(told)
                if item.doubt:
                    doubtful.append(told)
        bound = tuple((item, item.declared) for item in binding.mentions if item.declared and item.bond in _BOUND)
        body = catalogue.organisation(story.organisation)
        entries = story.entries
        ties: dict[RelationKind, list[tuple[Entry, list[Observation]]]] = {}
        for entry in entries:
            for relation in entry.relations:
                ties.setdefault(relation.kind, []).append((entry, members(entry, relation)))
        return cls(story, binding, catalogue, body, tuple(cued), tuple(doubtful), sorts, bound, entries, ties)

    def place_of(self, item: Observation) -> Place:
        """Where a declared figure is printed in the body, so that a confirmation can name it; else its row."""
        for mention, declared in self.bound:
            if mention.bond is Bond.ROW and declared.observation is item:
                return mention.place
        return item.place


def members(entry: Entry, relation: Relation) -> list[Observation]:
    """The observations that a relation ties, in its order."""
    return [entry.observations[index] for index in relation.members]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule's function says; the table adds code and severity. ``severity`` makes a milder verdict."""

    place: Place
    message: str
    help: str
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules; ``title`` is its Vietnamese name.

    ``asks``: the rule asks rather than knows, so that ``confirm:`` settles it where it fires on that phrase.
    ``off``: it runs only where it is asked for by its code.
    """

    code: str
    severity: Severity
    title: str
    check: Callable[[Examined], Iterable[Remark]]
    asks: bool = False
    off: bool = False

    def findings(self, examined: Examined) -> Iterator[Finding]:
        """Run the rule on one story."""
        for remark in self.check(examined):
            yield Finding(
                self.code,
                remark.severity or self.severity,
                remark.place,
                remark.message,
                remark.help,
                remark.related,
                remark.edits,
            )
