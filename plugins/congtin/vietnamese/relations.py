"""Relations: which figures of a report phrase must agree with which."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.observation import Aspect, Relation, RelationKind
from congtin.quantity import Kind
from congtin.vietnamese.cues import Sign
from congtin.vietnamese.equations import Equation
from congtin.vietnamese.figures import Draft

_ACTUAL, _TARGET, _PERCENT, _CHANGE = Aspect.ACTUAL, Aspect.TARGET, Aspect.PERCENT, Aspect.CHANGE  # see `Word`
_MAIN = (_ACTUAL, _TARGET)


def relate(drafts: list[Draft], equations: tuple[Equation, ...]) -> tuple[Relation, ...]:
    """The relations of the drafts, members as indices into them."""
    if len(drafts) < 2:
        return ()
    place = {id(draft): index for index, draft in enumerate(drafts)}
    found = [*_percentages(drafts), *_growth(drafts), *_lists(drafts), *_sums(drafts, equations)]
    found += _products(drafts, equations)
    relations = [Relation(kind, tuple([place[id(draft)] for draft in members])) for kind, members in found]
    return tuple(dict.fromkeys(relations) if len(relations) > 1 else relations)


def partner(drafts: list[Draft], of: Draft, aspect: Aspect) -> Draft | None:
    """The figure of an aspect that belongs to another: of the same clause, else the nearest alike."""
    found = [draft for draft in drafts if draft.aspect is aspect and draft is not of and draft.alike(of)]
    if len(found) < 2:
        return found[0] if found else None
    same = [draft for draft in found if draft.clause is of.clause]
    if same:
        return same[0]
    return min(found, key=lambda draft: abs(draft.start - of.start), default=None)


def _percentages(drafts: list[Draft]) -> Iterator[tuple[RelationKind, list[Draft]]]:
    for draft in drafts:
        if draft.share and draft.count is not None:
            whole = draft.count.whole or partner(drafts, draft.count, Aspect.WHOLE)
            if whole is not None and whole.kind is draft.count.kind and whole.alike(draft.count):
                yield RelationKind.SHARE, [draft.count, whole, draft]
        elif draft.aspect is _PERCENT:
            actual = _actual(drafts, draft)
            target = partner(drafts, actual, _TARGET) if actual else None
            if actual is not None and target is not None:
                yield RelationKind.EXCEEDS if draft.over else RelationKind.PERCENT, [actual, target, draft]


def _actual(drafts: list[Draft], percent: Draft) -> Draft | None:
    """The result that a percentage of plan is said of: the nearest in front that has a plan, else behind."""
    results = [draft for draft in drafts if draft.aspect is _ACTUAL and partner(drafts, draft, _TARGET) is not None]
    ahead = [draft for draft in results if draft.start < percent.start]
    return ahead[-1] if ahead else next(iter(results), None)


def _growth(drafts: list[Draft]) -> Iterator[tuple[RelationKind, list[Draft]]]:
    for change in drafts:
        if change.aspect is not _CHANGE or change.kind not in (Kind.COUNT, Kind.MONEY, Kind.PERCENT):
            continue
        base_aspect = _TARGET if change.over else Aspect.PREVIOUS
        for base in drafts:
            if base.aspect is not base_aspect or not (change.kind is Kind.PERCENT or change.alike(base)):
                continue
            actual = partner(drafts, base, _ACTUAL)
            if actual is not None:
                ratio = change.label.startswith("bằng")
                yield RelationKind.SHARE if ratio else RelationKind.GROWTH, [actual, base, change]
                break


def _lists(drafts: list[Draft]) -> Iterator[tuple[RelationKind, list[Draft]]]:
    if not any(draft.listed for draft in drafts):
        return
    for whole in drafts:
        if whole.aspect is Aspect.WHOLE and whole.listed is Sign.OUT_OF:
            part = next(
                (d for d in reversed(drafts) if d.aspect in _MAIN and d.start < whole.start and d.alike(whole)), None
            )
            yield from [(RelationKind.SUBSET, [whole, part])] if part else []
        parts = [
            d for d in drafts if d.whole is whole and d.listed and d.aspect is Aspect.PART and d.kind is whole.kind
        ]
        for sign in dict.fromkeys(part.listed for part in parts):
            members = [part for part in parts if part.listed is sign]
            alike = all(part.alike(whole) for part in members)
            complete = sign is Sign.COMPLETE and alike
            if complete or (sign in (Sign.COMPLETE, Sign.OPEN) and _adds_up(whole, members)):
                yield RelationKind.SUM, [whole, *members]
            else:
                yield from ((RelationKind.SUBSET, [whole, part]) for part in members if part.alike(whole))


def _adds_up(whole: Draft, parts: list[Draft]) -> bool:
    """Brackets, and lists of other nouns ("67 bằng khen, gồm 42 tập thể, 25 cá nhân"), are complete if they add up."""
    exact = all(draft.quantity.modifier is None for draft in [whole, *parts])
    return len(parts) > 1 and exact and sum(part.quantity.value for part in parts) == whole.quantity.value


def _sums(drafts: list[Draft], equations: tuple[Equation, ...]) -> Iterator[tuple[RelationKind, list[Draft]]]:
    first = {draft.clause: draft for draft in reversed(drafts)} if equations else {}
    for equation in equations:
        total = _of(drafts, equation.total) or _parent(drafts, equation)
        parts = [first[part] for part in equation.parts if part in first]
        if total is not None and parts and all(part.kind is total.kind for part in parts):
            yield RelationKind.SUM, [total, *parts]


def _products(drafts: list[Draft], equations: tuple[Equation, ...]) -> Iterator[tuple[RelationKind, list[Draft]]]:
    """Products written with "×", and those told by "mỗi": every count with its amount for one gives the total."""
    pairs = [(draft.count, draft) for draft in drafts if draft.count is not None and draft.aspect is Aspect.EACH]
    if not pairs:
        return
    amount = pairs[0][1]
    written = [equation for equation in equations if equation.pairs]
    total = next(
        (found for equation in written if (found := _of(drafts, equation.total) or _parent(drafts, equation))), None
    )
    if total is None:
        totals = [draft for draft in drafts if draft.aspect in _MAIN and draft.kind is amount.kind]
        counts = [count for count, _ in pairs]
        totals = [draft for draft in totals if draft not in counts]
        total = totals[0] if len(totals) == 1 else None
    if total is not None and all(each.kind is total.kind for _, each in pairs):
        yield RelationKind.PRODUCT, [total, *(draft for pair in pairs for draft in pair)]


def _of(drafts: list[Draft], clause: object) -> Draft | None:
    return next((draft for draft in drafts if draft.clause is clause), None) if clause is not None else None


def _parent(drafts: list[Draft], equation: Equation) -> Draft | None:
    """The total in front of a bracket that holds only the terms."""
    first = equation.clauses[0]
    return _of(drafts, first.parent) if equation.total is None and first.opener is Sign.OPEN else None
