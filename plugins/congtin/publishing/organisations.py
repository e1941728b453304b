"""Organisations as their pages show them: place in the tree, time, what came before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congtin.catalogue import Catalogue
from congtin.organisation import Level, Organisation
from congtin.publishing.cards import Link, organisation_url
from congtin.publishing.dates import day_text
from congtin.values import dataclass

LEVELS = {
    Level.CONFEDERATION: "Tổng Liên đoàn",
    Level.PROVINCE: "Cấp tỉnh, thành phố",
    Level.SECTOR: "Công đoàn ngành, tổng công ty",
    Level.ZONE: "Công đoàn khu công nghiệp, khu kinh tế",
    Level.DISTRICT: "Cấp huyện",
    Level.COMMUNE: "Cấp xã, phường",
    Level.GRASSROOTS: "Công đoàn cơ sở",
}


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """A union body: its way down the tree (``ancestors``, top first), its time and its relatives.

    ``active_text`` is "Hoạt động đến 30/06/2025" or empty; ``ended`` says that the catalogue gives it an end.
    """

    name: str
    url: str
    level: str
    note: str = ""
    active_text: str = ""
    ended: bool = False
    aliases: tuple[str, ...] = ()
    ancestors: tuple[Link, ...] = ()
    predecessors: tuple[Link, ...] = ()
    successors: tuple[Link, ...] = ()
    children: tuple[OrganisationCard, ...] = ()


def organisation_card(organisation: Organisation, catalogue: Catalogue) -> OrganisationCard:
    """The organisation with all below it."""
    return _card(organisation, catalogue, frozenset())


def organisation_tree(catalogue: Catalogue) -> tuple[OrganisationCard, ...]:
    """The bodies without a parent in the catalogue, each with all below it, in the catalogue's order."""
    roots = (item for item in catalogue.organisations if _known(item.parent, catalogue) is None)
    return tuple(organisation_card(item, catalogue) for item in roots)


def _card(organisation: Organisation, catalogue: Catalogue, above: frozenset[str]) -> OrganisationCard:
    above |= {organisation.id}  # a body that is its own ancestor is a finding elsewhere; here it only must end
    below = _standing([item for item in catalogue.children(organisation.id) if item.id not in above], catalogue)
    return OrganisationCard(
        name=organisation.name,
        url=organisation_url(organisation.id),
        level=LEVELS[organisation.level],
        note=organisation.note,
        active_text=_active_text(organisation),
        ended=organisation.valid_to is not None,
        aliases=organisation.aliases,
        ancestors=_ancestors(organisation, catalogue),
        predecessors=_links(organisation.predecessors, catalogue),
        successors=_links(organisation.successors, catalogue),
        children=tuple(_card(item, catalogue, above) for item in below),
    )


def _standing(siblings: list[Organisation], catalogue: Catalogue) -> Iterator[Organisation]:
    """Of bodies side by side those with a place of their own: one that went into a sibling is told beside that."""
    lasting = {item.id for item in siblings if item.valid_to is None}
    for item in siblings:
        if item.valid_to is None or lasting.isdisjoint(item.successors) or catalogue.children(item.id):
            yield item


def _known(identity: str | None, catalogue: Catalogue) -> Organisation | None:
    return catalogue.organisation(identity) if identity else None


def _link(organisation: Organisation) -> Link:
    return Link(organisation.name, organisation_url(organisation.id))


def _links(identities: Iterable[str], catalogue: Catalogue) -> tuple[Link, ...]:
    found = (catalogue.organisation(identity) for identity in identities)
    return tuple(_link(item) for item in found if item)


def _ancestors(organisation: Organisation, catalogue: Catalogue) -> tuple[Link, ...]:
    chain: list[Organisation] = []
    parent = _known(organisation.parent, catalogue)
    while parent and parent != organisation and parent not in chain:
        chain.append(parent)
        parent = _known(parent.parent, catalogue)
    return tuple(_link(item) for item in reversed(chain))


def _active_text(organisation: Organisation) -> str:
    ends = []
    if organisation.valid_from:
        ends.append(f"từ {day_text(organisation.valid_from)}")
    if organisation.valid_to:
        ends.append(f"đến {day_text(organisation.valid_to)}")
    return f"Hoạt động {' '.join(ends)}" if ends else ""
