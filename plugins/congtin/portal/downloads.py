"""The families of downloads: beside each data page the figures it is made of, as files; and all of them as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, BinaryIO

from congtin.portal.addresses import DATA
from congtin.portal.assets import Document
from congtin.portal.cache import filling_of
from congtin.portal.data import Share, batch_of
from congtin.portal.fingerprints import Deferred
from congtin.publishing.data.pages import data_url, indicator_url
from congtin.publishing.downloads.database import database_of, renewed
from congtin.publishing.downloads.fields import Setting
from congtin.publishing.downloads.files import KINDS, WHOLE, About, FileKind, Former, Told, file_address
from congtin.publishing.downloads.package import package_of

if TYPE_CHECKING:
    from congtin.portal.outline import Portal


def data_files(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The files of indicators and of bodies; the database and the data package of all."""
    shared, data = dict(_shared(portal)), portal.data
    since = data.changes.shares
    data.settle()

    @lru_cache(1)  # what is made of the last share stays at hand
    def told(share: Share) -> Told:
        former = _former(portal, share) if batch_of(share) in since else None
        return Told(shared[share][1], _setting(portal), partial(data.gathered, share), former)

    for share, (address, _about, source) in shared.items():
        for kind in KINDS:
            path, batch = file_address(address, kind).removeprefix("/"), batch_of(share)
            make, renew = partial(_written, told, share, kind), kind.renew and partial(_again, told, share, kind.renew)
            yield Document(path, Deferred(share.key, make, batch, since.get(batch, ""), renew), source)
    if portal.data.indicators:
        yield from _whole(portal)


def _shared(portal: Portal) -> Iterator[tuple[Share, tuple[str, About, str]]]:
    """Of whom there are files: the address of the page, what they are about, what they come from."""
    for indicator in portal.catalogue.indicators:
        if (share := portal.data.indicators.get(indicator.id)) is not None:
            address = indicator_url(indicator.id)
            about = {"indicator": indicator.id, "title": indicator.label, "definition": indicator.definition}
            about |= {"measure": indicator.measure, "kind": str(indicator.kind or "")}
            source = f"tệp số liệu của chỉ tiêu {indicator.id}"
            yield share, (address, _about(portal, about, address), source)
    for body in portal.catalogue.organisations:
        if (share := portal.data.bodies.get(body.id)) is not None:
            address = data_url(body.id)
            about = {"organisation": body.id, "title": f"Số liệu của {body.name}", "level": str(body.level)}
            yield share, (address, _about(portal, about, address), f"tệp số liệu của {body.id}")


def _written(told: Callable[[Share], Told], share: Share, kind: FileKind) -> bytes:
    return kind.write(told(share))


def _again(
    told: Callable[[Share], Told], share: Share, renew: Callable[[Told, bytes], bytes], former: BinaryIO
) -> bytes:
    former.seek(0)
    return renew(told(share), former.read())


def _former(portal: Portal, share: Share) -> Former:
    data = portal.data
    return Former(partial(data.tellers, share), data.changed, partial(data.told_anew, share))


def _whole(portal: Portal) -> Iterator[Document]:
    """All figures in one file; and what all files of indicators are."""
    title = {"title": f"Số liệu công đoàn – {portal.edition.site.name}"}
    title |= {"description": "Số liệu do các bài viết nêu, mỗi số một dòng, kèm nguồn."}
    about = _about(portal, title, f"/{DATA}/")
    database, package = (link.url.removeprefix("/") for link in WHOLE)
    data = portal.data
    make, renew = partial(_database, portal, about), partial(_renewed, portal)
    made = Deferred(data.told.key, make, since=data.changes.since, renew=renew)
    yield Document(database, made, "cơ sở dữ liệu của mọi số liệu")
    told = [item for item in portal.catalogue.indicators if item.id in portal.data.indicators]
    yield Document(package, Deferred(repr((about, told)), partial(package_of, about, told)), "gói dữ liệu")


def _database(portal: Portal, about: About) -> BinaryIO:
    data, place = portal.data, filling_of(portal.edition.library.cache.file)
    return database_of(place, about, data.articles, data.everything(), _setting(portal))


def _renewed(portal: Portal, former: BinaryIO) -> BinaryIO:
    data, place = portal.data, filling_of(portal.edition.library.cache.file)
    return renewed(place, former.name, data.articles, data.changed, data.told_anew(), _setting(portal))


def _about(portal: Portal, about: About, address: str) -> About:
    site = portal.edition.site
    page = {"url": f"{site.url}{address}", "publisher": site.name, "licence": site.data_licence}
    return {name: value for name, value in {**about, **page, "licence_url": site.data_licence_url}.items() if value}


def _setting(portal: Portal) -> Setting:
    return Setting(portal.edition.site.url, portal.edition.site.data_licence, portal.catalogue)
