"""Files beside the pages: hashed theme files, and the pictures and documents that articles name."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import pytest

from congtin.portal.assets import media, media_path, named_media, read_file, theme_assets
from congtin.portal.failure import Failure
from congtin.portal.pictures import measure, measured
from congtin.story import Image
from portal.making import page, story


def test_theme_files_get_hashed_names_and_style_sheets_follow(tmp_path: Path) -> None:
    static = tmp_path / "static"
    (static / "css").mkdir(parents=True)
    (static / "fonts").mkdir()
    (static / "fonts/a.woff2").write_bytes(b"1")
    (static / "css/site.css").write_text(
        "@font-face{src:url('../fonts/a.woff2#x')} a{background:url(../none.png)} b{background:url(data:x)}"
    )
    (static / "robots.txt").write_text("")
    (static / ".hidden").write_text("")
    assets = theme_assets(tmp_path)
    assert set(assets.addresses) == {"css/site.css", "fonts/a.woff2", "robots.txt"}
    assert re.fullmatch(r"/theme/css/site\.[0-9a-f]{10}\.css", assets.addresses["css/site.css"])
    assert assets.addresses["robots.txt"] == "/robots.txt"
    (style,) = (item.data.decode() for item in assets.documents if item.path.endswith(".css"))
    assert f'url("{assets.addresses["fonts/a.woff2"]}#x")' in style
    assert "url(../none.png)" in style
    before = assets.addresses["css/site.css"]
    (static / "fonts/a.woff2").write_bytes(b"2")
    assert theme_assets(tmp_path).addresses["css/site.css"] != before


def test_a_link_in_the_theme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/x").symlink_to("/")
    with pytest.raises(Failure, match="x không phải là tệp thường"):
        theme_assets(tmp_path)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/images/a.jpg", "images/a.jpg"),
        ("images/2021/a.jpg", "images/2021/a.jpg"),
        ("/documents/a.pdf?x#y", "documents/a.pdf"),
        ("/images/../articles/nhap.md", None),
        ("/images", None),
        ("https://a.example/images/a.jpg", None),
        ("//a.example/images/a.jpg", None),
        ("/2021/03/a/", None),
    ],
)
def test_the_addresses_of_media(address: str, path: str | None) -> None:
    assert media_path(address) == path


def test_what_a_text_names() -> None:
    body = '<img src="/images/b%20c.jpg"><a href=\'/documents/d&amp;e.pdf\'>x</a><a href="/x/">'
    item = story("a", html=body, image=Image("images/lead.png", "mô tả"))
    assert media(item) == ("documents/d&e.pdf", "images/b c.jpg", "images/lead.png")
    assert media(page("p", html=body)) == ("documents/d&e.pdf", "images/b c.jpg")


def test_missing_and_linked_files_are_findings(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images/there.jpg").write_bytes(b"x")
    (tmp_path / "images/link.jpg").symlink_to("there.jpg")
    os.mkfifo(tmp_path / "images/pipe.jpg")
    names = ("there.jpg", "link.jpg", "pipe.jpg", "none.jpg")
    items = [story(f"a{i}", f"![](/images/{name})", html=f'<img src="/images/{name}">') for i, name in enumerate(names)]
    found, findings = named_media(tmp_path, items)
    assert found == ("images/there.jpg",)
    assert [(item.rule, str(item.place)) for item in findings] == [
        ("S5", f"content/articles/a{number}.md:1:13") for number in (1, 2, 3)
    ]
    with pytest.raises(OSError, match="regular"):
        read_file(tmp_path, "images/pipe.jpg")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("documents/a.html", ""),
        ("documents/a", ""),
        ("images/a.pdf", ""),
        ("images/a.svg", "<svg><script>1</script></svg>"),
        ("images/a.svg", "<svg onload='x'/>"),
        ("images/a.svg", "<svg><a href='javascript:x'/></svg>"),
    ],
)
def test_what_a_browser_might_run_is_not_published(tmp_path: Path, path: str, data: str) -> None:
    for folder in ("images", "documents"):
        (tmp_path / folder).mkdir()
    (tmp_path / path).write_text(data)
    found, findings = named_media(tmp_path, [story("a", html=f'<a href="/{path}">')])
    assert (found, [item.rule for item in findings]) == ((), ["S8"])


def test_a_plain_drawing_is_published(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.SVG").write_text("<svg viewBox='0 0 1 1'/>")
    assert named_media(tmp_path, [story("a", html='<img src="/images/a.SVG">')]) == (("images/a.SVG",), ())


def jpeg(width: int, height: int) -> bytes:
    exif = b"\xff\xe1" + struct.pack(">H", 2 + 300) + b"\0" * 300
    return b"\xff\xd8" + exif + b"\xff\xc2" + struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\0" * 20


def webp(kind: bytes, data: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + data


PICTURES = {
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480), ("image/png", 640, 480)),
    "gif": (b"GIF89a" + struct.pack("<HH", 640, 480), ("image/gif", 640, 480)),
    "jpeg": (jpeg(640, 480), ("image/jpeg", 640, 480)),
    "jpeg cut short": (b"\xff\xd8\xff\xe1", ("image/jpeg", None, None)),
    "webp": (webp(b"VP8 ", b"\0" * 6 + struct.pack("<HH", 640, 480)), ("image/webp", 640, 480)),
    "webp lossless": (webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14)), ("image/webp", 640, 480)),
    "webp extended": (webp(b"VP8X", b"\0" * 4 + struct.pack("<HBHB", 639, 0, 479, 0)), ("image/webp", 640, 480)),
    "webp of another kind": (webp(b"????", b""), ("image/webp", None, None)),
    "svg": (b'<?xml version="1.0"?>\n<svg width="9" viewBox="0 0 640 480.5">', ("image/svg+xml", 640, 480)),
    "svg without a box": (b"<!-- x -->\n<svg>", ("image/svg+xml", None, None)),
    "avif": (b"\0\0\0\x20ftypavif", ("image/avif", None, None)),
    "png cut short": (b"\x89PNG\r\n\x1a\n", ("", None, None)),
    "text": ("Không phải ảnh".encode(), ("", None, None)),
}


@pytest.mark.parametrize(("data", "found"), PICTURES.values(), ids=PICTURES)
def test_pictures_are_measured(data: bytes, found: tuple[str, int | None, int | None]) -> None:
    assert measure(data) == found


def test_a_story_learns_the_size_of_its_picture(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images/a.jpg").write_bytes(jpeg(640, 480))
    image = measured(story("a", image=Image("images/a.jpg", "mô tả")), tmp_path).image
    assert image == Image("images/a.jpg", "mô tả", "", "", 640, 480, len(jpeg(640, 480)), "image/jpeg")
    for src in ("images/none.jpg", "https://a.example/a.jpg"):
        other = story("a", image=Image(src, "mô tả"))
        assert measured(other, tmp_path) is other
    assert measured(story("a"), tmp_path).image is None
