"""Which findings a report is about: ``--select`` and ``--ignore``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from congtin.cli.rulebook import family_of, rulebook
from congtin.portal.failure import Misuse
from congtin.report import Report
from congtin.text import nearest
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes to keep and to leave out; none to keep means all. What is left out wins.

    ``named`` are the codes to keep that were written out, not as a family: rules that are off run for these.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
        """The selection of lists such as "N,B1": codes, or the letters of a family.

        Raises:
            Misuse: no rule has that code, or begins with these letters.
        """
        written = list(select)
        codes = _codes(written, "--select")
        return cls(codes, _codes(ignore, "--ignore"), codes.intersection(_names(written)))

    def narrow(self, report: Report) -> Report:
        """The report with the chosen findings alone; what was counted stays."""
        return replace(report, findings=tuple(item for item in report.findings if self._takes(item.rule)))

    def _takes(self, code: str) -> bool:
        return (not self.select or code in self.select) and code not in self.ignore


def _codes(lists: Iterable[str], option: str) -> frozenset[str]:
    return frozenset(code for name in _names(lists) for code in _meant(name, option))


def _names(lists: Iterable[str]) -> list[str]:
    return [name.strip().upper() for text in lists for name in text.split(",") if name.strip()]


def _meant(name: str, option: str) -> list[str]:
    known = rulebook()
    if name in known:
        return [name]
    found = [code for code in known if family_of(code) == name]
    if found:
        return found
    kin = [code for code in known if family_of(code) == family_of(name)]
    near = nearest(name, kin) or nearest(name, known)
    families = ", ".join(sorted({family_of(code) for code in known}))
    hint = f"Có phải là {near}?" if near else f"Các họ mã: {families}."
    raise Misuse(f"{option}: không có mã “{name}”. {hint} Danh sách mã ở docs/quy-tac.md.")
