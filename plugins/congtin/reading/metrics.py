"""`metrics:` to groups of entries: rows as in a report, groups under one caption, long entries."""

from __future__ import annotations

from datetime import date

from congtin.catalogue import Catalogue
from congtin.finding import Finding, Related
from congtin.observation import Aspect, Entry, Group, Observation
from congtin.period import Period
from congtin.reading.entries import BASIS, ORGANISATION, PERIOD, ROW, Setting, read_row_entry
from congtin.reading.fields import Fields, unknown_key
from congtin.reading.keys import Key, KeyTable, Shape
from congtin.reading.long_entries import ENTRY, read_long_entry
from congtin.reading.metrics_problems import FORMS, problem
from congtin.reading.nodes import Mapping, Node, Pair, Scalar, Sequence
from congtin.text import Place, nearest, squeeze
from congtin.values import replace

GROUP = KeyTable(
    (
        Key("title", spellings=("tiêu đề", "tên bảng", "bảng")),
        PERIOD,
        ORGANISATION,
        BASIS,
        Key("as", spellings=("loại",)),
        Key("rows", Shape.TREE, ("các dòng", "dòng"), required=True),
    )
)
_GROUP_ONLY = frozenset({"title", "as", "rows"})
_AS_TARGET = frozenset({"target", "kế hoạch", "chỉ tiêu", "mục tiêu"})


def read_metrics(
    node: Node,
    *,
    catalogue: Catalogue,
    organisation: str,
    period: Period | None,
    as_of: date | None,
    key_place: Place,
) -> tuple[tuple[Group, ...], tuple[Finding, ...]]:
    """The groups of entries below `metrics:`, and what is to be mended.

    Rows outside a group stand in groups without a title, in the order written. ``organisation`` (a
    catalogue id or printed name), ``period`` and ``as_of`` hold for entries that name none of their own.
    """
    problems: list[Finding] = []
    if not isinstance(node, Sequence):
        message = "`metrics` cần một danh sách các dòng số liệu."
        problems.append(problem("F30", key_place, message, f"Xin viết mỗi dòng “- chỉ tiêu: số liệu”, như {FORMS}."))
        return (), tuple(problems)
    setting = Setting(catalogue, organisation, period, as_of)
    groups: list[Group] = []
    loose: list[Entry] = []

    def gather() -> None:
        if loose:
            groups.append(Group("", tuple(loose)))
            loose.clear()

    for item in node.items:
        if isinstance(item, Mapping) and _is_group(item):
            gather()
            groups.append(_group(item, setting, problems))
        else:
            loose.extend(_entries(item, setting, problems))
    gather()
    problems += _repeated(groups)
    return tuple(groups), tuple(sorted(problems, key=lambda finding: finding.order))


def _is_group(item: Mapping) -> bool:
    names = {key.name for pair in item.pairs if (key := GROUP.find(pair.key.text))}
    return bool(names & _GROUP_ONLY)


def _group(item: Mapping, setting: Setting, problems: list[Finding]) -> Group:
    fields = Fields(item, GROUP, item.place, problems)
    setting = setting.narrowed(fields, problems)
    setting = replace(setting, as_target=_as_target(fields.scalar("as"), problems))
    entries: list[Entry] = []
    for row in fields.items("rows"):
        if isinstance(row, Mapping) and _is_group(row):
            message = "Trong một nhóm không lồng nhóm khác."
            problems.append(problem("F34", row.place, message, "Xin đưa nhóm này ra ngang hàng với nhóm đang chứa nó."))
        else:
            entries.extend(_entries(row, setting, problems))
    if isinstance(fields.node("rows"), Sequence) and not fields.items("rows"):
        message = "Nhóm này chưa có dòng số liệu nào đọc được."
        problems.append(problem("F34", fields.place("rows"), message, "Xin thêm dòng vào `rows`, hoặc bỏ cả nhóm."))
    period = setting.period if fields.node("period") is not None else None
    organisation = setting.organisation if fields.node("organisation") is not None else ""
    return Group(fields.text("title"), tuple(entries), period, organisation, setting.basis, setting.as_target)


def _as_target(scalar: Scalar | None, problems: list[Finding]) -> bool:
    if scalar is None:
        return False
    text = squeeze(scalar.text)
    if text.casefold() in _AS_TARGET:
        return True
    near = nearest(text, _AS_TARGET)
    hint = f" Có phải là `{near}`?" if near else ""
    message = f"`as: {text}` chưa có nghĩa.{hint}"
    remedy = "Xin ghi `as: target` cho bảng chỉ tiêu kế hoạch, hoặc bỏ dòng này."
    problems.append(problem("F35", scalar.place, message, remedy))
    return False


def _entries(item: Node, setting: Setting, problems: list[Finding]) -> list[Entry]:
    """The entry of an item: none when it could not be read, several when rows share one dash."""
    if isinstance(item, Scalar):
        message = f"Dòng “{squeeze(item.text)}” thiếu tên chỉ tiêu hoặc thiếu dấu hai chấm."
        problems.append(problem("F31", item.place, message, f"Xin viết “- chỉ tiêu: số liệu”, như {FORMS}."))
        return []
    if isinstance(item, Sequence):
        message = "Ở đây cần một dòng số liệu, không phải một danh sách."
        problems.append(problem("F31", item.place, message, "Xin viết mỗi dòng “- chỉ tiêu: số liệu”."))
        return []
    rows = [pair for pair in item.pairs if ENTRY.find(pair.key.text) is None]
    if not rows:
        entry = read_long_entry(item, setting, problems)
        return [entry] if entry else []
    if _is_long(item, rows):
        problems.extend(unknown_key(pair.key, ENTRY) for pair in rows)
        known = tuple(pair for pair in item.pairs if pair not in rows)
        entry = read_long_entry(Mapping(known, item.place), setting, problems)
        return [entry] if entry else []
    options = Mapping(tuple(pair for pair in item.pairs if pair not in rows), item.place)
    slips = [row for row in rows[1:] if nearest(row.key.text, ROW.spellings)]
    problems.extend(unknown_key(slip.key, ROW) for slip in slips)
    rows = [row for row in rows if row not in slips]
    if len(rows) > 1:
        problems.append(_shared_dash(rows))
        options = Mapping((), item.place)
    found = [read_row_entry(row, options, setting, problems) for row in rows]
    return [entry for entry in found if entry]


def _is_long(item: Mapping, rows: list[Pair]) -> bool:
    """Whether unknown keys are slips in a long entry (which names its indicator or an aspect), not rows."""
    known = {key.name for pair in item.pairs if (key := ENTRY.find(pair.key.text))}
    return bool(known - {key.name for key in ROW.keys})


def _shared_dash(rows: list[Pair]) -> Finding:
    return problem(
        "F43",
        rows[1].key.place,
        f"“{squeeze(rows[1].key.text)}” nằm chung gạch đầu dòng với “{squeeze(rows[0].key.text)}”.",
        "Xin thêm “- ” ở đầu dòng này để thành một dòng số liệu riêng.",
        related=[Related(rows[0].key.place, "dòng trên")],
    )


# --- what is declared twice ---

_Key = tuple[object, ...]
_LABELLED = (Aspect.PART, Aspect.EACH, Aspect.ACTUAL, Aspect.WHOLE)


def _repeated(groups: list[Group]) -> list[Finding]:
    first: dict[_Key, Observation] = {}
    ids: dict[str, Entry] = {}
    found: list[Finding] = []
    for entry in (entry for group in groups for entry in group.entries):
        if entry.id and ids.setdefault(entry.id, entry) is not entry:
            other = ids[entry.id]
            message = f"Mã `{entry.id}` đã dùng cho “{other.label}” (dòng {other.place.line})."
            related = [Related(other.place, "dòng mang mã này")]
            remedy = "Xin ghi mã khác cho một trong hai dòng."
            found.append(problem("F41", entry.place, message, remedy, related=related))
        own = {_key(item): item for item in entry.observations}
        twice = next((item for key, item in own.items() if key in first), None)
        if twice is not None:
            found.append(_declared_twice(entry, twice, first[_key(twice)]))
        for key, item in own.items():
            first.setdefault(key, item)
    return found


def _key(item: Observation) -> _Key:
    label = item.label.casefold() if item.aspect in _LABELLED else ""
    period = (item.period.kind, item.period.first, item.period.last, item.period.each_year) if item.period else None
    measure = item.quantity.measure.casefold()
    return (item.indicator.casefold(), item.organisation, period, item.aspect, item.quantity.kind, measure, label)


def _declared_twice(entry: Entry, item: Observation, other: Observation) -> Finding:
    name = entry.indicator.label if entry.indicator else entry.label
    return problem(
        "F37",
        item.place,
        f"“{name}” của cùng đơn vị, cùng kỳ đã khai báo ở dòng {other.place.line}: ở đó ghi {other.quantity.said},"
        f" ở đây ghi {item.quantity.said}.",
        "Xin giữ một dòng; nếu khác kỳ, khác đơn vị hoặc khác nội dung, xin ghi rõ `period`, `organisation` hoặc tên.",
        related=[Related(other.place, f"ở đây ghi {other.quantity.said}")],
    )
