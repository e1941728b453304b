"""The families of downloads: beside each data page the figures it is made of, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from congtin.portal.assets import Document
from congtin.portal.data import Share
from congtin.portal.fingerprints import Deferred
from congtin.publishing.data.pages import data_url, indicator_url
from congtin.publishing.downloads.fields import Cells, Setting, row
from congtin.publishing.downloads.files import KINDS, About, FileKind, file_address

if TYPE_CHECKING:
    from congtin.portal.outline import Portal


def data_files(portal: Portal, _: Sequence[str]) -> Iterator[Document]:
    """The files of indicators and of bodies."""
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


def _files(portal: Portal, address: str, about: About, share: Share, source: str) -> Iterator[Document]:
    site = portal.edition.site
    page = {"url": f"{site.url}{address}", "publisher": site.name, "licence": site.data_licence}
    told = {name: value for name, value in {**about, **page, "licence_url": site.data_licence_url}.items() if value}
    rows = Rows(portal, share)
    for kind in KINDS:
        path = file_address(address, kind).removeprefix("/")
        yield Document(path, Deferred(share.key, partial(_written, kind, told, rows)), source)


@dataclass
class Rows:
    """The rows of a share, made for its first file and let go with its last."""

    portal: Portal
    share: Share
    made: list[Cells] = field(default_factory=list)

    def of(self, kind: FileKind) -> list[Cells]:
        """The rows for a file of this kind."""
        rows = self.made or self._make()
        self.made = rows if kind is not KINDS[-1] else []
        return rows

    def _make(self) -> list[Cells]:
        site = self.portal.edition.site
        setting = Setting(site.url, site.data_licence, self.portal.catalogue)
        return [row(item, setting) for item in self.portal.data.postings(self.share)]


def _written(kind: FileKind, about: About, rows: Rows) -> bytes:
    return kind.write(about, rows.of(kind))
