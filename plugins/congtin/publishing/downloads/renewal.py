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

    ``start`` is what a line has before its id; ``made`` the lines of articles, with what stands between them.

    Raises:
        LookupError: the file does not look as was expected.
    """
    before, between, after = frame
    if not (former.startswith(before) and former.endswith(after)):
        raise LookupError("another frame")
    told = b"".join((memoryview(former)[len(before) : len(former) - len(after)], between))
    parts: list[bytes | memoryview] = []
    view, rest = memoryview(told), len(told)
    for seam in reversed(opened):  # most often there is one, near the end
        begin = _end(told, rest, start, seam.before)
        end = _start(told, begin, rest, start, seam.after)
        parts += [view[end:rest], *(made[name] for name in reversed(seam.made))]
        rest = begin
    *parts, last = [part for part in (view[:rest], *reversed(parts)) if part]
    return b"".join((before, *parts, last[: -len(between)], after))


def _end(told: bytes, rest: int, start: bytes, name: str) -> int:
    """Where the lines of an article end, the last before the rest."""
    if not name:
        return 0
    head = start + name.encode() + b"#"
    at = told.rfind(b"\n" + head, 0, rest) + 1  # else it can but stand at the beginning
    return told.index(b"\n", _checked(told, at, head)) + 1


def _start(told: bytes, at: int, rest: int, start: bytes, name: str) -> int:
    """Where the lines of an article begin, behind those that are dropped."""
    if not name:
        return rest
    head = start + name.encode() + b"#"
    while not told.startswith(head, at) and at < rest:
        at = told.index(b"\n", at) + 1
    return _checked(told, at, head)


def _checked(told: bytes, at: int, head: bytes) -> int:
    """The place of a line, if that of an article stands there."""
    if not (told.startswith(head, at) and _NUMBER.match(told, at + len(head))):
        raise LookupError("an odd line")
    return at
