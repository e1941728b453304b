"""Nothing that only a hidden article says may be written."""

from __future__ import annotations

import io

import pytest

from congtin.portal.canary import Canary
from congtin.portal.failure import Failure
from congtin.portal.pieces import PIECE
from portal.making import story

SECRET = 'Nguyên văn một câu "chưa công bố" dài hơn bốn mươi chữ cái.'


@pytest.mark.parametrize("page", [f"<p>{SECRET}</p>", "<a href='/2021/03/nhap/'>", SECRET.replace('"', "&quot;")])
def test_a_leak_names_page_and_draft(page: str) -> None:
    canary = Canary([story("nhap", f"Mở đầu\n{SECRET}\n")], [story("a", "khác")])
    with pytest.raises(Failure, match=r"index\.html nhắc tới content/articles/nhap\.md"):
        canary("index.html", page.encode())


def test_what_is_published_elsewhere_is_no_secret() -> None:
    canary = Canary([story("nhap", SECRET, slug="a")], [story("a", f"… {SECRET} …")])
    canary("index.html", f"<a href='/2021/03/a/'>{SECRET}".encode())


def test_short_texts_tell_nothing() -> None:
    Canary([story("nhap", "Ngắn")], [])("index.html", "Ngắn".encode())


def test_a_long_file_is_heard_to_its_end() -> None:
    canary = Canary([story("nhap", f"Mở đầu\n{SECRET}\n")], [])
    text = SECRET.encode()
    for at in (0, PIECE - len(text) // 2, PIECE, 2 * PIECE - 1):
        with pytest.raises(Failure, match=r"so-lieu\.db nhắc tới"):
            canary("so-lieu.db", io.BytesIO(bytes(at) + text + bytes(PIECE)))
    canary("so-lieu.db", io.BytesIO(bytes(3 * PIECE)))
