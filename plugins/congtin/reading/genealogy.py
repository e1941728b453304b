"""What must hold between the items of a catalogue: one owner for a name, known relatives, no circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from congtin.finding import Finding, Related
from congtin.indicator import Indicator
from congtin.organisation import Organisation
from congtin.reading.fields import Fields
from congtin.reading.problems import problem
from congtin.text import Place, nearest, squeeze

_RELATIVES = ("parent", "predecessors", "successors")
_LACKS = {"splices": "mà `predecessors` không có mã này"}
_FLOWS = ("inflows", "outflows")
_Item = TypeVar("_Item", Indicator, Organisation)


def check_names(
    items: Iterable[tuple[_Item, Fields]], problems: list[Finding], meet: Callable[[_Item, _Item], bool]
) -> None:
    """Report each id, name or alias that two items have; a name, not an id, may pass on between two that never meet."""
    owners: dict[str, list[tuple[_Item, Fields]]] = {}
    for item, fields in items:
        for index, spelling in enumerate(item.names):
            known = owners.setdefault(squeeze(spelling).casefold(), [])
            clash = next((pair for pair in known if pair[1] is not fields and (not index or meet(pair[0], item))), None)
            if clash is not None:
                key = ("id", "label" if fields.written("label") else "name")[index] if index < 2 else "aliases"
                problems.append(_same_name(fields.value_place(key), spelling, *clash))
            known.append((item, fields))


def _same_name(place: Place, spelling: str, owner: Indicator | Organisation, fields: Fields) -> Finding:
    return problem(
        "F28",
        place,
        f"“{spelling}” đã là tên của mục `{owner.id}`, nên không rõ bài viết nói đến mục nào.",
        "Xin mỗi tên chỉ dùng cho một mục; hai đơn vị mang cùng tên lần lượt thì ghi `valid_to` và `valid_from`.",
        related=[Related(fields.place("id"), f"mục `{owner.id}`")],
    )


def check_flows(items: list[tuple[Indicator, Fields]], problems: list[Finding]) -> None:
    """Report flows of a stock that are not known."""
    known = [item.id for item, _ in items]
    for item, fields in items:
        for key in _FLOWS:
            problems += (_unknown(fields, key, name, known) for name in getattr(item, key) if name not in known)


def check_relatives(items: list[tuple[Organisation, Fields]], problems: list[Finding]) -> None:
    """Report parents, predecessors and successors that are not known, and bodies that stand above themselves."""
    known = {item.id: item for item, _ in items}
    for item, fields in items:
        for key in _RELATIVES:
            value = getattr(item, key)
            for relative in (value,) if isinstance(value, str) else value or ():
                if relative not in known:
                    problems.append(_unknown(fields, key, relative, known))
        problems += (_unknown(fields, "splices", name, item.predecessors) for name in _strangers(item))
        circle = list(_circle(item, known))
        if circle:
            problems.append(
                problem(
                    "F28",
                    fields.value_place("parent"),
                    f"Theo `parent` thì `{item.id}` là cấp trên của chính mình: {' → '.join(circle)}.",
                    "Xin xem lại `parent` của các đơn vị này.",
                )
            )


def _strangers(item: Organisation) -> Iterator[str]:
    """Bodies whose figures it shall continue, but which did not precede it."""
    return (name for name in item.splices if name not in item.predecessors)


def _unknown(fields: Fields, key: str, relative: str, known: Iterable[str]) -> Finding:
    near = nearest(relative, known)
    return problem(
        "F28",
        fields.value_place(key),
        f"`{key}` ghi `{relative}`, {_LACKS.get(key, 'danh mục chưa có mã này')}."
        + (f" Có phải là `{near}`?" if near else ""),
        "Xin sửa mã, hoặc thêm mục ấy vào danh mục.",
    )


def _circle(item: Organisation, known: dict[str, Organisation]) -> Iterator[str]:
    """The ids from an item up to itself; nothing when it is not its own superior."""
    path, seen = [item.id], {item.id}
    above = item.parent
    while above in known and above not in seen:
        path.append(above)
        seen.add(above)
        above = known[above].parent
    if above == item.id:
        yield from (*path, item.id)
