"""Each address leads to one thing; the names that congtin needs stay free."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.organisation import Level, Organisation
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


CATALOGUE = Catalogue((), (Organisation("ldld", "LĐLĐ", Level.PROVINCE),))


@pytest.mark.parametrize(
    "items",
    [
        (story("a"), page("co-so")),
        (story("a"), page("p"), story("b", aliases=("/P",))),
        (story("a"), story("b", aliases=("/co-so/index.html",))),
        (story("a"), story("b", aliases=("/c%6F-so",))),
        (story("b", aliases=("/rss.xml",)),),
        (story("b", aliases=("/index.html",)),),
        (story("b", aliases=("/don-vi/ldld/",)),),
    ],
    ids=["page", "alias of a page", "alias of a section", "in escapes", "feed", "home", "organisation"],
)
def test_an_address_taken_twice_is_told_at_the_later_one(items: tuple[Story | Page, ...]) -> None:
    stories = [item for item in items if isinstance(item, Story)]
    pages = [item for item in items if isinstance(item, Page)]
    (found,) = inspect_addresses(replace(SITE, sections=()), CATALOGUE, stories, pages)
    assert (found.rule, found.place.path) == ("S4", items[-1].path)
    assert [item.place.path for item in found.related] == [item.path for item in items[-2:-1]]


def test_two_spellings_of_a_section() -> None:
    assert rules(story("a"), story("b", category="CƠ SỞ")) == ["S6"]


def test_a_section_without_articles_is_a_note() -> None:
    (found,) = inspect_addresses(SITE, Catalogue(), [], [])
    assert (found.rule, found.severity, found.place.path) == ("S7", "note", "pelicanconf.py")
