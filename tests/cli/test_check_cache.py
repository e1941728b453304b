"""``congtin check`` takes from a build's cache what has not changed, says the same as without it, and leaves it alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from congtin.cli import check as check_command
from congtin.cli import main
from congtin.portal import examination, recall, stamps
from congtin.reading import stories

Check = Callable[..., dict[str, Any]]
CACHE = Path(".congtin/output.cache")


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def check(*words: str) -> dict[str, Any]:
        main(["check", "--format", "json", *words])
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return check


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are read from now on, by the name of their file; every stamp is believed at once."""
    names: list[str] = []
    original = examination.read_story

    def noted(source: Any, *rest: Any, **more: Any) -> Any:
        names.append(Path(source.path).name)
        return original(source, *rest, **more)

    monkeypatch.setattr(examination, "read_story", noted)
    monkeypatch.setattr(stories, "read_story", noted)
    monkeypatch.setattr(stamps, "SETTLED", 0)
    return names


def test_a_check_after_a_build_reads_what_has_changed(faulty: Path, check: Check, read: list[str]) -> None:
    fresh = check()
    assert sorted(read) == ["khop.md", "lech số.md"]
    assert not CACHE.exists()
    main(["build"])
    kept = CACHE.read_bytes()
    read.clear()
    assert check() == fresh
    assert read == []
    article = faulty / "content/articles/2024/khop.md"
    article.write_text(article.read_text(encoding="utf-8").replace("505/410", "506/410"), encoding="utf-8")
    found = check(str(article))
    assert read == ["khop.md"]
    assert {item["rule"] for item in found["findings"]} == {"N1"}
    assert found["articles"] == 1
    assert CACHE.read_bytes() == kept


def test_rules_that_are_off_read_only_the_articles_asked_about(faulty: Path, check: Check, read: list[str]) -> None:
    main(["build"])
    read.clear()
    article = faulty / "content/articles/2024/khop.md"
    assert check("--select", "P6", str(article))["findings"] == []
    assert read == []
    assert {item["rule"] for item in check("--select", "P6,F16")["findings"]} >= {"F16"}


@pytest.mark.parametrize("data", [b"", b"no cache at all", b"SQLite format 3\x00" + bytes(200)])
def test_a_bad_cache_is_no_cache_and_stays(data: bytes, faulty: Path, check: Check) -> None:
    fresh = check()
    CACHE.parent.mkdir()
    CACHE.write_bytes(data)
    assert check() == fresh
    assert CACHE.read_bytes() == data


def test_what_two_articles_may_not_share_is_told_of_the_one_asked_about(faulty: Path, check: Check) -> None:
    article = faulty / "content/articles/2024/lech số.md"
    text = article.read_text(encoding="utf-8").replace("---\ntitle", "---\nid: khop\ntitle", 1)
    article.write_text(text, encoding="utf-8")
    for words in ((), ("--select", "F22,P6")):
        assert "F22" in {item["rule"] for item in check(str(article), *words)["findings"]}
    assert check(str(faulty / "content/articles/2024/khop.md"))["findings"] == []


@pytest.fixture
def kept(faulty: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A site with a warm cache; from now on, whether each check of single articles was answered out of it alone."""
    main(["build"])  # stops at its errors, and keeps what it found out
    read.clear()
    answered: list[bool] = []
    original = recall.recall

    def noted(*words: Any) -> Any:
        found = original(*words)
        answered.append(found is not None)
        return found

    monkeypatch.setattr(check_command, "recall", noted)
    return answered


ONE, OTHER = "content/articles/2024/khop.md", "content/articles/2024/lech số.md"


def edit(path: str, old: str, new: str) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_one_article_is_answered_out_of_the_cache(check: Check, kept: list[bool], read: list[str]) -> None:
    whole = check()
    for path in (ONE, OTHER):
        assert check(path)["findings"] == [item for item in whole["findings"] if item["path"] == path]
    assert check(ONE, OTHER, ONE)["articles"] == 2
    assert kept == [True, True, True]
    assert read == []


def test_a_touched_article_is_known_by_its_text(
    check: Check, kept: list[bool], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "SETTLED", 10**12)  # no stamp is old enough to be believed
    edit(ONE, "\n", "\n")
    assert check(ONE)["findings"] == []
    assert (kept, read) == ([True], [])


@pytest.mark.parametrize(
    ("path", "old", "new", "known"),
    [
        (ONE, "505/410", "506/410", True),  # a figure of its own
        (ONE, "title: ", "title: Lại ", False),  # what findings in other articles may name
        (OTHER, "\n---\n", "\n---\n\n", False),  # the others do not lie as they lay
    ],
)
def test_a_change_that_may_bear_on_others_asks_the_whole_site(
    path: str, old: str, new: str, known: bool, check: Check, kept: list[bool]
) -> None:
    edit(path, old, new)
    found = check(ONE)
    assert kept == [known]
    assert found["findings"] == [item for item in check()["findings"] if item["path"] == ONE]


def test_an_article_in_a_conflict_is_compared_anew(faulty: Path, check: Check, read: list[str], request: Any) -> None:
    edit(OTHER, "---\ntitle", "---\nid: khop\ntitle")
    answered = request.getfixturevalue("kept")
    assert "F22" in {item["rule"] for item in check(OTHER)["findings"]}
    edit(OTHER, "\n---\n", "\n---\n\n")
    assert "F22" in {item["rule"] for item in check(OTHER)["findings"]}
    assert answered == [True, False]


def test_what_the_cache_cannot_know_asks_the_whole_site(faulty: Path, check: Check, kept: list[bool]) -> None:
    new = faulty / "content/articles/2024/moi.md"
    new.write_bytes(Path(ONE).read_bytes())
    assert "F22" in {item["rule"] for item in check(str(new))["findings"]}
    new.unlink()
    new.symlink_to("khop.md")
    check(ONE)
    new.unlink()
    Path(ONE).write_bytes(b"\xff")
    assert [item["rule"] for item in check(ONE)["findings"]] == ["F2"]
    assert kept == [False, False, False]


def test_what_was_written_during_the_build_is_not_believed(
    faulty: Path, check: Check, read: list[str], monkeypatch: pytest.MonkeyPatch, request: Any
) -> None:
    monkeypatch.setattr(stamps, "SETTLED", 10**12)
    answered = request.getfixturevalue("kept")
    check(ONE)
    check(ONE, OTHER)
    assert answered == [False, True]  # by their texts, when all that is fresh is asked about
