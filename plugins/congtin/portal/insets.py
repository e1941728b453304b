"""Insets: stretches of a page between two marks, so that they can be replaced in a page that else stays as it is.

The theme's ``insets/<name>.html`` prints one; a template says with ``{{ insets.<name> }}`` where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from markupsafe import Markup

_SIGN = "<!--"  # no inset has it inside: see :func:`framed`


def framed(name: str, html: str) -> str:
    """An inset between its marks; what looks like a mark in an attribute of the body is written another way."""
    return f"<!--{name}-->{html.replace(_SIGN, '&lt;!--')}<!--/{name}-->"


def cut(page: bytes, name: str) -> tuple[int, int] | None:
    """Where the inset of that name stands in a page, with its marks; None where it does not.

    It is looked for from the end: what changes most often stands there.
    """
    first, last = _marks(name)
    end = page.rfind(last)
    start = page.rfind(first, 0, max(end, 0))
    return None if start < 0 else (start, end + len(last))


@cache
def _marks(name: str) -> tuple[bytes, bytes]:
    return f"<!--{name}-->".encode(), f"<!--/{name}-->".encode()


def replaced(page: bytes, insets: Mapping[str, bytes]) -> bytes:
    """The page with these insets, marks and all, in the place of those of the same name."""
    same, rest = _replaced(page, insets)
    return page[:same] + rest


def renewed(page: bytes, digest: str, insets: Mapping[str, bytes]) -> tuple[bytes, str, int] | None:
    """The same with its SHA-256 and length; None where the page itself is not of that ``digest``.

    What both have in common, at the beginning, is hashed once.
    """
    same, rest = _replaced(page, insets)
    view = memoryview(page)
    old = sha256(view[:same])
    new = old.copy()
    old.update(view[same:])
    if old.hexdigest() != digest:
        return None
    new.update(rest)
    return page[:same] + rest, new.hexdigest(), same + len(rest)


def _replaced(page: bytes, insets: Mapping[str, bytes]) -> tuple[int, bytes]:
    """How much of the page at its beginning stays the same, and how it goes on from there."""
    places = [(*place, name) for name in insets if (place := cut(page, name))]
    places.sort()
    same = done = places[0][0] if places else len(page)
    parts: list[bytes] = []
    for start, end, name in places:
        parts += (page[done:start], insets[name])
        done = end
    parts.append(page[done:])
    return same, b"".join(parts)


class Once:
    """``once(macro, …)`` in templates: a macro that says the same on many pages is run once for each set of views.

    Views are told apart by identity: what is the same on many pages is one object.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[Markup, tuple[object, ...]]] = {}

    def __call__(self, macro: Callable[..., Markup], *views: Any) -> Markup:
        """What the macro prints of the views."""
        key = (id(macro), *(view if isinstance(view, str) else id(view) for view in views))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (macro(*views), (macro, *views))  # held, so that an identity stays one's own
        return known[0]
