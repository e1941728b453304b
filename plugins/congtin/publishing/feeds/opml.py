"""OPML 2.0: all feeds of a site in one file, to take over into a reader at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from congtin.publishing.feeds.channel import RSS, Channel
from congtin.publishing.feeds.items import plain


def opml(title: str, groups: Mapping[str, Sequence[Channel]]) -> bytes:
    """The feeds (as RSS, so that no article comes twice) under the names of their groups; empty groups vanish."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"<head><title>{_text(title)}</title></head>",
        "<body>",
    ]
    for name, channels in groups.items():
        if channels:
            lines += [f"<outline text={_quoted(name)}>", *map(_outline, channels), "</outline>"]
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()


def _outline(channel: Channel) -> str:
    given = {
        "text": channel.title,
        "title": channel.title,
        "type": "rss",
        "version": "RSS2",
        "xmlUrl": channel.address(RSS),
        "htmlUrl": channel.home,
        "language": channel.language,
    }
    return f"<outline {' '.join(f'{name}={_quoted(value)}' for name, value in given.items())}/>"


def _quoted(text: str) -> str:
    return '"' + escape(plain(text)).replace("&#x27;", "'") + '"'


def _text(text: str) -> str:
    return escape(plain(text), quote=False)
