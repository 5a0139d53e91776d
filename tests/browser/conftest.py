"""A real Chromium, offline; the tests that need one are skipped where there is none (`tests.needed`)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.axe import Axe
from tests.needed import needed

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Show = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    needed(executable, "Chromium is not installed")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tab(browser: Any) -> Any:
    """A page for one test after the other: to open one costs more than most of them do."""
    return browser.new_context(offline=True).new_page()


@pytest.fixture
def show(tab: Any) -> Show:
    """show(html, width=…, scheme="light" | "dark") shows a document, in place of the one before, that can reach no network."""

    def show(html: str, *, width: int = 390, scheme: str = "light") -> Any:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(media="null", color_scheme=scheme)
        tab.set_content(html)
        return tab

    return show


@pytest.fixture(scope="session")
def axe() -> Axe:
    pytest.importorskip("axe_playwright_python")
    return Axe()
