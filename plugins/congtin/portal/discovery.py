"""How a portal is found and hosted: sitemaps, robots.txt, structured data, and the files that hosts read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from jinja2.utils import htmlsafe_json_dumps

from congtin.portal.assets import Document
from congtin.portal.fingerprints import Deferred
from congtin.portal.stamps import digest
from congtin.publishing.feeds.items import updated
from congtin.publishing.sitemaps import LARGEST, news_sitemap, robots, sitemaps
from congtin.publishing.structured import organisation, structured

if TYPE_CHECKING:
    from congtin.portal.outline import Portal, Sheet

LOGO = "feed.png"
UNLISTED = ("/404.html",)


def structured_data(portal: Portal, sheet: Sheet) -> str:
    """The JSON-LD of a page, safe within a data block; empty where there is nothing to find."""
    if sheet.address in UNLISTED:
        return ""
    site = portal.edition.site
    logo = portal.assets.addresses.get(LOGO, "")
    publisher = organisation(site.name, site.url, f"{site.url}{logo}" if logo else "", asdict(site.footer))
    views = sheet.views
    way, image = views.get("breadcrumb", ()), views["head"].image
    data = structured(publisher, views["head"], way, views.get("article"), image, views.get("dataset"))
    return htmlsafe_json_dumps(data, dumps=json.dumps, ensure_ascii=False)  # a third of the size of escaped Vietnamese


def sitemap_documents(portal: Portal, addresses: Iterable[str]) -> Iterator[Document]:
    """Sitemap, news sitemap and robots.txt; ``addresses`` are those of all pages that were printed."""
    site, stories, listed = portal.edition.site, portal.edition.stories, [it for it in addresses if it not in UNLISTED]
    told = (f"{feed.channel.path} {' '.join(story.path for story in feed.stories)}" for feed in portal.feeds.all)
    moved = (f"{story.date.timestamp()} {story.modified} {story.corrections}" for story in stories)
    key = digest("\n".join(moved), "\n".join(listed), "\n".join(told))
    made = cache(lambda: dict(sitemaps(site.url, _changed(portal, listed))))
    for name in ("sitemap.xml",) if len(listed) <= LARGEST else made():
        yield Document(name, Deferred(key, partial(lambda own: made()[own], name)), "sơ đồ trang")
    news = partial(news_sitemap, site.url, site.name, site.language, stories)
    yield Document("sitemap-news.xml", Deferred(f"{key} {portal.edition.library.slims}", news), "sơ đồ tin mới")
    if "robots.txt" not in portal.assets.addresses:
        yield Document("robots.txt", robots(site.url), "robots.txt")


def _changed(portal: Portal, addresses: Iterable[str]) -> dict[str, datetime | None]:
    """When what stands at these addresses last changed; a list of articles is as new as its newest article."""
    changed: dict[str, datetime | None] = dict.fromkeys(addresses)
    for story in portal.edition.stories:
        changed[story.url] = updated(story)
    for page, moment in portal.feeds.changed.items():
        if page in changed:
            changed[page] = moment
    return changed
