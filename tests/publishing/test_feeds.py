"""The RSS feed: excellent by our linter and by feedparser, the same bytes every time, one identity for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtin.catalogue import Catalogue
from congtin.publishing.dates import VIETNAM
from congtin.publishing.feeds import Channel, Items, newest
from congtin.publishing.feeds import guid as guid_of
from congtin.publishing.feeds import rss as write_rss
from congtin.publishing.full_text import absolute
from congtin.story import Correction, Image, Story
from publishing.feed_linter import lint
from publishing.samples import CATALOGUE, FULL, OTHERS, STORIES, story

CHANNEL = Channel(
    title="Cổng tin Công đoàn Minh Hoạ",
    description="Vì đoàn viên và người lao động",
    site_url="https://congdoan.example.vn",
    image="/theme/feed.png",
)


def rss(channel: Channel, stories: Iterable[Story], catalogue: Catalogue | None = None) -> bytes:
    """The feed of the newest of these stories."""
    return write_rss(channel, Items(channel.site_url, 2026, catalogue).of(newest(stories)))


def guid(channel: Channel, moved: Story) -> str:
    return guid_of(channel.site_url, 2026, moved)


FEED = rss(CHANNEL, STORIES, CATALOGUE)


def parsed(feed: bytes) -> feedparser.FeedParserDict:
    """The feed as feedparser reads it, without a complaint."""
    result = feedparser.parse(feed)
    assert not result.bozo, result.get("bozo_exception")
    return result


def only(feed: bytes) -> feedparser.FeedParserDict:
    """The only item of a feed."""
    (item,) = parsed(feed).entries
    return item


def test_the_linter_has_nothing_to_say() -> None:
    assert lint(FEED) == []
    assert len(parsed(FEED).entries) == len(STORIES)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (rb'isPermaLink="false"', b'isPermaLink="true"'),
        (rb"<pubDate>[^<]*", b"<pubDate>2026-01-15"),
        (rb"<lastBuildDate>[^<]*", b"<lastBuildDate>Mon, 02 Jan 2006 15:04:05 +0700"),
        (rb"<description>[^<]*", b"<description>&lt;p&gt;x"),
        (rb"<link>https://congdoan.example.vn/2026", b"<link>/2026"),
        (rb'rel="self"', b'rel="via"'),
        (rb"<language>vi</language>", b""),
        (rb"</channel>", b"<textInput/></channel>"),
        (rb"<dc:creator>[^<]*</dc:creator>", b"<author>a@b.vn</author>"),
        (rb"<image>\s*<url>[^<]*", b"<image><url>theme/feed.png"),
        (rb"&lt;a href=&quot;https://congdoan.example.vn|&lt;a href=\"https://congdoan.example.vn", b'&lt;a href="'),
        (rb"</rss>", b""),
        (rb'version="2.0"', b'version="0.91"'),
        (rb' type="image/svg\+xml"', b""),
        (rb"(?s)(<item>.*?</item>)(.*)(<item>.*</item>)", rb"\3\2\1"),
        (rb"(?s)(<item>.*?</item>)", rb"\1\1"),
        (rb"(?s)(<description>[^<]*</description>)(\s*)(<content:encoded>.*?</content:encoded>)", rb"\3\2\1"),
        (rb"&lt;blockquote&gt;", b"&lt;script&gt;"),
    ],
)
def test_the_linter_notices(pattern: bytes, fault: bytes) -> None:
    broken, times = re.subn(pattern, fault, FEED)
    assert times
    assert lint(broken)


def test_the_linter_counts_items() -> None:
    item = re.search(rb"(?s)<item>.*?</item>", FEED)
    assert item
    assert "more than 50 items" in lint(FEED.replace(item[0], item[0] * 51, 1))


def test_an_empty_feed_prints_no_clock() -> None:
    feed = rss(CHANNEL, ())
    assert lint(feed) == []
    assert b"lastBuildDate" not in feed


def test_the_same_bytes_whatever_the_order() -> None:
    assert rss(CHANNEL, tuple(reversed(STORIES)), CATALOGUE) == FEED


def test_newest_first_equal_dates_by_id_fifty_at_most() -> None:
    day = datetime(2026, 1, 1, 8, tzinfo=VIETNAM)
    many = [story(f"Bài {n:03}", day + timedelta(hours=n // 2)) for n in range(1000)]
    entries = parsed(rss(CHANNEL, many)).entries
    assert [entry.title for entry in entries[:4]] == ["Bài 998", "Bài 999", "Bài 996", "Bài 997"]
    assert len(entries) == 50


def test_dates_of_other_zones_are_compared_as_moments() -> None:
    east = story("Sớm hơn", datetime(2026, 1, 1, 10, tzinfo=VIETNAM))
    west = story("Muộn hơn", datetime(2026, 1, 1, 9, tzinfo=UTC))
    assert [entry.title for entry in parsed(rss(CHANNEL, [east, west])).entries] == ["Muộn hơn", "Sớm hơn"]


def test_identity_outlives_title_date_and_slug() -> None:
    moved = replace(FULL, title="Khác", slug="khac", date=FULL.date + timedelta(days=40))
    assert guid(CHANNEL, moved) == guid(CHANNEL, FULL) == "tag:congdoan.example.vn,2026:minh-hoa-nhieu-chi-tieu"
    assert only(rss(CHANNEL, [moved])).id == guid(CHANNEL, FULL)


def test_an_id_of_any_letters_makes_a_tag_uri() -> None:
    feed = rss(CHANNEL, [replace(FULL, id="content/articles/bài số 1.md")])
    assert only(feed).id == "tag:congdoan.example.vn,2026:content/articles/b%C3%A0i%20s%E1%BB%91%201.md"
    assert lint(feed) == []


def test_what_an_item_says() -> None:
    item = only(rss(CHANNEL, [FULL], CATALOGUE))
    assert item.title == FULL.title
    assert item.summary == FULL.summary
    assert item.link == "https://congdoan.example.vn/2026/01/minh-hoa-nhieu-chi-tieu/"
    assert item.published == "Thu, 15 Jan 2026 18:17:00 +0700"
    assert [author.name for author in item.authors] == ["Người viết mẫu", "Người vẽ mẫu"]
    assert [tag.term for tag in item.tags] == ["Công đoàn cơ sở", "đoàn viên", "kế hoạch"]
    (medium,) = item.media_content
    assert medium == {
        "url": "https://congdoan.example.vn/images/minh-hoa.svg",
        "type": "image/svg+xml",
        "medium": "image",
        "width": "960",
        "height": "540",
        "filesize": "900",
    }
    assert item.media_credit[0]["content"] == "congtin"
    assert item.media_thumbnail[0]["url"] == medium["url"]
    assert item.updated == "2026-01-16T09:05:00+07:00"


def test_the_full_text_is_complete() -> None:
    text = only(rss(CHANNEL, [FULL], CATALOGUE)).content[0].value
    order = [
        "Đính chính 16/01/2026: “550 đoàn viên” xin đọc là “505 đoàn viên”. Hai chữ số bị đổi chỗ khi gõ.",
        FULL.summary,
        'src="https://congdoan.example.vn/images/minh-hoa.svg"',
        "Hình vẽ minh hoạ cho bài viết mẫu. Minh hoạ: congtin",
        'href="https://congdoan.example.vn/gioi-thieu/"',
        "<caption>Kết quả thực hiện các chỉ tiêu năm 2025</caption>",
        "<td>123,2%</td>",
        "<caption>Chỉ tiêu nhiệm kỳ mới, nhiệm kỳ 2025-2030</caption>",
        'Nguồn: <a href="https://example.vn/bai-viet">Báo Minh Hoạ, 14/01/2026 08:00</a>',
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_bare_article_says_what_it_has() -> None:
    feed = rss(CHANNEL, [replace(OTHERS[4], summary="")])
    item = only(feed)
    assert lint(feed) == []
    assert item.summary == item.title
    assert "media_content" not in item
    assert "author" not in item


def test_a_picture_without_type_is_no_medium() -> None:
    bare = replace(FULL, image=Image("https://congdoan.example.vn/a.png", "Hình"))
    assert "media_content" not in only(rss(CHANNEL, [bare]))
    small = replace(FULL, image=Image("images/a.png", "Hình", type="image/png"))
    (medium,) = only(rss(CHANNEL, [small])).media_content
    assert medium == {"url": "https://congdoan.example.vn/images/a.png", "type": "image/png", "medium": "image"}


def test_a_correction_without_a_reason() -> None:
    corrected = replace(FULL, corrections=(Correction(date(2026, 1, 20), "một", "hai"),))
    assert "Đính chính 20/01/2026: “một” xin đọc là “hai”.</p>" in only(rss(CHANNEL, [corrected])).content[0].value


def test_hostile_text_stays_text() -> None:
    hostile = replace(
        FULL,
        title="]]> <b>đậm</b> & \x00\x0b\ufffe\ud800 😀",
        summary="<script>alert(1)</script>",
        tags=("\x01",),
        authors=(),
    )
    item = only(rss(CHANNEL, [hostile], CATALOGUE))
    assert item.title == "]]> <b>đậm</b> & 😀"
    assert "<script>" not in item.content[0].value
    assert [tag.term for tag in item.tags] == ["Công đoàn cơ sở"]


@settings(max_examples=60)
@given(text=st.text())
def test_any_text_survives(text: str) -> None:
    """Whatever an article holds, the feed is well-formed, and every printable character is there."""
    feed = rss(CHANNEL, [replace(FULL, title=f"A{text}", image=None, groups=(), html="<p>x</p>")])
    printable = re.compile("[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    kept = "".join(char for char in f"A{text}" if printable.match(char))
    assert lint(feed) in ([], [f"{' '.join(kept.split())}: title is not plain text: {' '.join(kept.split())}"])
    assert (ElementTree.fromstring(feed).findtext("channel/item/title") or "").split() == kept.split()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x/">a</a>', '<a href="https://h.vn/x/">a</a>'),
        ('<a href="#muc">a</a>', '<a href="https://h.vn/2026/01/b/#muc">a</a>'),
        ('<a href="anh.png">a</a>', '<a href="https://h.vn/2026/01/b/anh.png">a</a>'),
        ('<img src="/a.png" alt="x > y">', '<img src="https://h.vn/a.png" alt="x > y">'),
        ("<img alt=\"a href='/x'\" src=/a.png>", '<img alt="a href=\'/x\'" src="https://h.vn/a.png">'),
        ('<a href="https://khac.vn/?a=1&amp;b=2">a</a>', '<a href="https://khac.vn/?a=1&amp;b=2">a</a>'),
        ('<a href="mailto:a@b.vn">a</a>', '<a href="mailto:a@b.vn">a</a>'),
        ('<p>viết href="/x" &lt;b&gt; &#9786; &nbsp;</p>', '<p>viết href="/x" &lt;b&gt; &#9786; &nbsp;</p>'),
        ('<img src="/a.png" hidden/>', '<img src="https://h.vn/a.png" hidden/>'),
        ("<br/>", "<br/>"),
    ],
)
def test_addresses_become_absolute(html: str, expected: str) -> None:
    assert absolute(html, "https://h.vn/2026/01/b/") == expected


def test_the_channel() -> None:
    channel = parsed(FEED).feed
    assert channel.title == CHANNEL.title
    assert channel.subtitle == CHANNEL.description
    assert channel.language == "vi"
    assert channel.image.title == CHANNEL.title
    assert channel.image.href == "https://congdoan.example.vn/theme/feed.png"
    untold = parsed(rss(replace(CHANNEL, description="", image=""), STORIES)).feed
    assert untold.subtitle == CHANNEL.title
    assert "image" not in untold
