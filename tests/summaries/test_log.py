"""Log Sinkronisasi: a line a run, kept for ever, and the memory of frozen months."""

from __future__ import annotations

from datetime import datetime

import pytest

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.tab import Sheet
from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs, with_log_line
from sheets_sync.summaries.log import frozen_months
from sheets_sync.summaries.memory import LogLine, Memory
from sheets_sync.summaries.read_back import read_back
from tests import builders as b

AUGUST, SEPTEMBER = ReportingMonth(2026, 8), ReportingMonth(2026, 9)
NOON = datetime(2026, 10, 21, 12, 0, 0)
LINE = LogLine(NOON, (SEPTEMBER, b.OCTOBER), 201, 640, 77, "Rekap 2026-10: 12 sel", frozen=(SEPTEMBER,))
ASSESSMENT = b.assessment([b.opd()])


def log_of(memory, line=None, language="id"):
    tabs = make_tabs(ASSESSMENT, memory, Language(language))
    if line:
        tabs = with_log_line(tabs, ASSESSMENT, memory, Language(language), line)
    return tabs[-1]


def read(tab, *edits):
    grid = [list(row) for row in tab.grid()]
    for edit in edits:
        edit(grid)
    return read_back({tab.title: Sheet(tab.title, grid)}, b.PLATFORMS)


def test_a_line_says_when_who_what_and_which_months_were_frozen():
    assert log_of(Memory(), LINE).grid() == [
        ["Waktu", "Oleh", "Bulan", "Unit", "Respons", "Temuan", "Perubahan", "Bulan Dikunci", "Bulan Dibuka Kembali"],
        [NOON, "sheets-sync", "2026-09, 2026-10", 201, 640, 77, "Rekap 2026-10: 12 sel", "2026-09", ""],
    ]


def test_earlier_lines_stay_and_the_new_one_comes_last():
    memory = read(log_of(Memory(), LINE))
    assert log_of(memory).grid()[1:] == [[NOON, "sheets-sync", "2026-09, 2026-10", 201, 640, 77, "Rekap 2026-10: 12 sel", "2026-09", None]]
    assert [row[3] for row in log_of(memory, LogLine(NOON, units=5)).grid()[1:]] == [201, 5]


def test_what_a_run_writes_later_goes_into_the_line_it_has():
    memory = read(log_of(Memory(), LINE), lambda grid: grid[0].append("Paraf"), lambda grid: grid[1].append("ok"))
    later = LogLine(NOON, (b.OCTOBER,), 201, 640, 78, "Rekap 2026-10: 3 sel; Pengiriman: 9 sel", frozen=(AUGUST,), continues=True)
    [line] = log_of(memory, later).grid()[1:]
    assert line == [NOON, "sheets-sync", "2026-10", 201, 640, 78, "Rekap 2026-10: 12 sel; Pengiriman: 9 sel", "2026-09, 2026-08", "", "ok"]


@pytest.mark.parametrize("change", [{"time": datetime(2026, 10, 21, 12, 0, 1)}, {"actor": "lain"}, {"continues": False}])
def test_another_run_has_a_line_of_its_own(change):
    line = LogLine(**{"time": NOON, "units": 5, "continues": True, **change})
    assert [row[3] for row in log_of(read(log_of(Memory(), LINE)), line).grid()[1:]] == [201, 5]


def test_lines_and_columns_that_people_wrote_stay_too():
    memory = read(
        log_of(Memory(), LINE),
        lambda grid: grid.append(["pemadaman listrik"]),
        lambda grid: grid[1].insert(0, None),
        lambda grid: grid[0].insert(0, "Paraf"),
    )
    tab = log_of(memory, language="en")
    assert tab.grid()[0][-1] == "Paraf"
    assert tab.grid()[2][-1] == "pemadaman listrik"
    assert read(tab).log == read(log_of(read(tab))).log


def test_a_frozen_month_stays_frozen_until_it_is_opened_again():
    memory = read(log_of(Memory(), LINE))
    assert memory.frozen_months == {SEPTEMBER}
    later = datetime(2026, 10, 22, 8, 0)
    opened = read(log_of(memory, LogLine(later, reopened=(SEPTEMBER,))))
    assert opened.frozen_months == set()
    assert opened.reopened == {SEPTEMBER: later}
    again = read(log_of(opened, LogLine(datetime(2026, 10, 23, 8, 0), frozen=(AUGUST, SEPTEMBER))))
    assert again.frozen_months == {AUGUST, SEPTEMBER}


def test_the_order_of_the_lines_does_not_matter():
    memory = read(log_of(Memory(), LINE))
    tab = log_of(memory, LogLine(datetime(2026, 10, 22, 8, 0), reopened=(SEPTEMBER,)))
    assert read(tab, lambda grid: grid.insert(1, grid.pop())).frozen_months == set()


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("2026-09", {SEPTEMBER}),
        ("dikunci: 2026-08; 2026-09 ", {AUGUST, SEPTEMBER}),
        (datetime(2026, 9, 1), {SEPTEMBER}),
        (46266.0, {SEPTEMBER}),
        ("2026-13", set()),
        ("September", set()),
        (None, set()),
        (True, set()),
    ],
)
def test_months_are_read_from_whatever_the_cell_became(cell, months):
    sheet = Sheet("Log Sinkronisasi", [["Waktu", "Oleh", "BULAN  dikunci"], [46000.5, "x", cell]])
    assert frozen_months(sheet) == months


def test_no_log_at_all():
    assert read_back({}, b.PLATFORMS).frozen_months == frozenset()
    assert frozen_months(Sheet("Log Sinkronisasi", [])) == set()
