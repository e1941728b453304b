"""Nouns for tests: invented articles and pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from congtin.portal.site import moment
from congtin.story import Page, Story
from congtin.text import Source


def story(name: str, text: str = "", day: str = "2021-03-02T18:17", **more: Any) -> Story:
    """An article of ``content/articles/<name>.md``."""
    path = f"content/articles/{name}.md"
    values: dict[str, Any] = {"title": f"Bài {name}", "category": "Cơ sở", "html": f"<p>{text}</p>", **more}
    return Story(Source(path, text), id=name, slug=values.pop("slug", name), date=moment(day), **values)


def page(name: str, text: str = "", **more: Any) -> Page:
    """A page of ``content/pages/<name>.md``."""
    values: dict[str, Any] = {"title": f"Trang {name}", "html": f"<p>{text}</p>", "slug": name, **more}
    return Page(Source(f"content/pages/{name}.md", text), **values)


def day(text: str) -> datetime:
    """A moment in Vietnamese time."""
    return moment(text)
