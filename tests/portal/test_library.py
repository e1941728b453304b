"""The cache: what it gives back is what reading anew gives, however it was damaged, and whatever changed meanwhile."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from congtin.checks import check_story, merge
from congtin.finding import Severity
from congtin.ledger import Ledger
from congtin.portal import examination
from congtin.portal import library as module
from congtin.portal.cache import Cache
from congtin.portal.codec import codec
from congtin.portal.examination import Proof
from congtin.portal.kept import Verdict
from congtin.portal.keys import contents, printing_key, reading_key
from congtin.portal.library import Library
from congtin.portal.pictures import measured
from congtin.portal.shelf import Shelved
from congtin.portal.site import Site
from congtin.portal.stamps import SETTLED, is_settled, scan
from congtin.portal.workers import Overdue
from congtin.publishing.weaving import Tie
from congtin.quantity import Kind
from congtin.story import Story
from portal.conftest import Congtin, tree_of

PLACES = int(os.environ.get("CONGTIN_FLIPS", "40"))
KEPT = [field.name for field in fields(Story) if field.name != "blocks"]


def prove(story: Story, ties: Sequence[Tie]) -> Proof:
    return Proof(story.html.encode(), f"{story.title} {len(ties)}")


def opened(site: Path, jobs: int = 1, cache: str = "cache", proven: bool = True) -> Library:
    found = Site.from_file(site / "pelicanconf.py")
    store = Cache(site / cache, reading_key(found))
    stamps = scan(found.root, [found.content])
    library = Library(found, found.catalogue(), store, stamps, jobs, prove=prove if proven else None)
    library.read()
    store.save()
    return library


def told(library: Library) -> list[Any]:
    """All that a library says, for comparison."""
    plain = [[getattr(story, name) for name in KEPT] for story in library.stories]
    read = [story for story in library.stories if library.brief(story).read]
    kept = [library.part(story.path, "bulk") for story in read]
    ledger = library.figures(library.stories).ledger()
    verdicts = [library.verdict(story.path) for story in library.stories]
    briefs = [tuple(library.brief(story)) for story in library.stories]
    short = library.report(library.stories[1:], (), library.stories[:1], notes=False)
    report = library.report(library.stories)
    media = [library.media(story) for story in library.stories]
    return json.loads(
        json.dumps([plain, kept, verdicts, briefs, library.conflicts, report, short, media, ledger], default=repr)
    )


@pytest.fixture
def old(mini: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site, its files long settled."""
    then = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: then() + 10 * SETTLED)
    return mini


def test_what_was_read_once_is_not_read_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(old)
    assert len(first.changed) == len(first.stories) == 5
    before = told(first)
    first.cache.close()
    with monkeypatch.context() as patch:
        patch.setattr(examination, "read_story", lambda *_, **__: pytest.fail("read again"))
        patch.setattr(module, "read_source", lambda *_, **__: pytest.fail("opened again"))
        second = opened(old)
        assert (second.changed, second.gone) == (frozenset(), frozenset())
        second.report(second.stories)
    assert told(second) == before


def test_reading_tells_the_same_as_the_check(mini: Path) -> None:
    library = opened(mini)
    site = library.site
    stories = [measured(story, site.content) for story in site.stories(library.catalogue)]
    shelved = library.stories[0]
    assert isinstance(shelved, Shelved)
    for name in (*KEPT, "blocks", "url", "path", "counted"):
        assert [getattr(story, name) for story in library.stories] == [getattr(story, name) for story in stories], name
    assert repr(shelved) == f"Shelved({stories[0].path!r})"
    assert library.report(library.stories) == merge(check_story(story, library.catalogue) for story in stories)
    assert library.report(library.stories) == opened(mini, cache="other", proven=False).report(library.stories)


def test_notes_may_be_counted_only(mini: Path) -> None:
    file = mini / "content/articles/2024/thi-dua.md"
    file.write_text(re.sub("(?m)^id: .*\n", "", file.read_text()))  # F27 is a note
    library = opened(mini)
    whole, short = library.report(library.stories), library.report(library.stories, notes=False)
    grave = [finding for finding in whole.findings if finding.severity is not Severity.NOTE]
    assert list(short.findings) == grave
    assert short.unlisted == len(whole.findings) - len(grave) > 0
    assert replace(short, findings=(), unlisted=0) == replace(whole, findings=())


def test_workers_change_nothing(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("congtin.portal.workers.PAYS_FROM", 2)
    assert told(opened(mini, 3, "three")) == told(opened(mini, 1, "one"))


def edit(file: Path, old: str, new: str) -> None:
    """An edit that leaves length and time of the file as they were."""
    before = file.stat()
    text = file.read_text()
    assert old in text
    assert len(old.encode()) == len(new.encode())
    file.write_text(text.replace(old, new, 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_edit_of_the_same_length_and_time_is_seen(old: Path) -> None:
    opened(old).cache.close()
    edit(old / "content/articles/2024/thi-dua.md", "Phong trào thi đua", "Phong trào thi đuA")
    library = opened(old)
    assert library.changed == {"content/articles/2024/thi-dua.md"}
    assert told(library) == told(opened(old, cache="fresh"))


def test_touched_removed_and_new_articles(old: Path) -> None:
    opened(old).cache.close()
    folder = old / "content/articles/2024"
    os.utime(folder / "thi-dua.md")
    text = (folder / "tap-huan.md").read_text()
    (folder / "tap-huan.md").unlink()
    (folder / "moi.md").write_text(text.replace("title:", "title: Mới,", 1))
    (folder / "hong.md").write_bytes(b"\xff")
    library = opened(old)
    assert library.changed == {"content/articles/2024/moi.md", "content/articles/2024/hong.md"}
    assert library.gone == {"content/articles/2024/tap-huan.md"}
    assert told(library) == told(opened(old, cache="fresh"))
    library.cache.close()
    assert opened(old).changed == {"content/articles/2024/hong.md"}  # what cannot be read is tried each time


def test_figures_are_those_of_the_articles_shown(old: Path) -> None:
    library = opened(old)
    story = next(story for story in library.stories if story.path.endswith("ket-nap.md"))
    figures = library.figures([story])
    whole = figures.ledger()
    assert whole.postings == Ledger.of(library.examine(story.source).figures).postings
    line = next(iter(whole.lines))
    assert figures.paths(line) == {story.path}
    assert figures.ledger([line]).postings == whole.lines[line]
    assert figures.ledger([]) == library.figures([]).ledger() == library.figures([]).ledger([line]) == Ledger()


LINE = ("doan-vien-ket-nap", "ldld-tinh-song-bac")


def test_lines_know_their_articles_through_every_change(old: Path) -> None:
    opened(old).cache.close()
    first = opened(old)
    assert first.left == frozenset()
    known = first.figures(first.stories).paths(LINE)
    assert known
    first.cache.close()
    (gone := old / sorted(known)[0]).unlink()
    (new := gone.with_name("moi.md")).write_text(
        "---\ntitle: Mới\ndate: 01/02/2024\ncategory: Tin\norganisation: LĐLĐ tỉnh Sông Bạc\nmetrics:\n"
        "  - Kết nạp đoàn viên: 20\n---\nKết nạp 20 đoàn viên.\n"
    )
    library = opened(old)
    assert LINE in library.left
    expected = known - {sorted(known)[0]} | {new.relative_to(old).as_posix()}
    assert library.figures(library.stories).paths(LINE) == expected
    library.cache.close()
    again = opened(old)
    assert again.figures(again.stories).paths(LINE) == expected
    again.cache.connection.execute("UPDATE lines SET paths = 'x'")
    assert again.figures(again.stories).paths(LINE) == expected
    again.cache.connection.execute("DROP TABLE lines")
    assert again.figures(again.stories).paths(LINE) == expected


def test_figures_read_anew_are_known_where_the_cache_is_left_as_it_is(old: Path) -> None:
    opened(old).cache.close()
    edit(old / "content/articles/2024/ket-nap.md", "Người viết", "Người Viết")
    found = Site.from_file(old / "pelicanconf.py")
    store = Cache(old / "cache", reading_key(found), write=False)
    library = Library(found, found.catalogue(), store, scan(found.root, [found.content]))
    library.read()
    assert len(library.changed) == 1
    assert told(library)[-1] == told(opened(old, cache="fresh"))[-1]


def test_a_new_picture_is_measured(old: Path) -> None:
    file = old / "content/articles/2024/ket-nap.md"
    assert "images/ket-nap.png" in file.read_text()
    opened(old).cache.close()
    picture = old / "content/images/ket-nap.png"
    picture.write_bytes(picture.read_bytes() + b"\0")
    library = opened(old)
    assert library.changed == {"content/articles/2024/ket-nap.md"}
    assert told(library) == told(opened(old, cache="fresh"))


def damaged(data: bytes, number: int) -> bytes:
    place = random.Random(number).randrange(len(data))
    if number % 10 == 0:
        return data[:place]
    return data[:place] + bytes([data[place] ^ 1 << number % 8]) + data[place + 1 :]


def test_a_damaged_cache_is_a_miss(old: Path) -> None:
    first = opened(old)
    before = told(first)
    first.cache.close()
    sound = (old / "cache").read_bytes()
    for number in range(PLACES):
        (old / "cache").write_bytes(damaged(sound, number))
        library = opened(old)
        assert told(library) == before, number
        library.cache.close()


def test_a_cache_that_the_disk_took_back_is_a_miss(tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache", "key")
    assert store.fact("key") == "key"
    store.connection.execute("ROLLBACK")  # as SQLite does by itself when a page cannot be written
    store.put_fact("more", "text")
    store.forget("m", ())
    store.save()
    assert (store.fact("key"), store.fact("more"), list(store.rows()), store.part("a", "bulk", "")) == (
        None,
        None,
        [],
        None,
    )


def test_what_could_not_be_stored_is_not_taken_from_what_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(old).cache.close()
    edit(old / "content/articles/2024/ket-nap.md", "Trong tháng 2 năm 2024", "Trong tháng 2 Năm 2024")
    with monkeypatch.context() as patch:
        patch.setattr(Cache, "put", lambda *_: None)  # the disk is full
        library = opened(old)
        found = told(library)
    assert library.changed == {"content/articles/2024/ket-nap.md"}
    assert found == told(opened(old, cache="fresh"))


def test_another_key_is_a_miss(old: Path) -> None:
    first = opened(old)
    key = first.cache.key
    first.cache.close()
    catalogue = old / "content/catalogue/indicators.yaml"
    catalogue.write_text(catalogue.read_text() + "\n")
    library = opened(old)
    assert library.cache.key != key
    assert len(library.changed) == 5
    library.cache.close()
    settings = old / "pelicanconf.py"
    settings.write_text(settings.read_text() + '\nTIMEZONE = "UTC"\n')
    assert len(opened(old).changed) == 5


def test_what_pages_depend_on(mini: Path) -> None:
    site = Site.from_file(mini / "pelicanconf.py")
    keys = {printing_key(site, mini, ""), printing_key(site, mini, "x"), printing_key(site, mini / "content", "")}
    keys.add(printing_key(replace(site, slogan="khác"), mini, ""))
    assert len(keys) == 4
    (mini / "gone").symlink_to("nowhere")
    assert contents(mini, ("gone",)) == [b"gone", b""]


def test_a_cache_that_cannot_be_kept_costs_nothing_but_time(mini: Path) -> None:
    (mini / "cache").mkdir()
    library = opened(mini)
    assert told(library) == told(opened(mini, cache="fresh"))


def test_what_the_cache_lost_is_read_again(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(opened(mini, cache="other"))
    library = opened(mini)
    monkeypatch.setattr(library.cache, "part", lambda *_: None)
    assert told(library) == before
    (mini / "content/articles/2024/thi-dua.md").write_text("---\n---\n")
    with pytest.raises(OSError, match="changed while"):
        library.whole("content/articles/2024/thi-dua.md")


def test_an_article_that_takes_too_long_is_named(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = examination.read_story

    def slow(source: Any, *rest: Any, **more: Any) -> Story:
        if source.path.endswith("thi-dua.md"):
            for _ in range(10**10):
                pass
        return read(source, *rest, **more)

    monkeypatch.setattr(examination, "read_story", slow)
    monkeypatch.setattr(examination, "LONGEST", 0.3)
    library = opened(mini)
    (found,) = [item for item in library.report(library.stories).findings if item.rule == "F6"]
    assert found.place.path == "content/articles/2024/thi-dua.md"
    assert issubclass(Overdue, BaseException)


def test_findings_of_an_unreadable_article_are_not_repeated_by_rules(mini: Path) -> None:
    file = mini / "content/articles/2024/thi-dua.md"
    file.write_text(file.read_text() + "\nCó thêm 77 đơn vị nữa.\n")
    library = opened(mini)
    verdict = library.verdict("content/articles/2024/thi-dua.md")
    assert isinstance(verdict, Verdict)
    assert verdict.report().findings == (*verdict.problems, *verdict.found)
    broken = replace(verdict.found[0])
    assert verdict.report((broken,)).findings == (*verdict.problems, broken)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (datetime, datetime(2021, 3, 2, 18, 17, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))),
        (datetime, datetime(2021, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)),
        (datetime, datetime(2021, 3, 2, tzinfo=timezone(timedelta(hours=7)))),
        (date | None, date(2021, 3, 2)),
        (date | None, None),
        (tuple[Decimal, ...], (Decimal("1.10"), Decimal(0))),
        (str | tuple[str, ...], "a"),
        (str | tuple[str, ...], ("a", "b")),
        (str | tuple[str, ...] | None, None),
        (Kind, Kind.RATIO),
        (tuple[int, str], (1, "a")),
    ],
)
def test_values_come_back_as_they_were(kind: Any, value: Any) -> None:
    there = codec(kind)
    found = there.decode(there.encode(value))
    assert (found, repr(found)) == (value, repr(value))


def test_what_no_one_said_how_to_store() -> None:
    with pytest.raises(TypeError, match="no codec"):
        codec(set)


def test_stamps_of_links_and_of_what_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "dead").symlink_to("nowhere")
    found = scan(tmp_path, [tmp_path, tmp_path / "none"])
    assert found["link"].endswith(f">{found['a']}")
    assert found["dead"] == ""
    assert not is_settled(found["dead"], time.time_ns())
    assert not is_settled(found["a"], time.time_ns())
    assert is_settled(found["a"], time.time_ns() + 2 * SETTLED)


def test_a_build_is_the_same_with_and_without_cache(mini: Path, congtin: Congtin) -> None:
    found = []
    for words in (["--no-cache"], [], ["--jobs", "3"], ["--no-cache", "--output", "other"]):
        done = congtin(mini, "build", *words)
        assert done.returncode == 0, done.stderr
        found.append(tree_of(mini / ("other" if "other" in words else "output")))
    assert found[1:] == found[:1] * 3
    assert sqlite3.connect(mini / ".congtin/output.cache").execute("SELECT count(*) FROM articles").fetchone() == (5,)
