"""What editors do to a site, at random: each edit leaves a site that can be published."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

ARTICLE = (
    "---\nid: {0}\ntitle: Bài {0}\ndate: {1:02d}/02/2024\ncategory: {2}\norganisation: {3}\n---\n\nNội dung {4}.\n"
)
SECTIONS = ("Phong trào thi đua", "Cơ sở", "Mới")
BODIES = ("LĐLĐ tỉnh Sông Bạc", "CĐ phường Minh Hoạ", "Nơi khác")
WORDS = ("sáng", "trưa", "chiều", "tối")
Edit = Callable[[Path, random.Random], None]


def new(site: Path, pick: random.Random) -> None:
    name = _name(pick)
    text = ARTICLE.format(name, pick.randrange(1, 29), pick.choice(SECTIONS), pick.choice(BODIES), pick.choice(WORDS))
    (site / "content/articles" / f"{name}.md").write_text(text)


def _name(pick: random.Random) -> str:
    return f"bai-{pick.randrange(10**6):06}"


def _one(site: Path, pick: random.Random) -> Path:
    """One of the articles made here; a new one when there is none."""
    if not (found := sorted((site / "content/articles").glob("bai-*.md"))):
        new(site, pick)
        found = sorted((site / "content/articles").glob("bai-*.md"))
    return pick.choice(found)


def _front(path: Path, key: str, value: str) -> None:
    """Set a line of an article's front matter; nothing takes it out."""
    lines = [line for line in path.read_text().splitlines() if not line.startswith(f"{key}:")]
    path.write_text("\n".join([lines[0], *([f"{key}: {value}"] if value else []), *lines[1:]]) + "\n")


def remove(site: Path, pick: random.Random) -> None:
    _one(site, pick).unlink()


def lengthen(site: Path, pick: random.Random) -> None:
    path = pick.choice(sorted((site / "content/articles").rglob("*.md")))
    path.write_text(path.read_text() + f"\nThêm buổi {pick.choice(WORDS)}.\n")


def retitle(site: Path, pick: random.Random) -> None:
    _front(_one(site, pick), "title", f"Bài buổi {pick.choice(WORDS)} và buổi {pick.choice(WORDS)}")


def redate(site: Path, pick: random.Random) -> None:
    _front(_one(site, pick), "date", f"{pick.randrange(1, 29):02}/{pick.randrange(1, 13):02}/2024")


def move(site: Path, pick: random.Random) -> None:
    _front(_one(site, pick), "slug", _name(pick))


def tag(site: Path, pick: random.Random) -> None:
    _front(_one(site, pick), "tags", f"[{pick.choice(WORDS)}, chung]")


def hide(site: Path, pick: random.Random) -> None:
    path = _one(site, pick)
    _front(path, "status", "" if "status: draft" in path.read_text() else "draft")


def rename(site: Path, pick: random.Random) -> None:
    path = _one(site, pick)
    path.rename(path.with_name(f"{_name(pick)}.md"))


def settle(site: Path, pick: random.Random) -> None:
    path = site / "pelicanconf.py"
    text = re.sub(r"\nCONGTIN\[.*", "", path.read_text())
    path.write_text(f'{text}\nCONGTIN["notice"] = "Tin buổi {pick.choice(WORDS)}"\n')


def catalogue(site: Path, pick: random.Random) -> None:
    path = site / "content/catalogue/organisations.yaml"
    text = path.read_text()
    name = pick.choice(WORDS)
    addition = f"- id: cd-co-so-{WORDS.index(name)}\n  name: CĐCS buổi {name}\n  level: grassroots\n  parent: cd-phuong-minh-hoa\n"
    path.write_text(text.replace(addition, "") if addition in text else text + addition)


def page(site: Path, pick: random.Random) -> None:
    path = site / "content/pages/gioi-thieu.md"
    path.write_text(path.read_text() + f"\nBuổi {pick.choice(WORDS)}.\n")


def picture(site: Path, pick: random.Random) -> None:
    path = site / "content/images/ket-nap.png"
    path.write_bytes(path.read_bytes() + bytes([pick.randrange(256)]))


EDITS: tuple[Edit, ...] = (
    *(new, new, remove, lengthen, retitle, redate, move, tag, hide, rename, settle, catalogue, page, picture),
)


def edit(site: Path, pick: random.Random) -> None:
    """Make one edit."""
    pick.choice(EDITS)(site, pick)
