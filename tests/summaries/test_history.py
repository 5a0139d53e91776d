"""Riwayat: unit × month, and who has been missing two months running or more."""

from __future__ import annotations

from datetime import datetime

from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs
from sheets_sync.summaries.memory import Memory
from tests import builders as b

DINKES, SEAT, KEPEK = b.opd(), b.kapanewon(), b.kalurahan()
AUGUST = b.OCTOBER - 2


def history(told, units=(DINKES, SEAT, KEPEK), **fields):
    tabs = make_tabs(b.assessment(units, told, **fields), Memory(), Language("id"))
    return next(tab for tab in tabs if tab.key == "history")


TOLD = [
    b.complete(DINKES, AUGUST), b.complete(DINKES, b.SEPTEMBER, late=True), b.report(DINKES, website=3),
    b.missing(SEAT, AUGUST), b.exempt(SEAT, b.SEPTEMBER), b.missing(SEAT),
    b.missing(KEPEK, AUGUST), b.missing(KEPEK, b.SEPTEMBER), b.missing(KEPEK),
]  # fmt: skip


def test_a_short_word_for_every_unit_and_month():
    assert [list(row) for row in history(TOLD).tables[0].rows] == [
        ["OPD-DINKES", "Dinas Kesehatan", "OPD", None, "Lengkap", "Terlambat", "Kurang"],
        ["34.03.01", "Wonosari", "KAPANEWON", None, "Belum", "–", "Belum"],
        ["34.03.01.2002", "Kepek", "KALURAHAN", "34.03.01", "Belum", "Belum", "Belum"],
    ]
    assert [column.header for column in history(TOLD).tables[0].columns][4:] == ["Agu 26", "Sep 26", "Okt 26"]


def test_every_short_word_has_a_colour():
    assert history(TOLD).colours == {"Lengkap": "good", "Terlambat": "fair", "Kurang": "poor", "Belum": "bad", "–": "muted"}


def test_units_missing_two_months_running_stand_beside_it_longest_first():
    tab = history(TOLD)
    assert [list(row) for row in tab.tables[1].rows] == [
        [3, "34.03.01.2002", "Kepek", "Agu 26"],
        [2, "34.03.01", "Wonosari", "Agu 26"],
    ]
    assert tab.tables[1].column == len(tab.tables[0].columns) + 1


def test_a_month_that_is_not_due_yet_does_not_count():
    before_due = datetime(2026, 11, 5, 23, 59, 59)
    assert [row[0] for row in history(TOLD, now=before_due).tables[1].rows] == [2]


def test_nobody_missing_is_said_in_words():
    tab = history([b.complete(DINKES)], units=[DINKES])
    assert tab.tables[1].rows == []
    assert [text for _, _, text in tab.notes] == ["Tidak ada unit yang belum lapor dua bulan berturut-turut."]
