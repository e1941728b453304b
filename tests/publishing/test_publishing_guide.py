"""The guide to publishing shows nginx what `_headers` tells the other hosts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from congtin.publishing.hosting import FEEDS, QUARTER, SECURITY, YEAR, gone_rules

GUIDE = (Path(__file__).parents[2] / "docs/xuat-ban.md").read_text(encoding="utf-8")
[NGINX] = re.findall(r"^```nginx\n(.*?)^```$", GUIDE, re.M | re.S)


def test_the_same_headers() -> None:
    shown = dict(re.findall(r'add_header ([\w-]+) "([^"]*)" always;', NGINX))
    assert shown == SECURITY
    for value in (YEAR, QUARTER):
        assert f'"{value}"' in NGINX
    for given in FEEDS.values():
        assert f'default_type "{given["Content-Type"]}"' in NGINX


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_understands_it(tmp_path: Path) -> None:
    server = NGINX.replace("listen 443 ssl;", "listen 127.0.0.1:8099;").replace("http2 on;", "")
    (tmp_path / "_gone").write_text(gone_rules(["/2024/04/x/"]))
    server = server.replace("/srv/congtin/hien-tai/_gone", f"{tmp_path}/_gone")
    file = tmp_path / "nginx.conf"
    file.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{server}\n}}\n")
    done = subprocess.run(
        ["nginx", "-t", "-c", str(file), "-p", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_netlify_is_told_what_is_gone(tmp_path: Path) -> None:
    [command] = re.findall(r"^make publish && (sed .*)$", GUIDE, re.M)
    (tmp_path / "output").mkdir()
    (tmp_path / "output/_gone").write_text(gone_rules(["/2024/04/x/", "/2024/05/y-z/"]))
    (tmp_path / "output/_redirects").write_text("/a/ /b/ 301\n")
    subprocess.run(command, shell=True, cwd=tmp_path, check=True)
    rows = (tmp_path / "output/_redirects").read_text()
    assert rows == "/a/ /b/ 301\n/2024/04/x/ /404.html 410\n/2024/05/y-z/ /404.html 410\n"
