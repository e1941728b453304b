"""Drafts: what an editor has (Markdown, text, Word) as a title and a Markdown body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from congtin.reading.frontmatter import read_front_matter
from congtin.reading.keys import STORY
from congtin.reading.nodes import Scalar
from congtin.text import Source, normalise, squeeze
from congtin.values import dataclass

LONGEST_TITLE = 200  # a first line longer than this is a paragraph

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_ITEM = re.compile(r"[-+*•–—]\s+(?=\S)")
_MARKS = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_MARK = re.compile(r"(?:[#>+-]|\d{1,9}\.(?=\s|\Z))")
_FENCE = re.compile(r"~(?=~~)|:(?=\s)")
_END = (".", "!", "?", ":", ";", "…", "”", '"', ")")
_WRAPPED = 50  # a line at least so long, without a full stop, goes on in the next


class PieceKind(Enum):
    """What a piece of a draft is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (``level`` from 1), paragraph, list item or table (``rows`` of cells) of plain text."""

    kind: PieceKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as read; ``head`` is front matter it brought along, whole lines, ``keys`` the names in it."""

    title: str
    body: str
    head: str = ""
    keys: frozenset[str] = frozenset()


def read_markdown(text: str) -> Draft:
    """A Markdown draft: its front matter is kept, its first heading is the title where that names none."""
    source = Source("", normalise(text))
    front = read_front_matter(source)
    if front.mapping is None:
        title, body = _title_off(source.text)
        return Draft(title, body)
    values = {key.name: pair.value for pair in front.mapping.pairs if (key := STORY.find(pair.key.text))}
    title_node = values.get("title")
    title = squeeze(title_node.text) if isinstance(title_node, Scalar) else ""
    found, body = ("", front.body.text) if title else _title_off(front.body.text)
    lines = source.text[: front.body.offset(0)].strip("\n").split("\n")[1:-1]
    return Draft(title or found, body.strip("\n") + "\n", "".join(f"{line}\n" for line in lines), frozenset(values))


def _title_off(text: str) -> tuple[str, str]:
    """The first heading or, without one, a short first line; and the text without it."""
    lines = text.strip("\n").split("\n")
    heading = _HEADING.match(lines[0].strip())
    first = heading[2] if heading else lines[0].strip()
    if not heading and (len(first) > LONGEST_TITLE or first.endswith((".", ";", ","))):
        return "", text.strip("\n") + "\n"
    return squeeze(first), "\n".join(lines[1:]).strip("\n") + "\n"


def read_text(text: str) -> Draft:
    """A plain text: each line a paragraph, unless it was wrapped; dashes begin items; nothing in it is Markdown."""
    return draft_of(list(_lines(normalise(text))))


def _lines(text: str) -> Iterator[Piece]:
    held = ""
    for line in [*text.split("\n"), ""]:
        line = squeeze(line)
        item = _ITEM.match(line)
        goes_on = len(held) >= _WRAPPED and not held.endswith(_END) and line and not item
        if goes_on and not line[:1].isupper():
            held = f"{held} {line}"
            continue
        if held:
            mark = _ITEM.match(held)
            yield Piece(PieceKind.ITEM, held[mark.end() :]) if mark else Piece(PieceKind.PARAGRAPH, held)
        held = line


def draft_of(pieces: list[Piece]) -> Draft:
    """The draft that pieces make: the first heading, or a short first paragraph, is the title."""
    title = ""
    if pieces and pieces[0].kind in (PieceKind.HEADING, PieceKind.PARAGRAPH):
        first = pieces[0]
        short = len(first.text) <= LONGEST_TITLE and not first.text.endswith((".", ";", ","))
        if first.kind is PieceKind.HEADING or (short and len(pieces) > 1):
            title, pieces = first.text, pieces[1:]
    return Draft(title, markdown(pieces))


def markdown(pieces: Iterable[Piece]) -> str:
    """Pieces of plain text as Markdown that shows just that text."""
    parts: list[str] = []
    before: PieceKind | None = None
    for piece in pieces:
        if parts:
            parts.append("\n" if piece.kind is before is PieceKind.ITEM else "\n\n")
        before = piece.kind
        parts.append(_written(piece))
    return "".join(parts) + "\n" if parts else ""


def _written(piece: Piece) -> str:
    match piece.kind:
        case PieceKind.HEADING:
            return f"{'#' * min(max(piece.level, 2), 6)} {escape(piece.text)}"
        case PieceKind.ITEM:
            return f"- {escape(piece.text)}"
        case PieceKind.TABLE:
            return _table(piece.rows)
    return escape(piece.text)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    width = max(len(row) for row in rows)
    cells = [[escape(cell).replace("|", "\\|") for cell in (*row, *[""] * (width - len(row)))] for row in rows]
    heading, *body = cells
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, ["---"] * width, *body))


def escape(text: str) -> str:
    """Plain text so that Markdown shows it as it stands."""
    marked = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", text)).replace("<", "&lt;")
    if fence := _FENCE.match(marked):
        return f"&#{ord(fence.group())};{marked[1:]}"
    start = _LINE_MARK.match(marked)
    return f"{marked[: start.end() - 1]}\\{marked[start.end() - 1 :]}" if start else marked
