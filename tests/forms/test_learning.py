"""A form of which nothing is remembered tells by itself how it is filled in."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.domain.form import FormLinks
from sheets_sync.domain.hosted_form import DROP_DOWN, PAGE, TEXT, FormItem, HostedForm
from sheets_sync.forms.learning import links_of
from sheets_sync.forms.plan import MONTH, UNIT, form_item_id

TITLES = {UNIT: ("Nama OPD", "Nama Unit", "Unit"), MONTH: ("Bulan Laporan", "Bulan")}
FORM = HostedForm(
    "1f",
    responder_uri="https://docs.google.com/forms/d/e/x/viewform",
    items=(
        FormItem("1", PAGE, "Unit"),
        FormItem("2", TEXT, "Unit", "aa"),
        FormItem("3", DROP_DOWN, " nama\u00a0UNIT ", "bb"),
        FormItem("4", DROP_DOWN, "Bulan laporan", "cc"),
    ),
)


def test_questions_are_known_by_their_titles_the_likeliest_first() -> None:
    assert links_of(FORM, TITLES) == FormLinks(FORM.responder_uri, "bb", "cc")


def test_in_a_form_of_ours_by_their_ids_whatever_they_are_called() -> None:
    renamed = replace(FORM, items=(*FORM.items, FormItem(form_item_id(UNIT), DROP_DOWN, "Instansi Anda", "dd")))
    assert links_of(renamed, TITLES) == FormLinks(FORM.responder_uri, "dd", "cc")


def test_a_form_that_asks_for_no_month_cannot_be_filled_in() -> None:
    assert links_of(replace(FORM, items=FORM.items[:3]), TITLES) is None
