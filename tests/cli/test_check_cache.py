"""``congtin check`` takes from a build's cache what has not changed, says the same as without it, and leaves it alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from congtin.cli import main
from congtin.portal import library, stamps

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
    original = library.read_story

    def noted(source: Any, *rest: Any, **more: Any) -> Any:
        names.append(Path(source.path).name)
        return original(source, *rest, **more)

    monkeypatch.setattr(library, "read_story", noted)
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
