"""Lines of front matter: offsets, indentation, and a place in between."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line: where it starts, where its first and behind its last character stand."""

    start: int
    begin: int
    end: int
    indent: int  # characters before the first that is no space

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return self.begin >= self.end


class Lines:
    """The lines of a stretch of text, taken one after the other; ``stop`` is the end of the last one taken."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.stop = start
        self._lines = list(_cut(text, start, end))
        self._at = 0

    def peek(self) -> Line | None:
        """The next line that is neither blank nor a comment."""
        for at in range(self._at, len(self._lines)):
            line = self._lines[at]
            if line.begin < line.end and self.text[line.begin] != "#":
                self._at = at
                return line
        self._at = len(self._lines)
        return None

    def take(self, line: Line) -> None:
        """Go past the line that was peeked at."""
        self._at += 1
        self.stop = line.end

    def skip(self, floor: int) -> None:
        """Go past all lines indented deeper than ``floor``."""
        while (line := self.peek()) is not None and line.indent > floor:
            self.take(line)

    def text_block(self, floor: int, *, folded: bool) -> list[tuple[str, int]]:
        """The text of the lines deeper than ``floor``, as pieces with offsets; ``folded`` joins lines by a space."""
        lines = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.blank and line.indent <= floor:
                break
            lines.append(line)
            self._at += 1
        while lines and lines[-1].blank:
            lines.pop()
        if not lines:
            return []
        self.stop = lines[-1].end
        indent = next(line.indent for line in lines if not line.blank)
        return list(_pieces(self.text, lines, indent, folded))

    def flow_end(self, line: Line, floor: int) -> int:
        """Where a bracketed value that starts on ``line`` may reach: deeper lines, and one that closes it."""
        end = line.end
        for other in self._lines[self._at + 1 :]:
            if not other.blank and other.indent <= floor:
                return other.end if self.text[other.begin] in "]}" else end
            end = max(end, other.end)
        return end

    def take_until(self, offset: int, line: Line, floor: int, *, whole: bool) -> Line:
        """Go past the lines of a bracketed value that ends at ``offset``, or past all deeper ones; the last one."""
        self.take(line)
        while self._at < len(self._lines):
            other = self._lines[self._at]
            if not (other.start < offset or (whole and other.indent > floor)):
                break
            line = other
            self.take(line)
        return line


def _cut(text: str, start: int, end: int) -> Iterator[Line]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        indent = len(line) - len(line.lstrip())
        yield Line(start, start + indent, start + len(line.rstrip()), indent)
        start = stop + 1


def _pieces(text: str, lines: list[Line], indent: int, folded: bool) -> Iterator[tuple[str, int]]:
    breaks: list[int] = []  # the line ends since the last piece of text
    begun = False
    for line in lines:
        breaks.append(line.start - 1)
        if line.blank:
            continue
        if begun:
            yield from _joint(breaks, folded)
        breaks, begun = [], True
        begin = line.start + min(indent, line.indent)
        yield text[begin : line.end], begin


def _joint(breaks: list[int], folded: bool) -> Iterator[tuple[str, int]]:
    if folded and len(breaks) == 1:
        yield " ", breaks[0]
        return
    yield from (("\n", at) for at in (breaks[:-1] if folded else breaks))
