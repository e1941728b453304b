"""CSV and JSON files renewed of those published before: lines of articles whose figures are as they were are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain

from congtin.posting import Origin
from congtin.publishing.downloads.fields import Cells

Lines = dict[bytes, list[bytes]]  # by the names of articles
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

    ``start`` and ``stop`` are what a line has before and after its id; ``is_tied`` tells of lines, joined as in the
    file, whether one replaces another or is replaced: it is made anew as those of the articles at the addresses
    ``changed``; ``tell`` gives rows by addresses of articles.

    Raises:
        LookupError: the file cannot be taken apart with certainty.
    """
    before, between, after = frame
    if not (former.startswith(before) and former.endswith(after)):
        raise LookupError("another frame")
    told = former[len(before) : len(former) - len(after)]
    known, some_tied = _by_article(told.split(between), start, stop), is_tied(told)
    names = {_name(item): item.url for item in articles}
    if len(names) < len(articles):
        raise LookupError("articles of one name")
    kept = {
        name: lines
        for name, url in names.items()
        if url not in changed and (lines := known.get(name)) and not (some_tied and any(map(is_tied, lines)))
    }
    made: Lines = {}
    for cells in tell({url for name, url in names.items() if name not in kept}):
        made.setdefault(cells.id.rpartition("#")[0].encode(), []).append(line(cells).encode())
    return before + between.join(chain.from_iterable(kept.get(name) or made[name] for name in names)) + after


def _name(article: Origin) -> bytes:
    return (article.id or article.path).encode()


def _by_article(lines: Iterable[bytes], start: bytes, stop: bytes) -> Lines:
    found: Lines = {}
    for line in lines:
        end = line.find(stop, len(start))
        sign = line.rfind(b"#", 0, max(end, 0))
        name = line[len(start) : sign]
        if sign < 0 or not line.startswith(start) or not (name in found or _is_plain(name)):
            raise LookupError("an odd line")
        found.setdefault(name, []).append(line)
    return found


def _is_plain(name: bytes) -> bool:
    text = name.decode(errors="replace")
    return text.isprintable() and not _ODD.search(text)


_ODD = re.compile("[\"'\\\\,\ufffd]")
