"""Files that pages use: the theme's own under hashed names, and the pictures and documents that articles name."""

from __future__ import annotations

import errno
import hashlib
import html
import os
import posixpath
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from congtin.finding import Finding, Severity
from congtin.portal.addresses import ASSETS, MEDIA
from congtin.portal.failure import Failure
from congtin.portal.fingerprints import Deferred
from congtin.portal.writer import split, step
from congtin.publishing.style_sheet import compact
from congtin.story import Page, Story
from congtin.text import Place
from congtin.values import dataclass

HASH_LENGTH = 10  # hexadecimal digits: enough that two versions of a file never share a name
FIXED_NAMES = ("robots.txt", "favicon.ico")  # asked for by these very addresses
# What may be published, by folder and ending; a document that a browser would run on our address is not among it.
PUBLISHABLE = {
    "images": frozenset("avif gif jpeg jpg png svg webp".split()),
    "documents": frozenset(
        "csv doc docx epub ics jpeg jpg json mp3 mp4 odp ods odt pdf png ppt pptx rar txt xls xlsx zip".split()
    ),
}
_ACTIVE = re.compile(rb"<script|<foreignobject|<iframe|\son\w+\s*=|javascript:|<!entity", re.IGNORECASE)
_STYLE_URL = re.compile(r"""url\(\s*(['"]?)(?!data:|[a-z]+:|/|#)([^'")]+)\1\s*\)""")
_LINK = re.compile(r"""\s(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the output that is no page: its path, its bytes (maybe made when asked for), what it comes from."""

    path: str
    data: bytes | Deferred
    source: str


@dataclass(frozen=True, slots=True)
class Assets:
    """The theme's files; ``addresses`` maps a name in theme/static to its address from the root."""

    addresses: dict[str, str]
    documents: tuple[Document, ...]


def theme_assets(theme: Path) -> Assets:
    """All files of ``theme/static``, each at an address that changes when its content does.

    Style sheets come last: their relative ``url(…)`` are pointed to the hashed names, and they are sent compact.
    """
    static = theme / "static"
    names = sorted(walk(static), key=lambda name: (name.endswith(".css"), name))
    addresses: dict[str, str] = {}
    documents = []
    for name in names:
        data = read_file(static, name)
        if name.endswith(".css"):
            data = compact(_relinked(data.decode(), name, addresses)).encode()
        path = name if name in FIXED_NAMES else f"{ASSETS}/{_hashed(name, data)}"
        addresses[name] = f"/{path}"
        documents.append(Document(path, data, f"theme/static/{name}"))
    return Assets(addresses, tuple(documents))


def _hashed(name: str, data: bytes) -> str:
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:HASH_LENGTH]}{ending}"


def _relinked(css: str, name: str, addresses: dict[str, str]) -> str:
    def hashed(match: re.Match[str]) -> str:
        path, _, rest = match[2].partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path.strip()))
        return f'url("{addresses[target]}{"#" + rest if rest else ""}")' if target in addresses else match[0]

    return _STYLE_URL.sub(hashed, css)


def walk(folder: Path) -> Iterator[str]:
    """The regular files below a folder, as POSIX paths relative to it, sorted; hidden ones left out.

    Raises:
        Failure: a link or a special file is among them.
    """
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*folders, *names)):
            if name.startswith("."):
                continue
            path = Path(where, name)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode):
                yield path.relative_to(folder).as_posix()
            elif not stat.S_ISDIR(mode):
                raise Failure(f"{path.name} không phải là tệp thường. Xin chép hẳn tệp vào, không dùng liên kết.")


def read_file(folder: Path, name: str) -> bytes:
    """The bytes of a regular file below a folder, no link followed on the way.

    Raises:
        OSError: there is no such file, or a link leads to it.
    """
    with open(open_file(folder, name), "rb") as file:
        return file.read()


def open_file(folder: Path, name: str) -> int:
    """Open what :func:`read_file` reads; the caller closes it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        *folders, last = split(name)
        for part in folders:
            handle = step(handle, part)
        file = os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handle)
    finally:
        os.close(handle)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OSError(errno.EINVAL, "not a regular file", name)
    return file


def media(item: Story | Page) -> tuple[str, ...]:
    """The files of content/images and content/documents that a text names, as paths below content/."""
    named = [unquote(html.unescape(match[1] or match[2] or "")) for match in _LINK.finditer(item.html)]
    if isinstance(item, Story) and item.image is not None:
        named.append(item.image.src)
    return tuple(sorted({path for name in named if (path := media_path(name))}))


def media_path(address: str) -> str | None:
    """``/images/a.jpg`` or ``images/a.jpg`` as a path below content/; None for any other address."""
    parts = urlsplit(address)
    path = posixpath.normpath(parts.path.removeprefix("/"))
    outside = parts.scheme or parts.netloc or path.split("/")[0] not in MEDIA or "/" not in path
    return None if outside else path


def named_media(
    content: Path, items: Iterable[Story | Page], names: Callable[[Story | Page], Sequence[str]] = media
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The files that the texts name, each once, and findings on those that cannot be published.

    ``names`` tells which ones a text names.
    """
    users: dict[str, list[Story | Page]] = {}
    for item in items:
        for path in names(item):
            users.setdefault(path, []).append(item)
    faults = {path: _fault(content, path) for path in sorted(users)}
    findings = [_unfit(item, path, *fault) for path, fault in faults.items() if fault for item in users[path]]
    found = tuple(path for path, fault in faults.items() if not fault)
    return found, tuple(sorted(findings, key=lambda item: item.order))


def _fault(content: Path, path: str) -> tuple[str, str, str] | None:
    """Why a file cannot be published: rule, what is the matter, remedy."""
    ending = posixpath.splitext(path)[1].removeprefix(".").casefold()
    allowed = PUBLISHABLE[path.split("/")[0]]
    if ending not in allowed:
        return "S8", f"loại tệp này không đăng được ở {path.split('/')[0]}", f"Xin dùng: {', '.join(sorted(allowed))}."
    try:
        if ending == "svg" and _ACTIVE.search(read_file(content, path)):
            return "S8", "hình SVG này có mã lệnh", "Xin lưu lại hình dưới dạng PNG, hoặc bỏ mã lệnh khỏi tệp."
        os.close(open_file(content, path))
    except (OSError, Failure):
        remedy = "Xin chép tệp vào đúng chỗ (không dùng liên kết), hoặc sửa tên tệp trong bài."
        return "S5", "không đọc được tệp ấy trong thư mục content", remedy
    return None


def _unfit(item: Story | Page, path: str, rule: str, fault: str, remedy: str) -> Finding:
    message = f"Bài dùng tệp “{path}” nhưng {fault}."
    return Finding(rule, Severity.ERROR, _mention(item, path), message, remedy)


def _mention(item: Story | Page, path: str) -> Place:
    """Where the file is named; the first line when it is written in another form."""
    name = posixpath.basename(path)
    at = item.source.text.find(name)
    return Place(item.path) if at < 0 else item.source.place(at, at + len(name))
