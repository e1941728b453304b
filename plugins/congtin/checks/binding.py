"""Binding: printed against declared as a multiset of kind, value and modifier; words explain which row.

Matching as a multiset leaves no one-digit slip uncaught; labels, counted nouns and nearness only say
which row a number belongs to (design: numbers.md 4d, settled readings 4g).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from congtin.checks.cells import bind_held
from congtin.checks.derived import computed, equals_period
from congtin.checks.evidence import points_to
from congtin.checks.matching import match
from congtin.checks.phrases import Quoted, quoted
from congtin.finding import Coverage
from congtin.mention import Bond, Declared, Mention, token
from congtin.observation import Aspect, Entry, RelationKind
from congtin.quantity import Kind
from congtin.story import Block, PhraseKind, Story
from congtin.text import squeeze
from congtin.values import dataclass

_UNBOUND = Bond.UNBOUND  # see `Word`

FARTHEST = 5  # a retelling leaves out at most a fifth of the figure: "hơn 10.000" of 11.490
SPELLED_FREE = 10  # một … mười in words need no declaration, nor does "gần một giờ"


@dataclass(frozen=True, slots=True)
class Binding:
    """The outcome for one story.

    ``mentions`` are those of the body, ``retold`` those of headline, kicker and summary; ``missing`` are
    declared figures that the body does not print; ``quoted`` the phrases of the front matter.
    """

    mentions: tuple[Mention, ...]
    retold: tuple[Mention, ...]
    missing: tuple[Declared, ...]
    quoted: tuple[Quoted, ...]

    @property
    def unbound(self) -> tuple[Mention, ...]:
        """The body's quantities that nothing declares."""
        return tuple([mention for mention in self.mentions if mention.bond is _UNBOUND])

    @property
    def coverage(self) -> Coverage:
        """How many of the body's quantities are bound, and by what."""
        bonds = Counter(mention.bond for mention in self.mentions)
        unaccounted = bonds[_UNBOUND] + bonds[Bond.WAIVED]
        total = len(self.mentions)
        return Coverage(total, total - unaccounted, bonds[Bond.FACT], bonds[Bond.WAIVED], bonds[_UNBOUND])


def bind(story: Story) -> Binding:
    """Bind the printed quantities of a story to what its front matter declares."""
    body = [block for block in story.blocks if not block.scope.repeats]
    phrases = quoted(story.phrases, body)
    declared = [
        Declared(entry, item) for group in story.groups for entry in group.entries for item in entry.observations
    ]
    mentions = _apply_phrases(list(_mentions(body)), phrases)
    mentions, missing = match(mentions, declared)
    mentions = bind_held([_explain(mention, story, declared) for mention in mentions], body)
    retold = tuple(_mentions([block for block in story.blocks if block.scope.repeats]))
    return Binding(tuple(mentions), retold, tuple(item for item in missing if not _held(item, missing)), phrases)


def _mentions(blocks: Sequence[Block]) -> Iterator[Mention]:
    headings = {block.cell: block.passage.text for block in blocks if block.cell is not None and 0 in block.cell[1:]}
    for block in blocks:
        for expression in block.expressions:
            if expression.quantity is not None:
                yield Mention(block, expression, expression.quantity, heading=_heading(block, headings))


def _heading(block: Block, headings: dict[tuple[int, int, int], str]) -> str:
    """The headings of a table cell's column and row, the row's last since it names what is counted."""
    if block.cell is None:
        return ""
    table, row, column = block.cell
    return f"{headings.get((table, 0, column), '')} {headings.get((table, row, 0), '')}"


def _apply_phrases(mentions: list[Mention], phrases: Sequence[Quoted]) -> list[Mention]:
    """Mark the mentions inside the occurrences of facts and waivers.

    The phrase must say of a number all that the text says: without its "trên" it does not cover "trên 2.000".
    """
    for phrase in phrases:
        kind = phrase.listings[0].kind
        if kind is PhraseKind.CONFIRMATION:
            continue
        bond = Bond.FACT if kind is PhraseKind.FACT else Bond.WAIVED
        said = Counter(token(item.quantity) for item in phrase.listings[0].expressions if item.quantity)
        for occurrence in phrase.occurrences[: len(phrase.listings)]:
            inside = [
                index
                for index, mention in enumerate(mentions)
                if mention.block is occurrence.block
                and occurrence.start <= mention.expression.start
                and mention.expression.end <= occurrence.end
            ]
            if Counter(token(mentions[index].quantity) for index in inside) == said:
                for index in inside:
                    if mentions[index].bond is _UNBOUND:
                        mentions[index] = mentions[index].bound(bond)
    return mentions


def _explain(mention: Mention, story: Story, declared: list[Declared]) -> Mention:
    """Bind what needs no declaration of its own."""
    if mention.bond is not _UNBOUND:
        return mention
    if mention.expression.spelled and abs(mention.quantity.value) <= SPELLED_FREE:
        return mention.bound(Bond.SPELLED)
    if any(_in_name(mention, entry) for entry in story.entries):
        return mention.bound(Bond.NAME)
    if equals_period(mention.quantity, story):
        return mention.bound(Bond.PERIOD)
    retold = next((item for item in declared if _retells(mention, item)), None) if mention.quantity.modifier else None
    if retold is not None:
        return mention.bound(Bond.RETOLD, retold)
    source = computed(mention.quantity, story)
    if source is not None:
        return mention.bound(Bond.COMPUTED, Declared(source, source.observations[0]))
    return mention


def _retells(mention: Mention, item: Declared) -> bool:
    """Whether a widened number ("hơn 11.000") retells an exact declared one (11.490) of the same row."""
    stated = item.observation.quantity
    return (
        mention.quantity.modifier is not None
        and stated.modifier is None
        and stated.kind is mention.quantity.kind
        and stated.kind is not Kind.RANGE
        and mention.quantity.value != stated.value
        and stated.value in mention.quantity.interval
        and abs(stated.value - mention.quantity.value) * FARTHEST <= abs(stated.value)
        and points_to(mention, item)
    )


def _in_name(mention: Mention, entry: Entry) -> bool:
    """Whether a number stands in the name of a row: "Bữa ăn ca từ 25.000 đồng trở lên"."""
    text = mention.printed if mention.quantity.modifier else squeeze(mention.expression.text)
    at = entry.label.casefold().find(text.casefold())
    return at >= 0 and not (entry.label[:at][-1:].isalnum() or entry.label[at + len(text) :][:1].isalnum())


def _held(item: Declared, missing: list[Declared]) -> bool:
    """Whether a figure that the text does not print is held by a relation to figures that it does print.

    Only a plan, a base or a whole may stay unprinted; its own slip shows in the relation.
    """
    if item.observation.aspect not in (Aspect.TARGET, Aspect.PREVIOUS, Aspect.WHOLE):
        return False
    index = item.entry.observations.index(item.observation)
    return any(
        index in relation.members and _printed(item.entry, relation.members, index, missing)
        for relation in item.entry.relations
        if relation.kind is not RelationKind.SUBSET
    )


def _printed(entry: Entry, members: tuple[int, ...], index: int, missing: list[Declared]) -> bool:
    absent = [item.observation for item in missing if item.entry is entry]
    return all(entry.observations[member] not in absent for member in members if member != index)
