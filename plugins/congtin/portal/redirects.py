"""Old addresses: a small page at each leads to where the article lives now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import unquote

from congtin.portal.assets import Document
from congtin.story import Story

# No style and no script: a strict policy has nothing to forbid here, and each client follows one of the three ways.
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
</head>
<body><p>Bài đã chuyển tới <a href="{address}">{title}</a>.</p></body>
</html>
"""


def redirects(moved: Mapping[str, Story], site_url: str) -> Iterator[Document]:
    """A page at each old address that leads to the article."""
    for old, story in moved.items():
        page = PAGE.format(
            lang=escape(story.lang),
            title=escape(story.title),
            address=escape(story.url),
            canonical=escape(f"{site_url}{story.url}"),
        )
        yield Document(alias_file(old), page.encode(), f"địa chỉ cũ {old} của {story.path}")


def alias_file(alias: str) -> str:
    """The file of an old address: itself when it names one, else the index of its folder."""
    path = unquote(alias).removeprefix("/")
    return path if posixpath.splitext(path)[1] else f"{path.rstrip('/')}/index.html"
