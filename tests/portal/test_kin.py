"""Kin: what is found around a change is what would be found from nothing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from congtin.catalogue import Catalogue
from congtin.portal.cache import Cache
from congtin.portal.kin import kin
from congtin.publishing.related import NEAR
from congtin.story import Story
from portal.making import story

TAGS = ("Tết", "đại hội", "tuyên dương", "tiền lương")
BODIES = ("Sông Bạc", "Núi Cao", "")


def some(name: str, pick: random.Random) -> Story:
    """An article that shares something with some others; few days, so that many stand in one moment."""
    return story(
        name,
        day=f"2024-0{pick.randrange(1, 4)}-{pick.randrange(10, 30)}",
        tags=tuple(pick.sample(TAGS, pick.randrange(3))),
        organisation=pick.choice(BODIES),
        related=(f"bai-{pick.randrange(90)}",) if pick.random() < 0.1 else (),
    )


def newest_first(stories: dict[str, Story]) -> list[Story]:
    return sorted(sorted(stories.values(), key=lambda item: item.path), key=lambda item: item.date, reverse=True)


@pytest.mark.parametrize("seed", range(8))
def test_after_any_edits_all_is_as_if_found_from_nothing(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    stories = {name: some(name, pick) for name in (f"bai-{number}" for number in range(6 * NEAR))}
    cache = Cache(tmp_path / "cache", "key")
    before: Mapping[str, tuple[str, ...]] = {}
    for step in range(12):
        for _ in range(pick.choice((0, 1, 1, 3))):
            name = f"bai-{pick.randrange(7 * NEAR)}"
            if pick.random() < 0.3:
                stories.pop(name, None)
            else:
                stories[name] = some(name, pick)
        shown = newest_first(stories)
        whole = kin(shown, Catalogue(), Cache(tmp_path / f"other-{step}", "key")).of
        found = kin(shown, Catalogue(), cache)
        assert found.of == whole
        assert found.turned >= {path for path in whole if whole[path] != before.get(path)}
        before = whole
    assert any(whole.values())


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM kin WHERE path LIKE '%bai-3.md'", "UPDATE kin SET related = ''", "UPDATE kin SET traits = '[]'"],
)
def test_what_is_damaged_is_found_again(tmp_path: Path, damage: str) -> None:
    pick = random.Random(1)
    shown = newest_first({name: some(name, pick) for name in (f"bai-{number}" for number in range(40))})
    cache = Cache(tmp_path / "cache", "key")
    whole = kin(shown, Catalogue(), cache).of
    cache.close()
    with sqlite3.connect(tmp_path / "cache") as connection:
        connection.execute(damage)
    connection.close()
    assert kin(shown, Catalogue(), Cache(tmp_path / "cache", "key")).of == whole
    fewer = kin(shown[:-1], Catalogue(), Cache(tmp_path / "cache", "key")).of
    assert fewer == kin(shown[:-1], Catalogue(), Cache(tmp_path / "anew", "key")).of
