"""A small site with one sound article and one in which much goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

SETTINGS = (
    'SITENAME = "Cổng tin minh họa"\nSITEURL = "https://example.org"\nPATH = "content"\n'
    'PLUGINS = ["congtin"]\nTIMEZONE = "Asia/Ho_Chi_Minh"\nDEFAULT_LANG = "vi"\n'
)
SOUND = """---
title: Bài khớp số
id: khop
date: 02/03/2024
category: Minh họa
metrics:
  - Kết nạp đoàn viên: 505/410 đoàn viên, đạt 123,2%
---
Thị xã kết nạp 505/410 đoàn viên, đạt 123,2% kế hoạch.
"""
ASTRAY = """---
title: Huyện Minh Họa: kết nạp 999 đoàn viên
date: 02/03/2024
category: Minh họa
period: năm 2023
metrics:
  - Kết nạp đoàn viên: 505/410 đoàn viên, đạt 132,2%
  - Kiểm tra: 446 cuộc = 223 Điều lệ + 213 tài chính
facts:
  - 03 lớp tập huấn
---
Huyện kết nạp 505/410 đoàn viên, đạt 132,2% kế hoạch. Kiểm tra 464 cuộc, gồm 223 cuộc về Điều lệ và 213 cuộc về tài chính.

Thứ Hai, ngày 12/03/2024, huyện mở 04 lớp tập huấn.
"""


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site's root, made the current folder."""
    folder = tmp_path / "trang, tin"
    articles = folder / "content" / "articles" / "2024"
    articles.mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (articles / "khop.md").write_text(SOUND, encoding="utf-8")
    (articles / "lech số.md").write_text(ASTRAY, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder
