"""CSV and JSON files renewed of those published before: lines of articles whose figures are as they were are kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain

from congtin.posting import Origin
from congtin.publishing.downloads.fields import Cells

Lines = dict[str, list[bytes]]  # by the names of articles
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

    ``start`` and ``stop`` are what a line has before and after its id; ``is_tied`` tells a line that replaces another
    or is replaced, which is made anew as those of the articles at the addresses ``changed``; ``tell`` gives rows by
    addresses of articles.

    Raises:
        LookupError: the file cannot be taken apart with certainty.
    """
    known = _by_article(former, frame, start, stop)
    names = {_name(item): item.url for item in articles}
    if len(names) < len(articles):
        raise LookupError("articles of one name")
    kept = {
        name: known[name]
        for name, url in names.items()
        if url not in changed and name in known and not any(map(is_tied, known[name]))
    }
    made: Lines = {}
    for cells in tell({url for name, url in names.items() if name not in kept}):
        made.setdefault(cells.id.rpartition("#")[0], []).append(line(cells).encode())
    lines = chain.from_iterable(kept.get(name) or made[name] for name in names)
    before, between, after = frame
    return before + between.join(lines) + after


def _name(article: Origin) -> str:
    return article.id or article.path


def _by_article(former: bytes, frame: Frame, start: bytes, stop: bytes) -> Mapping[str, list[bytes]]:
    before, between, after = frame
    if not (former.startswith(before) and former.endswith(after)):
        raise LookupError("another frame")
    found: Lines = {}
    for line in former[len(before) : len(former) - len(after)].split(between):
        end = line.find(stop, len(start))
        name, sign, _ = line[len(start) : end].decode(errors="replace").rpartition("#")
        if end < 0 or not line.startswith(start) or not sign or not name.isprintable() or set(name) & _ODD:
            raise LookupError("an odd line")
        found.setdefault(name, []).append(line)
    return found


_ODD = frozenset("\"'\\,\ufffd")
