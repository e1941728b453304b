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
        public = "\n".join(text for item in shown for text in (item.url, item.source.text))
        self._songs = [
            (item.path, form)
            for item in hidden
            for text in _telling(item)
            if text not in public
            for form in {text.encode(), html.escape(text).encode()}
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


def _telling(item: Hidden) -> list[str]:
    lines = (line.strip() for line in item.source.lines)
    longest = max(lines, key=len, default="")
    return [item.url, *([longest] if len(longest) >= LENGTH else [])]
