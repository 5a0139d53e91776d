"""Links that open the form half filled in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from sheets_sync.domain.form import FormLinks
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.forms.prefilled import month_option, prefilled_link
from sheets_sync.language import Language

LINKS = FormLinks("https://docs.google.com/forms/d/e/abc/viewform", unit_entry="3f2a91c0", month_entry="0000000b")


def answers(link: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(link).query, keep_blank_values=True)


def test_a_link_fills_in_unit_and_month_by_the_questions_numbers() -> None:
    link = prefilled_link(LINKS, "Kalurahan Kepek (Saptosari)", "Oktober 2026")
    assert link.startswith("https://docs.google.com/forms/d/e/abc/viewform?")
    assert answers(link) == [
        ("usp", "pp_url"),
        (f"entry.{0x3F2A91C0}", "Kalurahan Kepek (Saptosari)"),
        ("entry.11", "Oktober 2026"),
    ]


def test_signs_with_a_meaning_in_addresses_arrive_as_they_are() -> None:
    label = "Dinas A & B #2 + 50% = “é”?"
    assert answers(prefilled_link(LINKS, label, "x"))[1][1] == label
    assert prefilled_link(LINKS, label, "x").isascii()


def test_without_a_month_only_the_unit_is_filled_in() -> None:
    assert answers(prefilled_link(LINKS, "Setda", ""))[1:] == [(f"entry.{0x3F2A91C0}", "Setda")]


def test_the_month_is_written_as_the_form_lists_it() -> None:
    october = ReportingMonth(2026, 10)
    assert (month_option(october, Language("id")), month_option(october, Language("en"))) == ("Oktober 2026", "October 2026")
