"""Our generator: it owns the articles, and prints every page, feed and file of the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from pelican.generators import Generator
from pelican.plugins import signals

from congtin import resources
from congtin.portal.assets import theme_assets
from congtin.portal.build import BUILD, Build
from congtin.portal.compiled import compiled
from congtin.portal.keys import printing_key
from congtin.portal.outline import Portal
from congtin.portal.press import Press
from congtin.portal.stamps import digest

NAME = "congtin"  # as PLUGINS has it
OWN = (BUILD, "CONGTIN_OPTIONS", "OUTPUT_PATH")  # settings that no page shows
ADDED = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES")  # to what templates know


class PortalGenerator(Generator):
    """Turns an edition into files. Pelican's own generators find nothing to do."""

    portal: Portal
    press: Press

    @property
    def build(self) -> Build:
        """The build under way."""
        build: Build = self.settings[BUILD]
        return build

    def generate_context(self) -> None:
        """Read and check the site; an error stops the build here."""
        with self.build.guarded():
            site, theme = self.build.site, Path(self.theme)
            catalogue, assets = site.catalogue(), theme_assets(theme)
            self.build.jinja = _jinja(self.settings)
            if self._is_alone and self.build.jinja is not None:
                self.env.bytecode_cache = compiled(self.build.jinja)
            press = Press(site, catalogue, assets, self.env, self.get_template, theme == resources.theme())
            self.portal = self.build.prepare(press, self._dress(), whole=not self._is_alone)
            self.press = press
            self.context.update(self._usual_names())

    def _usual_names(self) -> dict[str, Any]:
        """The names under which Pelican's themes expect articles: views with ``url`` and ``title``."""
        cards = self.portal.cards
        return {
            "articles": cards,
            "dates": cards,
            "categories": [(part.link, part.cards) for part in self.portal.sections],
        }

    def generate_output(self, writer: Any) -> None:
        """Have every page, feed and file in the output; what shows the same as last time is kept."""
        with self.build.guarded():
            self.build.print(self.press, self.context, None if self._is_alone else self._tell)

    @property
    def _is_alone(self) -> bool:
        """Whether no other plugin has a say."""
        found: bool = self.settings["PLUGINS"] == [NAME]
        return found

    def _tell(self, path: str, views: dict[str, Any]) -> None:
        """Let other plugins know of a page."""
        signals.content_written.send(str(Path(self.output_path, path)), context=views)

    def _dress(self) -> str:
        """What all pages depend on besides what stands on them: settings, theme, code."""
        plain = {name: value for name, value in sorted(self.settings.items()) if name not in OWN}
        themes = dict.fromkeys((Path(self.theme), resources.theme()))
        return digest(*(printing_key(self.build.site, theme, repr(plain)) for theme in themes))


def _jinja(settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """The options under which templates are printed; None where the settings add more than options."""
    options = dict(settings["JINJA_ENVIRONMENT"])
    if options.pop("undefined") is not StrictUndefined or any(settings[name] for name in ADDED):
        return None
    plain = all(isinstance(value, str | bool | int | list) for value in options.values())
    return options if plain else None
