"""The judge that compares pictures of templates: it sees every template, and tells a change from none."""

from __future__ import annotations

from playwright.sync_api import Browser
from visiting import WIDTHS

from quality.screens import HOST, KEPT, TOLERANCE, answer, difference, missing, names, picture

PAGES = {"one": "<!doctype html><h1>505 đoàn viên</h1>", "other": "<!doctype html><h1>506 đoàn viên</h1>"}
PAGES["longer"] = PAGES["one"] + "<br>" * 30


def test_every_template_has_its_pictures() -> None:
    assert not missing()
    assert {file.name for file in KEPT.glob("*.png")} == {f"{name}-{width}.png" for name in names() for width in WIDTHS}
    assert sum(file.stat().st_size for file in KEPT.glob("*.png")) < 1_600_000


def test_a_change_is_told_from_none(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 200, "height": 100})
    page.route("**/*", lambda route: answer(route, PAGES))
    one, again, other, longer = (picture(page, f"{HOST}/{name}") for name in ("one", "one", "other", "longer"))
    page.set_viewport_size({"width": 180, "height": 100})
    narrower = picture(page, f"{HOST}/one")
    assert difference(page, one, again) == 0
    assert TOLERANCE / 10 < difference(page, one, other) < 0.1
    assert difference(page, one, longer) > 0.5
    assert difference(page, one, narrower) == 1
    page.close()
