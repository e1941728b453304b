"""The values of a mapping by key, of the shape that was asked for; all else is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable

from congtin.finding import Edit, Finding, Related
from congtin.reading.keys import REFUSED, Key, KeyTable
from congtin.reading.nodes import Mapping, Node, Pair, Scalar, Sequence
from congtin.reading.problems import problem
from congtin.text import Passage, Place, nearest, squeeze

_COMMA = re.compile(r",(?!(?<=\d,)\d)")  # none of a decimal number
_KNOWN_SHOWN = 12  # known keys listed for one that is like none of them


class Fields:
    """The known keys of a mapping. Unknown, refused, repeated, empty and missing ones go to ``problems``.

    ``top`` is the place that a missing key is reported at.
    """

    def __init__(self, mapping: Mapping, table: KeyTable, top: Place, problems: list[Finding]) -> None:
        self.top, self.problems = top, problems
        self._pairs: dict[str, Pair] = {}
        self._empty: set[str] = set()
        self.unknown: set[str] = set()
        meant: set[Key | None] = set()
        for pair in mapping.pairs:
            key = table.find(pair.key.text)
            if key is None:
                self.unknown.add(squeeze(pair.key.text).casefold())
                finding = unknown_key(pair.key, table)
                problems.append(finding)
                meant |= {table.find(edit.text) for edit in finding.edits}
            else:
                self._take(key, pair)
        for key in table.required:
            if not self.written(key.name) and key not in meant:
                problems.append(_missing(key, top))

    def _take(self, key: Key, pair: Pair) -> None:
        known = self._pairs.get(key.name)
        if known is not None:
            self.problems.append(_repeated(key, pair, known))
        elif isinstance(pair.value, Scalar) and not pair.value.text.strip():
            self._empty.add(key.name)
            self.problems.append(_empty(key, pair))
        else:
            self._pairs[key.name] = pair

    def written(self, name: str) -> bool:
        """Whether the key was written, even without a value."""
        return name in self._pairs or name in self._empty

    @property
    def places(self) -> tuple[tuple[str, Place], ...]:
        """Where each key stands."""
        return tuple((name, pair.key.place) for name, pair in self._pairs.items())

    def node(self, name: str) -> Node | None:
        """The value, whatever its shape."""
        pair = self._pairs.get(name)
        return pair.value if pair else None

    def place(self, name: str) -> Place:
        """Where the key stands, or the top of the mapping."""
        pair = self._pairs.get(name)
        return pair.key.place if pair else self.top

    def value_place(self, name: str) -> Place:
        """Where the value stands, or the top of the mapping."""
        node = self.node(name)
        return node.place if node else self.top

    def scalar(self, name: str) -> Scalar | None:
        """The value as one text; a list or mapping is a finding."""
        pair = self._pairs.get(name)
        node = pair.value if pair else None
        if node is None or isinstance(node, Scalar):
            return node
        del self._pairs[name]  # one finding, however often it is asked for
        self._empty.add(name)
        self.problems.append(
            problem(
                "F18",
                node.place,
                f"`{name}` cần một giá trị viết trên một dòng, ở đây là danh sách hoặc bảng.",
                f"Xin viết `{name}: giá trị`.",
            )
        )
        return None

    def passage(self, name: str) -> Passage | None:
        """The value as a text that knows its places."""
        scalar = self.scalar(name)
        return scalar.passage if scalar else None

    def text(self, name: str) -> str:
        """The value as one line of text, white space squeezed; empty when absent."""
        scalar = self.scalar(name)
        return squeeze(scalar.text) if scalar else ""

    def texts(self, name: str) -> tuple[Scalar, ...]:
        """The value as a list of texts; one text alone is read as parts between commas."""
        node = self.node(name)
        if isinstance(node, Scalar):
            return tuple(split_commas(node))
        return tuple(self._only_texts(name, node.items)) if isinstance(node, Sequence) else self._no_list(name, node)

    def items(self, name: str) -> tuple[Node, ...]:
        """The value as a list; any other shape is a finding."""
        node = self.node(name)
        return node.items if isinstance(node, Sequence) else self._no_list(name, node)

    def _only_texts(self, name: str, items: Iterable[Node]) -> Iterable[Scalar]:
        for item in items:
            if not isinstance(item, Scalar):
                self.problems.append(
                    problem(
                        "F18",
                        item.place,
                        f"Mỗi mục của `{name}` là một cụm chữ, ở đây là danh sách hoặc bảng.",
                        "Xin viết mỗi mục một dòng, sau “- ”.",
                    )
                )
            elif not squeeze(item.text):
                self.problems.append(
                    problem("F17", item.place, f"Một mục của `{name}` để trống.", "Xin điền vào, hoặc bỏ dòng này.")
                )
            else:
                yield item

    def _no_list(self, name: str, node: Node | None) -> tuple[()]:
        if node is not None:
            self.problems.append(
                problem(
                    "F18",
                    node.place,
                    f"`{name}` cần một danh sách.",
                    "Xin viết mỗi mục một dòng, thụt vào hai cột, sau “- ”.",
                )
            )
        return ()


def split_commas(scalar: Scalar) -> Iterable[Scalar]:
    """The parts of a text between commas, without the space around them; empty ones are left out."""
    start = 0
    for part in _COMMA.split(scalar.text):
        inner = part.strip()
        if inner:
            at = start + part.index(inner)
            yield Scalar(scalar.passage.part(at, at + len(inner)))
        start += len(part) + 1


def unknown_key(key: Scalar, table: KeyTable) -> Finding:
    """The finding for a key that is refused or not known, with the known one that it nearly is."""
    written = squeeze(key.text)
    refused = REFUSED.get(written.casefold())
    if refused:
        reason, remedy = refused
        return problem("F12", key.place, f"Khóa `{written}` không dùng ở đây: {reason}.", remedy)
    near = nearest(written, table.spellings)
    if near:
        return problem(
            "F11",
            key.place,
            f"Không có khóa `{written}`. Có phải là `{near}`?",
            f"Xin đổi thành `{near}`; ghi chú riêng thì đặt dấu # ở đầu dòng.",
            edits=[Edit(key.place, near)],
        )
    names = ", ".join(known.name for known in table.keys[:_KNOWN_SHOWN])
    more = " …" if len(table.keys) > _KNOWN_SHOWN else ""
    return problem(
        "F11",
        key.place,
        f"Không có khóa `{written}`. Các khóa dùng được ở đây: {names}{more}.",
        "Xin đổi tên khóa hoặc bỏ dòng này; ghi chú riêng thì đặt dấu # ở đầu dòng.",
    )


def _repeated(key: Key, pair: Pair, known: Pair) -> Finding:
    return problem(
        "F10",
        pair.key.place,
        f"Khóa `{pair.key.text}` cùng nghĩa với `{known.key.text}` ở dòng {known.key.place.line}; "
        "chỉ dòng trên được đọc.",
        "Xin gộp lại, hoặc bỏ một dòng.",
        related=[Related(known.key.place, "lần viết đầu")],
    )


def _empty(key: Key, pair: Pair) -> Finding:
    return problem(
        "F17",
        pair.key.place,
        f"Khóa `{pair.key.text}` để trống.",
        "Xin điền giá trị, hoặc bỏ dòng này." if not key.required else "Xin điền giá trị.",
    )


def _missing(key: Key, top: Place) -> Finding:
    return problem("F17", top, f"Còn thiếu `{key.name}`.", f"Xin thêm dòng `{key.name}: …`.")
