"""Drafts: text and Markdown by the cases of ``drafts``, Word files made here; what a text says is what the page shows."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.reading.docx import LARGEST_PART, UnreadableFile, read_docx
from congtin.reading.drafts import Draft, Piece, PieceKind, draft_of, markdown, read_markdown, read_text
from congtin.reading.prose import read_prose
from congtin.text import Passage, Source, squeeze
from reading.fixture_cases import Case, cases

HERE = Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize("case", list(cases(HERE / "drafts")), ids=lambda case: case.title)
def test_draft_of_the_case(case: Case) -> None:
    text = case.parts.get("text")
    draft = read_text(text) if text is not None else read_markdown(case.parts["markdown"])
    assert draft.title == case.parts["title"].rstrip("\n")
    assert draft.body == case.parts["body"]
    assert draft.head == case.parts.get("head", "")


def test_an_empty_text_is_an_empty_draft() -> None:
    assert read_text("\n \n") == Draft("", "")


line = st.text(st.sampled_from("ab 1.)#>-+*_[]<`\\|&=~đ%"), min_size=1, max_size=12).map(squeeze).filter(bool)


@given(st.lists(line, min_size=1, max_size=4))
def test_plain_text_shows_as_it_stands(lines: list[str]) -> None:
    source = Source("bai.md", markdown([Piece(PieceKind.PARAGRAPH, text) for text in lines]))
    blocks = read_prose(Passage.of(source, 0, len(source.text))).blocks
    assert [squeeze(block.passage.text) for block in blocks] == lines


# --- Word ---


def docx(body: str, styles: str = "", head: str = "") -> bytes:
    """A Word file of that body."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return buffer.getvalue()


def p(text: str, style: str = "", listed: bool = False) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:numPr/>" if listed else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


STYLES = '<w:style w:styleId="u1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'


def test_headings_paragraphs_lists_and_tables_of_a_word_file() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>".format
    rows = "".join(f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in (("Chỉ tiêu", "Thực hiện"), ("Kết nạp | mới", "505")))
    body = (
        p("Đại hội công đoàn xã", "T")
        + p("Kết quả", "u1")
        + p("Xã kết nạp 505 đoàn viên.")
        + p("một mục", listed=True)
        + p("hai mục", "ListParagraph")
        + f"<w:tbl>{rows}</w:tbl>"
        + p("Hết", "Heading3")
    )
    draft = draft_of(read_docx(docx(body, STYLES)))
    assert draft.title == "Đại hội công đoàn xã"
    assert draft.body == (
        "## Kết quả\n\nXã kết nạp 505 đoàn viên.\n\n- một mục\n- hai mục\n\n"
        "| Chỉ tiêu | Thực hiện |\n| --- | --- |\n| Kết nạp \\| mới | 505 |\n\n### Hết\n"
    )


def test_what_is_deleted_or_unseen_in_word_is_left_out_and_breaks_are_spaces() -> None:
    body = (
        "<w:p><w:r><w:t>kết</w:t><w:tab/><w:t>nạp </w:t></w:r><w:del><w:r><w:delText>404</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>505</w:t><w:br/><w:t>đoàn</w:t><w:noBreakHyphen/><w:t>viên</w:t></w:r></w:ins>"
        "<w:r><w:instrText>PAGE 7</w:instrText></w:r></w:p><w:p/>"
    )
    assert read_docx(docx(body)) == [Piece(PieceKind.PARAGRAPH, "kết nạp 505 đoàn-viên")]


def test_a_table_in_a_cell_gives_its_text_to_the_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('12')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{p('a')}{inner}</w:tc><w:tc/></w:tr><w:tr><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    pieces = read_docx(docx(outer))
    assert pieces == [Piece(PieceKind.TABLE, rows=(("a 12", ""), ("b",)))]
    assert markdown(pieces) == "| a 12 |  |\n| --- | --- |\n| b |  |\n"


def test_strict_word_files_are_read_too() -> None:
    strict = p("Kết quả", "Heading1").replace(
        "<w:p>", '<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
    )
    assert read_docx(docx(strict)) == [Piece(PieceKind.HEADING, "Kết quả", 1)]


def zipped(name: str, content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0 old .doc", "dạng .docx"),
        (zipped("readme.txt", b"x"), "dạng .docx"),
        (docx("<w:p>"), "bị hỏng"),
        (docx("&x;", head='<!DOCTYPE d [<!ENTITY x "ha">]>'), "kiểu tài liệu lạ"),
        (zipped("word/document.xml", b" " * (LARGEST_PART + 1)), "lớn quá"),
    ],
    ids=["old", "other zip", "broken", "entities", "bomb"],
)
def test_what_is_no_word_file_is_told(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_docx(content)
