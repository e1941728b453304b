"""The canary: what only a hidden article says must stand in no file of the output."""

from __future__ import annotations

import html
from collections.abc import Iterable

from congtin.portal.failure import Failure
from congtin.story import Page, Story

LENGTH = 40  # code points from which a sentence is taken to be nobody else's
Hidden = Story | Page


class Canary:
    """A guard over what is written: knows the address and the longest passage of each hidden text."""

    def __init__(self, hidden: Iterable[Hidden], shown: Iterable[Hidden]) -> None:
        shown = tuple(shown)
        addresses = {item.url for item in shown}
        published = "\n".join(item.source.text for item in shown)
        self._songs = [
            (item.path, form)
            for item in hidden
            for text in (*({item.url} - addresses), *_longest_line(item, published))
            for form in sorted({text.encode(), html.escape(text).encode()})
        ]

    def __call__(self, path: str, data: bytes) -> None:
        """Look at a file before it is written.

        Raises:
            Failure: it tells of a hidden text.
        """
        for source, song in self._songs:
            if song in data:
                raise Failure(
                    f"Trang /{path} nhắc tới {source}, là bài nháp hoặc chưa đến ngày đăng. "
                    "Xin bỏ liên kết hay đoạn trích ấy, hoặc cho đăng bài."
                )


def _longest_line(item: Hidden, published: str) -> tuple[str, ...]:
    """The longest line of a hidden text, where it is long enough and no published text has it."""
    longest = max((line.strip() for line in item.source.lines), key=len, default="")
    return (longest,) if len(longest) >= LENGTH and longest not in published else ()
