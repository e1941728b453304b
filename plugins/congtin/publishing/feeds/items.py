"""The items of feeds: what every format says of an article, made once for all feeds it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, time
from urllib.parse import quote, urljoin, urlsplit

from congtin.catalogue import Catalogue
from congtin.publishing.cards import published_image
from congtin.publishing.dates import local
from congtin.publishing.full_text import full_text
from congtin.story import Image, Story
from congtin.text import squeeze
from congtin.values import dataclass

NEWEST = 50
FullText = Callable[[Story, Catalogue], str]
# What XML 1.0 forbids (production Char) and the control characters it discourages.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Picture:
    """An article's picture with all that is known of it; ``url`` is absolute, unknown sizes are 0."""

    url: str
    type: str
    width: int
    height: int
    length: int
    description: str
    credit: str


@dataclass(frozen=True, slots=True)
class Item:
    """An article as feeds tell it. Texts are plain, on one line; ``html`` is the full text, addresses absolute.

    ``published`` is the first publication and never moves; ``updated`` is later only after a correction or a
    change that the editor dates. Both are in Vietnamese time.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    creators: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    language: str = "vi"
    picture: Picture | None = None

    @property
    def changed(self) -> bool:
        """Whether it was corrected or updated after its publication."""
        return self.updated > self.published


class Items:
    """The items of one site; a story asked for again is not made again.

    ``guid_year`` is the site's fixed year for tag URIs (RFC 4151); ``text`` gives the full text of an article.
    """

    def __init__(
        self, site_url: str, guid_year: int, catalogue: Catalogue | None = None, text: FullText | None = None
    ) -> None:
        self.site_url = site_url
        self.guid_year = guid_year
        self.catalogue = catalogue or Catalogue()
        self.text = text or (lambda story, catalogue: full_text(story, catalogue, site_url))
        self._made: dict[str, Item] = {}

    def of(self, stories: Iterable[Story]) -> tuple[Item, ...]:
        """The items of these stories, in their order."""
        return tuple(self._item(story) for story in stories)

    def _item(self, story: Story) -> Item:
        if story.id not in self._made:
            self._made[story.id] = self._make(story)
        return self._made[story.id]

    def _make(self, story: Story) -> Item:
        title = plain(story.title)
        names = (plain(author.name) for author in story.authors)
        terms = (plain(term) for term in (story.category, *story.tags))
        return Item(
            id=guid(self.site_url, self.guid_year, story),
            url=f"{self.site_url}{story.url}",
            title=title,
            summary=plain(story.summary) or title,
            html=printable(self.text(story, self.catalogue)),
            published=local(story.date),
            updated=updated(story),
            creators=tuple(dict.fromkeys(filter(None, names))),
            categories=tuple(dict.fromkeys(filter(None, terms))),
            language=story.lang,
            picture=self._picture(published_image(story.image)),
        )

    def _picture(self, image: Image | None) -> Picture | None:
        """The picture, when its type is known: without it readers cannot tell what they would load."""
        if image is None or not image.type:
            return None
        return Picture(
            url=urljoin(f"{self.site_url}/", image.src),
            type=image.type,
            width=image.width or 0,
            height=image.height or 0,
            length=image.length,
            description=plain(image.caption) or plain(image.alt),
            credit=plain(image.credit),
        )


def newest(stories: Iterable[Story], number: int = NEWEST) -> tuple[Story, ...]:
    """The newest stories, newest first, those of one moment in the order given: that of the pages."""
    return tuple(sorted(stories, key=lambda story: local(story.date), reverse=True)[:number])


def updated(story: Story) -> datetime:
    """When the article was last changed: the date the editor gives or the last correction, else its publication."""
    published = local(story.date)
    moments = [local(datetime.combine(item.day, time())) for item in story.corrections]
    if story.modified:
        moments.append(local(story.modified))
    return max((published, *moments))


def guid(site_url: str, guid_year: int, story: Story) -> str:
    """``tag:domain,year:id``: never moves with title, date or slug."""
    return tag(site_url, guid_year, story.id)


def tag(site_url: str, guid_year: int, name: str) -> str:
    """A tag URI (RFC 4151) of the site."""
    host = urlsplit(site_url).hostname or ""
    return f"tag:{host},{guid_year}:{quote(name, safe='/-._~:')}"


def plain(text: str) -> str:
    """The text on one line, without what XML 1.0 cannot hold."""
    return squeeze(printable(text))


def printable(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("", text)
