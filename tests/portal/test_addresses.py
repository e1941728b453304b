"""Each address leads to one thing; the names that congtin needs stay free."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from congtin.catalogue import Catalogue
from congtin.portal.addresses import file_of, inspect_addresses
from congtin.portal.site import Site
from congtin.story import Page, Story
from portal.making import page, story

SITE = Site(Path("/x"), Path("/x/content"), "Tên", "https://a.example", sections=("Cơ sở",))


def rules(*items: Story | Page, site: Site = SITE) -> list[str]:
    stories = [item for item in items if isinstance(item, Story)]
    pages = [item for item in items if isinstance(item, Page)]
    return [found.rule for found in inspect_addresses(site, Catalogue(), stories, pages)]


@pytest.mark.parametrize(
    ("address", "file"),
    [("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/404.html", "404.html"), ("/rss.xml", "rss.xml")],
)
def test_the_file_of_an_address(address: str, file: str) -> None:
    assert file_of(address) == file


def test_a_sound_site() -> None:
    assert rules(story("a"), story("b"), page("gioi-thieu")) == []


def test_one_slug_in_two_months_is_two_addresses() -> None:
    assert rules(story("a", slug="x"), story("b", slug="x", day="2021-04-02")) == []


@pytest.mark.parametrize(
    "items",
    [
        (story("a", slug="x"), story("b", slug="x")),
        (page("a", slug="x"), page("b", slug="x")),
        (story("a"), page("co-so")),
        (story("a"), story("b", aliases=("/2021/03/a/",))),
        (story("a"), story("b", aliases=("/2021/03/A/index.html",))),
        (story("a"), story("b", aliases=("/2021/03/%61",))),
    ],
    ids=["articles", "pages", "page and section", "alias", "alias in capitals", "alias in escapes"],
)
def test_an_address_taken_twice_names_both(items: tuple[Story | Page, ...]) -> None:
    stories = [item for item in items if isinstance(item, Story)]
    pages = [item for item in items if isinstance(item, Page)]
    site = replace(SITE, sections=())
    (found,) = inspect_addresses(site, Catalogue(), stories, pages)
    assert found.rule == "S4"
    assert {found.place.path, found.related[0].place.path} == {item.path for item in items}


@pytest.mark.parametrize("name", ["don-vi", "so-lieu", "luu-tru", "theme", "images", "2021", ""])
def test_reserved_names(name: str) -> None:
    assert "S5" in rules(story("a"), page("p", slug=name))
    assert "S5" in rules(story("a", category=name), site=Site(Path("/x"), Path("/x"), "", ""))


def test_two_spellings_of_a_section() -> None:
    assert rules(story("a"), story("b", category="CƠ SỞ")) == ["S6"]


def test_a_section_without_articles_is_a_note() -> None:
    (found,) = inspect_addresses(SITE, Catalogue(), [], [])
    assert (found.rule, found.severity, found.place.path) == ("S7", "note", "pelicanconf.py")
