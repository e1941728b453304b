"""A change of articles alone: the site is built without Pelican, and is what it would be with it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pelican.settings import DEFAULT_CONFIG

from congtin import resources
from congtin.cli import build as command
from congtin.portal import library
from congtin.portal.cache import Cache, cache_of
from congtin.portal.generations import Generation
from congtin.portal.keys import reading_key
from congtin.portal.site import Site
from portal import edits
from portal.conftest import ARTICLE, Congtin, is_as_from_nothing, replace, tree_of

ARTICLES = "content/articles"
pytestmark = pytest.mark.usefixtures("later")


@pytest.fixture
def pelicans(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The settings of each build that took Pelican."""
    found: list[Path] = []
    with_pelican = command.build_site

    def told(settings: Path, *rest: object) -> object:
        found.append(settings)
        return with_pelican(settings, *rest)

    monkeypatch.setattr(command, "build_site", told)
    return found


def write(site: Path, name: str) -> Path:
    path = site / ARTICLES / f"{name}.md"
    path.write_text(edits.ARTICLE.format(name, 3, "Cơ sở", "Nơi khác", "sáng"))
    return path


EDITS: dict[str, Callable[[Path], object]] = {
    "title": lambda site: replace(site, "Phát động", "Đã phát động"),
    "figure": lambda site: replace(site, "120", "110", f"{ARTICLES}/2024/ket-nap.md"),
    "hidden": lambda site: replace(site, "id: sb-0002", "id: sb-0002\nstatus: draft"),
    "address": lambda site: replace(site, "id: sb-0002", "id: sb-0002\nslug: thi-dua-moi"),
    "new": lambda site: write(site, "bai-moi"),
    "gone": lambda site: (site / ARTICLE).unlink(),
    "another name": lambda site: (site / ARTICLE).rename(site / ARTICLES / "thi-dua.md"),
    "some at once": lambda site: (write(site, "bai-moi"), replace(site, "Phát động", "Đã phát động")),
}


@pytest.mark.parametrize("name", EDITS)
def test_articles_alone(mini: Path, congtin: Congtin, pelicans: list[Path], name: str) -> None:
    congtin(mini, "build")
    EDITS[name](mini)
    done = congtin(mini, "build", "--timings")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Đã dựng")
    assert "in trang" in done.stderr
    assert len(pelicans) == 1
    assert is_as_from_nothing(mini, congtin)
    assert len(pelicans) == 2  # that one


def test_an_article_is_read_once(mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch) -> None:
    congtin(mini, "build")
    monkeypatch.setattr(library, "examine", None)
    replace(mini, "Phát động", "Đã phát động")
    assert congtin(mini, "build").returncode == 0


def test_an_article_that_changed_once_more_is_read_again(
    mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    congtin(mini, "build")
    replace(mini, "Phát động", "Đã phát động")
    rebuild = command._rebuild

    def slow(*known: object) -> object:
        replace(mini, "Đã phát động", "Vừa phát động")
        return rebuild(*known)

    with monkeypatch.context() as patch:
        patch.setattr(command, "_rebuild", slow)
        assert congtin(mini, "build").returncode == 0
    assert b"V\xe1\xbb\xaba ph\xc3\xa1t" in (mini / "output/index.html").read_bytes()
    assert is_as_from_nothing(mini, congtin)


def test_what_was_seen_before_another_build_is_looked_at_again(
    mini: Path, congtin: Congtin, pelicans: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    congtin(mini, "build")
    replace(mini, "Phát động", "Đã phát động")
    rebuild = command._rebuild

    def late(*known: object) -> object:
        monkeypatch.setattr(command, "_rebuild", rebuild)
        replace(mini, "LĐLĐ tỉnh Sông Bạc", "Liên đoàn tỉnh Sông Bạc", "content/catalogue/organisations.yaml")
        (mini / ARTICLES / "2024/ket-nap.md").unlink()
        assert congtin(mini, "build").returncode == 0
        return rebuild(*known)

    monkeypatch.setattr(command, "_rebuild", late)
    done = congtin(mini, "build")
    assert done.returncode == 0, done.stderr
    assert len(pelicans) == 3
    assert is_as_from_nothing(mini, congtin)


def test_what_is_no_article_among_them(mini: Path, congtin: Congtin, pelicans: list[Path]) -> None:
    for name in (".nhap.md", "thi-dua.md~", "~$thi-dua.md", ".cu/thi-dua.md"):
        (mini / ARTICLES / name).parent.mkdir(exist_ok=True)
        (mini / ARTICLES / name).write_text("x")
    congtin(mini, "build")
    assert congtin(mini, "build").stdout.startswith("Không có gì thay đổi")
    (mini / ARTICLES / "thi-dua.txt").write_text("x")
    done = congtin(mini, "build")
    assert done.returncode == 1
    assert "thi-dua.txt" in done.stderr


def test_an_error_leaves_the_site_as_it_was(mini: Path, congtin: Congtin, pelicans: list[Path]) -> None:
    congtin(mini, "build")
    before = tree_of(mini / "output")
    write(mini, "bai-moi").write_text("---\ntitle: Bài\n---\n")
    done = congtin(mini, "build")
    assert (done.returncode, len(pelicans)) == (1, 1)
    assert "bai-moi.md" in done.stderr
    assert tree_of(mini / "output") == before


@pytest.mark.parametrize("path", ["content/pages/gioi-thieu.md", "content/images/ket-nap.png"])
def test_other_changes_take_pelican(mini: Path, congtin: Congtin, pelicans: list[Path], path: str) -> None:
    congtin(mini, "build")
    replace(mini, "Phát động", "Đã phát động")
    with (mini / path).open("ab") as file:
        file.write(b"\n")
    assert congtin(mini, "build").returncode == 0
    assert len(pelicans) == 2


def test_a_theme_of_somebody_else_takes_pelican(mini: Path, congtin: Congtin, pelicans: list[Path]) -> None:
    """Its templates may ask for what Pelican alone knows."""
    theme = mini / "theme"
    for path in resources.theme().rglob("*"):
        if path.is_file():
            (theme / path.relative_to(resources.theme())).parent.mkdir(parents=True, exist_ok=True)
            (theme / path.relative_to(resources.theme())).write_bytes(path.read_bytes())
    with (mini / "pelicanconf.py").open("a") as file:
        file.write(f"\nTHEME = {str(theme)!r}\n")
    with (theme / "templates/base.html").open("a") as file:
        file.write("{{ SITENAME }}")
    assert congtin(mini, "build").returncode == 0
    write(mini, "bai-moi")
    assert congtin(mini, "build").returncode == 0
    assert len(pelicans) == 2


def test_our_templates_ask_for_nothing_that_pelican_alone_knows() -> None:
    words = re.compile(r"[A-Za-z_]\w*")
    for path in (resources.theme() / "templates").rglob("*.html"):
        assert not set(words.findall(path.read_text())) & DEFAULT_CONFIG.keys(), path


@pytest.mark.parametrize("seed", range(2))
def test_any_edits(mini: Path, congtin: Congtin, pelicans: list[Path], seed: int) -> None:
    pick = random.Random(seed)
    congtin(mini, "build")
    articles = [edit for edit in edits.EDITS if edit not in (edits.settle, edits.catalogue, edits.page, edits.picture)]
    for step in range(12):
        pick.choice(articles)(mini, pick)
        done = congtin(mini, "build")
        assert done.returncode == 0, done.stderr
        if step % 4 == 3:
            assert is_as_from_nothing(mini, congtin), (seed, step)
    assert len(pelicans) == 1 + 3


@pytest.mark.parametrize("seed", range(2))
def test_the_keys_of_all_insets_are_those_of_a_build_from_nothing(mini: Path, congtin: Congtin, seed: int) -> None:
    """Most are carried over: with more articles than a section, a list of relatives or the cards take in."""
    pick = random.Random(seed)
    for _ in range(45):
        edits.new(mini, pick)
    with (mini / "pelicanconf.py").open("a") as file:
        file.write('\nCONGTIN["share_cards"] = 4\n')
    congtin(mini, "build")
    for _ in range(4):
        for edit in pick.choices([edits.new, edits.retitle, edits.redate, edits.tag, edits.hide], k=2):
            edit(mini, pick)
            edits.lengthen(mini, pick)
            assert congtin(mini, "build").returncode == 0
        assert congtin(mini, "build", "--no-cache", "--output", "anew").returncode == 0
        assert keys_of(mini, "output") == keys_of(mini, "anew")


def keys_of(site: Path, output: str) -> dict[str, tuple[list[str], str]]:
    """What is known of each page: the keys of its insets, its digest."""
    cache = Cache(cache_of(site / output), reading_key(Site.from_file(site / "pelicanconf.py")), write=False)
    known = Generation.load(cache, site / output)
    assert known is not None
    return {path: (key.split(" ")[2:], total) for path, (key, total, *_) in known.files.items() if path[-5:] == ".html"}
