"""The keys of front matter: their shapes, their Vietnamese spellings, and those that are refused."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache

from congtin.text import squeeze
from congtin.values import dataclass


class Shape(Enum):
    """How a value is written."""

    LINE = auto()  # one line, verbatim
    TEXTS = auto()  # a list of phrases, each verbatim
    TREE = auto()  # a list or mapping


@dataclass(frozen=True, slots=True)
class Key:
    """A known key and what else it may be called."""

    name: str
    shape: Shape = Shape.LINE
    spellings: tuple[str, ...] = ()
    required: bool = False


class KeyTable:
    """The keys of one kind of mapping, found by name or by Vietnamese spelling, in which case does not matter."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        self.keys = keys
        self.required = tuple(key for key in keys if key.required)
        self._names = {key.name: key for key in keys}
        self._spellings = {word: key for key in keys for word in key.spellings}

    def find(self, written: str) -> Key | None:
        """The key that was written."""
        return _found(self, written)

    @property
    def spellings(self) -> Iterable[str]:
        """All that may be written, to suggest from."""
        return (*self._names, *self._spellings)


@lru_cache(maxsize=1024)  # the same few are asked for in every article and row
def _found(table: KeyTable, written: str) -> Key | None:
    return table._names.get(written) or table._spellings.get(squeeze(written).casefold())


STORY = KeyTable(
    (
        Key("title", spellings=("tiêu đề", "tít", "đầu đề"), required=True),
        Key("date", spellings=("ngày", "ngày đăng"), required=True),
        Key("category", spellings=("chuyên mục",), required=True),
        Key("id", spellings=("mã", "mã bài")),
        Key("slug"),
        Key("summary", spellings=("sapo", "tóm tắt")),
        Key("kicker", spellings=("tít phụ",)),
        Key("organisation", spellings=("đơn vị", "tổ chức")),
        Key("author", Shape.TREE, ("tác giả", "người viết")),
        Key("authors", Shape.TREE, ("các tác giả",)),
        Key("tags", Shape.TEXTS, ("thẻ", "từ khóa")),
        Key("source", Shape.TREE, ("nguồn",)),
        Key("image", Shape.TREE, ("ảnh", "hình", "ảnh đại diện")),
        Key("modified", spellings=("ngày sửa", "cập nhật")),
        Key("status", spellings=("trạng thái",)),
        Key("corrections", Shape.TREE, ("đính chính",)),
        Key("related", Shape.TEXTS, ("bài liên quan", "tin liên quan")),
        Key("supersedes", Shape.TEXTS, ("thay số liệu của", "điều chỉnh số liệu của")),
        Key("aliases", Shape.TEXTS, ("địa chỉ cũ",)),
        Key("ai"),
        Key("lang", spellings=("ngôn ngữ",)),
        Key("as_of", spellings=("số liệu tính đến", "tính đến", "tính đến ngày")),
        Key("data_from", spellings=("số liệu từ", "nguồn số liệu")),
        Key("period", spellings=("kỳ", "kỳ số liệu")),
        Key("metrics", Shape.TREE, ("số liệu", "chỉ tiêu")),
        Key("facts", Shape.TEXTS, ("số kể thêm",)),
        Key("waive", Shape.TREE, ("không theo dõi",)),
        Key("confirm", Shape.TREE, ("đã hỏi", "xác nhận")),
    )
)
PAGE = KeyTable(
    (
        Key("title", spellings=("tiêu đề",), required=True),
        Key("slug"),
        Key("summary", spellings=("tóm tắt",)),
        Key("status", spellings=("trạng thái",)),
    )
)
SOURCE = KeyTable(
    (
        Key("name", spellings=("tên",), required=True),
        Key("url", spellings=("địa chỉ", "liên kết")),
        Key("author", spellings=("tác giả",)),
        Key("time", spellings=("thời gian", "ngày")),
    )
)
IMAGE = KeyTable(
    (
        Key("src", spellings=("tệp",), required=True),
        Key("alt", spellings=("mô tả",), required=True),
        Key("caption", spellings=("chú thích",)),
        Key("credit", spellings=("ảnh", "người chụp")),
    )
)
CORRECTION = KeyTable(
    (
        Key("date", spellings=("ngày",), required=True),
        Key("said", spellings=("đã viết", "đã đăng"), required=True),
        Key("right", spellings=("đúng là", "nay sửa"), required=True),
        Key("why", spellings=("lý do",)),
    )
)
AUTHOR = KeyTable(
    (
        Key("name", spellings=("tên",), required=True),
        Key("role", spellings=("vai trò", "phần việc")),
    )
)

_ADDRESS = (
    "địa chỉ và mẫu trang do congtin đặt theo ngày đăng và `slug`",
    "Xin bỏ dòng này; muốn đổi phần cuối của địa chỉ thì ghi `slug`.",
)
_DRAFT = ("bài nháp hay bài đăng chỉ do `status` quyết định", "Xin bỏ dòng này; bài chưa đăng thì ghi `status: draft`.")
_LATER = (
    "hẹn giờ đăng chỉ do `date` quyết định",
    "Xin bỏ dòng này và ghi ngày giờ đăng vào `date`; bài có ngày sau hôm nay chưa đăng.",
)

DRAFT_WORDS = frozenset({"draft", "published", "publish", "private", "hidden", "unlisted", "nháp"})

REFUSED: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("save_as", "url", "template", "permalink", "path", "layout", "output"), _ADDRESS),
    **dict.fromkeys(DRAFT_WORDS, _DRAFT),
    **dict.fromkeys(("embargo", "publish_date", "publishdate", "expiry", "expires"), _LATER),
}

# Keys of long entries below `metrics` whose values may stand in brackets
_METRICS_FLOW = frozenset({"rows", "parts", "of", "each", "mentions", "gồm", "trong đó", "các phần"})
_ITEMS_IN_BRACES = frozenset({"metrics", "authors", "author", "corrections"})


def takes_flow(path: tuple[str, ...]) -> bool:
    """Whether a value at this path of keys ("-" for an item) that starts with a bracket is YAML."""
    key = STORY.find(path[0])
    if key is None or key.shape is Shape.LINE:
        return False
    if len(path) == 1:
        return True
    if path[-1] == "-":
        return key.name in _ITEMS_IN_BRACES
    return key.name == "metrics" and path[-1].casefold() in _METRICS_FLOW


def texts(path: tuple[str, ...]) -> bool:
    """Whether the items of the list at this path are verbatim phrases."""
    key = STORY.find(path[0]) if len(path) == 1 else None
    return key is not None and key.shape is Shape.TEXTS
