"""The smaller mappings of front matter: authors, source, lead picture, corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from congtin.finding import Finding
from congtin.quantity import Quantity
from congtin.reading import keys, moments
from congtin.reading.fields import Fields, split_commas
from congtin.reading.nodes import Mapping, Node, Scalar, Sequence
from congtin.reading.problems import problem
from congtin.story import Attribution, Author, Correction, Image
from congtin.text import Place, fold, squeeze
from congtin.vietnamese.mentions import read

_ROLE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<role>[^()]+)\)\s*\Z")
_SPACE_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f\\]")


def authors(node: Node | None, problems: list[Finding]) -> tuple[Author, ...]:
    """ "Nguyễn Vinh (bài), Đình Trơn (ảnh)", or a list of such, or of {name, role}."""
    match node:
        case None:
            return ()
        case Scalar():
            return tuple(_author(part) for part in split_commas(node))
        case Sequence():
            return tuple(author for item in node.items for author in _listed_author(item, problems))
        case Mapping():
            return tuple(_listed_author(node, problems))


def _author(scalar: Scalar) -> Author:
    found = _ROLE.match(scalar.text)
    return Author(squeeze(found["name"]), squeeze(found["role"])) if found else Author(squeeze(scalar.text))


def _listed_author(node: Node, problems: list[Finding]) -> Iterator[Author]:
    if isinstance(node, Scalar) and squeeze(node.text):
        yield _author(node)
    elif isinstance(node, Scalar):
        problems.append(problem("F17", node.place, "Một tác giả để trống.", "Xin điền tên, hoặc bỏ dòng này."))
    elif isinstance(node, Mapping):
        fields = Fields(node, keys.AUTHOR, node.place, problems)
        if name := fields.text("name"):
            yield Author(name, fields.text("role"))
    else:
        problems.append(
            problem(
                "F18", node.place, "Mỗi tác giả là một tên, ở đây là danh sách.", "Xin viết mỗi tên một dòng, sau “- ”."
            )
        )


def attribution(node: Node | None, problems: list[Finding]) -> Attribution | None:
    """A name, or {name, url, author, time}."""
    match node:
        case None:
            return None
        case Scalar():
            return Attribution(squeeze(node.text))
        case Sequence():
            problems.append(
                problem(
                    "F18",
                    node.place,
                    "`source` là một tên hoặc {name, url, author, time}, ở đây là danh sách.",
                    "Xin viết `source: tên nguồn`.",
                )
            )
            return None
        case Mapping():
            fields = Fields(node, keys.SOURCE, node.place, problems)
            url = fields.text("url")
            if url and not is_web_address(url):
                problems.append(_bad_link(fields.value_place("url"), url))
                url = ""
            name = fields.text("name")
            return Attribution(name, url, fields.text("author"), fields.text("time")) if name else None


def is_web_address(url: str) -> bool:
    """Whether a link may be printed: http or https with a host, nothing hidden in it."""
    if _SPACE_OR_CONTROL.search(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _bad_link(place: Place, url: str) -> Finding:
    return problem(
        "F25",
        place,
        f"Liên kết “{url}” không dùng được: chỉ nhận địa chỉ bắt đầu bằng https:// hoặc http://.",
        "Xin chép lại địa chỉ từ trình duyệt, hoặc bỏ dòng `url`.",
    )


def image(node: Node | None, title: str, problems: list[Finding]) -> tuple[Image | None, Fields | None]:
    """The lead picture and its fields; ``alt`` must say what is seen, which the title does not."""
    if node is None:
        return None, None
    if not isinstance(node, Mapping):
        problems.append(
            problem(
                "F24",
                node.place,
                "`image` cần cả tệp ảnh (`src`) và lời mô tả cho người không nhìn thấy ảnh (`alt`).",
                "Xin viết hai dòng thụt vào dưới `image:`: `src: images/…` và `alt: …`.",
            )
        )
        return None, None
    fields = Fields(node, keys.IMAGE, node.place, problems)
    src, alt = fields.text("src"), fields.text("alt")
    if alt and fold(alt) == fold(title):
        problems.append(
            problem(
                "F24",
                fields.value_place("alt"),
                "Lời mô tả ảnh (`alt`) giống hệt tiêu đề.",
                "Xin tả điều nhìn thấy trong ảnh: ai, làm gì, ở đâu.",
            )
        )
    if src and not _is_own_path(src):
        problems.append(
            problem(
                "F24",
                fields.value_place("src"),
                f"Ảnh “{src}” phải là tệp trong `content/`, không phải địa chỉ bên ngoài hay đường dẫn đi ra ngoài.",
                "Xin chép ảnh vào `content/images/` rồi ghi `src: images/tên-ảnh.jpg`.",
            )
        )
        src = ""
    found = Image(src, alt, fields.text("caption"), fields.text("credit")) if src and alt else None
    return found, fields


def _is_own_path(src: str) -> bool:
    plain = src.removeprefix("/")
    if (
        _SPACE_OR_CONTROL.search(src.replace(" ", ""))
        or plain.startswith("/")
        or re.match(r"[a-z][a-z0-9+.-]*:", src, re.I)
    ):
        return False
    return not set(plain.split("/")) & {"", ".", ".."} and not re.search(r"[?#%]", plain)


def corrections(nodes: tuple[Node, ...], problems: list[Finding]) -> tuple[Correction, ...]:
    """A list of {date, said, right, why}."""
    return tuple(correction for node in nodes if (correction := _correction(node, problems)) is not None)


def _correction(node: Node, problems: list[Finding]) -> Correction | None:
    if not isinstance(node, Mapping):
        problems.append(
            problem(
                "F18",
                node.place,
                "Mỗi đính chính cần ngày, điều đã viết và điều đúng.",
                "Xin viết `- date: …`, rồi `said: …` và `right: …` ở hai dòng dưới.",
            )
        )
        return None
    fields = Fields(node, keys.CORRECTION, node.place, problems)
    when = fields.scalar("date")
    on = moments.day(when, problems) if when else None
    said, right = fields.text("said"), fields.text("right")
    if not (on and said and right):
        return None
    return Correction(on, said, right, fields.text("why"), figures(said), figures(right))


def figures(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order."""
    return tuple(item.quantity for item in read(text) if item.quantity is not None)
