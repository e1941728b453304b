"""Whole outputs compared with those kept in tests/golden; ``python -m publishing.test_golden`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from congtin.publishing.feeds import Channel, Items, atom, json_feed, newest, rss
from publishing.samples import CATALOGUE, STORIES
from publishing.theme_pages import render_all

GOLDEN = Path(__file__).parents[1] / "golden"
CHANNEL = Channel(
    "Cổng tin Công đoàn Minh Hoạ", "Vì đoàn viên", "https://congdoan.example.vn", hub="https://hub.example.vn/"
)
FEEDS = {"rss.xml": rss, "atom.xml": atom, "feed.json": json_feed}


def outputs() -> dict[str, str]:
    """What is kept, by file name."""
    pages = render_all()
    kept = {f"{name}.html": f"{pages[name].rstrip()}\n" for name in ("article", "index", "organisation-top")}
    items = Items(CHANNEL.site_url, 2026, CATALOGUE).of(newest(STORIES))
    return {**kept, **{name: write(CHANNEL, items).decode() for name, write in FEEDS.items()}}


@pytest.mark.parametrize("name", ["article.html", "index.html", "organisation-top.html", *FEEDS])
def test_as_kept(name: str) -> None:
    assert outputs()[name] == (GOLDEN / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for file, text in outputs().items():
        (GOLDEN / file).write_text(text, encoding="utf-8")
