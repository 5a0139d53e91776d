"""Links that open the form half filled in."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from sheets_sync.domain.form import FormLinks
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.forms.prefilled import OfficeForm, month_option, prefilled_link
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


OCTOBER = ReportingMonth(2026, 10)
BY_HAND = "https://docs.google.com/forms/d/e/xyz/viewform?usp=pp_url&entry.111=UNIT&entry.222=BULAN&entry.333=UNITED"


def test_a_form_made_by_hand_is_filled_in_where_its_link_says_unit_and_bulan() -> None:
    form = OfficeForm(Language("id"), template=BY_HAND)
    assert answers(form.link("Dinas A & B", OCTOBER)) == [
        ("usp", "pp_url"),
        ("entry.111", "Dinas A & B"),
        ("entry.222", "Oktober 2026"),
        ("entry.333", "UNITED"),
    ]
    assert "entry.222" not in form.link("Setda")
    assert form.address == "https://docs.google.com/forms/d/e/xyz/viewform"


def test_a_form_of_ours_prevails_over_one_by_hand_and_the_stated_address_over_both() -> None:
    form = OfficeForm(Language("en"), url="https://forms.gle/short", links=LINKS, template=BY_HAND)
    assert form.link("Setda", OCTOBER).endswith("entry.11=October%202026")
    assert form.address == "https://forms.gle/short"
    assert OfficeForm(Language("en"), links=LINKS, template=BY_HAND).address == LINKS.responder_uri


def test_a_form_of_which_only_the_address_is_known_is_opened_blank() -> None:
    form = OfficeForm(Language("id"), url="https://forms.gle/short")
    assert not form.prefills
    assert form.link("Setda", OCTOBER) == "https://forms.gle/short"
    assert OfficeForm(Language("id")).address == ""
