"""Writing into front matter: rows and phrases put below `metrics` and `facts`, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from congtin.finding import Edit
from congtin.reading.frontmatter import read_front_matter
from congtin.reading.keys import STORY
from congtin.reading.nodes import Mapping, Node, Scalar
from congtin.reading.nodes import Sequence as Items
from congtin.reading.scalars import plain_in_yaml, quote
from congtin.text import Source, squeeze

UNVERIFIED = "# đề xuất từ chính bài viết, chưa đối chiếu; so với báo cáo xong, xin ghi tên báo cáo vào data_from"


def row_line(name: str, phrase: str) -> str:
    """A row as it stands behind its dash; quoted where other YAML tools would stumble."""
    return f"{_safe(name)}: {_safe(phrase)}"


def phrase_line(phrase: str) -> str:
    """A phrase as it stands behind its dash below `facts`."""
    return _safe(phrase)


def key_line(key: str, value: str) -> str:
    """A one-line key of front matter."""
    return f"{key}: {_safe(squeeze(value))}"


def _safe(text: str) -> str:
    return text if plain_in_yaml(text) else quote(text)


def insert(source: Source, rows: Sequence[str], facts: Sequence[str]) -> list[Edit] | None:
    """The edits that add items to `metrics` and `facts` (lines without their dash), at the end of each list.

    While the article names no `data_from`, a comment line marks them as unverified. None when the front
    matter cannot be read, or the lists are written in brackets, where no line can be added.
    """
    front = read_front_matter(source)
    if front.mapping is None:
        return None
    known = _values(front.mapping)
    lead = [] if _named(known.get("data_from")) else [UNVERIFIED]
    edits: list[Edit] = []
    end = _end(source)
    for name, lines in (("metrics", rows), ("facts", facts)):
        if lines:
            edit = _added(source, known.get(name), name, [*lead, *(f"- {line}" for line in lines)], end)
            if edit is None:
                return None
            edits.append(edit)
    if len(edits) == 2 and edits[0].place == edits[1].place:
        return [Edit(edits[0].place, edits[0].text + edits[1].text)]
    return edits


def _values(mapping: Mapping) -> dict[str, Node]:
    return {key.name: pair.value for pair in mapping.pairs if (key := STORY.find(pair.key.text))}


def _named(node: Node | None) -> bool:
    return isinstance(node, Scalar) and bool(squeeze(node.text))


def _end(source: Source) -> int:
    """The line (from 1) of the dashes that close the front matter."""
    fences = [number for number, line in enumerate(source.lines, 1) if line.rstrip() == "---"]
    return fences[1]


def _added(source: Source, node: Node | None, key: str, lines: list[str], end: int) -> Edit | None:
    if node is None:
        place = source.place(_offset(source, end))
        return Edit(place, "".join(f"{line}\n" for line in (f"{key}:", *(f"  {line}" for line in lines))))
    if isinstance(node, Scalar):
        if squeeze(node.text):
            return None
        after, indent = node.place.line + 1, "  "
    elif isinstance(node, Items) and node.items and not _in_brackets(source, node):
        after = node.place.end_line + 1
        line = source.lines[node.place.line - 1]
        indent = line[: len(line) - len(line.lstrip())]
    else:
        return None
    return Edit(source.place(_offset(source, after)), "".join(f"{indent}{line}\n" for line in lines))


def _in_brackets(source: Source, node: Items) -> bool:
    return source.lines[node.place.line - 1][node.place.column - 1 :].startswith("[")


def _offset(source: Source, line: int) -> int:
    """Where a line starts."""
    return sum(len(text) + 1 for text in source.lines[: line - 1])


def verified(source: Source) -> Iterator[Edit]:
    """The edits that take away the marks of unverified proposals, once `data_from` names a report."""
    front = read_front_matter(source)
    if front.mapping is None or not _named(_values(front.mapping).get("data_from")):
        return
    for number in range(1, _end(source)):
        if source.lines[number - 1].strip() == UNVERIFIED:
            start = _offset(source, number)
            yield Edit(source.place(start, _offset(source, number + 1)), "")
