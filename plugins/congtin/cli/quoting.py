"""What stands in a source file at a place."""

from __future__ import annotations

from collections.abc import Mapping

from congtin.text import Place, Source


def quoted(place: Place, sources: Mapping[str, Source]) -> str:
    """The text at a place, line feeds kept; empty where the file or the line is unknown."""
    source = sources.get(place.path)
    if source is None or place.end_line > len(source.lines):
        return ""
    lines = source.lines[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)
