"""What search engines ask for: the sitemap (sitemaps.org), the news sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from html import escape

from congtin.publishing.dates import local
from congtin.publishing.feeds.items import plain
from congtin.story import Story

LARGEST = 50_000  # addresses in one sitemap, by the protocol
NEWS_DAYS = timedelta(days=2)  # Google News looks at no more
NEWS_LARGEST = 1000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_text = partial(escape, quote=False)


def sitemaps(site_url: str, changed: Mapping[str, datetime | None]) -> Iterator[tuple[str, bytes]]:
    """Sitemap files by name: ``changed`` maps each address from the root to when it last changed, None if unknown.

    One file, or from 50,001 addresses on an index under the same name with numbered files beside it.
    """
    rows = [_url(f"{site_url}{address}", moment) for address, moment in changed.items()]
    parts = [rows[at : at + LARGEST] for at in range(0, len(rows), LARGEST)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _file("urlset", _SITEMAP, parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    links = [f"<sitemap><loc>{_text(f'{site_url}/{name}')}</loc></sitemap>" for name in names]
    yield "sitemap.xml", _file("sitemapindex", _SITEMAP, links)
    for name, part in zip(names, parts, strict=True):
        yield name, _file("urlset", _SITEMAP, part)


def _url(address: str, moment: datetime | None) -> str:
    stamp = f"<lastmod>{local(moment).isoformat(timespec='seconds')}</lastmod>" if moment else ""
    return f"<url><loc>{_text(address)}</loc>{stamp}</url>"


def _file(root: str, namespace: str, rows: Sequence[str], more: str = "") -> bytes:
    return "\n".join([_HEAD, f'<{root} xmlns="{namespace}"{more}>', *rows, f"</{root}>", ""]).encode()


def news_sitemap(site_url: str, name: str, language: str, stories: Iterable[Story]) -> bytes:
    """The articles of the two days up to the newest one, newest first.

    Counted from the newest article, not from the clock, so that the same content gives the same bytes; what has
    become older than two days search engines leave out by themselves.
    """
    stories = sorted(stories, key=lambda story: (local(story.date), story.id), reverse=True)[:NEWS_LARGEST]
    fresh = [story for story in stories if local(stories[0].date) - local(story.date) <= NEWS_DAYS]
    rows = [
        f"<url><loc>{_text(f'{site_url}{story.url}')}</loc><news:news>"
        f"<news:publication><news:name>{_text(plain(name))}</news:name>"
        f"<news:language>{_text(story.lang or language)}</news:language></news:publication>"
        f"<news:publication_date>{local(story.date).isoformat(timespec='seconds')}</news:publication_date>"
        f"<news:title>{_text(plain(story.title))}</news:title></news:news></url>"
        for story in fresh
    ]
    return _file("urlset", _SITEMAP, rows, f' xmlns:news="{_NEWS}"')


def robots(site_url: str) -> bytes:
    """Everything may be read, and where the sitemaps are."""
    return (
        f"User-agent: *\nAllow: /\n\nSitemap: {site_url}/sitemap.xml\nSitemap: {site_url}/sitemap-news.xml\n"
    ).encode()
