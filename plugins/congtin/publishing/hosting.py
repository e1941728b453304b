"""What static hosts read: `_headers` and `_redirects` of Netlify and Cloudflare Pages, `_gone` of nginx.

The same for nginx stands in docs/xuat-ban.md, and a test holds both together.
One policy for all: everything from our own address, nothing inline, no exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY: dict[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
QUARTER = "public, max-age=900"  # feeds: readers ask every quarter of an hour
YEAR = "public, max-age=31536000, immutable"  # files whose names change with their content
FEEDS: dict[str, dict[str, str]] = {
    "rss.xml": {"Content-Type": "application/rss+xml; charset=utf-8", "Cache-Control": QUARTER},
    "atom.xml": {"Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": QUARTER},
    "feed.json": {
        "Content-Type": "application/feed+json; charset=utf-8",
        "Cache-Control": QUARTER,
        "Access-Control-Allow-Origin": "*",
    },
}
# What differs by path, in the patterns of Netlify and Cloudflare: * is the rest, :name one step. Cloudflare takes
# 100 rules at most, so feeds are named by the three shapes of their addresses.
BY_PATH: tuple[tuple[str, dict[str, str]], ...] = (
    ("/theme/*", {"Cache-Control": YEAR}),
    *((f"{shape}/{file}", given) for file, given in FEEDS.items() for shape in ("", "/:section", "/don-vi/:id")),
    ("/nguon-rss.opml", {"Content-Type": "text/x-opml; charset=utf-8"}),
)


def headers() -> str:
    """The file ``_headers``."""
    return "".join(_rule(path, given) for path, given in (("/*", SECURITY), *BY_PATH))


def _rule(path: str, given: Mapping[str, str]) -> str:
    return "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in given.items())])


def redirect_rules(moved: Mapping[str, str]) -> str:
    """The file ``_redirects``: each old address, from the root, and where the article lives now.

    Cloudflare answers 301 from it; Netlify serves the page that stands at the old address, which leads on as well.
    """
    rows = (f"{quote(old, safe='/%-._~')} {new} 301\n" for old, new in sorted(moved.items()))
    return "".join(["# Địa chỉ cũ của bài viết\n", *rows])


def gone_rules(gone: Iterable[str]) -> str:
    """The file ``_gone``: the addresses that answer 410, as nginx includes them in a map.

    They stand in a file of their own, since Cloudflare takes no 410 in ``_redirects`` and may refuse the whole file for
    one; the guide says how Netlify is given them.
    """
    rows = (f'"{quote(address, safe="/-._~")}" 1;\n' for address in gone)
    return "".join(["# Địa chỉ của bài đã bỏ\n", *rows])
