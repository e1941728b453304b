"""The rules by code, as their page in ``docs/`` describes them: one source for readers and for programs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from congtin import resources

PAGES = {"vi": "quy-tac.md", "en": "rules.md"}
_ROW = re.compile(r"^\| (?P<code>[A-Z]+\d{1,2}) \| (?P<level>[^|]+) \| (?P<title>[^|]+) \| (?P<text>[^|]+) \|$", re.M)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_FAMILY = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class RulePage:
    """What is told of one rule: code, title, and a text on its meaning and remedy (Markdown without links)."""

    code: str
    title: str
    text: str

    @property
    def family(self) -> str:
        """The letters of the code."""
        return family_of(self.code)


def family_of(code: str) -> str:
    """The letters with which a rule's code begins."""
    letters = _FAMILY.match(code)
    return letters[0] if letters else ""


@cache
def rulebook(language: str = "vi") -> dict[str, RulePage]:
    """Every rule that the page in this language has a row for, by code, in the page's order."""
    rows = _ROW.finditer(resources.document(PAGES[language]))
    return {
        row["code"]: RulePage(row["code"], row["title"].strip(), _LINK.sub(r"\1", row["text"].strip())) for row in rows
    }


def page_of(code: str, language: str = "vi") -> RulePage:
    """The page of a rule; one with the bare code where there is none."""
    return rulebook(language).get(code) or RulePage(code, code, "")
