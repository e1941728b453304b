"""CSV (RFC 4180) and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from congtin.publishing.downloads.fields import FIELDS, NAMES, Cells

BOM = "\ufeff".encode()  # by which Excel knows UTF-8
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a text that begins so as a formula
_QUOTE, _COMMAS = '"', len(NAMES) - 1
_NUMBERS = frozenset(at for at, field in enumerate(FIELDS) if field.type == "number")
_MEMBERS = tuple(f'"{name}":' for name in NAMES)
_VALUE = '"value":'
_text = json.encoder.encode_basestring  # quotes a text; letters stay letters


CSV_FRAME = (f"{','.join(NAMES)}\r\n".encode(), b"\r\n", b"\r\n")  # before, between, after the lines of figures


def csv_of(rows: Iterable[Cells]) -> bytes:
    """Figures as CSV in UTF-8: lines end in CR LF, decimal points, no cell that a spreadsheet would run."""
    return "".join(f"{line}\r\n" for line in chain((",".join(NAMES),), map(csv_line, rows))).encode()


def csv_line(cells: Sequence[str]) -> str:
    """A figure as a line of CSV, without its end."""
    line = ",".join(cells)
    if line.startswith(_ACTIVE) or any(sign in line and f",{sign}" in line for sign in _ACTIVE):
        cells = harmless(cells)
    elif '"' not in line and "\n" not in line and "\r" not in line:  # as in most
        if line.count(",") == _COMMAS:
            return line
        return ",".join([f'"{cell}"' if "," in cell else cell for cell in cells])
    return ",".join([_quoted(cell) if _is_odd(cell) else cell for cell in cells])


def _is_odd(cell: str) -> bool:
    return "," in cell or '"' in cell or "\n" in cell or "\r" in cell


def _quoted(cell: str) -> str:
    return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'


def harmless(cells: Sequence[str]) -> list[str]:
    """Cells that no spreadsheet takes for formulas: an apostrophe before those that look like one; numbers stay."""
    return [f"'{cell}" if cell.startswith(_ACTIVE) and at not in _NUMBERS else cell for at, cell in enumerate(cells)]


def json_of(about: dict[str, Any], rows: Iterable[Cells]) -> bytes:
    """Figures as JSON below what they are about, with the meaning of their members."""
    before, between, after = json_frame(about)
    return before + between.decode().join(map(json_line, rows)).encode() + after


def json_frame(about: dict[str, Any]) -> tuple[bytes, bytes, bytes]:
    """What stands before, between and after the lines of figures."""
    told = {
        **about,
        "fields": {field.name: {"title": field.title, "description": field.description} for field in FIELDS},
    }
    head = json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{head},\n "figures": [\n'.encode(), b",\n", b"\n ]\n}\n"


def json_line(cells: Cells) -> str:
    """A figure on a line of its own, without what there is nothing to say of; a missing value is null."""
    value = cells.value and repr(number(cells.value))
    told = [f'{name}{value or "null"}' if name == _VALUE else f"{name}{_text(cell)}"
            for name, cell in zip(_MEMBERS, cells, strict=True) if cell or name == _VALUE]  # fmt: skip
    return f"{{{','.join(told)}}}"


def number(text: str) -> int | float | None:
    """The number that stands in a cell."""
    if not text:
        return None
    return float(text) if "." in text else int(text)
