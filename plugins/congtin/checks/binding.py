"""Binding: printed against declared as a multiset of kind, value and modifier; words explain which row.

Matching as a multiset leaves no one-digit slip uncaught; labels, counted nouns and nearness only say
which row a number belongs to (design: numbers.md 4d, settled readings 4g).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from congtin.checks.derived import computed, equals_period
from congtin.checks.evidence import points_to, strength
from congtin.checks.phrases import Quoted, quoted
from congtin.finding import Coverage
from congtin.mention import Bond, Declared, Mention, Token, tokens
from congtin.observation import Aspect, Entry, RelationKind
from congtin.quantity import Kind
from congtin.story import Block, PhraseKind, Story

SPELLED_FREE = 10  # một … mười in words need no declaration


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
        return tuple(mention for mention in self.mentions if mention.bond is Bond.UNBOUND)

    @property
    def coverage(self) -> Coverage:
        """The counts over printed expressions; a ratio is one expression, bound when both its numbers are."""
        bonds: dict[tuple[int, int], list[Bond]] = {}
        for mention in self.mentions:
            bonds.setdefault((id(mention.block), mention.expression.start), []).append(mention.bond)
        unbound = sum(Bond.UNBOUND in found for found in bonds.values())
        waived = sum(Bond.WAIVED in found for found in bonds.values())
        facts = sum(Bond.FACT in found for found in bonds.values())
        return Coverage(len(bonds), len(bonds) - unbound - waived, facts, waived, unbound)


def bind(story: Story) -> Binding:
    """Bind the printed quantities of a story to what its front matter declares."""
    body = [block for block in story.blocks if not block.scope.repeats]
    phrases = quoted(story.phrases, body)
    declared = [
        Declared(entry, item) for group in story.groups for entry in group.entries for item in entry.observations
    ]
    mentions = _apply_phrases(list(_mentions(body)), phrases)
    mentions, missing = _match(mentions, declared)
    mentions = [_explain(mention, story, declared) for mention in mentions]
    retold = tuple(_mentions(block for block in story.blocks if block.scope.repeats))
    return Binding(tuple(mentions), retold, tuple(item for item in missing if not _held(item, missing)), phrases)


def _mentions(blocks: Iterable[Block]) -> Iterable[Mention]:
    for block in blocks:
        for expression in block.expressions:
            if expression.quantity is None:
                continue
            quantity = expression.quantity
            if quantity.kind is Kind.RATIO:
                yield Mention(block, expression, quantity.part(0))
                yield Mention(block, expression, quantity.part(1))
            else:
                yield Mention(block, expression, quantity)


def _apply_phrases(mentions: list[Mention], phrases: Sequence[Quoted]) -> list[Mention]:
    """Mark the mentions inside the occurrences of facts and waivers.

    The phrase must say of a number all that the text says: without its "trên" it does not cover "trên 2.000".
    """
    for phrase in phrases:
        kind = phrase.listings[0].kind
        if kind is PhraseKind.CONFIRMATION:
            continue
        bond = Bond.FACT if kind is PhraseKind.FACT else Bond.WAIVED
        said = Counter(
            token for item in phrase.listings[0].expressions if item.quantity for token in tokens(item.quantity)
        )
        for occurrence in phrase.occurrences[: len(phrase.listings)]:
            inside = [
                index
                for index, mention in enumerate(mentions)
                if mention.block is occurrence.block
                and occurrence.start <= mention.expression.start
                and mention.expression.end <= occurrence.end
            ]
            if Counter(token for index in inside for token in tokens(mentions[index].quantity)) == said:
                for index in inside:
                    if mentions[index].bond is Bond.UNBOUND:
                        mentions[index] = replace(mentions[index], bond=bond)
    return mentions


def _match(mentions: list[Mention], declared: list[Declared]) -> tuple[list[Mention], list[Declared]]:
    """Pair printed and declared figures of equal tokens; the words around decide who goes with whom."""
    free: dict[Token, list[int]] = {}
    for index, mention in enumerate(mentions):
        if mention.bond is Bond.UNBOUND:
            free.setdefault(tokens(mention.quantity)[0], []).append(index)
    wanted: dict[Token, list[Declared]] = {}
    for item in declared:
        for token in tokens(item.observation.quantity):
            wanted.setdefault(token, []).extend([item] * _times(item))
    missing: list[Declared] = []
    for token, items in wanted.items():
        places = free.get(token, [])
        for index, item in _pairs(mentions, places, items):
            mentions[index] = replace(mentions[index], bond=Bond.ROW, declared=item)
            places.remove(index)
            items.remove(item)
        missing.extend(item for item in items if not _shared(item, mentions, token))
        for index in places:
            other = next((item for item in declared if _names(mentions[index], item, token)), None)
            if other is not None:
                mentions[index] = replace(mentions[index], bond=Bond.SECOND, declared=other)
    return mentions, missing


def _times(item: Declared) -> int:
    first = item.observation is item.entry.observations[0]
    return item.entry.mentions if first and item.entry.mentions is not None else 1


def _pairs(mentions: list[Mention], places: list[int], items: list[Declared]) -> list[tuple[int, Declared]]:
    """Strongest evidence first, then order of the text."""
    if len(places) == 1 and len(items) == 1:
        return [(places[0], items[0])]
    scored = sorted(
        (-strength(mentions[index], item), at, index, order)
        for at, index in enumerate(places)
        for order, item in enumerate(items)
    )
    used_places: set[int] = set()
    used_items: set[int] = set()
    pairs = []
    for _, _, index, order in scored:
        if index not in used_places and order not in used_items:
            used_places.add(index)
            used_items.add(order)
            pairs.append((index, items[order]))
    return pairs


def _names(mention: Mention, item: Declared, token: Token) -> bool:
    return item.entry.mentions is None and token in tokens(item.observation.quantity) and points_to(mention, item)


def _shared(item: Declared, mentions: list[Mention], token: Token) -> bool:
    """Whether a printed figure that serves another row names this one too ("32 = 21 + 11", then "21 nhà × …")."""
    return item.entry.mentions is None and any(
        mention.declared is not None
        and mention.declared.entry is not item.entry
        and token in tokens(mention.quantity)
        and points_to(mention, item)
        for mention in mentions
    )


def _explain(mention: Mention, story: Story, declared: list[Declared]) -> Mention:
    """Bind what needs no declaration of its own."""
    if mention.bond is not Bond.UNBOUND:
        return mention
    if mention.expression.spelled and mention.quantity.modifier is None and abs(mention.quantity.value) <= SPELLED_FREE:
        return replace(mention, bond=Bond.SPELLED)
    if equals_period(mention.quantity, story):
        return replace(mention, bond=Bond.PERIOD)
    for item in declared:
        if _retells(mention, item):
            return replace(mention, bond=Bond.RETOLD, declared=item)
    source = computed(mention.quantity, story)
    if source is not None:
        return replace(mention, bond=Bond.COMPUTED, declared=Declared(source, source.observations[0]))
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
        and points_to(mention, item)
    )


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
