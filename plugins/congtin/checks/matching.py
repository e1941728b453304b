"""Matching: printed and declared figures of equal tokens, paired by the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import groupby, permutations

from congtin.checks.evidence import named, names, points_to, spoken, strength, words
from congtin.mention import Bond, Declared, Mention, Token, token
from congtin.observation import Aspect
from congtin.quantity import Kind

_UNBOUND, _RATIO = Bond.UNBOUND, Kind.RATIO  # see `Word`

_FRACTIONS = {  # what may stand over what in a printed ratio
    (Aspect.ACTUAL, Aspect.TARGET),
    (Aspect.ACTUAL, Aspect.WHOLE),
    (Aspect.PART, Aspect.ACTUAL),
    (Aspect.PART, Aspect.WHOLE),
}
_Pair = tuple[Declared, Declared]
CLEARLY = 8  # of strength: as much as the word beside the number


def match(mentions: list[Mention], declared: list[Declared]) -> tuple[list[Mention], list[Declared]]:
    """Bind the mentions that declared figures account for; returns all mentions, and the figures left over.

    A printed ratio matches a result and its plan (or whole) of one entry, both at once.
    """
    wanted = {id(item): _times(item) for item in declared}
    mentions = _match_overrides(mentions, declared, wanted)
    mentions = _match_ratios(mentions, declared, wanted)
    places, known = _by_token(mentions), _declared_by_token(declared)
    missing: list[Declared] = []
    for key, all_items in known.items():
        items = [item for item in all_items for _ in range(wanted[id(item)])]
        left = places.get(key, [])
        for index, item in _pairs(mentions, left, items):
            mentions[index] = mentions[index].bound(Bond.ROW, item)
            left.remove(index)
            _take(items, item)
        missing.extend(item for item in items if not _shared(item, mentions, key))
    for key, left in places.items():
        for index in left:
            told = [item for item in known.get(key, ()) if _again(mentions[index], item)]
            again = max(told, key=partial(strength, mentions[index]), default=None)
            if again is not None and not _rivalled(mentions[index], again, declared):
                mentions[index] = mentions[index].bound(Bond.SECOND, again)
    return _match_cells(mentions, declared, missing), missing


def _match_cells(mentions: list[Mention], declared: list[Declared], missing: list[Declared]) -> list[Mention]:
    """Bind bare numbers of a table whose row says in words what is counted, "triệu đồng" perhaps too."""
    for index, mention in enumerate(mentions):
        if mention.bond is not _UNBOUND or not mention.heading or mention.expression.unit:
            continue
        item = next(
            (
                item
                for item in declared
                if _bare(item) == mention.expression.text and (names(mention, item) or _headed(mention, item))
            ),
            None,
        )
        if item is not None:
            bond = Bond.ROW if item in missing else Bond.SECOND
            mentions[index] = mention.bound(bond, item)
            if item in missing:
                missing.remove(item)
    return mentions


def _headed(mention: Mention, item: Declared) -> bool:
    """Whether the headings of a cell give the unit in which a figure is declared: "(triệu đồng)", "%"."""
    quantity = item.observation.quantity
    if quantity.kind is Kind.PERCENT:
        return "%" in mention.heading
    unit = words(quantity.text.partition(" ")[2] or quantity.measure)
    return bool(unit) and unit <= words(mention.heading)


def _bare(item: Declared) -> str:
    """The digits of a declared figure as printed, without what is counted."""
    return item.observation.quantity.text.split(" ", 1)[0].removesuffix("%")


def _times(item: Declared) -> int:
    first = item.observation is item.entry.observations[0]
    return item.entry.mentions if first and item.entry.mentions is not None else 1


def meant(target: str, declared: Iterable[Declared]) -> Declared | None:
    """The figure that an override names: ``id`` or ``id.aspect``, the id of an entry or of its indicator."""
    name, _, aspect = target.partition(".")
    for item in declared:
        named = name in (item.entry.id, item.entry.indicator.id if item.entry.indicator else "")
        if named and aspect in ("", item.observation.aspect):
            return item
    return None


def _match_overrides(mentions: list[Mention], declared: list[Declared], wanted: dict[int, int]) -> list[Mention]:
    """Bind the numbers that the writer tied to a figure by hand, where they agree with it."""
    for index, mention in enumerate(mentions):
        if not mention.block.overrides:
            continue
        at = mention.expression
        ties = (tie.target for tie in mention.block.overrides if tie.start <= at.start and at.end <= tie.end)
        target = next(ties, None)
        item = meant(target, declared) if target is not None and mention.bond is _UNBOUND else None
        if item is not None and token(mention.quantity) == token(item.observation.quantity):
            mentions[index] = mention.bound(Bond.ROW if wanted[id(item)] else Bond.SECOND, item)
            wanted[id(item)] = max(0, wanted[id(item)] - 1)
    return mentions


def _match_ratios(mentions: list[Mention], declared: list[Declared], wanted: dict[int, int]) -> list[Mention]:
    """Bind the printed ratios; what they account for leaves ``wanted``. A ratio told again needs words for it."""
    if not any(mention.quantity.kind is _RATIO for mention in mentions):
        return mentions
    ratios: dict[tuple[Decimal, ...], list[_Pair]] = {}
    for pair in fractions(declared):
        ratios.setdefault(tuple(item.observation.quantity.value for item in pair), []).append(pair)
    for index, mention in enumerate(mentions):
        if mention.bond is not _UNBOUND or mention.quantity.kind is not _RATIO:
            continue
        pairs = ratios.get(mention.quantity.parts, [])
        if len(pairs) > 1:
            pairs.sort(key=lambda pair: -strength(mention, pair[0]))
        fresh = next((pair for pair in pairs if all(wanted[id(item)] for item in pair)), None)
        if fresh is not None:
            for item in fresh:
                wanted[id(item)] -= 1
            mentions[index] = mention.bound(Bond.ROW, fresh[0])
        elif pairs and points_to(mention, pairs[0][0]):
            mentions[index] = mention.bound(Bond.SECOND, pairs[0][0])
    return mentions


def fractions(declared: Iterable[Declared]) -> Iterator[_Pair]:
    """What may be printed as a ratio: two figures of one entry, the upper first."""
    for _, items in groupby(declared, key=lambda item: id(item.entry)):
        for over, under in permutations(items, 2):
            if (over.observation.aspect, under.observation.aspect) in _FRACTIONS:
                yield over, under


def _by_token(mentions: list[Mention]) -> dict[Token, list[int]]:
    found: dict[Token, list[int]] = {}
    for index, mention in enumerate(mentions):
        if mention.bond is _UNBOUND:
            found.setdefault(token(mention.quantity), []).append(index)
    return found


def _declared_by_token(declared: list[Declared]) -> dict[Token, list[Declared]]:
    found: dict[Token, list[Declared]] = {}
    for item in declared:
        found.setdefault(token(item.observation.quantity), []).append(item)
    return found


def _take(items: list[Declared], taken: Declared) -> None:
    """Take one figure out of a list, by what it is and not by what it is like."""
    for at, item in enumerate(items):
        if item is taken:
            del items[at]
            return


def _pairs(mentions: list[Mention], places: list[int], items: list[Declared]) -> list[tuple[int, Declared]]:
    """Strongest evidence first, then order of the text; a numeral in words binds only where words name the row."""
    if len(places) == 1 and len(items) == 1 and not mentions[places[0]].expression.spelled:
        return [(places[0], items[0])]
    scored = sorted(
        (-strength(mentions[index], item), at, index, order)
        for at, index in enumerate(places)
        for order, item in enumerate(items)
        if not mentions[index].expression.spelled or points_to(mentions[index], item)
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


def _again(mention: Mention, item: Declared) -> bool:
    return item.entry.mentions is None and points_to(mention, item)


def _rivalled(mention: Mention, again: Declared, declared: list[Declared]) -> bool:
    """Whether the words around a number name a row of another figure, and far more clearly than the row it repeats."""
    least = strength(mention, again) + CLEARLY
    mine, quantity, said = again.observation.quantity, mention.quantity, spoken(mention)
    return any(
        item.observation.quantity.kind is quantity.kind
        and item.observation.quantity.value != mine.value
        and item.entry is not again.entry
        and named(said, item)
        and strength(mention, item) >= least
        for item in declared
    )


def _shared(item: Declared, mentions: list[Mention], key: Token) -> bool:
    """Whether a printed figure that serves another row names this one too ("32 = 21 + 11", then "21 nhà × …").

    Percentages say nothing of what they count: each needs a print of its own.
    """
    if item.entry.mentions is not None or item.observation.quantity.kind is Kind.PERCENT:
        return False
    return any(
        mention.declared is not None
        and mention.declared.entry is not item.entry
        and mention.declared.observation.aspect is item.observation.aspect
        and token(mention.quantity) == key
        and names(mention, item)
        for mention in mentions
    )
