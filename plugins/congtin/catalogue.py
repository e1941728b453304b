"""The catalogue of a site: its indicators and organisations, found by id, name or alias."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

from congtin.finding import Finding
from congtin.indicator import Indicator
from congtin.organisation import Organisation
from congtin.text import nearest, squeeze
from congtin.values import dataclass

_Item = TypeVar("_Item", Indicator, Organisation)


@dataclass(frozen=True)
class Catalogue:
    """What a site counts and for whom. Names are matched without case and runs of white space."""

    indicators: tuple[Indicator, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    problems: tuple[Finding, ...] = ()

    @cached_property
    def _indicator_names(self) -> dict[str, tuple[Indicator, ...]]:
        return _by_name(self.indicators)

    @cached_property
    def _organisation_names(self) -> dict[str, tuple[Organisation, ...]]:
        return _by_name(self.organisations)

    @cached_property
    def _children(self) -> dict[str, tuple[Organisation, ...]]:
        return _by_parent(self.organisations)

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that id, label or alias."""
        names = self._indicator_names
        found = names.get(name) or names.get(_key(name))  # ids are in that form as they are
        return found[0] if found else None

    def organisation(self, name: str, day: date | None = None) -> Organisation | None:
        """The organisation of that id, name or alias; of several that had the name in turn, who had it on ``day``."""
        names = self._organisation_names
        found = names.get(name) or names.get(_key(name))
        if not found or day is None:
            return found[0] if found else None
        return next((item for item in found if item.active_on(day)), found[0])

    def near_indicator(self, name: str) -> str | None:
        """The known indicator name or id that an unknown one nearly is."""
        return nearest(name, (known for item in self.indicators for known in item.names))

    def near_organisation(self, name: str) -> str | None:
        """The known organisation name or id that an unknown one nearly is."""
        return nearest(name, (known for item in self.organisations for known in item.names))

    def children(self, organisation: str) -> tuple[Organisation, ...]:
        """The bodies directly below one, in the catalogue's (official) order."""
        return self._children.get(organisation, ())


def _key(name: str) -> str:
    return squeeze(name).casefold()


def _by_name(items: Iterable[_Item]) -> dict[str, tuple[_Item, ...]]:
    found: dict[str, list[_Item]] = {}
    for item in items:
        for name in dict.fromkeys(map(_key, item.names)):
            found.setdefault(name, []).append(item)
    return {name: tuple(owners) for name, owners in found.items()}


def _by_parent(items: Iterable[Organisation]) -> dict[str, tuple[Organisation, ...]]:
    found: dict[str, list[Organisation]] = {}
    for item in items:
        if item.parent is not None:
            found.setdefault(item.parent, []).append(item)
    return {parent: tuple(below) for parent, below in found.items()}
