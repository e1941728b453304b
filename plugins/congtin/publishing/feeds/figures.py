"""Items of feeds that are no articles: a new or revised figure, a correction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from html import escape

from congtin.catalogue import Catalogue
from congtin.observation import Aspect
from congtin.posting import Posting, Standing
from congtin.publishing.data.boards import UNREPORTED, body_link, period_name, said
from congtin.publishing.data.results import Result, results
from congtin.publishing.dates import day_text, local
from congtin.publishing.feeds.items import NEWEST, Item, guid, plain, tag
from congtin.story import Correction, Story


def figure_items(
    postings: Sequence[Posting], site_url: str, guid_year: int, catalogue: Catalogue, noun: str = ""
) -> list[Item]:
    """An item for each result of these figures, newest article first; what was replaced had its own in its time.

    ``noun`` is what is counted where the print does not say it.
    """
    corrected = {(item.origin.path, item.row): item.until for item in postings if item.until}
    found = [item for item in results(postings) if item.lead.stands]
    found.sort(key=lambda item: (item.lead.origin.day, item.lead.origin.path, -item.lead.row), reverse=True)
    return [_figure(item, site_url, guid_year, catalogue, noun, corrected) for item in found[:NEWEST]]


def _figure(
    result: Result,
    site_url: str,
    guid_year: int,
    catalogue: Catalogue,
    noun: str,
    corrected: dict[tuple[str, int], str],
) -> Item:
    lead = result.lead
    whose, when = body_link(lead.organisation, catalogue).title, period_name(lead)
    title = f"{lead.name}: {told(result, noun)} ({', '.join(filter(None, (whose, when)))})"
    if lead.standing == Standing.REVISED:
        title = f"Số điều chỉnh – {title}"
    as_of = f", số liệu tính đến {day_text(date.fromisoformat(lead.as_of))}" if lead.aspect != Aspect.TARGET else ""
    url = f"{site_url}{lead.address}"
    html = f'<p>{escape(title)}.</p><p>Theo bài <a href="{escape(url)}">{escape(lead.origin.title)}</a>{as_of}.</p>'
    published = _moment(date.fromisoformat(lead.origin.day))
    until = corrected.get((lead.origin.path, lead.row))
    return Item(
        id=tag(site_url, guid_year, f"{lead.origin.id}/so-lieu/{lead.row}.{lead.number}"),
        url=url,
        title=plain(title),
        summary=plain(f"{title}. Theo bài “{lead.origin.title}”."),
        html=html,
        published=published,
        updated=max(published, _moment(date.fromisoformat(until))) if until else published,
    )


def told(result: Result, noun: str = "") -> str:
    """A result in words: "505 đoàn viên, kế hoạch 410 đoàn viên, đạt 123,2% kế hoạch"."""
    words = {
        Aspect.ACTUAL: "{}", Aspect.TARGET: "kế hoạch {}", Aspect.PERCENT: "đạt {} kế hoạch",
        Aspect.PREVIOUS: "cùng kỳ {}", Aspect.CHANGE: "{} so với cùng kỳ",
    }  # fmt: skip
    parts = []
    for aspect, form in words.items():
        if (item := result.get(aspect)) is not None:
            parts.append(form.format(UNREPORTED if item.standing == Standing.MISSING else said(item, noun=noun)))
    return ", ".join(parts).replace("đạt vượt ", "vượt ")


def correction_items(stories: Iterable[Story], site_url: str, guid_year: int) -> list[Item]:
    """An item for each correction, newest first."""
    found = [(item, number, story) for story in stories for number, item in enumerate(story.corrections, 1)]
    found.sort(key=lambda each: (each[0].day, each[2].id, each[1]), reverse=True)
    return [_correction(*each, site_url, guid_year) for each in found[:NEWEST]]


def _correction(item: Correction, number: int, story: Story, site_url: str, guid_year: int) -> Item:
    said_of = f"“{item.said}” xin đọc là “{item.right}”.{f' {item.why}' if item.why else ''}"
    return Item(
        id=f"{guid(site_url, guid_year, story)}/dinh-chinh/{number}",
        url=f"{site_url}{story.url}#dinh-chinh",
        title=plain(f"Đính chính: {story.title}"),
        summary=plain(said_of),
        html=f"<p>{escape(said_of)}</p>",
        published=_moment(item.day),
        updated=_moment(item.day),
        categories=(plain(story.category),),
        language=story.lang,
    )


def _moment(day: date) -> datetime:
    return local(datetime.combine(day, time()))
