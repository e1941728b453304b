"""What the rules across articles say is kept between builds, and is what judging everything anew would say."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from congtin.checks import across
from congtin.finding import Finding
from congtin.portal import recall
from congtin.portal.cache import Cache
from congtin.portal.keys import reading_key
from congtin.portal.library import Library
from congtin.portal.site import Site
from congtin.portal.stamps import SETTLED, scan
from portal.conftest import Congtin

CATALOGUE = {
    "indicators": "- {id: ket-nap, label: Kết nạp đoàn viên, measure: đoàn viên, kind: flow}\n",
    "organisations": "- {id: tinh, name: LĐLĐ tỉnh Minh Họa, level: province}\n"
    "- {id: dong, name: LĐLĐ huyện Bến Nước, level: district, parent: tinh}\n"
    "- {id: tay, name: LĐLĐ huyện Sông Xa, level: district, parent: tinh}\n",
}
Write = Callable[..., Path]


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site without articles; every stamp is believed at once."""
    folder = tmp_path / "site"
    (folder / "content/catalogue").mkdir(parents=True)
    shutil.copy(root / "tests/sites/mini/pelicanconf.py", folder)
    for name, text in CATALOGUE.items():
        (folder / f"content/catalogue/{name}.yaml").write_text(text, encoding="utf-8")
    then = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: then() + 10 * SETTLED)
    return folder


@pytest.fixture
def write(site: Path) -> Write:
    """Write an article with one figure of a year."""

    def write(name: str, value: int, body: str = "dong", day: str = "05/01/2023", more: str = "") -> Path:
        file = site / "content/articles" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\nid: {name}\ntitle: Bài {name}\ndate: {day}\ncategory: Tin\norganisation: {body}\nperiod: năm 2022\n"
            f"{more}metrics:\n  - Kết nạp đoàn viên: {value} đoàn viên\n---\nKết nạp {value} đoàn viên.\n",
            encoding="utf-8",
        )
        return file

    return write


def audit(site: Path, cache: str = "cache", jobs: int = 1) -> list[str]:
    """What is told of all articles, where and by which rule."""
    return sorted(f"{Path(item.place.path).stem} {item.rule}" for item in findings(site, cache, jobs))


def findings(site: Path, cache: str = "cache", jobs: int = 1) -> tuple[Finding, ...]:
    """What is found by a library that keeps it."""
    found = Site.from_file(site / "pelicanconf.py")
    store = Cache(site / cache, reading_key(found))
    library = Library(found, found.catalogue(), store, scan(found.root, [found.content]), jobs)
    library.read()
    shown = [story for story in library.stories if story.status == "published"]
    told = library.audit(shown)
    store.save()
    store.close()
    return told


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, str]]]:
    """The lines that are judged from now on."""
    judged: list[list[tuple[str, str]]] = []
    original = across.check_lines

    def noted(ledger: object, catalogue: object, lines: list[tuple[str, str]], *rest: object) -> object:
        judged.append(sorted(lines))
        return original(ledger, catalogue, lines, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(across, "check_lines", noted)
    return judged


DONG, TAY, TINH = (("ket-nap", name) for name in ("dong", "tay", "tinh"))


def test_an_edit_judges_what_it_touches(site: Path, write: Write, lines: list[list[tuple[str, str]]]) -> None:
    write("a", 120)
    write("b", 200, "tay")
    write("tinh", 320, "tinh", "12/01/2023")
    assert audit(site) == []
    assert audit(site) == []
    write("a", 130)
    assert audit(site) == ["tinh X3"] == audit(site, "fresh")
    write("b", 190, "tay")
    assert audit(site) == []
    (site / "content/articles/tinh.md").unlink()
    assert audit(site) == []
    assert lines == [[DONG, TAY, TINH], [], [DONG, TINH], [DONG, TAY, TINH], [TAY, TINH], []]


def test_what_was_found_stays_until_its_line_changes(site: Path, write: Write) -> None:
    write("a", 120)
    write("b", 125, day="06/01/2023")
    write("c", 200, "tay")
    assert audit(site) == ["b X1"]
    write("c", 210, "tay")
    assert audit(site) == ["b X1"]
    write("b", 120, day="06/01/2023", more="status: draft\n")
    assert audit(site) == []
    write("b", 125, day="06/01/2023", more="status: draft\n")
    assert audit(site) == []
    write("b", 125, day="06/01/2023")
    assert audit(site) == ["b X1"]
    (site / "content/articles/a.md").unlink()
    assert audit(site) == []


def test_another_title_is_told_where_something_is_found(
    site: Path, write: Write, lines: list[list[tuple[str, str]]]
) -> None:
    told, quiet = write("a", 120), write("c", 200, "tay")
    write("b", 125, day="06/01/2023")
    assert "“Bài a”" in findings(site)[0].message
    for file in (quiet, told):
        file.write_text(file.read_text(encoding="utf-8").replace("title: Bài", "title: Chuyện khác"), encoding="utf-8")
        found = findings(site)
        judged = lines.pop()
        assert found == findings(site, f"fresh-{file.stem}")
        assert judged == ([] if file == quiet else [DONG])
    assert "“Chuyện khác a”" in found[0].message


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_many_articles_are_judged_in_shares(
    site: Path, write: Write, lines: list[list[tuple[str, str]]], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("congtin.portal.audit.PAYS_FROM", 2)
    monkeypatch.setattr("congtin.portal.audit.MOST", 2)
    catalogue = site / "content/catalogue/indicators.yaml"
    others = "".join(f"- {{id: {name}, label: Chỉ tiêu {name}, measure: cuộc}}\n" for name in ("x", "y"))
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + others, encoding="utf-8")
    write("a", 120, more="")
    write("b", 125, day="06/01/2023")
    write("c", 200, "tay")
    for name, value in (("d", 7), ("e", 8)):
        file = write(name, value, day=f"0{value}/01/2023")
        file.write_text(
            file.read_text(encoding="utf-8")
            .replace("Kết nạp đoàn viên: ", "Chỉ tiêu x: ")
            .replace(" đoàn viên", " cuộc"),
            encoding="utf-8",
        )
    assert audit(site, jobs=jobs) == ["b X1", "e X1"]
    if jobs == 1:  # else others judge
        assert sorted(lines) == [[("ket-nap", "dong"), ("ket-nap", "tay")], [("x", "dong")]]


def test_a_cache_that_was_left_half_way_is_not_believed(
    site: Path, write: Write, lines: list[list[tuple[str, str]]]
) -> None:
    write("a", 120)
    audit(site)
    write("b", 125, day="06/01/2023")
    found = Site.from_file(site / "pelicanconf.py")
    store = Cache(site / "cache", reading_key(found))
    library = Library(found, found.catalogue(), store, scan(found.root, [found.content]))
    library.read()
    store.save()  # read, but never judged
    store.close()
    lines.clear()
    assert audit(site) == ["b X1"]
    assert lines == [[DONG]]


# --- the commands ---


def told(congtin: Congtin, site: Path, *words: str) -> list[str]:
    done = congtin(site, "check", "--format", "json", *words)
    return [f"{Path(item['path']).stem} {item['rule']}" for item in json.loads(done.stdout)["findings"]]


def test_a_build_stops_at_what_two_articles_say(site: Path, write: Write, congtin: Congtin) -> None:
    write("a", 120)
    write("b", 125, day="06/01/2023")
    done = congtin(site, "build")
    assert done.returncode == 1
    assert "X1" in done.stdout + done.stderr
    write("b", 120, day="06/01/2023")
    assert congtin(site, "build").returncode == 0


def test_the_article_asked_about_tells_what_it_has_a_part_in(
    site: Path, write: Write, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a cache, out of a fresh one, and after an edit: always the same, and always in the file that was asked."""
    one, other = write("a", 120), write("b", 125, day="06/01/2023")
    draft = write("nhap", 130, day="07/01/2023", more="status: draft\n")
    apart = write("c", 200, "tay")
    expected = {one: ["a X1"], other: ["b X1"], draft: ["nhap X1"], apart: []}
    for file, findings in expected.items():
        assert told(congtin, site, str(file)) == findings
    congtin(site, "build")
    answered: list[bool] = []
    original = recall.recall
    monkeypatch.setattr(
        "congtin.cli.check.recall", lambda *words: (found := original(*words), answered.append(found is not None))[0]
    )
    for file, findings in expected.items():
        assert told(congtin, site, str(file)) == findings
    write("a", 125)
    assert told(congtin, site, str(one)) == []
    write("a", 126)
    assert told(congtin, site, str(one)) == ["a X1"]
    assert told(congtin, site, str(one), str(other)) == ["b X1"]
    assert answered == [True] * 7
    assert told(congtin, site) == ["b X1", "nhap X1"]


def test_figures_that_the_cache_has_lost_are_read_again(site: Path, write: Write, congtin: Congtin) -> None:
    one = write("a", 120)
    write("b", 120, day="06/01/2023")
    congtin(site, "build")
    found = Site.from_file(site / "pelicanconf.py")
    store = Cache(site / ".congtin/output.cache", reading_key(found))
    store.connection.execute("UPDATE articles SET figures = x'00'")
    store.save()
    store.close()
    write("a", 126)
    assert told(congtin, site, str(one)) == ["a X1"]
