"""The data of the built site: every number on pages and in files stands in the ledger, every link on its sentence."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from congtin.ledger import Ledger
from congtin.portal.postings import postings
from congtin.portal.site import Site
from congtin.portal.ties import ties
from congtin.posting import Posting
from portal.conftest import Congtin

DATED = re.compile(r"\d\d/\d\d/\d{4}|\d{4}-\d{4}|năm (?:học )?\d{4}(?:-\d{4})?|\(\d năm\)|\d+/\d{4}")

PACKAGE = "datapackage.json"  # says what files there are, none of their figures


class Cells(HTMLParser):
    """The figures of a page: what is printed in cells and drawings, with the address that each leads to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self.drawn: list[str] = []
        self.loose: list[str] = []
        self._link = ""
        self._stack: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a":
            self._link = str(given.get("href", "")) if "figure" in str(given.get("class")).split() else "-"
        if tag not in ("link", "meta", "img", "br"):
            self._stack.append(f"{tag}.{given.get('class', '')}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""
        while self._stack and self._stack.pop().partition(".")[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not re.search(r"\d", data):
            return
        where = {name.partition(".")[0] for name in self._stack}
        if self._link.startswith("/"):
            self.figures.append((data, self._link))
        elif "svg" in where and "text" in where:
            self.drawn.append(data)
        elif "td" in where and "td.by" not in self._stack and not self._link:
            self.loose.append(data)


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout's own content, built."""
    from congtin.cli import main

    output = tmp_path_factory.mktemp("data") / "output"
    settings = str(root / "pelicanconf.py")
    assert main(["build", "--settings", settings, "--output", str(output)]) == 0
    return output


@pytest.fixture(scope="module")
def book(root: Path) -> Ledger:
    """The ledger of the checkout's content."""
    found = Site.from_file(root / "pelicanconf.py")
    stories = found.stories(found.catalogue())
    return Ledger.of(item for story in stories for item in postings(story, ties(story)))


def data_pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        if re.search(r'<body class="t-(data|indicator|body_data|term)"', text):
            yield file.relative_to(site).as_posix(), text


def data_files(site: Path, ending: str) -> list[Path]:
    return sorted(
        file
        for file in site.rglob(f"*{ending}")
        if "so-lieu" in file.as_posix() and file.name not in (PACKAGE, "feed.json")
    )


def test_every_number_of_every_page_stands_in_the_ledger(site: Path, book: Ledger) -> None:
    told: dict[str, set[str]] = {}
    for item in book.postings:
        told.setdefault(item.address, set()).add(item.text)
    texts = {item.text for item in book.postings}
    checked = 0
    for name, html in data_pages(site):
        cells = Cells(html)
        for text, address in cells.figures:
            assert any(printed in text for printed in told[address]), f"{name}: {text} is not at {address}"
            checked += 1
        for text in cells.drawn:
            numbers = DATED.sub("", text).split(" / ")
            assert all(number in texts or number.split()[0] in texts for number in numbers if number.strip()), (
                name,
                text,
            )
        for text in cells.loose:
            assert not re.search(r"\d", DATED.sub("", text)), f"{name}: {text} leads nowhere"
    assert checked > 150


def test_every_link_lands_on_the_sentence(site: Path) -> None:
    articles: dict[str, str] = {}
    for name, html in data_pages(site):
        for text, address in Cells(html).figures:
            page, _, anchor = address.partition("#")
            article = articles.setdefault(page, (site / page.lstrip("/") / "index.html").read_text(encoding="utf-8"))
            stands = re.search(rf'<(\w+)[^>]* id="{anchor}"[^>]*>(.*?)</\1>', article, re.DOTALL)
            assert stands, f"{name}: {address}"
            digits = set(re.findall(r"\d+(?:[.,]\d+)*", text))
            assert digits & set(re.findall(r"\d+(?:[.,]\d+)*", stands[2])), f"{name}: {text} at {address}: {stands[2]}"


def test_every_number_of_every_file_stands_in_the_ledger(site: Path, book: Ledger) -> None:
    told: dict[tuple[str, str], Posting] = {(item.address, item.aspect): item for item in book.postings}
    host = "https://congdoan.example.vn"
    for file in data_files(site, ".csv"):
        text = file.read_bytes().decode("utf-8-sig" if ".bom." in file.name else "utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert rows
        for row in rows:
            item = told[row["source"].removeprefix(host), row["aspect"]]
            assert Decimal(row["value"]) == Decimal(item.value)
            assert item.text in row["printed"]
    for file in data_files(site, ".json"):
        for row in json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["figures"]:
            item = told[row["source"].removeprefix(host), row["aspect"]]
            assert row["value"] == Decimal(item.value)
            assert item.text in row["printed"]


def test_a_question_is_answered_in_three_clicks_and_by_one_file(site: Path) -> None:
    """Members admitted by LĐLĐ thị xã Sơn Tây as of 2020: result, plan, share and source."""
    home = (site / "index.html").read_text(encoding="utf-8")
    overview = (site / "so-lieu" / "index.html").read_text(encoding="utf-8")
    page = (site / "so-lieu" / "doan-vien-ket-nap" / "index.html").read_text(encoding="utf-8")
    assert '<a href="/so-lieu/">' in home
    assert '<a href="/so-lieu/doan-vien-ket-nap/">' in overview
    row = page[page.index("LĐLĐ thị xã Sơn Tây</a></th>") :].partition("</tr>")[0]
    for figure in ("505", "410", "123,2%", "31/10/2020", "/2021/03/son-tay-phat-trien-doan-vien/#"):
        assert figure in row
    file = (site / "so-lieu" / "doan-vien-ket-nap.csv").read_text(encoding="utf-8")
    lines = [line for line in file.splitlines() if "Sơn Tây" in line]
    assert [line.split(",")[11] for line in lines] == ["505", "410", "123.2"]


def test_pages_and_files_stay_as_they_are_when_no_figure_changes(mini: Path, congtin: Congtin) -> None:
    def build() -> dict[str, int]:
        done = congtin(mini, "build")
        assert done.returncode == 0, done.stdout + done.stderr
        files = (file for file in (mini / "output").rglob("*") if file.is_file() and "so-lieu" in file.as_posix())
        return {file.relative_to(mini).as_posix(): file.stat().st_mtime_ns for file in files}

    first = build()
    article = mini / "content" / "articles" / "2024" / "ket-nap.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(f"{text}\nThêm một câu.\n", encoding="utf-8")
    assert build() == first
    titled = text.replace("title: ", "title: Tin mới, ")
    article.write_text(titled.replace("metrics:", "# một dòng thêm vào đầu bài\nmetrics:"), encoding="utf-8")
    second = build()
    renamed = {name for name in first if second[name] != first[name]}
    assert {name.rpartition("/")[2] for name in renamed} == {"index.html", "rss.xml", "atom.xml", "feed.json"}, (
        "pages and feeds name their articles, files do not"
    )
    pages = [mini / name for name in renamed if name.endswith(".html")]
    shown = [page.read_bytes() for page in pages]
    assert congtin(mini, "build", "--no-cache").returncode == 0
    assert [page.read_bytes() for page in pages] == shown, "views that were kept bear the new title"
    assert all("Tin mới, ".encode() in data for data in shown)
    second = build()
    article.write_text(titled.replace("120/100", "121/100").replace("120%", "121%"), encoding="utf-8")
    third = build()
    assert [name for name in second if third[name] == second[name]] == [f"output/so-lieu/{PACKAGE}"]


def test_what_the_cache_has_lost_of_dealt_figures_is_dealt_anew(mini: Path, congtin: Congtin) -> None:
    def build(*options: str) -> dict[str, bytes]:
        done = congtin(mini, "build", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return {file.name: file.read_bytes() for file in (mini / "output" / "so-lieu").iterdir() if file.is_file()}

    first = build()
    for harm in (
        "UPDATE dealt SET figures = CAST(replace(figures, '1', '2') AS BLOB)",
        "UPDATE dealt SET sum = 'x'",
        "UPDATE dealt SET mark = NULL",
        "DELETE FROM dealt",
        "DROP TABLE dealt",
    ):
        with closing(sqlite3.connect(mini / ".congtin" / "output.cache")) as cache:
            cache.execute(harm)
            cache.commit()
        shutil.rmtree(mini / "output")
        assert build() == first, harm
    assert build("--no-cache") == first


ARTICLE = """---
title: Bài {name}
id: {name}
date: {day}
category: Công đoàn cơ sở
organisation: {body}
period: năm 2022
{more}metrics:
  - {label}: {figure}
---
Năm 2022, {body} kết nạp đoàn viên: {figure} đoàn viên.
"""


def test_files_that_are_renewed_are_those_of_a_new_build(
    mini: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Figures come, change, replace others, and go again: each time the files are those of a build without a cache."""
    folder = mini / "content" / "articles" / "2024"
    row = re.search(r"- (.+): 120/100", (folder / "ket-nap.md").read_text(encoding="utf-8"))
    body = re.search(r"organisation: (.+)", (folder / "ket-nap.md").read_text(encoding="utf-8"))
    assert row and body

    def write(name: str, day: str, figure: str, more: str = "") -> None:
        text = ARTICLE.format(name=name, day=day, body=body[1], label=row[1], figure=figure, more=more)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")

    def files(output: str, *options: str) -> dict[str, bytes]:
        done = congtin(mini, "build", "--output", str(mini / output), *options)
        assert done.returncode == 0, done.stdout + done.stderr
        found = (mini / output).rglob("*so-lieu*")
        inside = (mini / output).rglob("so-lieu/**/*")
        return {
            file.relative_to(mini / output).as_posix(): file.read_bytes()
            for file in (*found, *inside)
            if file.is_file()
        }

    def harm() -> None:
        """What is renewed must not be made of a file that only looks as it did."""
        file = mini / "dan" / "so-lieu.db"
        data, known = bytearray(file.read_bytes()), file.stat()
        data[-1] ^= 1
        file.write_bytes(data)
        os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))

    def forget(names: str) -> None:
        """What was noted is not what it was."""
        with closing(sqlite3.connect(mini / ".congtin" / "dan.cache")) as cache:
            assert cache.execute("UPDATE facts SET sum = 'x' WHERE name LIKE ?", (names,)).rowcount
            cache.commit()

    assert files("dan") == files("moi", "--no-cache")
    steps: tuple[Callable[[], object], ...] = (
        lambda: write("cu", "10/01/2023", "450"),
        lambda: write("moi", "10/02/2023", "452", "supersedes: cu\n"),
        lambda: write("cu", "10/01/2023", "451"),
        lambda: write("cu", "11/01/2023", "451"),
        lambda: (folder / "moi.md").unlink(),
        lambda: (harm(), write("moi", "10/02/2023", "452", "supersedes: cu\n")),
        lambda: (write("moi", "10/02/2023", "451"), write("cu", "11/01/2023", "451")),
        lambda: (folder / "cu.md").unlink(),
        lambda: (forget("settled %"), write("moi", "10/02/2023", "453")),
        lambda: (write("cu", "11/01/2023", "450"), write("moi", "10/02/2023", "452", "supersedes: cu\n")),
        lambda: (forget("tied"), (folder / "moi.md").unlink()),
        lambda: (write("moi", "09/01/2023", "450"), write("cu", "11/01/2023", "452", "supersedes: moi\n")),
        lambda: (forget("dealers"), (folder / "cu.md").unlink()),
    )
    for number, step in enumerate(steps):
        step()
        assert files("dan") == files("moi", "--no-cache"), number
    monkeypatch.setattr("congtin.portal.data.FEW", 0)
    write("cu", "11/01/2023", "454", "supersedes: moi\n")
    assert files("dan") == files("moi", "--no-cache")
    monkeypatch.setattr("congtin.portal.data.MOST", 0)
    monkeypatch.setattr("congtin.portal.downloads.renewed", lambda *_: pytest.fail("so much is made anew"))
    write("cu", "11/01/2023", "453", "supersedes: moi\n")
    assert files("dan") == files("moi", "--no-cache")
