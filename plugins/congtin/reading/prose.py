"""The body of an article: from Markdown to safe HTML and scoped blocks with exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from congtin.finding import Finding
from congtin.reading import limits, losses
from congtin.reading.html import clean
from congtin.reading.markup import Rendered, render
from congtin.reading.seen import read_blocks
from congtin.story import Block
from congtin.text import Passage
from congtin.values import dataclass
from congtin.vietnamese import prose_cues

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_OVERRIDE_LEFT = re.compile(r"\]\{#")
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Prose:
    """A body as read: safe HTML, the blocks a reader sees in it, and what had to be left out."""

    html: str
    blocks: tuple[Block, ...]
    problems: tuple[Finding, ...]


def read_prose(body: Passage) -> Prose:
    """Read a body (Markdown with some HTML, NFC): render it, clean it, find its blocks and their numbers.

    Never raises, whatever the text. Whatever the cleaning takes away, and whatever would take too long to
    read, is a finding of the family F50 to F59; a body beyond the limits is shown as plain text, or not at
    all when it is long as well.
    """
    shown = Passage(_SURROGATES.sub("\ufffd", body.text), body.source, body.segments)
    problems = list(limits.check(shown.text, body))
    if problems and len(shown.text) > limits.PLAIN_SIZE:
        return Prose("", (), tuple(problems))
    rendered = None if problems else _render(shown.text)
    if rendered:
        problems += losses.check(rendered, shown)
        html = clean(rendered.html)
    else:
        problems = problems or [limits.too_deep(body)]
        html = clean(_plain(shown.text))
    blocks = tuple(map(_with_expressions, read_blocks(html, shown, markdown=rendered is not None)))
    problems += _unread_overrides(blocks)
    return Prose(html, blocks, tuple(sorted(problems, key=lambda problem: problem.order)))


def _render(text: str) -> Rendered | None:
    try:
        return render(text)
    except RecursionError:  # the limits should have seen it coming; a body must not stop a build in a traceback
        return None


def _plain(text: str) -> str:
    return "\n".join(f"<p>{escape(part.strip())}</p>" for part in _PARAGRAPHS.split(text) if part.strip())


def _with_expressions(block: Block) -> Block:
    found = prose_cues.read(block.passage.text)
    return Block(block.scope, block.passage, found, block.overrides, block.cell) if found else block


def _unread_overrides(blocks: tuple[Block, ...]) -> Iterator[Finding]:
    for block in blocks:
        for match in _OVERRIDE_LEFT.finditer(block.passage.text):
            yield losses.unread_override(block.passage.place(match.start(), match.end()))
