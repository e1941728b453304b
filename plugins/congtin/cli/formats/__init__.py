"""The forms in which a report is printed; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from congtin.cli.wording import VIETNAMESE, Wording
from congtin.report import Report
from congtin.text import Source
from congtin.values import dataclass

FORMATS = {"text": "lines", "json": "objects", "sarif": "sarif", "github": "annotations"}
FOR_PROGRAMS = frozenset({"json", "sarif"})  # nothing else may stand beside them


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report to be printed, with the texts to quote from and the manner of printing.

    ``quiet``: counts by file in place of the findings.
    """

    report: Report
    sources: Mapping[str, Source]
    root: Path = Path()
    wording: Wording = VIETNAMESE
    colour: bool = False
    quiet: bool = False


def render(name: str, sheet: Sheet) -> str:
    """The report in one of ``FORMATS``, to its last line feed."""
    printed: str = import_module(f"congtin.cli.formats.{FORMATS[name]}").render(sheet)
    return printed
