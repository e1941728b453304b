"""Old addresses: a small page at each alias leads to where the article lives now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
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


def redirects(stories: Iterable[Story], site_url: str) -> Iterator[Document]:
    """A page for each alias of the stories, in their order."""
    for story in stories:
        for alias in story.aliases:
            page = PAGE.format(
                lang=escape(story.lang),
                title=escape(story.title),
                address=escape(story.url),
                canonical=escape(f"{site_url}{story.url}"),
            )
            yield Document(alias_file(alias), page.encode(), f"aliases của {story.path}")


def alias_file(alias: str) -> str:
    """The file of an old address: itself when it names one, else the index of its folder."""
    path = unquote(alias).removeprefix("/")
    return path if posixpath.splitext(path)[1] else f"{path.rstrip('/')}/index.html"
