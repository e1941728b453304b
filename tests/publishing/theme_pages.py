"""The theme's templates rendered from the invented articles, without Pelican."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from congtin.publishing.articles import article
from congtin.publishing.cards import Head, Link, SectionBlock, card, months, section_url
from congtin.publishing.feeds import Channel
from congtin.publishing.organisations import organisation_card, organisation_tree
from congtin.publishing.syndication import FeedGroup, feed_row
from publishing.samples import BODY, CATALOGUE, FULL, OTHERS, STORIES

THEME = Path(__file__).parents[2] / "theme"


@dataclass(frozen=True)
class Footer:
    governing_body: str = "Tổng Liên đoàn (minh hoạ)"
    licence: str = "Trang minh hoạ, không cần giấy phép"
    responsible: str = "Ban biên tập mẫu"
    address: str = "Số 0, đường Minh Hoạ"
    telephone: str = "0000 000 000"
    email: str = "toasoan@example.vn"


@dataclass(frozen=True)
class Site:
    name: str = "Cổng tin Công đoàn Minh Hoạ"
    slogan: str = "Vì đoàn viên và người lao động"
    url: str = "https://congdoan.example.vn"
    language: str = "vi"
    notice: str = "Trang trình diễn congtin: tên gọi và số liệu trên trang này do người làm mẫu đặt ra."
    footer: Footer = Footer()


BARE_SITE = Site(slogan="", notice="", footer=Footer("", "", "", "", "", ""))
CARDS = tuple(card(story, CATALOGUE) for story in STORIES)
SECTIONS = tuple(dict.fromkeys(item.section for item in CARDS))
HOME = Link("Trang chủ", "/")
CHANNELS = (Channel("Cổng tin", "", "https://congdoan.example.vn"), Channel("Thi đua", "", "https://congdoan.example.vn", "/thi-dua/"))
FEED_GROUPS = (FeedGroup("Toàn trang", "toan-trang", tuple(map(feed_row, CHANNELS))),)


def environment() -> Environment:
    """The templates with Pelican's block trimming, and strict: an unknown name is an error."""
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(THEME / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def frame(path: str, title: str, **more: object) -> dict[str, object]:
    """What every template gets."""
    site = more.pop("site", Site())
    menu = tuple(replace(link, current=link.url == path) for link in SECTIONS)
    return {
        "site": site,
        "menu": menu,
        "pages": (Link("Giới thiệu", "/gioi-thieu/"), Link("Nguồn RSS", "/nguon-rss/")),
        "latest": CARDS,
        "assets": {name: f"/theme/{name}" for name in ("site.css", "emblem.svg", "feeds.js")},
        "head": Head(title, "Trang minh hoạ.", path, f"https://congdoan.example.vn{path}"),
        "feed_url": "/rss.xml",
        "feeds": feed_row(Channel("Cổng tin", "", "https://congdoan.example.vn")).links,
        "structured": {"@context": "https://schema.org", "@graph": []},
        **more,
    }


@dataclass(frozen=True)
class StandingPage:
    title: str
    html: str


def contexts() -> Mapping[str, tuple[str, dict[str, object]]]:
    """By page name: the template and all that it gets."""
    section = SECTIONS[0]
    county = organisation_card(CATALOGUE.organisation("huyen-song-xanh"), CATALOGUE)
    province = organisation_card(CATALOGUE.organisation("tinh-minh-hoa"), CATALOGUE)
    blocks = tuple(SectionBlock(link, tuple(c for c in CARDS if c.section == link)) for link in SECTIONS)
    trail = (HOME, section)
    bare = article(replace(OTHERS[3], organisation=""), CATALOGUE)
    return {
        "index": ("index.html", frame("/", "Trang chủ", lead=CARDS[0], sections=blocks)),
        "index-plain": ("index.html", frame("/", "Trang chủ", lead=CARDS[1], sections=blocks[1:], site=BARE_SITE)),
        "index-empty": ("index.html", frame("/", "Trang chủ", lead=None, sections=(), latest=(), menu=())),
        "article": ("article.html", frame(FULL.url, FULL.title, article=article(FULL, CATALOGUE), breadcrumb=trail,
                                          same_section=CARDS[1:4])),
        "article-bare": ("article.html", frame(bare.url, bare.title, article=bare, breadcrumb=trail, same_section=())),
        "section": ("section.html", frame(section_url(section.title), section.title, section=section,
                                          cards=CARDS[:4], breadcrumb=trail)),
        "organisation": ("organisation.html", frame(county.url, county.name, organisation=county, cards=(),
                                                    breadcrumb=(HOME, *county.ancestors))),
        "organisation-top": ("organisation.html", frame(province.url, province.name, organisation=province,
                                                        cards=CARDS[:2], breadcrumb=(HOME, *province.ancestors))),
        "organisations": ("organisations.html", frame("/don-vi/", "Các đơn vị", breadcrumb=(HOME,),
                                                      organisations=organisation_tree(CATALOGUE))),
        "archive": ("archive.html", frame("/luu-tru/", "Lưu trữ", months=months(CARDS), breadcrumb=(HOME,))),
        "page": ("page.html", frame("/gioi-thieu/", "Giới thiệu", page=StandingPage("Giới thiệu", BODY),
                                    breadcrumb=(HOME,))),
        "feeds": ("feeds.html", frame("/nguon-rss/", "Nguồn RSS", page=None, breadcrumb=(HOME,),
                                      opml=Link("Tải danh sách (OPML)", "/nguon-rss.opml"), groups=FEED_GROUPS)),
        "404": ("404.html", frame("/404.html", "Không tìm thấy trang")),
    }  # fmt: skip


def render_all() -> dict[str, str]:
    """Every page by name."""
    templates = environment()
    return {name: templates.get_template(file).render(context) for name, (file, context) in contexts().items()}
