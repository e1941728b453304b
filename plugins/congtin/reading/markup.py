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
from markdown.blockprocessors import OListProcessor, ParagraphProcessor
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from congtin.values import dataclass

OVERRIDE = re.compile(r"\[([^\[\]\n\\`*_<>&\x02\x03]+)\]\{#([\w-]+(?:\.[\w-]+)*)\}")
_MARK = re.compile("[`\\\\\\[<&*_\x02]")
_SIGNS = {  # what a text must hold for each of Python-Markdown's inline patterns to find anything in it
    "backtick": ("`",),
    "escape": ("\\",),
    "link": ("[",),
    "image_link": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "override": ("]{#",),
}
_EMPHASIS = re.compile(r"(\*(?<!\S\*)\*?)(?=\w)([^*]*[\w%])\1(?=[\s.,;:!?]|$)")  # as nearly all of it is written
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\((/[\w./-]+)\)")  # and nearly all pictures, alone in their paragraphs
_REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")  # of links defined elsewhere
_LIST_BELOW = re.compile(r"^(?![ ]{0,3}(?:[-*+]|\d+\.)[ ])[ ]{0,3}\S[^\n]*\n(?=(?:[-*+]|1\.)[ ]+\S)", re.MULTILINE)
_ITEMS = ("- ", "* ", "+ ", "1. ")  # how a list begins that may have text right above it
_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>/])", re.IGNORECASE)


@cache
def _converter() -> markdown.Markdown:
    converter = _Markdown()
    converter.parser.blockprocessors.deregister("code")
    converter.parser.blockprocessors.register(_NumberedList(converter.parser), "olist", 40)
    converter.preprocessors.register(_EvenText(converter), "normalize_whitespace", 30)
    converter.preprocessors.register(_ListBelowText(converter), "list-below-text", 25)
    converter.preprocessors.register(_HtmlBlocks(converter), "html_block", 20)
    converter.inlinePatterns.register(_OverrideProcessor(OVERRIDE.pattern, converter), "override", 175)
    converter.parser.blockprocessors.register(_LineOfProse(converter.parser), "line-of-prose", 95)
    converter.treeprocessors.register(_Inline(converter), "inline", 20)
    converter.treeprocessors.register(_Unescape(converter), "unescape", 0)
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


class _Markdown(markdown.Markdown):
    """Tells at one look whether a tag is a block's, as it asks itself sixty times an article."""

    def __init__(self) -> None:
        super().__init__(output_format="html", extensions=[TableExtension(use_align_attribute=True)])
        self._blocks = frozenset(self.block_level_elements)

    def is_block_level(self, tag: object) -> bool:
        return tag in self._blocks or super().is_block_level(tag)


class _EvenText(NormalizeWhitespace):
    """Leaves a text as it is in which nothing is to be made even."""

    def run(self, lines: list[str]) -> list[str]:
        even = all(line.isprintable() and not line.startswith(" ") for line in lines)
        return [*lines, "", ""] if even else super().run(lines)


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Looks for tags only where one may begin."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _ListBelowText(Preprocessor):
    """Sets a list apart from the paragraph above it, as every newer Markdown does."""

    def run(self, lines: list[str]) -> list[str]:
        if not any(line.startswith(_ITEMS) for line in lines):
            return lines
        return _LIST_BELOW.sub(r"\g<0>\n", "\n".join(lines)).split("\n")


class _NumberedList(OListProcessor):
    """A list that begins with the number its author wrote."""

    LAZY_OL = False


class _OverrideProcessor(InlineProcessor):
    """``[11.490]{#id.actual}`` prints as 11.490."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return m[1], m.start(0), m.end(0)


class _LineOfProse(ParagraphProcessor):
    """A line that begins with a letter is a paragraph, whatever comes before it: no other kind is asked for."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block


class _Inline(InlineTreeprocessor):
    """Spares text without any mark the search for marks, and all text that for marks which none of it has.

    That search was half of Markdown's time, and half of the rest what it takes for plain emphasis and pictures.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        patterns = md.inlinePatterns
        signs = {id(patterns[name]): sign for name, sign in _SIGNS.items() if name in patterns}
        self._signed = [(signs.get(id(pattern), ("",)), pattern) for pattern in patterns]
        self._references = [patterns[name] for name in _REFERENCES if name in patterns]

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        marked = []
        for element in tree.iter():
            if text := element.text:
                if not _is_marked(text):
                    element.text = AtomicString(text)
                elif not _is_plain(element, text):
                    marked.append(text)
            if tail := element.tail:
                if _is_marked(tail):
                    marked.append(tail)
                else:
                    element.tail = AtomicString(tail)
        if not marked:
            return tree
        useless = () if self.md.references else self._references
        self.inlinePatterns = [  # type: ignore[assignment]  # of a registry, only length and order are asked for
            pattern
            for signs, pattern in self._signed
            if pattern not in useless and any(sign in text for sign in signs for text in marked)
        ]
        return super().run(tree, ancestors)


def _is_marked(text: str) -> bool:
    """Whether some inline pattern may find anything in a text."""
    return _MARK.search(text) is not None or "  \n" in text


def _is_plain(element: etree.Element, text: str) -> bool:
    """Whether the marks of a text are plain emphasis, or make it a picture: then its element is given them."""
    return not isinstance(text, AtomicString) and (_emphasised(element, text) or _pictured(element, text))


def _emphasised(element: etree.Element, text: str) -> bool:
    """Emphasise words where stars are the only marks, and each stands in a plain pair."""
    if "*" not in text:
        return False
    lead, *rest = _EMPHASIS.split(text)
    if not rest or any(map(_is_marked, (lead, *rest[1::3], *rest[2::3]))):
        return False
    element.text = AtomicString(lead)
    for at, (stars, words, behind) in enumerate(zip(rest[::3], rest[1::3], rest[2::3], strict=True)):
        child = etree.Element("strong" if stars == "**" else "em")
        child.text, child.tail = AtomicString(words), AtomicString(behind)
        element.insert(at, child)
    return True


def _pictured(element: etree.Element, text: str) -> bool:
    """Set a picture of this site in the place of a text that is nothing else."""
    match = _PICTURE.fullmatch(text)
    if match is None or _is_marked(match[1]):
        return False
    element.text = None
    element.insert(0, etree.Element("img", {"src": match[2], "alt": match[1]}))
    return True


class _Unescape(UnescapeTreeprocessor):
    """Puts escaped characters back where any were escaped."""

    def run(self, root: etree.Element) -> None:
        if any("\\" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(root)


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
