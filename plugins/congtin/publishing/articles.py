"""An article as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.catalogue import Catalogue
from congtin.publishing.cards import Link, organisation_link, published_image, section_url
from congtin.publishing.dates import day_text, moment_iso, moment_text
from congtin.publishing.tables import Table, tables
from congtin.story import Attribution, Author, Image, Story

ROLES = {"bài": "Bài", "ảnh": "Ảnh", "": ""}


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction as printed under "Đính chính"."""

    day_text: str
    day_iso: str
    said: str
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Everything an article page prints; empty members print nothing. ``body`` is cleaned HTML."""

    url: str
    title: str
    body: str
    date_text: str
    date_iso: str
    section: Link
    lang: str = "vi"
    kicker: str = ""
    summary: str = ""
    modified_text: str = ""
    modified_iso: str = ""
    organisation: Link | None = None
    authors: tuple[Author, ...] = ()
    image: Image | None = None
    attribution: Attribution | None = None
    tables: tuple[Table, ...] = ()
    corrections: tuple[Amendment, ...] = ()
    tags: tuple[str, ...] = ()
    ai: str = ""


def article(story: Story, catalogue: Catalogue) -> Article:
    """The view of one story."""
    modified = story.modified
    return Article(
        url=story.url,
        title=story.title,
        body=story.html,
        date_text=moment_text(story.date),
        date_iso=moment_iso(story.date),
        section=Link(story.category, section_url(story.category)),
        lang=story.lang,
        kicker=story.kicker,
        summary=story.summary,
        modified_text=moment_text(modified) if modified else "",
        modified_iso=moment_iso(modified) if modified else "",
        organisation=organisation_link(story.organisation, catalogue),
        authors=tuple(Author(item.name, ROLES.get(item.role, item.role)) for item in story.authors),
        image=published_image(story.image),
        attribution=attribution(story),
        tables=tables(story, catalogue),
        corrections=tuple(
            Amendment(day_text(item.day), item.day.isoformat(), item.said, item.right, item.why)
            for item in sorted(story.corrections, key=lambda item: item.day, reverse=True)
        ),
        tags=story.tags,
        ai=story.ai,
    )


def attribution(story: Story) -> Attribution | None:
    """The source; its address is kept only when a reader may safely follow it (http or https)."""
    given = story.attribution
    if given is None or given.url.startswith(("https://", "http://")):
        return given
    return Attribution(given.name, "", given.author, given.time)
