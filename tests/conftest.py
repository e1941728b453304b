"""What all tests share: where the checkout is, and Hypothesis made repeatable."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

# No deadline: two workers share two cores. In CI the same examples each time, so that a red run can be repeated.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The user's own folder of caches is the tests' own."""
    os.environ["XDG_CACHE_HOME"] = os.fspath(tmp_path_factory.mktemp("caches"))


LAUNCH = [
    "--no-sandbox",  # CI is root in a container; the only pages opened are our own
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for a worker; when there is none, the tests fail rather than being left out."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    path = os.environ.get("CONGTIN_BROWSER") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail("no Chromium or Chrome on PATH: install one, or set CONGTIN_BROWSER to its path", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser
        browser.close()
