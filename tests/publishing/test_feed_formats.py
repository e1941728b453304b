"""RSS, Atom and JSON Feed tell the same of the same items; each is excellent by its own rules."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congtin.publishing.dates import VIETNAM
from congtin.publishing.feeds import Channel, Item, Items, atom, json_feed, newest, opml, rss
from congtin.story import Correction, Story
from publishing.feed_formats import lint_atom, lint_json, told_by_atom, told_by_json, told_by_rss
from publishing.feed_linter import lint
from publishing.samples import CATALOGUE, FULL, STORIES, story

CHANNEL = Channel("Cổng tin “A & B”", "Vì đoàn viên", "https://congdoan.example.vn", image="/theme/feed.png")
WITH_HUB = replace(CHANNEL, hub="https://hub.example.vn/")
Write = Callable[[Channel, tuple[Item, ...]], bytes]
FORMATS = {
    "rss": (rss, lint, told_by_rss),
    "atom": (atom, lint_atom, told_by_atom),
    "json": (json_feed, lint_json, told_by_json),
}
HOSTILE = "]]> a < b & c > d \x00\x0b\ufffe\ud800 😀 \u0007"


def items(*stories: Story) -> tuple[Item, ...]:
    return Items(CHANNEL.site_url, 2026, CATALOGUE).of(newest(stories, len(stories)))


SAMPLES = {
    "samples": STORIES,
    "none": (),
    "hostile": tuple(
        replace(FULL, id=f"b-{n}", title=f"{n} {HOSTILE}", summary=HOSTILE, html=f"<p>{n} &lt; 😀</p>")
        for n in range(4)
    ),
    "same moment": tuple(replace(FULL, id=f"c-{n}", corrections=(), modified=None) for n in range(3)),
}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("channel", [CHANNEL, WITH_HUB], ids=["plain", "hub"])
def test_all_three_are_sound_and_say_the_same(sample: str, channel: Channel) -> None:
    made = items(*SAMPLES[sample])
    told = []
    for write, linter, tell in FORMATS.values():
        feed = write(channel, made)
        assert linter(feed) == []
        told.append(tell(feed))
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == len(SAMPLES[sample])


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_is_content(name: str) -> None:
    for sample in SAMPLES.values():
        read = feedparser.parse(FORMATS[name][0](WITH_HUB, items(*sample)))
        assert not read.bozo
        assert len(read.entries) == len(sample)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (rb"<published>[^<]*", b"<published>15/01/2026"),
        (rb"<updated>[^<]*", b"<updated>2026-01-15T18:17:00+07:00"),
        (rb"<summary>[^<]*</summary>", b""),
        (rb'<content type="html">', b"<content>"),
        (rb'rel="self"', b'rel="via"'),
        (rb'href="https://congdoan.example.vn/20', b'href="/20'),
        (rb'rel="alternate"', b'rel="related"'),
        (rb' xml:lang="vi"', b""),
        (rb"<id>tag:", b"<id>x:"),
        (rb"(?s)(<entry>.*?</entry>)", rb"\1\1"),
        (rb"(?s)(<entry>.*</entry>)", rb"\1\1\1\1\1\1\1\1"),
        (rb"<title>[^<]*</title>", b"<title/>"),
        (rb"</feed>", b""),
        (rb"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns#"),
        (rb"&lt;a href=", b"&lt;a href=&quot;/x&quot; data-x="),
    ],
)
def test_the_linter_of_atom_notices(pattern: bytes, fault: bytes) -> None:
    broken, times = re.subn(pattern, fault, atom(CHANNEL, items(*STORIES)))
    assert times
    assert lint_atom(broken)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (rb"version/1.1", b"version/1"),
        (rb'"home_page_url": "https://', b'"home_page_url": "/'),
        (rb'"id": "tag:', b'"id": "'),
        (rb'"url": "https://congdoan.example.vn/20', b'"url": "/20'),
        (rb'"date_published": "[^"]*"', b'"date_published": "15/01/2026"'),
        (rb'"tags"', b'"tag"'),
        (rb'"favicon"', b'"favourite"'),
        (rb'"content_html": "', b'"content_html": "<script>'),
        (rb'"title": "', b'"titel": "'),
        (rb'"id": "tag:[^"]*"', b'"id": "tag:a.vn,2026:x"'),
        (rb'"items": \[', b'"items": [NaN, '),
    ],
)
def test_the_linter_of_json_notices(pattern: bytes, fault: bytes) -> None:
    broken, times = re.subn(pattern, fault, json_feed(CHANNEL, items(*STORIES)))
    assert times
    assert lint_json(broken)


def test_the_hub_is_named_only_when_there_is_one() -> None:
    for write, _, _ in FORMATS.values():
        assert b"hub" not in write(CHANNEL, items(FULL))
        assert b"https://hub.example.vn/" in write(WITH_HUB, items(FULL))
    assert json.loads(json_feed(WITH_HUB, ()))["hubs"] == [{"type": "WebSub", "url": "https://hub.example.vn/"}]


@pytest.mark.parametrize(
    ("modified", "corrected", "updated"),
    [
        (None, None, None),
        (datetime(2026, 1, 16, 9, 5, tzinfo=VIETNAM), None, "2026-01-16T09:05:00+07:00"),
        (None, date(2026, 1, 20), "2026-01-20T00:00:00+07:00"),
        (datetime(2026, 1, 16, tzinfo=VIETNAM), date(2026, 1, 20), "2026-01-20T00:00:00+07:00"),
        (datetime(2025, 1, 1, tzinfo=VIETNAM), date(2025, 1, 1), None),
    ],
)
def test_a_change_never_moves_the_first_publication(
    modified: datetime | None, corrected: date | None, updated: str | None
) -> None:
    corrections = (Correction(corrected, "một", "hai"),) if corrected else ()
    made = items(replace(FULL, modified=modified, corrections=corrections))
    for write, _, tell in FORMATS.values():
        (told,) = tell(write(CHANNEL, made))
        assert told["published"].isoformat() == "2026-01-15T18:17:00+07:00"
        assert (told["updated"] and told["updated"].isoformat()) == updated
        assert told["html"].startswith("<p>Đính chính ") is bool(corrected)


def test_an_empty_atom_feed_prints_no_clock() -> None:
    assert b"<updated>1970-01-01T07:00:00+07:00</updated>" in atom(CHANNEL, ())


def test_a_site_without_words_or_picture() -> None:
    bare = Channel("Cổng tin", "", "https://a.example.vn")
    assert lint_atom(atom(bare, ())) == lint_json(json_feed(bare, ())) == lint(rss(bare, ())) == []


@settings(max_examples=40)
@given(text=st.text())
def test_any_text_survives_in_every_format(text: str) -> None:
    made = items(replace(FULL, title=f"A{text}", summary=text, tags=(text,), image=None, groups=(), html="<p>x</p>"))
    told = [tell(write(CHANNEL, made)) for write, _, tell in FORMATS.values()]
    assert told[0] == told[1] == told[2]


def test_a_thousand_items_survive() -> None:
    day = datetime(2026, 1, 1, 8, tzinfo=VIETNAM)
    many = [
        replace(story(f"Bài {n:03} {HOSTILE}", day + timedelta(hours=n // 2)), id=f"bai-{n:03}") for n in range(1000)
    ]
    made = items(*many)
    told = [tell(write(CHANNEL, made)) for write, _, tell in FORMATS.values()]
    assert told[0] == told[1] == told[2]
    assert [item["id"] for item in told[0][:3]] == [f"tag:congdoan.example.vn,2026:bai-{n}" for n in (998, 999, 996)]
    assert len(told[0]) == 1000


def test_items_are_made_once() -> None:
    maker = Items(CHANNEL.site_url, 2026)
    assert maker.of([FULL])[0] is maker.of([FULL])[0]


def test_the_list_of_feeds() -> None:
    section = replace(CHANNEL, title='Thi đua "A" & <B>\x00', path="/thi-dua/")
    root = ElementTree.fromstring(
        opml("Nguồn tin <A>", {"Toàn trang": [CHANNEL], "Chuyên mục": [section], "Trống": []})
    )
    assert root.findtext("head/title") == "Nguồn tin <A>"
    assert [outline.get("text") for outline in root.findall("body/outline")] == ["Toàn trang", "Chuyên mục"]
    (found,) = root.findall("body/outline[2]/outline")
    assert found.attrib == {
        "text": 'Thi đua "A" & <B>',
        "title": 'Thi đua "A" & <B>',
        "type": "rss",
        "version": "RSS2",
        "xmlUrl": "https://congdoan.example.vn/thi-dua/rss.xml",
        "htmlUrl": "https://congdoan.example.vn/thi-dua/",
        "language": "vi",
    }


@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed; make quality asks for it")
@pytest.mark.parametrize("name", ["rss", "atom"])
def test_newsboat_lists_all(name: str, tmp_path: Path) -> None:
    feed = tmp_path / f"{name}.xml"
    feed.write_bytes(FORMATS[name][0](CHANNEL, items(*STORIES)))
    (tmp_path / "urls").write_text(f"file://{feed}\n")
    command = ["newsboat", "-u", str(tmp_path / "urls"), "-c", str(tmp_path / "cache.db"), "-C", "/dev/null", "-x"]
    for step in ("reload", "print-unread"):
        done = subprocess.run(
            [*command, step],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.split()[0] == str(len(STORIES))
