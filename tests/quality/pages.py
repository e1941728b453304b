"""Pages in Chromium: axe, the request log, reports of the content policy, weights; and Lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Page, Response, sync_playwright
from visiting import MISSING, SCHEMES, WIDTHS, Visit, addresses, visit

from quality.launching import LAUNCH
from quality.verdict import Verdict, count

if TYPE_CHECKING:
    from collections.abc import Sequence

TOOLS = Path(__file__).parent / "node_modules" / ".bin"
GOAL = 98  # Lighthouse, each of the four
RUNS = 3  # the median counts; the metrics behind it are told, since what else the machine does slows a page down
KILO = 1024
# What may be loaded before pictures, in bytes unpacked; script alone has its own limit.
WEIGHTS = {"home": 100 * KILO, "article": 60 * KILO, "section": 100 * KILO}
SCRIPT = 10 * KILO


def kinds(site: Path) -> dict[str, str]:
    """An address of each kind: the home page, the longest article, the longest section."""
    articles = sorted(site.glob("[0-9]*/[0-9]*/*/index.html"), key=lambda file: (file.stat().st_size, str(file)))
    sections = [file.parent / "index.html" for file in site.glob("*/rss.xml")]
    largest = max(sections, key=lambda file: (file.stat().st_size, str(file)))
    return {"home": "/", "article": _address(articles[-1], site), "section": _address(largest, site)}


def _address(file: Path, site: Path) -> str:
    return f"/{file.relative_to(site).as_posix().removesuffix('index.html')}"


def in_browser(site: Path, host: str, browser_path: str) -> Iterator[Verdict]:
    """Every template at three widths, light and dark."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=LAUNCH)
        seen = _visits(browser, site, host)
        weighed = {kind: _weigh(browser, f"{host}{address}") for kind, address in kinds(site).items()}
        browser.close()
    views = f"{len(seen)} views"
    yield count("axe, WCAG 2.2 AA", [f"{name}: {text}" for name, one in seen for text in one.violations], views)
    yield count("console, CSP reports", [f"{name}: {text}" for name, one in seen for text in one.complaints], views)
    foreign = [f"{name}: {text}" for name, one in seen for text in sorted(one.hosts - {host})]
    yield count("requests to other hosts", foreign, views)
    yield count(
        "pages wider than the screen", [f"{name}: {one.sideways} px" for name, one in seen if one.sideways > 0], views
    )
    for kind, (all_bytes, script) in weighed.items():
        limit = WEIGHTS[kind]
        yield Verdict(f"weight of {kind}", f"{all_bytes / KILO:.1f} KB", f"≤ {limit // KILO} KB", all_bytes <= limit)
        yield Verdict(f"script of {kind}", f"{script / KILO:.1f} KB", f"≤ {SCRIPT // KILO} KB", script <= SCRIPT)


def _visits(browser: Browser, site: Path, host: str) -> list[tuple[str, Visit]]:
    seen = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="vi-VN")
            for address in (*addresses(site), MISSING):
                page = context.new_page()
                seen.append((f"{address} {width} px {scheme}", visit(page, host, address, width, scheme)))
                page.close()
            context.close()
            print(f"  axe: {width} px {scheme}", file=sys.stderr)
    return seen


def _weigh(browser: Browser, address: str) -> tuple[int, int]:
    """Bytes, unpacked, that a page loads before pictures, and those of scripts among them."""
    page: Page = browser.new_page()
    sizes: list[tuple[str, int]] = []

    def note(answer: Response) -> None:
        kind = answer.request.resource_type
        if kind in ("document", "stylesheet", "script", "font", "fetch", "xhr"):
            sizes.append((kind, len(answer.body())))

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.close()
    return sum(size for _, size in sizes), sum(size for kind, size in sizes if kind == "script")


def lighthouse(site: Path, host: str, browser_path: str) -> Iterator[Verdict]:
    """The telephone profile, three pages, four categories each."""
    for kind, address in kinds(site).items():
        runs = sorted(
            (_audit(f"{host}{address}", browser_path) for _ in range(RUNS)), key=lambda run: min(run[0].values())
        )
        scores, faults, metrics = runs[RUNS // 2]
        said = " ".join(f"{value:.0f}" for value in scores.values())
        told = f"{said} ({metrics}; load {os.getloadavg()[0]:.0f})"
        yield Verdict(f"Lighthouse {kind}", told, f"≥ {GOAL} ×4", min(scores.values()) >= GOAL, tuple(faults))


def _audit(address: str, browser_path: str) -> tuple[dict[str, float], list[str], str]:
    """The scores, what costs any, and the times behind the first: first paint, largest paint, blocked."""
    command = [
        *(str(TOOLS / "lighthouse"), address, "--output=json", "--output-path=stdout", "--quiet"),
        "--only-categories=performance,accessibility,best-practices,seo",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": browser_path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        return {"all": 0.0}, [line for line in done.stderr.splitlines() if line.strip()][-3:], "did not run"
    report = json.loads(done.stdout)
    audits = report["audits"]
    faults = [
        f"{name}: {audits[item['id']]['title']}"
        for name, category in report["categories"].items()
        for item in category["auditRefs"]
        if item.get("weight") and (audits[item["id"]]["score"] or 0) < 0.9
    ]
    times = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    metrics = "/".join(f"{audits[name]['numericValue']:.0f}" for name in times)
    scores = {name: (category["score"] or 0) * 100 for name, category in report["categories"].items()}
    return scores, faults, f"{metrics} ms, CLS {audits['cumulative-layout-shift']['numericValue']:.2g}"


def html(site: Path) -> Verdict:
    """html-validate over every page."""
    files: Sequence[Path] = sorted(site.rglob("*.html"))
    command = [
        str(TOOLS / "html-validate"),
        "--config",
        str(Path(__file__).parent / "htmlvalidate.json"),
        "--formatter",
        "json",
    ]
    with TemporaryFile() as out:  # it ends before a pipe is emptied
        done = subprocess.run([*command, str(site)], stdout=out, stderr=subprocess.PIPE, check=False, timeout=300)
        out.seek(0)
        told = out.read()
    try:
        results = json.loads(told)
    except ValueError:
        return Verdict("html-validate", "did not run", "0", False, tuple(done.stderr.decode().splitlines()[-3:]))
    faults = [
        f"{Path(one['filePath']).relative_to(site)}:{item['line']}: {item['ruleId']}: {item['message']}"
        for one in results
        for item in one["messages"]
    ]
    return count("html-validate", faults, f"{len(files)} pages")


def links(site: Path, program: str) -> Verdict:
    """Lychee over every page, without a network: each address of our own leads to a file."""
    command = [
        program,
        "--offline",
        "--no-progress",
        "--root-dir",
        str(site),
        "--format",
        "json",
        "--include-fragments",
    ]
    done = subprocess.run(
        [*command, "--index-files", "index.html", str(site)], capture_output=True, text=True, check=False, timeout=300
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return Verdict("lychee, offline", "did not run", "0", False, tuple(done.stderr.splitlines()[-3:]))
    failed = report.get("error_map") or report.get("fail_map") or {}
    faults = [f"{Path(page).name}: {item['url']}" for page, items in failed.items() for item in items]
    return count("lychee, offline", faults, f"{report['total']} links")
