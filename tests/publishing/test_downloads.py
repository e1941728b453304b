"""Figures to take away: exact, harmless in a spreadsheet, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree as ET

import pytest

from congtin.catalogue import Catalogue
from congtin.ledger import Ledger
from congtin.portal.postings import postings
from congtin.portal.ties import ties
from congtin.posting import Origin, Posting, Standing
from congtin.publishing.data.results import Gathered
from congtin.publishing.downloads import database as database_file
from congtin.publishing.downloads.database import database_of, renewed
from congtin.publishing.downloads.fields import FIELDS, NAMES, Cells, Rows, Setting, name_of, plain
from congtin.publishing.downloads.files import CSV, JSON, WITH_BOM, FileKind, Former, Told, file_links
from congtin.publishing.downloads.package import package_of
from congtin.publishing.downloads.spreadsheet import xlsx_of
from congtin.publishing.downloads.tables import BOM, csv_of, harmless, json_of, number
from congtin.story import Story
from publishing.data_samples import ADMITTED, CATALOGUE, STORIES, ledger, of_body, of_indicator

SETTING = Setting("https://congdoan.example.vn", "CC BY 4.0", CATALOGUE)


def cells(postings: list[Posting]) -> list[Cells]:
    return list(map(Rows(SETTING).of, postings))


def rows(postings: list[Posting]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(cells(postings)).decode(), newline="")))


def test_a_figure_a_row_with_its_source_and_licence() -> None:
    (row,) = [row for row in rows(of_indicator(ADMITTED)) if row["id"] == "song-xanh-2021#1.3"]
    assert row == {
        "id": "song-xanh-2021#1.3", "indicator": "ket-nap", "indicator_label": "Kết nạp đoàn viên mới",
        "organisation": "song-xanh", "organisation_name": "LĐLĐ huyện Sông Xanh", "period": "2021",
        "period_label": "năm 2021", "first_day": "2021-01-01", "last_day": "2021-12-31", "aspect": "percent", "part": "",
        "value": "123.2", "measure": "%", "modifier": "", "printed": "123,2%", "status": "normal", "as_of": "2021-12-31",
        "published": "2022-01-10", "source": "https://congdoan.example.vn/2022/01/song-xanh-2021/#s1-3",
        "replaced_on": "", "replaced_by": "", "licence": "CC BY 4.0",
    }  # fmt: skip


def test_lines_end_as_rfc_4180_says_and_the_bom_is_in_a_file_of_its_own() -> None:
    data = csv_of(cells(of_indicator(ADMITTED)))
    assert data.startswith(",".join(NAMES).encode() + b"\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == len(of_indicator(ADMITTED)) + 1
    told = Told({}, SETTING, lambda: Gathered(of_indicator(ADMITTED)))
    plain_csv, with_bom = (kind.write(told) for kind in (CSV, WITH_BOM))
    assert with_bom == BOM + plain_csv


def test_what_is_missing_has_no_value_and_zero_has_one() -> None:
    values = {row["id"]: (row["value"], row["status"]) for row in rows(of_indicator(ADMITTED))}
    assert values["dong-xa-2023#1.1"] == ("", "missing")
    assert values["bien-vang-2022#1.1"] == ("0", "normal")


def test_money_is_in_dong_and_what_the_catalogue_lacks_is_told_by_name() -> None:
    told = {row["id"]: row for row in rows(of_body("nui-bac"))}
    money = told["nhiem-ky-sau#2.2"]
    assert (money["value"], money["measure"], money["printed"]) == ("165000000", "đồng", "165 triệu đồng")
    trees = told["nhiem-ky#3.1"]
    assert (trees["indicator"], trees["indicator_label"], trees["measure"]) == ("", "Cây xanh", "cây")


def test_replaced_figures_say_by_what() -> None:
    (row,) = [row for row in rows(of_indicator(ADMITTED)) if row["replaced_on"] and row["aspect"] == "actual"]
    assert (row["value"], row["replaced_on"]) == ("290", "2022-03-21")
    assert row["replaced_by"] == "https://congdoan.example.vn/2022/03/sua-nui/#s1-1"


def test_names_of_figures_are_names() -> None:
    items = of_indicator(ADMITTED)
    assert len({name_of(item) for item in items}) == len(items)
    first = items[0]
    former = first._replace(until="2024-01-01", by=first.address)
    assert name_of(former) == f"{name_of(first)}@2024-01-01={first.value}", (
        "what an article said until it was corrected"
    )


def test_no_cell_runs_in_a_spreadsheet() -> None:
    at = {name: place for place, name in enumerate(NAMES)}
    blank = Cells(*[""] * len(NAMES))
    line = blank._replace(indicator_label="=HYPERLINK(1)", part="+1", organisation_name="@x", printed="-5%", value="-5")
    safe = harmless(line)
    assert safe[at["indicator_label"]] == "'=HYPERLINK(1)"
    assert (safe[at["part"]], safe[at["organisation_name"]], safe[at["printed"]]) == ("'+1", "'@x", "'-5%")
    assert safe[at["value"]] == "-5", "a number is a number"
    for cells in (line, blank._replace(id="@1"), blank._replace(licence="\tx")):
        (told,) = list(csv.reader(io.StringIO(csv_of([cells]).decode(), newline="")))[1:]
        assert told == harmless(cells) != list(cells)


def test_json_tells_what_it_is_and_what_its_members_mean() -> None:
    told = json.loads(json_of({"title": "T"}, cells(of_indicator(ADMITTED))), parse_float=Decimal)
    assert told["title"] == "T"
    assert list(told["fields"]) == list(NAMES)
    assert len(told["figures"]) == len(of_indicator(ADMITTED))
    by_id = {item["id"]: item for item in told["figures"]}
    assert by_id["song-xanh-2021#1.3"]["value"] == Decimal("123.2")
    assert by_id["song-xanh-2021#1.1"]["value"] == 505
    assert by_id["dong-xa-2023#1.1"]["value"] is None
    assert "replaced_on" not in by_id["song-xanh-2021#1.1"]
    assert json.loads(json_of({"title": "T"}, []))["figures"] == []


def test_csv_and_json_say_the_same() -> None:
    told = json.loads(json_of({}, cells(of_body("nui-bac"))), parse_float=str, parse_int=str)
    assert [{name: item.get(name) or "" for name in NAMES} for item in told["figures"]] == rows(of_body("nui-bac"))


def test_numbers_in_digits_alone() -> None:
    assert (plain("9.65E+8"), plain("123.20"), plain("")) == ("965000000", "123.20", "")


def test_every_column_is_explained() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(field.title and field.description for field in FIELDS)


def test_files_stand_at_the_address_of_their_page() -> None:
    assert [link.url for link in file_links("/so-lieu/ket-nap/")] == [
        "/so-lieu/ket-nap.xlsx",
        "/so-lieu/ket-nap.csv",
        "/so-lieu/ket-nap.bom.csv",
        "/so-lieu/ket-nap.json",
    ]


ABOUT = {"title": "Kết nạp đoàn viên mới", "url": "https://congdoan.example.vn/so-lieu/ket-nap/", "publisher": "Cổng tin",
         "licence": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/deed.vi",
         "definition": "=1+1"}  # fmt: skip


def sheet_of(data: bytes, number: int = 1) -> list[dict[str, tuple[str, str]]]:
    """The rows of a worksheet: by column its type and text."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
        shared = ET.fromstring(book.read("xl/sharedStrings.xml")).findall("m:si", space)
        strings = ["".join(item.itertext()) for item in shared]
        sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        found = []
        for row in sheet.findall(".//m:row", space):
            cells = {}
            for cell in row.findall("m:c", space):
                assert cell.find("m:f", space) is None, "a formula"
                kind, value = cell.get("t", "n"), cell.findtext("m:v", "", space)
                cells[re.sub(r"\d", "", cell.get("r", ""))] = (kind, strings[int(value)] if kind == "s" else value)
            found.append(cells)
        return found


def test_a_spreadsheet_has_numbers_as_numbers_and_words_as_words() -> None:
    rows = sheet_of(xlsx_of(ABOUT, Gathered(of_indicator(ADMITTED)), SETTING))
    assert [text for _, text in rows[0].values()][:7] == [
        "TT",
        "Chỉ tiêu",
        "Đơn vị",
        "Kỳ",
        "ĐVT",
        "Kế hoạch",
        "Thực hiện",
    ]
    by_name = {(row["C"][1], row["D"][1]): row for row in rows[1:]}
    term = by_name["LĐLĐ huyện Núi Bạc", "nhiệm kỳ 2020-2025"]
    assert (term["F"], term["G"], term["H"]) == (("s", "1.500 trở lên"), ("n", "1230"), ("n", "82"))
    assert by_name["LĐLĐ huyện Đồng Xa", "năm 2023"]["G"] == ("s", "chưa báo cáo")
    assert by_name["LĐLĐ huyện Biển Vàng", "năm 2022"]["G"] == ("n", "0")
    assert ("LĐLĐ huyện Núi Bạc", "năm 2021") in by_name
    assert len(by_name) == len(rows) - 1


def test_a_spreadsheet_explains_itself_and_bears_no_clock() -> None:
    first, again = (xlsx_of(ABOUT, Gathered(of_body("nui-bac")), SETTING) for _ in range(2))
    assert first == again
    told = [(row["A"][1], row["B"][1]) for row in sheet_of(first, 2)]
    assert ("Định nghĩa", "=1+1") in told
    assert ("Sử dụng lại", "CC BY 4.0") in told


def opened(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return connection


def oldest_first(figures: Iterable[Posting]) -> list[Origin]:
    return sorted({item.origin for item in figures}, key=order)


def order(item: Origin) -> tuple[str, str]:
    return item.day, item.path


def by_indicator(figures: Iterable[Posting]) -> list[Posting]:
    order = {item.id: at for at, item in enumerate(CATALOGUE.indicators)}
    return sorted(figures, key=lambda item: order.get(item.indicator, len(order)))


def database(figures: Sequence[Posting], folder: Path) -> bytes:
    return whole(database_of(folder / "new", ABOUT, oldest_first(figures), by_indicator(figures), SETTING))


def whole(file: BinaryIO) -> bytes:
    with file:
        file.seek(0)
        return file.read()


def test_the_database_holds_every_figure_and_refers_only_to_what_there_is(tmp_path: Path) -> None:
    figures = ledger().postings
    data = database(figures, tmp_path)
    assert data == database(ledger().postings, tmp_path)
    assert list(tmp_path.iterdir()) == []
    with closing(opened(data)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT count(*) FROM figures").fetchone() == (len(figures),)
        kept = dict(base.execute("SELECT id, value FROM so_lieu"))
        assert kept["song-xanh-2021#1.3"] == 123.2
        assert kept["dong-xa-2023#1.1"] is None
        assert base.execute("SELECT * FROM successions").fetchall() == [("song-xanh", "xa-song-xanh")]
        assert base.execute(
            "SELECT name FROM figures JOIN lines ON lines.number = line WHERE indicator IS NULL"
        ).fetchall() == [("Cây xanh",)]


def test_the_database_reads_as_the_csv_does(tmp_path: Path) -> None:
    figures = by_indicator(ledger().postings)
    with closing(opened(database(figures, tmp_path))) as base:
        seen = base.execute("SELECT * FROM so_lieu").fetchall()
    told = [tuple(number(cell) if name == "value" else cell or None for name, cell in item._asdict().items())
            for item in cells(figures)]  # fmt: skip
    assert sorted(seen, key=str) == sorted(told, key=str)


def posted(stories: Iterable[Story]) -> tuple[Posting, ...]:
    return Ledger.of(item for story in stories for item in postings(story, ties(story))).postings


def before_and_after(at: int, new: bool) -> tuple[tuple[Posting, ...], tuple[Posting, ...]]:
    """One article is new, or told other figures before; what it replaces, or what replaces it, changes with it."""
    story, others = STORIES[at], [*STORIES[:at], *STORIES[at + 1 :]]
    before, after = posted(others), posted(STORIES)
    if not new:
        misprints = (item._replace(value="7", origin=item.origin._replace(supersedes=())) for item in posted([story]))
        before = Ledger.of([*misprints, *(item for other in others for item in posted([other]))]).postings
    return before, after


def both(before: Sequence[Posting], after: Sequence[Posting], changed: Collection[str]) -> Iterator[Origin | None]:
    """The articles of today, and None behind those behind which others stood before."""
    today = oldest_first(after)
    stay = {item for item in today if item.url not in changed}
    found: list[Origin | None] = [*today]
    for item in oldest_first(before):
        if item not in stay:
            known = [at for at, other in enumerate(found) if other in stay and order(other) < order(item)]
            found.insert(max(known, default=-1) + 1, None)
    return iter(found)


@pytest.mark.parametrize("kind", [CSV, JSON])
@pytest.mark.parametrize("at", range(len(STORIES)))
@pytest.mark.parametrize("step", ["new", "changed", "gone"])
def test_a_file_is_renewed_to_the_bytes_of_a_new_one(at: int, step: str, kind: FileKind) -> None:
    before, after = before_and_after(at, step != "changed")
    if step == "gone":
        before, after = after, before
    changed = {STORIES[at].url} | {item.origin.url for item in (*before, *after) if is_tied(item)}
    known = both(before, after, changed)
    former = Former(lambda: known, changed, lambda: [item for item in after if item.origin.url in changed])
    told = Told(ABOUT, SETTING, lambda: pytest.fail("all figures"), former)
    assert kind.renew is not None
    again = kind.renew(told, kind.write(Told(ABOUT, SETTING, lambda: Gathered(before))))
    assert again == kind.write(Told(ABOUT, SETTING, lambda: Gathered(after)))
    if kind is CSV:
        assert WITH_BOM.write(told) == BOM + again


def is_tied(item: Posting) -> bool:
    return bool(item.origin.supersedes or not item.stands or item.standing == Standing.REVISED)


@pytest.mark.parametrize("kind", [CSV, JSON])
@pytest.mark.parametrize(
    "harm",
    [
        lambda item: item._replace(origin=item.origin._replace(id='a"b')),
        lambda item: item._replace(origin=item.origin._replace(id="a,b")),
        lambda item: item._replace(origin=item.origin._replace(id="=a")),
        lambda item: item._replace(origin=item.origin._replace(id="cung-ten")),
        lambda item: item._replace(origin=item.origin._replace(id=f"a#{item.origin.id}")),
        lambda item: item._replace(origin=item.origin._replace(id=f"1#{item.number}")),
        lambda item: item._replace(origin=item.origin._replace(id=f"a\n{item.origin.id}")),
        lambda item: item._replace(label=f"{item.label}\r\n{item.origin.id}"),
        None,
    ],
)
def test_a_file_that_is_not_plain_is_made_anew(harm: Callable[[Posting], Posting] | None, kind: FileKind) -> None:
    figures = ledger().postings if harm is None else tuple(map(harm, ledger().postings))
    changed = {STORIES[3].url}
    former = Former(
        lambda: iter(oldest_first(figures)), changed, lambda: [item for item in figures if item.origin.url in changed]
    )
    told = Told(ABOUT, SETTING, lambda: Gathered(figures), former)
    whole = kind.write(Told(ABOUT, SETTING, lambda: Gathered(figures)))
    assert kind.renew is not None
    assert kind.renew(told, whole if harm else b"?" + whole) == whole
    other = whole.replace(b"#", b"$")
    assert kind.renew(Told(ABOUT, SETTING, lambda: Gathered(figures), former), other) == whole


def on_one_day(figures: Iterable[Posting]) -> list[Posting]:
    return [item._replace(origin=item.origin._replace(day="2024-02-29")) for item in figures]


@pytest.mark.parametrize("at", range(len(STORIES)))
@pytest.mark.parametrize("step", ["new", "changed", "gone"])
@pytest.mark.parametrize("days", [list, on_one_day])
def test_a_database_is_renewed_to_the_bytes_of_a_new_one(
    at: int, step: str, days: Callable[[Iterable[Posting]], list[Posting]], tmp_path: Path
) -> None:
    before, after = map(days, before_and_after(at, step != "changed"))
    if step == "gone":
        before, after = after, before
    changed = {STORIES[at].url} | {item.origin.url for item in (*before, *after) if is_tied(item)}
    fresh = [item for item in after if item.origin.url in changed]
    former = tmp_path / "số liệu?.db"
    former.write_bytes(database(before, tmp_path))
    file = renewed(tmp_path / "mới\udce1?%41", str(former), oldest_first(after), changed, fresh, SETTING)
    assert whole(file) == database(after, tmp_path)
    assert list(tmp_path.iterdir()) == [former]
    assert len(changed) < len(oldest_first(after)), "the others are taken over"


@pytest.mark.parametrize(("side", "index"), [("indicator", "by_indicator"), ("organisation", "by_organisation")])
def test_the_figures_of_one_are_found_without_going_through_all(side: str, index: str, tmp_path: Path) -> None:
    with closing(opened(database(ledger().postings, tmp_path))) as base:
        plan = base.execute(f"EXPLAIN QUERY PLAN SELECT * FROM so_lieu WHERE {side} = 'x'").fetchall()
    assert f"SEARCH lines USING COVERING INDEX {index} ({side}=?)" in {step for *_, step in plan}
    assert not any("SCAN" in step for *_, step in plan)


def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_file, "_BARE", f"{database_file._BARE} PRAGMA max_page_count = 3;")
    with pytest.raises(OSError, match="full"):
        database(ledger().postings, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_figures(tmp_path: Path) -> None:
    with closing(opened(whole(database_of(tmp_path / "new", {}, (), (), Setting("", "", Catalogue()))))) as base:
        assert base.execute("SELECT count(*) FROM so_lieu").fetchone() == (0,)


def test_the_data_package_describes_every_column() -> None:
    about = {**ABOUT, "description": "Số liệu"}
    package = json.loads(package_of(about, CATALOGUE.indicators[:2]))
    assert [resource["path"] for resource in package["resources"]] == ["ket-nap.csv", "doan-vien.csv"]
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == list(NAMES)
    assert package["licenses"] == [{"title": "CC BY 4.0", "path": ABOUT["licence_url"]}]
    del about["licence_url"]
    assert "licenses" not in json.loads(package_of(about, ()))
