"""What comes with the package: the theme."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def theme() -> Path:
    """The theme's folder: inside the package in a wheel, at the top of a checkout.

    Raises:
        FileNotFoundError: the installation lacks its theme.
    """
    for folder in (HERE / "theme", HERE.parents[1] / "theme"):
        if (folder / "templates").is_dir():
            return folder
    raise FileNotFoundError("congtin was installed without its theme")
