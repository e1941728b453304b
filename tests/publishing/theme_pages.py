"""The theme's templates rendered from the invented articles, without Pelican."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from congtin.portal.insets import Once, framed
from congtin.publishing.archives import in_pages, newest_months, shortened, years
from congtin.publishing.articles import article
from congtin.publishing.cards import Head, Link, PinnedCard, SectionBlock, card, tag_link
from congtin.publishing.feeds import Channel
from congtin.publishing.key_figures import newest
from congtin.publishing.organisations import organisation_card, organisation_tree
from congtin.publishing.syndication import FeedGroup, feed_row
from publishing import data_samples
from publishing.samples import BODY, CATALOGUE, FULL, OTHERS, STORIES, TIES

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
    data_licence: str = "CC BY 4.0"
    data_licence_url: str = "https://creativecommons.org/licenses/by/4.0/deed.vi"


BARE_SITE = Site(slogan="", notice="", footer=Footer("", "", "", "", "", ""))
CARDS = tuple(card(story, CATALOGUE) for story in STORIES)
SECTIONS = tuple(dict.fromkeys(item.section for item in CARDS))
HOME = Link("Trang chủ", "/")
CHANNELS = (
    Channel("Cổng tin", "", "https://congdoan.example.vn"),
    Channel("Thi đua", "", "https://congdoan.example.vn", "/thi-dua/"),
)
FEED_GROUPS = (FeedGroup("Toàn trang", "toan-trang", tuple(map(feed_row, CHANNELS))),)


def environment() -> Environment:
    """The templates with Pelican's block trimming, and strict: an unknown name is an error."""
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(THEME / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["once"] = Once()
    return made


class Insets:
    """The insets of a page, printed with all that the page gets."""

    def __init__(self, views: Mapping[str, object]) -> None:
        self.views = views

    def __getattr__(self, name: str) -> Markup:
        template = environment().get_template(f"insets/{name}.html")
        return Markup(framed(name, template.render(self.views)))


def render(template: str, views: Mapping[str, object]) -> str:
    """A page with its insets."""
    return environment().get_template(template).render(**views, insets=Insets(views))


def frame(path: str, title: str, **more: object) -> dict[str, object]:
    """What every template gets."""
    site = more.pop("site", Site())
    menu = tuple(replace(link, current=link.url == path) for link in SECTIONS)
    return {
        "site": site,
        "menu": menu,
        "pages": (Link("Giới thiệu", "/gioi-thieu/"), Link("Nguồn RSS", "/nguon-rss/")),
        "latest": CARDS,
        "assets": {name: f"/theme/{name}" for name in ("site.css", "data.css", "emblem.svg", "feeds.js", "reader.js")},
        "head": Head(title, "Trang minh hoạ.", path, f"https://congdoan.example.vn{path}"),
        "feed_url": "/rss.xml",
        "feeds": feed_row(Channel("Cổng tin", "", "https://congdoan.example.vn")).links,
        "structured": htmlsafe_json_dumps({"@context": "https://schema.org", "@graph": []}),
        **more,
    }


@dataclass(frozen=True)
class StandingPage:
    title: str
    html: str


def contexts() -> Mapping[str, tuple[str, dict[str, object]]]:
    """By page name: the template and all that it gets."""
    return {
        name: (file, {"kind": file.removesuffix(".html"), **views})
        for name, (file, views) in {**_contexts(), **_data_contexts()}.items()
    }


def _data_contexts() -> Mapping[str, tuple[str, dict[str, object]]]:
    return {
        name: (file, frame(address, title, breadcrumb=(HOME,), **views))
        for name, (file, address, title, views) in data_samples.views().items()
    }


def _contexts() -> Mapping[str, tuple[str, dict[str, object]]]:
    section, tag = SECTIONS[0], tag_link("đoàn viên")
    county = organisation_card(CATALOGUE.organisation("huyen-song-xanh"), CATALOGUE)
    province = organisation_card(CATALOGUE.organisation("tinh-minh-hoa"), CATALOGUE)
    blocks = tuple(SectionBlock(link, tuple(c for c in CARDS[3:] if c.section == link)) for link in SECTIONS)
    blocks = tuple(block for block in blocks if block.cards)
    trail = (HOME, section)
    bare = article(replace(OTHERS[3], organisation=""), CATALOGUE)
    full = article(FULL, CATALOGUE, TIES)
    by_year = years(CARDS, tuple)
    month = by_year[0].months[0]
    pages = list(in_pages(CARDS, section.url, 1))
    pinned = (PinnedCard(CARDS[2]), PinnedCard(CARDS[5], sponsored=True))
    home = {"seconds": CARDS[1:3], "key_figures": newest(STORIES, CATALOGUE), "pinned": pinned, "sections": blocks}
    bare_home = {"seconds": (), "key_figures": (), "pinned": (), "sections": ()}
    top = {"section": section, "breadcrumb": (HOME,)}
    return {
        "index": ("index.html", frame("/", "Trang chủ", lead=CARDS[0], **home)),
        "index-plain": ("index.html", frame("/", "Trang chủ", lead=CARDS[1], site=BARE_SITE,
                                            **{**bare_home, "sections": blocks[1:]})),
        "index-empty": ("index.html", frame("/", "Trang chủ", lead=None, latest=(), menu=(), **bare_home)),
        "article": ("article.html", frame(FULL.url, FULL.title, article=full, breadcrumb=trail,
                                          related=CARDS[4:6], same_section=CARDS[1:4])),
        "article-bare": ("article.html", frame(bare.url, bare.title, article=bare, breadcrumb=trail, related=(),
                                               same_section=())),
        "section": ("section.html", frame(section.url, section.title, cards=CARDS[:4], paging=None, **top)),
        "section-page": ("section.html", frame(pages[3][0], section.title, cards=pages[3][1], paging=pages[3][2], **top)),
        "tag": ("tag.html", frame(tag.url, tag.title, cards=CARDS[:1], paging=None, section=tag, breadcrumb=(HOME,))),
        "tags": ("tags.html", frame("/tu-khoa/", "Từ khoá", tags=((tag, 1), (tag_link("kế hoạch"), 12)),
                                    breadcrumb=(HOME,))),
        "organisation": ("organisation.html", frame(county.url, county.name, organisation=county, cards=(), figures=(),
                                                    paging=None, breadcrumb=(HOME, *county.ancestors))),
        "organisation-top": ("organisation.html", frame(province.url, province.name, organisation=province,
                                                        figures=(Link("Mọi số liệu", "/don-vi/x/so-lieu/"),), cards=CARDS[:2], paging=None,
                                                        breadcrumb=(HOME, *province.ancestors))),
        "organisation-page": ("organisation.html", frame(province.url, province.name, organisation=province, figures=(),
                                                         cards=CARDS[2:3], paging=pages[1][2],
                                                         breadcrumb=(HOME, *province.ancestors))),
        "organisations": ("organisations.html", frame("/don-vi/", "Các đơn vị", breadcrumb=(HOME,),
                                                      organisations=organisation_tree(CATALOGUE))),
        "archive": ("archive.html", frame("/luu-tru/", "Lưu trữ", years=by_year, months=newest_months(by_year),
                                          breadcrumb=(HOME,))),
        "archive-empty": ("archive.html", frame("/luu-tru/", "Lưu trữ", years=(), months=(), breadcrumb=(HOME,))),
        "year": ("year.html", frame("/2026/", "Năm 2026", year=by_year[0], months=shortened(by_year[0].months, 1),
                                    breadcrumb=(HOME,))),
        "month": ("month.html", frame(month.url, month.title, month=month, cards=month.cards, paging=None,
                                      breadcrumb=(HOME,))),
        "site_map": ("site_map.html", frame("/so-do-trang/", "Sơ đồ trang", parts=((section, 4),), years=by_year,
                                            tags=((tag, 1),), organisations=organisation_tree(CATALOGUE),
                                            indicators=(Link("Kết nạp", "/so-lieu/ket-nap/"),), breadcrumb=(HOME,))),
        "site_map-empty": ("site_map.html", frame("/so-do-trang/", "Sơ đồ trang", parts=(), years=(), tags=(),
                                                  organisations=(), pages=(), indicators=(), breadcrumb=(HOME,))),
        "page": ("page.html", frame("/gioi-thieu/", "Giới thiệu", page=StandingPage("Giới thiệu", BODY),
                                    breadcrumb=(HOME,))),
        "feeds": ("feeds.html", frame("/nguon-rss/", "Nguồn RSS", page=None, breadcrumb=(HOME,),
                                      opml=Link("Tải danh sách (OPML)", "/nguon-rss.opml"), groups=FEED_GROUPS)),
        "404": ("404.html", frame("/404.html", "Không tìm thấy trang")),
    }  # fmt: skip


def render_all() -> dict[str, str]:
    """Every page by name."""
    return {name: render(file, context) for name, (file, context) in contexts().items()}
