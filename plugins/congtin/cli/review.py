"""What the preview shows of the findings: where on a page each stands, and what is told of it there.

Only ``congtin serve`` asks for this, and answers with it beside the pages: no page that is built contains any of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from congtin.checks import check_story
from congtin.checks.binding import Binding, bind
from congtin.cli.wording import VIETNAMESE
from congtin.finding import Finding
from congtin.reading.stories import read_story
from congtin.story import Block, Page, Story
from congtin.text import Place, squeeze

if TYPE_CHECKING:
    from congtin.portal.edition import Edition

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a block, in code points of its squeezed text; ``nth`` tells blocks of one text apart."""

    text: str
    nth: int
    start: int
    end: int
    findings: tuple[int, ...]


def script(edition: Edition | None, address: str) -> bytes:
    """The overlay's script, with the findings for one page in front; nothing where nothing was built yet."""
    if edition is None:
        return b""
    data = json.dumps(review(edition, address), ensure_ascii=False)
    return f"const REVIEW = {data};\n{(HERE / 'review.js').read_text(encoding='utf-8')}".encode()


def style() -> bytes:
    """The overlay's style sheet."""
    return (HERE / "review.css").read_bytes()


def review(edition: Edition, address: str) -> dict[str, Any]:
    """What the overlay shows on the page at an address: its own findings and spots, and the other files' counts."""
    story = _story(edition, address)
    path = story.path if story else ""
    own = tuple(finding for finding in edition.report.findings if finding.place.path == path)
    report = replace(check_story(story, edition.catalogue), findings=own) if story else edition.report
    return {
        "closing": VIETNAMESE.closing(report),
        "counts": VIETNAMESE.counts(report.findings),
        "findings": [_told(finding) for finding in own],
        "spots": [_plain(spot) for spot in (spots(story, own) if story else ())],
        "elsewhere": list(_elsewhere(edition, path)),
    }


def _story(edition: Edition, address: str) -> Story | None:
    """The article at an address, read anew: what a build keeps of it has no blocks."""
    found = next((story for story in edition.stories if story.url == address), None)
    return read_story(found.source, edition.catalogue, zone=edition.site.zone) if found else None


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "verdict": f"{VIETNAMESE.severities[finding.severity]} {finding.rule}",
        "message": finding.message,
        "help": finding.help,
        "place": f"{finding.place.path}:{finding.place.line}:{finding.place.column}",
        "related": [f"dòng {item.place.line}: {item.message}" for item in finding.related],
    }


def _plain(spot: Spot) -> dict[str, Any]:
    return {"text": spot.text, "nth": spot.nth, "start": spot.start, "end": spot.end, "findings": list(spot.findings)}


def _elsewhere(edition: Edition, path: str) -> Iterator[dict[str, str]]:
    """The other files with findings: path, counts, and the address of their page where there is one."""
    shown: tuple[Story | Page, ...] = (*edition.stories, *edition.pages)
    addresses = {item.path: item.url for item in shown}
    for other, group in groupby(edition.report.findings, key=lambda finding: finding.place.path):
        if other != path:
            yield {"path": other, "counts": VIETNAMESE.counts(tuple(group)), "url": addresses.get(other, "")}


def spots(story: Story, findings: Iterable[Finding]) -> tuple[Spot, ...]:
    """Where on the article's page the findings stand, in reading order.

    A finding on a declared figure stands at the number in the text that tells it; one that names other places of the
    text stands there too. Where stretches overlap, the shortest is the spot of all.
    """
    binding = bind(story)
    found: dict[int, list[tuple[int, int, int]]] = {}  # block → start, end, finding
    for index, finding in enumerate(findings):
        for place in _places(finding, binding):
            for order, block in enumerate(story.blocks):
                stretch = _within(block, place)
                if stretch is not None:
                    found.setdefault(order, []).append((*stretch, index))
    return tuple(spot for order in sorted(found) for spot in _spots(story.blocks, order, found[order]))


def _places(finding: Finding, binding: Binding) -> Iterator[Place]:
    yield finding.place
    for mention in binding.mentions:
        if mention.declared and mention.declared.observation.place == finding.place:
            yield mention.place
    yield from (related.place for related in finding.related)


def _within(block: Block, place: Place) -> tuple[int, int] | None:
    """The stretch of a block that a place begins in, in code points of its text; None when it is not there."""
    passage = block.passage
    whole = passage.place()
    if not _begin(whole) <= _begin(place) < (whole.end_line, whole.end_column):
        return None
    inside = [at for at in range(len(passage.text)) if _begin(place) <= _begin(passage.place(at, at)) < _end(place)]
    return (inside[0], inside[-1] + 1) if inside else None


def _begin(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _end(place: Place) -> tuple[int, int]:
    return place.end_line, place.end_column


def _spots(blocks: tuple[Block, ...], order: int, stretches: list[tuple[int, int, int]]) -> Iterator[Spot]:
    text = blocks[order].passage.text
    whole = squeeze(text)
    nth = sum(squeeze(block.passage.text) == whole for block in blocks[:order])
    for start, end, findings in _merged(stretches):
        shift = len(squeeze(text[:start] + "|")) - 1
        yield Spot(whole, nth, shift, shift + len(squeeze(text[start:end])), findings)


def _merged(stretches: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Stretches that do not overlap, each with the findings of all that overlap it, in reading order."""
    kept: dict[tuple[int, int], list[int]] = {}
    for start, end, index in sorted(stretches, key=lambda item: (item[1] - item[0], item)):
        over = next((stretch for stretch in kept if start < stretch[1] and stretch[0] < end), (start, end))
        kept.setdefault(over, []).append(index)
    yield from ((*stretch, tuple(sorted(set(kept[stretch])))) for stretch in sorted(kept))
