"""The press: turns views into pages by the theme's templates, and articles that were just read into proofs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateNotFound
from markupsafe import Markup

from congtin import resources
from congtin.catalogue import Catalogue
from congtin.portal.assets import Assets
from congtin.portal.codec import codec
from congtin.portal.compiled import compiled
from congtin.portal.examination import Proof
from congtin.portal.failure import Failure
from congtin.portal.insets import Once, framed
from congtin.portal.library import Library
from congtin.portal.shelf import Shelved
from congtin.portal.site import Site
from congtin.publishing import key_figures
from congtin.publishing.articles import article
from congtin.publishing.full_text import full_text, text_of
from congtin.publishing.key_figures import Result
from congtin.publishing.tables import lay_out
from congtin.publishing.weaving import Tie
from congtin.story import Story

_RESULTS = codec(tuple[Result, ...])


@dataclass
class Press:
    """The templates of a theme, ready to print; ``own`` says that the theme is ours, and a fault in it our bug.

    ``find`` gives a template by its name, as Pelican does.
    """

    site: Site
    catalogue: Catalogue
    assets: Assets
    environment: Environment
    find: Callable[[str], Template]
    own: bool

    def __post_init__(self) -> None:
        self.environment.globals["once"] = Once()
        self._insets: dict[str, Template | None] = {}

    def page(self, template: str, views: Mapping[str, Any], address: str) -> bytes:
        """A whole page.

        Raises:
            Failure: a theme of somebody else's cannot print it.
        """
        with self._blamed(template, address):
            text = self.find(template).render(views)
        return text.replace("\r\n", "\n").replace("\r", "\n").encode()

    def inset(self, name: str, views: Mapping[str, Any], address: str) -> Markup:
        """A stretch of a page between its marks; nothing where the theme does not print it.

        Raises:
            Failure: a theme of somebody else's cannot print it.
        """
        if name not in self._insets:
            self._insets[name] = self._find_inset(name)
        template = self._insets[name]
        if template is None:
            return Markup()
        with self._blamed(f"insets/{name}", address):
            return Markup(framed(name, template.render(site=self.site, assets=self.assets.addresses, **views)))

    @staticmethod
    def markup(inset: bytes) -> Markup:
        """An inset that was made before."""
        return Markup(inset.decode())

    def _find_inset(self, name: str) -> Template | None:
        try:
            return self.environment.get_template(f"insets/{name}.html")
        except TemplateNotFound:
            return None

    def prove(self, story: Story, ties: Sequence[Tie]) -> Proof:
        """What is made of an article as soon as it is read: it will not be at hand again."""
        laid = lay_out(story, self.catalogue)
        view = article(story, self.catalogue, ties, laid)
        text = text_of(replace(view, body=story.html), self.site.url)
        results = key_figures.results(story, self.catalogue, laid)
        bulk = json.dumps([text, _RESULTS.encode(results)], ensure_ascii=False)
        return Proof(self.inset("story", {"article": view}, story.url).encode(), bulk)

    @contextmanager
    def _blamed(self, template: str, address: str) -> Iterator[None]:
        try:
            yield
        except TemplateError as error:
            if self.own:
                raise
            raise Failure(
                f"Mẫu {template}.html của giao diện riêng không in được trang {address} ({error}). Xin sửa mẫu ấy."
            ) from error


def press_of(site: Site, theme: Path, catalogue: Catalogue, assets: Assets, options: Mapping[str, Any]) -> Press:
    """The press of a theme without Pelican; ``options`` are those of the templates."""
    loader = FileSystemLoader(theme / "templates")
    environment = Environment(loader=loader, undefined=StrictUndefined, bytecode_cache=compiled(options), **options)

    def find(name: str) -> Template:
        return environment.get_template(f"{name}.html")

    return Press(site, catalogue, assets, environment, find, theme == resources.theme())


@dataclass(frozen=True)
class Bulks:
    """What proofs have kept of articles for other pages than their own."""

    library: Library
    base: str  # the site's absolute address

    def results(self, story: Story, catalogue: Catalogue) -> Sequence[Result]:
        """The results that could stand on the front page."""
        if not isinstance(story, Shelved):
            return key_figures.results(story, catalogue)
        found: tuple[Result, ...] = _RESULTS.decode(json.loads(self.library.part(story.path, "bulk"))[1])
        return found

    def text(self, story: Story, catalogue: Catalogue) -> str:
        """The full text for feeds."""
        if not isinstance(story, Shelved):
            return full_text(story, catalogue, self.base)
        text: str = json.loads(self.library.part(story.path, "bulk"))[0]
        return text
