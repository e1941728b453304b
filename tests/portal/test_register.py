"""An address that was published once answers for ever: with the article, the way to it, or that it is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from congtin.portal.failure import Failure
from congtin.portal.register import FILE, Register
from portal.conftest import Congtin, tree_of

KETNAP, THIDUA = "/2024/03/ket-nap/", "/2024/04/thi-dua/"


@pytest.fixture
def public(mini: Path, congtin: Congtin) -> Path:
    """The small site as it was published the first time; warnings do not stop it."""
    settings = mini / "publishconf.py"
    settings.write_text(settings.read_text() + '\nCONGTIN["warnings_stop"] = False\n')
    publish(mini, congtin)
    return mini


def publish(site: Path, congtin: Congtin) -> dict[str, bytes]:
    done = congtin(site, "build", "--settings", "publishconf.py")
    assert (done.returncode, done.stderr) == (0, "")
    return tree_of(site / "output")


def register(site: Path) -> str:
    return (site / "content" / FILE).read_text()


def test_who_publishes_enters_the_addresses(public: Path, congtin: Congtin) -> None:
    lines = register(public).splitlines()
    assert lines == sorted(lines)
    assert f"{KETNAP}\tsb-0001" in lines
    assert "nhap" not in register(public)
    assert "hen-gio" not in register(public)
    before = (public / "content" / FILE).stat()
    publish(public, congtin)
    assert (public / "content" / FILE).stat() == before


def test_who_only_builds_does_not(mini: Path, congtin: Congtin) -> None:
    assert congtin(mini, "build").returncode == 0
    assert not (mini / "content" / FILE).exists()


def edit(site: Path, name: str, old: str, new: str) -> None:
    path = site / f"content/articles/2024/{name}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_an_article_that_moves_is_found_by_its_id(public: Path, congtin: Congtin) -> None:
    edit(public, "ket-nap", "date: 05/03/2024", "date: 05/04/2024")
    found = publish(public, congtin)
    assert f"{KETNAP} /2024/04/ket-nap/ 301\n" in found["_redirects"].decode()
    assert 'url=/2024/04/ket-nap/"' in found["2024/03/ket-nap/index.html"].decode()
    assert KETNAP not in found["_gone"].decode()
    assert {KETNAP, "/2024/04/ket-nap/"} <= Register.read(public / "content").ids.keys()
    edit(public, "ket-nap", "date: 05/04/2024", "slug: moi\ndate: 05/04/2024")
    text = publish(public, congtin)["_redirects"].decode()
    assert f"{KETNAP} /2024/04/moi/ 301\n" in text
    assert "/2024/04/ket-nap/ /2024/04/moi/ 301\n" in text
    edit(public, "ket-nap", "slug: moi\ndate: 05/04/2024", "date: 05/03/2024")  # back where it was
    text = publish(public, congtin)["_redirects"].decode()
    assert f"/2024/04/moi/ {KETNAP} 301\n" in text
    assert f"\n{KETNAP} " not in text


def test_an_article_that_is_removed_is_gone(public: Path, congtin: Congtin) -> None:
    path = public / "content/articles/2024/thi-dua.md"
    text = path.read_text()
    path.unlink()
    found = publish(public, congtin)
    assert found["_gone"].decode() == f'# Địa chỉ của bài đã bỏ\n"{THIDUA}" 1;\n'
    assert "2024/04/thi-dua/index.html" not in found
    path.write_text(text)
    found = publish(public, congtin)
    assert THIDUA not in found["_gone"].decode()
    assert "2024/04/thi-dua/index.html" in found


def test_an_article_that_is_hidden_again_is_not_told_of(public: Path, congtin: Congtin) -> None:
    edit(public, "thi-dua", "---\n", "---\nstatus: draft\n")
    found = publish(public, congtin)
    assert [name for name, data in found.items() if THIDUA.encode() in data] == []


def test_another_article_may_take_an_address(public: Path, congtin: Congtin) -> None:
    (public / "content/articles/2024/thi-dua.md").unlink()
    edit(public, "tap-huan", "id: sb-0003", "id: sb-0003\nslug: thi-dua\naliases: [/2024/04/Tap-Huan]")
    found = publish(public, congtin)
    assert THIDUA not in found["_gone"].decode()
    rows = found["_redirects"].decode().splitlines()
    assert [row for row in rows if "thi-dua" in row] == [f"/2024/04/Tap-Huan {THIDUA} 301"]


def test_cold_and_small_builds_agree(public: Path, congtin: Congtin) -> None:
    edit(public, "ket-nap", "date: 05/03/2024", "date: 05/04/2024")
    (public / "content/articles/2024/thi-dua.md").unlink()
    found = publish(public, congtin)
    done = congtin(public, "build", "--no-cache", "--settings", "publishconf.py", "--output", "anew")
    assert done.returncode == 0
    assert tree_of(public / "anew") == found


@pytest.mark.parametrize("line", ["/a/", "a/\tx", "/a/\t", "<<<<<<< HEAD", "/a b/\tx"])
def test_a_line_that_makes_no_sense_is_named(public: Path, congtin: Congtin, line: str) -> None:
    path = public / "content" / FILE
    path.write_text(f"# ghi chú\n\n{line}\n")
    before = tree_of(public / "output")
    done = congtin(public, "build")
    assert (done.returncode, "content/addresses.tsv:3:1: mỗi dòng" in done.stderr) == (1, True), done.stderr
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(Failure, match=r"addresses.tsv:1:1: .*UTF-8"):
        Register.read(public / "content")
    assert tree_of(public / "output") == before


def test_a_site_that_cannot_be_written_to_is_published(
    public: Path, congtin: Congtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", FILE)

    monkeypatch.setattr("congtin.portal.register.os.replace", fail)
    edit(public, "ket-nap", "date: 05/03/2024", "date: 05/04/2024")
    done = congtin(public, "build", "--settings", "publishconf.py")
    assert (done.returncode, "Trang mới đã được công bố" in done.stderr) == (0, True)
    assert "2024/04/ket-nap/index.html" in tree_of(public / "output")
