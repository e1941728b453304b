"""Dying: whenever a build or a way back ends, the site and the way back are whole, and the next build clears up."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from congtin.portal import exchange as module
from congtin.portal import trees
from congtin.portal.staging import roll_back
from portal.test_staging import LEFT, finish, lies, lying, opened, site, tree_of

__all__ = ["site"]  # a fixture


def copy(site: Path, text: str) -> None:
    """Publish by way of the spare generation, as builds do."""
    build = opened(site)
    spare = build.places.spare
    if trees.is_tree(spare):
        ours = trees.listed(spare)
        build.adopt(ours, trees.foreign(dict(trees.lengths(spare)), ours))
    build.tree.write("a/index.html", text.encode(), "nguồn")
    build.tree.write(f"{text}/index.html", b"", "nguồn")
    finish(build)


class Died(BaseException):
    """A process ends here: nothing that would tidy up runs any more."""


STEPS = ("os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "open", "ctypes.dlopen", "shutil.rmtree")
waiting: list[int] = []  # one number: how many steps are still to be made; empty when nobody counts


def count(event: str, _: object) -> None:
    if waiting and event in STEPS:
        waiting[0] -= 1
        if waiting[0] < 0:
            raise Died


sys.addaudithook(count)


def handles() -> set[str]:
    return {name for name in os.listdir("/proc/self/fd") if os.path.lexists(f"/proc/self/fd/{name}")}


def dies_after(steps: int, work: Callable[[], object]) -> bool:
    """Whether some work ends early when it may make so many steps: what locks it holds go with it."""
    before = handles()
    waiting[:] = [steps]
    try:
        work()
    except Died:
        return True
    finally:
        waiting.clear()
        for handle in handles() - before:
            os.close(int(handle))
    return False


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("way", ["forward", "back"])
def test_whenever_it_dies_the_site_and_the_way_back_are_whole(
    site: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool, way: str
) -> None:
    if not exchange:
        monkeypatch.setattr(module, "_swap", lambda *_: False)
    for text in "1234":
        copy(site, text)
    assert (lies(site / "output"), lies(site / ".congtin/output.previous")) == ("4", "3")
    shutil.copytree(site, site.with_name("start"), copy_function=os.link)
    after = {"forward": ("5", "4"), "back": ("3", "4")}[way]
    work = {"forward": lambda: copy(site, "5"), "back": lambda: roll_back(site / "output", site, site / "content")}[way]
    seen = set()
    steps = 0
    while dies_after(steps, work):
        out = lies(site / "output")
        assert out in ("4", after[0]) or (not exchange and not out), steps
        opened(site).abort()
        assert (lies(site / "output"), lies(site / ".congtin/output.previous")) in (("4", "3"), after), steps
        assert set(lying(site)) <= {*LEFT, "output.spare"}, steps
        seen.add(lies(site / "output"))
        copy(site, "6")
        assert lies(site / "output") == "6"
        shutil.rmtree(site)
        shutil.copytree(site.with_name("start"), site, copy_function=os.link)
        steps += 1
    assert seen == {"4", after[0]}
    assert steps > 8
    assert (lies(site / "output"), lies(site / ".congtin/output.previous")) == after


def test_what_congtin_did_not_make_is_never_published_nor_deleted(site: Path) -> None:
    for text in "123":
        copy(site, text)
    for place in ("output.previous", "output.spare"):
        (site / f".congtin/{place}/a/foreign").write_text(place)
        (site / f".congtin/{place}/own").mkdir()
        (site / f".congtin/{place}/own/foreign").write_text(place)
    copy(site, "4")
    assert "foreign" not in str(tree_of(site / "output").keys())
    (site / ".congtin/output.previous/foreign").write_text("late")
    kept = roll_back(site / "output", site, site / "content")
    assert lies(site / "output") == "3"
    assert kept == site / ".congtin/output.kept-2"
    found = {path.read_text() for path in (site / ".congtin").rglob("foreign")}
    assert found == {"output.previous", "output.spare", "late"}
