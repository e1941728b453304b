"""The block structure of front matter, read line by line: rows and one-line values never pass through YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from congtin.finding import Edit, Finding
from congtin.reading.lines import Line, Lines
from congtin.reading.nesting import DEPTH, too_deep, unique_pairs
from congtin.reading.nodes import Mapping, Node, Pair, Scalar, Sequence
from congtin.reading.plainlists import LIST, plain_list
from congtin.reading.problems import problem
from congtin.reading.scalars import DOUBLE_QUOTED, SINGLE_QUOTED, passage_of, read_scalar, refuse_yaml
from congtin.text import Passage, Source
from congtin.values import dataclass
from congtin.vietnamese.patterns import Pattern

Path = tuple[str, ...]  # of keys, "-" for an item

_QUOTED_KEY = Pattern(rf"({DOUBLE_QUOTED}|{SINGLE_QUOTED})\s*:(?=\s|\Z)")
_PLAIN_PAIR = re.compile(r"([^\W\d_][\w-]*): ([^\s!&*%@`|>{}\[\],#\"'?:-][^:#\n]*)")  # key and value beyond doubt
_PLAIN_LIST = re.compile(LIST)
_COLON = re.compile(r":(?=\s|\Z)")
_TIGHT_COLON = re.compile(r"[^\W\d_][\w ]{0,40}:(?=\S)")
_DASH = re.compile(r"-(?:\s+|\Z)")
_ODD_DASH = Pattern(r"(?P<mark>[–—−‐‑•·*+])\s+|-(?=[^\s-])")
_BLOCK_SCALAR = Pattern(r"[|>](?:[1-9]?[+-]?|[+-][1-9])\Z")
_KEYS_IN_MESSAGE = 60  # characters of a line that are quoted


@dataclass(frozen=True, slots=True)
class Style:
    """What the reader must know of the keys."""

    takes_flow: Callable[[Path], bool]  # whether a value that starts with a bracket is YAML
    texts: Callable[[Path], bool]  # whether the items are phrases, verbatim even with a colon


def read_blocks(source: Source, start: int, end: int, style: Style) -> tuple[Mapping, list[Finding]]:
    """The mapping written in ``source.text[start:end]``, whole lines, and what could not be read of it."""
    reader = _Reader(source, start, end, style)
    return reader.mapping(None, -1, ()), reader.problems


class _Reader:
    """Goes down the lines once; never raises, never skips a line without a finding."""

    def __init__(self, source: Source, start: int, end: int, style: Style) -> None:
        self.source, self.text, self.style = source, source.text, style
        self.problems: list[Finding] = []
        self.lines = Lines(self.text, start, end)

    def _report(self, code: str, start: int, end: int, message: str, help: str, *edits: Edit) -> None:
        self.problems.append(problem(code, self.source.place(start, end), message, help, edits=edits))

    # -- collections

    def block(self, floor: int, path: Path) -> Node | None:
        """What stands below a key or dash at column ``floor``: deeper lines, or a list at the same column."""
        line = self.lines.peek()
        if line is None or line.indent < floor:
            return None
        listed = self._is_item(line)
        if line.indent == floor and (not listed or path[-1] == "-"):
            return None
        if self._too_deep(line.begin, line.end, path):
            self.lines.skip(floor)
            return None
        return self.sequence(None, line.indent, path) if listed else self.mapping(None, floor, path)

    def _too_deep(self, start: int, end: int, path: Path) -> bool:
        if len(path) <= DEPTH:
            return False
        if not any(finding.rule == "F6" for finding in self.problems):
            self.problems.append(too_deep(self.source.place(start, end)))
        return True

    def mapping(self, begin: int | None, floor: int, path: Path) -> Mapping:
        """Pairs indented deeper than ``floor``; ``begin`` is where the first stands behind a dash."""
        pairs: list[Pair] = []
        first = indent = None
        while (line := self.lines.peek()) is not None and (begin is not None or line.indent > floor):
            if begin is None and line.indent:
                self._check_indent(line)
            here, begin = line.begin if begin is None else begin, None
            column = here - line.start
            first = here if first is None else first
            indent = column if indent is None else indent
            if column != indent and not self._misplaced(line):
                continue
            pair = self._pair(here, line, column, path)
            pairs += [pair] if pair else []
        start = self.lines.stop if first is None else first
        return Mapping(unique_pairs(pairs, self.problems), self.source.place(start, self.lines.stop))

    def sequence(self, begin: int | None, indent: int, path: Path) -> Sequence:
        """Items whose dashes stand at ``indent``; ``begin`` is where the first stands behind another dash."""
        items: list[Node] = []
        first = None
        while (line := self.lines.peek()) is not None and (begin is not None or line.indent >= indent):
            if begin is None and not self._is_item(line):
                if line.indent == indent:
                    break
                self._stray(line)
                continue
            if begin is None:
                self._check_indent(line)
                if line.indent != indent:
                    self._unaligned(line)
            here, begin = line.begin if begin is None else begin, None
            first = here if first is None else first
            items.append(self._item(here, line, path))
        start = self.lines.stop if first is None else first
        return Sequence(tuple(items), self.source.place(start, self.lines.stop))

    # -- one line

    def _item(self, begin: int, line: Line, path: Path) -> Node:
        inside = (*path, "-")
        start = self._after_dash(begin, line.end)
        column, dash = start - line.start, begin - line.start
        verbatim = self.style.texts(path) or self._starts_flow(start, line.end, inside)
        if not verbatim and start < line.end and not self._too_deep(start, line.end, path):
            if _DASH.match(self.text, start, line.end):
                return self.sequence(start, column, inside)
            if self._colon(start, line.end) is not None:
                return self.mapping(start, dash, inside)
        return self._value(start, line, dash, inside)

    def _pair(self, begin: int, line: Line, column: int, path: Path) -> Pair | None:
        if plain := _PLAIN_PAIR.fullmatch(self.text, begin, line.end):
            self.lines.take(line)
            source = self.source
            written = Scalar(Passage(plain[2], source, ((0, plain.start(2)),)))
            return Pair(Scalar(Passage(plain[1], source, ((0, begin),))), written)
        colon = self._colon(begin, line.end)
        if colon is None:
            colon = self._tight_colon(begin, line)
        if colon is None or colon == begin:
            self._no_pair(begin, line)
            return None
        stop = begin + len(self.text[begin:colon].rstrip())
        key, problems = read_scalar(self.source, begin, stop, key=True)
        self.problems += problems
        after = self.text[colon + 1 : line.end].lstrip()
        value = self._value(line.end - len(after), line, column, (*path, key.text))
        if key.text == "<<":
            self.problems.append(refuse_yaml(key, "<<"))
            return None
        return Pair(key, value)

    def _colon(self, begin: int, end: int) -> int | None:
        """Where the colon behind the key stands."""
        if self.text[begin] in "\"'" and (quoted := _QUOTED_KEY.match(self.text, begin, end)):
            return quoted.end() - 1
        found = _COLON.search(self.text, begin, end)
        return found.start() if found else None

    def _tight_colon(self, begin: int, line: Line) -> int | None:
        found = _TIGHT_COLON.match(self.text, begin, line.end)
        if found is None:
            return None
        at = found.end()
        self._report(
            "F9",
            at - 1,
            at,
            f"Sau dấu hai chấm của `{found.group()[:-1]}` còn thiếu một dấu cách.",
            "Xin viết “: ” rồi mới đến giá trị; lệnh `congtin check --fix` thêm giúp.",
            Edit(self.source.place(at, at), " "),
        )
        return at - 1

    def _no_pair(self, begin: int, line: Line) -> None:
        self.lines.take(line)
        shown = self.text[begin : line.end]
        shown = shown if len(shown) <= _KEYS_IN_MESSAGE else shown[:_KEYS_IN_MESSAGE] + "…"
        self._report(
            "F9",
            begin,
            line.end,
            f"Dòng “{shown}” không có tên khóa và dấu hai chấm, nên chưa được đọc.",
            "Xin viết `khóa: giá trị`; ghi chú thì đặt dấu # ở đầu dòng.",
        )

    def _value(self, start: int, line: Line, floor: int, path: Path) -> Node:
        """The value that starts at ``start``; ``floor`` is the column of its key or dash."""
        if self._starts_flow(start, line.end, path):
            return self._flow(start, line, floor)
        self.lines.take(line)
        if start >= line.end:
            below = self.block(floor, path)
            return below or Scalar(Passage.of(self.source, line.end, line.end))
        if self.text[start] in "|>" and _BLOCK_SCALAR.match(self.text, start, line.end):
            folded = self.text[start] == ">"
            pieces = self.lines.text_block(floor, folded=folded)
            return Scalar(passage_of(self.source, pieces, line.end))
        scalar, problems = read_scalar(self.source, start, line.end)
        self.problems += problems
        return scalar

    def _starts_flow(self, start: int, end: int, path: Path) -> bool:
        return start < end and self.text[start] in "[{" and self.style.takes_flow(path)

    def _flow(self, start: int, line: Line, floor: int) -> Node:
        """A value in brackets, perhaps over several lines: the deeper ones and one that closes it."""
        if _PLAIN_LIST.fullmatch(self.text, start, line.end):
            self.lines.take(line)
            return plain_list(self.source, start, line.end)
        from congtin.reading.yamlnodes import read_yaml  # what is written otherwise pays for loading YAML

        read = read_yaml(self.source, start, self.lines.flow_end(line, floor))
        self.problems += read.problems
        last = self.lines.take_until(max(read.end, start), line, floor, whole=read.node is None)
        rest = self.text[read.end : last.end].strip()
        if read.node is None:
            return Scalar(Passage.of(self.source, start, line.end))
        if rest and not rest.startswith("#"):
            self._report(
                "F14",
                read.end,
                last.end,
                f"Sau dấu ngoặc đóng còn “{rest}”, không rõ thuộc về đâu.",
                "Xin bỏ phần này, hoặc đưa vào trong ngoặc.",
            )
        return read.node

    # -- slips of indentation and marks

    def _is_item(self, line: Line) -> bool:
        return bool(_DASH.match(self.text, line.begin, line.end) or _ODD_DASH.match(self.text, line.begin, line.end))

    def _after_dash(self, begin: int, end: int) -> int:
        plain = _DASH.match(self.text, begin, end)
        if plain:
            return plain.end()
        odd = _ODD_DASH.match(self.text, begin, end)
        stop = odd.end() if odd else begin
        mark = odd["mark"] if odd else None
        self._report(
            "F9",
            begin,
            begin + 1,
            f"Dấu “{mark}” không phải dấu đầu mục." if mark else "Sau dấu “-” đầu mục còn thiếu một dấu cách.",
            "Xin viết “- ” (gạch ngắn, dấu cách); lệnh `congtin check --fix` đổi giúp.",
            Edit(self.source.place(begin, stop), "- "),
        )
        return stop

    def _check_indent(self, line: Line) -> None:
        lead = self.text[line.start : line.begin]
        if lead.strip(" "):
            mark = "phím Tab" if "\t" in lead else "dấu cách lạ (chép từ nơi khác)"
            self._report(
                "F7",
                line.start,
                line.begin,
                f"Dòng này thụt vào bằng {mark}, mắt không đếm được số cột.",
                "Xin thụt vào bằng dấu cách thường; lệnh `congtin check --fix` đổi giúp.",
                Edit(self.source.place(line.start, line.begin), "".join("  " if c == "\t" else " " for c in lead)),
            )

    def _misplaced(self, line: Line) -> bool:
        """Report a line of a mapping that stands at no level; whether it can still be read as a pair."""
        if self._colon(line.begin, line.end) is None:
            self._stray(line)
            return False
        self._unaligned(line)
        return True

    def _unaligned(self, line: Line) -> None:
        self._report(
            "F7",
            line.begin,
            line.end,
            "Dòng này thụt vào không bằng các dòng cùng cấp ở trên.",
            "Xin thụt vào đúng bằng dòng cùng cấp.",
        )

    def _stray(self, line: Line) -> None:
        """Report and pass a deeper line that continues the value above."""
        before = self.lines.stop
        self.lines.take(line)
        self._report(
            "F7",
            line.begin,
            line.end,
            "Dòng này thụt vào như phần nối của dòng trên, nhưng mỗi giá trị chỉ viết trên một dòng.",
            "Xin nối vào cuối dòng trên; đoạn dài thì viết `|` sau dấu hai chấm rồi xuống dòng.",
            *self._joining(before, line.begin),
        )

    def _joining(self, before: int, begin: int) -> Iterator[Edit]:
        """The edit that joins two lines, unless the upper one is quoted or about to be."""
        place = self.source.place(before, begin)
        mended = any(
            (edit.place.end_line, edit.place.end_column) == (place.line, place.column)
            for finding in self.problems
            for edit in finding.edits
        )
        if not mended and self.text[before - 1] not in "'\"":
            yield Edit(place, " ")
