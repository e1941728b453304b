"""The ``CONGTIN`` setting: which keys it knows, and what is said about the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from congtin.finding import Finding, Severity
from congtin.portal.front import read_pin
from congtin.text import Place, nearest
from congtin.values import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value must be: a test for it, and its name in messages."""

    accepts: Callable[[Any], bool]
    name: str


TEXT = Kind(lambda value: isinstance(value, str), "một chuỗi chữ")
SWITCH = Kind(lambda value: isinstance(value, bool), "True hoặc False")
YEAR = Kind(lambda value: type(value) is int and 1900 <= value <= 9999, "một năm, ví dụ 2026")
TEXTS = Kind(
    lambda value: isinstance(value, list | tuple) and all(isinstance(item, str) for item in value),
    "một danh sách chuỗi chữ",
)
COUNT = Kind(lambda value: type(value) is int and 0 <= value <= 10_000, "một số đếm, ví dụ 20")
ADDRESS = Kind(
    lambda value: isinstance(value, str) and (not value or value.startswith(("https://", "http://"))),
    "một địa chỉ đầy đủ, có https://",
)
PINS = Kind(
    lambda value: isinstance(value, list | tuple) and all(read_pin(item) for item in value),
    'một danh sách như [{"article": "mã bài", "until": "31/12/2026"}]',
)
PIN = Kind(lambda value: read_pin(value) is not None, 'một bảng như {"article": "mã bài", "until": "31/12/2026"}')
MAPPING = Kind(lambda value: isinstance(value, Mapping), "một bảng {…}")

KEYS: dict[str, Kind] = {
    "slogan": TEXT,
    "notice": TEXT,
    "guid_year": YEAR,
    "hub": ADDRESS,
    "data_licence": TEXT,
    "data_licence_url": ADDRESS,
    "share_cards": COUNT,
    "sections": TEXTS,
    "key_figures": TEXTS,
    "lead": PIN,
    "pinned": PINS,
    "footer": MAPPING,
    "require_footer": SWITCH,
    "warnings_stop": SWITCH,
    "register": SWITCH,
}

# The six particulars that a publish build insists on, with what each is called.
FOOTER_KEYS: dict[str, str] = {
    "governing_body": "cơ quan chủ quản",
    "licence": "giấy phép hoặc căn cứ hoạt động",
    "responsible": "người chịu trách nhiệm nội dung",
    "address": "địa chỉ",
    "telephone": "điện thoại",
    "email": "thư điện tử",
}


class Inspector:
    """Finds what is amiss in the settings of one file; each finding points to the key's line."""

    def __init__(self, settings: Mapping[str, Any], file: Path, root: Path) -> None:
        self.settings = settings
        self.path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
        self._file = file

    @cached_property
    def lines(self) -> dict[str, tuple[int, int, int]]:
        """Where the keys stand; asked only where something is amiss."""
        from congtin.portal.keylines import key_lines

        return key_lines(self._file)

    def findings(self) -> tuple[Finding, ...]:
        """All findings about the settings, in the order of their places."""
        found = [*self._own(), *self._pelicans()]
        return tuple(sorted(found, key=lambda item: item.order))

    def _own(self) -> Iterator[Finding]:
        own = self.settings.get("CONGTIN", {})
        if not isinstance(own, Mapping):
            yield self._wrong("CONGTIN", MAPPING)
            return
        yield from self._keys(own, KEYS)
        footer = own.get("footer", {})
        if not isinstance(footer, Mapping):
            return
        yield from self._keys(footer, dict.fromkeys(FOOTER_KEYS, TEXT))
        if own.get("require_footer") is True:
            yield from self._missing(footer)

    def _keys(self, given: Mapping[Any, Any], known: Mapping[str, Kind]) -> Iterator[Finding]:
        for key, value in given.items():
            if key not in known:
                near = nearest(str(key), known)
                hint = f"Có phải là `{near}`?" if near else f"Các khoá đã biết: {', '.join(known)}."
                message = f"Không rõ khoá `{key}` trong `CONGTIN`."
                yield self._error("S1", key, message, f"{hint} Xin sửa hoặc bỏ dòng này.")
            elif not known[key].accepts(value):
                yield self._wrong(key, known[key])

    def _missing(self, footer: Mapping[Any, Any]) -> Iterator[Finding]:
        for key, name in FOOTER_KEYS.items():
            if not str(footer.get(key, "")).strip():
                yield self._error(
                    "S3",
                    "footer",
                    f"Chân trang còn thiếu {name} (`footer.{key}`).",
                    "Trang công bố cần đủ sáu mục ở chân trang; xin điền vào `CONGTIN`.",
                )

    def _pelicans(self) -> Iterator[Finding]:
        url = urlsplit(str(self.settings.get("SITEURL", "")))
        if url.scheme not in ("http", "https") or not url.netloc or url.query or url.fragment:
            yield self._error(
                "S2",
                "SITEURL",
                "`SITEURL` cần là địa chỉ đầy đủ của trang, vì nguồn tin RSS cần địa chỉ đầy đủ.",
                'Xin ghi, ví dụ, SITEURL = "https://congdoan.example.vn".',
            )
        if not _is_zone(self.settings.get("TIMEZONE", "UTC")):
            yield self._error(
                "S2",
                "TIMEZONE",
                "Không rõ múi giờ `TIMEZONE`.",
                'Trang ở Việt Nam xin ghi TIMEZONE = "Asia/Ho_Chi_Minh".',
            )
        if not str(self.settings.get("SITENAME", "")).strip():
            yield self._error("S2", "SITENAME", "Trang chưa có tên (`SITENAME`).", "Xin điền tên trang.")

    def _wrong(self, key: str, kind: Kind) -> Finding:
        return self._error("S2", key, f"`{key}` cần là {kind.name}.", "Xin sửa lại giá trị này.")

    def _error(self, rule: str, key: object, message: str, remedy: str) -> Finding:
        line, column, end = self.lines.get(str(key), (1, 1, 1))
        return Finding(rule, Severity.ERROR, Place(self.path, line, column, line, end), message, remedy)


def _is_zone(name: object) -> bool:
    try:
        return bool(ZoneInfo(str(name)))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
