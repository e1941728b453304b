"""Our generator: it owns the articles, and prints every page, feed and file of the site."""

from __future__ import annotations

from dataclasses import replace
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
from congtin.portal.fingerprints import Fingerprints, resolved
from congtin.portal.keys import printing_key
from congtin.portal.outline import Portal, Sheet
from congtin.portal.plan import Plan
from congtin.portal.stamps import digest

NAME = "congtin"  # as PLUGINS has it
OWN = (BUILD, "CONGTIN_OPTIONS", "OUTPUT_PATH")  # settings that no page shows


class PortalGenerator(Generator):
    """Turns an edition into files. Pelican's own generators find nothing to do."""

    portal: Portal
    plan: Plan

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
            self.plan = self.build.lay_out(self._common(), whole=self.settings["PLUGINS"] != [NAME])
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
        """Have every page, feed and file in the output; what shows the same as last time is kept."""
        with self.build.guarded():
            prints = Fingerprints()
            printed = []
            for sheet in chain.from_iterable(family(self.portal) for family in FAMILIES):
                shown = f"{sheet.template} {prints.of(sheet.views)}"
                if not self.plan.keeps(sheet.path, shown, sheet.source):
                    self._print(sheet, writer, shown)
                printed.append(sheet.address)
            for document in documents(self.portal, printed):
                writer.put(document.path, document.data, document.source)

    def _common(self) -> str:
        """What all pages depend on: settings, theme, and what stands on every page."""
        plain = {name: value for name, value in sorted(self.settings.items()) if name not in OWN}
        themes = dict.fromkeys((Path(self.theme), resources.theme()))
        keys = [printing_key(self.build.site, theme, repr(plain)) for theme in themes]
        return digest(*keys, Fingerprints().of(self.portal.everywhere))

    def _print(self, sheet: Sheet, writer: Any, shown: str) -> None:
        sheet = replace(sheet, views={name: resolved(view) for name, view in sheet.views.items()})
        views = {**self.portal.common(sheet), **sheet.views}
        try:
            template = self.get_template(sheet.template)
            writer.write_file(sheet.path, template, self.context, source=sheet.source, shown=shown, **views)
        except (TemplateError, PelicanTemplateNotFound) as error:
            if Path(self.theme) == resources.theme():
                raise  # our own bug
            raise Failure(
                f"Mẫu {sheet.template}.html của giao diện riêng không in được trang {sheet.address} ({error}). "
                "Xin sửa mẫu ấy."
            ) from error
