"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from congtin.publishing.feeds.channel import JSON, Channel
from congtin.publishing.feeds.items import Item, plain

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, items: Sequence[Item]) -> bytes:
    """The feed of these items in their order; strict JSON in UTF-8, the same bytes every time."""
    title = plain(channel.title)
    feed = {
        "version": VERSION,
        "title": title,
        "description": plain(channel.description),
        "home_page_url": channel.home,
        "feed_url": channel.address(JSON),
        "favicon": f"{channel.site_url}{channel.image}" if channel.image else "",
        "language": channel.language,
        "authors": [{"name": plain(channel.publisher) or title, "url": f"{channel.site_url}/"}],
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
    }
    told = {**_known(feed), "items": [_item(item) for item in items]}
    return f"{json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()


def _item(item: Item) -> dict[str, Any]:
    return _known(
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.html,
            "image": item.picture.url if item.picture else "",
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat() if item.changed else "",
            "authors": [{"name": name} for name in item.creators],
            "tags": list(item.categories),
            "language": item.language,
        }
    )


def _known(members: dict[str, Any]) -> dict[str, Any]:
    """Without what there is nothing to say of."""
    return {name: value for name, value in members.items() if value}
