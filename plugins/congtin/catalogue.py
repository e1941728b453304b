"""The catalogue of a site: its indicators and organisations, found by id, name or alias."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from congtin.finding import Finding
from congtin.indicator import Indicator
from congtin.organisation import Organisation
from congtin.text import nearest, squeeze

_Item = TypeVar("_Item", Indicator, Organisation)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a site counts and for whom. Names are matched without case and runs of white space."""

    indicators: tuple[Indicator, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    problems: tuple[Finding, ...] = ()
    _indicator_names: dict[str, Indicator] = field(init=False, repr=False, compare=False)
    _organisation_names: dict[str, Organisation] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_indicator_names", _by_name(self.indicators))
        object.__setattr__(self, "_organisation_names", _by_name(self.organisations))

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that id, label or alias."""
        return self._indicator_names.get(_key(name))

    def organisation(self, name: str) -> Organisation | None:
        """The organisation of that id, name or alias."""
        return self._organisation_names.get(_key(name))

    def near_indicator(self, name: str) -> str | None:
        """The known indicator name or id that an unknown one nearly is."""
        return nearest(name, (known for item in self.indicators for known in item.names))

    def near_organisation(self, name: str) -> str | None:
        """The known organisation name or id that an unknown one nearly is."""
        return nearest(name, (known for item in self.organisations for known in item.names))

    def children(self, organisation: str) -> tuple[Organisation, ...]:
        """The bodies directly below one, in the catalogue's (official) order."""
        return tuple(item for item in self.organisations if item.parent == organisation)


def _key(name: str) -> str:
    return squeeze(name).casefold()


def _by_name(items: Iterable[_Item]) -> dict[str, _Item]:
    found: dict[str, _Item] = {}
    for item in items:
        for name in item.names:
            found.setdefault(_key(name), item)
    return found
