"""The front page's pinned articles and key figures, as the settings choose them."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator
from congtin.observation import Entry, Group
from congtin.portal.front import Pin, inspect_front, pinned, read_day, read_pin
from congtin.portal.site import Site
from congtin.portal.stamps import SETTLED
from congtin.text import Place
from portal.conftest import Congtin, tree_of
from portal.making import story


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"article": "a", "until": "31/12/2026"}, Pin("a", date(2026, 12, 31))),
        ({"article": "a", "until": "2026-12-31", "sponsored": True}, Pin("a", date(2026, 12, 31), True)),
        ({"article": "a", "until": "31/02/2026"}, None),
        ({"article": "a", "until": "mai"}, None),
        ({"article": "a", "until": 2026}, None),
        ({"article": "a"}, None),
        ({"article": 3, "until": "31/12/2026"}, None),
        ({"article": "a", "until": "31/12/2026", "sponsored": "có"}, None),
        ({"article": "a", "until": "31/12/2026", "den": "x"}, None),
        ("a", None),
    ],
)
def test_pins(given: Any, found: Pin | None) -> None:
    assert read_pin(given) == found


def test_days_are_read_day_first() -> None:
    assert read_day(" 2/3/2026 ") == date(2026, 3, 2)


def test_a_pin_stays_through_its_last_day() -> None:
    shown = [story("mot"), story("hai")]
    pins = (Pin("hai", date(2026, 1, 2)), Pin("mot", date(2026, 1, 1)), Pin("khong-co", date(2027, 1, 1)))
    assert [item.id for item, _ in pinned(pins, shown, date(2026, 1, 1))] == ["hai", "mot"]
    assert [item.id for item, _ in pinned(pins, shown, date(2026, 1, 2))] == ["hai"]


def test_what_the_content_lacks_is_noted() -> None:
    place = Place("content/articles/mot.md")
    indicator = Indicator("ket-nap", "Kết nạp")
    entries = (
        Entry("Kết nạp", place, place, (), indicator=indicator),
        Entry("Giám sát", place, place, (), id="giam-sat"),
    )
    shown = [story("mot", groups=(Group("", entries),))]
    pins = (Pin("mot", date(2026, 1, 1)), Pin("xa-la", date(2026, 1, 1)))
    catalogue = Catalogue((indicator, Indicator("khac", "Khác")))
    names = ("ket-nap", "Kết nạp", "Giám sát", "giam-sat", "khac", "lạ")
    chosen = {"lead": (Pin("mat-tich", date(2026, 1, 1)),), "pinned": pins}
    found = list(inspect_front(chosen, names, shown, catalogue, "pelicanconf.py"))
    assert [item.rule for item in found] == ["S9"] * 4
    named = ("mat-tich", "xa-la", "khac", "lạ")
    assert all(name in item.message for name, item in zip(named, found, strict=True))
    assert ["`lead`" in item.help for item in found] == [True, False, False, False]
    assert not list(inspect_front({"lead": (), "pinned": ()}, (), shown, catalogue, "pelicanconf.py"))


def test_the_settings_are_read(tmp_path: Path) -> None:
    own = {"key_figures": ["ket-nap"], "pinned": [{"article": "a", "until": "31/12/2026"}]}
    settings = {"SITENAME": "Tên", "SITEURL": "https://a.example", "CONGTIN": own}
    site = Site.from_settings(settings, tmp_path)
    assert (site.key_figures, site.pinned, site.problems) == (("ket-nap",), (Pin("a", date(2026, 12, 31)),), ())
    wrong = Site.from_settings({**settings, "CONGTIN": {"pinned": ["a"]}}, tmp_path)
    assert ([item.rule for item in wrong.problems], wrong.pinned) == (["S2"], ())
    led = Site.from_settings({**settings, "CONGTIN": {"lead": {"article": "a", "until": "31/12/2026"}}}, tmp_path)
    assert led.chosen == {"lead": (Pin("a", date(2026, 12, 31)),), "pinned": ()}
    wrong = Site.from_settings({**settings, "CONGTIN": {"lead": "a"}}, tmp_path)
    assert ([item.rule for item in wrong.problems], wrong.lead) == (["S2"], None)


def test_the_front_page_as_chosen(mini: Path, congtin: Congtin) -> None:
    settings = mini / "pelicanconf.py"
    chosen = '"pinned": [{"article": "sb-0002", "until": "31/12/2026", "sponsored": True}], "key_figures": ["Kết nạp đoàn viên"],'
    settings.write_text(settings.read_text().replace('"guid_year"', f'{chosen}\n    "guid_year"'))
    congtin(mini, "build", "--now", "2026-12-31T23:00")
    home = tree_of(mini / "output")["index.html"].decode()
    box = home[home.index("Nên xem") :].partition("</section>")[0]
    assert "Phát động thi đua" in box and "Nội dung tài trợ" in box
    assert "đạt 120% kế hoạch" in home[home.index("Số liệu công đoàn") :].partition("</section>")[0]
    congtin(mini, "build", "--now", "2027-01-01T00:30")
    assert "Nên xem" not in tree_of(mini / "output")["index.html"].decode()


def test_the_lead_story_as_chosen_leads_through_its_last_day(mini: Path, congtin: Congtin) -> None:
    """And a build that changes nothing else sees that the day has passed."""
    settings = mini / "pelicanconf.py"
    chosen = '"lead": {"article": "sb-0002", "until": "31/12/2026"},'
    settings.write_text(settings.read_text().replace('"guid_year"', f'{chosen}\n    "guid_year"'))
    time.sleep(SETTLED / 1e9)  # only what has lain for a while can be known to be unchanged

    def lead() -> str:
        home = tree_of(mini / "output")["index.html"].decode()
        return home[home.index('class="lead-title"') :].partition("</h2>")[0]

    congtin(mini, "build", "--now", "2026-12-31T23:00")
    assert "Phát động thi đua" in lead()
    congtin(mini, "build", "--now", "2027-01-01T00:00")
    assert "Phát động thi đua" not in lead()


def test_articles_of_one_moment_stand_in_the_order_of_the_sections(mini: Path, congtin: Congtin) -> None:
    for name, section in (("a", "Tin khác"), ("b", "Tin cơ sở"), ("c", "Thi đua"), ("d", "Thi đua")):
        text = f"---\nid: cung-{name}\ntitle: Bài {name}\ndate: 01/05/2024\ncategory: {section}\n---\nBài minh hoạ.\n"
        (mini / f"content/articles/2024/cung-{name}.md").write_text(text)
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text().replace('["Phong trào thi đua"]', '["Thi đua", "Tin cơ sở"]'))
    congtin(mini, "build")
    feed = tree_of(mini / "output")["rss.xml"].decode()
    assert re.findall(r"<title>Bài (\w)</title>", feed) == ["c", "d", "b", "a"]


def test_long_sections_have_pages_and_keywords_have_theirs(mini: Path, congtin: Congtin) -> None:
    for number in range(25):
        text = f"---\nid: x{number}\ntitle: Bài thứ {number}\ndate: 01/05/2024\ncategory: Cơ sở\ntags: [Tết, tết]\n---\nBài minh hoạ.\n"
        (mini / f"content/articles/2024/bai-{number}.md").write_text(text)
    congtin(mini, "build")
    found = tree_of(mini / "output")
    assert {"co-so/trang/2/index.html", "tu-khoa/index.html", "tu-khoa/tet/trang/2/index.html"} <= found.keys()
    assert "co-so/trang/3/index.html" not in found
    second = found["co-so/trang/2/index.html"].decode()
    assert '<link rel="canonical" href="https://songbac.example.vn/co-so/trang/2/">' in second
    assert 'href="/co-so/" rel="prev"' in second
    assert '<a href="/co-so/" aria-current="page">Cơ sở</a>' in second
