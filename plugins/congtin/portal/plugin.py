"""Where congtin meets Pelican: its signals, its settings, its writer."""

from __future__ import annotations

import atexit
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from pelican.log import console
from pelican.plugins import signals
from pelican.settings import DEFAULT_CONFIG, DEFAULT_THEME
from pelican.writers import Writer

from congtin import resources
from congtin.portal.build import BUILD, Build
from congtin.portal.generators import NAME, PortalGenerator
from congtin.portal.options import Options
from congtin.portal.site import SETTINGS_FILE, Site, find_root

OPTIONS = "CONGTIN_OPTIONS"  # set by the command line

# What Pelican's own generators would work on is taken from them: one owner, one writer.
OWNED: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "TEMPLATE_PAGES": {},
    "THEME_STATIC_PATHS": [],
    "OUTPUT_SOURCES": False,
    "DELETE_OUTPUT_DIRECTORY": False,
    "RELATIVE_URLS": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    **{key: None for key in DEFAULT_CONFIG if "FEED_" in key and key.endswith(("ATOM", "RSS"))},
}


class PortalWriter(Writer):
    """Pelican's writer over the one function that writes."""

    def put(self, path: str, data: bytes, source: str) -> None:
        """Have a file in the output."""
        build: Build = self.settings[BUILD]
        assert build.plan is not None
        build.plan.put(path, data, source)

    def write_file(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **views: Any,
    ) -> None:
        """Render a template and write it; other plugins' generators come in here too."""
        if not name:
            return
        local = {**context, "output_file": name, **views}
        text = template.render(local).replace("\r\n", "\n").replace("\r", "\n")
        self.put(name, text.encode(), f"mẫu {template.name}")
        signals.content_written.send(str(Path(self.output_path, name)), context=local)

    def write_feed(
        self, elements: Any, context: Any, path: str | None = None, url: str | None = None, *rest: Any, **named: Any
    ) -> Any:
        """Make a feed of Pelican's kind and write it, for other plugins' generators: ours are made elsewhere."""
        feed = super().write_feed(elements, context, None, url or path, *rest, **named)
        if path:
            text = StringIO()
            feed.write(text, "utf-8")
            self.put(path, text.getvalue().encode(), f"nguồn tin {path}")
        return feed


def connect_signals() -> None:
    """Connect to the four signals that congtin needs."""
    signals.initialized.connect(settle)
    signals.get_generators.connect(begin)
    signals.get_writer.connect(provide_writer)
    signals.finalized.connect(publish)


def settle(pelican: Any) -> None:
    """Take the settings over, and read the site from them; a Pelican that did not load congtin is left alone."""
    settings = pelican.settings
    if NAME not in settings["PLUGINS"]:
        return
    settings.update(OWNED)
    settings["JINJA_ENVIRONMENT"] = {
        "undefined": StrictUndefined,
        "auto_reload": False,  # no template changes during a build
        **settings["JINJA_ENVIRONMENT"],
        "autoescape": True,
    }
    if settings["THEME"] == DEFAULT_THEME:
        settings["THEME"] = str(resources.theme())
    pelican.theme = settings["THEME"]
    pelican.delete_outputdir = False
    options = settings.get(OPTIONS) or Options()
    file = options.settings or _settings_file(Path(settings["PATH"]))
    site = Site.from_settings(settings, file.parent, file)
    settings[BUILD] = Build(site, options, Path(pelican.output_path))


def _settings_file(content: Path) -> Path:
    """The site's pelicanconf.py: above the content, for Pelican does not tell which file it has read."""
    return (find_root(content) or content.parent) / SETTINGS_FILE


def begin(pelican: Any) -> type[PortalGenerator] | None:
    """Open the staging folder, point Pelican to it, and bring in our generator."""
    build: Build | None = pelican.settings.get(BUILD)
    if build is None:
        return None
    pelican.output_path = pelican.settings["OUTPUT_PATH"] = str(build.begin())
    atexit.register(build.abort)
    return PortalGenerator


def provide_writer(pelican: Any) -> type[PortalWriter] | None:
    """The writer that stays below the staging folder."""
    return PortalWriter if BUILD in pelican.settings else None


def publish(pelican: Any) -> None:
    """Exchange the output with what was built."""
    build: Build | None = pelican.settings.get(BUILD)
    if build is None:
        return
    build.publish()
    atexit.unregister(build.abort)
    console.print("congtin: đã dựng trang; dòng dưới của Pelican không tính các bài này.")
    pelican.output_path = pelican.settings["OUTPUT_PATH"] = str(build.output)
