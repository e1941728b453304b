"""Markdown as the articles use it: Python-Markdown with tables, figures and overrides, set up once.

Two departures from plain Markdown, both because the authors are no programmers: indented lines are
never code (text pasted from a word processor often begins with blanks), and a numbered list keeps its
first number.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import cache
from typing import Any

import markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

OVERRIDE = re.compile(r"\[([^\[\]\n\\`*_<>&\x02\x03]+)\]\{#([\w-]+(?:\.[\w-]+)*)\}")
_MARKS = re.compile("[`\\\\\\[<&*_\x02]|  \n")
_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>/])", re.IGNORECASE)


@cache
def _converter() -> markdown.Markdown:
    options: dict[str, Any] = {"lazy_ol": False}  # the type stubs do not know it
    converter = markdown.Markdown(
        output_format="html", extensions=[TableExtension(use_align_attribute=True)], **options
    )
    converter.parser.blockprocessors.deregister("code")
    converter.inlinePatterns.register(_OverrideProcessor(OVERRIDE.pattern, converter), "override", 175)
    converter.treeprocessors.register(_PlainText(converter), "plain-text", 30)
    converter.treeprocessors.register(_Figures(converter), "figures", 15)
    return converter


def render(text: str) -> tuple[str, dict[str, tuple[str, str | None]]]:
    """Turn a body into HTML, not yet cleaned; also the link definitions met, by their lower-case name.

    Raises RecursionError on nesting beyond any sense; the caller keeps within limits first.
    """
    converter = _converter()
    converter.reset()
    html = converter.convert(text)
    return _shift_headings(html), dict(converter.references)


def _shift_headings(html: str) -> str:
    """Let the headings used become h2, h3, … in their order: the page's h1 is the title."""
    used = sorted({int(match[2]) for match in _HEADING.finditer(html)})
    if used == list(range(2, 2 + len(used))):
        return html
    level = {str(old): min(6, new) for new, old in enumerate(used, 2)}
    return _HEADING.sub(lambda match: f"<{match[1]}h{level[match[2]]}", html)


class _OverrideProcessor(InlineProcessor):
    """``[11.490]{#id.actual}`` prints as 11.490."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return m[1], m.start(0), m.end(0)


class _PlainText(Treeprocessor):
    """Spares text without any mark the search for marks, which is half of Markdown's time."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.text and not _MARKS.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _MARKS.search(element.tail):
                element.tail = AtomicString(element.tail)


class _Figures(Treeprocessor):
    """A picture with a title, alone in its paragraph, becomes a figure with that caption; cells get a class."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "p" and len(element) == 1 and element[0].tag == "img":
                _make_figure(element)
            elif element.tag in ("td", "th") and "align" in element.attrib:
                element.set("class", f"align-{element.attrib.pop('align')}")


def _make_figure(paragraph: etree.Element) -> None:
    image = paragraph[0]
    if (paragraph.text or "").strip() or (image.tail or "").strip() or not image.get("title"):
        return
    paragraph.tag = "figure"
    caption = etree.SubElement(paragraph, "figcaption")
    caption.text = AtomicString(image.attrib.pop("title"))
