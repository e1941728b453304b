"""What the settings choose for the front page: the lead story, pinned articles, each with its last day, key figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from congtin.finding import Finding, Severity
from congtin.text import Place
from congtin.values import dataclass

if TYPE_CHECKING:
    from congtin.catalogue import Catalogue
    from congtin.story import Story

PLACES = {"lead": "Bài đứng đầu trang chủ (`lead`)", "pinned": "Mục “Nên xem”"}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")


@dataclass(frozen=True, slots=True)
class Pin:
    """An article that leads, or stands under "Nên xem", to the end of its last day; ``sponsored`` is said beside it."""

    article: str  # the id
    until: date
    sponsored: bool = False


def read_pin(given: Any) -> Pin | None:
    """``{"article": id, "until": "31/12/2026", "sponsored": False}`` as a pin; None for anything else."""
    if not isinstance(given, Mapping) or not {"article", "until"} <= given.keys() <= {"article", "until", "sponsored"}:
        return None
    article, until, sponsored = given["article"], read_day(given["until"]), given.get("sponsored", False)
    if not isinstance(article, str) or until is None or not isinstance(sponsored, bool):
        return None
    return Pin(article, until, sponsored)


def read_day(given: Any) -> date | None:
    """A day written as in front matter, day first, or in ISO form."""
    if not isinstance(given, str):
        return None
    written = _DAY.match(given.strip())
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(given.strip())
    except ValueError:
        return None


def pinned(pins: Sequence[Pin], stories: Sequence[Story], today: date) -> Iterator[tuple[Story, Pin]]:
    """The pinned articles whose last day has not passed, in the order of the settings."""
    if not pins:
        return
    by_id = {story.id: story for story in stories}
    for pin in pins:
        if pin.article in by_id and today <= pin.until:
            yield by_id[pin.article], pin


def inspect_front(
    chosen: Mapping[str, Sequence[Pin]],
    key_figures: Sequence[str],
    stories: Sequence[Story],
    catalogue: Catalogue,
    settings: str,
) -> Iterator[Finding]:
    """Notes on articles, by the setting that chooses them, and key figures that the content lacks."""
    if any(chosen.values()):
        known = {story.id for story in stories}
        for key, pins in chosen.items():
            for pin in pins:
                if pin.article not in known:
                    message = f"{PLACES[key]} nêu bài `{pin.article}`, chưa có bài nào mang mã này."
                    yield _absent(settings, message, key)
    if key_figures:
        counted = {name for story in stories for name in story.counted}
        for name in key_figures:
            indicator = catalogue.indicator(name)
            if (indicator.id if indicator else name) not in counted:
                message = f"Ô số liệu của trang chủ nêu “{name}”, chưa có bài nào khai số này."
                yield _absent(settings, message, "key_figures")


def _absent(settings: str, message: str, key: str) -> Finding:
    remedy = f"Không cần sửa nếu bài sẽ có sau; nếu tên đã đổi, xin sửa `{key}`."
    return Finding("S9", Severity.NOTE, Place(settings), message, remedy)
