"""Which picture stands for a page where it is shared: its own photograph, a card made for it, or the site's card."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from congtin import resources
from congtin.portal.addresses import SITE_CARD
from congtin.portal.assets import Document
from congtin.portal.fingerprints import Deferred
from congtin.portal.stamps import digest
from congtin.publishing.cards import published_image
from congtin.publishing.dates import day_text, local
from congtin.publishing.share_cards import HEIGHT, WIDTH, Printer, ShareCard
from congtin.story import Story
from congtin.values import dataclass

if TYPE_CHECKING:
    from congtin.portal.outline import Portal

PHOTOGRAPHS = ("image/jpeg", "image/png", "image/webp", "image/gif")  # what networks show; SVG is not among it
WIDE_ENOUGH = 600  # pixels, below which networks show a small picture
CARD = "chia-se.png"  # beside the page


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """The picture of a page: absolute address, size in pixels, what it shows."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Sharing:
    """The pictures of a portal. Cards are for the newest articles: drawing one costs a build some 40 ms."""

    portal: Portal

    @cached_property
    def carded(self) -> frozenset[str]:
        """The articles that are new enough for a card of their own, by their paths."""
        site = self.portal.edition.site
        return frozenset(story.path for story in self.portal.edition.stories[: max(0, site.share_cards)])

    def is_carded(self, story: Story) -> bool:
        """Whether an article is new enough for a card of its own."""
        return story.path in self.carded

    def picture(self, story: Story | None = None) -> SharedPicture:
        """The picture of an article, or of any other page."""
        site = self.portal.edition.site
        if story is not None and (photograph := self._photograph(story)):
            return photograph
        if story is not None and self.is_carded(story):
            return SharedPicture(f"{site.url}{story.url}{CARD}", WIDTH, HEIGHT, story.title)
        return SharedPicture(f"{site.url}{SITE_CARD}", WIDTH, HEIGHT, site.name)

    def _photograph(self, story: Story) -> SharedPicture | None:
        image = published_image(story.image)
        if image is None or image.type not in PHOTOGRAPHS or (image.width or 0) < WIDE_ENOUGH:
            return None
        url = f"{self.portal.edition.site.url}{image.src}" if image.src.startswith("/") else image.src
        return SharedPicture(url, image.width or 0, image.height or 0, image.alt)

    def documents(self) -> Iterator[Document]:
        """The cards: the site's, and those of the newest articles that have no photograph."""
        printer = Printer(resources.theme() / "fonts")
        site = self.portal.edition.site
        whole = ShareCard(site.name, "", site.slogan or site.name)
        yield Document(SITE_CARD.removeprefix("/"), _drawn(printer, whole), "thẻ chia sẻ của trang")
        for story in self.portal.edition.stories:
            if story.path in self.carded and self._photograph(story) is None:
                card = ShareCard(site.name, story.category, story.title, self._below(story))
                path = f"{story.url}{CARD}".removeprefix("/")
                yield Document(path, _drawn(printer, card), f"thẻ chia sẻ của {story.path}")

    def _below(self, story: Story) -> str:
        body = self.portal.catalogue.organisation(story.organisation)
        name = body.name if body else story.organisation
        return " · ".join(filter(None, (name, day_text(local(story.date)))))


def _drawn(printer: Printer, card: ShareCard) -> Deferred:
    """The card's picture, drawn when it has changed."""
    return Deferred(digest(repr(card)), partial(printer.png, card))
