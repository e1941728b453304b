"""An old address leads to where the article lives now."""

from __future__ import annotations

import pytest

from congtin.portal.redirects import alias_file, redirects
from portal.making import story


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/tin-tuc/123.html", "tin-tuc/123.html"),
        ("/tin-tuc/123", "tin-tuc/123/index.html"),
        ("/tin-tuc/123/", "tin-tuc/123/index.html"),
        ("/tin%20t%E1%BB%A9c/", "tin tức/index.html"),
    ],
)
def test_the_file_of_an_alias(alias: str, file: str) -> None:
    assert alias_file(alias) == file


def test_the_page_leads_on() -> None:
    item = story("a", title='Tin <b>"nóng"</b>', aliases=("/cu.html", "/x/"))
    first, second = redirects(dict.fromkeys(item.aliases, item), "https://a.example")
    text = first.data.decode()
    assert (first.path, second.path) == ("cu.html", "x/index.html")
    assert 'content="0; url=/2021/03/a/"' in text
    assert '<link rel="canonical" href="https://a.example/2021/03/a/">' in text
    assert "Tin &lt;b&gt;&quot;nóng&quot;&lt;/b&gt;" in text
    assert "<b>" not in text
