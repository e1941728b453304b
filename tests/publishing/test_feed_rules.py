"""The rules that W3C's validator asks of our feeds: each of them notices its fault."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from congtin.publishing.feeds import Channel, Items, atom, opml, rss
from publishing.feed_formats import lint_atom
from publishing.feed_linter import lint
from publishing.feed_rules import lint_opml, text_complaints
from publishing.samples import CATALOGUE, STORIES

CHANNEL = Channel("Cổng tin", "Vì đoàn viên", "https://congdoan.example.vn", image="/theme/feed.png")
MADE = Items(CHANNEL.site_url, 2026, CATALOGUE).of(STORIES)
RSS, ATOM = rss(CHANNEL, MADE), atom(CHANNEL, MADE)
LIST = opml("Nguồn tin", {"Toàn trang": [CHANNEL]})


def test_the_feeds_are_clean() -> None:
    assert lint(RSS) == lint_atom(ATOM) == lint_opml(LIST, ElementTree.fromstring(LIST)) == []


@pytest.mark.parametrize(
    ("pattern", "fault", "said"),
    [
        (rb"<description>", b"<description>\xc2\x93", "U.0093"),
        (rb"encoding='UTF-8'", b"encoding='utf-16'", "not well-formed|UTF-8"),
        (rb"<item>", b"<item><rating>5</rating>", "rating in item"),
        (rb"<item>", b'<item><x:y xmlns:x="urn:x"/>', "{urn:x}y in item"),
        (rb"<item>", b"<item>loose", "text in item"),
        (rb"<guid ", b'<guid kind="x" ', "attribute kind of guid"),
        (rb"(?s)<language>.*?</language>(.*)</channel>", rb"\1<language>vi</language></channel>", "item is not last"),
        (rb"<link>https://congdoan.example.vn/20", "<link>https://congdoan.example.vn/tin-mới/20".encode(), "plain"),
        (rb"<link>https://congdoan.example.vn/20", b"<link>https://congdoan.example.vn:443/20", "plain"),
        (rb"<link>https://congdoan.example.vn/20", b"<link>https://CONGDOAN.example.vn/20", "plain"),
        (rb"<link>https://congdoan.example.vn/20", b"<link>https://congdoan.example.vn/%c4/20", "plain"),
        (rb"/rss.xml\" rel", b"//rss.xml\" rel", "plain"),
        (rb"<pubDate>\w+", b"<pubDate>Mon", "day of the week"),
        (rb"<pubDate>(\w+, \d+ \w+) \d+", rb"<pubDate>\1 1960", "hardly|week"),
        (rb"<pubDate>[^<]+", b"<pubDate>Thu, 15 Jan 2099 18:17:00 +0700", "hardly"),
        (rb"<pubDate>[^<]+", b"<pubDate>hom qua", "no date"),
        (rb"<language>vi", b"<language>tieng viet", "no language"),
        (rb"feed.png</url>", b"feed.svg</url>", "PNG"),
        (rb"<docs>[^<]*", b"<docs>", "docs is empty"),
        (rb'type="image/svg\+xml"', b'type="drawing"', "no media type"),
        (rb'medium="image"', b'medium="drawing"', "no medium"),
        (rb'type="plain"', b'type="markdown"', "no type of text"),
        (rb'width="\d+"', b'width="wide"', "no number"),
        (rb"<content:encoded>", b"<content:encoded>&lt;p style='x'&gt;", "attribute style"),
        (rb"<content:encoded>", b"<content:encoded>&lt;video&gt;", "<video>"),
        (rb"<content:encoded>", b"<content:encoded>&lt;p&gt;", "<p> is not closed"),
    ],
)  # fmt: skip
def test_each_rule_notices(pattern: bytes, fault: bytes, said: str) -> None:
    broken, times = re.subn(pattern, fault, RSS)
    assert times
    assert any(re.search(said.replace("{", r"\{"), text) for text in lint(broken)), lint(broken)


@pytest.mark.parametrize(
    ("pattern", "fault", "said"),
    [
        (rb"<updated>[^<]*", b"<updated>2026-01-15", "no date|RFC 3339"),
        (rb"(<link [^>]*)/>", rb"\1>x</link>", "not empty"),
        (rb"<uri>[^<]*", b"<uri>congdoan.example.vn", "plain"),
        (rb"(?s)<generator>.*?</generator>(.*)</feed>", rb"\1<generator>x</generator></feed>", "not last"),
        (rb'xml:lang="vi"', b'xml:lang="Vietnamese!"', "no language"),
    ],
)
def test_each_rule_notices_in_atom(pattern: bytes, fault: bytes, said: str) -> None:
    broken, times = re.subn(pattern, fault, ATOM)
    assert times
    assert any(re.search(said, text) for text in lint_atom(broken)), lint_atom(broken)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (rb'version="2.0"', b'version="1.0"'),
        (rb"<title>[^<]*", b"<title>"),
        (rb'type="rss"', b'type="feed"'),
        (rb'xmlUrl="https://', b'xmlUrl="/'),
        (rb' text="[^"]*" title', b' text="" title'),
    ],
)
def test_the_list_is_looked_at(pattern: bytes, fault: bytes) -> None:
    broken, times = re.subn(pattern, fault, LIST)
    assert times
    assert lint_opml(broken, ElementTree.fromstring(broken))


def test_a_text_may_hold_what_articles_hold() -> None:
    fair = '<h2>A</h2><p><a href="https://a.example/">x</a> <q cite="https://a.example/">y</q><br></p><hr>'
    assert not list(text_complaints(fair))
    assert list(text_complaints('<p><a href="/x">x</a></p>'))
    assert list(text_complaints("<p>x</em></p>"))
