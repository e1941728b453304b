"""The whole line: a folder of articles becomes a published site, or an honest refusal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from congtin import resources
from congtin.portal.staging import MANIFEST, Staging
from portal.conftest import Congtin, Run, tree_of

FED = ("", "co-so/", "phong-trao-thi-dua/", "don-vi/ldld-tinh-song-bac/", "don-vi/cd-phuong-minh-hoa/")
FED = (*FED, "so-lieu/doan-vien-ket-nap/")
ENDINGS = ("csv", "bom.csv", "json", "xlsx")
PAGES = {
    "2024/index.html",
    "2024/03/index.html",
    "2024/04/index.html",
    "2024/03/ket-nap/index.html",
    "2024/04/tap-huan/index.html",
    "2024/04/thi-dua/index.html",
    "404.html",
    "co-so/index.html",
    "documents/ke-hoach.txt",
    "don-vi/cd-phuong-minh-hoa/index.html",
    "don-vi/index.html",
    "don-vi/ldld-tinh-song-bac/index.html",
    "gioi-thieu/index.html",
    "images/ket-nap.png",
    "index.html",
    "luu-tru/index.html",
    "phong-trao-thi-dua/index.html",
    "nguon-rss/index.html",
    "nguon-rss.opml",
    "_headers",
    "_gone",
    "_redirects",
    "chia-se.png",
    "2024/04/tap-huan/chia-se.png",
    "2024/04/thi-dua/chia-se.png",
    "2024/03/ket-nap/chia-se.png",
    "robots.txt",
    "sitemap.xml",
    "sitemap-news.xml",
    *(f"{page}{file}" for page in FED for file in ("rss.xml", "atom.xml", "feed.json")),
    "so-do-trang/index.html",
    "so-lieu/index.html",
    "so-lieu/datapackage.json",
    "so-lieu.db",
    "dinh-chinh/index.html",
    "so-lieu/doan-vien-ket-nap/index.html",
    *(f"so-lieu/doan-vien-ket-nap.{ending}" for ending in ENDINGS),
    "don-vi/ldld-tinh-song-bac/so-lieu/index.html",
    *(f"don-vi/ldld-tinh-song-bac/so-lieu.{ending}" for ending in ENDINGS),
    MANIFEST,
}


def built(mini: Path, congtin: Congtin, *words: str, **environment: str) -> dict[str, bytes]:
    done = congtin(mini, "build", *words, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree_of(mini / "output")


def test_the_site_is_built(mini: Path, run: Run) -> None:
    done = run(mini, "congtin", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert re.fullmatch(
        r"Đã dựng 3 bài viết, (\d+) tệp, ghi mới \1, trong \d+,\d giây\. Đã đối chiếu (\d+)/\2 số, không có lỗi\.\n",
        done.stdout,
    )
    found = tree_of(mini / "output")
    assert {name for name in found if not name.startswith("theme/")} == PAGES
    digests = json.loads(found.pop(MANIFEST))["files"]
    assert digests == {name: sha256(data).hexdigest() for name, data in found.items()}


def test_pages_hang_together(mini: Path, congtin: Congtin) -> None:
    found = built(mini, congtin)
    for name, data in found.items():
        if name.endswith(".html"):
            text = data.decode()
            for address in re.findall(r'(?:href|src)="(/[^"#]*)', text):
                target = address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
                assert target in found, f"{name} → {address}"
            assert "\r" not in text
    home = found["index.html"].decode()
    assert home.index("Phong trào thi đua") < home.index(">Cơ sở<")
    assert "aria-current" in found["co-so/index.html"].decode()
    article = found["2024/03/ket-nap/index.html"].decode()
    assert '<link rel="canonical" href="https://songbac.example.vn/2024/03/ket-nap/">' in article
    assert 'width="160"' in article
    assert "Sông Bạc: kết nạp đoàn viên" in found["rss.xml"].decode()


def test_plain_pelican_builds_the_same_bytes(mini: Path, congtin: Congtin, run: Run) -> None:
    ours = built(mini, congtin)
    done = run(mini, "pelican", "content", "-s", "pelicanconf.py", "-o", "theirs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree_of(mini / "theirs") == ours


def test_a_removed_article_goes_from_the_output(mini: Path, congtin: Congtin) -> None:
    built(mini, congtin)
    (mini / "content/articles/2024/thi-dua.md").unlink()
    assert not any("thi-dua/index.html" in name and "2024" in name for name in built(mini, congtin))


def test_no_draft_and_nothing_of_the_future(mini: Path, congtin: Congtin) -> None:
    for name, data in built(mini, congtin).items():
        assert b"CANARY" not in data, name
        assert b"canary" not in data, name
        assert "canary" not in name
        assert "ban-nhap" not in name
        assert b"777" not in data or not name.endswith(".html")


def test_the_future_comes(mini: Path, congtin: Congtin) -> None:
    found = built(mini, congtin, "--now", "2199-01-01T00:00")
    assert "2199/01/hen-gio/index.html" in found
    assert "2024/04/ban-nhap/index.html" not in found
    assert "2199/01/hen-gio/index.html" not in built(mini, congtin)
    later = built(mini, congtin, SOURCE_DATE_EPOCH="7226582400")
    assert "2199/01/hen-gio/index.html" in later


def test_a_link_to_a_draft_stops_the_build(mini: Path, congtin: Congtin) -> None:
    article = mini / "content/articles/2024/thi-dua.md"
    article.write_text(article.read_text() + "\n[xem](/2024/04/ban-nhap/)\n")
    done = congtin(mini, "build")
    assert done.returncode == 1
    assert "ban-nhap.md" in done.stderr
    assert not (mini / "output").exists()


def damage_number(mini: Path) -> None:
    article = mini / "content/articles/2024/ket-nap.md"
    article.write_text(article.read_text().replace("120%\n---", "132%\n---"))


def damage_settings(mini: Path) -> None:
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text().replace('"slogan"', '"slogn"'))


def damage_page(mini: Path) -> None:
    page = mini / "content/pages/gioi-thieu.md"
    page.rename(page.with_name("don-vi.md"))


def damage_picture(mini: Path) -> None:
    (mini / "content/images/ket-nap.png").unlink()


DAMAGES = {
    damage_number: r"content/articles/2024/ket-nap\.md:\d+:\d+: lỗi [A-Z]\d+: ",
    damage_settings: r"pelicanconf\.py:\d+:\d+: lỗi S1: Không rõ khoá `slogn`",
    damage_page: r"content/pages/don-vi\.md:\d+:\d+: lỗi F21: ",
    damage_picture: r"content/articles/2024/ket-nap\.md:\d+:\d+: lỗi S5: ",
}


@pytest.mark.parametrize("plain", [False, True], ids=["congtin", "pelican"])
def test_an_error_stops_the_build_and_leaves_the_site(mini: Path, congtin: Congtin, run: Run, plain: bool) -> None:
    before = built(mini, congtin)
    for damage in DAMAGES:
        damage(mini)
    done = run(mini, "pelican", "content", "-s", "pelicanconf.py") if plain else congtin(mini, "build")
    assert done.returncode == 1
    for message in DAMAGES.values():
        assert re.search(message, done.stderr), done.stderr  # all in one run
    assert plain or "Traceback" not in done.stderr
    assert tree_of(mini / "output") == before
    beside = ["output.cache", "output.lock", "output.previous", "output.spare"]
    assert sorted(path.name for path in (mini / ".congtin").iterdir()) == beside


def test_a_strict_build_stops_at_warnings_and_missing_particulars(mini: Path, congtin: Congtin) -> None:
    article = mini / "content/articles/2024/thi-dua.md"
    article.write_text(article.read_text().replace("Phong trào thi đua", "PHONG TRÀO thi đua"))
    done = congtin(mini, "build")
    assert (done.returncode, "cần xem lại S6" in done.stderr) == (0, True)
    strict = congtin(mini, "build", "--settings", "publishconf.py", "--output", "public")
    assert strict.returncode == 1
    assert not (mini / "public").exists()
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text().replace("Ban biên tập minh hoạ", ""))
    strict = congtin(mini, "build", "--settings", "publishconf.py", "--output", "public")
    assert "người chịu trách nhiệm nội dung" in strict.stderr


def test_a_strict_build_of_a_sound_site(mini: Path, congtin: Congtin) -> None:
    ours = built(mini, congtin)
    done = congtin(mini, "build", "--settings", "publishconf.py", "--output", "public")
    assert done.returncode == 0, done.stderr
    assert tree_of(mini / "public") == ours


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--output", "content"], 1, "thư mục bài viết"),
        (["--output", "."], 1, "trang nguồn"),
        (["--settings", "none.py"], 2, "Không tìm thấy tệp cấu hình none.py"),
        (["--now", "hôm nay"], 2, "Không hiểu thời điểm “hôm nay”"),
        (["--unknown"], 2, "--unknown"),
    ],
)
def test_exit_codes(mini: Path, congtin: Congtin, words: list[str], code: int, message: str) -> None:
    done = congtin(mini, "build", *words)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (mini / "output").exists()


def test_one_build_at_a_time(mini: Path, congtin: Congtin) -> None:
    before = built(mini, congtin)
    other = Staging.open(mini / "output", mini, mini / "content")
    done = congtin(mini, "build", "--no-cache")
    assert (done.returncode, f"tiến trình {os.getpid()}" in done.stderr) == (1, True)
    other.abort()
    assert built(mini, congtin) == before


def test_no_site_here(tmp_path: Path, congtin: Congtin) -> None:
    done = congtin(tmp_path, "build")
    assert (done.returncode, "Không thấy pelicanconf.py" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["congtin"]', "[]", "chưa bật congtin"),
        ('PATH = "content"', 'PATH = "none"', "Pelican không nhận cấu hình này"),
        ("SITENAME", "1/0\nSITENAME", "ZeroDivisionError"),
    ],
)
def test_settings_that_make_no_site(mini: Path, congtin: Congtin, old: str, new: str, message: str) -> None:
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text().replace(old, new, 1))
    done = congtin(mini, "build")
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["{{ nowhere.to_be_found }}", "{% extends 'none.html' %}", "{% oops"])
def test_a_site_may_have_its_own_theme_and_is_told_of_its_faults(mini: Path, congtin: Congtin, text: str) -> None:
    templates = mini / "theme/templates"
    templates.mkdir(parents=True)
    settings = mini / "pelicanconf.py"
    settings.write_text(settings.read_text() + 'THEME = "theme"\n')
    names = [file.name for file in (resources.theme() / "templates").glob("*.html")]
    for name in names:
        (templates / name).write_text("{{ SITENAME }} {{ articles|length }} {{ head.title }}")
    assert built(mini, congtin)["index.html"].decode() == "Công đoàn Sông Bạc 3 Công đoàn Sông Bạc"
    (templates / "archive.html").write_text(text)
    done = congtin(mini, "build")
    assert (done.returncode, "Mẫu archive.html của giao diện riêng" in done.stderr) == (1, True)


def test_a_bug_of_ours_is_70_and_a_report(mini: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import congtin.portal.families as families\nfamilies.FAMILIES = (lambda portal: 1 // 0,)\n"
    )
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = run(mini, "congtin", "build", TMPDIR=str(tmp_path), PYTHONPATH=path)
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in next(tmp_path.glob("congtin-*.txt")).read_text()
    assert not (mini / "output").exists()


def test_a_full_disk_leaves_the_site(mini: Path, congtin: Congtin, root: Path) -> None:
    before = built(mini, congtin)
    (mini / "content/articles/2024/tap-huan.md").unlink()
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000));"
    limited += "from congtin.cli import main; sys.exit(main(['build']))"
    # without coverage in it, whose file would be cut short too
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment |= {"PYTHONPATH": str(root / "plugins"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", limited], cwd=mini, env=environment, capture_output=True, text=True)
    assert (done.returncode, "không đọc hay ghi được" in done.stderr) == (1, True), done.stderr
    assert tree_of(mini / "output") == before
    assert "2024/04/tap-huan/index.html" not in built(mini, congtin)


def test_foreign_files_in_the_output_are_told_of(mini: Path, congtin: Congtin) -> None:
    built(mini, congtin)
    (mini / "output/CNAME").write_text("songbac.example.vn")
    done = congtin(mini, "build")
    assert (done.returncode, "đã giữ lại ở .congtin/output.kept" in done.stderr) == (0, True)
    assert (mini / ".congtin/output.kept/CNAME").exists()


def test_an_empty_site(mini: Path, congtin: Congtin) -> None:
    for path in sorted(mini.glob("content/**/*.*")):
        path.unlink()
    found = built(mini, congtin)
    assert {"index.html", "404.html", "rss.xml", "don-vi/index.html", "luu-tru/index.html"} < set(found)
