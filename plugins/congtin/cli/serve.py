"""``congtin serve``: a preview on this machine alone, drafts included, rebuilt and reloaded at every save."""

from __future__ import annotations

import argparse
import mimetypes
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from congtin import resources
from congtin.cli import CLEAN, review
from congtin.cli.build import build_site, settings_file, show
from congtin.cli.wording import VIETNAMESE
from congtin.portal.addresses import file_of
from congtin.portal.assets import read_file
from congtin.portal.edition import Edition
from congtin.portal.failure import Failure
from congtin.portal.options import Options
from congtin.portal.site import Site

ADDRESS, PORT = "127.0.0.1", 8000
# Asks once a second for a script, which reloads the page when a newer build is out: the pages' own policy allows
# scripts from here, and no other request. Only the preview adds this; a published page never has it.
RELOAD = """\
const seen = new URL(document.currentScript.src).search;
setInterval(() => {
  const ask = document.createElement("script");
  ask.src = "/-/ask.js" + seen;
  ask.onload = ask.onerror = () => ask.remove();
  document.head.append(ask);
}, 1000);
"""
POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say what the command takes."""
    parser = subparsers.add_parser("serve", help="xem thử trên máy này, kể cả bài nháp; tự dựng lại khi lưu tệp")
    parser.add_argument("--settings", type=Path, metavar="TỆP", help="tệp cấu hình")
    parser.add_argument("--port", type=int, default=PORT, metavar="CỔNG", help=f"cổng trên máy này (mặc định {PORT})")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    try:
        settings = settings_file(arguments.settings)
        with tempfile.TemporaryDirectory(prefix="congtin-") as folder:
            preview = Preview(settings, Path(folder).resolve() / "preview")
            with listen(preview, arguments.port) as server:
                preview.rebuild()
                threading.Thread(target=server.serve_forever, daemon=True).start()
                print(f"Xem thử tại http://{ADDRESS}:{server.server_port}/ (bấm Ctrl+C để dừng)", flush=True)
                try:
                    preview.watch(threading.Event())
                except KeyboardInterrupt:
                    print("Đã dừng xem thử.")
                finally:
                    server.shutdown()
    except Failure as failure:
        print(f"congtin: {failure}", file=sys.stderr)
        return failure.code
    return CLEAN


class Preview:
    """The preview's folder and the count of its builds."""

    def __init__(self, settings: Path, output: Path) -> None:
        self.settings = settings
        self.output = output
        self.generation = 0
        self.edition: Edition | None = None  # what was last built
        self.hosts: tuple[str, ...] = ()  # the names under which alone the preview answers

    def rebuild(self) -> None:
        """Build anew; whatever goes wrong is told, and the last good build stays."""
        try:
            options = Options(preview=True, show=show, settings=self.settings)
            build = build_site(self.settings, self.output, options)
        except (Failure, OSError) as failure:
            print(f"congtin: {failure}", file=sys.stderr, flush=True)
        except Exception:  # no save may end the preview
            traceback.print_exc()
        else:
            self.generation += 1
            self.edition = build.edition
            print(f"Đã dựng lại (lần {self.generation}). {VIETNAMESE.closing(build.edition.report)}", flush=True)

    def watch(self, stop: threading.Event) -> None:
        """Build anew at every change below the site's content and theme, and of its settings."""
        import watchfiles

        site = Site.from_file(self.settings)
        places = [site.content, resources.theme(), site.root / "theme", *site.root.glob("*conf.py")]
        known = [place for place in dict.fromkeys(places) if place.exists()]
        for _ in watchfiles.watch(*known, stop_event=stop):
            self.rebuild()


def listen(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server of the preview on this machine; port 0 takes any that is free.

    Raises:
        Failure: the port is taken.
    """

    def handler(*arguments: object) -> Handler:
        return Handler(preview, *arguments)

    try:
        server = ThreadingHTTPServer((ADDRESS, port), handler)
    except (OSError, OverflowError):
        raise Failure(f"Cổng {port} đang có chương trình khác dùng. Xin thử cổng khác, ví dụ --port 8001.") from None
    preview.hosts = (f"{ADDRESS}:{server.server_port}", f"localhost:{server.server_port}")
    return server


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of the preview: no listings, no links, no name but this machine's."""

    server_version = "congtin"
    sys_version = ""

    def __init__(self, preview: Preview, *arguments: object) -> None:
        self.preview = preview
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request."""
        status, kind, body = self._answer()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        if self.command == "GET":
            with suppress(ConnectionError):  # the browser went elsewhere
                self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the findings."""

    def _answer(self) -> tuple[HTTPStatus, str, bytes]:
        if self.headers.get("Host") not in self.preview.hosts:  # DNS rebinding
            return HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", "Chỉ xem được trên máy này.".encode()
        asked = urlsplit(self.path)
        address = unquote(asked.path)
        own = self._own(address, asked.query)
        return (HTTPStatus.OK, *own) if own else self._file(address)

    def _own(self, address: str, query: str) -> tuple[str, bytes] | None:
        """What the preview adds to the site: kind and body; None for an address of the site."""
        javascript = "text/javascript; charset=utf-8"
        match address:
            case "/-/ask.js":
                return javascript, b"" if query == str(self.preview.generation) else b"location.reload();"
            case "/-/reload.js":
                return javascript, RELOAD.encode()
            case "/-/review.js":
                return javascript, review.script(self.preview.edition, unquote(query))
            case "/-/review.css":
                return "text/css; charset=utf-8", review.style()
            case _:
                return None

    def _file(self, address: str) -> tuple[HTTPStatus, str, bytes]:
        path, status = file_of(address), HTTPStatus.OK
        try:
            if any(part.startswith(".") for part in path.split("/")):
                raise FileNotFoundError(path)
            body = read_file(self.preview.output, path)
        except (OSError, Failure):
            path, status = "404.html", HTTPStatus.NOT_FOUND
            body = self._not_found()
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if kind == "text/html":
            body = self._with_overlay(body)
        return status, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, body

    def _not_found(self) -> bytes:
        try:
            return read_file(self.preview.output, "404.html")
        except OSError:
            return "<!doctype html><title>Không có trang này</title>".encode()

    def _with_overlay(self, page: bytes) -> bytes:
        """The page with what only the preview has: the findings at their numbers, and the reloading."""
        address = quote(unquote(urlsplit(self.path).path))
        style = b'<link rel="stylesheet" href="/-/review.css">'
        scripts = (
            f'<script src="/-/review.js?{address}" defer></script>'
            f'<script src="/-/reload.js?{self.preview.generation}"></script>'
        )
        return _before(b"</body>", scripts.encode(), _before(b"</head>", style, page))


def _before(tag: bytes, addition: bytes, page: bytes) -> bytes:
    """The page with an addition in front of the last such tag; at its end where there is none."""
    before, end, after = page.rpartition(tag)
    return before + addition + end + after if end else page + addition
