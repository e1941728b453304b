"""The findings on the pages of the preview, as an editor's browser shows them; a build knows nothing of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from visiting import WIDTHS, visit

from congtin.cli import serve
from congtin.cli.serve import Preview

ARTICLE = """---
id: nhap
title: Minh Họa: kết nạp 999 đoàn viên 🎉
date: 05/04/2024
status: draft
category: Tin cơ sở
summary: Huyện kết nạp 505 đoàn viên.
period: năm 2023
metrics:
  - Kết nạp đoàn viên: 505/410 đoàn viên, đạt 132,2%
  - Kiểm tra: 446 cuộc = 223 Điều lệ + 213 tài chính
---
🎉 Huyện kết nạp **505**/410 đoàn viên, đạt *132*,2% kế hoạch.

- Kiểm tra 464 cuộc <br> trong năm
- 223 cuộc Điều lệ
- 213 cuộc tài chính

Trao 77 suất quà.

Trao 77 suất quà.
"""
ADDRESS = "/2024/04/nhap/"


@pytest.fixture(scope="module")
def preview(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the preview of the mini site answers, with a draft in which much goes wrong."""
    site = Path(shutil.copytree(root / "tests/sites/mini", tmp_path_factory.mktemp("review") / "mini"))
    (site / "content/articles/2024/nhap.md").write_text(ARTICLE, encoding="utf-8")
    preview = Preview(site / "pelicanconf.py", site.parent / "preview")
    preview.rebuild()
    with serve.listen(preview, 0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(preview: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    page.goto(preview + ADDRESS, wait_until="load")
    yield page
    page.close()


def marks(page: Page) -> list[str]:
    """The marked texts; the parts of one mark that emphasis splits are joined."""
    found: list[str] = page.evaluate(
        """() => {
            const texts = [];
            for (const mark of document.querySelectorAll(".congtin-mark"))
                if (mark.tabIndex === 0) texts.push(mark.textContent);
                else texts[texts.length - 1] += mark.textContent;
            return texts;
        }"""
    )
    return found


def test_each_finding_stands_at_its_number(page: Page) -> None:
    assert marks(page) == ["999", "132,2%", "464", "77", "77"]
    assert page.inner_text("h1") == "Minh Họa: kết nạp 999 đoàn viên 🎉"
    assert page.inner_text(".prose p >> nth=0") == "🎉 Huyện kết nạp 505/410 đoàn viên, đạt 132,2% kế hoạch."


def test_message_and_remedy_show_at_focus_and_at_the_pointer(page: Page) -> None:
    tip = page.locator(".congtin-tip")
    assert not tip.is_visible()
    page.locator(".congtin-mark >> text=464").focus()
    assert "lỗi B2: Bài viết ghi “464 cuộc”" in tip.inner_text()
    assert "Xin đối chiếu với báo cáo" in tip.inner_text()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    page.locator(".congtin-mark >> text=999").hover()
    assert "lỗi D1" in tip.inner_text()
    tip.hover()  # may be read with the pointer on it (WCAG 1.4.13)
    page.wait_for_timeout(500)
    assert tip.is_visible()
    page.mouse.move(1, 1)
    tip.wait_for(state="hidden")


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    page.locator(".congtin-mark >> text=464").focus()
    page.keyboard.press("Enter")
    assert page.locator(".congtin-panel details").get_attribute("open") is not None
    assert "lỗi B2" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến chỗ này trong bài"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "464"


def test_the_panel_lists_all_and_stays_as_it_was_at_a_reload(page: Page, preview: str) -> None:
    panel = page.locator(".congtin-panel")
    panel.locator("summary").click()
    text = panel.inner_text()
    assert "Đã đối chiếu " in text
    for code in ("D1", "N1", "N3", "B1", "B2"):
        assert f"lỗi {code}: " in text
    page.reload()
    assert page.locator(".congtin-panel details").get_attribute("open") is not None
    page.goto(f"{preview}/")
    link = page.locator(".congtin-panel a", has_text="content/articles/2024/nhap.md")
    link.click()
    page.wait_for_url(f"**{ADDRESS}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("opened", "scheme"), [(False, "light"), (True, "light"), (True, "dark")])
def test_axe_and_the_policy_have_nothing_to_say(
    width: int, opened: bool, scheme: Literal["light", "dark"], preview: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, locale="vi-VN", color_scheme=scheme)
    page.add_init_script(f"sessionStorage.setItem('congtin-panel', '{'open' if opened else ''}')")
    seen = visit(page, preview, ADDRESS, width, scheme)
    page.close()
    assert not seen.violations
    assert not seen.complaints
    assert seen.hosts == {preview}
    assert seen.sideways <= 0


def test_a_build_contains_nothing_of_it(root: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(root / "tests/sites/mini", tmp_path / "mini"))
    article = site / "content/articles/2024/ket-nap.md"
    article.write_text(article.read_text(encoding="utf-8").replace("\nid: ", "\n#id: "), encoding="utf-8")
    command = [sys.executable, "-m", "congtin", "build"]
    environment = {"PYTHONPATH": str(root / "plugins"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1 lưu ý" in done.stdout, "there is a finding to show"
    files = [file for file in (site / "output").rglob("*") if file.is_file()]
    assert len(files) > 10
    for file in files:
        data = file.read_bytes()
        assert not [
            sign for sign in (b"/-/", b"congtin-mark", b"congtin-panel", b"REVIEW", "lưu ý".encode()) if sign in data
        ]
    names = {file.name for file in files}
    assert not {"review.js", "review.css"} & names
