"""What a reader's browser finds: every template, narrow and wide, with and without script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from pprint import pformat

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser
from visiting import MISSING, SCHEMES, WIDTHS, Visit


def listed(found: Mapping[str, object]) -> str:
    """All of it, where pytest's own message would be cut short."""
    return pformat(found, width=160)


def test_the_judge_knows_wcag_2_2(visits: list[Visit]) -> None:
    version = re.search(r"axe v(\d+)\.(\d+)", AXE_SCRIPT)
    assert version
    assert tuple(map(int, version.groups())) >= (4, 8)
    assert all("target-size" in visit.rules_run for visit in visits)


def test_every_template_was_looked_at(visits: list[Visit], root: Path) -> None:
    """A new template without a page of its own in the site's content fails here, and is looked at once it has one."""
    files = {file.stem for file in (root / "theme" / "templates").glob("*.html")} - {"base"}
    for width, scheme in product(WIDTHS, SCHEMES):
        assert {visit.template for visit in visits if (visit.width, visit.scheme) == (width, scheme)} == files


def test_no_accessibility_violation(visits: list[Visit]) -> None:
    found = {str(visit): visit.violations for visit in visits if visit.violations}
    assert not found, listed(found)


def test_no_request_leaves_the_site(visits: list[Visit], host: str) -> None:
    found = {str(visit): visit.hosts for visit in visits if visit.hosts != {host}}
    assert not found, listed(found)


def test_the_console_stays_silent(visits: list[Visit]) -> None:
    """No script error, no missing file, no report of the content security policy."""
    found = {str(visit): visit.complaints for visit in visits if visit.complaints}
    assert not found, listed(found)


def test_nothing_scrolls_sideways(visits: list[Visit]) -> None:
    """Wide tables scroll within themselves, the page never (WCAG 1.4.10)."""
    found = {str(visit): visit.sideways for visit in visits if visit.sideways > 0}
    assert not found, listed(found)


def test_a_page_that_is_not_there_says_so_in_vietnamese(visits: list[Visit]) -> None:
    assert all("không" in visit.text.lower() for visit in visits if visit.address == MISSING)


ADDED_BY_SCRIPT = ("Sao chép",)  # buttons that would do nothing without it


def test_pages_are_complete_without_script(visits: list[Visit], browser: Browser, host: str) -> None:
    """Whatever a reader sees with scripts on stands there with scripts off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDTHS[-1], "height": 800})
    page = context.new_page()
    lost = {}
    for visit in visits:
        if (visit.width, visit.scheme) == (WIDTHS[-1], "light"):
            page.goto(host + visit.address)
            lines = {*page.inner_text("body").splitlines(), *ADDED_BY_SCRIPT}
            lost[visit.address] = [line for line in visit.text.splitlines() if line not in lines]
    context.close()
    found = {address: lines for address, lines in lost.items() if lines}
    assert not found, listed(found)


def test_the_first_tab_leads_past_the_menu(browser: Browser, host: str) -> None:
    """WCAG 2.4.1: a visible link to the main part comes first for who has only a keyboard."""
    page = browser.new_page()
    page.goto(host + "/")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target
    assert target.startswith("#")
    assert page.locator(target).evaluate("element => element.tagName") == "MAIN"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.close()
