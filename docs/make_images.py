"""Take the pictures of README and guides anew from the sample office: python docs/make_images.py [NAME …], all or those named.

Needs LibreOffice and poppler for the workbook, Chromium for the mail, and the test extra.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from sheets_sync.cli import main

IMAGES = Path(__file__).parent / "images"
TODAY = "2026-11-24"
BEFORE_DUE = "2026-11-02"
FORM = '\n[form]\nurl = "https://forms.example.com/laporan-publikasi"\n'
PHONE, DESK = 390, 1000


class Sheet(NamedTuple):
    """A tab's first page as LibreOffice prints it: dots per inch, and how many pixels of its height are shown (0: all)."""

    title: str
    dpi: int
    height: int


TABS = {"ringkasan": Sheet("Ringkasan", 80, 0), "rekap": Sheet("Rekap 2026-10", 130, 430)}


class Picture(NamedTuple):
    """A page below the office, width and height of the picture in pixels, and where on the page it begins."""

    file: str
    width: int
    height: int
    begins: str = ""
    scheme: str = "light"
    styled: bool = True


UNIT = "surel/2026-10/unit_report/34.03.17.2002.html"
PAGES = {
    "surel-unit": Picture(UNIT, PHONE, 740),
    "surel-unit-gelap": Picture(UNIT, PHONE, 660, scheme="dark"),
    "surel-unit-tanpa-gaya": Picture(UNIT, PHONE, 760, styled=False),
    "surel-pengingat": Picture("pengingat/2026-10/reminder/operator.kemiri.tanjungsari@example.go.id.-3.html", PHONE, 730),
    "surel-kapanewon": Picture("surel/2026-10/area_report/34.03.06.html", PHONE, 600, "h2"),
    "surel-pimpinan": Picture("surel/2026-10/executive_report/bupati@example.go.id.html", PHONE, 700),
    "halaman-publik": Picture("laman/index.html", DESK, 1060),
    "halaman-publik-unit": Picture("laman/index.html", DESK, 620, "#units"),
}


def sample_office(folder: Path) -> Path:
    """The sample office, with a form to open, its mail and its public page."""
    office = folder / "demo"
    main(["demo", str(office), "--today", TODAY], {})
    settings = office / "sheets-sync.toml"
    told = settings.read_text(encoding="utf-8")
    if "\n[form]" not in told:
        settings.write_text(told + FORM, encoding="utf-8")
    main(["preview", "--config", str(settings), "--today", TODAY, "--folder", str(office / "surel")], {})
    main(["preview", "--config", str(settings), "--today", BEFORE_DUE, "--kind", "reminder", "--folder", str(office / "pengingat")], {})
    main(["report", "--html", str(office / "laman"), "--config", str(settings), "--today", TODAY], {})
    return office


def picture_of_tabs(office: Path, names: Collection[str]) -> None:
    """The first page of the summary and of the month's recap."""
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(office), str(office / "rekap.xlsx")], check=True)
    printed = office / "rekap.pdf"
    texts = subprocess.run(["pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True, text=True).stdout.split("\f")
    for name in names:
        sheet = TABS[name]
        page = str(next(number for number, text in enumerate(texts, 1) if text.strip().splitlines()[-1].strip().startswith(sheet.title)))
        crop = ["-x", "0", "-y", "0", "-W", "99999", "-H", str(sheet.height)] if sheet.height else []
        pages = ["pdftoppm", "-png", "-r", str(sheet.dpi), "-f", page, "-l", page, *crop, "-singlefile"]
        subprocess.run([*pages, str(printed), str(IMAGES / name)], check=True)


def pictures_of_pages(office: Path, names: Collection[str]) -> None:
    """Mail as a phone shows it, the public page as a desk's screen does."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name in names:
            take(browser, office, PAGES[name], IMAGES / f"{name}.png")
        browser.close()


def take(browser: Any, office: Path, picture: Picture, path: Path) -> None:
    file = office / picture.file
    if not picture.styled:  # as in a mailbox that drops the style element
        html = re.sub(r"<style>.*?</style>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        file = file.with_suffix(".bare.html")
        file.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": picture.width, "height": 844}, color_scheme=picture.scheme)
    page.goto(file.resolve().as_uri())
    top = page.locator(picture.begins).first.bounding_box()["y"] - 10 if picture.begins else 0
    page.screenshot(path=path, clip={"x": 0, "y": top, "width": picture.width, "height": picture.height}, full_page=True)
    page.close()


if __name__ == "__main__":
    wanted = sys.argv[1:] or [*TABS, *PAGES]
    if unknown := set(wanted) - {*TABS, *PAGES}:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}; there are: {', '.join([*TABS, *PAGES])}")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        office = sample_office(Path(name))
        if tabs := [each for each in wanted if each in TABS]:
            picture_of_tabs(office, tabs)
        if pages := [each for each in wanted if each in PAGES]:
            pictures_of_pages(office, pages)
