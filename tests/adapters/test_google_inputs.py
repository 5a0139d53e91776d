"""Tabs people fill in, made in a live spreadsheet: all or none, and nothing anybody typed meanwhile is lost."""

import pytest

from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.adapters.workbooks.google_inputs import GoogleInputs
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import DATE, Column
from sheets_sync.errors import WorkbookAccessError
from tests.google_server.faults import HTML_UNAVAILABLE, RESET_AFTER, RESET_BEFORE, Fault

COLUMNS = (
    Column("code", "Kode", 18, note="Kode unit."),
    Column("kind", "Jenis", 14, choices=("OPD", "KALURAHAN")),
    Column("since", "Sejak", 14, DATE),
)
NEW = InputTab(
    "Unit",
    COLUMNS,
    [["CONTOH", "OPD", None], ["34.03", "=1+1", None]],
    examples=1,
    required=frozenset({"code"}),
    frozen_columns=1,
    tab_colour="#1f3a5f",
)
ROWS = [["Kode", "Jenis", "Sejak"], ["CONTOH", "OPD"], ["34.03", "=1+1"]]
LOOK, WRITE = ["spreadsheets.get", "spreadsheets.values.batchGet"], ["spreadsheets.batchUpdate"]


@pytest.fixture
def inputs(office, google):
    office.server.start_over()
    link = f"https://docs.google.com/spreadsheets/d/{office.book.id}/edit"
    timing = office.waiting.timing()
    workbook = GoogleWorkbook(link, credentials=office.credentials, inputs=(("Unit",), ("Lain",)), api_root=google.url, timing=timing)
    return GoogleInputs(workbook)


def test_a_tab_is_made_in_three_calls(office, google, inputs):
    assert set(inputs.prepare([NEW])) == {"Unit"}
    assert google.names == LOOK + WRITE
    sheet = office.book["Unit"]
    assert sheet.used() == ROWS
    assert (sheet.frozen_rows, sheet.frozen_columns) == (1, 1)
    assert sheet.rows[0].extras[0]["note"] == "Kode unit."
    formats = [
        cell["userEnteredFormat"]["numberFormat"]["type"]
        for area, cell in sheet.painted
        if area["startRowIndex"] == 1 and "numberFormat" in cell.get("userEnteredFormat", {})
    ]
    assert formats == ["TEXT", "TEXT", "DATE"], "a code such as 34.03 stays text"


def test_twice_writes_nothing(google, inputs):
    inputs.prepare([NEW])
    google.start_over()
    assert not inputs.prepare([NEW])
    assert google.names == LOOK


def test_an_empty_tab_that_is_narrower_is_furnished(office, inputs):
    office.book.add("unit", grid=(2, 1))
    inputs.prepare([NEW])
    assert office.book["unit"].used() == ROWS
    assert "Unit" not in office.book


def test_what_is_typed_meanwhile_into_an_empty_tab_stands_below(office, google, inputs):
    office.book.add("Unit")
    google.before[2] = lambda book: book["Unit"].type(0, 0, "diketik sementara itu")
    inputs.prepare([NEW])
    assert office.book["Unit"].used() == [*ROWS, ["diketik sementara itu"]]


def test_a_tab_filled_meanwhile_is_left_alone_and_the_rest_made(office, google, inputs):
    office.book.add("Unit")
    google.before[0] = lambda book: book["Unit"].type(0, 0, "diketik sementara itu")
    other = InputTab("Lain", COLUMNS, required=frozenset(), tab_colour="#1f3a5f")
    assert set(inputs.prepare([NEW, other])) == {"Lain"}
    assert office.book["Unit"].used() == [["diketik sementara itu"]]


def test_a_tab_that_somebody_made_meanwhile_is_seen(office, google, inputs):
    google.before[2] = lambda book: book.add("Unit", [["milik orang"]])
    assert not inputs.prepare([NEW])
    assert office.book["Unit"].used() == [["milik orang"]]


@pytest.mark.parametrize("fault", [RESET_BEFORE, RESET_AFTER, HTML_UNAVAILABLE, Fault("status", 500, after=True)])
def test_an_answer_that_is_lost_makes_no_second_tab(office, google, inputs, fault):
    google.faults.at(2, fault)
    assert set(inputs.prepare([NEW])) == {"Unit"}
    assert office.book.titles.count("Unit") == 1
    assert office.book["Unit"].used() == ROWS


def test_a_spreadsheet_that_may_only_be_read_stays_as_it_is(office, inputs):
    office.book.access = dict.fromkeys(office.book.access, "reader")
    with pytest.raises(WorkbookAccessError, match="may be read but not changed"):
        inputs.prepare([NEW])
    assert "Unit" not in office.book


def test_the_jobs_own_tabs_are_no_input(office, inputs):
    from tests.google_server.office import recap, unit_row

    office.sync(recap([unit_row(1)]))
    assert "Rekap 2026-10" not in inputs.standing()
    assert "Daftar Unit" in inputs.standing()
