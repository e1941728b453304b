"""The built site, served on the loopback address and seen by a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser
from visiting import MISSING, SCHEMES, WIDTHS, Visit, addresses, visit

# What a host is to send: the policy without exceptions. The pages must live with it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``congtin build`` made of the checkout's content."""
    output = tmp_path_factory.mktemp("browser") / "output"
    command = [sys.executable, "-m", "congtin", "build", "--output", str(output)]
    environment = {**os.environ, "PYTHONPATH": str(root / "plugins")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


class _Handler(SimpleHTTPRequestHandler):
    """A static host: our policy on every answer, 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """Where the site is served: ``http://127.0.0.1:<port>``."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def visits(site: Path, host: str, browser: Browser) -> list[Visit]:
    """Every template, and an address that is not there, at every width, light and dark, with scripts on."""
    found = []
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="vi-VN", color_scheme=scheme, reduced_motion="reduce"
        )
        for address in [*addresses(site), MISSING]:
            page = context.new_page()
            found.append(visit(page, host, address, width, scheme))
            page.close()
        context.close()
    return found
