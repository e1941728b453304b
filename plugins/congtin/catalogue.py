"""The catalogue of a site: its indicators and organisations, found by id, name or alias."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
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
    _indicator_names: dict[str, tuple[Indicator, ...]] = field(init=False, repr=False, compare=False)
    _organisation_names: dict[str, tuple[Organisation, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_indicator_names", _by_name(self.indicators))
        object.__setattr__(self, "_organisation_names", _by_name(self.organisations))

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that id, label or alias."""
        return next(iter(self._indicator_names.get(_key(name), ())), None)

    def organisation(self, name: str, day: date | None = None) -> Organisation | None:
        """The organisation of that id, name or alias; of several that had the name in turn, who had it on ``day``."""
        found = self._organisation_names.get(_key(name), ())
        active = (item for item in found if day is None or item.active_on(day))
        return next(active, found[0] if found else None)

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


def _by_name(items: Iterable[_Item]) -> dict[str, tuple[_Item, ...]]:
    found: dict[str, list[_Item]] = {}
    for item in items:
        for name in dict.fromkeys(map(_key, item.names)):
            found.setdefault(name, []).append(item)
    return {name: tuple(owners) for name, owners in found.items()}
