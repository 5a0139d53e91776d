"""Reading back: credits, verdicts, notes, from tabs as people and spreadsheets leave them."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import Sheet
from sheets_sync.domain.tables import VERDICTS
from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs
from sheets_sync.summaries.memory import Memory
from sheets_sync.summaries.read_back import read_back
from sheets_sync.summaries.titles import is_output
from tests import builders as b

DINKES, SEAT, KEPEK = b.opd(), b.kapanewon(), b.kalurahan()
TOLD = [b.complete(DINKES), b.report(KEPEK, late=True, website=3), b.exempt(SEAT), b.complete(DINKES, b.SEPTEMBER)]
PICTURE = b.assessment([DINKES, SEAT, KEPEK], TOLD)


def sheets(language="id", **cells):
    tabs = make_tabs(PICTURE, Memory(), Language(language))
    return {tab.title: Sheet(tab.title, [list(row) for row in tab.grid()]) for tab in tabs}


def as_serials(sheets):
    """As Google hands them back: serial numbers, ragged rows, empty text."""

    def cell(value):
        if isinstance(value, datetime):
            return (value - datetime(1899, 12, 30)).total_seconds() / 86_400
        return "" if value is None else float(value) if isinstance(value, int) else value

    def ragged(row):
        row = [cell(value) for value in row]
        while row and row[-1] == "":
            row.pop()
        return row

    return {title: Sheet(title, [ragged(row) for row in sheet.rows]) for title, sheet in sheets.items()}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("convert", [lambda sheets: sheets, as_serials])
def test_the_verdicts_come_back_as_they_were(language, convert):
    memory = read_back(convert(sheets(language)), b.PLATFORMS)
    wanted = PICTURE.verdicts.sort_values(["month"], kind="stable").reset_index(drop=True)
    assert set(memory.verdicts.columns) == {*VERDICTS, *(f"count:{platform}" for platform in b.PLATFORMS)}
    seconds = {"received": "datetime64[s]", "complete_since": "datetime64[s]"}
    pd.testing.assert_frame_equal(memory.verdicts[list(wanted.columns)].astype(seconds), wanted.astype(seconds), check_dtype=False)


def test_credits_by_unit_and_month():
    memory = read_back(sheets(), b.PLATFORMS)
    moment = datetime(2026, 11, 3, 9, 15)
    assert memory.complete_since == {("OPD-DINKES", b.OCTOBER): moment, ("OPD-DINKES", b.SEPTEMBER): datetime(2026, 10, 3, 9, 15)}
    assert memory.received[KEPEK.code, b.OCTOBER] == datetime(2026, 11, 12, 9, 15)
    assert set(memory.credits.columns) == {"unit", "month", "received", "complete_since"}


def edited(row, column, value):
    found = sheets()
    found["Rekap 2026-10"].rows[row][column] = value
    return read_back(found, b.PLATFORMS)


def test_an_unknown_status_is_not_kept_but_the_credit_is():
    memory = edited(1, 4, "Beres")
    assert "OPD-DINKES" not in set(memory.verdicts[memory.verdicts["month"] == b.OCTOBER.ordinal]["unit"])
    assert ("OPD-DINKES", b.OCTOBER) in memory.complete_since


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("03/11/2026 09:15", datetime(2026, 11, 3, 9, 15)),
        ("2026-11-03 09.15.20", datetime(2026, 11, 3, 9, 15, 20)),
        ("3/11/2026", datetime(2026, 11, 3)),
        (datetime(2026, 11, 3, 9, 15, 0, 600_000), datetime(2026, 11, 3, 9, 15, 1)),
        ("31/31/2026", None),
        ("#REF!", None),
        ("kemarin", None),
        (5, None),
        (True, None),
    ],
)
def test_moments_as_people_type_them(typed, read):
    assert edited(1, 6, typed).complete_since.get(("OPD-DINKES", b.OCTOBER)) == read


def test_the_first_row_of_a_code_speaks_for_it():
    found = sheets()
    rows = found["Rekap 2026-10"].rows
    rows.append([*rows[1][:6], datetime(2026, 11, 1), *rows[1][7:]])
    assert read_back(found, b.PLATFORMS).complete_since["OPD-DINKES", b.OCTOBER] == datetime(2026, 11, 3, 9, 15)


def test_frozen_months_mark_their_verdicts():
    found = sheets()
    del found["Log Sinkronisasi"]
    found |= {"LOG  sinkronisasi": Sheet("x", [["Waktu", "Oleh", "Bulan Dikunci"], ["", "", "2026-09"]])}
    verdicts = read_back(found, b.PLATFORMS).verdicts
    assert dict(verdicts.groupby("month")["frozen"].all()) == {b.SEPTEMBER.ordinal: True, b.OCTOBER.ordinal: False}


def test_titles_are_matched_whatever_their_case_and_may_be_the_offices_own():
    found = {"REKAP  2026-10 ": sheets()["Rekap 2026-10"], "Rekap 2026-13": Sheet("x", [["Kode"]]), "rekap": Sheet("x", [])}
    assert set(read_back(found, b.PLATFORMS).recaps) == {b.OCTOBER}
    own = {"Laporan 2026-10 (akhir)": sheets()["Rekap 2026-10"]}
    assert set(read_back(own, b.PLATFORMS, {"recap": "Laporan {month} (akhir)"}).recaps) == {ReportingMonth(2026, 10)}


def test_which_tabs_are_the_jobs_own():
    assert [title for title in ("ringkasan", "Rekap 2026-10", "Temuan ", "Daftar Unit", "Rekap", "Salinan Rekap 2026-10") if is_output(title)] == [
        "ringkasan", "Rekap 2026-10", "Temuan ",
    ]  # fmt: skip


def test_deliveries_are_handed_on_as_they_stand():
    rows = [["Kode", "Dikirim"], ["OPD-DINKES", "ya"]]
    assert read_back({"Pengiriman": Sheet("Pengiriman", rows)}, b.PLATFORMS).deliveries == rows


def test_an_empty_workbook_remembers_nothing():
    memory = read_back({"Rekap 2026-10": Sheet("Rekap 2026-10", [])}, b.PLATFORMS)
    assert memory.verdicts.empty
    assert memory.credits.empty
    assert memory.complete_since == {}
