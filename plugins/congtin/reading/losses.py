"""Findings about what cleaning takes from a body, so that nothing is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from congtin.finding import Finding, Severity
from congtin.reading.html import Loss, Removed, audit
from congtin.reading.markup import Rendered
from congtin.text import Passage, Place
from congtin.values import dataclass

UNUSED_REFERENCE = "F58"
OVERRIDE = "F59"


@dataclass(frozen=True, slots=True)
class _Form:
    """How one kind of loss is told."""

    rule: str
    severity: Severity
    message: str
    help: str


_FORMS = {
    Loss.ACTIVE_TAG: _Form(
        "F50",
        Severity.ERROR,
        "Thẻ <{tag}> không dùng được trong bài, nên không hiện trên trang.",
        "Xin bỏ thẻ này; nếu là video, bản đồ hay biểu mẫu, xin đặt liên kết tới trang có nội dung ấy.",
    ),
    Loss.ACTIVE_ATTRIBUTE: _Form(
        "F51",
        Severity.ERROR,
        "Thuộc tính “{attribute}” của thẻ <{tag}> chạy mã lệnh, nên không được giữ.",
        "Xin bỏ thuộc tính này.",
    ),
    Loss.ADDRESS: _Form(
        "F52",
        Severity.ERROR,
        "Địa chỉ “{value}” không dùng được trong bài, nên không được giữ.",
        "Xin dùng địa chỉ bắt đầu bằng https://, http://, mailto:, tel:, hoặc đường dẫn trong trang.",
    ),
    Loss.TAG: _Form(
        "F53",
        Severity.WARNING,
        "Thẻ <{tag}> không được giữ; chữ bên trong vẫn hiện.",
        "Xin bỏ thẻ này, hoặc viết bằng dấu của Markdown.",
    ),
    Loss.ATTRIBUTE: _Form(
        "F54",
        Severity.WARNING,
        "Thuộc tính “{attribute}” của thẻ <{tag}> không được giữ.",
        "Xin bỏ thuộc tính này: cách trình bày do giao diện của trang lo.",
    ),
}
_PICTURE = _Form(
    "F52",
    Severity.ERROR,
    "Ảnh “{value}” nằm ở nơi khác, nên không được hiện: trang không tải gì từ máy chủ khác.",
    "Xin chép ảnh vào content/images rồi ghi đường dẫn trong trang.",
)
_TOOLTIP = _Form(
    "F54",
    Severity.WARNING,
    "Lời “{value}” chỉ hiện khi rê chuột, nên không được giữ.",
    "Xin đưa lời này vào câu; lời chú thích của ảnh hiện dưới ảnh khi ảnh đứng riêng một đoạn.",
)
_SHOWN = 60  # characters of a value that a message quotes


def check(rendered: Rendered, body: Passage) -> Iterator[Finding]:
    """What a rendered body will lose when it is cleaned, and what Markdown itself has swallowed."""
    if "<" in body.text or "]" in body.text:
        finder = _Finder(body)
        for removed in audit(rendered.html, "<" in body.text):
            yield _told(removed, finder.place(removed))
    for name in rendered.references:
        yield from _unused(name, body)


def unread_override(place: Place) -> Finding:
    """The finding for ``[…]{#…}`` that could not be read and shows on the page as it stands."""
    return Finding(
        OVERRIDE,
        Severity.ERROR,
        place,
        "Dấu gắn số liệu “[…]{#…}” ở đây chưa đọc được, nên sẽ hiện nguyên như vậy trên trang.",
        "Xin ghi theo mẫu [11.490]{#mã-chỉ-tiêu.actual}: trong ngoặc vuông chỉ có con số, sau dấu # chỉ có mã.",
    )


def _told(removed: Removed, place: Place) -> Finding:
    form = _FORMS[removed.loss]
    if removed.loss is Loss.ADDRESS and removed.tag == "img":
        form = _PICTURE
    elif removed.attribute == "title":
        form = _TOOLTIP
    value = removed.value if len(removed.value) <= _SHOWN else removed.value[:_SHOWN] + "…"
    message = form.message.format(tag=removed.tag, attribute=removed.attribute, value=value)
    return Finding(form.rule, form.severity, place, message, form.help)


def _unused(name: str, body: Passage) -> Iterator[Finding]:
    """A line ``[name]: …`` vanishes from the page as a link's definition; if no link uses it, say so."""
    matches = list(re.finditer(re.escape(f"[{name}]"), body.text, re.IGNORECASE))
    if len(matches) == 1:
        start, end = matches[0].span()
        place = body.place(start, min(end + 1, len(body.text)))
        message = f"Dòng bắt đầu bằng “{body.text[start:end]}:” bị hiểu là địa chỉ liên kết, nên không hiện trên trang."
        remedy = "Nếu đây là lời văn, xin bỏ ngoặc vuông; nếu là liên kết, xin viết [chữ](địa chỉ) ngay trong câu."
        yield Finding(UNUSED_REFERENCE, Severity.ERROR, place, message, remedy)


class _Finder:
    """Finds again in the source what an audit names, in order."""

    def __init__(self, body: Passage) -> None:
        self.body = body
        self.cursor = 0

    def place(self, removed: Removed) -> Place:
        """The place of a tag, an attribute or an address; the nearest one known when it is written otherwise."""
        for pattern in _patterns(removed):
            match = pattern.search(self.body.text, self.cursor) or pattern.search(self.body.text)
            if match:
                self.cursor = match.start() + 1
                return self.body.place(match.start(), match.end())
        return self.body.place(self.cursor, min(self.cursor + 1, len(self.body.text)))


def _patterns(removed: Removed) -> list[re.Pattern[str]]:
    tag = rf"<{re.escape(removed.tag)}(?![\w-])"
    value = re.escape(removed.value.strip())
    written = [tag]
    if removed.loss is Loss.ADDRESS:
        written = [value, re.escape(removed.value.strip()[:6]), tag, r"\]\("]
    elif removed.attribute:
        name = re.escape(removed.attribute)
        written = [rf"(?<![\w-]){name}(?=\s*=)", rf"(?<=[\"'(]){value}", tag]
    return [re.compile(pattern, re.IGNORECASE) for pattern in written if pattern]
