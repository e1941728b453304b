"""The canary: what only a hidden article says must stand in no file of the output."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable

from congtin.portal.failure import Failure
from congtin.portal.pieces import Data, pieces
from congtin.story import Page, Story

LENGTH = 40  # code points from which a sentence is taken to be nobody else's
Hidden = Story | Page


class Canary:
    """A guard over what is written: knows the address and the longest passage of each hidden text.

    ``songs`` gives the passage of a text, :func:`song` where it is not known already. A passage that a published
    text has too gives nothing away; this is looked up when it is met.
    """

    def __init__(
        self, hidden: Iterable[Hidden], shown: Iterable[Hidden], songs: Callable[[Hidden], str] | None = None
    ) -> None:
        self._shown = tuple(shown)
        addresses = {item.url for item in self._shown}
        passage = songs or song
        self._learn(
            (item.path, text, is_address)
            for item in hidden
            for text, is_address in ((item.url, True), (passage(item), False))
            if text and text not in addresses
        )

    def _learn(self, songs: Iterable[tuple[str, str, bool]]) -> None:
        self._known = sorted(songs)
        self._songs = [
            (path, text, form, is_address)
            for path, text, is_address in self._known
            for form in sorted({text.encode(), html.escape(text).encode()})
        ]
        self._longest = max((len(form) for _, _, form, _ in self._songs), default=0)
        self._open: dict[str, bool] = {}

    @property
    def songs(self) -> str:
        """All that must not stand in a file, as JSON."""
        return json.dumps(self._known, ensure_ascii=False)

    @classmethod
    def of(cls, songs: str) -> Canary:
        """One that knows these; it takes no passage for published."""
        found = cls((), ())
        found._learn((path, text, is_address) for path, text, is_address in json.loads(songs))
        return found

    def __call__(self, path: str, data: Data) -> None:
        """Look at a file before it is published.

        Raises:
            Failure: it tells of a hidden text.
        """
        if not self._songs:
            return
        for piece in pieces(data, overlap=self._longest):
            self._listen(path, piece)

    def _listen(self, path: str, data: bytes) -> None:
        for source, text, form, is_address in self._songs:
            if form in data and (is_address or not self._is_published(text)):
                raise Failure(
                    f"Trang /{path} nhắc tới {source}, là bài nháp hoặc chưa đến ngày đăng. "
                    "Xin bỏ liên kết hay đoạn trích ấy, hoặc cho đăng bài."
                )

    def _is_published(self, text: str) -> bool:
        if text not in self._open:
            self._open[text] = any(text in item.source.text for item in self._shown)
        return self._open[text]


def song(item: Hidden) -> str:
    """The longest line of a text, where it is long enough to be nobody else's; empty when it is not."""
    longest = max((line.strip() for line in item.source.lines), key=len, default="")
    return longest if len(longest) >= LENGTH else ""
