"""A federation site of invented bodies and figures: ``python -m federation FOLDER`` writes it."""

from __future__ import annotations

import shutil
from pathlib import Path

from federation.articles import everything
from federation.world import SITE


def write(folder: Path) -> Path:
    """Write the site, settings, catalogue, pages and articles, into a folder that is not there yet."""
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("output", ".congtin"))
    for article in everything():
        file = folder / "content" / "articles" / f"{article.day:%Y}" / f"{article.name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article.text, encoding="utf-8")
    return folder
