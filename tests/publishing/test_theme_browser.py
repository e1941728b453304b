"""The invented pages in a real browser: what real content does not show yet (corrections, plans that failed, dark)."""

from __future__ import annotations

import mimetypes
from collections import Counter
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from publishing.theme_pages import THEME, render_all

pytestmark = pytest.mark.xdist_group("browser")

PAGES = render_all()
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0z"/></svg>'
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
TABLE_ROLES = {"table", "row", "cell", "columnheader", "rowheader", "caption"}


def answer(route: Route) -> None:
    """The theme's files, a picture, and the rendered pages, without a server."""
    path = urlsplit(route.request.url).path
    if path.startswith("/theme/"):
        file = THEME / "static" / path.removeprefix("/theme/")
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])
    elif path.startswith("/images/"):
        route.fulfill(body=PICTURE, content_type="image/svg+xml")
    else:
        route.fulfill(body=PAGES[path.strip("/")], content_type="text/html; charset=utf-8")


def opened(browser: Browser, name: str, width: int, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(f"http://theme.test/{name}")
    return page


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    "name", ["article", "index", "organisation", "archive", "section-page", "data", "indicator", "body_data", "term"]
)
def test_accessible_and_never_wider_than_the_screen(browser: Browser, name: str, width: int, scheme: str) -> None:
    page = opened(browser, name, width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    violations = Axe().run(page, options=AXE).response["violations"]
    assert [(item["id"], item["nodes"][0]["html"]) for item in violations] == []
    page.context.close()


def test_stacked_tables_stay_tables(browser: Browser) -> None:
    """On a telephone rows become sheets; to a screen reader they are the same table, cell for cell."""
    found = []
    for width in (360, 1280):
        page = opened(browser, "article", width)
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        found.append(Counter(node["role"]["value"] for node in nodes if not node["ignored"]))
        page.context.close()
    narrow, wide = ({role: count for role, count in roles.items() if role in TABLE_ROLES} for roles in found)
    assert set(wide) == TABLE_ROLES
    assert narrow == wide


def test_every_figure_is_seen_on_a_telephone(browser: Browser) -> None:
    page = opened(browser, "article", 360)
    text = page.locator("table.indicators").first.inner_text()
    assert all(figure in text for figure in ("505", "410", "123,2%", "470", "7,4%", "Vượt", "Chưa đạt", "trên 965"))
    page.context.close()


def test_numbers_lead_to_their_table_and_back(browser: Browser) -> None:
    page = opened(browser, "article", 360)
    page.click(".prose a[id] >> nth=1")
    assert page.evaluate("document.querySelector(':target').textContent") == "123,2%"
    assert page.locator("td :target").is_visible()
    page.click("td :target")
    assert page.locator(".prose :target").inner_text() == "123,2%"
    page.context.close()


def test_the_size_of_text_is_remembered_and_never_needed(browser: Browser) -> None:
    page = opened(browser, "article", 360)
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert page.evaluate(size) == 16
    for _ in range(9):
        page.click("[aria-label='Tăng cỡ chữ']")
    assert page.evaluate(size) == 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto("http://theme.test/section")
    assert page.evaluate(size) == 24
    page.click("[aria-label='Cỡ chữ thường']")
    page.click("[aria-label='Giảm cỡ chữ']")
    assert page.evaluate(size) < 16
    page.click("[aria-label='Cỡ chữ thường']")
    assert page.evaluate("localStorage.length") == 0
    page.context.close()


def test_print_shows_the_article_alone(browser: Browser) -> None:
    page = opened(browser, "article", 794)
    page.emulate_media(media="print")
    seen = {
        place: page.locator(place).first.is_visible()
        for place in (".menu", ".latest", ".skip", ".tools", "h1", ".indicators")
    }
    assert seen == {".menu": False, ".latest": False, ".skip": False, ".tools": False, "h1": True, ".indicators": True}
    ground = "getComputedStyle(document.querySelector('.site-footer')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"  # ink is for words
    assert page.locator(".print-only").inner_text() == "https://congdoan.example.vn/2026/01/minh-hoa-nhieu-chi-tieu/"
    page.context.close()
