"""What a rule is: a code, a severity, a title and one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from congtin.catalogue import Catalogue
from congtin.checks.binding import Binding
from congtin.finding import Edit, Finding, Related, Severity
from congtin.organisation import Organisation
from congtin.story import Story
from congtin.text import Place
from congtin.values import dataclass

_NO_CATALOGUE = Catalogue()


@dataclass(frozen=True, slots=True)
class Examined:
    """A story on the bench: what was declared and printed, how the two were bound, and whose they are."""

    story: Story
    binding: Binding
    organisation: Organisation | None = None  # of the catalogue
    catalogue: Catalogue = _NO_CATALOGUE


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule's function says; the table adds code and severity. ``severity`` makes a milder verdict."""

    place: Place
    message: str
    help: str
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules; ``title`` is its Vietnamese name.

    ``asks``: the rule asks rather than knows, so that ``confirm:`` settles it where it fires on that phrase.
    ``off``: it runs only where it is asked for by its code.
    """

    code: str
    severity: Severity
    title: str
    check: Callable[[Examined], Iterable[Remark]]
    asks: bool = False
    off: bool = False

    def findings(self, examined: Examined) -> Iterator[Finding]:
        """Run the rule on one story."""
        for remark in self.check(examined):
            yield Finding(
                self.code,
                remark.severity or self.severity,
                remark.place,
                remark.message,
                remark.help,
                remark.related,
                remark.edits,
            )
