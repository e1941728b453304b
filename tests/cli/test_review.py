"""What the preview is told of the findings of a page: its own with their spots, the others with their address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from congtin.cli import review
from congtin.cli.serve import Preview
from congtin.portal.edition import Edition


def built(site: Path) -> Edition:
    """What the preview of a site has built."""
    preview = Preview(site / "pelicanconf.py", site.parent / "preview")
    preview.rebuild()
    assert preview.edition
    return preview.edition


@pytest.fixture
def edition(faulty: Path) -> Edition:
    (faulty / "content/articles/2024/hong.md").write_text("không có phần khai báo", encoding="utf-8")
    return built(faulty)


def data(edition: Edition, address: str) -> dict[str, Any]:
    """The object in front of the script."""
    first, _, rest = review.script(edition, address).decode().partition(";\n")
    assert rest.startswith("// The preview's overlay")
    found: dict[str, Any] = json.loads(first.removeprefix("const REVIEW = "))
    return found


def test_an_article_gets_its_findings_and_their_spots(edition: Edition) -> None:
    page = data(edition, "/2024/03/lech-so/")
    assert page["closing"] == "Đã đối chiếu 4/6 số, 7 lỗi phải sửa, 2 lưu ý."
    told = [finding["verdict"] for finding in page["findings"]]
    marked = {
        spot["text"][spot["start"] : spot["end"]]: [told[index] for index in spot["findings"]] for spot in page["spots"]
    }
    assert marked == {
        "999": ["lưu ý F16", "lỗi D1"],
        "132,2%": ["lỗi N1"],
        "464": ["lỗi B2"],
        "Thứ Hai": ["lỗi P2"],
        "12/03/2024": ["lỗi P2"],
        "04": ["lỗi B5", "lỗi B1"],
    }
    [wrong] = [finding for finding in page["findings"] if finding["verdict"] == "lỗi N1"]
    assert wrong["place"] == "content/articles/2024/lech số.md:7:47"
    assert wrong["related"] == ["dòng 7: ở đây ghi 505", "dòng 7: ở đây ghi 410"]


def test_other_files_are_named_with_the_address_of_their_page(edition: Edition) -> None:
    elsewhere = data(edition, "/2024/03/khop/")["elsewhere"]
    assert elsewhere == [
        {"path": "content/articles/2024/hong.md", "counts": "1 lỗi phải sửa", "url": ""},
        {
            "path": "content/articles/2024/lech số.md",
            "counts": "7 lỗi phải sửa, 2 lưu ý",
            "url": "/2024/03/lech-so/",
        },
    ]


def test_any_other_page_tells_of_the_whole_site(edition: Edition) -> None:
    page = data(edition, "/khong-co/")
    assert (page["findings"], page["spots"]) == ([], [])
    assert page["counts"] == "8 lỗi phải sửa, 2 lưu ý"
    assert len(page["elsewhere"]) == 2


def test_before_the_first_build_there_is_nothing_to_show() -> None:
    assert review.script(None, "/") == b""


def test_blocks_of_one_text_are_told_apart_and_white_space_does_not_count(faulty: Path) -> None:
    article = faulty / "content/articles/2024/khop.md"
    more = "\nTrao  77\nsuất quà.\n\nTrao 77 suất\u00a0quà.\n\n> Trao 77 suất quà.\n"
    article.write_text(article.read_text(encoding="utf-8") + more, encoding="utf-8")
    found = data(built(faulty), "/2024/03/khop/")
    spots = [(spot["text"], spot["nth"], spot["start"], spot["end"]) for spot in found["spots"]]
    assert spots == [("Trao 77 suất quà.", nth, 5, 7) for nth in range(3)]
