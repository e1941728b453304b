"""The catalogue files: indicators.yaml and organisations.yaml to a catalogue, by their schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from congtin.catalogue import Catalogue
from congtin.finding import Finding
from congtin.indicator import Indicator, IndicatorKind
from congtin.organisation import Level, Organisation, Term
from congtin.reading import moments
from congtin.reading.characters import check_characters
from congtin.reading.fields import Fields
from congtin.reading.files import read_source, walk
from congtin.reading.genealogy import check_flows, check_names, check_relatives
from congtin.reading.keys import Key, KeyTable, Shape
from congtin.reading.nodes import Mapping, Node, Sequence
from congtin.reading.plainlists import read_plain
from congtin.reading.problems import problem
from congtin.text import Place, Source, nearest

FOLDER = "catalogue"
_FILES = ("indicators.yaml", "organisations.yaml")

_INDICATOR = KeyTable(
    (
        Key("id", required=True),
        Key("label", required=True),
        Key("measure"),
        Key("kind"),
        Key("aliases", Shape.TEXTS),
        Key("definition"),
        Key("inflows", Shape.TEXTS),
        Key("outflows", Shape.TEXTS),
    )
)
_ORGANISATION = KeyTable(
    (
        Key("id", required=True),
        Key("name", required=True),
        Key("level", required=True),
        Key("parent"),
        Key("aliases", Shape.TEXTS),
        Key("valid_from"),
        Key("valid_to"),
        Key("predecessors", Shape.TEXTS),
        Key("successors", Shape.TEXTS),
        Key("terms", Shape.TREE),
        Key("note"),
        Key("children"),
        Key("splices", Shape.TEXTS),
    )
)
_TERM = KeyTable((Key("name", required=True), Key("first_year", required=True), Key("last_year", required=True)))


class Listed(StrEnum):
    """Whether the catalogue lists all bodies below one."""

    ALL = "all"
    PARTIAL = "partial"


_ID = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_YEAR = re.compile(r"(?:19|20|21)\d\d\Z")
_Item = TypeVar("_Item", Indicator, Organisation)
_Choice = TypeVar("_Choice", bound=StrEnum)


def read_catalogue(root: Path, content: Path) -> Catalogue:
    """The catalogue below ``content/catalogue``. A missing file holds nothing; findings lie in ``problems``."""
    problems: list[Finding] = []
    folder = content / FOLDER
    indicators = _read_file(root, folder / _FILES[0], _INDICATOR, _indicator, problems)
    organisations = _read_file(root, folder / _FILES[1], _ORGANISATION, _organisation, problems)
    problems += (_unread(root, path) for path in walk(folder) if path.name not in _FILES)
    check_names(indicators, problems, lambda one, other: True)
    check_names(organisations, problems, lambda one, other: one.meets(other))
    check_relatives(organisations, problems)
    check_flows(indicators, problems)
    return Catalogue(
        tuple(item for item, _ in indicators),
        tuple(item for item, _ in organisations),
        tuple(sorted(problems, key=lambda finding: finding.order)),
    )


def _unread(root: Path, path: Path) -> Finding:
    near = nearest(path.stem, [name.removesuffix(".yaml") for name in _FILES])
    return problem(
        "F3",
        Place(path.relative_to(root).as_posix()),
        f"Danh mục chỉ gồm `{_FILES[0]}` và `{_FILES[1]}`, nên tệp này không được đọc."
        + (f" Có phải là `{near}.yaml`?" if near else ""),
        "Xin đổi tên tệp, hoặc chuyển đi nơi khác.",
    )


def _read_file(
    root: Path,
    path: Path,
    table: KeyTable,
    build: Callable[[Fields, list[Finding]], _Item | None],
    problems: list[Finding],
) -> list[tuple[_Item, Fields]]:
    if not path.exists() and not path.is_symlink():
        return []
    source = read_source(root, path, (".yaml",))
    if isinstance(source, Finding):
        problems.append(source)
        return []
    items = []
    for mapping in _mappings(source, problems):
        fields = Fields(mapping, table, mapping.place, problems)
        item = build(fields, problems)
        if item is not None:
            items.append((item, fields))
    return items


def _mappings(source: Source, problems: list[Finding]) -> Iterator[Mapping]:
    """The items of the list that the file is."""
    problems += check_characters(source)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in source.lines):
        return
    node, found = read_plain(source) or _read_yaml(source)
    problems += found
    items: Iterable[Node] = node.items if isinstance(node, Sequence) else ()
    if node is not None and not isinstance(node, Sequence):
        problems.append(_not_a_list(node))
    for item in items:
        if isinstance(item, Mapping):
            yield item
        else:
            problems.append(_not_a_list(item))


def _read_yaml(source: Source) -> tuple[Node | None, Iterable[Finding]]:
    from congtin.reading.yamlnodes import read_yaml  # what is not plain pays for loading it

    text = read_yaml(source)
    return text.node, text.problems


def _not_a_list(node: Node) -> Finding:
    return problem(
        "F18",
        node.place,
        "Danh mục là một danh sách, mỗi mục bắt đầu bằng `- id: …`.",
        "Xin viết theo mẫu: `- id: ten-khong-dau`, các khóa sau thụt vào hai cột.",
    )


def _indicator(fields: Fields, problems: list[Finding]) -> Indicator | None:
    name, label = _id(fields, problems), fields.text("label")
    kind = _choice(fields, "kind", IndicatorKind, problems)
    if not name or not label:
        return None
    return Indicator(
        name,
        label,
        fields.text("measure"),
        kind,
        _texts(fields, "aliases"),
        fields.text("definition"),
        _texts(fields, "inflows"),
        _texts(fields, "outflows"),
    )


def _organisation(fields: Fields, problems: list[Finding]) -> Organisation | None:
    name, printed = _id(fields, problems), fields.text("name")
    level = _choice(fields, "level", Level, problems)
    since, until = fields.scalar("valid_from"), fields.scalar("valid_to")
    first = moments.day(since, problems) if since else None
    last = moments.day(until, problems) if until else None
    if first and last and last < first:
        problems.append(
            problem(
                "F28",
                fields.value_place("valid_to"),
                "`valid_to` đứng trước `valid_from`.",
                "Xin xem lại hai ngày này.",
            )
        )
    if not name or not printed or level is None:
        return None
    return Organisation(
        name,
        printed,
        level,
        parent=fields.text("parent") or None,
        aliases=_texts(fields, "aliases"),
        valid_from=first,
        valid_to=last,
        predecessors=_texts(fields, "predecessors"),
        successors=_texts(fields, "successors"),
        terms=tuple(_terms(fields, problems)),
        note=fields.text("note"),
        partial=_choice(fields, "children", Listed, problems) is Listed.PARTIAL,
        splices=_texts(fields, "splices"),
    )


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(" ".join(scalar.text.split()) for scalar in fields.texts(name))


def _id(fields: Fields, problems: list[Finding]) -> str:
    text = fields.text("id")
    if text and not _ID.match(text):
        problems.append(
            problem(
                "F28",
                fields.value_place("id"),
                f"Mã “{text}” không dùng được làm địa chỉ.",
                "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, dài nhất 80 ký tự.",
            )
        )
        return ""
    return text


def _choice(fields: Fields, name: str, choices: type[_Choice], problems: list[Finding]) -> _Choice | None:
    text = fields.text(name)
    if not text or text in set(choices):
        return choices(text) if text else None
    near = nearest(text, choices)
    problems.append(
        problem(
            "F28",
            fields.value_place(name),
            f"`{name}` ghi “{text}”, chỉ nhận: {', '.join(choices)}." + (f" Có phải là `{near}`?" if near else ""),
            "Xin chọn một giá trị trong các giá trị trên.",
        )
    )
    return None


def _terms(fields: Fields, problems: list[Finding]) -> Iterator[Term]:
    for node in fields.items("terms"):
        if not isinstance(node, Mapping):
            problems.append(
                problem(
                    "F18",
                    node.place,
                    "Mỗi nhiệm kỳ cần `name`, `first_year`, `last_year`.",
                    "Xin viết theo mẫu: `- {name: V, first_year: 2018, last_year: 2023}`.",
                )
            )
            continue
        term = Fields(node, _TERM, node.place, problems)
        name, first, last = term.text("name"), term.text("first_year"), term.text("last_year")
        if name and _YEAR.match(first) and _YEAR.match(last) and first <= last:
            yield Term(name, int(first), int(last))
        elif name and first and last:
            problems.append(
                problem(
                    "F28",
                    node.place,
                    f"Nhiệm kỳ “{name}”: từ {first} đến {last} không đọc được như hai năm nối nhau.",
                    "Xin ghi năm đầu và năm cuối bằng bốn chữ số.",
                )
            )
