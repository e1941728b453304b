"""CSV (RFC 4180) and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from congtin.publishing.downloads.fields import FIELDS, NAMES, Cells

BOM = "\ufeff".encode()  # by which Excel knows UTF-8
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a text that begins so as a formula
_ACTIVE_CELL = re.compile(r"\x1e[=+\-@\t\r]")  # in a row whose cells have \x1e before each
_NUMBERS = frozenset(at for at, field in enumerate(FIELDS) if field.type == "number")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def csv_of(rows: Iterable[Cells]) -> bytes:
    """Figures as CSV in UTF-8: lines end in CR LF, decimal points, no cell that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(NAMES)
    writer.writerows(harmless(cells) if _ACTIVE_CELL.search("\x1e".join(("", *cells))) else cells for cells in rows)
    return out.getvalue().encode()


def harmless(cells: Cells) -> list[str]:
    """Cells that no spreadsheet takes for formulas: an apostrophe before those that look like one; numbers stay."""
    return [f"'{cell}" if cell.startswith(_ACTIVE) and at not in _NUMBERS else cell for at, cell in enumerate(cells)]


def json_of(about: dict[str, Any], rows: Iterable[Cells]) -> bytes:
    """Figures as JSON below what they are about, with the meaning of their members."""
    told = {
        **about,
        "fields": {field.name: {"title": field.title, "description": field.description} for field in FIELDS},
    }
    head = json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(map(_line, rows))
    return f'{head},\n "figures": [\n{lines}\n ]\n}}\n'.encode()


def _line(cells: Cells) -> str:
    """A figure on a line of its own, without what there is nothing to say of; a missing value is null."""
    told: dict[str, Any] = {name: cell for name, cell in zip(NAMES, cells, strict=True) if cell}
    told["value"] = number(cells.value)
    return _encode(told)


def number(text: str) -> int | float | None:
    """The number that stands in a cell."""
    if not text:
        return None
    return float(text) if "." in text else int(text)
