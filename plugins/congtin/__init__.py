"""congtin: a news portal from Markdown articles whose numbers are checked. A Pelican plugin."""

from __future__ import annotations

__version__ = "0.1.0"


def register() -> None:
    """Connect the portal to Pelican's signals (called by Pelican)."""
    from congtin.portal import connect

    connect()
