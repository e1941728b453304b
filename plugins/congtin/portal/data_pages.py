"""The families of data pages: what is new, indicators, the figures of bodies, their terms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from congtin.indicator import Indicator
from congtin.portal.addresses import CORRECTIONS, DATA, ORGANISATIONS
from congtin.portal.codec import codec
from congtin.portal.data import Share, batch_of
from congtin.portal.fingerprints import Deferred
from congtin.portal.outline import HOME, Portal, Sheet, head
from congtin.publishing.archives import in_pages
from congtin.publishing.cards import Head, Link, organisation_url
from congtin.publishing.corrections import corrections
from congtin.publishing.data.boards import retitled
from congtin.publishing.data.overview import Overview, overview
from congtin.publishing.data.pages import (
    BodyPage,
    IndicatorPage,
    body_page,
    data_url,
    indicator_page,
    indicator_url,
    term_url,
)
from congtin.publishing.data.results import Gathered
from congtin.publishing.data.terms import TermPage, term_page
from congtin.publishing.dates import local
from congtin.publishing.downloads.files import WHOLE, FileLink, file_links
from congtin.publishing.structured import dataset

TITLE = Link("Số liệu công đoàn", f"/{DATA}/")
BODIES = Link("Đơn vị", f"/{ORGANISATIONS}/")
ABOUT = "Số liệu mới nhất theo chỉ tiêu và đơn vị; mỗi con số dẫn về câu văn đã nêu số ấy."
CORRECTED = 50  # on a page
VIEW = "view "  # how facts begin that keep views
FIRST_FIGURES = 400  # of the newest articles: more than the page shows


@dataclass
class Kept:
    """The view of a share: as it was when its figures were the same, with the titles of today; else made anew."""

    portal: Portal
    name: str
    kind: type
    share: Share
    make: Callable[[], Any]
    _fresh: Any = None

    def __call__(self) -> Any:
        """The view."""
        known = self.portal.edition.library.cache.fact(f"{VIEW}{self.name}") or ""
        key, _, text = known.partition("\n")
        if key == self.share.key:
            titles = {story.url: story.title for story in self.share.stories}
            return retitled(codec(self.kind).decode(json.loads(text)), titles)
        self._fresh = self.make()
        return self._fresh

    def note(self) -> list[tuple[str, str]]:
        """What the cache is to keep of a view made anew, and of the figures it was made of."""
        if self._fresh is None:
            return []
        told = json.dumps(codec(self.kind).encode(self._fresh), ensure_ascii=False, separators=(",", ":"))
        return [(f"{VIEW}{self.name}", f"{self.share.key}\n{told}"), *self.portal.data.found()]


def _view(portal: Portal, name: str, kind: type, share: Share, make: Callable[[], Any]) -> Deferred:
    kept = Kept(portal, name, kind, share, make)
    return Deferred(share.shown, kept, batch_of(share), note=kept.note)


def data_index(portal: Portal) -> Iterator[Sheet]:
    """What was told last, and all indicators."""
    shares = portal.data.indicators
    latest = {name: local(share.stories[0].date).date() for name, share in shares.items()}
    top = head(portal, TITLE.title, ABOUT, TITLE.url)
    views = {
        "data": Deferred(f"{portal.data.newest.shown} {latest}", partial(_overview, portal, latest)),
        "breadcrumb": (HOME,),
        **_taken(portal, top, WHOLE if shares else ()),
    }
    yield Sheet(TITLE.url, "data", views, "số liệu công đoàn")


def _overview(portal: Portal, latest: Mapping[str, date]) -> Overview:
    ledger = portal.data.of(portal.data.newest.stories)
    replaced = [item for item in reversed(ledger.postings) if not item.stands]
    return overview(ledger.newest(FIRST_FIGURES), replaced, latest, portal.catalogue)


def indicators(portal: Portal) -> Iterator[Sheet]:
    """A page for each indicator of the catalogue."""
    for indicator in portal.catalogue.indicators:
        address = indicator_url(indicator.id)
        share = portal.data.indicators.get(indicator.id, Share("", ""))
        files = file_links(address) if share.stories else ()
        about = indicator.definition or f"{indicator.label}: số liệu của các đơn vị, kế hoạch và thực hiện, kèm nguồn."
        top = head(portal, indicator.label, about, address)
        views = {
            "data": _view(portal, address, IndicatorPage, share, partial(_indicator, portal, indicator, share)),
            "breadcrumb": (HOME, TITLE),
            **_taken(portal, top, files, (indicator.label, indicator.measure)),
        }
        yield Sheet(address, "indicator", views, f"chỉ tiêu {indicator.id}")


def _indicator(portal: Portal, indicator: Indicator, share: Share) -> IndicatorPage:
    told = portal.data.gathered(share) if share.stories else Gathered()
    return indicator_page(indicator, told, portal.catalogue)


def _taken(
    portal: Portal, top: Head, files: Sequence[FileLink], variable: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The views of what is to be taken away from a page: its files, how to name it as a source, what machines read."""
    site = portal.edition.site
    told = dataset(top, files, site.language, site.data_licence_url, variable) if files else None
    citation = f"{site.name}, “{top.title}”, {top.canonical}"
    return {"head": top, "files": tuple(files), "citation": citation, "dataset": told}


def body_data(portal: Portal) -> Iterator[Sheet]:
    """All figures of each body that has some, and its terms."""
    for name, share in portal.data.bodies.items():
        body = portal.catalogue.organisation(name)
        assert body is not None  # shares are of the catalogue's bodies
        way = (HOME, BODIES, Link(body.name, organisation_url(name)))
        address = data_url(name)
        about = f"Mọi số liệu của {body.name} trên trang: theo chỉ tiêu, theo kỳ, kèm nguồn."
        top = head(portal, f"Số liệu của {body.name}", about, address)
        views: dict[str, Any] = {
            "data": _view(portal, address, BodyPage, share, partial(_body, portal, name, share)),
            "breadcrumb": way,
            **_taken(portal, top, file_links(address)),
        }
        yield Sheet(address, "body_data", views, f"số liệu của {name}")
        for first, last in portal.data.terms.get(name, ()):
            own = term_url(name, first, last)
            make = partial(_term, portal, name, (first, last), share)
            views = {
                "head": head(portal, f"{body.name}, nhiệm kỳ {first}-{last}", "", own),
                "data": _view(portal, own, TermPage, share, make),
                "breadcrumb": (*way, Link("Số liệu", address)),
            }
            yield Sheet(own, "term", views, f"nhiệm kỳ của {name}")


def ways(portal: Portal, name: str) -> tuple[Link, ...]:
    """Where the figures of a body are: all of them, then its terms; nothing when it has none."""
    if name not in portal.data.bodies:
        return ()
    terms = portal.data.terms.get(name, ())
    links = (Link(f"Nhiệm kỳ {first}-{last}", term_url(name, first, last)) for first, last in terms)
    return Link("Mọi số liệu của đơn vị", data_url(name)), *links


def _body(portal: Portal, name: str, share: Share) -> BodyPage:
    return body_page(name, portal.data.gathered(share), portal.catalogue)


def _term(portal: Portal, name: str, years: tuple[str, str], share: Share) -> TermPage:
    return term_page(name, *years, portal.data.gathered(share).postings, portal.catalogue)


def corrected(portal: Portal) -> Iterator[Sheet]:
    """All corrections, in pages."""
    title, first = "Đính chính", f"/{CORRECTIONS}/"
    for address, items, paging in in_pages(corrections(portal.edition.stories), first, CORRECTED):
        later = f", trang {paging.number}" if paging and paging.number > 1 else ""
        views = {
            "head": head(portal, f"{title}{later}", "Những điều các bài viết đã đính chính.", address),
            "corrections": items,
            "paging": paging,
            "breadcrumb": (HOME, Link(title, first)) if later else (HOME,),
        }
        yield Sheet(address, "corrections", views, "đính chính")


FAMILIES: tuple[Callable[[Portal], Iterator[Sheet]], ...] = (data_index, indicators, body_data, corrected)
