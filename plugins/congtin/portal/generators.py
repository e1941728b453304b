"""Our generator: it owns the articles, and prints every page, feed and file of the site."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican.generators import Generator, PelicanTemplateNotFound

from congtin import resources
from congtin.portal.assets import theme_assets
from congtin.portal.build import BUILD, Build
from congtin.portal.documents import documents
from congtin.portal.failure import Failure
from congtin.portal.families import FAMILIES
from congtin.portal.outline import Portal, Sheet


class PortalGenerator(Generator):
    """Turns an edition into files. Pelican's own generators find nothing to do."""

    portal: Portal

    @property
    def build(self) -> Build:
        """The build under way."""
        build: Build = self.settings[BUILD]
        return build

    def generate_context(self) -> None:
        """Read and check the site; an error stops the build here."""
        with self.build.guarded():
            edition = self.build.read()
            self.portal = Portal(edition, theme_assets(Path(self.theme)))
            self.context.update(self._usual_names())

    def _usual_names(self) -> dict[str, Any]:
        """The names under which Pelican's themes expect articles: views with ``url`` and ``title``."""
        cards = list(self.portal.cards)
        return {
            "articles": cards,
            "dates": cards,
            "categories": [(part.link, list(part.cards)) for part in self.portal.sections],
        }

    def generate_output(self, writer: Any) -> None:
        """Write every page, feed and file."""
        with self.build.guarded():
            printed = []
            for sheet in chain.from_iterable(family(self.portal) for family in FAMILIES):
                self._print(sheet, writer)
                printed.append(sheet.address)
            for document in documents(self.portal, printed):
                writer.put(document.path, document.data, document.source)

    def _print(self, sheet: Sheet, writer: Any) -> None:
        views = {**self.portal.common(sheet), **sheet.views}
        try:
            template = self.get_template(sheet.template)
            writer.write_file(sheet.path, template, self.context, source=sheet.source, **views)
        except (TemplateError, PelicanTemplateNotFound) as error:
            if Path(self.theme) == resources.theme():
                raise  # our own bug
            raise Failure(
                f"Mẫu {sheet.template}.html của giao diện riêng không in được trang {sheet.address} ({error}). "
                "Xin sửa mẫu ấy."
            ) from error
