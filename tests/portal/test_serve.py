"""The preview: drafts on this machine alone, rebuilt at every save, nothing else of the machine to be seen."""

from __future__ import annotations

import argparse
import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic, sleep

import pytest

from congtin.cli import serve
from congtin.cli.serve import ADDRESS, Preview

Ask = Callable[..., tuple[HTTPResponse, str]]


@pytest.fixture
def preview(mini: Path, tmp_path: Path) -> Preview:
    preview = Preview(mini / "pelicanconf.py", tmp_path / "preview")
    preview.rebuild()
    assert preview.generation == 1
    return preview


@pytest.fixture
def ask(preview: Preview) -> Iterator[Ask]:
    server = serve.listen(preview, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def ask(path: str, method: str = "GET", host: str | None = None) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(ADDRESS, server.server_port, timeout=10)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    yield ask
    server.shutdown()
    thread.join()
    server.server_close()


def test_drafts_are_seen_and_pages_reload(ask: Ask, preview: Preview) -> None:
    answer, text = ask("/2024/04/ban-nhap/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "CANARY-BODY" in text
    assert '<script src="/-/reload.js?1"></script></body>' in text
    assert "location.reload" not in ask("/-/ask.js?1")[1]
    preview.generation += 1
    assert ask("/-/ask.js?1")[1] == "location.reload();"
    assert "/-/ask.js" in ask("/-/reload.js?1")[1]


def test_the_published_output_is_left_alone(preview: Preview, mini: Path) -> None:
    assert not (mini / "output").exists()


def test_what_is_not_there(ask: Ask) -> None:
    outside = ("/..%2f..%2fetc/passwd", "/../mini/pelicanconf.py", "//etc/passwd", "/%00")
    for path in ("/khong-co/", "/.congtin-manifest.json", "/2024", *outside):
        answer, text = ask(path)
        assert (answer.status, "Không tìm thấy trang" in text) == (404, True), path


def test_no_link_is_followed(ask: Ask, preview: Preview) -> None:
    (preview.output / "lien-ket.txt").symlink_to("/etc/hostname")
    (preview.output / "thu-muc").symlink_to("/etc")
    assert ask("/lien-ket.txt")[0].status == 404
    assert ask("/thu-muc/hostname")[0].status == 404


def test_only_under_this_machines_names(ask: Ask, preview: Preview) -> None:
    for host in preview.hosts:
        assert ask("/", host=host)[0].status == 200
    for host in ("songbac.example.vn", "127.0.0.1", "127.0.0.1:1", "evil.example:8000"):
        answer, text = ask("/", host=host)
        assert answer.status == 403
        assert "CANARY" not in text


def test_other_methods_and_heads(ask: Ask) -> None:
    assert ask("/", "POST")[0].status == 501
    answer, text = ask("/", "HEAD")
    assert (answer.status, text) == (200, "")
    assert int(answer.headers["Content-Length"]) > 100


def test_files_have_their_types(ask: Ask) -> None:
    assert ask("/documents/ke-hoach.txt")[0].headers["Content-Type"] == "text/plain; charset=utf-8"
    assert ask("/rss.xml")[0].headers["Content-Type"].startswith(("application/", "text/xml"))


def test_before_the_first_good_build(ask: Ask, preview: Preview) -> None:
    preview.output = preview.output / "none"
    answer, text = ask("/")
    assert (answer.status, "Không có trang này" in text) == (404, True)


def test_a_bad_save_is_told_and_survived(
    preview: Preview, mini: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = (mini / "pelicanconf.py").read_text()
    (mini / "pelicanconf.py").write_text("SITENAME = (")
    preview.rebuild()
    assert "Không đọc được tệp cấu hình" in capsys.readouterr().err
    assert (preview.output / "index.html").exists()
    (mini / "pelicanconf.py").write_text(settings)
    (mini / "content/articles/2024/thi-dua.md").write_text("không có phần khai báo")
    preview.rebuild()
    assert "thi-dua.md:1:1: lỗi" in capsys.readouterr().err
    assert preview.generation == 2
    monkeypatch.setattr(serve, "build_site", lambda *_, **__: 1 // 0)
    preview.rebuild()
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert preview.generation == 2


def test_every_save_is_seen(preview: Preview, mini: Path) -> None:
    stop = threading.Event()
    watcher = threading.Thread(target=preview.watch, args=(stop,))
    watcher.start()
    sleep(0.5)
    article = mini / "content/articles/2024/ban-nhap.md"
    article.write_text(article.read_text().replace("CANARY-BODY", "CANARY-CHANGED"))
    end = monotonic() + 30
    while preview.generation < 2 and monotonic() < end:
        sleep(0.05)
    stop.set()
    watcher.join()
    assert "CANARY-CHANGED" in (preview.output / "2024/04/ban-nhap/index.html").read_text()


def test_the_command(mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    serve.add_parser(parser.add_subparsers())

    def interrupted(preview: Preview, stop: threading.Event) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Preview, "watch", interrupted)
    arguments = parser.parse_args(["serve", "--settings", str(mini / "pelicanconf.py"), "--port", "0"])
    assert arguments.run(arguments) == 0
    out = capsys.readouterr().out
    assert "Xem thử tại http://127.0.0.1:" in out
    assert "Đã dừng xem thử." in out
    with socket.create_server((ADDRESS, 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = parser.parse_args(["serve", "--settings", str(mini / "pelicanconf.py"), "--port", port])
        assert arguments.run(arguments) == 1
    assert "Xin thử cổng khác" in capsys.readouterr().err
