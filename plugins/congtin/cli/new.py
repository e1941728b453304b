"""``congtin new``: an article from a title, a draft or a table, or a whole site. Asks nothing, overwrites nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from congtin.catalogue import Catalogue
from congtin.checks.binding import bind
from congtin.cli import CLEAN
from congtin.cli.fix import edited
from congtin.cli.starter import files
from congtin.cli.suggest import slips, suggest
from congtin.cli.tables import Rows, rows_of
from congtin.period import PeriodKind
from congtin.portal.failure import Failure, Misuse
from congtin.portal.site import SETTINGS_FILE, Site, find_root, moment
from congtin.reading.docx import UnreadableFile, read_docx
from congtin.reading.drafts import Draft, draft_of, read_markdown, read_text
from congtin.reading.insertion import key_line
from congtin.reading.stories import read_story
from congtin.story import Story
from congtin.text import Source, normalise, slugify, squeeze
from congtin.vietnamese.abbreviations import spoken
from congtin.vietnamese.periods import find_periods

SECTION = "Tin công đoàn"
UNTOLD = "## Số liệu trong bảng mà bài chưa nêu"
BODY = "Nội dung bài viết ở đây.\n"
LARGEST_DRAFT = 20 * 1024 * 1024
MARKDOWN, TEXT, WORD = (".md", ".markdown"), (".txt", ".text", ""), (".docx",)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("new", help="bài mới, từ tiêu đề, bản thảo hay bảng số; hoặc một trang mới")
    parser.add_argument("title", nargs="*", metavar="TIÊU_ĐỀ", help="tiêu đề bài (hoặc tên trang, với --site)")
    parser.add_argument("--from", dest="draft", type=Path, metavar="TỆP", help="bản thảo .docx, .md hoặc .txt")
    parser.add_argument("--table", metavar="TỆP", help="bảng dán từ Excel (.tsv, .csv, .txt); - đọc từ đầu vào")
    parser.add_argument("--section", metavar="CHUYÊN_MỤC", help="chuyên mục")
    parser.add_argument("--organisation", metavar="ĐƠN_VỊ", help="đơn vị: tên hoặc mã")
    parser.add_argument("--now", metavar="THỜI_ĐIỂM", help="coi như đang ở thời điểm này, ví dụ 2026-11-22T08:00")
    parser.add_argument("--site", type=Path, metavar="THƯ_MỤC", help="làm một trang mới trong thư mục này")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the article or the site; 0, or the code of the failure."""
    title = squeeze(" ".join(arguments.title))
    try:
        if arguments.site is not None:
            _new_site(arguments.site, title, moment(arguments.now))
        else:
            _new_article(arguments, title)
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.exitcode
    return CLEAN


# --- an article ---


def _new_article(arguments: argparse.Namespace, title: str) -> None:
    root = find_root(Path.cwd())
    if root is None:
        raise Misuse(f"Không thấy {SETTINGS_FILE} ở đây hay ở thư mục trên. Xin chạy lệnh trong thư mục của trang.")
    site = Site.from_file(root / SETTINGS_FILE)
    now = moment(arguments.now, site.zone)
    draft = read_draft(arguments.draft) if arguments.draft else Draft("", "")
    catalogue = site.catalogue()
    rows = rows_of(*_table(arguments.table), catalogue) if arguments.table else Rows()
    title = title or draft.title
    if not title:
        raise Misuse("Chưa có tiêu đề. Xin viết: congtin new Tiêu đề của bài.")
    slug = slugify(title)
    if not slug:
        raise Misuse(f"Tiêu đề “{title}” không có chữ cái hay chữ số nào để đặt tên tệp.")
    stories = site.stories(catalogue)
    head = _head(arguments, title, f"{slug}-{now:%Y-%m-%d}", now, stories, catalogue, draft)
    body = draft.body or rows.body or BODY
    path = f"{site.content.relative_to(root).as_posix()}/articles/{now:%Y}/{slug}.md"
    source = Source(path, normalise(f"---\n{head}{rows.metrics}---\n\n{body}"))
    story = read_story(source, catalogue, zone=site.zone)
    if draft.body and rows.count:
        source = Source(path, source.text + _untold(story))
        story = read_story(source, catalogue, zone=site.zone)
    proposed = suggest(story, catalogue, site.zone)
    write_new(root / path, edited(source, proposed.edits)[0])
    _tell(path, rows, len(proposed.rows), len(proposed.facts))


def _untold(story: Story) -> str:
    """Lines of the table that the draft does not tell, to be worked into it; those it tells otherwise are left out."""
    binding = bind(story)
    otherwise = {id(item.entry) for _, item in slips(story, binding)}
    missing = {id(item.entry) for item in binding.missing} - otherwise
    rows = [entry for entry in story.entries if id(entry) in missing]
    lines = [story.source.lines[entry.place.line - 1].strip() for entry in rows]
    return "".join(f"{line}\n" for line in ("", UNTOLD, "", *lines)) if lines else ""


def _head(
    arguments: argparse.Namespace,
    title: str,
    id: str,
    now: datetime,
    stories: Iterable[Story],
    catalogue: Catalogue,
    draft: Draft,
) -> str:
    """The front matter: what the draft brought along, and below it what that lacks."""
    taken = {story.id for story in stories}
    unique = next(name for name in (id, *(f"{id}-{number}" for number in range(2, 1000))) if name not in taken)
    text = f"{title}\n{draft.body}"
    values = {
        "id": unique,
        "title": title,
        "date": f"{now:%d/%m/%Y}",
        "category": arguments.section or _usual_section(stories),
        "organisation": arguments.organisation
        or _named_body(title, text, catalogue)
        or _usual_body(stories, catalogue),
        "period": _usual_period(text, now),
        "status": "draft",
    }
    return draft.head + "".join(
        f"{key_line(key, value)}\n" for key, value in values.items() if value and key not in draft.keys
    )


def _usual_section(stories: Iterable[Story]) -> str:
    return _commonest(story.category for story in stories if story.category) or SECTION


def _usual_body(stories: Iterable[Story], catalogue: Catalogue) -> str:
    """The body of all the site's articles, where there is but one."""
    bodies = {story.organisation for story in stories if story.organisation}
    if len(bodies) != 1:
        return ""
    body = catalogue.organisation(name := bodies.pop())
    return body.name if body else name


def _usual_period(text: str, now: datetime) -> str:
    """The period that a draft names first of those it names most often: a half year, a year, a term."""
    found = [
        squeeze(text[start:end])
        for start, end, period in find_periods(text, now.date())
        if period.first and period.last and period.kind is not PeriodKind.DAY and any(map(str.isdigit, period.label))
    ]
    return max(found, key=lambda name: (found.count(name), -found.index(name)), default="")


def _commonest(names: Iterable[str]) -> str:
    [(name, _)] = Counter(sorted(names)).most_common(1) or [("", 0)]
    return name


def _named_body(title: str, text: str, catalogue: Catalogue) -> str:
    """The body that the title names, else the one that the text names most often."""
    head, whole = _words(title), _words(text)
    best: tuple[tuple[bool, int, int], str] | None = None
    for body in catalogue.organisations:
        for name in (body.name, *body.aliases):
            words = _words(name)
            count = whole.count(words)
            mark = (words in head, count, len(words))
            if count and (best is None or mark > best[0]):
                best = (mark, body.name)
    return best[1] if best else ""


def _words(text: str) -> str:
    return f" {' '.join(word for word, _, _ in spoken(text))} "


def _tell(path: str, rows: Rows, proposed: int, facts: int) -> None:
    print(f"Đã viết bài nháp {path}. Muốn bỏ thì xóa tệp ấy.")
    if rows.count:
        print(f"Từ bảng: {rows.count} dòng số liệu.")
    if proposed or facts:
        print(f"Từ bài: {proposed} dòng số liệu, {facts} cụm kể thêm, đều chưa đối chiếu với báo cáo.")
    print(f"Tiếp theo: congtin check {path}; bài xong thì bỏ dòng status: draft.")


# --- what it is made from ---


def read_draft(file: Path) -> Draft:
    """The draft in a file, by its ending.

    Raises:
        Failure: it cannot be read, or is of a kind that is not known.
    """
    ending = file.suffix.lower()
    if ending not in (*MARKDOWN, *TEXT, *WORD):
        raise Misuse(f"Chưa đọc được tệp {ending}. Xin lưu bản thảo thành .docx, .md hoặc .txt.")
    raw = _read(file)
    try:
        if ending in WORD:
            return draft_of(read_docx(raw))
    except UnreadableFile as error:
        raise Failure(f"{file.name}: {error}") from error
    text = _decoded(raw, file.name)
    draft = read_markdown(text) if ending in MARKDOWN else read_text(text)
    if not draft.body.strip():
        raise Failure(f"{file.name}: bản thảo không có nội dung nào.")
    return draft


def _table(name: str) -> tuple[str, str]:
    if name == "-":
        return _decoded(sys.stdin.buffer.read(LARGEST_DRAFT + 1), "bảng"), ""
    return _decoded(_read(Path(name)), name), Path(name).name


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise Failure(f"Không tìm thấy tệp {file}. Xin kiểm tra lại đường dẫn.")
    if file.stat().st_size > LARGEST_DRAFT:
        raise Failure(f"{file.name} lớn quá {LARGEST_DRAFT // 1024 // 1024} MB. Xin chia làm nhiều tệp.")
    return file.read_bytes()


def _decoded(raw: bytes, name: str) -> str:
    """UTF-8 or, as Excel saves "Unicode text", UTF-16 with its mark.

    Raises:
        Failure: it is neither.
    """
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return normalise(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise Failure(f"{name} không phải văn bản UTF-8. Xin lưu lại với bảng mã UTF-8.") from error


# --- a site ---


def _new_site(folder: Path, name: str, now: datetime) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Failure(f"{folder} đã có và không trống, nên congtin không ghi gì vào đó. Xin chọn thư mục khác.")
    for path, text in files(name, now).items():
        write_new(folder / path, text)
    print(f"Đã làm trang mới trong {folder}. Muốn bỏ thì xóa thư mục ấy.")
    print(f"Tiếp theo: vào thư mục {folder}, sửa {SETTINGS_FILE}, rồi congtin build hoặc congtin serve.")


def write_new(file: Path, text: str) -> None:
    """Write a file that must not be there yet.

    Raises:
        Failure: it is there.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(file, "x", encoding="utf-8", newline="\n") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
    except FileExistsError:
        raise Failure(
            f"Đã có tệp {file.name} trong {file.parent}; congtin không ghi đè. Xin đặt tiêu đề khác."
        ) from None
