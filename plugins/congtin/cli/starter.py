"""The files of a new site: settings, catalogue, a page and an article, all marked as demonstration."""

from __future__ import annotations

from datetime import datetime

NAME = "Cổng tin Công đoàn"

_SETTINGS = """\
# Cấu hình của cổng tin. Dữ liệu thuần; mọi khóa của CONGTIN có trong hướng dẫn của congtin.

SITENAME = {name!r}
SITEURL = "https://congdoan.example"  # địa chỉ đầy đủ của trang: RSS cần
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = ["congtin"]
READERS = {{"rst": None}}  # bài viết là Markdown

CONGTIN = {{
    "guid_year": {year},
}}
"""
_PUBLISH = """\
# Bản chính thức: như pelicanconf.py, đòi đủ thông tin chân trang, ghi lại địa chỉ các bài đã công bố.

from pelicanconf import *

CONGTIN = {**CONGTIN, "require_footer": True, "register": True}
"""
_ORGANISATIONS = """\
# Danh mục đơn vị. Mã (id) không đổi và không dùng lại.
- id: ldld-huyen-minh-hoa
  name: LĐLĐ huyện Minh Họa
  level: district
"""
_INDICATORS = """\
# Danh mục chỉ tiêu. Mã (id) không đổi và không dùng lại.
# kind: flow (phát sinh trong kỳ) | stock (có đến một ngày) | share (tỷ lệ)
- id: doan-vien-ket-nap
  label: Kết nạp đoàn viên mới
  measure: đoàn viên
  kind: flow
  aliases: [Kết nạp đoàn viên]
- id: cdcs-thanh-lap-moi
  label: CĐCS thành lập mới
  measure: đơn vị
  kind: flow
  aliases: [Thành lập công đoàn cơ sở]
"""
_PAGE = """\
---
title: Giới thiệu
summary: Trang này là của ai, viết cho ai.
---

Xin viết lời giới thiệu ở đây.
"""
_ARTICLE = """\
---
id: bai-minh-hoa
title: Bài minh họa về kết nạp đoàn viên vượt kế hoạch
date: {now:%d/%m/%Y}
category: Tin công đoàn
organisation: LĐLĐ huyện Minh Họa
summary: Bài mẫu, số liệu hư cấu; xin thay bằng bài của đơn vị.
data_from: số liệu hư cấu, để minh họa
period: năm {year}
metrics:
  - Kết nạp đoàn viên: 505/410 đoàn viên, đạt 123,2%
facts:
  - 03 lớp tập huấn
---

Đây là bài minh họa. Trong năm, huyện kết nạp 505/410 đoàn viên, đạt 123,2% kế hoạch, và mở 03 lớp tập huấn cho cán bộ.
"""
_IGNORED = "/output/\n/.congtin/\n__pycache__/\n"


def files(name: str, now: datetime) -> dict[str, str]:
    """Path → text of each file of a new site."""
    return {
        "pelicanconf.py": _SETTINGS.format(name=name or NAME, year=now.year),
        "publishconf.py": _PUBLISH,
        ".gitignore": _IGNORED,
        "content/catalogue/organisations.yaml": _ORGANISATIONS,
        "content/catalogue/indicators.yaml": _INDICATORS,
        "content/pages/gioi-thieu.md": _PAGE,
        f"content/articles/{now.year}/bai-minh-hoa.md": _ARTICLE.format(now=now, year=now.year - 1),
    }
