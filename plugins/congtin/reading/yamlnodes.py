"""YAML to nodes, by PyYAML's events: no value is ever built, every scalar stays text."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import yaml

from congtin.finding import Edit, Finding
from congtin.reading.nesting import DEPTH, too_deep, unique_pairs
from congtin.reading.nodes import Mapping, Node, Pair, Scalar, Sequence
from congtin.reading.problems import problem
from congtin.reading.scalars import quote, read_scalar, refuse_yaml
from congtin.text import Passage, Source
from congtin.values import dataclass

_REASONS = (  # PyYAML's words, ours
    ("found character '\\t'", "dòng này thụt vào bằng phím Tab; YAML chỉ nhận dấu cách"),
    ("found unexpected end of stream", "dấu nháy mở ở đây mà không thấy dấu đóng"),
    ("mapping values are not allowed", "dấu hai chấm đứng ở chỗ không dùng được"),
    ("expected ',' or", "dấu ngoặc mở trước đó chưa đóng, hoặc thiếu dấu phẩy giữa hai mục"),
    ("could not find expected ':'", "dòng này thiếu dấu hai chấm sau tên khóa"),
    ("expected <block end>", "thụt dòng ở đây không khớp với các dòng trên"),
    ("cannot start any token", "ký tự này không được đứng đầu một giá trị nếu không có dấu nháy"),
    ("unknown escape", "dấu \\ trong nháy kép không hiểu được"),
)


@dataclass(frozen=True, slots=True)
class YamlText:
    """What a stretch of YAML holds; ``end`` is the offset behind it."""

    node: Node | None
    end: int
    problems: tuple[Finding, ...]


def read_yaml(source: Source, start: int = 0, end: int | None = None) -> YamlText:
    """The first YAML value in ``source.text[start:end]``; anchors, aliases, tags and repeated keys are findings."""
    end = len(source.text) if end is None else end
    builder = _Builder(source, start)
    try:
        for event in _events(source.text[start:end]):
            builder.take(event)
            if builder.done:
                break
    except yaml.reader.ReaderError as error:
        builder.fail(start + int(error.position), "ký tự này không đọc được")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.fail(start + (mark.index if mark else 0), _reason(error))
    return YamlText(builder.root, builder.end, tuple(builder.problems))


def _events(text: str) -> Iterable[yaml.Event]:
    """PyYAML's events: by its C parser, nine times as fast, where it is there and content.

    What it refuses is read again without it, for the errors' words; and so is what the two read differently, tabs and
    inner byte order marks.
    """
    if yaml.__with_libyaml__ and "\t" not in text and "\ufeff" not in text:
        with suppress(yaml.YAMLError):
            return list(yaml.parse(text, Loader=yaml.CBaseLoader))
    return yaml.parse(text, Loader=yaml.BaseLoader)


class _Open:
    """A collection not yet closed."""

    def __init__(self, start: int, mapping: bool) -> None:
        self.start, self.mapping = start, mapping
        self.items: list[Node] = []
        self.pairs: list[Pair] = []
        self.key: Node | None = None


class _Builder:
    """Takes events, keeps the open collections on a stack: no recursion, so no depth can exhaust it."""

    def __init__(self, source: Source, base: int) -> None:
        self.source, self.base = source, base
        self.root: Node | None = None
        self.end = base
        self.done = False
        self.problems: list[Finding] = []
        self._stack: list[_Open] = []
        self._last: tuple[int, int] | None = None  # the stretch of the plain scalar before

    def take(self, event: yaml.Event) -> None:
        start, end = self._offset(event.start_mark), self._offset(event.end_mark)
        match event:
            case yaml.AliasEvent():
                self._refuse(start, end)
                self._add(Scalar(Passage.of(self.source, start, end)))
            case yaml.ScalarEvent():
                self._check_tag(event, start, end)
                self._add(self._scalar(event, start, end))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._check_tag(event, start, end)
                self._stack.append(_Open(start, isinstance(event, yaml.MappingStartEvent)))
                if len(self._stack) > DEPTH:
                    self._too_deep(start)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close(end)

    def _offset(self, mark: Any) -> int:  # PyYAML has two classes of marks
        return self.base + int(mark.index)

    def fail(self, at: int, reason: str) -> None:
        """Record that YAML cannot be read further."""
        self.done = True
        self.problems.append(
            problem(
                "F14",
                self.source.place(at, at + 1),
                f"Chỗ này đọc không được: {reason}.",
                "Xin xem lại dòng này và dòng ngay trên.",
            )
        )

    def _close(self, end: int) -> None:
        closed = self._stack.pop()
        place = self.source.place(closed.start, end)
        if closed.mapping:
            self._add(Mapping(unique_pairs(closed.pairs, self.problems), place))
        else:
            self._add(Sequence(tuple(closed.items), place))
        self.end = end

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root, self.done = node, True
            return
        top = self._stack[-1]
        if not top.mapping:
            top.items.append(node)
        elif top.key is None:
            top.key = node
        else:
            self._pair(top, top.key, node)
            top.key = None

    def _pair(self, top: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.problems.append(
                problem(
                    "F14", key.place, "Một danh sách hay bảng không thể làm tên khóa.", "Xin viết tên khóa bằng chữ."
                )
            )
            return
        if key.text == "<<":
            self.problems.append(refuse_yaml(key, "<<"))
            return
        top.pairs.append(Pair(key, value))

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> Scalar:
        raw = self.source.text[start:end]
        if not event.style:  # None of the one parser, empty of the other
            self._check_comma(start, end)
            self._last = (start, end)
            at = raw.find(event.value)  # behind a tag or anchor, if any
            if at >= 0:
                return Scalar(Passage.of(self.source, start + at, start + at + len(event.value)))
        elif event.style in "'\"" and "\n" not in raw:
            scalar, problems = read_scalar(self.source, start, end)
            self.problems += problems
            return scalar
        return Scalar(Passage(event.value.strip(), self.source, ((0, start),)))

    def _check_comma(self, start: int, end: int) -> None:
        """A comma between two digits in brackets divides a decimal number."""
        if self._last is None:
            return
        before, stop = self._last
        text = self.source.text
        if text[stop:start] != "," or not (text[stop - 1].isdigit() and text[start:end][:1].isdigit()):
            return
        left, right, both = text[before:stop], text[start:end], text[before:end]
        self.problems.append(
            problem(
                "F14",
                self.source.place(before, end),
                f"Trong dấu ngoặc [ ] và {{ }}, dấu phẩy ngăn các mục, nên “{both}” bị tách làm “{left}” và “{right}”.",
                "Xin viết mỗi mục một dòng, hoặc đặt số trong nháy kép; hai mục thì thêm dấu cách sau dấu phẩy.",
                edits=[Edit(self.source.place(before, end), quote(both))],
            )
        )

    def _check_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, start: int, end: int) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse(start, start + len(self.source.text[start:end].split()[0]))

    def _refuse(self, start: int, end: int) -> None:
        scalar = Scalar(Passage.of(self.source, start, end))
        self.problems.append(refuse_yaml(scalar, scalar.text))

    def _too_deep(self, at: int) -> None:
        self.done = True
        self.problems.append(too_deep(self.source.place(at, at + 1)))


def _reason(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.problem} {error.context}"
    return next((ours for theirs, ours in _REASONS if theirs in said), "cách viết không theo YAML")
