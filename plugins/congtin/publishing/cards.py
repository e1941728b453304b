"""The small views that pages are put together from: links, cards, blocks, the page's head.

Addresses are root-relative (design contract §1); templates print these views and decide nothing.
"""

from __future__ import annotations

from dataclasses import replace

from congtin.catalogue import Catalogue
from congtin.publishing.dates import moment_iso, moment_text
from congtin.story import Image, Story
from congtin.text import slugify
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads; an empty ``url`` is a name without a page. ``current`` marks the page one is on."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's ``<head>`` says. ``canonical`` and ``image`` are absolute; ``kind`` is "website" or "article"."""

    title: str
    description: str
    path: str
    canonical: str
    image: str = ""
    kind: str = "website"
    image_width: int = 0
    image_height: int = 0
    image_alt: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. ``date_text`` is "02/03/2021 18:17", ``date_iso`` the same for machines."""

    url: str
    title: str
    kicker: str
    summary: str
    date_text: str
    date_iso: str
    section: Link
    organisation: Link | None = None
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class PinnedCard:
    """An article under "Nên xem"; a ``sponsored`` one says so."""

    card: Card
    sponsored: bool = False


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section on the home page with its newest articles."""

    link: Link
    cards: tuple[Card, ...]


def section_url(category: str) -> str:
    """The address of a section: ``/cong-doan-co-so/``."""
    return f"/{slugify(category)}/"


def tag_link(tag: str) -> Link:
    """A keyword with the address of its page, ``/tu-khoa/<slug>/``; one without letters has none."""
    slug = slugify(tag)
    return Link(tag, f"/tu-khoa/{slug}/" if slug else "")


def organisation_url(identity: str) -> str:
    """The address of a catalogue organisation: ``/don-vi/<id>/``."""
    return f"/don-vi/{identity}/"


def organisation_link(name: str, catalogue: Catalogue) -> Link | None:
    """The body an article names, linked when the catalogue knows it; None when it names none."""
    known = catalogue.organisation(name)
    if known:
        return Link(known.name, organisation_url(known.id))
    return Link(name, "") if name else None


def published_image(image: Image | None) -> Image | None:
    """The picture with ``src`` as pages use it: from the root, or absolute when it was written so."""
    if image is None or image.src.startswith(("/", "https://", "http://")):
        return image
    return replace(image, src=f"/{image.src}")


def card(story: Story, catalogue: Catalogue) -> Card:
    """The article as lists show it."""
    return Card(
        url=story.url,
        title=story.title,
        kicker=story.kicker,
        summary=story.summary,
        date_text=moment_text(story.date),
        date_iso=moment_iso(story.date),
        section=Link(story.category, section_url(story.category)),
        organisation=organisation_link(story.organisation, catalogue),
        image=published_image(story.image),
    )
