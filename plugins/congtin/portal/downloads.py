"""The families of downloads: beside each data page the figures it is made of, as files; and all of them as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from congtin.portal.addresses import DATA
from congtin.portal.assets import Document
from congtin.portal.data import Share, batch_of
from congtin.portal.fingerprints import Deferred
from congtin.publishing.data.pages import data_url, indicator_url
from congtin.publishing.downloads.database import database_of
from congtin.publishing.downloads.fields import Setting
from congtin.publishing.downloads.files import KINDS, WHOLE, About, Told, file_address
from congtin.publishing.downloads.package import package_of

if TYPE_CHECKING:
    from congtin.portal.outline import Portal


def data_files(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The files of indicators and of bodies; the database and the data package of all."""
    catalogue = portal.catalogue
    for indicator in catalogue.indicators:
        if (share := portal.data.indicators.get(indicator.id)) is not None:
            address = indicator_url(indicator.id)
            about = {"indicator": indicator.id, "title": indicator.label, "definition": indicator.definition}
            about |= {"measure": indicator.measure, "kind": str(indicator.kind or "")}
            yield from _files(portal, address, about, share, f"tệp số liệu của chỉ tiêu {indicator.id}")
    for body in catalogue.organisations:
        if (share := portal.data.bodies.get(body.id)) is not None:
            about = {"organisation": body.id, "title": f"Số liệu của {body.name}", "level": str(body.level)}
            yield from _files(portal, data_url(body.id), about, share, f"tệp số liệu của {body.id}")
    if portal.data.indicators:
        yield from _whole(portal)


def _files(portal: Portal, address: str, about: About, share: Share, source: str) -> Iterator[Document]:
    told = Told(_about(portal, about, address), _setting(portal), partial(portal.data.gathered, share))
    for kind in KINDS:
        path = file_address(address, kind).removeprefix("/")
        yield Document(path, Deferred(share.key, partial(kind.write, told), batch_of(share)), source)


def _whole(portal: Portal) -> Iterator[Document]:
    """All figures in one file; and what all files of indicators are."""
    title = {"title": f"Số liệu công đoàn – {portal.edition.site.name}"}
    title |= {"description": "Số liệu do các bài viết nêu, mỗi số một dòng, kèm nguồn."}
    about = _about(portal, title, f"/{DATA}/")
    database, package = (link.url.removeprefix("/") for link in WHOLE)
    yield Document(
        database, Deferred(portal.data.told.key, partial(_database, portal, about)), "cơ sở dữ liệu của mọi số liệu"
    )
    told = [item for item in portal.catalogue.indicators if item.id in portal.data.indicators]
    yield Document(package, package_of(about, told), "gói dữ liệu")


def _database(portal: Portal, about: About) -> bytes:
    return database_of(about, portal.data.everything(), _setting(portal))


def _about(portal: Portal, about: About, address: str) -> About:
    site = portal.edition.site
    page = {"url": f"{site.url}{address}", "publisher": site.name, "licence": site.data_licence}
    return {name: value for name, value in {**about, **page, "licence_url": site.data_licence_url}.items() if value}


def _setting(portal: Portal) -> Setting:
    return Setting(portal.edition.site.url, portal.edition.site.data_licence, portal.catalogue)
