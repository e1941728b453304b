"""What was read from a row: indicator, period, figures with their printed places, and what must hold between them."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.checks.binding import Binding
from congtin.mention import Mention
from congtin.observation import Aspect, Entry, Observation, Relation, RelationKind, Verdict

ASPECTS = {
    Aspect.ACTUAL: "thực hiện",
    Aspect.TARGET: "kế hoạch",
    Aspect.PERCENT: "so với kế hoạch",
    Aspect.PREVIOUS: "cùng kỳ, kỳ trước",
    Aspect.CHANGE: "mức tăng, giảm",
    Aspect.PART: "phần",
    Aspect.WHOLE: "số chung",
    Aspect.EACH: "mức cho mỗi",
}
VERDICTS = {Verdict.MET: "đạt", Verdict.EXCEEDED: "vượt", Verdict.MISSED: "chưa đạt"}
RELATIONS = {
    RelationKind.PERCENT: "{0} / {1} = {2}",
    RelationKind.EXCEEDS: "{0} / {1} − 100% = {2}",
    RelationKind.SHARE: "{0} / {1} = {2}",
    RelationKind.SUBSET: "{1} nằm trong {0}",
    RelationKind.GROWTH: "từ {1} đến {0} là {2}",
}


def row_lines(entry: Entry, binding: Binding) -> Iterator[str]:
    """The lines on one entry, its place first."""
    yield f"{entry.place.line}:{entry.place.column} Dòng số liệu “{entry.label}”"
    yield f"  Chỉ tiêu: {_indicator(entry)}."
    first = entry.observations[0] if entry.observations else None
    if first is not None:
        period = first.period.label if first.period else "chưa khai"
        yield f"  Đơn vị: {first.organisation or 'chưa khai'}. Kỳ: {period}."
    if entry.verdict:
        yield f"  Nhận định: {VERDICTS[entry.verdict]} chỉ tiêu."
    if entry.absent:
        yield "  “Không có”: bằng 0, nói bằng lời."
    for item in entry.observations:
        yield f"  {_figure(item)}: {_printed(entry, item, binding)}."
    for relation in entry.relations:
        yield f"  Phải khớp: {_relation(entry, relation)}."


def _indicator(entry: Entry) -> str:
    known = entry.indicator
    return f"{known.label} (`{known.id}` trong danh mục)" if known else "dùng riêng trong bài này"


def _figure(item: Observation) -> str:
    label = f" ({item.label})" if item.label else ""
    measure = f" {item.quantity.measure}" if item.quantity.measure else ""
    return f"{ASPECTS[item.aspect]}{label} {item.quantity.said}{measure}"


def _printed(entry: Entry, item: Observation, binding: Binding) -> str:
    lines = sorted({mention.place.line for mention in binding.mentions if _tells(mention, entry, item)})
    if lines:
        return f"trong bài ở dòng {', '.join(map(str, lines))}"
    if any(missing.observation is item for missing in binding.missing):
        return "trong bài không thấy"
    return "trong bài không in riêng, các số khác của dòng giữ nó"


def _tells(mention: Mention, entry: Entry, item: Observation) -> bool:
    """Whether a mention tells this figure: bound to it, or a ratio of its row with its value in it."""
    declared = mention.declared
    if declared is None or declared.entry is not entry:
        return False
    return declared.observation is item or item.quantity.value in mention.quantity.parts


def _relation(entry: Entry, relation: Relation) -> str:
    said = [entry.observations[index].quantity.said for index in relation.members]
    if relation.kind is RelationKind.SUM:
        return f"{' + '.join(said[1:])} = {said[0]}"
    if relation.kind is RelationKind.PRODUCT:
        terms = (f"{count} × {each}" for count, each in zip(said[1::2], said[2::2], strict=True))
        return f"{' + '.join(terms)} = {said[0]}"
    return RELATIONS[relation.kind].format(*said)
