"""What search engines, networks and hosts read: sitemaps, robots.txt, structured data, cards, headers."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from congtin.portal.sharing import SharedPicture, Sharing
from congtin.publishing.articles import article
from congtin.publishing.cards import Head, Link
from congtin.publishing.dates import VIETNAM
from congtin.publishing.hosting import headers, redirect_rules
from congtin.publishing.share_cards import HEIGHT, MARGIN, SIZES, WIDTH, Printer, ShareCard, headline
from congtin.publishing.sitemaps import LARGEST, news_sitemap, robots, sitemaps
from congtin.publishing.structured import organisation, structured
from congtin.publishing.typeface import Typeface
from congtin.story import Image
from publishing.samples import CATALOGUE, FULL, OTHERS, story

SITE = "https://congdoan.example.vn"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
N = "{http://www.google.com/schemas/sitemap-news/0.9}"
FONTS = Path(__file__).parents[2] / "theme/fonts"
PRINTER = Printer(FONTS)
FOOTER = {"governing_body": "Tổng Liên đoàn", "address": "Số 0", "telephone": "0", "email": "a@b.vn", "licence": "x"}


def test_the_sitemap() -> None:
    moment = datetime(2026, 1, 15, 18, 17, tzinfo=VIETNAM)
    ((name, data),) = sitemaps(SITE, {"/": moment, "/a&b/": None})
    assert name == "sitemap.xml"
    urls = ElementTree.fromstring(data).findall(f"{S}url")
    assert [url.findtext(f"{S}loc") for url in urls] == [f"{SITE}/", f"{SITE}/a&b/"]
    assert [url.findtext(f"{S}lastmod") for url in urls] == ["2026-01-15T18:17:00+07:00", None]


def test_a_large_site_has_an_index_of_sitemaps() -> None:
    files = dict(sitemaps(SITE, {f"/{n}/": None for n in range(LARGEST + 1)}))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert [node.text for node in index.iter(f"{S}loc")] == [f"{SITE}/sitemap-1.xml", f"{SITE}/sitemap-2.xml"]
    assert [len(ElementTree.fromstring(files[name])) for name in ("sitemap-1.xml", "sitemap-2.xml")] == [LARGEST, 1]
    assert len(dict(sitemaps(SITE, {}))) == 1


def test_the_news_are_those_of_the_two_newest_days() -> None:
    newest = datetime(2026, 1, 15, 18, 17, tzinfo=VIETNAM)
    edge = story("Hai ngày", newest - timedelta(days=2))
    old = story("Cũ hơn", newest - timedelta(days=2, seconds=1))
    root = ElementTree.fromstring(news_sitemap(SITE, "Cổng <tin>", "vi", (old, edge, FULL)))
    assert [node.text for node in root.iter(f"{N}title")] == [FULL.title, "Hai ngày"]
    assert root.findtext(f"{S}url/{N}news/{N}publication/{N}name") == "Cổng <tin>"
    assert root.findtext(f"{S}url/{N}news/{N}publication_date") == "2026-01-15T18:17:00+07:00"
    assert len(ElementTree.fromstring(news_sitemap(SITE, "x", "vi", ()))) == 0


def test_robots_are_told_of_both() -> None:
    assert robots(SITE).decode().splitlines()[-2:] == [
        f"Sitemap: {SITE}/sitemap.xml",
        f"Sitemap: {SITE}/sitemap-news.xml",
    ]


def graph(path: str = FULL.url, **more: object) -> dict[str, dict[str, object]]:
    head = Head("Tiêu đề", "Mô tả", path, f"{SITE}{path}")
    given = {"breadcrumb": (Link("Trang chủ", "/"), Link("Thi đua", "/thi-dua/"), Link("Không trang", "")), **more}
    data = structured(organisation("Cổng tin", SITE, f"{SITE}/logo.png", FOOTER), head, **given)  # type: ignore[arg-type]
    assert data["@context"] == "https://schema.org"
    assert json.loads(json.dumps(data)) == data
    return {part["@type"]: part for part in data["@graph"]}


def test_an_article_says_what_it_is() -> None:
    parts = graph(article=article(FULL, CATALOGUE), image=f"{SITE}/a.png")
    news = parts["NewsArticle"]
    assert news["headline"] == FULL.title
    assert (news["datePublished"], news["dateModified"]) == ("2026-01-15T18:17:00+07:00", "2026-01-16T09:05:00+07:00")
    assert news["author"] == [
        {"@type": "Person", "name": "Người viết mẫu"},
        {"@type": "Person", "name": "Người vẽ mẫu"},
    ]
    assert news["publisher"] == {"@id": parts["NewsMediaOrganization"]["@id"]}
    assert news["image"] == [f"{SITE}/a.png"]
    assert news["isBasedOn"] == "https://example.vn/bai-viet"
    assert news["correction"][0]["text"].startswith("“550 đoàn viên” xin đọc là “505 đoàn viên”. Hai chữ số")  # type: ignore[index]


def test_an_article_of_few_words() -> None:
    news = graph(article=article(replace(OTHERS[4], title="A" * 200), CATALOGUE))["NewsArticle"]
    assert len(str(news["headline"])) == 110
    assert news["author"] == [{"@id": f"{SITE}/#toa-soan"}]
    assert news["dateModified"] == news["datePublished"]
    assert not {"image", "correction", "isBasedOn", "sourceOrganization", "keywords"} & news.keys()


def test_the_way_from_home() -> None:
    steps = graph()["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [  # type: ignore[attr-defined]
        (1, "Trang chủ", f"{SITE}/"),
        (2, "Thi đua", f"{SITE}/thi-dua/"),
        (3, "Tiêu đề", f"{SITE}{FULL.url}"),
    ]


def test_the_home_page_tells_of_the_site() -> None:
    parts = graph("/", breadcrumb=())
    assert parts.keys() == {"NewsMediaOrganization", "WebSite"}
    assert parts["NewsMediaOrganization"]["parentOrganization"] == {"@type": "Organization", "name": "Tổng Liên đoàn"}
    bare = organisation("Cổng tin", SITE)
    assert bare.keys() == {"@type", "@id", "name", "url"}


def pixels(png: bytes) -> list[bytes]:
    """The rows of an 8-bit RGBA picture (PNG specification, section 9)."""
    at, packed, size = 8, b"", (0, 0)
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            size = struct.unpack(">II", png[at + 8 : at + 16])
        if kind == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, stride, rows = zlib.decompress(packed), size[0] * 4, [bytes(size[0] * 4)]
    for y in range(size[1]):
        start = y * (stride + 1)
        rows.append(_unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), rows[-1]))
    return rows[1:]


def _unfiltered(kind: int, row: bytearray, above: bytes) -> bytes:
    for n in range(len(row)):
        left, up, corner = (row[n - 4] if n > 3 else 0), above[n], (above[n - 4] if n > 3 else 0)
        guess = left + up - corner
        paeth = min((left, up, corner), key=lambda value: abs(guess - value))
        row[n] = (row[n] + (0, left, up, (left + up) // 2, paeth)[kind]) & 0xFF
    return bytes(row)


TALL = "ẾỖẬẶỆỘ ỬỮỰỢỞỠ ĐƯỜNG ẤY ĐẸP"
TITLES = ["Ngắn", f"{TALL} {TALL}", " ".join([TALL] * 12), "W" * 300, "Ra quân 😀 Tháng Công nhân", "😀"]


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
def test_a_headline_fits_whatever_it_says(title: str) -> None:
    face = PRINTER.faces[1]
    size, lines = headline(face, title)
    assert size in SIZES
    assert len(lines) * size * 1.32 <= 200
    assert all(face.width(line, size) <= WIDTH - 2 * MARGIN for line in lines)
    if title == "Ngắn":
        assert (size, lines) == (SIZES[0], ["Ngắn"])
    assert (len(title) > 250) == (lines[-1:] != [] and lines[-1].endswith("…"))


def test_a_card_clips_no_mark() -> None:
    """Ink never reaches the edges, nor the band between site and headline; the same bytes every time."""
    card = ShareCard(TALL, TALL, " ".join([TALL] * 3), f"{TALL} · 15/01/2026")
    png = PRINTER.png(card)
    assert png == PRINTER.png(card)
    rows = pixels(png)
    assert (len(rows), len(rows[0])) == (HEIGHT, WIDTH * 4)
    ground = rows[20][:4]
    assert all(row == ground * WIDTH for row in (*rows[12:34], *rows[-18:]))
    assert all(row[-20 * 4 :] == ground * 20 and row[: 30 * 4] == ground * 30 for row in rows[12:])
    assert any(row != ground * WIDTH for row in rows[150:330])


def test_characters_that_the_font_lacks_are_left_out() -> None:
    svg = PRINTER.svg(ShareCard("A & <B>", "", "Tin 😀 mới"))
    assert ">Tin mới</text>" in svg
    assert ">A &amp; &lt;B&gt;</text>" in svg
    assert svg.count("<text") == 2


def test_the_fonts_have_every_vietnamese_letter_and_their_licence() -> None:
    import unicodedata

    marks = [
        unicodedata.normalize("NFC", f"{base}{tone}")
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    ]
    for face in PRINTER.faces:
        assert face.known("".join(marks)) == "".join(marks)
        assert face.known("đĐ“”–…·%₫") == "đĐ“”–…·%₫"
    assert "SIL Open Font License, Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


def test_a_file_that_is_no_such_font() -> None:
    data = bytearray((FONTS / "BeVietnamPro-Bold.ttf").read_bytes())
    at = data.index(b"cmap")
    (table,) = struct.unpack_from(">I", data, at + 8)
    struct.pack_into(">H", data, table + 2, 0)
    with pytest.raises(ValueError, match="no cmap"):
        Typeface(bytes(data))


def test_hosts_are_told_the_strict_policy_and_the_types_of_feeds() -> None:
    text = headers()
    rules = {block.splitlines()[0]: block for block in text.replace("\n/", "\n\n/").split("\n\n")}
    assert "default-src 'none'" in rules["/*"]
    assert "unsafe" not in text
    assert len(rules) <= 100
    for shape in ("", "/:section", "/don-vi/:id"):
        assert "application/rss+xml; charset=utf-8" in rules[f"{shape}/rss.xml"]
        assert "Access-Control-Allow-Origin: *" in rules[f"{shape}/feed.json"]
    assert "immutable" in rules["/theme/*"]


def test_old_addresses_lead_on() -> None:
    assert redirect_rules({"/cũ/": "/2026/01/moi/", "/a/": "/b/"}).splitlines()[1:] == [
        "/a/ /b/ 301",
        "/c%C5%A9/ /2026/01/moi/ 301",
    ]


def shared(image: Image | None, share_cards: int = 1) -> SharedPicture:
    site = SimpleNamespace(url=SITE, name="Cổng tin", share_cards=share_cards)
    told = replace(FULL, image=image)
    return Sharing(SimpleNamespace(edition=SimpleNamespace(site=site, stories=(told,)))).picture(told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("image", "share_cards", "url"),
    [
        (Image("/images/a.jpg", "Hình", type="image/jpeg", width=600, height=400), 1, f"{SITE}/images/a.jpg"),
        (Image("images/a.png", "Hình", type="image/png", width=900, height=400), 0, f"{SITE}/images/a.png"),
        (Image("https://b.vn/a.webp", "Hình", type="image/webp", width=900), 0, "https://b.vn/a.webp"),
        (Image("/images/a.jpg", "Hình", type="image/jpeg", width=599), 1, f"{SITE}{FULL.url}chia-se.png"),
        (Image("/images/a.svg", "Hình", type="image/svg+xml", width=900), 1, f"{SITE}{FULL.url}chia-se.png"),
        (None, 0, f"{SITE}/chia-se.png"),
    ],
)
def test_which_picture_stands_for_an_article(image: Image | None, share_cards: int, url: str) -> None:
    assert shared(image, share_cards).url == url
