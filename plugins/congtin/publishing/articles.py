"""An article as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from congtin.catalogue import Catalogue
from congtin.publishing import key_figures
from congtin.publishing.cards import Link, organisation_link, published_image, section_url, tag_link
from congtin.publishing.dates import day_text, moment_iso, moment_text
from congtin.publishing.key_figures import KeyFigure
from congtin.publishing.tables import Laid, Table, lay_out, tables
from congtin.publishing.weaving import Tie, marks, weave
from congtin.story import Attribution, Author, Image, Story
from congtin.values import dataclass

ROLES = {"bài": "Bài", "ảnh": "Ảnh", "": ""}
DRAWING = "image/svg+xml"


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
    """Everything an article page prints; empty members print nothing.

    ``body`` is cleaned HTML, its numbers linked to the tables where ties were given. ``credit`` says whose
    the picture is: "Ảnh: …", of a drawing "Minh hoạ: …".
    """

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
    credit: str = ""
    attribution: Attribution | None = None
    key_figures: tuple[KeyFigure, ...] = ()
    tables: tuple[Table, ...] = ()
    corrections: tuple[Amendment, ...] = ()
    tags: tuple[Link, ...] = ()
    ai: str = ""


def article(
    story: Story, catalogue: Catalogue, ties: Sequence[Tie] = (), laid: Sequence[Laid] | None = None
) -> Article:
    """The view of one story; ``ties`` link the numbers of its body to its tables and back, ``laid`` are its tables."""
    laid = lay_out(story, catalogue) if laid is None else laid
    marked = marks((entry for part in laid for entry in part.group.entries), ties)
    return replace(
        about(story, catalogue),
        body=weave(story.html, ties),
        key_figures=key_figures.of_article(story, laid),
        tables=tables(story, catalogue, laid, marked),
    )


def about(story: Story, catalogue: Catalogue) -> Article:
    """The view of one story without its body and figures: what its page says outside of the story itself."""
    modified = story.modified
    return Article(
        url=story.url,
        title=story.title,
        body="",
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
        credit=credit(story.image),
        attribution=attribution(story),
        corrections=tuple(
            Amendment(day_text(item.day), item.day.isoformat(), item.said, item.right, item.why)
            for item in sorted(story.corrections, key=lambda item: item.day, reverse=True)
        ),
        tags=tuple(tag_link(tag) for tag in story.tags),
        ai=story.ai,
    )


def credit(image: Image | None) -> str:
    """Whose a picture is, and whether it is a photograph or drawn."""
    if image is None or not image.credit:
        return ""
    kind = "Minh hoạ" if image.type == DRAWING or image.src.endswith(".svg") else "Ảnh"
    return f"{kind}: {image.credit}"


def attribution(story: Story) -> Attribution | None:
    """The source; its address is kept only when a reader may safely follow it (http or https)."""
    given = story.attribution
    if given is None or given.url.startswith(("https://", "http://")):
        return given
    return Attribution(given.name, "", given.author, given.time)
