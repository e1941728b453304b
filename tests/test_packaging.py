"""The three ways to congtin: its own command, plain Pelican in a checkout, and the wheel in an empty site."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

SETTINGS = """\
SITENAME = "Công đoàn thử nghiệm"
SITEURL = "https://congdoan.example"
PATH = "content"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
PLUGINS = ["congtin"]
"""
ARTICLES = {
    "ket-nap.md": """\
---
id: ket-nap
title: Kết nạp đoàn viên vượt kế hoạch
date: 02/03/2021 18:17
category: Công đoàn cơ sở
organisation: LĐLĐ huyện Trình Diễn
period: năm 2020
metrics:
  - Kết nạp đoàn viên: 505/410, đạt 123,2%
---
Năm 2020, huyện kết nạp 505/410 đoàn viên, đạt 123,2% kế hoạch.
""",
    "tap-huan.md": """\
---
id: tap-huan
title: Tập huấn cán bộ công đoàn
date: 2021-04-05
category: Đào tạo
organisation: LĐLĐ huyện Trình Diễn
facts:
  - 03 lớp tập huấn
---
Huyện mở 03 lớp tập huấn cho cán bộ công đoàn cơ sở.
""",
}
PAGES = ("index.html", "2021/03/ket-nap/index.html", "2021/04/tap-huan/index.html", "rss.xml")


def run(*command: str | Path, cwd: Path, python_path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, without this process's own path; fails the test when it fails."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if python_path:
        environment["PYTHONPATH"] = str(python_path)
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def digests(folder: Path) -> dict[str, str]:
    """Every file of a built site, by path, with its SHA-256."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, made without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-index", "--no-deps")
    run(*pip, "--no-build-isolation", "--wheel-dir", folder, root, cwd=folder)
    [file] = folder.glob("congtin-*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of a fresh environment: the wheel, and the locked packages of this one."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, with_pip=False)
    scripts = folder / "bin"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", scripts / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    # A path file inside that folder is not read again: an editable congtin of this environment stays unseen.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (folder / "lib" / version / "site-packages" / "locked.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return scripts


@pytest.fixture
def empty_site(tmp_path: Path) -> Path:
    """A new site: settings and two articles, nothing else."""
    site = tmp_path / "site"
    (site / "content" / "articles").mkdir(parents=True)
    (site / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    for name, text in ARTICLES.items():
        (site / "content" / "articles" / name).write_text(text, encoding="utf-8")
    return site


def test_the_wheel_brings_all_of_the_package_and_its_theme(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {
        f"congtin/{file.relative_to(root / 'plugins' / 'congtin').as_posix()}"
        for file in (root / "plugins" / "congtin").rglob("*")
        if file.is_file() and not {"__pycache__", ".ruff_cache"} & set(file.parts)
    }
    theme = {
        f"congtin/theme/{file.relative_to(root / 'theme').as_posix()}"
        for file in (root / "theme").rglob("*")
        if file.is_file()
    }
    pages = {"congtin/docs/quy-tac.md", "congtin/docs/rules.md"}
    assert {name for name in names if ".dist-info/" not in name} == package | theme | pages
    assert "congtin/py.typed" in names
    assert any(name.startswith("congtin/theme/templates/") for name in names)


def test_the_wheel_says_what_it_is(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(archive.read(name).decode())
        assert any(entry.endswith("licenses/LICENSE") for entry in archive.namelist())
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert metadata["License-Expression"] == "AGPL-3.0-or-later"
    assert metadata["Requires-Python"] == project["requires-python"]
    wanted = {item.split(">")[0] for item in metadata.get_all("Requires-Dist")}
    assert wanted == {item.split(">")[0] for item in project["dependencies"]}


@pytest.mark.parametrize("way", ["congtin", "pelican"])
def test_the_wheel_builds_an_empty_site(way: str, installed: Path, empty_site: Path) -> None:
    commands = {
        "congtin": (installed / "congtin", "build"),
        "pelican": (installed / "python", "-m", "pelican", "content", "-s", "pelicanconf.py"),
    }
    run(*commands[way], cwd=empty_site)
    output = empty_site / "output"
    assert not [page for page in PAGES if not (output / page).is_file()]
    assert "123,2" in (output / "2021/03/ket-nap/index.html").read_text(encoding="utf-8")
    assert any(file.suffix == ".css" for file in output.rglob("*"))


def test_the_wheel_refuses_a_number_that_does_not_add_up(installed: Path, empty_site: Path) -> None:
    article = empty_site / "content" / "articles" / "ket-nap.md"
    article.write_text(ARTICLES["ket-nap.md"].replace("123,2%", "132,2%"), encoding="utf-8")
    command = [str(installed / "congtin"), "build"]
    done = subprocess.run(command, cwd=empty_site, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "content/articles/ket-nap.md:9:" in done.stdout + done.stderr
    english = [str(installed / "congtin"), "check", "--lang", "en"]
    done = subprocess.run(english, cwd=empty_site, capture_output=True, text=True, check=False)
    assert "error N1: Percentage and its two numbers" in done.stdout
    assert not (empty_site / "output").exists()


def test_plain_pelican_builds_the_same_site_as_the_command(root: Path, tmp_path: Path) -> None:
    pelican = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", tmp_path / "pelican")
    run(*pelican, cwd=root)
    congtin = (sys.executable, "-m", "congtin", "build", "--output", tmp_path / "congtin")
    run(*congtin, cwd=root, python_path=root / "plugins")
    built = digests(tmp_path / "congtin")
    assert built
    assert digests(tmp_path / "pelican") == built


def test_locks_hold_hashes_and_name_no_host(root: Path) -> None:
    locks = sorted(root.glob("requirements*.lock"))
    assert len(locks) == 3
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        pins = [line for line in text.splitlines() if line and line[0] not in " #"]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
        assert "index-url" not in text


def test_the_locks_agree_with_one_another(root: Path) -> None:
    """What `make html` installs, `make test` installs too, in the same version."""
    pins: dict[str, set[str]] = {}
    for lock in root.glob("requirements*.lock"):
        for line in lock.read_text(encoding="utf-8").splitlines():
            if "==" in line and line[0] not in " #":
                name, _, rest = line.removesuffix("\\").strip().partition("==")
                pins.setdefault(f"{name} {rest.partition(';')[2]}", set()).add(rest.partition(";")[0].strip())
    assert not {name: versions for name, versions in pins.items() if len(versions) > 1}
