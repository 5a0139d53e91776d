"""Take the README's pictures anew from the sample office: python docs/make_images.py.

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
MAIL = "2026-10/unit_report/34.03.09.2008.html"


def picture_of_tabs(office: Path) -> None:
    """The first page of the summary and of the month's recap."""
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(office), str(office / "rekap.xlsx")], check=True)
    for name, page in (("ringkasan", 1), ("rekap", 5)):
        pages = ["pdftoppm", "-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile"]
        subprocess.run([*pages, str(office / "rekap.pdf"), str(IMAGES / name)], check=True)


def picture_of_mail(office: Path) -> None:
    """A unit's report, as a phone shows it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto((office / "outbox" / MAIL).resolve().as_uri())
        page.screenshot(path=IMAGES / "surel-unit.png", clip={"x": 0, "y": 0, "width": 390, "height": 1100}, full_page=True)
        browser.close()


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        office = Path(name) / "demo"
        main(["demo", str(office), "--today", TODAY], {})
        picture_of_tabs(office)
        picture_of_mail(office)
