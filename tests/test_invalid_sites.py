"""Sites that must be refused: ``sites/invalid/<what>/`` holds a small ``site/`` and ``expected.txt``.

Each line of ``expected.txt`` is a finding, ``path:line:column: CODE fragment of message or help``; all findings but
notes are listed, so that nothing more is said either. Files that git keeps badly are made by ``MAKE``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from congtin.finding import Finding, Severity
from congtin.reading.catalogue import read_catalogue
from congtin.reading.pages import read_pages
from congtin.reading.stories import read_stories

SITES = Path(__file__).with_name("sites") / "invalid"
LINE = re.compile(r"(?P<place>.+:\d+:\d+): (?P<code>[A-Z]\d+) (?P<fragment>.+)")
SOUND = "---\nid: bai-thu\ntitle: Tập huấn\ndate: 02/03/2021\ncategory: Tin\n{}---\n\nBài thử của congtin.\n"
ARTICLE = Path("content/articles/2021/bai-thu.md")


def write(name: str, content: bytes | str) -> Callable[[Path], None]:
    def make(site: Path) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return make


def article(content: bytes | str) -> Callable[[Path], None]:
    return write(str(ARTICLE), content)


def pipe(site: Path) -> None:
    os.mkfifo(site / ARTICLE.with_name("ong-dan.md"))


def link_outside(site: Path) -> None:
    outside = site.parent / "ngoai.md"
    outside.write_text(SOUND.format(""), encoding="utf-8")
    (site / ARTICLE.with_name("lien-ket.md")).symlink_to(outside)


def link_to_nothing(site: Path) -> None:
    (site / ARTICLE.with_name("lien-ket.md")).symlink_to(site / "khong-co.md")


def linked_folder(site: Path) -> None:
    (site / "content/articles/nam-cu").symlink_to(site / "content/articles/2021")


def name_with_control(site: Path) -> None:
    (site / ARTICLE.with_name("xuống\ndòng.md")).write_text(SOUND.format(""), encoding="utf-8")


MAKE: dict[str, Callable[[Path], None]] = {
    "bang-ma-cu": article(SOUND.format("").encode() + "Công đoàn cơ sở".encode("cp1258", "replace")),
    "utf-16": article(SOUND.format("").encode("utf-16")),
    "byte-hong": article(SOUND.format("kicker: Tin \xff\n").encode("latin-1", "ignore")),
    "ky-tu-rong": article(SOUND.format("kicker: Tin\x00 vắn\n")),
    "tep-qua-lon": article(SOUND.format("") + "Công đoàn. " * 200_000),
    "khai-bao-qua-dai": article(SOUND.format("summary: " + "dài " * 20_000 + "\n")),
    "long-qua-sau": article(SOUND.format("metrics:\n" + "".join("  " * n + "- title:\n" for n in range(1, 40)))),
    "ngoac-qua-sau": article(SOUND.format("tags: " + "[" * 5_000 + "\n")),
    "ong-dan": pipe,
    "lien-ket-ra-ngoai": link_outside,
    "lien-ket-hong": link_to_nothing,
    "thu-muc-lien-ket": linked_folder,
    "ten-tep-xuong-dong": name_with_control,
}
NAMES = sorted(path.parent.name for path in SITES.glob("*/expected.txt"))


def prepare(name: str, folder: Path) -> Path:
    """The invalid site of that name, in a place of its own."""
    site = folder / "site"
    if (SITES / name / "site").exists():
        shutil.copytree(SITES / name / "site", site)
    elif name in MAKE:
        write(str(ARTICLE), SOUND.format(""))(site)
    if name in MAKE:
        MAKE[name](site)
    shutil.copy(SITES / "pelicanconf.py", site)
    return site


def expected(name: str) -> list[re.Match[str]]:
    lines = (SITES / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    found = [LINE.fullmatch(line) for line in lines if line]
    assert found
    assert all(found), "a line of expected.txt is no finding"
    return [match for match in found if match]


def findings(site: Path) -> list[Finding]:
    catalogue = read_catalogue(site, site / "content")
    stories = read_stories(site, site / "content", catalogue)
    pages = read_pages(site, site / "content", sections={story.category for story in stories})
    problems = [item for source in (catalogue, *stories, *pages) for item in source.problems]
    return sorted((item for item in problems if item.severity is not Severity.NOTE), key=lambda item: item.order)


def test_the_kinds_are_many() -> None:
    assert len(NAMES) >= 40
    assert set(MAKE) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_reading_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    found = findings(prepare(name, tmp_path))
    told = "\n".join(f"{item.place}: {item.rule} {item.message} | {item.help}" for item in found)
    wanted = expected(name)
    assert [f"{item.place}: {item.rule}" for item in found] == [f"{w['place']}: {w['code']}" for w in wanted], told
    assert any(item.severity is Severity.ERROR for item in found)
    for item, want in zip(found, wanted, strict=True):
        assert want["fragment"] in f"{item.message} {item.help}", told
        assert item.message.endswith((".", "?", ")")), item.message
        assert item.help.endswith((".", ";", "`.")), item.help
        assert not re.search(r"\b(sai|ý bạn|traceback)\b", f"{item.message} {item.help}", re.IGNORECASE)


# Builds each site named in its arguments in a process of its own, forked once all is imported: a second saved a site.
BUILD = """
import os, sys
from pathlib import Path
import pelican.readers, pelican.generators
import congtin.cli.build, congtin.portal.generators, congtin.portal.plugin, congtin.publishing.feeds
import congtin.reading.catalogue, congtin.reading.pages, congtin.reading.stories
from congtin.cli import main
for site in map(Path, sys.argv[1:]):
    child = os.fork()
    if not child:
        os.chdir(site)
        said = os.open(site.parent / "said.txt", os.O_WRONLY | os.O_CREAT)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os._exit(main(["build"]))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    (site.parent / "code.txt").write_text(str(code))
"""


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SITES.parents[2] / "plugins"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a sound site was published as, by the command as users type it."""
    sound = tmp_path_factory.mktemp("sound")
    write(str(ARTICLE), SOUND.format(""))(sound)
    shutil.copy(SITES / "pelicanconf.py", sound)
    done = run("-m", "congtin", "build", folder=sound)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(sound / "output")


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory, published: dict[str, bytes]) -> Path:
    """A folder of all sites after an attempt to build each over the published one."""
    folder = tmp_path_factory.mktemp("refused")
    for name in NAMES:
        site = prepare(name, folder / name)
        for path, data in published.items():
            write(f"output/{path}", data)(site)
    done = run("-c", BUILD, *(str(folder / name / "site") for name in NAMES), folder=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_build_refuses_and_publishes_nothing(name: str, refused: Path, published: dict[str, bytes]) -> None:
    said = (refused / name / "said.txt").read_text(encoding="utf-8")
    assert (refused / name / "code.txt").read_text() == "1", said
    assert "Traceback" not in said
    lines = said.splitlines()
    for want in expected(name):
        assert any(line.startswith(f"{want['place']}: ") and f" {want['code']}" in line for line in lines), said
    assert tree(refused / name / "site" / "output") == published


def test_the_command_itself_refuses(tmp_path: Path, published: dict[str, bytes]) -> None:
    site = prepare("ngay-khong-co-that", tmp_path)
    done = run("-m", "congtin", "build", folder=site)
    assert done.returncode == 1
    assert "content/articles/2021/bai-thu.md:4:7: lỗi F19" in done.stderr + done.stdout
    assert published
    assert not (site / "output").exists()
