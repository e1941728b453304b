"""What a reader sees of a cleaned body: scoped blocks of text, each character with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from congtin.reading.alignment import Aligner
from congtin.reading.markup import OVERRIDE
from congtin.story import Block, Override, Scope
from congtin.text import Passage, compose

# The cleaner writes one canonical form: lower-case tags, attributes in double quotes, every other < escaped.
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s="<>]+="[^"]*")*)>|([^<]+)')
_ATTRIBUTE = re.compile(r' ([^\s="<>]+)="([^"]*)"')
_PIECE = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")
_SPACE = " \t\n\r\f"
_SPACES = re.compile(r"\s")

_SCOPES = {
    "td": Scope.TABLE,
    "th": Scope.TABLE,
    "caption": Scope.CAPTION,
    "figcaption": Scope.CAPTION,
    "blockquote": Scope.QUOTATION,
    "li": Scope.LIST,
    "dt": Scope.LIST,
    "dd": Scope.LIST,
    **{f"h{level}": Scope.HEADING for level in range(1, 7)},
}
_CELLS = frozenset({"td", "th"})
_TABLE_PARTS = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_BREAKS = _TABLE_PARTS | _SCOPES.keys() | {"p", "div", "dl", "ol", "ul", "figure", "hr"}
_SPAN_LIMIT = 100  # columns or rows one cell may span; more is a slip, and must not cost memory


def read_blocks(html: str, body: Passage, markdown: bool = True) -> tuple[Block, ...]:
    """The blocks of cleaned HTML that was rendered from ``body``, in reading order.

    Each text that shows, and each picture's alternative text, is in exactly one block; a table's cell is one
    block, however it is built. White space is one space, a line break one line feed; entities are
    decoded and marks are gone, so that a number split by emphasis is whole again.
    ``markdown`` is false where the HTML shows the body as it stands.
    """
    page = _Page(body, Aligner(body.text, markdown))
    for match in _TOKEN.finditer(html):
        closing, tag, attributes, text = match.groups()
        if text == "\n":
            page.draft.separate(" ")
        elif text:
            page.draft.add(unescape(text) if "&" in text else text)
        elif closing:
            page.close(tag)
        else:
            page.open(tag, attributes)
    page.flush()
    return tuple(page.blocks)


class _Draft:
    """The block being read: its pieces, and where each begins in the body."""

    __slots__ = ("aligner", "gap", "length", "pieces", "segments")

    def __init__(self, aligner: Aligner) -> None:
        self.aligner = aligner
        self.pieces: list[str] = []
        self.length = 0
        self.segments: list[tuple[int, int]] = []
        self.gap = ""  # the white space to come before the next piece

    def add(self, text: str) -> None:
        """Add text as it stands in the HTML."""
        for piece in (text,) if _is_even(text) else _PIECE.findall(text):
            if piece[0] in _SPACE:
                self.separate(" ")
            else:
                self._append(piece)

    def separate(self, gap: str) -> None:
        """Keep the next piece apart: by a space, or a line feed where the line breaks."""
        if self.gap != "\n":
            self.gap = gap

    def _append(self, piece: str) -> None:
        before = self.aligner.cursor
        pairs = self.aligner.locate(piece)
        if self.gap and self.pieces:
            space = _SPACES.search(self.aligner.source, before, max(before, pairs[0][1]))
            self._note(self.gap, [(0, space.start() if space else before)])
        self.gap = ""
        self._note(piece, pairs)

    def _note(self, piece: str, pairs: list[tuple[int, int]]) -> None:
        segments = self.segments
        for index, place in pairs:
            here = self.length + index
            if not segments or place - here != segments[-1][1] - segments[-1][0]:
                segments.append((here, place))
        self.pieces.append(piece)
        self.length += len(piece)


def _is_even(text: str) -> bool:
    """Whether nothing but single spaces stands between words, as in most texts; to find the pieces costs more."""
    return "  " not in text and text[:1] not in ("", " ") and text[-1] != " " and text.isprintable()


class _Table:
    """A table being read: its number, and the cell reached."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = -1
        self.taken: set[tuple[int, int]] = set()  # by cells that span rows

    def next_row(self) -> None:
        self.row += 1
        self.column = -1

    def next_cell(self, attributes: dict[str, str]) -> tuple[int, int, int]:
        self.column += 1
        while (self.row, self.column) in self.taken:
            self.column += 1
        cell = (self.number, max(0, self.row), self.column)
        wide, high = (min(_SPAN_LIMIT, int(attributes.get(key, "1"))) for key in ("colspan", "rowspan"))
        self.taken |= {(self.row + down, cell[2] + right) for down in range(1, high) for right in range(max(1, wide))}
        self.column += max(1, wide) - 1
        return cell


class _Page:
    """The state of reading: what is open, and the blocks so far."""

    def __init__(self, body: Passage, aligner: Aligner) -> None:
        self.body = body
        self.aligner = aligner
        marked = OVERRIDE.finditer(body.text) if "]{#" in body.text else ()
        self.overrides = [(match.start(1), match[1], match[2]) for match in marked]
        self.blocks: list[Block] = []
        self.draft = _Draft(self.aligner)
        self.scopes: list[Scope] = []
        self.tables: list[_Table] = []
        self.table_count = 0
        self.cells: list[tuple[int, int, int]] = []

    def open(self, tag: str, attributes: str) -> None:
        if tag == "br":
            self.draft.separate("\n")
        elif tag == "img":
            self._alternative(dict(_ATTRIBUTE.findall(attributes)).get("alt", ""))
        elif tag in _BREAKS:
            self._break(tag)
            self._enter(tag, attributes)

    def close(self, tag: str) -> None:
        if tag not in _BREAKS:
            return
        self._break(tag)
        if tag in _SCOPES and self.scopes:
            self.scopes.pop()
        if tag in _CELLS and self.cells:
            self.cells.pop()
        elif tag == "table" and self.tables:
            self.tables.pop()

    def flush(self) -> None:
        """End the block being read."""
        draft, self.draft = self.draft, _Draft(self.aligner)
        if not any(map(str.strip, draft.pieces)):
            return
        scope = self.scopes[-1] if self.scopes else Scope.PARAGRAPH
        cell = self.cells[-1] if self.cells and scope is Scope.TABLE else None
        self.blocks.append(self._block(scope, draft, cell))

    def _break(self, tag: str) -> None:
        if self.cells and tag not in _TABLE_PARTS:
            self.draft.separate("\n")
        elif self.draft.pieces:
            self.flush()
        else:
            self.draft.gap = ""

    def _enter(self, tag: str, attributes: str) -> None:
        if tag in _SCOPES:
            self.scopes.append(_SCOPES[tag])
        if tag == "table":
            self.tables.append(_Table(self.table_count))
            self.table_count += 1
        elif tag == "tr" and self.tables:
            self.tables[-1].next_row()
        elif tag in _CELLS and self.tables:
            self.cells.append(self.tables[-1].next_cell(dict(_ATTRIBUTE.findall(attributes))))

    def _alternative(self, alt: str) -> None:
        self.draft.separate(" ")
        draft = _Draft(self.aligner)
        draft.add(unescape(alt))
        if draft.pieces:
            self.blocks.append(self._block(Scope.CAPTION, draft, None))

    def _block(self, scope: Scope, draft: _Draft, cell: tuple[int, int, int] | None) -> Block:
        # Composing may shorten the text only where an entity supplied a bare mark; places then drift by that much.
        text = compose("".join(draft.pieces) if len(draft.pieces) > 1 else draft.pieces[0])
        overrides = tuple(self._overrides_in(text, draft.segments)) if self.overrides else ()
        passage = Passage(text, self.body.source, _compose(draft.segments, draft.length, self.body))
        return Block(scope, passage, overrides=overrides, cell=cell)

    def _overrides_in(self, text: str, segments: list[tuple[int, int]]) -> Iterator[Override]:
        ends = [*(here for here, _ in segments[1:]), len(text)]
        for (here, there), end in zip(segments, ends, strict=True):
            for start, printed, target in self.overrides:
                at = here + start - there
                if here <= at < end and text.startswith(printed, at):
                    yield Override(at, at + len(printed), target)


def _compose(segments: list[tuple[int, int]], length: int, body: Passage) -> tuple[tuple[int, int], ...]:
    """Segments into the body, turned into segments into the body's source."""
    if len(body.segments) == 1:
        shift = body.segments[0][1] - body.segments[0][0]
        return tuple([(here, there + shift) for here, there in segments])
    pairs: list[tuple[int, int]] = []
    ends = [*(here for here, _ in segments[1:]), length]
    for (here, there), end in zip(segments, ends, strict=True):
        pairs.append((here, body.offset(there)))
        pairs += [(here + at - there, to) for at, to in body.segments if there < at < there + end - here]
    return tuple(pairs)
