"""The settings mean the same to the check and to the build, and what is amiss is said with its place."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from congtin.portal.failure import Misuse
from congtin.portal.site import Site, find_root, moment

SOUND: dict[str, Any] = {"SITENAME": "Tên", "SITEURL": "https://a.example"}
FOOTER = dict.fromkeys(("governing_body", "licence", "responsible", "address", "telephone", "email"), "có")


def rules(tmp_path: Path, **settings: Any) -> list[str]:
    return [found.rule for found in Site.from_settings({**SOUND, **settings}, tmp_path).problems]


def test_a_sound_site(tmp_path: Path) -> None:
    own = {"slogan": "Lời", "guid_year": 2020, "sections": ["A"], "footer": FOOTER, "require_footer": True}
    site = Site.from_settings({**SOUND, "SITEURL": "https://a.example/", "CONGTIN": own}, tmp_path)
    assert site.problems == ()
    assert (site.url, site.slogan, site.guid_year, site.sections) == ("https://a.example", "Lời", 2020, ("A",))
    assert site.footer.licence == "có"
    assert site.content == tmp_path / "content"


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ([], ["S2"]),
        ({"slogn": "x"}, ["S1"]),
        ({"xyzzy": "x"}, ["S1"]),
        ({3: "x"}, ["S1"]),
        ({"slogan": 3}, ["S2"]),
        ({"guid_year": True}, ["S2"]),
        ({"sections": "Cơ sở"}, ["S2"]),
        ({"footer": "x"}, ["S2"]),
        ({"footer": {"adress": "x"}}, ["S1"]),
        ({"footer": {"address": None}}, ["S2"]),
        ({"require_footer": True}, ["S3"] * 6),
        ({"require_footer": True, "footer": {**FOOTER, "email": " "}}, ["S3"]),
    ],
)
def test_what_is_amiss_in_congtin(tmp_path: Path, own: Any, found: list[str]) -> None:
    assert rules(tmp_path, CONGTIN=own) == found


@pytest.mark.parametrize("url", ["", "/", "a.example", "ftp://a.example", "https://", "https://a.example?x"])
def test_the_address_must_be_absolute(tmp_path: Path, url: str) -> None:
    assert rules(tmp_path, SITEURL=url) == ["S2"]


def test_the_site_has_a_name(tmp_path: Path) -> None:
    assert rules(tmp_path, SITENAME=" ") == ["S2"]


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "../etc/passwd", None])
def test_the_time_zone_is_known(tmp_path: Path, zone: str | None) -> None:
    assert rules(tmp_path, TIMEZONE=zone) == ["S2"]


def test_a_finding_points_to_its_key_and_suggests(tmp_path: Path) -> None:
    file = tmp_path / "pelicanconf.py"
    file.write_text('SITENAME = "Tên"\nSITEURL = "https://a.example"\nCONGTIN = {"notice": "chữ", "slogn": "x"}\n')
    (found,) = Site.from_file(file).problems
    assert str(found.place) == "pelicanconf.py:3:29"
    assert found.place.end_column == 36
    assert "Có phải là `slogan`?" in found.help


def test_publishconf_takes_over_pelicanconf(root: Path) -> None:
    site = Site.from_file(root / "publishconf.py")
    assert site.warnings_stop
    assert site.require_footer
    assert site.name == Site.from_file(root / "pelicanconf.py").name
    assert site.problems == ()


@pytest.mark.parametrize(
    ("text", "line"), [("x = 1\n1/0\n", 2), ("x = 1\ny = (\n", 2), ("import khong_co\n", 1), ("raise SystemError", 1)]
)
def test_settings_that_cannot_be_executed(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "pelicanconf.py"
    file.write_text(text)
    with pytest.raises(Misuse, match=rf"^pelicanconf\.py:{line}:1: "):
        Site.from_file(file)


def test_missing_settings(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"Không tìm thấy tệp cấu hình pelicanconf\.py"):
        Site.from_file(tmp_path / "pelicanconf.py")


def test_the_root_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_root(inner) is None
    (tmp_path / "pelicanconf.py").touch()
    assert find_root(inner) == tmp_path
    (tmp_path / "a/pelicanconf.py").touch()
    assert find_root(inner / "none.md") == tmp_path / "a"


def test_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert moment("2021-03-02").isoformat() == "2021-03-02T00:00:00+07:00"
    assert moment("2021-03-02T08:00Z").isoformat() == "2021-03-02T08:00:00+00:00"
    assert abs(moment() - datetime.now(ZoneInfo("UTC"))).total_seconds() < 60
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert moment().isoformat() == "2020-09-13T19:26:40+07:00"
    assert moment("2021-03-02").year == 2021
    for epoch in ("x", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with pytest.raises(Misuse, match="Không hiểu thời điểm"):
            moment()
    with pytest.raises(Misuse, match="“hôm nay”"):
        moment("hôm nay")


def test_an_unknown_time_zone_is_vietnams(tmp_path: Path) -> None:
    assert Site.from_settings({**SOUND, "TIMEZONE": "Nowhere"}, tmp_path).zone.key == "Asia/Ho_Chi_Minh"
    assert Site.from_settings({**SOUND, "TIMEZONE": "UTC"}, tmp_path).zone.key == "UTC"


def test_the_site_is_read_without_pelican(root: Path) -> None:
    code = "import sys, congtin.portal.site; sys.exit('pelican' in sys.modules or 'jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(root / "plugins")}, check=False)
    assert done.returncode == 0
