"""Files to sources: what may be opened below the site's root, as normalised text."""

from __future__ import annotations

import codecs
import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath

from congtin.finding import Finding
from congtin.reading.problems import problem
from congtin.text import Place, Source, normalise

MARKDOWN = (".md",)
LARGEST_ARTICLE = 2 * 1024 * 1024  # promises.md 10

ARTICLES = "articles"  # their folder below content/
_KNOWN_FOLDERS = (ARTICLES, "pages", "catalogue", "images", "documents")
_IGNORED = ("Thumbs.db", "desktop.ini")  # written by desktops, unseen by editors
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def walk(folder: Path) -> Iterator[Path]:
    """All that an editor put into a folder and below, in the order of the paths; links are named, not followed.

    Hidden files and backups of editors are left out. A folder that cannot be listed is itself named.
    """
    return map(Path, walk_names(folder))


def walk_names(folder: Path) -> Iterator[str]:
    """The same as texts, which cost less where there are many."""
    found: list[str] = []

    def blocked(error: OSError) -> None:
        found.append(str(error.filename))

    if not folder.is_dir():
        return
    for here, folders, names in os.walk(folder, onerror=blocked):
        links = [name for name in folders if os.path.islink(f"{here}/{name}")]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [f"{here}/{name}" for name in (*links, *names) if not _is_ignored(name)]
    yield from sorted(found, key=walking)


def walking(path: str) -> str:
    """The key by which paths stand in the order of :func:`walk`: those of one folder together."""
    return path.replace("/", "\0")


def misplaced(root: Path, content: Path) -> Iterator[Finding]:
    """A finding for each Markdown file below ``content`` that no part of the portal reads; READMEs may lie about."""
    if not content.is_dir():
        return
    outside = [entry for entry in sorted(content.iterdir()) if entry.name not in _KNOWN_FOLDERS]
    for path in (file for entry in outside for file in (walk(entry) if entry.is_dir() else (entry,))):
        if path.suffix.lower() in MARKDOWN and path.stem.upper() != "README" and not _is_ignored(path.name):
            yield problem(
                "F3",
                Place(_printable(_relative(root, path))),
                "Tệp này không nằm trong thư mục bài viết hay thư mục trang, nên sẽ không được đăng.",
                f"Xin chuyển bài viết vào `{content.name}/articles/`, trang giới thiệu vào `{content.name}/pages/`.",
            )


def is_walked(path: str) -> bool:
    """Whether :func:`walk` names a file that lies at this path below its folder."""
    *folders, name = path.split("/")
    return not _is_ignored(name) and not any(folder.startswith(".") for folder in folders)


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name in _IGNORED


def read_source(root: Path, path: Path, endings: tuple[str, ...] = MARKDOWN) -> Source | Finding:
    """The text of one file: UTF-8, NFC, line feeds; or why it is not read.

    Refused are other endings, links that leave ``root``, whatever is no plain file (a pipe is never waited
    for), and files beyond 2 MB. ``Source.path`` is POSIX, relative to ``root``.
    """
    name = _relative(root, path)
    place = Place(_printable(name))
    if place.path != name:
        return problem(
            "F3",
            place,
            "Tên tệp có ký tự điều khiển hoặc ký tự hỏng.",
            "Xin đổi tên tệp: chữ không dấu, chữ số và dấu gạch nối.",
        )
    if not name.endswith(endings) and not path.is_dir():
        return _wrong_ending(place, PurePath(name), endings)
    target = os.path.realpath(path)
    if not target.startswith(os.path.join(os.path.realpath(root), "")):
        return problem(
            "F1",
            place,
            "Đây là liên kết trỏ ra ngoài thư mục của trang, nên không đọc.",
            "Xin chép hẳn tệp vào đây thay cho liên kết.",
        )
    raw = _read(target, place)
    return raw if isinstance(raw, Finding) else _decode(raw, place)


def _relative(root: Path, path: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _printable(name: str) -> str:
    """The name with what cannot be printed on one line as ``?``."""
    if name.isprintable():
        return name
    return "".join("?" if unicodedata.category(char) in ("Cc", "Cs", "Cn", "Zl", "Zp") else char for char in name)


def _wrong_ending(place: Place, name: PurePath, endings: tuple[str, ...]) -> Finding:
    ending = f"đuôi `{name.suffix}`" if name.suffix else "không có đuôi"
    return problem(
        "F3",
        place,
        f"Tệp này {ending}, mà ở đây chỉ đọc tệp `{'`, `'.join(endings)}`, nên sẽ không được đăng.",
        f"Nếu là bài viết, xin đổi tên thành `{name.stem}{endings[0]}`; "
        "ảnh để ở `content/images/`, tài liệu ở `content/documents/`.",
    )


def _read(target: str, place: Place) -> bytes | Finding:
    try:
        if os.path.isdir(target):
            return problem(
                "F1",
                place,
                "Đây là thư mục không mở được hoặc liên kết tới thư mục, nên không đọc.",
                "Xin dùng thư mục thường, có quyền đọc.",
            )
        descriptor = os.open(target, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            kind = os.fstat(descriptor)
            if not stat.S_ISREG(kind.st_mode):
                return problem(
                    "F1",
                    place,
                    "Đây không phải tệp thường (ống dẫn hoặc thiết bị), nên không đọc.",
                    "Xin xóa, hoặc thay bằng một tệp văn bản.",
                )
            raw = file.read(min(kind.st_size, LARGEST_ARTICLE) + 1)  # room for 2 MB would cost more than to read
            if len(raw) > kind.st_size:  # it grows
                raw += file.read(LARGEST_ARTICLE)
    except OSError as error:
        return problem("F1", place, f"Không mở được tệp: {_reason(error)}.", "Xin kiểm tra tệp còn đó và có quyền đọc.")
    return article_too_large(place) if len(raw) > LARGEST_ARTICLE else raw


def article_too_large(place: Place) -> Finding:
    """The finding for a file beyond the limit."""
    megabytes = LARGEST_ARTICLE // 1024 // 1024
    return problem(
        "F6",
        place,
        f"Tệp lớn hơn {megabytes} MB nên không đọc.",
        "Xin chia bài làm nhiều phần; ảnh và phụ lục đặt thành tệp riêng.",
    )


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "tệp không còn, hoặc liên kết trỏ tới chỗ không có gì"
        case PermissionError():
            return "không có quyền đọc"
    return f"hệ thống báo “{error.strerror}”"


def _decode(raw: bytes, place: Place) -> Source | Finding:
    try:
        return Source(place.path, normalise(raw.decode("utf-8")))
    except UnicodeDecodeError as error:
        before = Source(place.path, normalise(raw[: error.start].decode("utf-8")))
        at = before.place(len(before.text))
        where = Place(at.path, at.line, at.column, at.line, at.column + 1)
        kind = "UTF-16" if raw.startswith(_UTF16) else "một bảng mã cũ (như TCVN3, VNI, Windows-1258)"
        return problem(
            "F2",
            where,
            f"Từ đây tệp không phải UTF-8 (byte 0x{raw[error.start]:02X}); có lẽ tệp được lưu theo {kind}.",
            "Xin mở tệp bằng trình soạn thảo, chọn lưu lại với bảng mã UTF-8.",
        )
