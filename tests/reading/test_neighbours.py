"""What only shows when all articles and pages are read: clashes, links, pictures, the order."""

from __future__ import annotations

from pathlib import Path

from congtin.catalogue import Catalogue
from congtin.reading.pages import read_pages
from congtin.reading.stories import read_stories
from congtin.story import Page, Status, Story

HEAD = "---\nid: {name}\ntitle: Bài {name}\ndate: 02/03/2021\ncategory: Tin\n{more}---\nBài.\n"


def stories(root: Path, **more: str) -> dict[str, Story]:
    folder = root / "content" / "articles" / "2021"
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in more.items():
        (folder / f"{name}.md").write_text(HEAD.format(name=name, more=lines), encoding="utf-8")
    return {story.id: story for story in read_stories(root, root / "content", Catalogue())}


def codes(item: Story | Page) -> list[str]:
    return [finding.rule for finding in item.problems]


def test_articles_that_share_nothing_have_no_findings(tmp_path: Path) -> None:
    images = tmp_path / "content" / "images"
    images.mkdir(parents=True)
    (images / "a.svg").write_text("<svg/>")
    found = stories(
        tmp_path,
        a="image: {src: /images/a.svg, alt: Lớp học}\naliases: [/cu/a/]\nrelated: [b]\n",
        b="related: [a, content/articles/2021/a.md]\n",
    )
    assert list(found) == ["a", "b"]
    assert [codes(story) for story in found.values()] == [[], []]
    assert found["a"].url == "/2021/03/a/"


def test_a_former_address_that_is_taken(tmp_path: Path) -> None:
    found = stories(tmp_path, a="", b="aliases: [/2021/03/A/index.html]\n", c="aliases: [/2021/03/c]\n")
    assert codes(found["b"]) == codes(found["c"]) == ["F22"]
    (finding,) = found["b"].problems
    assert str(finding.place) == "content/articles/2021/b.md:6:1"
    assert finding.related[0].place.path == "content/articles/2021/a.md"


def test_percent_signs_and_case_make_no_second_address(tmp_path: Path) -> None:
    found = stories(tmp_path, a="aliases: [/tin/%C4%91/]\n", b="aliases: [/TIN/Đ]\n")
    assert codes(found["b"]) == ["F22"]


def test_a_picture_outside_the_content_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "a.svg").write_text("<svg/>")
    (tmp_path / "content" / "b.svg").symlink_to(tmp_path / "a.svg")
    assert codes(stories(tmp_path, a="image: {src: b.svg, alt: Lớp học}\n")["a"]) == ["F24"]


def test_unreadable_articles_clash_with_none(tmp_path: Path) -> None:
    found = stories(tmp_path, a="")
    (tmp_path / "content/articles/2021/a.txt").write_text("a")
    found = stories(tmp_path)
    assert [codes(story) for story in found.values()] == [[], ["F3"]]
    assert [story.status for story in found.values()] == [Status.PUBLISHED, Status.DRAFT]


def test_articles_out_of_place_are_named(tmp_path: Path) -> None:
    for name in ("content/a.md", "content/2021/b.MD", "content/images/c.md", "content/README.md", "content/a.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Bài.", encoding="utf-8")
    found = stories(tmp_path, a="")
    assert {name: codes(story) for name, story in found.items()} == {
        "content/2021/b.MD": ["F3"],
        "content/a.md": ["F3"],
        "a": [],
    }


def pages(root: Path, sections: tuple[str, ...] = (), **texts: str) -> list[Page]:
    folder = root / "content" / "pages"
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return list(read_pages(root, root / "content", sections=sections))


def test_a_page(tmp_path: Path) -> None:
    (page,) = pages(
        tmp_path, a="---\ntiêu đề: Giới thiệu\ntóm tắt: Về trang\nstatus: draft\nslug: Về đây\n---\n**Chữ**\n"
    )
    assert (page.title, page.summary, page.slug, page.status) == ("Giới thiệu", "Về trang", "ve-day", Status.DRAFT)
    assert page.html == "<p><strong>Chữ</strong></p>"
    assert page.url == "/ve-day/"
    assert page.path == "content/pages/a.md"
    assert not page.problems


def test_pages_that_cannot_be(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        sections=("Tin vắn",),
        a="Chỉ có chữ",
        b="---\ntitle: B\nslug: '2021'\n---\n",
        c="---\ntitle: C\nslug: tin-van\n---\n",
        d="---\ndate: 02/03/2021\n---\n",
        e="---\ntitle: E\n---\n",
        f="---\ntitle: F\nslug: E\n---\n",
    )
    assert [codes(page) for page in found] == [["F5"], ["F21"], ["F22"], ["F17", "F11"], [], ["F22"]]
    assert "chuyên mục “Tin vắn”" in found[2].problems[0].message
    assert found[5].problems[0].related[0].place.path == "content/pages/e.md"
    (tmp_path / "content/pages/g.html").write_text("x")
    assert codes(read_pages(tmp_path, tmp_path / "content")[-1]) == ["F3"]
