"""The recap for the WhatsApp group: true, courteous, and plain enough to paste."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time

import pytest

from sheets_sync.domain.calendar import DeadlineRule
from sheets_sync.emails import Context
from sheets_sync.emails.announcement import announcement
from sheets_sync.language import Language
from tests import builders as b
from tests.emails.showcase import CONTEXT, office

ENGLISH = Language("en")


def told(assessment=None, language=ENGLISH, context=CONTEXT, **options):
    return announcement(assessment or office(), language, context, **options)


def test_numbers_names_and_deadline():
    text = told()
    assert "*PUBLICATION REPORTS, OCTOBER 2026*" in text
    assert re.search(r"📊 \*8 of 15 units complete \(53\.3%\)\*, 6 of them on time\.", text), text
    assert "*Regional offices: 2/3*" in text
    assert "⏳ Awaited (1): Bagian Umum" in text
    assert "✏️ Still to be completed (1): Nglipar" in text
    assert "Friday, 20 November 2026 at 23:59 WIB" in text
    assert "https://forms.example.com/laporan" in text


def test_kalurahan_of_one_name_are_told_apart_and_can_stand_under_their_kapanewon():
    assert "Kepek (Wonosari)" in told()
    by_area = told(by="kapanewon")
    assert "*Kapanewon Wonosari: 3/6*" in by_area
    assert "Kepek (Wonosari)" not in by_area


def test_who_need_not_report_is_not_named():
    assert "Badan Baru" not in told()


def test_all_complete_is_thanked_for_and_nobody_is_asked():
    units = [b.opd(), b.kalurahan()]
    text = told(b.assessment(units, [b.complete(unit) for unit in units]))
    assert text.count("All complete. Thank you!") == 2
    assert "Awaited" not in text
    assert "kindly ask" not in text


def test_a_closed_month_asks_for_nothing_any_more():
    text = told(replace(office(), now=datetime(2026, 11, 24, 9)))
    assert "October 2026 is closed" in text
    assert "forms.example.com" not in text


def test_a_month_that_is_never_closed_names_no_day():
    never = {b.OCTOBER: DeadlineRule(5, time(23, 59), True, 0).deadline(b.OCTOBER)}
    assert "fill in or complete the form." in told(replace(office(), deadlines=never))


def test_names_cannot_turn_the_text_bold():
    unit = b.opd(name="Dinas *Contoh* _satu_ ~dua~ `tiga`\n> kutipan")
    text = told(b.assessment([unit], [b.missing(unit)]))
    assert "Dinas Contoh satu dua tiga > kutipan" in text


def test_without_a_form_or_any_unit_it_still_reads():
    text = told(b.assessment([]), context=Context(office="Diskominfo"))
    assert "0 of 0 units complete (–)" in text


@pytest.mark.parametrize("by", ["kind", "kapanewon"])
def test_no_address_and_no_markup_slips_in(by):
    text = told(language=Language("id"), by=by)
    assert "@" not in text
    assert not re.search(r"[<{}]", text)
    assert all(line.count("*") in (0, 2) for line in text.splitlines())
    assert len(text) < 65_536


def test_names_with_commas_of_their_own_stay_apart():
    units = [b.opd("A", "Dinas Sosial, Pemberdayaan Perempuan"), b.opd("B", "Dinas Kesehatan")]
    assert "Awaited (2): Dinas Sosial, Pemberdayaan Perempuan; Dinas Kesehatan" in told(b.assessment(units, map(b.missing, units)))
