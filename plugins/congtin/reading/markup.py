"""Markdown as the articles use it: Python-Markdown with tables, figures and overrides, set up once.

Three departures from Python-Markdown, because the authors are no programmers: indented lines are never code
(text pasted from a word processor often begins with blanks), a list may follow its paragraph without an
empty line, and a numbered list keeps its first number.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from functools import cache

import markdown
from markdown.blockprocessors import OListProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from congtin.values import dataclass

OVERRIDE = re.compile(r"\[([^\[\]\n\\`*_<>&\x02\x03]+)\]\{#([\w-]+(?:\.[\w-]+)*)\}")
_MARKS = re.compile("[`\\\\\\[<&*_\x02]|  \n")
_LIST_BELOW = re.compile(r"^(?![ ]{0,3}(?:[-*+]|\d+\.)[ ])[ ]{0,3}\S[^\n]*\n(?=(?:[-*+]|1\.)[ ]+\S)", re.MULTILINE)
_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>/])", re.IGNORECASE)


@cache
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(output_format="html", extensions=[TableExtension(use_align_attribute=True)])
    converter.parser.blockprocessors.deregister("code")
    converter.parser.blockprocessors.register(_NumberedList(converter.parser), "olist", 40)
    converter.preprocessors.register(_ListBelowText(converter), "list-below-text", 25)
    converter.inlinePatterns.register(_OverrideProcessor(OVERRIDE.pattern, converter), "override", 175)
    converter.treeprocessors.register(_PlainText(converter), "plain-text", 30)
    converter.treeprocessors.register(_Figures(converter), "figures", 15)
    return converter


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML as Markdown makes it, not yet cleaned, and the names of the link definitions met, in lower case."""

    html: str
    references: tuple[str, ...]


def render(text: str) -> Rendered:
    """Turn a body into HTML.

    Raises RecursionError on nesting beyond any sense; the caller keeps within limits first.
    """
    converter = _converter()
    converter.reset()
    html = converter.convert(text)
    return Rendered(_shift_headings(html), tuple(converter.references))


def _shift_headings(html: str) -> str:
    """Let the headings used become h2, h3, … in their order: the page's h1 is the title."""
    used = sorted({int(match[2]) for match in _HEADING.finditer(html)})
    if used == list(range(2, 2 + len(used))):
        return html
    level = {str(old): min(6, new) for new, old in enumerate(used, 2)}
    return _HEADING.sub(lambda match: f"<{match[1]}h{level[match[2]]}", html)


class _ListBelowText(Preprocessor):
    """Sets a list apart from the paragraph above it, as every newer Markdown does."""

    def run(self, lines: list[str]) -> list[str]:
        return _LIST_BELOW.sub(r"\g<0>\n", "\n".join(lines)).split("\n")


class _NumberedList(OListProcessor):
    """A list that begins with the number its author wrote."""

    LAZY_OL = False


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
