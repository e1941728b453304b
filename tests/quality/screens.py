"""Pictures of every template at three widths, compared with those kept: a change of looks is seen, and meant.

The pages are those of invented content (tests/publishing/theme_pages.py), their letters the bundled font's, their day
fixed: what differs is the theme. ``make quality QUALITY_ARGS="screens --keep"`` keeps what is seen now.
"""

from __future__ import annotations

import mimetypes
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright
from visiting import WIDTHS

from publishing.theme_pages import THEME, contexts, render_all
from quality.launching import LAUNCH
from quality.verdict import Verdict, count

KEPT = Path(__file__).parents[1] / "golden" / "screens"
SCALES = {360: 0.35, 768: 0.25, 1280: 0.25}  # dots for each CSS pixel: enough to see every box, a tenth of the bytes
TALLEST = 1600  # CSS pixels: below it pages repeat themselves
NEAR = 48  # of 255 in one colour: smoothing of letters differs from machine to machine
TOLERANCE = 0.005  # the share of dots that may differ more: a line of text moved by its height is more
HOST = "http://theme.test"
FONTS = {"Regular": 400, "Bold": 700}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#9bc" d="M0 0h16v9H0z"/>'
    '<circle cx="5" cy="4" r="2"/></svg>'
)
LETTERS = "".join(
    f'@font-face {{ font-family: Kept; font-weight: {weight}; src: url("/fonts/BeVietnamPro-{name}.ttf"); }}'
    for name, weight in FONTS.items()
)
# The share of dots that differ, or of what one picture has and the other lacks.
DIFFERENCE = """async ([kept, seen, near]) => {
    const dots = async data => {
        const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
        canvas.drawImage(picture, 0, 0);
        return { width: picture.width, height: picture.height,
                 data: canvas.getImageData(0, 0, picture.width, picture.height).data };
    };
    const [one, other] = [await dots(kept), await dots(seen)];
    if (one.width !== other.width) return 1;
    const shared = one.width * Math.min(one.height, other.height);
    let differ = one.width * Math.abs(one.height - other.height);
    const all = shared + differ;
    for (let at = 0; at < shared * 4; at += 4)
        if ([0, 1, 2].some(colour => Math.abs(one.data[at + colour] - other.data[at + colour]) > near)) differ += 1;
    return differ / all;
}"""


def names() -> list[str]:
    """The page that stands for each template."""
    return sorted(name for name, (file, _) in contexts().items() if file == f"{name}.html")


def missing() -> list[str]:
    """The templates that no page stands for."""
    return sorted({file.stem for file in (THEME / "templates").glob("*.html")} - {"base", *names()})


def answer(route: Route, pages: dict[str, str]) -> None:
    """The theme with the bundled letters, a picture, the pages; without a server."""
    path = urlsplit(route.request.url).path
    if path.startswith("/theme/"):
        file = THEME / "static" / path.removeprefix("/theme/")
        body = file.read_bytes()
        if file.suffix == ".css":
            body += f"{LETTERS} :root {{ --sans: Kept; --serif: Kept; }}".encode()
        route.fulfill(body=body, content_type=mimetypes.guess_type(file.name)[0])
    elif path.startswith("/fonts/"):
        route.fulfill(body=(THEME / path.removeprefix("/")).read_bytes(), content_type="font/ttf")
    elif path.startswith("/images/"):
        route.fulfill(body=PICTURE, content_type="image/svg+xml")
    else:
        route.fulfill(body=pages[path.strip("/")], content_type="text/html; charset=utf-8")


def pictures(browser: Browser) -> Iterator[tuple[str, bytes]]:
    """What each page looks like at each width, by file name."""
    pages = render_all()
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, device_scale_factor=SCALES[width], reduced_motion="reduce"
        )
        page = context.new_page()
        page.clock.set_fixed_time("2026-01-15T10:00:00+07:00")
        page.route("**/*", lambda route: answer(route, pages))
        for name in names():
            yield f"{name}-{width}.png", picture(page, f"{HOST}/{name}")
        context.close()


def picture(page: Page, address: str) -> bytes:
    """One page, its letters and pictures there, down to where it repeats itself."""
    page.goto(address)
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.evaluate("Promise.all([document.fonts.ready, ...[...document.images].map(image => image.decode())])")
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)})


def difference(page: Page, kept: bytes, seen: bytes) -> float:
    """The share of dots that differ between two pictures, from 0 to 1."""
    found: float = page.evaluate(DIFFERENCE, [b64encode(kept).decode(), b64encode(seen).decode(), NEAR])
    return found


def screens(browser_path: str, keep: bool = False) -> Iterator[Verdict]:
    """Compare every template with its kept picture; or keep what is seen now."""
    faults, worst = [f"{name}: no page of theme_pages.py stands for this template" for name in missing()], 0.0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=LAUNCH)
        judge = browser.new_page()
        seen = dict(pictures(browser))
        for name, data in seen.items():
            file = KEPT / name
            if keep:
                file.parent.mkdir(exist_ok=True)
                if not file.exists() or difference(judge, file.read_bytes(), data) > 0:
                    file.write_bytes(data)
            elif not file.exists():
                faults.append(f"{name}: no picture is kept")
            else:
                share = difference(judge, file.read_bytes(), data)
                worst = max(worst, share)
                faults += [f"{name}: {share:.1%} differ"] if share > TOLERANCE else []
        browser.close()
    stale = {file.name for file in KEPT.glob("*.png")} - seen.keys()
    for name in sorted(stale):
        faults += [] if keep else [f"{name}: kept, and no longer looked at"]
        if keep:
            (KEPT / name).unlink()
    yield count("looks as kept", faults, f"{len(seen)} views, ≤ {worst:.2%}")
