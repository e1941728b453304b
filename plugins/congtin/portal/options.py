"""How a build was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from congtin.text import Source
from congtin.values import dataclass

if TYPE_CHECKING:
    from congtin.portal.unchanged import Sight
    from congtin.report import Report

Show = Callable[["Report", Mapping[str, Source]], None]
Tell = Callable[["Report", Mapping[str, Source]], str]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a build was asked for.

    ``now`` parts past from future; ``preview`` shows drafts and goes on past errors; ``show`` prints the report;
    ``settings`` is the settings file, which Pelican does not tell; ``cache``: whether to use what earlier builds found
    out; ``jobs`` is the number of workers, 0 for as many as there are processors; ``progress`` is told what is being
    done, how much of it is finished, and how much there is. ``tell`` and ``close`` make the texts of a report and of
    the closing line, for a later build that finds nothing to do. ``seen`` is what somebody has just found out about
    the site and its output.
    """

    now: str | None = None
    preview: bool = False
    show: Show | None = None
    settings: Path | None = None
    cache: bool = True
    jobs: int = 0
    progress: Progress | None = None
    tell: Tell | None = None
    close: Callable[[Report], str] | None = None
    seen: Sight | None = None
