"""CSV and JSON files renewed of those published before: lines of articles whose figures are as they were are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache

from congtin.posting import Origin
from congtin.publishing.downloads.fields import Cells

Frame = tuple[bytes, bytes, bytes]  # what stands before the lines, between them, after them


def renewed(
    former: bytes,
    frame: Frame,
    start: bytes,
    stop: bytes,
    is_tied: Callable[[bytes], bool],
    articles: Sequence[Origin],
    changed: Collection[str],
    line: Callable[[Cells], str],
    tell: Callable[[Collection[str]], Iterable[Cells]],
) -> bytes:
    """The file of today.

    ``start`` and ``stop`` are what a line has before and after its id; ``is_tied`` tells of whole lines whether one
    replaces another or is replaced: it is made anew as those of the articles at the addresses ``changed``; ``tell``
    gives rows by addresses of articles.

    Raises:
        LookupError: the file cannot be taken apart with certainty.
    """
    before, between, after = frame
    if not (former.startswith(before) and former.endswith(after)):
        raise LookupError("another frame")
    told = former[len(before) : len(former) - len(after)] + between
    known, some_tied = _by_article(told, start, stop), is_tied(told)
    names = {(item.id or item.path).encode(): item.url for item in articles}
    if len(names) < len(articles):
        raise LookupError("articles of one name")
    kept = {
        name: lines
        for name, url in names.items()
        if url not in changed and (lines := known.get(name)) and not (some_tied and is_tied(lines))
    }
    made: dict[bytes, bytes] = {}
    for cells in tell({url for name, url in names.items() if name not in kept}):
        name = cells.id.rpartition("#")[0].encode()
        made[name] = made.get(name, b"") + line(cells).encode() + between
    parts = [kept.get(name) or made[name] for name in names]
    return b"".join((before, *parts[:-1], parts[-1].removesuffix(between), after))


def _by_article(told: bytes, start: bytes, stop: bytes) -> dict[bytes, bytes]:
    """The lines of each article, as one text: they stand together."""
    found = [(block[1], block[0]) for block in _blocks(start, stop).finditer(told)]
    known = dict(found)
    if len(known) < len(found) or sum(map(len, known.values())) < len(told):
        raise LookupError("an odd line")
    return known


@cache
def _blocks(start: bytes, stop: bytes) -> re.Pattern[bytes]:
    """All lines of an article: its plain name, the number of the figure there, as it was until when, the rest."""
    before, rest = re.escape(start), rb"#\d+\.\d+[@" + re.escape(stop) + rb"][^\n]*\n"
    return re.compile(before + rb"([^#\"'\\,\x00-\x1f]+)" + rest + rb"(?:" + before + rb"\1" + rest + rb")*")
