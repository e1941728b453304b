"""Style sheets as they are sent: without what only their author reads.

Comments go, and white space where no rule of CSS asks for it; nothing is rewritten, so that any style sheet, of another
theme too, means what it meant. A browser proves it of ours (tests/publishing/test_style_sheet.py).
"""

from __future__ import annotations

import re

# What strings and addresses hold is no comment and no white space.
_KEPT = r"""(?P<kept>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\(\s*(?!["'\s])(?:\\.|[^)\\])*\))"""
_COMMENTS = re.compile(rf"{_KEPT}|/\*.*?\*/", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(rf"{_KEPT}|[\s;]*(?P<close>\}})\s*|\s*(?P<mark>[{{;,>])\s*|(?P<colon>:)\s+|\s+", re.IGNORECASE)


def compact(css: str) -> str:
    """The same rules in fewer bytes."""
    return _SPACES.sub(_shorter, _COMMENTS.sub(_without_comment, css)).strip()


def _without_comment(match: re.Match[str]) -> str:
    """A comment may be all that keeps two words apart, without being a space: an empty one stays there."""
    if match["kept"]:
        return match[0]
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    return "/**/" if re.fullmatch(r"[^\s{};,]{2}", around) else ""


def _shorter(match: re.Match[str]) -> str:
    return match[match.lastgroup] if match.lastgroup else " "
