"""What a stream can show: colour on terminals alone, and not where the reader declines it."""

from __future__ import annotations

import os
from typing import TextIO


def takes_colour(stream: TextIO) -> bool:
    """Whether to colour what is written there: a terminal, without NO_COLOR (no-color.org) and no dumb one."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
