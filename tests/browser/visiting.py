"""One look at one page: opened at one width, judged by axe, everything it asked for or complained of written down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (360, 768, 1280)  # CSS pixels: the narrow telephone, the tablet, the common desktop
SCHEMES = ("light", "dark")
MISSING = "/khong-co-trang-nay/"  # an address that no site has

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2; axe leaves it off unless asked
    "resultTypes": ["violations"],
}
_TEMPLATE = re.compile(r'<body class="t-([\w-]+)"')
# What only a script can serve is marked so, and takes no room without it.
WITHOUT_TOOLS = "for (const tool of document.body.querySelectorAll('[data-script]')) tool.hidden = true"
NOTE_VIOLATIONS = """
window.reports = [];
document.addEventListener("securitypolicyviolation", event =>
    window.reports.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


@dataclass
class Visit:
    """What the browser saw of one page at one width."""

    address: str
    width: int
    scheme: str = "light"
    template: str = ""
    violations: list[str] = field(default_factory=list)
    rules_run: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    sideways: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.address} at {self.width} px, {self.scheme}"


def templates(site: Path) -> dict[str, list[str]]:
    """Every template that the site uses, as its pages name it, with the addresses printed by it, smallest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in site.rglob("*.html"):
        named = _TEMPLATE.search(file.read_text(encoding="utf-8"))
        address = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        found.setdefault(named[1] if named else "", []).append((file.stat().st_size, address))
    return {name: [address for _, address in sorted(found[name])] for name in sorted(found) if name}


def addresses(site: Path) -> list[str]:
    """Of every template the largest page: what holds most can break most."""
    return sorted(pages[-1] for pages in templates(site).values())


def visit(page: Page, host: str, address: str, width: int, scheme: str) -> Visit:
    """Open a page with scripts on, let axe judge it, and tell what was seen."""
    seen = Visit(address, width, scheme)
    page.add_init_script(NOTE_VIOLATIONS)
    page.on("request", lambda request: seen.hosts.add(re.sub(r"^(\w+://[^/]*).*", r"\1", request.url, flags=re.S)))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("requestfailed", lambda request: seen.complaints.append(f"failed: {request.url}"))
    page.on("response", lambda answer: answer.ok or seen.complaints.append(f"{answer.status}: {answer.url}"))
    page.goto(host + address, wait_until="load")
    if address == MISSING:  # the one thing that a browser has to report of a page that is not there
        seen.complaints.remove(f"404: {host}{MISSING}")
        seen.complaints = [text for text in seen.complaints if not text.startswith("error: Failed to load resource")]
    seen.complaints += page.evaluate("window.reports")
    seen.sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    seen.template = page.evaluate("document.body.className.slice(2)")
    response: dict[str, Any] = Axe().run(page, options=AXE).response
    seen.rules_run = {item["id"] for state in ("passes", "violations", "incomplete") for item in response[state]}
    seen.violations = [
        f"{item['id']}: {item['help']} — {node['html'][:200]}"
        for item in response["violations"]
        for node in item["nodes"]
    ]
    page.evaluate(WITHOUT_TOOLS)
    seen.text = page.inner_text("body")
    return seen
