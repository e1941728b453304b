"""CSV and JSON files renewed of those published before: they are opened only where articles have come, changed or gone.

Who asks for that knows that such a file is what was published. So a line that stands where it is expected is enough to
tell the place; what lies between two such places need not be read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from congtin.posting import Origin

Frame = tuple[bytes, bytes, bytes]  # what stands before the lines, between them, after them
_NUMBER = re.compile(rb'\d+\.\d+[@",]')  # of a figure in its article, and what may follow


class Seam(NamedTuple):
    """Between two articles whose lines stay, those whose lines are made, by their names.

    Where nothing stays before or after, the name is empty. What stood there is dropped.
    """

    before: str
    made: Sequence[str]
    after: str


def seams(articles: Iterable[Origin | None], changed: Collection[str]) -> list[Seam]:
    """Where files of figures are to be opened, from their beginning to their end.

    The articles stand oldest first, and None where there may have been others; those at the addresses ``changed`` are
    made anew.

    Raises:
        LookupError: two articles have one name.
    """
    found: list[Seam] = []
    names: list[str] = []
    before, made = "", None
    for item in articles:
        name = "" if item is None else item.id or item.path
        names += filter(None, (name,))
        if item is None or item.url in changed:
            made = [*(made or ()), *filter(None, (name,))]
            continue
        if made is not None:
            found.append(Seam(before, made, name))
        before, made = name, None
    if made is not None:
        found.append(Seam(before, made, ""))
    if len({*names}) < len(names):
        raise LookupError("articles of one name")
    return found


def renewed(former: bytes, frame: Frame, start: bytes, opened: Sequence[Seam], made: Mapping[str, bytes]) -> bytes:
    """The file of today.

    ``start`` is what a line has before its id; ``made`` the lines of articles.

    Raises:
        LookupError: the file does not look as was expected.
    """
    before, between, after = frame
    if not (former.startswith(before) and former.endswith(after)):
        raise LookupError("another frame")
    lines = _Lines(former, start, len(before), len(former) - len(after))
    view, rest = memoryview(former), lines.end
    parts: list[bytes | memoryview] = [after]  # from the last to the first: most often the file is opened near its end
    for seam in reversed(opened):
        stop, goes_on = lines.last(seam.before, rest, between) if seam.before else (lines.begin, lines.begin)
        if seam.after:
            parts += (view[lines.next(seam.after, goes_on, rest) : rest], between)
        for name in reversed(seam.made):
            parts += (made[name], between)
        rest = stop
    if rest > lines.begin:
        parts += (view[lines.begin : rest], between)
    parts[-1] = before
    return b"".join(reversed(parts))


class _Lines(NamedTuple):
    """The lines of a file, each with the same before its id, between two places."""

    text: bytes
    start: bytes
    begin: int
    end: int

    def last(self, name: str, rest: int, between: bytes) -> tuple[int, int]:
        """Where the last line of an article ends, and where the next one begins."""
        head = self._head(name)
        at = self._checked(self.text.rfind(b"\n" + head, self.begin - 1, rest) + 1, head)
        stop = self.text.index(b"\n", at) + 1
        return self.end if stop > self.end else stop - len(between), stop

    def next(self, name: str, at: int, rest: int) -> int:
        """Where the first line of an article begins, behind those that are dropped."""
        head = self._head(name)
        while not self.text.startswith(head, at) and at < rest:
            at = self.text.index(b"\n", at) + 1
        return self._checked(at, head)

    def _head(self, name: str) -> bytes:
        return self.start + name.encode() + b"#"

    def _checked(self, at: int, head: bytes) -> int:
        """The place of a line, if that of an article stands there."""
        if not (self.text.startswith(head, at) and _NUMBER.match(self.text, at + len(head))):
            raise LookupError("an odd line")
        return at
