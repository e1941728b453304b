"""What comes with the package: the theme, and the pages on the rules."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def theme() -> Path:
    """The theme's folder: inside the package in a wheel, at the top of a checkout.

    Raises:
        FileNotFoundError: the installation lacks its theme.
    """
    return _found("theme", "templates").parent


def document(name: str) -> str:
    """The text of a page of ``docs/``, from the same two places.

    Raises:
        FileNotFoundError: the installation lacks the page.
    """
    return _found("docs", name).read_text(encoding="utf-8")


def _found(folder: str, name: str) -> Path:
    for place in (HERE / folder / name, HERE.parents[1] / folder / name):
        if place.exists():
            return place
    raise FileNotFoundError(f"congtin was installed without {folder}/{name}")
