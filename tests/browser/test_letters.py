"""The letters and their index in a browser: nothing overflows on a phone, nothing shuts anybody out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sheets_sync.adapters.mail.pages import write_preview
from sheets_sync.domain.message import Message
from sheets_sync.emails import ALL_KINDS
from sheets_sync.emails.render import Renderer
from tests.browser.axe import Axe
from tests.browser.conftest import Show
from tests.emails.languages import indonesian
from tests.emails.letters import SITUATIONS, letters

pytestmark = pytest.mark.browser

KINDS = [kind.code for kind in ALL_KINDS]
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def longest(situation: str, kind: str) -> Message | None:
    """The kind's longest letter: the one in which most can go wrong; None where the situation gives rise to none."""
    return max((letter for letter in letters(situation) if letter.kind == kind), key=lambda letter: len(letter.html), default=None)


def html_of(kind: str, situation: str = "office") -> str:
    letter = longest(situation, kind)
    assert letter
    return letter.html


def without_style(html: str) -> str:
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_sideways_scroll_on_a_small_phone(show: Show, situation: str) -> None:
    page = show("", width=360)
    for letter in filter(None, (longest(situation, kind) for kind in KINDS)):
        page.set_content(letter.html)
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == 0, letter.key


def test_axe_sees_what_is_wrong(show: Show, axe: Axe) -> None:
    page = show('<html lang="id"><title></title><p>baik</p><p style="color:#999;background:#aaa">pucat</p>')
    for _ in range(2):  # what is wrong is not taken as known
        assert {"document-title", "color-contrast"} <= {each.split(":")[0] for each in axe.violations(page)}


@pytest.mark.parametrize("pale", ["color:#bbb", "background:#111", "opacity:.3", "font-size:9px;color:#808080"])
def test_text_is_looked_at_in_each_of_its_looks(show: Show, axe: Axe, pale: str) -> None:
    fine = "<p>baik</p><p style='font-size:32px;color:#808080'>besar</p>"
    assert axe.faint(show(fine)) == []
    (found,) = axe.faint(show(f"{fine}<div style='{pale}'><p>pucat</p></div>"))
    assert "pucat" in found


@pytest.mark.parametrize("situation", SITUATIONS)
def test_axe_finds_nothing_light_or_dark(show: Show, axe: Axe, situation: str) -> None:
    page = show("")
    for letter in filter(None, (longest(situation, kind) for kind in KINDS)):
        page.set_content(letter.html)
        page.emulate_media(color_scheme="light")
        assert axe.violations(page) == [], letter.key
        page.emulate_media(color_scheme="dark")
        assert axe.faint(page) == [], letter.key


@pytest.mark.parametrize("kind", KINDS)
def test_reads_well_without_any_style(show: Show, axe: Axe, kind: str) -> None:
    """Some mailboxes drop the style element: what is left fits on a phone, and its words keep their contrast."""
    page = show(without_style(html_of(kind)), width=390)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == 0
    assert axe.faint(page) == []


def test_the_letter_is_as_wide_as_letters_are(show: Show) -> None:
    page = show(html_of("unit_report"), width=1000)
    assert page.evaluate("document.querySelector('.card').getBoundingClientRect().width") == 600


def test_the_preheader_is_not_seen(show: Show) -> None:
    page = show(html_of("unit_report"))
    assert page.locator("div[role=main] > div").first.is_hidden()


def test_dark_letters_are_dark(show: Show) -> None:
    page = show(html_of("unit_report"), scheme="dark")
    background = page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", background)[:3])) < 150


def test_the_index_holds_long_names_on_a_small_phone(show: Show, tmp_path: Path) -> None:
    index = write_preview(tmp_path, letters("hostile"), Renderer(indonesian()).page)
    assert show(index.read_text(encoding="utf-8"), width=360).evaluate(WIDER_THAN_THE_SCREEN) == 0


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1000, "dark")])
def test_the_index(show: Show, axe: Axe, tmp_path: Path, width: int, scheme: str) -> None:
    index = write_preview(tmp_path, letters("office"), Renderer(indonesian()).page)
    page = show(index.read_text(encoding="utf-8"), width=width, scheme=scheme)
    assert page.evaluate(WIDER_THAN_THE_SCREEN) == 0
    assert axe.violations(page) == []
