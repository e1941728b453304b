"""Lists of mappings, as catalogue files mostly are, read at a tenth of YAML's price where nothing is in doubt."""

from __future__ import annotations

import re

from congtin.finding import Finding
from congtin.reading.nesting import unique_pairs
from congtin.reading.nodes import Mapping, Node, Pair, Scalar, Sequence
from congtin.text import Passage, Source

_QUOTED = r'"[\w ,.:;()/&%+!?–-]*"'  # with nothing in it that quotes would have to be undone for
ITEM = rf"{_QUOTED}|[^\W\d_]\w*(?:(?: (?:[-–&/] )?|[-–&/.])\w+)*"
LIST = rf"\[(?:(?:{ITEM})(?:, (?:{ITEM}))*)?\]"
_ITEM = re.compile(ITEM)
DEEPEST = 12  # columns; who goes further in is told of it elsewhere
_PLAIN = r"[^\s!&*%@`|>{}\[\],#\"'?:-](?:[^:#\n]*[^:#\s])?"
_VALUE = rf"(?P<list>{LIST})|(?P<quoted>{_QUOTED})|(?P<plain>{_PLAIN})"
_LINE = re.compile(
    rf"(?P<lead> {{0,{DEEPEST}}})(?P<dash>- )?(?P<key>[^\W\d_][\w-]*):(?: (?:{_VALUE}))?(?:\n|\Z)"
    r"|[ ]*(?:#[^\n]*)?(?:\n|\Z)"
)
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # YAML's own business
_STEP = 2  # columns


def plain_list(source: Source, start: int, end: int) -> Sequence:
    """The list in brackets at ``source.text[start:end]``, which has the form of ``LIST``."""
    items = [_scalar(source, item) for item in _ITEM.finditer(source.text, start + 1, end - 1)]
    return Sequence(tuple(items), source.place(start, end))


def read_plain(source: Source) -> tuple[Sequence, list[Finding]] | None:
    """The list of mappings that a file is, and its repeated keys, as YAML tells them; None where it must be asked."""
    text = source.text
    if _ODD.search(text):
        return None
    lines: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return None
        if line["key"]:
            lines.append(line)
        at = line.end()
    reader = _Reader(source, lines)
    node = reader.items(0)
    return (node, reader.problems) if node and reader.at == len(lines) else None


class _Reader:
    """Goes down the lines once; whatever does not fit ends the list before it."""

    def __init__(self, source: Source, lines: list[re.Match[str]]) -> None:
        self.source, self.lines = source, lines
        self.at = 0
        self.problems: list[Finding] = []

    def items(self, column: int) -> Sequence | None:
        """The list whose dashes stand at a column; None when there is none."""
        begin, mappings = self._here(), []
        while (line := self._line(column)) and line["dash"]:
            mappings.append(self._mapping(line, column + _STEP))
        return Sequence(tuple(mappings), self.source.place(begin, self._here())) if mappings else None

    def _mapping(self, first: re.Match[str], column: int) -> Mapping:
        line, pairs = first, []
        while True:
            self.at += 1
            key = Scalar(Passage.of(self.source, *line.span("key")))
            pairs.append(Pair(key, self._value(line, column)))
            following = self._line(column)
            if following is None or following["dash"]:
                break
            line = following
        return Mapping(unique_pairs(pairs, self.problems), self.source.place(first.start("key"), self._here()))

    def _value(self, line: re.Match[str], column: int) -> Node:
        if line["list"] is not None:
            return plain_list(self.source, *line.span("list"))
        if line["quoted"] is not None:
            return _scalar(self.source, line, "quoted")
        if line["plain"] is not None:
            return Scalar(Passage.of(self.source, *line.span("plain")))
        below = self.items(column + _STEP)
        if below is None:
            self.at = len(self.lines) + 1  # a key without a value: nothing fits any more
        return below or Sequence((), self.source.place(0))

    def _line(self, column: int) -> re.Match[str] | None:
        """The next line, when it begins at that column."""
        line = self.lines[self.at] if self.at < len(self.lines) else None
        return line if line and len(line["lead"]) == column else None

    def _here(self) -> int:
        """Where the next line begins, behind its indentation."""
        return self.lines[self.at].end("lead") if self.at < len(self.lines) else len(self.source.text)


def _scalar(source: Source, match: re.Match[str], group: str | int = 0) -> Scalar:
    text = match[group]
    return Scalar(Passage(text.strip('"'), source, ((0, match.start(group) + text.startswith('"')),)))
