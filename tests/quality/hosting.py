"""A static host on the loopback address that reads our ``_headers``: what a reader's browser would get."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PACKED = (".html", ".css", ".js", ".svg", ".xml", ".json", ".txt", ".opml")
LEFT_OUT = ("Strict-Transport-Security",)  # this host speaks plain HTTP


class Handler(SimpleHTTPRequestHandler):
    """Files with the headers of ``_headers``, packed as hosts pack them; 404.html for what is not there."""

    protocol_version = "HTTP/1.1"
    rules: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = ()

    def do_GET(self) -> None:
        folder = Path(self.directory)
        path = self.path.partition("?")[0]
        file = folder / path.removeprefix("/") / "index.html" if path.endswith("/") else folder / path.removeprefix("/")
        status = HTTPStatus.OK
        if not file.is_file():
            file, status = folder / "404.html", HTTPStatus.NOT_FOUND
        body = file.read_bytes()
        given = {"Content-Type": self.guess_type(str(file))}
        for pattern, told in self.rules:
            given |= told if pattern.fullmatch(path) else {}
        if file.suffix in PACKED:
            body = gzip.compress(body, mtime=0)
            given["Content-Encoding"] = "gzip"
        if given["Content-Type"] in ("text/html", "text/css", "text/javascript", "text/plain"):
            given["Content-Type"] += "; charset=utf-8"
        self.send_response(status)
        for name, value in {**given, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def rules(headers: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The rules of a ``_headers`` file: a pattern of paths, and what to send."""
    found: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in headers.splitlines():
        if not line.startswith(" "):
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*"))
            found.append((re.compile(pattern), {}))
        else:
            name, _, value = line.strip().partition(": ")
            if name not in LEFT_OUT:
                found[-1][1][name] = value
    return tuple(found)


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """Serve the site; the address without a final slash."""
    handler = type("SiteHandler", (Handler,), {"rules": rules((site / "_headers").read_text(encoding="utf-8"))})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
