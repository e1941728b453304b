"""Feeds of a whole portal: of sections and bodies, predecessors folded in, named by the pages; one identity for ever."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from congtin.catalogue import Catalogue
from congtin.organisation import Level, Organisation
from congtin.portal.feeds import lineage, predecessors
from portal.conftest import Congtin, tree_of
from publishing.feed_formats import lint_atom, lint_json, told_by_atom, told_by_json, told_by_rss
from publishing.feed_linter import lint


def body(name: str, **more: tuple[str, ...]) -> Organisation:
    return Organisation(name, f"Công đoàn {name}", Level.COMMUNE, **more)


@pytest.mark.parametrize(
    ("bodies", "whose", "expected"),
    [
        ([body("a")], "a", ("a",)),
        ([body("a"), body("b", predecessors=("a",))], "b", ("b", "a")),
        ([body("a", successors=("b",)), body("b")], "b", ("b", "a")),
        ([body("a", successors=("b",)), body("b", predecessors=("a", "Công đoàn a"))], "b", ("b", "a")),
        ([body("a"), body("b", predecessors=("a",)), body("c", predecessors=("b",))], "c", ("c", "b", "a")),
        ([body("a", predecessors=("b",)), body("b", predecessors=("a",))], "a", ("a", "b")),
        ([body("b", predecessors=("nowhere",), successors=("nowhere",))], "b", ("b",)),
    ],
)
def test_predecessors_are_folded_in(bodies: list[Organisation], whose: str, expected: tuple[str, ...]) -> None:
    assert lineage(whose, predecessors(Catalogue(organisations=tuple(bodies)))) == expected


def built(mini: Path, congtin: Congtin) -> dict[str, bytes]:
    done = congtin(mini, "build")
    assert done.returncode == 0, done.stderr
    return tree_of(mini / "output")


def test_all_feeds_of_a_portal(mini: Path, congtin: Congtin) -> None:
    (mini / "content/catalogue/organisations.yaml").write_text(
        (mini / "content/catalogue/organisations.yaml").read_text()
        + "\n- id: cd-noi-tiep\n  name: Công đoàn nối tiếp\n  level: commune\n  predecessors: [cd-phuong-minh-hoa]\n"
    )
    found = built(mini, congtin)
    pages = {name.removesuffix("rss.xml") for name in found if name.endswith("rss.xml")}
    for page in pages:
        rss, atom, feed = (found[f"{page}{file}"] for file in ("rss.xml", "atom.xml", "feed.json"))
        assert (lint(rss), lint_atom(atom), lint_json(feed)) == ([], [], []), page
        assert told_by_rss(rss) == told_by_atom(atom) == told_by_json(feed), page
        assert told_by_rss(rss), page
        head = found[f"{page}index.html"].decode().partition("</head>")[0]
        links = re.findall(r'<link rel="alternate" type="application/\w+\+\w+" title="[^"]*" href="/([^"]*)"', head)
        assert links == [
            f"{at}{file}" for at in dict.fromkeys((page, "")) for file in ("rss.xml", "atom.xml", "feed.json")
        ]
    heir, before = (told_by_rss(found[f"don-vi/{name}/rss.xml"]) for name in ("cd-noi-tiep", "cd-phuong-minh-hoa"))
    assert heir == before
    assert "và các đơn vị tiền thân" in found["don-vi/cd-noi-tiep/rss.xml"].decode()
    listed = {
        node.get("xmlUrl") for node in ElementTree.fromstring(found["nguon-rss.opml"]).iter() if node.get("xmlUrl")
    }
    assert listed == {f"https://songbac.example.vn/{page}rss.xml" for page in pages}
    people = found["nguon-rss/index.html"].decode()
    assert all(f'href="/{page}{file}"' in people for page in pages for file in ("rss.xml", "atom.xml", "feed.json"))


def test_title_date_and_slug_change_and_the_article_stays_itself(mini: Path, congtin: Congtin) -> None:
    def told() -> dict[str, dict[str, object]]:
        return {item["id"]: item for item in told_by_rss((mini / "output/rss.xml").read_bytes())}

    built(mini, congtin)
    before = told()
    article = mini / "content/articles/2024/ket-nap.md"
    text = article.read_text()
    identity = re.search(r"^id: (.*)$", text, re.M)
    if identity is None:
        text = text.replace("---\n", "---\nid: bai-ket-nap\n", 1)
        article.write_text(text)
        built(mini, congtin)
        before = told()
    changed = re.sub(r"^title: .*$", "title: Tên khác hẳn", text, count=1, flags=re.M)
    changed = re.sub(r"^slug: .*\n", "", changed, flags=re.M)
    changed = changed.replace("\n---\n", "\nslug: dia-chi-moi\naliases: [/2024/03/ket-nap/]\n---\n", 1)
    article.write_text(changed)
    found = built(mini, congtin)
    after = told()
    assert before.keys() == after.keys()
    ((identity_kept, item),) = ((key, item) for key, item in after.items() if item["title"] == "Tên khác hẳn")
    assert before[identity_kept]["url"] == "https://songbac.example.vn/2024/03/ket-nap/"
    assert item["url"] == "https://songbac.example.vn/2024/03/dia-chi-moi/"
    assert "/2024/03/ket-nap/ /2024/03/dia-chi-moi/ 301" in found["_redirects"].decode()
    assert 'href="/2024/03/dia-chi-moi/"' in found["2024/03/ket-nap/index.html"].decode()


def test_what_search_engines_and_networks_are_told(mini: Path, congtin: Congtin) -> None:
    found = built(mini, congtin)
    pages = {
        f"https://songbac.example.vn/{name.removesuffix('index.html')}" for name in found if name.endswith("index.html")
    }
    sitemap = ElementTree.fromstring(found["sitemap.xml"])
    assert {node.text for node in sitemap.iter() if node.tag.endswith("loc")} == pages
    for name in (name for name in found if name.endswith(".html")):
        text = found[name].decode()
        data = [json.loads(block) for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)]
        assert len(data) == (name != "404.html"), name
        (image,) = re.findall(r'<meta property="og:image" content="https://songbac.example.vn/([^"]*)"', text)
        assert image in found, name
    article = found["2024/03/ket-nap/index.html"].decode()
    assert '"NewsArticle"' in article
    assert '"BreadcrumbList"' in article


def test_cards_are_for_the_newest_and_for_none_when_so_said(mini: Path, congtin: Congtin) -> None:
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text().replace("CONGTIN = {", 'CONGTIN = {"share_cards": 1,', 1))
    found = built(mini, congtin)
    cards = [name for name in found if name.endswith("chia-se.png")]
    assert len(cards) == 2
    assert "chia-se.png" in cards


def test_a_theme_may_bring_its_own_robots(mini: Path, congtin: Congtin, root: Path) -> None:
    import shutil

    shutil.copytree(root / "theme", mini / "theme")
    (mini / "theme/static/robots.txt").write_text("User-agent: *\nDisallow: /\n")
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text() + 'THEME = "theme"\n')
    assert b"Disallow: /" in built(mini, congtin)["robots.txt"]


def test_a_hub_is_an_address(mini: Path, congtin: Congtin) -> None:
    settings = mini / "pelicanconf.py"
    text = settings.read_text()
    settings.write_text(text.replace("CONGTIN = {", 'CONGTIN = {"hub": "https://hub.example.vn/",', 1))
    assert b'rel="hub"' in built(mini, congtin)["rss.xml"]
    settings.write_text(text.replace("CONGTIN = {", 'CONGTIN = {"hub": "hub",', 1))
    done = congtin(mini, "build")
    assert done.returncode != 0
    assert "`hub` cần là một địa chỉ đầy đủ" in done.stderr
