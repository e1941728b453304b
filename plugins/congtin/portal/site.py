"""The site: what its settings mean, typed, read once. Free of Pelican, so that the check starts fast."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from congtin.finding import Finding
from congtin.portal.failure import Misuse
from congtin.portal.front import Pin, read_pin
from congtin.portal.settings import FOOTER_KEYS, KEYS, Inspector

if TYPE_CHECKING:
    from congtin.catalogue import Catalogue
    from congtin.story import Page, Story

SETTINGS_FILE = "pelicanconf.py"
DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
FIRST_GUID_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Footer:
    """The particulars of the foot of each page; empty where the settings say nothing."""

    governing_body: str = ""
    licence: str = ""
    responsible: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """One site: where it lies, what it is called, what its builds insist on.

    ``url`` is absolute without a final slash; ``content`` and ``root`` are absolute paths;
    ``problems`` are the findings about the settings.
    """

    root: Path
    content: Path
    name: str
    url: str
    slogan: str = ""
    notice: str = ""
    language: str = "vi"
    timezone: str = DEFAULT_ZONE
    footer: Footer = Footer()
    guid_year: int = FIRST_GUID_YEAR
    share_cards: int = 20  # how many of the newest articles get a picture of their own for sharing
    hub: str = ""  # a WebSub hub that feeds name; empty for none
    data_licence: str = ""  # under which figures may be used again: its name, and where it stands
    data_licence_url: str = ""
    sections: tuple[str, ...] = ()  # the order of the sections in menus and on the front page
    key_figures: tuple[str, ...] = ()  # indicators or entry ids of the front page; none: of the newest articles
    lead: Pin | None = None  # the article at the head of the front page; none: the newest
    pinned: tuple[Pin, ...] = ()
    require_footer: bool = False
    warnings_stop: bool = False
    register: bool = False  # whether a build enters the addresses of its articles in content/addresses.tsv
    problems: tuple[Finding, ...] = field(default=(), repr=False)
    output: Path = field(default=Path("output"), repr=False)  # where the settings put what is built

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any], root: Path, file: Path | None = None) -> Site:
        """The site that Pelican's settings describe; ``file`` is named in the findings."""
        root = root.resolve()
        own = settings.get("CONGTIN", {})
        own = own if isinstance(own, Mapping) else {}
        sound = {key: own[key] for key, kind in KEYS.items() if key in own and kind.accepts(own[key])}
        for key in ("sections", "key_figures"):
            sound[key] = tuple(sound.get(key, ()))
        sound["lead"] = read_pin(sound.get("lead"))
        sound["pinned"] = tuple(pin for given in sound.get("pinned", ()) if (pin := read_pin(given)))
        footer = sound.pop("footer", {})
        return cls(
            root=root,
            content=(root / str(settings.get("PATH", "content"))).resolve(),
            name=str(settings.get("SITENAME", "")),
            url=str(settings.get("SITEURL", "")).rstrip("/"),
            output=(root / str(settings.get("OUTPUT_PATH", "output"))).resolve(),
            language=str(settings.get("DEFAULT_LANG", "vi")),
            timezone=str(settings.get("TIMEZONE", DEFAULT_ZONE)),
            footer=Footer(**{key: footer[key] for key in FOOTER_KEYS if isinstance(footer.get(key), str)}),
            problems=Inspector(settings, file or root / SETTINGS_FILE, root).findings(),
            **sound,
        )

    @classmethod
    def from_file(cls, file: Path) -> Site:
        """The site of a settings file (pelicanconf.py or publishconf.py), which is executed.

        Raises:
            Misuse: the file is missing or cannot be executed.
        """
        file = file.resolve()
        return cls.from_settings(execute(file), file.parent, file)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of dates that name none; Vietnam's where the settings' is unknown, which is a finding."""
        try:
            return ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(DEFAULT_ZONE)

    @property
    def chosen(self) -> dict[str, tuple[Pin, ...]]:
        """The articles that the settings choose for the front page, by key."""
        return {"lead": (self.lead,) if self.lead else (), "pinned": self.pinned}

    def catalogue(self) -> Catalogue:
        """The indicators and organisations of the site."""
        from congtin.reading.catalogue import read_catalogue

        return read_catalogue(self.root, self.content)

    def stories(self, catalogue: Catalogue, progress: Callable[[int, int], None] | None = None) -> tuple[Story, ...]:
        """All articles, drafts among them; ``progress`` is told how many have been read, and how many there are."""
        from congtin.reading.stories import read_stories

        return read_stories(self.root, self.content, catalogue, zone=self.zone, progress=progress)

    def pages(self) -> tuple[Page, ...]:
        """All standing pages, drafts among them."""
        from congtin.reading.pages import read_pages

        return read_pages(self.root, self.content)


def execute(file: Path) -> dict[str, Any]:
    """The upper-case names of a settings file.

    Raises:
        Misuse: the file is missing or cannot be executed.
    """
    try:
        names = run_path(str(file))
    except FileNotFoundError:
        raise Misuse(f"Không tìm thấy tệp cấu hình {file.name}. Xin kiểm tra lại đường dẫn.") from None
    except Exception as error:  # whatever the file does
        line = getattr(error, "lineno", None) or _line_in(file, error)
        raise Misuse(
            f"{file.name}:{line}:1: Không đọc được tệp cấu hình: {type(error).__name__}: {error}. Xin sửa dòng này."
        ) from error
    return {name: value for name, value in names.items() if name.isupper()}


def _line_in(file: Path, error: BaseException) -> int:
    """The last line of the settings file that the error passed through."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def find_root(path: Path) -> Path | None:
    """The nearest folder, ``path`` or above it, that holds pelicanconf.py."""
    path = path.resolve()
    return next((folder for folder in (path, *path.parents) if (folder / SETTINGS_FILE).is_file()), None)


def moment(now: str | None = None, zone: ZoneInfo | None = None) -> datetime:
    """The time that tells past from future: ``--now``, else SOURCE_DATE_EPOCH, else the clock.

    Raises:
        Misuse: ``now`` is no ISO date or time, or SOURCE_DATE_EPOCH no number of seconds.
    """
    zone = zone or ZoneInfo(DEFAULT_ZONE)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if now:
            found = datetime.fromisoformat(now)
        elif epoch:
            found = datetime.fromtimestamp(int(epoch), zone)
        else:
            found = datetime.now(zone)
    except (ValueError, OverflowError, OSError):
        raise Misuse(
            f"Không hiểu thời điểm “{now or epoch}”. Xin ghi theo dạng 2026-11-22 hoặc 2026-11-22T08:00."
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=zone)
