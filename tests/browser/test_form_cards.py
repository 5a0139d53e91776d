"""The cards on a real screen and on paper: every code leads where its card says, and nothing is cut off."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from sheets_sync.domain.form import FormLinks, answers_in
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import Unit
from sheets_sync.domain.unit_label import unit_labels
from sheets_sync.emails.render import Renderer
from sheets_sync.forms.prefilled import OfficeForm
from sheets_sync.language import Language
from sheets_sync.pages.form_cards import form_cards
from tests.browser.axe import Axe
from tests.browser.conftest import Show
from tests.browser.test_letters import WIDER_THAN_THE_SCREEN

pytestmark = pytest.mark.browser

ID = Language("id")
FORM = OfficeForm(
    ID, links=FormLinks("https://docs.google.com/forms/d/e/1FAIpQLSf0123456789abcdefghijklmnopqrstuvwxyz/viewform", "3f2a", "b")
)
UNITS = [
    Unit("34.03.01.2002", "Kepek", "KALURAHAN", "34.03.01"),
    Unit("34.03.15", "Saptosari", "KAPANEWON"),
    Unit("34.03.01", "Wonosari", "KAPANEWON"),
    Unit("34.03.15.2004", "Kepek", "KALURAHAN", "34.03.15"),
    Unit("34.03.99.1", "Tanpa Induk", "KALURAHAN", "34.03.99"),
    Unit("OPD-1", "Dinas Pemberdayaan Masyarakat Kalurahan, Pengendalian Penduduk dan Keluarga Berencana", "OPD"),
    Unit("OPD-2", "Dinas <b>A</b> & “B”", "OPD"),
]
OCTOBER = ReportingMonth(2026, 10)


def page(units: list[Unit] = UNITS, month: ReportingMonth | None = None, lang: str = "id") -> str:
    register = {unit.code: unit for unit in units}
    links = {code: (label, FORM.link(label, month)) for code, label in unit_labels(register).items()}
    language = Language(lang)
    return Renderer(language).page("form_cards", form_cards(register, links, language, office="Diskominfo", month=month).view)


def scanned(shot: bytes) -> str:
    """What a phone reads from a picture."""
    image = pytest.importorskip("PIL.Image")
    reader = pytest.importorskip("zxingcpp")
    (code,) = reader.read_barcodes(image.open(io.BytesIO(shot)))
    return str(code.text)


@pytest.mark.parametrize("month", [None, OCTOBER], ids=["any month", "October"])
def test_a_phone_reads_from_each_card_the_link_of_the_unit_named_beside_it(show: Show, month: ReportingMonth | None) -> None:
    shown = show(page(month=month), width=900)
    cards = shown.locator("li").all()
    assert len(cards) == len(UNITS)
    for card in cards:
        link = scanned(card.screenshot())
        answers = [answer for question, answer in answers_in(link) if question.startswith("entry.")]
        assert answers == [card.locator("h3").inner_text(), *(["Oktober 2026"] if month else [])]
        assert link == card.locator("a").get_attribute("href")


def test_offices_come_first_then_each_kapanewon_before_its_kalurahan(show: Show) -> None:
    shown = show(page(), width=900)
    sheets = {
        sheet.locator("h2").inner_text(): [name.split("\n")[0] for name in sheet.locator("h3").all_inner_texts()]
        for sheet in shown.locator("section").all()
    }
    assert list(sheets) == ["Perangkat daerah", "Kapanewon Saptosari", "Kapanewon Wonosari", "Kalurahan"]
    assert sheets["Kapanewon Wonosari"] == ["Kapanewon Wonosari", "Kalurahan Kepek (Wonosari)"]
    assert sheets["Kalurahan"] == ["Kalurahan Tanpa Induk"]


def test_the_card_says_what_to_do_and_how_long_it_is_good_for(show: Show) -> None:
    assert "Pindai dengan kamera ponsel: formulir terbuka dengan nama unit sudah terisi. Berlaku untuk setiap bulan." in page()
    of_month = page(month=OCTOBER)
    assert "dengan nama unit dan bulan Oktober 2026 sudah terisi." in of_month
    assert "setiap bulan" not in of_month
    assert "with the unit&#39;s name filled in. Good for every month." in page(lang="en")


def paper(shown: Any) -> bytes:
    return bytes(shown.pdf(prefer_css_page_size=True, print_background=True))


def test_ten_cards_fit_on_a_sheet_of_a4_and_each_kapanewon_begins_a_new_one(show: Show) -> None:
    village = [Unit(f"34.03.01.{n}", f"Karangtengah Kidul {n}", "KALURAHAN", "34.03.01") for n in range(9)]
    wonosari = Unit("34.03.01", "Wonosari", "KAPANEWON")
    assert _pages(paper(show(page([wonosari, *village])))) == 1
    more = Unit("34.03.01.99", "Satu Lagi", "KALURAHAN", "34.03.01")
    assert _pages(paper(show(page([wonosari, *village, more])))) == 2
    assert _pages(paper(show(page([wonosari, *village, Unit("34.03.15", "Saptosari", "KAPANEWON")])))) == 2


def _pages(pdf: bytes) -> int:
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", pdf)
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_no_card_is_cut_off_or_lies_on_two_pages(show: Show) -> None:
    long = "Dinas " + "Pemberdayaan " * 12
    shown = show(page([*UNITS, Unit("OPD-3", long, "OPD"), Unit("OPD-4", "X" * 120, "OPD")]), width=900)
    assert shown.evaluate("[...document.querySelectorAll('li')].every(li => li.scrollWidth <= li.clientWidth + 1)")
    assert shown.evaluate("[...document.querySelectorAll('li')].every(li => getComputedStyle(li).breakInside === 'avoid')")


@pytest.mark.parametrize("width", [320, 390, 900])
def test_on_a_screen_nothing_is_wider_than_it(show: Show, width: int) -> None:
    assert not show(page(), width=width).evaluate(WIDER_THAN_THE_SCREEN)


def test_axe_finds_nothing(show: Show, axe: Axe) -> None:
    assert axe.violations(show(page(), width=900)) == []


def test_names_cannot_become_markup(show: Show) -> None:
    shown = show(page(), width=900)
    assert "Dinas <b>A</b> & “B”" in shown.locator("h3").all_inner_texts()
    assert shown.locator("h3 b").count() == 0
