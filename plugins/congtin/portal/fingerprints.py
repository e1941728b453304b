"""Fingerprints: what a page shows, as a short text that is the same exactly when the page is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from congtin.portal.listing import Cards
from congtin.portal.stamps import digest
from congtin.values import dataclass

HELD = 1000  # fingerprints kept at hand: more than stand on many pages


@dataclass(frozen=True)
class Deferred:
    """A view or a file's bytes that cost time to make: ``key`` says what they depend on, ``make`` makes them.

    Those of one ``batch`` are best made one after the other, by one process: they are made of the same. A file that
    lies there under the key ``since`` is renewed: that costs less than to make it. ``note`` tells, once a view is made,
    what the cache is to keep for later builds: texts, each after its name.
    """

    key: str
    make: Callable[[], Any]
    batch: str = ""
    since: str = ""
    renew: Callable[[BinaryIO], Any] | None = None
    note: Callable[[], list[tuple[str, str]]] | None = None


def resolved(value: Any) -> Any:
    """The value itself, made now if it was deferred."""
    return value.make() if isinstance(value, Deferred) else value


class Fingerprints:
    """Takes fingerprints of views; of a view that stands on many pages, once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, str]] = {}

    def of(self, value: Any) -> str:
        """The fingerprint of a view: of all its fields, of all items, in order."""
        kind = value.__class__
        if kind is str or kind is int:
            return repr(value)
        if kind is Deferred or kind is Cards:
            return f"<{value.key}>"
        if isinstance(value, dict):
            return "{" + ",".join([f"{key!r}:{self.of(item)}" for key, item in value.items()]) + "}"
        if isinstance(value, tuple | list):
            return "(" + ",".join(map(self.of, value)) + ")"
        if hasattr(kind, "__match_args__"):
            known = self._known.get(id(value))
            if known is None:
                if len(self._known) >= HELD:
                    self._known.clear()
                known = self._known[id(value)] = (value, self._record(value))  # held, so that its id stays its own
            return known[1]
        return repr(value)

    def _record(self, value: Any) -> str:
        parts = [self.of(getattr(value, name)) for name in value.__match_args__]
        return digest(f"{type(value).__name__}({','.join(parts)})")
