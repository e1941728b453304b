"""The templates, each with all it may get and with next to nothing: safe, complete, well built."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from congtin.publishing.archives import Month, Paging, Year
from congtin.publishing.articles import article
from congtin.publishing.cards import Head, Link, PinnedCard, SectionBlock, card
from congtin.publishing.key_figures import KeyFigure
from congtin.publishing.organisations import OrganisationCard
from congtin.publishing.syndication import FeedGroup, FeedLink, FeedRow
from congtin.story import Attribution, Author, Image
from publishing.samples import CATALOGUE, FULL
from publishing.theme_pages import THEME, Footer, Site, StandingPage, contexts, frame, render, render_all

PAGES = render_all()
VOID = {"meta", "link", "img", "br", "hr", "input", "wbr"}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
HOSTILE = "\"'><script>alert(1)</script><b onmouseover=x>&amp;"


class Outline(HTMLParser):
    """Elements with their attributes, in order; complains about what is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")] + "</main>"


@pytest.fixture(params=sorted(PAGES), scope="module")
def page(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]


def test_every_template_is_rendered() -> None:
    files = {file.name for file in (THEME / "templates").glob("*.html")} - {"base.html"}
    assert files == {template for template, _ in contexts().values()}


def test_the_document(page: str) -> None:
    outline = Outline(page)
    assert page.startswith("<!doctype html>")
    assert [tag for tag, _ in outline.elements if re.fullmatch("h[1-6]", tag)].count("h1") == 1
    assert len(outline.all("main")) == 1
    assert outline.all("html") == [{"lang": "vi"}]
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    pointers = {
        attributes[name] for _, attributes in outline.elements for name in attributes if name == "aria-labelledby"
    }
    assert pointers <= set(ids)
    fragments = {str(a["href"])[1:] for a in outline.all("a") if str(a.get("href")).startswith("#")}
    assert fragments <= set(ids)


def test_headings_skip_no_level(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(main_of(page)).elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_strict_policy_and_nothing_that_breaks_it(page: str) -> None:
    outline = Outline(page)
    policies = [meta["content"] for meta in outline.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]
    for tag, attributes in outline.elements:
        assert tag not in ("style", "iframe", "object", "base")
        assert tag != "script" or attributes.get("src") or attributes == {"type": "application/ld+json"}
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_only_own_files_are_loaded(page: str) -> None:
    outline = Outline(page)
    loaded = [link["href"] for link in outline.all("link") if link["rel"] in ("stylesheet", "icon")]
    loaded += [item["src"] for item in outline.all("img", "script") if item.get("type") != "application/ld+json"]
    assert loaded
    assert all(re.match("/[^/]", str(address)) for address in loaded)


def test_images_have_alternatives_and_times_are_for_machines(page: str) -> None:
    outline = Outline(page)
    assert all("alt" in image for image in outline.all("img"))
    assert all(re.match(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+07:00)?$", str(t["datetime"])) for t in outline.all("time"))


def test_head_tells_who_and_where() -> None:
    head = PAGES["article"].partition("</head>")[0]
    assert "<title>LĐLĐ tỉnh Minh Hoạ: nhiều chỉ tiêu đạt" in head
    assert "– Cổng tin Công đoàn Minh Hoạ</title>" not in head, "a long headline stands alone"
    assert " – Cổng tin Công đoàn Minh Hoạ</title>" in PAGES["section"].partition("</head>")[0]
    assert '<link rel="canonical" href="https://congdoan.example.vn/2026/01/minh-hoa-nhieu-chi-tieu/">' in head
    for kind, file, name in (
        ("rss+xml", "rss.xml", "RSS"),
        ("atom+xml", "atom.xml", "Atom"),
        ("feed+json", "feed.json", "JSON Feed"),
    ):
        assert f'<link rel="alternate" type="application/{kind}" title="Cổng tin ({name})" href="/{file}">' in head
    assert "<title>Trang chủ</title>" in PAGES["index"]


def rendered(name: str, **more: Any) -> str:
    template, context = contexts()[name]
    return render(template, {**context, **more})


def test_open_graph_picture_and_kind() -> None:
    head = Head("T", "", "/x/", "https://h.vn/x/", "https://h.vn/a.png", "article")
    page = rendered("article", head=head)
    assert '<meta property="og:image" content="https://h.vn/a.png">' in page
    assert '<meta property="og:type" content="article">' in page
    assert "description" not in page.partition("</head>")[0]


def test_the_article_in_the_order_of_a_newspaper() -> None:
    main = main_of(PAGES["article"])
    parts = [
        "Bài minh hoạ", "<h1>", 'class="sapo"', "Bài:</span> Người viết mẫu", "Ảnh:</span> Người vẽ mẫu",
        'href="/don-vi/tinh-minh-hoa/"', "Đăng <time", "Cập nhật <time", "Đính chính", "Số liệu chính", "<figcaption>",
        "Minh hoạ: congtin", "Hướng về cơ sở", "Số liệu công đoàn", "Kết quả thực hiện các chỉ tiêu năm 2025",
        "Nguồn:", "Tin liên quan", "Tin cùng chuyên mục",
    ]  # fmt: skip
    places = [main.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_empty_boxes_vanish() -> None:
    bare = PAGES["article-bare"]
    for word in (
        "Đính chính",
        "Cập nhật",
        "Nguồn:",
        "Số liệu",
        "figure",
        "Từ khoá",
        "liên quan",
        "cùng chuyên mục",
        "kicker",
        "sapo",
    ):
        assert word not in main_of(bare), word
    empty = PAGES["index-empty"]
    assert "Chưa có bài viết nào được đăng." in empty
    for word in ("Tin mới nhất", "Nên xem", "Số liệu công đoàn", "section-block"):
        assert word not in empty, word
    assert not re.search(r"<(\w+)( [^>]*)?>\s*</\1>", main_of(empty)), "a box without content"
    assert 'class="fact"' not in PAGES["index-plain"]
    assert "notice" not in PAGES["index-plain"]


def test_the_notice_and_the_licence_footer() -> None:
    for page in PAGES.values():
        footer = page[page.index('<footer class="site-footer') :]
        assert '<a href="/rss.xml"' in footer
    footer = PAGES["section"][PAGES["section"].index('<footer class="site-footer') :]
    for text in ("Cơ quan chủ quản", "Giấy phép", "Chịu trách nhiệm nội dung", "Địa chỉ", "Điện thoại", "Thư điện tử"):
        assert text in footer
    assert "Trang trình diễn congtin" in PAGES["404"]


def test_latest_news_have_day_and_time() -> None:
    for name in ("index", "article"):
        assert re.search(
            r'Tin mới nhất</h2>\s*<ol class="timeline">\s*<li(?: class="told")?><time [^>]*>15/01/2026 18:17</time>',
            PAGES[name],
        )


def test_tables_have_captions_and_headers() -> None:
    table = PAGES["article"][PAGES["article"].index('<table class="indicators">') :].partition("</table>")[0]
    assert "<caption" in table
    assert table.count('scope="col"') == 9
    assert table.count('scope="row"') == table.count("<tr") - 1
    assert '<td class="verdict exceeded" data-title="Đánh giá"><span>Vượt</span></td>' in table
    assert '<td class="target"></td>' in table  # empty, not blank: style sheets count on it


def test_the_only_unescaped_values_are_cleaned_bodies() -> None:
    files = (THEME / "templates").rglob("*.html")
    found = [match for file in files for match in re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}", file.read_text("utf-8"))]
    assert sorted(found) == [
        "{{ article.body|safe }}",
        "{{ drawing.svg|safe }}",  # what is printed in a chart is escaped by the chart (test_charts.py)
        "{{ page.html|safe }}",
        "{{ page.html|safe }}",
    ]
    assert not any("autoescape" in file.read_text("utf-8") for file in (THEME / "templates").rglob("*.html"))


def test_hostile_values_stay_text() -> None:
    """Every value that comes from settings, catalogue or front matter, in every template."""
    link = Link(HOSTILE, f"/{HOSTILE}")
    story = replace(
        FULL, title=HOSTILE, summary=HOSTILE, kicker=HOSTILE, category=HOSTILE, organisation=HOSTILE, lang=HOSTILE,
        authors=(Author(HOSTILE, HOSTILE),), tags=(HOSTILE,), ai=HOSTILE, data_from=HOSTILE, html="<p>x</p>",
        attribution=Attribution(HOSTILE, f"https://{HOSTILE}", HOSTILE, HOSTILE),
        image=Image(f"/{HOSTILE}", HOSTILE, HOSTILE, HOSTILE),
        groups=tuple(replace(group, title=HOSTILE, entries=tuple(
            replace(entry, label=HOSTILE, note=HOSTILE, basis=HOSTILE) for entry in group.entries
        )) for group in FULL.groups),
        corrections=tuple(replace(item, said=HOSTILE, right=HOSTILE, why=HOSTILE) for item in FULL.corrections),
    )  # fmt: skip
    hostile = card(story, CATALOGUE)
    body = OrganisationCard(
        HOSTILE, f"/{HOSTILE}", HOSTILE, HOSTILE, HOSTILE, True, (HOSTILE,), (link,), (link,), (link,)
    )
    month = Month(HOSTILE, HOSTILE, 9, (hostile,))
    site = Site(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, Footer(*[HOSTILE] * 6))
    views = {
        **frame("/", HOSTILE),
        "site": site, "menu": (link,), "pages": (link,), "latest": (hostile,), "feed_url": HOSTILE,
        "head": Head(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE), "breadcrumb": (link,),
        "article": article(story, CATALOGUE), "lead": hostile, "sections": (SectionBlock(link, (hostile, hostile)),),
        "same_section": (hostile,), "related": (hostile,), "seconds": (hostile,), "section": link, "kind": HOSTILE,
        "key_figures": (KeyFigure(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, link, HOSTILE),),
        "pinned": (PinnedCard(hostile, True),), "paging": Paging(2, 3, (link,), HOSTILE, HOSTILE), "cards": (hostile,),
        "tags": ((link, 3),), "parts": ((link, 3),), "month": month, "year": Year(HOSTILE, HOSTILE, 9, (month,)),
        "years": (Year(HOSTILE, HOSTILE, 9, (month,)),), "organisation": replace(body, children=(body,)),
        "organisations": (body,), "figures": (link,), "indicators": (link,), "months": (month,), "page": StandingPage(HOSTILE, ""),
        "assets": dict.fromkeys(("site.css", "emblem.svg", "reader.js", "feeds.js"), HOSTILE), "opml": link,
        "feeds": (FeedLink(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),), "structured": {"name": HOSTILE},
        "groups": (FeedGroup(HOSTILE, HOSTILE, (FeedRow(HOSTILE, HOSTILE, ()),)),),
    }  # fmt: skip
    data = {template for template, context in contexts().values() if "data" in context or "corrections" in context}
    for template in {template for template, _ in contexts().values()} - data:  # those in test_data_views.py
        outline = Outline(render(template, views))
        own = ({"type": "application/ld+json"}, {"src": HOSTILE}, {"src": HOSTILE, "defer": None})
        assert not outline.all("b"), template
        assert not [script for script in outline.all("script") if script not in own], template
        assert not [name for _, held in outline.elements for name in held if name.startswith("on")], template


def test_a_source_without_a_safe_address_is_no_link() -> None:
    story = replace(FULL, attribution=Attribution("Báo", "javascript:alert(1)"))
    assert "javascript" not in rendered("article", article=article(story, CATALOGUE))


def test_other_languages_are_marked() -> None:
    assert '<article class="story" lang="en">' in rendered(
        "article", article=article(replace(FULL, lang="en"), CATALOGUE)
    )


def test_where_a_reader_is_is_marked() -> None:
    assert '<li><a href="/" aria-current="page">Trang chủ</a></li>' in PAGES["index"]
    assert '<li><a href="/don-vi/" aria-current="page">Đơn vị</a></li>' in PAGES["organisations"]
    assert '<li><a href="/cong-doan-co-so/" aria-current="page">Công đoàn cơ sở</a></li>' in PAGES["section"]
    assert "aria-current" not in PAGES["404"]


def test_colours_and_sizes_come_from_tokens() -> None:
    """Colours stand in the tokens alone, so that a federation changes its look in one place."""
    css = (THEME / "static" / "site.css").read_text("utf-8")
    rules = css[css.index("/* 2. Ground */") : css.index("/* 7. Print")]
    assert re.findall(r"#[0-9a-f]{3,6}\b|rgb\(|hsl\(", rules) == []
    assert "url(" not in css
    assert "@import" not in css
