"""Word files to drafts: headings, paragraphs, lists and tables of ``word/document.xml``, as Markdown.

Office Open XML (ECMA-376, part 1, 17): ``w:p`` paragraphs, ``w:pStyle`` their style, ``w:numPr`` list items,
``w:tbl`` tables. The XML is read by events; a document type, where entities would be declared, is refused.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from congtin.reading.drafts import Piece, PieceKind

LARGEST_PART = 20 * 1024 * 1024  # bytes of XML, unpacked
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "pict"})
_BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


class UnreadableFile(ValueError):
    """Why a Word file cannot be read; the text is a Vietnamese sentence with the remedy."""


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    style: str = ""
    listed: bool = False


def read_docx(content: bytes) -> list[Piece]:
    """The pieces of a Word file, in order.

    Raises:
        UnreadableFile: it is no Word file of today, is too large, or holds what is refused.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            document = _part(archive, DOCUMENT)
            styles = _part(archive, STYLES) if STYLES in archive.namelist() else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFile(
            "Tệp này không phải tệp Word dạng .docx. Xin mở bằng Word rồi lưu lại thành .docx, không đặt mật khẩu."
        ) from error
    names = _Styles()
    if styles:
        _parse(styles, names)
    reader = _Reader(names.names)
    _parse(document, reader)
    return reader.pieces


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise UnreadableFile("Tệp Word này lớn quá mức đọc được. Xin chia làm nhiều tệp.")
    return content


def _parse(content: bytes, handler: _Styles | _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.characters
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableFile("Tệp Word này bị hỏng bên trong. Xin mở bằng Word rồi lưu lại.") from error


def _refuse(*_: object) -> None:
    raise UnreadableFile("Tệp Word này có khai báo kiểu tài liệu lạ nên không đọc. Xin mở bằng Word rồi lưu lại.")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _value(attributes: dict[str, str], name: str) -> str:
    return attributes.get(_W + name) or attributes.get(_STRICT + name) or ""


class _Styles:
    """Style ids to their names; the built-in names are English in every edition of Word: "heading 1"."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "style":
                self._id = _value(attributes, "styleId")
            case "name" if self._id:
                self.names.setdefault(self._id, _value(attributes, "val").casefold())

    def end(self, name: str) -> None:
        """Nothing hangs on an end."""

    def characters(self, text: str) -> None:
        """Styles hold no text."""


class _Reader:
    """Gathers the pieces while the elements go by."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.pieces: list[Piece] = []
        self._styles = styles
        self._paragraph: _Paragraph | None = None
        self._rows: list[list[str]] = []
        self._tables = 0  # depth: a table in a cell gives its text to the cell
        self._unseen = 0
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if self._unseen or local in _UNSEEN:
            self._unseen += 1
            return
        match local:
            case "p":
                self._paragraph = _Paragraph()
            case "tbl":
                self._tables += 1
            case "tr" if self._tables == 1:
                self._rows.append([])
            case "tc" if self._tables == 1 and self._rows:
                self._rows[-1].append("")
            case "t":
                self._in_text = True
        if self._paragraph is None:
            return
        match local:
            case "pStyle":
                self._paragraph.style = _value(attributes, "val")
            case "numPr":
                self._paragraph.listed = True
            case "tab" | "br" | "cr" | "noBreakHyphen":
                self._paragraph.text.append(_BREAKS[local])

    def end(self, name: str) -> None:
        if self._unseen:
            self._unseen -= 1
            return
        match _local(name):
            case "t":
                self._in_text = False
            case "p":
                self._close()
            case "tbl":
                self._tables -= 1
                if not self._tables and self._rows:
                    self.pieces.append(Piece(PieceKind.TABLE, rows=tuple(map(tuple, self._rows))))
                    self._rows = []

    def characters(self, text: str) -> None:
        if self._in_text and self._paragraph is not None and not self._unseen:
            self._paragraph.text.append(text)

    def _close(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        text = " ".join("".join(paragraph.text).split()) if paragraph else ""
        if not paragraph or not text:
            return
        if self._tables:
            if self._rows and self._rows[-1]:
                self._rows[-1][-1] = f"{self._rows[-1][-1]} {text}".strip()
            return
        kind, level = self._kind(paragraph)
        self.pieces.append(Piece(kind, text, level))

    def _kind(self, paragraph: _Paragraph) -> tuple[PieceKind, int]:
        style = self._styles.get(paragraph.style, paragraph.style.casefold())
        if style == "title":
            return PieceKind.HEADING, 1
        if style.startswith("heading"):
            level = style.removeprefix("heading").strip()
            return PieceKind.HEADING, int(level) if level.isdigit() else 2
        listed = paragraph.listed or style.startswith("list")
        return (PieceKind.ITEM if listed else PieceKind.PARAGRAPH), 0
