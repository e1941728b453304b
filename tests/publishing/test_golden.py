"""Whole outputs compared with those kept in tests/golden; ``python -m publishing.test_golden`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from congtin.publishing.feeds import Channel, rss
from publishing.samples import CATALOGUE, STORIES
from publishing.theme_pages import render_all

GOLDEN = Path(__file__).parents[1] / "golden"
CHANNEL = Channel("Cổng tin Công đoàn Minh Hoạ", "Vì đoàn viên", "https://congdoan.example.vn", 2026)


def outputs() -> dict[str, str]:
    """What is kept, by file name."""
    pages = render_all()
    kept = {f"{name}.html": f"{pages[name].rstrip()}\n" for name in ("article", "index", "organisation-top")}
    return {**kept, "rss.xml": rss(CHANNEL, STORIES, CATALOGUE).decode()}


@pytest.mark.parametrize("name", ["article.html", "index.html", "organisation-top.html", "rss.xml"])
def test_as_kept(name: str) -> None:
    assert outputs()[name] == (GOLDEN / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for file, text in outputs().items():
        (GOLDEN / file).write_text(text, encoding="utf-8")
