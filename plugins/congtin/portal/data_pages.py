"""The families of data pages: what is new, indicators, the figures of bodies, their terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from congtin.indicator import Indicator
from congtin.organisation import Organisation
from congtin.portal.addresses import DATA, ORGANISATIONS
from congtin.portal.data import Share
from congtin.portal.fingerprints import Deferred
from congtin.portal.outline import HOME, Portal, Sheet, head
from congtin.publishing.cards import Link, organisation_url
from congtin.publishing.data.overview import Overview, overview
from congtin.publishing.data.pages import BodyPage, IndicatorPage, body_page, data_url, indicator_page, indicator_url
from congtin.publishing.data.terms import TermPage, term_page
from congtin.publishing.dates import local
from congtin.publishing.downloads.files import file_links

TITLE = Link("Số liệu công đoàn", f"/{DATA}/")
BODIES = Link("Đơn vị", f"/{ORGANISATIONS}/")
ABOUT = "Số liệu mới nhất theo chỉ tiêu và đơn vị; mỗi con số dẫn về câu văn đã nêu số ấy."
FIRST_FIGURES = 400  # of the newest articles: more than the page shows


def data_index(portal: Portal) -> Iterator[Sheet]:
    """What was told last, and all indicators."""
    shares = portal.data.indicators
    latest = {name: local(share.stories[0].date).date() for name, share in shares.items()}
    views = {
        "head": head(portal, TITLE.title, ABOUT, TITLE.url),
        "data": Deferred(f"{portal.data.newest.key} {latest}", partial(_overview, portal, latest)),
        "breadcrumb": (HOME,),
        "files": (),
        "citation": "",
    }
    yield Sheet(TITLE.url, "data", views, "số liệu công đoàn")


def _overview(portal: Portal, latest: Mapping[str, date]) -> Overview:
    data = portal.data
    ledger = data.ledger(data.newest)
    replaced = [item for item in reversed(ledger.postings) if not item.stands]
    return overview(ledger.newest(FIRST_FIGURES), replaced, latest, portal.catalogue)


def indicators(portal: Portal) -> Iterator[Sheet]:
    """A page for each indicator of the catalogue."""
    for indicator in portal.catalogue.indicators:
        address = indicator_url(indicator.id)
        share = portal.data.indicators.get(indicator.id, Share())
        views = {
            "head": head(portal, indicator.label, indicator.definition, address),
            "data": Deferred(share.key, partial(_indicator, portal, indicator, share)),
            "breadcrumb": (HOME, TITLE),
            "files": file_links(address),
            "citation": _citation(portal, indicator.label, address),
        }
        yield Sheet(address, "indicator", views, f"chỉ tiêu {indicator.id}")


def _citation(portal: Portal, title: str, address: str) -> str:
    """How to name a page of data as a source."""
    site = portal.edition.site
    return f"{site.name}, “{title}”, {site.url}{address}"


def _indicator(portal: Portal, indicator: Indicator, share: Share) -> IndicatorPage:
    return indicator_page(indicator, portal.data.postings(share), portal.catalogue)


def body_data(portal: Portal) -> Iterator[Sheet]:
    """All figures of each body that has some, and its terms."""
    for name, share in portal.data.bodies.items():
        body = portal.catalogue.organisation(name)
        assert body is not None  # shares are of the catalogue's bodies
        way = (HOME, BODIES, Link(body.name, organisation_url(name)))
        address = data_url(name)
        views = {
            "head": head(portal, f"Số liệu của {body.name}", "", address),
            "data": Deferred(share.key, partial(_body, portal, name, share)),
            "breadcrumb": way,
            "files": file_links(address),
            "citation": _citation(portal, f"Số liệu của {body.name}", address),
        }
        yield Sheet(address, "body_data", views, f"số liệu của {name}")
        for term in _body(portal, name, share).terms if name in portal.data.with_terms else ():
            yield Sheet(term.url, "term", _term(portal, body, share, term, way), f"nhiệm kỳ của {name}")


def _body(portal: Portal, name: str, share: Share) -> BodyPage:
    return body_page(name, portal.data.postings(share), portal.catalogue)


def _term(portal: Portal, body: Organisation, share: Share, term: Link, way: tuple[Link, ...]) -> dict[str, Any]:
    page = Deferred(f"{share.key} {term.url}", partial(_term_page, portal, body, share, term))
    return {"head": head(portal, f"{body.name}, {term.title}", "", term.url), "data": page, "breadcrumb": way}


def _term_page(portal: Portal, body: Organisation, share: Share, term: Link) -> TermPage:
    first, last = term.url.rstrip("/").split("-")[-2:]
    return term_page(body.id, first, last, portal.data.postings(share), portal.catalogue)


FAMILIES: tuple[Callable[[Portal], Iterator[Sheet]], ...] = (data_index, indicators, body_data)
