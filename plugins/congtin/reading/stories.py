"""Articles: from a source file to a story, always; what could not be read lies in its problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from congtin.catalogue import Catalogue
from congtin.finding import Finding
from congtin.observation import Group
from congtin.organisation import Term
from congtin.period import Period
from congtin.reading import addresses, details, moments
from congtin.reading.bodies import read_organisation
from congtin.reading.fields import Fields
from congtin.reading.files import misplaced, read_source, walk
from congtin.reading.frontmatter import FrontMatter, read_front_matter
from congtin.reading.keys import STORY
from congtin.reading.metrics import read_metrics
from congtin.reading.neighbours import compare
from congtin.reading.phrases import read_phrases
from congtin.reading.problems import problem
from congtin.reading.prose import Prose, read_prose
from congtin.reading.statuses import read_lang, read_status
from congtin.story import Author, Block, Scope, Status, Story
from congtin.text import Passage, Place, Source, slugify
from congtin.values import replace
from congtin.vietnamese import prose_cues

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FOLDER = "articles"

_NO_TITLE = "(chưa có tiêu đề)"
_SCOPES = (("title", Scope.HEADLINE), ("summary", Scope.SUMMARY), ("kicker", Scope.KICKER))


def read_stories(
    root: Path,
    content: Path,
    catalogue: Catalogue,
    *,
    zone: ZoneInfo = ZONE,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Story, ...]:
    """All articles below ``content/articles`` in the order of their paths, drafts and unreadable ones too.

    What two articles may not share (id, slug, address) is found here. ``progress`` is told how many have been read,
    and how many there are.
    """
    sources = [*(read_source(root, path) for path in walk(content / FOLDER)), *misplaced(root, content)]
    stories = []
    for source in sources:
        stories.append(_read(source, catalogue, zone))
        if progress:
            progress(len(stories), len(sources))
    return compare(sorted(stories, key=in_order), content)


def in_order(story: Story) -> list[str]:
    """By what articles are ordered: the parts of their paths."""
    return story.path.split("/")


def read_file(root: Path, path: Path, catalogue: Catalogue, *, zone: ZoneInfo = ZONE) -> Story:
    """The article of one file below ``root``, by itself."""
    return _read(read_source(root, path), catalogue, zone)


def _read(source: Source | Finding, catalogue: Catalogue, zone: ZoneInfo) -> Story:
    if isinstance(source, Finding):
        return unreadable(Source(source.place.path, ""), (source,))
    return read_story(source, catalogue, zone=zone)


def unreadable(source: Source, problems: tuple[Finding, ...]) -> Story:
    """What stands for a file that cannot be read: a draft that bears the findings."""
    stem = PurePosixPath(source.path).stem
    return Story(
        source=source,
        id=source.path,
        slug=slugify(stem),
        title=_NO_TITLE,
        date=_no_date(ZONE),
        category="",
        html="",
        status=Status.DRAFT,
        problems=problems,
    )


def read_story(source: Source, catalogue: Catalogue, *, zone: ZoneInfo = ZONE) -> Story:
    """The article of a source file. Never raises: findings lie in ``problems``, what is missing gets a default.

    ``zone`` is the zone of dates that name none.
    """
    front = read_front_matter(source)
    if front.mapping is None:
        return unreadable(source, front.problems)
    problems = list(front.problems)
    fields = Fields(front.mapping, STORY, Place(source.path, 1, 1, 1, 4), problems)
    prose = _read_body(front, problems)
    created = _moment(fields, "date", zone, problems)
    story = _about(fields, source, prose, created or _no_date(zone), problems)
    as_of = _as_of(fields, created, problems)
    story = _figures(story, fields, catalogue, as_of, problems)
    story = _details(story, fields, zone, problems)
    ordered = sorted(problems, key=lambda finding: finding.order)
    return replace(story, problems=tuple(ordered), places=fields.places)


def _read_body(front: FrontMatter, problems: list[Finding]) -> Prose:
    prose = read_prose(front.body)
    problems += prose.problems
    if not front.body.text.strip():
        problems.append(
            problem(
                "F8",
                front.body.place(),
                "Bài chưa có nội dung nào sau phần khai báo.",
                "Xin viết nội dung dưới dòng `---` thứ hai.",
            )
        )
    return prose


def _about(fields: Fields, source: Source, prose: Prose, created: datetime, problems: list[Finding]) -> Story:
    """The story with all that names and dates it."""
    title = fields.text("title")
    return Story(
        source=source,
        id=addresses.read_id(fields, source, problems),
        slug=addresses.read_slug(fields, source, problems),
        title=title or _NO_TITLE,
        date=created,
        category=_category(fields, problems),
        html=prose.html,
        summary=fields.text("summary"),
        kicker=fields.text("kicker"),
        authors=_authors(fields, problems),
        tags=tuple(" ".join(tag.text.split()) for tag in fields.texts("tags")),
        attribution=details.attribution(fields.node("source"), problems),
        status=read_status(fields, problems),
        blocks=(*_head_blocks(fields), *prose.blocks),
    )


def _figures(story: Story, fields: Fields, catalogue: Catalogue, as_of: date | None, problems: list[Finding]) -> Story:
    """The story with its figures and whose they are."""
    organisation = read_organisation(fields.scalar("organisation"), catalogue, problems, as_of)
    body = catalogue.organisation(organisation)
    period = _period(fields, as_of, body.terms if body else (), problems)
    groups: tuple[Group, ...] = ()
    node = fields.node("metrics")
    if node is not None:
        groups, found = read_metrics(
            node,
            catalogue=catalogue,
            organisation=organisation,
            period=period,
            as_of=as_of,
            key_place=fields.place("metrics"),
        )
        problems += found
    return replace(
        story,
        organisation=organisation,
        as_of=as_of,
        period=period,
        groups=groups,
        data_from=fields.text("data_from"),
        phrases=read_phrases(fields, problems),
    )


def _details(story: Story, fields: Fields, zone: ZoneInfo, problems: list[Finding]) -> Story:
    """The story with its picture, corrections and links."""
    image, image_fields = details.image(fields.node("image"), story.title, problems)
    caption = image_fields.passage("caption") if image_fields else None
    blocks = story.blocks + ((_block(Scope.CAPTION, caption),) if caption else ())
    return replace(
        story,
        image=image,
        modified=_modified(fields, story.date, zone, problems),
        blocks=blocks,
        corrections=details.corrections(fields.items("corrections"), problems),
        related=tuple(item.text for item in fields.texts("related")),
        supersedes=tuple(item.text for item in fields.texts("supersedes")),
        aliases=addresses.read_aliases(fields.texts("aliases"), problems),
        ai=fields.text("ai"),
        lang=read_lang(fields, problems),
    )


def _head_blocks(fields: Fields) -> Iterator[Block]:
    for name, scope in _SCOPES:
        passage = fields.passage(name)
        if passage:
            yield _block(scope, passage)


def _block(scope: Scope, passage: Passage) -> Block:
    return Block(scope, passage, prose_cues.read(passage.text))


def _no_date(zone: ZoneInfo) -> datetime:
    return datetime(2000, 1, 1, tzinfo=zone)


def _moment(fields: Fields, name: str, zone: ZoneInfo, problems: list[Finding]) -> datetime | None:
    scalar = fields.scalar(name)
    return moments.moment(scalar, zone, problems) if scalar else None


def _modified(fields: Fields, created: datetime, zone: ZoneInfo, problems: list[Finding]) -> datetime | None:
    modified = _moment(fields, "modified", zone, problems)
    if modified and modified.date() < created.date():
        problems.append(
            problem(
                "F19",
                fields.value_place("modified"),
                "Ngày sửa (`modified`) đứng trước ngày đăng (`date`).",
                "Xin xem lại hai ngày này.",
            )
        )
    return modified


def _as_of(fields: Fields, created: datetime | None, problems: list[Finding]) -> date | None:
    """The day up to which the figures count: the article's own where nothing is said."""
    scalar = fields.scalar("as_of")
    return (moments.day(scalar, problems) if scalar else None) or (created.date() if created else None)


def _period(fields: Fields, as_of: date | None, terms: tuple[Term, ...], problems: list[Finding]) -> Period | None:
    scalar = fields.scalar("period")
    return moments.period(scalar, as_of, terms, problems) if scalar else None


def _authors(fields: Fields, problems: list[Finding]) -> tuple[Author, ...]:
    if fields.written("author") and fields.written("authors"):
        problems.append(
            problem(
                "F10",
                fields.place("authors"),
                "`author` và `authors` cùng nghĩa, chỉ một trong hai được đọc.",
                "Xin gộp lại, hoặc bỏ một dòng.",
            )
        )
    return details.authors(fields.node("author") or fields.node("authors"), problems)


def _category(fields: Fields, problems: list[Finding]) -> str:
    category = fields.text("category")
    if category:
        slug = slugify(category)
        place = fields.value_place("category")
        if not slug:
            problems.append(
                problem(
                    "F21",
                    place,
                    f"Chuyên mục “{category}” không còn chữ cái hay chữ số nào để làm địa chỉ.",
                    "Xin đặt tên chuyên mục bằng chữ.",
                )
            )
        addresses.check_first_name(slug, place, f"Chuyên mục “{category}”", problems)
    return category
