"""Take the pictures of README and guides anew from the sample office: python docs/make_images.py.

Needs LibreOffice and poppler for the workbook, Chromium for the mail, and the test extra.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from sheets_sync.cli import main

IMAGES = Path(__file__).parent / "images"
TODAY = "2026-11-24"
PHONE, DESK = 390, 1000
PAGES = (
    ("surel-unit", "outbox/2026-10/unit_report/34.03.09.2008.html", PHONE, 1100, ""),
    ("surel-pimpinan", "outbox/2026-10/executive_report/bupati@example.go.id.html", PHONE, 1100, ""),
    ("halaman-publik", "laman/index.html", DESK, 1060, ""),
    ("halaman-publik-unit", "laman/index.html", DESK, 620, "#units"),
)
"""Name, file below the office, width and height in pixels, and where on the page the picture begins."""


def picture_of_tabs(office: Path) -> None:
    """The first page of the summary and of the month's recap."""
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(office), str(office / "rekap.xlsx")], check=True)
    for name, page in (("ringkasan", 1), ("rekap", 5)):
        pages = ["pdftoppm", "-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile"]
        subprocess.run([*pages, str(office / "rekap.pdf"), str(IMAGES / name)], check=True)


def pictures_of_pages(office: Path) -> None:
    """Mail as a phone shows it, the public page as a desk's screen does."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name, file, width, height, begins in PAGES:
            page = browser.new_page(viewport={"width": width, "height": 844})
            page.goto((office / file).resolve().as_uri())
            top = page.locator(begins).bounding_box()["y"] - 10 if begins else 0
            page.screenshot(path=IMAGES / f"{name}.png", clip={"x": 0, "y": top, "width": width, "height": height}, full_page=True)
        browser.close()


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        office = Path(name) / "demo"
        main(["demo", str(office), "--today", TODAY], {})
        main(["report", "--html", str(office / "laman"), "--config", str(office / "sheets-sync.toml"), "--today", TODAY], {})
        picture_of_tabs(office)
        pictures_of_pages(office)
