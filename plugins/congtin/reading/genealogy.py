"""What must hold between the items of a catalogue: one owner for a name, known relatives, no circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congtin.finding import Finding, Related
from congtin.organisation import Organisation
from congtin.reading.fields import Fields
from congtin.reading.problems import problem
from congtin.text import nearest, squeeze

_RELATIVES = ("parent", "predecessors", "successors")


def check_names(items: Iterable[tuple[str, tuple[str, ...], Fields]], problems: list[Finding]) -> None:
    """Report each id, name or alias that two items have; ``items`` are ids, names (the id first) and their fields."""
    owners: dict[str, tuple[str, Fields]] = {}
    for name, names, fields in items:
        for index, spelling in enumerate(names):
            owner, place = owners.setdefault(squeeze(spelling).casefold(), (name, fields))
            if place is not fields:
                key = ("id", "label" if fields.written("label") else "name")[index] if index < 2 else "aliases"
                problems.append(
                    problem(
                        "F28",
                        fields.value_place(key),
                        f"“{spelling}” đã là tên của mục `{owner}`, nên không rõ bài viết nói đến mục nào.",
                        "Xin mỗi tên chỉ dùng cho một mục.",
                        related=[Related(place.place("id"), f"mục `{owner}`")],
                    )
                )


def check_relatives(items: list[tuple[Organisation, Fields]], problems: list[Finding]) -> None:
    """Report parents, predecessors and successors that are not known, and bodies that stand above themselves."""
    known = {item.id: item for item, _ in items}
    for item, fields in items:
        for key in _RELATIVES:
            value = getattr(item, key)
            for relative in (value,) if isinstance(value, str) else value or ():
                if relative not in known:
                    problems.append(_unknown(fields, key, relative, known))
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


def _unknown(fields: Fields, key: str, relative: str, known: Iterable[str]) -> Finding:
    near = nearest(relative, known)
    return problem(
        "F28",
        fields.value_place(key),
        f"`{key}` ghi `{relative}`, danh mục chưa có mã này." + (f" Có phải là `{near}`?" if near else ""),
        "Xin sửa mã, hoặc thêm đơn vị ấy vào danh mục.",
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
