"""Indicators: what is counted."""

from __future__ import annotations

from congtin.values import Word, dataclass


class IndicatorKind(Word):
    """How figures of an indicator add up: flows over time, stocks not, shares never."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the catalogue; ``id`` is empty for one local to an article."""

    id: str
    label: str
    measure: str = ""
    kind: IndicatorKind | None = None
    aliases: tuple[str, ...] = ()
    definition: str = ""
    inflows: tuple[str, ...] = ()  # of a stock: ids of the flows that come to it, all of them
    outflows: tuple[str, ...] = ()  # and of those that go from it

    @property
    def names(self) -> tuple[str, ...]:
        """Its id and all that it may be called in an article."""
        return (self.id, self.label, *self.aliases)
