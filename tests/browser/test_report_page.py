"""The public page in a browser: sort, filter, keyboard, phone, paper, without scripts, and shut to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from sheets_sync.emails.render import Renderer
from sheets_sync.language import Language
from sheets_sync.pages import public_report
from tests.browser.axe import Axe
from tests.browser.test_letters import WIDER_THAN_THE_SCREEN
from tests.emails.letters import SITUATIONS

pytestmark = pytest.mark.browser

WORST = ("office", "nothing_came", "three_hundred", "hostile", "nobody", "one_unit")


@cache
def html(situation: str = "office", lang: str = "id") -> str:
    language = Language(lang)
    return Renderer(language).page("report", public_report(SITUATIONS[situation](), language, zone="WIB").view)


@pytest.fixture
def visit(browser: Any, tab: Any, tmp_path: Path) -> Iterator[Any]:
    """visit(situation, width=…, scheme=…, scripts=…) opens the page from a file, as a visitor of a plain web server would."""
    complaints: list[str] = []
    hear = {"console": lambda message: complaints.append(message.text), "pageerror": lambda error: complaints.append(str(error))}
    numbers, after = count(), ExitStack()
    for event, listener in hear.items():
        tab.on(event, listener)
        after.callback(tab.remove_listener, event, listener)

    def visit(
        situation: str = "office", *, width: int = 1200, scheme: str = "light", scripts: bool = True, at: str = "", lang: str = "id"
    ) -> Any:
        file = tmp_path / f"{next(numbers)}.html"  # another address at each visit, or only the part after # would change
        file.write_text(html(situation, lang), encoding="utf-8")
        page = tab if scripts else after.enter_context(browser.new_context(java_script_enabled=False, offline=True)).new_page()
        page.complaints = complaints
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media="null", color_scheme=scheme)
        page.goto(f"{file.as_uri()}{at}")
        return page

    with after:
        yield visit


def names(page: Any) -> list[str]:
    return [text.split("\n")[0] for text in page.locator("#units tbody tr:visible th").all_inner_texts()]


def head(page: Any, number: int) -> Any:
    return page.locator("#units thead th").nth(number)


def test_nothing_is_wrong_and_nothing_is_fetched(visit: Any) -> None:
    page = visit()
    assert page.complaints == []
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_sorts_by_name_and_back(visit: Any) -> None:
    page = visit()
    as_registered = names(page)
    head(page, 0).get_by_role("button").click()
    assert head(page, 0).get_attribute("aria-sort") == "ascending"
    assert names(page) == sorted(as_registered, key=str.casefold)
    head(page, 0).get_by_role("button").click()
    assert head(page, 0).get_attribute("aria-sort") == "descending"
    assert names(page)[0] == max(as_registered, key=str.casefold)


def test_sorts_posts_as_numbers_greatest_first_and_those_without_last(visit: Any) -> None:
    page = visit()
    for direction in ("descending", "ascending"):
        head(page, 5).get_by_role("button").click()
        assert head(page, 5).get_attribute("aria-sort") == direction
        keys = page.locator("#units tbody td:nth-child(6)").evaluate_all("cells => cells.map(cell => cell.dataset.v)")
        numbers = [int(key) for key in keys if key]
        assert numbers == sorted(numbers, reverse=direction == "descending")
        assert numbers[0] == (1244 if direction == "descending" else min(numbers))
        assert all(keys[: len(numbers)])


def test_sorts_one_column_at_a_time_and_status_worst_first(visit: Any) -> None:
    page = visit()
    head(page, 0).get_by_role("button").click()
    head(page, 3).get_by_role("button").click()
    assert page.locator("#units th[aria-sort]").count() == 1
    statuses = page.locator("#units tbody tr").evaluate_all("rows => rows.map(row => row.dataset.status)")
    assert statuses == sorted(statuses, key=["MISSING", "INCOMPLETE", "LATE", "COMPLETE", "EXEMPT"].index)


def test_the_kapanewon_can_be_sorted_too(visit: Any) -> None:
    page = visit()
    column = page.locator("#areas thead th[data-sort]").last
    column.get_by_role("button").click()
    assert column.get_attribute("aria-sort") == "descending"
    assert page.locator("#areas tfoot tr").count() == 1


@pytest.mark.parametrize(("field", "value", "expected"), [("kind", "KAPANEWON", 2), ("area", "34.03.02", 5), ("status", "MISSING", 4)])
def test_filters(visit: Any, field: str, value: str, expected: int) -> None:
    page = visit()
    page.locator(f"#filters select[name={field}]").select_option(value)
    assert len(names(page)) == expected
    assert re.findall(r"\d+", page.locator("#shown").inner_text()) == [str(expected), "16"]


def test_filters_add_up_are_shared_by_address_and_are_taken_back(visit: Any) -> None:
    page = visit()
    page.locator("input[name=q]").fill("KÉPEK")
    assert names(page) == ["Kepek", "Kepek"]
    page.locator("select[name=area]").select_option("34.03.02")
    assert len(names(page)) == 1
    address = page.evaluate("location.hash")
    page.locator("#filters button[type=reset]").click()
    expect(page.locator("#units tbody tr:not([hidden])")).to_have_count(16)
    assert page.evaluate("location.hash") == ""
    other = visit(at=address)
    assert len(names(other)) == 1
    assert other.locator("select[name=area]").input_value() == "34.03.02"


def test_a_name_is_found_with_its_kapanewon(visit: Any) -> None:
    page = visit()
    page.locator("input[name=q]").fill("  kepek   nglipar ")
    assert names(page) == ["Kepek"]
    page.locator("input[name=q]").fill("tidak ada")
    assert names(page) == []
    assert page.locator("#shown").inner_text().startswith("0 ")


def test_everything_by_keyboard(visit: Any) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("gari")
    assert names(page) == ["Gari"]
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    page.keyboard.press("Enter")
    expect(page.locator("input[name=q]")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('th').cellIndex") == 0
    page.keyboard.press("Space")
    assert head(page, 0).get_attribute("aria-sort") == "ascending"


def test_enter_in_the_search_box_does_not_leave_the_page(visit: Any) -> None:
    page = visit()
    page.locator("input[name=q]").fill("gari")
    page.locator("input[name=q]").press("Enter")
    assert names(page) == ["Gari"]


def test_all_is_there_without_scripts(visit: Any) -> None:
    page = visit(scripts=False)
    assert page.locator("#units tbody tr:visible").count() == 16
    assert page.locator("#filters").is_hidden()
    assert page.locator("#shown").is_hidden()
    assert page.get_by_role("button").count() == 0


@pytest.mark.parametrize("situation", WORST)
def test_no_sideways_scroll(visit: Any, situation: str) -> None:
    page = visit(situation, width=320)
    for width in (320, 360, 561, 800, 941, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDER_THAN_THE_SCREEN) <= 0, width


def test_a_phone_shows_cards_that_can_be_sorted(visit: Any) -> None:
    page = visit(width=360)
    box = page.locator("#units thead").bounding_box()
    assert box["width"] <= 1
    row = page.locator("#units tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "flex"
    page.locator("select[name=order]").select_option("5 descending")
    assert page.locator("#units tbody tr").first.locator("td").nth(4).get_attribute("data-v") == "1244"
    small = page.locator("#filters input, #filters select, #filters button").evaluate_all(
        "fields => fields.filter(field => field.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_axe_finds_nothing(visit: Any, axe: Axe, width: int, scheme: str) -> None:
    assert axe.violations(visit(width=width, scheme=scheme)) == []


@pytest.mark.parametrize(("situation", "lang"), [("hostile", "en"), ("nobody", "id"), ("one_unit", "en")])
def test_axe_finds_nothing_in_odd_offices(visit: Any, axe: Axe, situation: str, lang: str) -> None:
    assert axe.violations(visit(situation, lang=lang)) == []


def test_tables_stay_tables_on_a_phone(visit: Any) -> None:
    page = visit(width=360)
    assert page.get_by_role("table").count() == 5
    assert page.locator("#units").get_by_role("rowheader").count() == 16


def test_the_dark_page_is_dark_and_paper_is_white(visit: Any) -> None:
    page = visit(scheme="dark")
    shade = "getComputedStyle(document.body).backgroundColor"
    assert sum(map(int, re.findall(r"\d+", page.evaluate(shade))[:3])) < 150
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(shade) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 39, 37)"


def test_paper_has_the_tables_and_not_the_controls(visit: Any) -> None:
    page = visit(width=690)  # as wide as A4 between its margins
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("nav").is_hidden()
    assert page.evaluate(WIDER_THAN_THE_SCREEN) <= 0
    assert page.locator("#units thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
    assert page.locator("#units tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"


def test_three_hundred_units_are_sorted_and_filtered_at_once(visit: Any) -> None:
    page = visit("three_hundred")
    took = page.evaluate(
        """() => {
            const started = performance.now();
            document.querySelector('#units th button').click();
            const field = document.querySelector('input[name=q]');
            field.value = 'wetan 7';
            field.dispatchEvent(new Event('input', {bubbles: true}));
            return performance.now() - started;
        }"""
    )
    assert took < 500
    assert 0 < len(names(page)) < 300
