"""congtin beside other plugins, and in a Pelican that did not ask for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from congtin import resources
from congtin.portal.staging import MANIFEST
from portal.conftest import Congtin, Run, tree_of

NEIGHBOUR = """
from pathlib import Path
from pelican import signals
from pelican.generators import Generator

class Neighbour(Generator):
    def generate_output(self, writer):
        template = self.env.from_string("Hàng xóm của {{ SITENAME }}")
        writer.write_file("", template, self.context)
        writer.write_file("hang-xom.html", template, self.context)
        writer.write_feed([], self.context, path="hang-xom.xml", feed_type="rss")
        assert writer.write_feed([], self.context, url="/x.xml") is not None

def late(pelican):
    Path(pelican.settings["OUTPUT_PATH"], "tre.txt").write_text("x")

def bring(pelican):
    return Neighbour

def register():
    signals.get_generators.connect(bring)
    signals.finalized.connect(late)
"""


def test_other_plugins_write_into_the_same_tree(mini: Path, run: Run) -> None:
    (mini / "neighbours").mkdir()
    (mini / "neighbours/neighbour.py").write_text(NEIGHBOUR)
    settings = mini / "pelicanconf.py"
    settings.write_text(
        settings.read_text().replace('PLUGINS = ["congtin"]', 'PLUGINS = ["neighbour", "congtin"]')
        + 'PLUGIN_PATHS = ["neighbours"]\n'
    )
    done = run(mini, "congtin", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    found = tree_of(mini / "output")
    assert found["hang-xom.html"].decode() == "Hàng xóm của Công đoàn Sông Bạc"
    assert b"<rss" in found["hang-xom.xml"]
    assert {"hang-xom.html", "hang-xom.xml", "tre.txt"} < set(json.loads(found[MANIFEST])["files"])


def test_a_pelican_without_congtin_is_left_alone(mini: Path, congtin: Congtin, tmp_path: Path) -> None:
    assert congtin(mini, "build").returncode == 0  # the signals are connected from here on
    from pelican import Pelican
    from pelican.settings import read_settings

    (tmp_path / "other").mkdir()
    override = {"PATH": str(tmp_path / "other"), "OUTPUT_PATH": str(tmp_path / "theirs"), "PLUGINS": []}
    Pelican(read_settings(override={**override, "TIMEZONE": "UTC", "SITEURL": "https://a.example"})).run()
    assert (tmp_path / "theirs/index.html").exists()
    assert not (tmp_path / "theirs" / MANIFEST).exists()


def test_one_pelican_may_run_twice(mini: Path, congtin: Congtin) -> None:
    """As ``pelican --autoreload`` does."""
    from pelican import Pelican
    from pelican.settings import read_settings

    assert congtin(mini, "build").returncode == 0
    pelican = Pelican(read_settings(str(mini / "pelicanconf.py")))
    pelican.run()
    first = tree_of(mini / "output")
    article = mini / "content/articles/2024/tap-huan.md"
    article.write_text(article.read_text().replace("cùng làm", "cùng nghe"))
    pelican.run()
    second = tree_of(mini / "output")
    assert {name for name in first if first[name] != second[name]} == {
        "2024/04/tap-huan/index.html",
        *(
            f"{page}{file}"
            for page in ("", "co-so/", "don-vi/ldld-tinh-song-bac/")
            for file in ("rss.xml", "atom.xml", "feed.json")
        ),
        MANIFEST,
    }
    assert pelican.settings["OUTPUT_PATH"] == str(mini / "output")


def test_a_fault_in_our_own_theme_is_our_bug(
    mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    templates = tmp_path / "theme/templates"
    templates.mkdir(parents=True)
    (templates / "index.html").write_text("{{ nowhere.to_be_found }}")
    monkeypatch.setattr(resources, "theme", lambda: tmp_path / "theme")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert congtin(mini, "build").returncode == 70
    assert not (mini / "output").exists()


def test_an_installation_without_its_theme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "HERE", tmp_path / "a/b")
    with pytest.raises(FileNotFoundError, match="without theme/templates"):
        resources.theme()
