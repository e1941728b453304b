"""The long form of an entry: one key for each aspect, values printed as in a report."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Items
from decimal import Decimal
from functools import lru_cache

from congtin.finding import Finding
from congtin.indicator import Indicator, IndicatorKind
from congtin.observation import Aspect, Entry, Relation, RelationKind
from congtin.quantity import Kind, Quantity
from congtin.reading.entries import OPTIONS, Setting, doubts, observe, read_phrase, with_options
from congtin.reading.fields import Fields
from congtin.reading.indicators import read_indicator
from congtin.reading.keys import Key, KeyTable, Shape
from congtin.reading.metrics_problems import problem
from congtin.reading.nodes import Mapping, Node, Scalar, Sequence
from congtin.text import Passage, squeeze
from congtin.values import dataclass, replace
from congtin.vietnamese.clauses import Clause
from congtin.vietnamese.cues import Sign
from congtin.vietnamese.figures import Draft
from congtin.vietnamese.relations import relate
from congtin.vietnamese.rows import Figure, RowReading

ENTRY = KeyTable(
    (
        Key("indicator", spellings=("chỉ tiêu",)),
        Key("label", spellings=("tên", "tên chỉ tiêu", "nội dung")),
        Key("actual", spellings=("thực hiện", "kết quả", "đã thực hiện")),
        Key("target", spellings=("kế hoạch", "mục tiêu", "chỉ tiêu giao")),
        Key("percent", spellings=("tỷ lệ", "tỉ lệ", "phần trăm")),
        Key("previous", spellings=("cùng kỳ", "kỳ trước", "năm trước")),
        Key("change", spellings=("tăng giảm", "tăng, giảm", "so cùng kỳ", "so với cùng kỳ")),
        Key("parts", Shape.TREE, ("gồm", "các phần")),
        Key("of", spellings=("trong tổng số", "tổng số")),
        Key("each", spellings=("mỗi phần", "mức", "đơn giá")),
        Key("measure", spellings=("đơn vị tính", "đvt")),
        *OPTIONS,
    )
)
_ASPECTS = {
    "actual": Aspect.ACTUAL,
    "target": Aspect.TARGET,
    "percent": Aspect.PERCENT,
    "previous": Aspect.PREVIOUS,
    "change": Aspect.CHANGE,
    "of": Aspect.WHOLE,
    "each": Aspect.EACH,
}
_MAIN = (Aspect.ACTUAL, Aspect.TARGET)
_BOUND = frozenset({Aspect.PART, Aspect.EACH, Aspect.WHOLE})  # what needs to know its whole or its count
_COUNT = Kind.COUNT  # see `Word`
_MANY = frozenset({"actual", "target"})  # may hold two figures told apart by measure
_TAKEN = {  # what a phrase may say by itself below a key
    "actual": {Aspect.ACTUAL},
    "target": {Aspect.ACTUAL, Aspect.TARGET},
    "percent": {Aspect.ACTUAL, Aspect.PERCENT},
    "change": {Aspect.ACTUAL, Aspect.CHANGE},
    "previous": {Aspect.ACTUAL, Aspect.PREVIOUS},
    "of": {Aspect.ACTUAL, Aspect.WHOLE},
    "each": {Aspect.ACTUAL, Aspect.EACH},
}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure and the passage it stands in."""

    figure: Figure
    passage: Passage


def read_long_entry(mapping: Mapping, setting: Setting, problems: list[Finding]) -> Entry | None:
    """The entry of a mapping with keys of its own; None when it names nothing or holds no figure."""
    fields = Fields(mapping, ENTRY, mapping.place, problems)
    setting = setting.narrowed(fields, problems)
    name = fields.scalar("indicator") or fields.scalar("label")
    if name is None:
        if not (fields.written("indicator") or fields.written("label")):
            message = "Mục số liệu này chưa có tên chỉ tiêu."
            problems.append(problem("F42", mapping.place, message, "Xin thêm dòng `indicator: tên chỉ tiêu`."))
        return None
    indicator = read_indicator(name, setting.catalogue, problems)
    before = len(problems)
    phrases = replace(setting, as_target=False) if setting.as_target else setting
    placed = _figures(fields, indicator, phrases, problems)
    measure = next((item.figure.quantity.measure for item in placed if item.figure.aspect in _MAIN), "")
    parts = fields.node("parts")
    if parts is not None:
        placed += _parts(parts, indicator, phrases, measure or fields.text("measure"), problems)
    if not placed:
        if len(problems) == before:
            message = f"Mục “{squeeze(name.text)}” chưa có số liệu."
            remedy = "Xin thêm `actual` (thực hiện) hoặc `target` (kế hoạch)."
            problems.append(problem("F42", mapping.place, message, remedy))
        return None
    placed = _measured(placed, fields.text("measure"))
    figures = [item.figure for item in placed]
    if setting.as_target:
        _no_results(fields, problems)
    _no_bare_percent(fields, indicator, problems)
    entry = Entry(
        label=fields.text("label") or squeeze(name.text),
        place=mapping.place,
        label_place=name.place,
        observations=tuple(observe(item.figure, indicator, item.passage, setting) for item in placed),
        relations=_relations(figures),
        indicator=indicator if indicator.id else None,
        basis=setting.basis,
    )
    return with_options(entry, fields, problems)


def _figures(fields: Fields, indicator: Indicator, setting: Setting, problems: list[Finding]) -> list[_Placed]:
    placed: list[_Placed] = []
    for key in _ASPECTS:
        scalar = fields.scalar(key)
        if scalar is not None:
            placed += _value(key, scalar, indicator, setting, problems)
    return placed


def _value(key: str, scalar: Scalar, indicator: Indicator, setting: Setting, problems: list[Finding]) -> list[_Placed]:
    reading = read_phrase(scalar.text, indicator, setting)
    found = doubts(reading.doubts, indicator.label, scalar.passage, bool(reading.figures)) if reading.doubts else []
    problems.extend(found)
    wrong = _misfit(key, reading)
    if wrong and not found:
        text = squeeze(scalar.text)
        problems.append(
            problem(
                "F39",
                scalar.place,
                f"`{key}` {wrong}; ở đây ghi “{text}”.",
                "Xin ghi mỗi số vào khóa của nó, hoặc viết cả mục thành một dòng như trong báo cáo.",
            )
        )
    return [] if wrong else [_Placed(_as(key, figure), scalar.passage) for figure in reading.figures]


def _misfit(key: str, reading: RowReading) -> str:
    """Why what was read does not belong under the key; empty when it does."""
    if not reading.figures:
        return "cần một con số"
    if len(reading.figures) > 1 and key not in _MANY:
        return "chỉ nhận một con số"
    if any(figure.aspect not in _TAKEN[key] for figure in reading.figures):
        return "không nhận loại số này"
    if key == "percent" and reading.figures[0].quantity.kind not in (Kind.PERCENT, Kind.COUNT):
        return "cần một tỷ lệ phần trăm"
    return ""


def _as(key: str, figure: Figure) -> Figure:
    if figure.aspect is not _ASPECTS[key]:
        figure = Figure(_ASPECTS[key], figure.quantity, figure.start, figure.end, figure.label, figure.period)
    if key == "percent" and figure.quantity.kind is Kind.COUNT:  # "percent: 120" can mean nothing else
        return replace(figure, quantity=replace(figure.quantity, kind=Kind.PERCENT))
    if key == "change" and not figure.label:
        return replace(figure, label="giảm" if figure.quantity.value < 0 else "tăng")
    return figure


def _parts(
    node: Node, indicator: Indicator, setting: Setting, measure: str, problems: list[Finding]
) -> Iterator[_Placed]:
    """Parts as "label: number" pairs, or as phrases ("223 tài chính"); they are counted as the whole is."""
    pairs = list(_labelled(node))
    for label, scalar in pairs:
        reading = read_phrase(scalar.text, indicator, setting)
        problems.extend(doubts(reading.doubts, label or indicator.label, scalar.passage, bool(reading.figures)))
        for figure in reading.figures:
            quantity, words = figure.quantity, [label, figure.label]
            if quantity.kind is Kind.COUNT and quantity.measure.casefold() != measure.casefold():
                words.insert(1, quantity.measure)
                quantity = replace(quantity, measure=measure)
            said = " ".join(filter(None, words))
            yield _Placed(replace(figure, aspect=Aspect.PART, quantity=quantity, label=said), scalar.passage)
    if not pairs:
        message = "`parts` cần các phần, mỗi phần một tên và một số."
        problems.append(problem("F39", node.place, message, "Xin viết mỗi phần một dòng: `tài chính: 223`."))


def _labelled(node: Node) -> Iterator[tuple[str, Scalar]]:
    """The texts below `parts`, each with its key; lists may hold either form."""
    if isinstance(node, Scalar):
        yield "", node
    elif isinstance(node, Mapping):
        for pair in node.pairs:
            if isinstance(pair.value, Scalar):
                yield squeeze(pair.key.text), pair.value
    elif isinstance(node, Sequence):
        for item in node.items:
            if not isinstance(item, Sequence):
                yield from _labelled(item)


def _measured(placed: list[_Placed], measure: str) -> list[_Placed]:
    """Counts without a noun of their own get the entry's."""
    counts = [item for item in placed if item.figure.quantity.kind is _COUNT]
    measure = measure or next((it.figure.quantity.measure for it in counts if it.figure.quantity.measure), "")
    if not measure:
        return placed
    return [_with_measure(item, measure) for item in placed]


def _with_measure(item: _Placed, measure: str) -> _Placed:
    quantity = item.figure.quantity
    if quantity.kind is not _COUNT or quantity.measure or item.figure.aspect is Aspect.EACH:
        return item
    return _Placed(replace(item.figure, quantity=replace(quantity, measure=measure)), item.passage)


def _drafts(figures: list[Figure]) -> list[Draft]:
    """The figures as the relations' builder takes them: complete parts, a share of `of`, `each` for the count."""
    drafts = [
        Draft(figure.aspect, figure.quantity, at, at, Clause([]), label=figure.label, over=figure.label == "vượt")
        for at, figure in enumerate(figures)
    ]
    aspects = [draft.aspect for draft in drafts]
    main = next((draft for draft in drafts if draft.aspect in _MAIN), None)
    count = next((draft for draft in drafts if draft.aspect is Aspect.ACTUAL and draft.kind is Kind.COUNT), main)
    shared = Aspect.WHOLE in aspects and Aspect.TARGET not in aspects
    for draft in drafts:
        if draft.aspect is Aspect.PART:
            draft.whole, draft.listed = main, Sign.COMPLETE if aspects.count(Aspect.PART) > 1 else Sign.AMONG
        elif draft.aspect is Aspect.EACH:
            draft.count = count
        elif draft.aspect is Aspect.PERCENT and shared:
            draft.share, draft.count = True, main
    return drafts


@lru_cache(1024)  # most entries are a result, its plan and the share of it
def _plain_relations(forms: tuple[tuple[Aspect, Kind, str, str], ...]) -> tuple[Relation, ...]:
    """Of figures that need not know one another, each by its aspect, kind, measure and label: numbers say nothing."""
    figures = [Figure(form[0], Quantity("", form[1], Decimal(0), measure=form[2]), 0, 0, form[3]) for form in forms]
    return relate(_drafts(figures), ())


def _relations(figures: Items[Figure]) -> tuple[Relation, ...]:
    aspects = [figure.aspect for figure in figures]
    if _BOUND.isdisjoint(aspects):
        return _plain_relations(tuple([(it.aspect, it.quantity.kind, it.quantity.measure, it.label) for it in figures]))
    relations = relate(_drafts(list(figures)), ())
    if Aspect.WHOLE in aspects and Aspect.PERCENT not in aspects and Aspect.ACTUAL in aspects:
        members = (aspects.index(Aspect.WHOLE), aspects.index(Aspect.ACTUAL))
        relations += (Relation(RelationKind.SUBSET, members),)
    return relations


def _no_results(fields: Fields, problems: list[Finding]) -> None:
    """Design contract: a result in a table of targets is an error."""
    for key in ("actual", "percent", "previous", "change"):
        if fields.node(key) is not None:
            problems.append(
                problem(
                    "F36",
                    fields.place(key),
                    f"Nhóm này là chỉ tiêu kế hoạch (`as: target`), nhưng mục này có `{key}`.",
                    "Xin ghi số kế hoạch vào `target`, hoặc chuyển mục này sang nhóm không có `as: target`.",
                )
            )


def _no_bare_percent(fields: Fields, indicator: Indicator, problems: list[Finding]) -> None:
    """A share's percentage is its result; under `percent` it would read as a share of a plan."""
    if indicator.kind is not IndicatorKind.SHARE:
        return
    if fields.node("percent") is not None and fields.node("target") is None and fields.node("of") is None:
        problems.append(
            problem(
                "F38",
                fields.place("percent"),
                f"“{indicator.label}” là chỉ tiêu dạng tỷ lệ: con số phần trăm là kết quả thực hiện,"
                " không phải tỷ lệ so với kế hoạch.",
                "Xin ghi `actual` thay cho `percent`; nếu đúng là tỷ lệ so với kế hoạch, xin ghi thêm `target`.",
            )
        )
