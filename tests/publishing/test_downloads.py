"""Figures to take away: exact, harmless in a spreadsheet, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal

from congtin.posting import Posting
from congtin.publishing.downloads.fields import FIELDS, NAMES, Cells, Setting, identity, plain, row
from congtin.publishing.downloads.files import KINDS, file_links
from congtin.publishing.downloads.tables import BOM, csv_of, harmless, json_of
from publishing.data_samples import ADMITTED, CATALOGUE, of_body, of_indicator

SETTING = Setting("https://congdoan.example.vn", "CC BY 4.0", CATALOGUE)


def cells(postings: Iterable[Posting]) -> list[Cells]:
    return [row(item, SETTING) for item in postings]


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
        "source_title": "Bài song-xanh-2021", "replaced_on": "", "replaced_by": "", "licence": "CC BY 4.0",
    }  # fmt: skip


def test_lines_end_as_rfc_4180_says_and_the_bom_is_in_a_file_of_its_own() -> None:
    data = csv_of(cells(of_indicator(ADMITTED)))
    assert data.startswith(",".join(NAMES).encode() + b"\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == len(of_indicator(ADMITTED)) + 1
    plain_csv, with_bom, _ = (kind.write({}, cells(of_indicator(ADMITTED))) for kind in KINDS)
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
    assert len({identity(item) for item in items}) == len(items)
    first = items[0]
    former = first._replace(until="2024-01-01", by=first.address)
    assert identity(former) == f"{identity(first)}@2024-01-01", "what an article said until it was corrected"


def test_no_cell_runs_in_a_spreadsheet() -> None:
    at = {name: place for place, name in enumerate(NAMES)}
    cells = [""] * len(NAMES)
    cells[at["source_title"]], cells[at["part"]] = "=HYPERLINK(1)", "+1"
    cells[at["organisation_name"]], cells[at["printed"]], cells[at["value"]] = "@x", "-5%", "-5"
    safe = harmless(tuple(cells))
    assert safe[at["source_title"]] == "'=HYPERLINK(1)"
    assert (safe[at["part"]], safe[at["organisation_name"]], safe[at["printed"]]) == ("'+1", "'@x", "'-5%")
    assert safe[at["value"]] == "-5", "a number is a number"


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
    assert json.loads(json_of({"title": "T"}, ()))["figures"] == []


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
        "/so-lieu/ket-nap.csv",
        "/so-lieu/ket-nap.bom.csv",
        "/so-lieu/ket-nap.json",
    ]
