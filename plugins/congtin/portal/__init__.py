"""The thin Pelican side: settings, generators, writer, staging. Only :func:`connect` brings in Pelican."""

from __future__ import annotations


def connect() -> None:
    """Connect congtin to Pelican's signals."""
    from congtin.portal.plugin import connect_signals

    connect_signals()
