"""Lines that were settled before make the pages and files of an indicator or a body that all its figures make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import starmap

import pytest

from congtin.ledger import Ledger
from congtin.portal.settled import packed, unpacked
from congtin.posting import Line, Posting
from congtin.publishing.data.pages import body_page, indicator_page
from congtin.publishing.data.results import Gathered, Joined, Result, Slot, by_line
from congtin.publishing.downloads.fields import Setting
from congtin.publishing.downloads.spreadsheet import xlsx_of
from publishing.data_samples import CATALOGUE, STORIES, ledger, of_body, of_indicator

INDICATORS = [item.id for item in CATALOGUE.indicators]
BODIES = [item.id for item in CATALOGUE.organisations]
SETTING = Setting("https://congdoan.example.vn", "CC BY 4.0", CATALOGUE)


def joined(figures: Sequence[Posting], reverse: bool = False) -> Joined:
    """The figures by way of the cache, line by line."""
    texts = list(starmap(packed, by_line(Gathered(figures)).items()))
    origins = {item.origin.path: item.origin for item in figures}
    return Joined(lambda: figures, list(unpacked(texts[::-1] if reverse else texts, origins)))


def told(found: Iterable[Result]) -> list[list[Posting]]:
    """What results tell, without where it is declared."""
    return [[item._replace(line=0, column=0, end_line=0, end_column=0) for item in result.figures.values()]
            for result in found]  # fmt: skip


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("share", [*map(of_indicator, INDICATORS), *map(of_body, BODIES), list(ledger().postings)])
def test_lines_joined_are_all_figures_gathered(share: list[Posting], reverse: bool) -> None:
    whole, again = Gathered(share), joined(share, reverse)
    assert list(again.held) == list(whole.held)
    assert told(again.held.values()) == told(whole.held.values())
    assert told(again.gone) == told(whole.gone)
    assert again.newest == whole.newest
    assert again.postings == whole.postings
    assert xlsx_of({}, again, SETTING) == xlsx_of({}, whole, SETTING)


@pytest.mark.parametrize("name", INDICATORS)
def test_the_page_of_an_indicator_is_the_same(name: str) -> None:
    indicator = next(item for item in CATALOGUE.indicators if item.id == name)
    figures = of_indicator(name)
    assert indicator_page(indicator, joined(figures), CATALOGUE) == indicator_page(
        indicator, Gathered(figures), CATALOGUE
    )


@pytest.mark.parametrize("name", BODIES)
def test_the_page_of_a_body_is_the_same(name: str) -> None:
    figures = of_body(name)
    assert body_page(name, joined(figures), CATALOGUE) == body_page(name, Gathered(figures), CATALOGUE)


@pytest.mark.parametrize("share", [*map(of_indicator, INDICATORS), *map(of_body, BODIES), list(ledger().postings)])
def test_a_line_comes_to_the_same_by_itself(share: list[Posting]) -> None:
    lines: dict[Line, list[Posting]] = {}
    for item in share:
        lines.setdefault(item.subject, []).append(item)
    alone = {line: by_line(Gathered(Ledger.of(items).postings)) for line, items in lines.items()}
    assert {line: {line: packed(line, item)} for line, item in by_line(Gathered(share)).items()} == {
        line: {name: packed(name, item) for name, item in found.items()} for line, found in alone.items()
    }


def test_the_samples_hold_what_matters() -> None:
    """Of one slot several results, one that was replaced, a term, a row with two results."""
    whole = Gathered(ledger().postings)
    assert len(whole.held) < len(whole.results) - len(whole.gone)
    assert whole.gone
    assert whole.terms
    rows = {(item.lead.origin.path, item.lead.row) for item in whole.results}
    assert len(rows) < len(whole.results)


def test_a_slot_stands_where_it_was_told_first_and_bears_the_titles_of_today() -> None:
    figures = [item for item in of_body("nui-bac") if item.indicator == "doan-vien"]
    first, *others = figures
    later = first._replace(origin=others[-1].origin._replace(path="moi", day="2030-01-01"), as_of="2029-12-31")
    slots: list[Slot] = list(joined([*figures, later]).held)
    assert slots == list(Gathered(figures).held)
    ((line, settled),) = by_line(Gathered(figures)).items()
    assert line == ("doan-vien", "nui-bac")
    text = packed(line, settled)
    origins = {item.origin.path: item.origin._replace(title="Tên mới") for item in figures}
    (again,) = unpacked([text], origins)
    assert {item.origin.title for seat in again.held for item in seat.result.figures.values()} == {"Tên mới"}
    assert not any(story.title in text for story in STORIES)
