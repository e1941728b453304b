"""Articles against the case files of ``stories/``: the story's fields that differ from the default, and the findings.

The parts of a case: ``markdown``, ``story`` (blocks only where the case lists them), ``findings``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.catalogue import Catalogue
from congtin.organisation import Level, Organisation, Term
from congtin.reading.stories import read_story
from congtin.story import PhraseKind, Status, Story
from congtin.text import Source, normalise

sys.path.insert(0, str(Path(__file__).parent))
from fixture_cases import Case, cases

CASES = list(cases(Path(__file__).with_name("stories")))
CATALOGUE = Catalogue(
    organisations=(
        Organisation(
            "ldld-tinh-a", "LĐLĐ tỉnh A", Level.PROVINCE, aliases=("Công đoàn tỉnh A",), terms=(Term("V", 2018, 2023),)
        ),
        Organisation("ldld-quan-5", "LĐLĐ quận 5", Level.DISTRICT),
    )
)
LISTS = ("tags", "related", "aliases")
TEXTS = ("summary", "kicker", "organisation", "attribution", "ai", "data_from")


def read(text: str) -> Story:
    return read_story(Source("content/articles/2021/bai.md", normalise(text)), CATALOGUE)


def shown(story: Story) -> Iterator[str]:
    yield f"id: {story.id}"
    yield f"slug: {story.slug}"
    yield f"title: {story.title}"
    yield f"date: {story.date.isoformat()}"
    yield f"category: {story.category}".rstrip()
    fields = {name: str(getattr(story, name) or "") for name in TEXTS}
    fields |= {name: "; ".join(getattr(story, name)) for name in LISTS}
    fields["authors"] = "; ".join(f"{author.name} ({author.role})" for author in story.authors)
    fields["image"] = " | ".join((i.src, i.alt, i.caption, i.credit)) if (i := story.image) else ""
    fields["modified"] = story.modified.isoformat() if story.modified else ""
    fields["status"] = story.status if story.status is not Status.PUBLISHED else ""
    fields["corrections"] = "; ".join(f"{c.day} {c.said} → {c.right} ({c.why})" for c in story.corrections)
    fields["lang"] = story.lang if story.lang != "vi" else ""
    fields["as_of"] = str(story.as_of or "")
    fields["period"] = story.period.label if story.period else ""
    for name in ("summary", "kicker", "organisation", "authors", "tags", "attribution", "image", "modified", "status",
                 "corrections", "related", "aliases", "ai", "lang", "as_of", "data_from", "period"):  # fmt: skip
        if fields[name]:
            yield f"{name}: {fields[name]}"
    for kind in PhraseKind:
        for phrase in story.phrases_of(kind):
            reason = f" ({phrase.reason})" if phrase.reason else ""
            yield f"{kind}: {phrase.text}{reason} [{', '.join(item.text for item in phrase.expressions)}]"


def blocks(story: Story) -> Iterator[str]:
    for block in story.blocks:
        yield f"block {block.scope}: {block.passage.text} [{', '.join(item.text for item in block.expressions)}]"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_case(case: Case) -> None:
    story = read(case.parts["markdown"])
    wanted = case.parts["story"].splitlines()
    found = [*shown(story), *(blocks(story) if any(line.startswith("block ") for line in wanted) else ())]
    assert found == wanted
    told = "\n".join(f"{item.place.line}:{item.place.column} {item.rule} {item.message}" for item in story.problems)
    lines = case.parts["findings"].splitlines()
    assert len(story.problems) == len(lines), told
    for item, line in zip(story.problems, lines, strict=True):
        place, code, fragment = line.split(" ", 2)
        assert f"{item.place.line}:{item.place.column} {item.rule}" == f"{place} {code}", told
        assert fragment in item.message, told


def test_the_place_of_each_key_is_known() -> None:
    story = read("---\nid: a\ntiêu đề: Một\ndate: 02/03/2021\ncategory: Tin\n---\nBài.\n")
    assert str(story.place("title")) == "content/articles/2021/bai.md:3:1"
    assert str(story.place("summary")) == "content/articles/2021/bai.md:1:1"


KEY = st.sampled_from("title date nguồn image metrics facts waive authors tags status x slug".split())
VALUE = st.sampled_from(
    [
        "A",
        "02/03/2021",
        "[a, b]",
        "{a: b}",
        "\n  - a: 1",
        "\n  a: b",
        "|\n  a",
        "",
        "[",
        '"',
        "5/6, đạt 90%",
        "\n - - x",
    ]
)


@given(st.lists(st.tuples(KEY, VALUE), max_size=6))
def test_reading_never_raises_and_places_every_finding(pairs: list[tuple[str, str]]) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\nBài 5 người.\n"
    story = read(text)
    lines = story.source.lines
    for item in story.problems:
        assert item.place.path == "content/articles/2021/bai.md"
        assert 1 <= item.place.line <= len(lines)
        assert 1 <= item.place.column <= len(lines[item.place.line - 1]) + 1
        assert item.message
        assert item.help
