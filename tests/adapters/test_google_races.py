"""People at work between any two calls of a sync: nothing of theirs is lost or lands on another unit."""

from __future__ import annotations

import pytest

from sheets_sync.errors import WorkbookAccessError
from tests.google_server import EVERY_FAULT
from tests.google_server.interleaving import interleave, untrue
from tests.google_server.office import NOTES, RECAP, log, recap, unit_row

INTERLEAVINGS = 200
"""bench/bench_google.py plays a thousand."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    from tests.google_server import GoogleServer

    with GoogleServer(quota=10**9) as server:
        yield server, tmp_path_factory.mktemp("office")


@pytest.mark.parametrize("first", range(0, INTERLEAVINGS, 10))
def test_interleavings(served, first):
    server, folder = served
    outcomes = {seed: interleave(server, folder, seed) for seed in range(first, first + 10)}
    assert {seed: outcome.wrong for seed, outcome in outcomes.items() if outcome.wrong} == {}


NEXT = recap([unit_row(3), unit_row(1, "Terlambat"), unit_row(4), unit_row(2, "Belum Lapor")])


def insert_row(sheet):
    sheet.insert_rows(2)
    sheet.type(2, 1, "baris sendiri")
    sheet.type(2, 8, "catatan baris")


def insert_column(sheet):
    sheet.insert_columns(0)
    for row, text in enumerate(["Milik kami", "a", "b", "c"]):
        sheet.type(row, 0, text)


def insert_column_in_the_middle(sheet):
    sheet.insert_columns(5)
    for row, text in enumerate(["Milik kami", "a", "b", "c"]):
        sheet.type(row, 5, text)


def delete_column(sheet):
    sheet.delete_columns(3)


EDITS = {
    "a note typed": lambda sheet: sheet.type(1, 8, "baru"),
    "a row inserted": insert_row,
    "rows sorted": lambda sheet: sheet.sort(0, descending=True),
    "a row moved": lambda sheet: sheet.move_rows(1, 2, 4),
    "a column added on the left": insert_column,
    "a column added in the middle": insert_column_in_the_middle,
    "a column moved": lambda sheet: sheet.move_columns(4, 5, 9),
    "a column deleted": delete_column,
    "the tab renamed": lambda sheet: setattr(sheet, "title", "Rekap Oktober"),
    "rows filtered": lambda sheet: setattr(sheet, "basic_filter", {"range": {"sheetId": sheet.id}}),
}


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_one_edit_at_each_point(google, office, edit, call):
    office.sync(recap([unit_row(1), unit_row(2), unit_row(3)]), log(1))
    for row, code in enumerate(["001", "002", "003"], 1):
        office.recap.type(row, 8, f"catatan {code}")
    google.start_over()
    google.before[call] = lambda book: edit(office.recap)
    office.sync(NEXT, log(2))
    notes = {code: text for code, text in office.by_code(NOTES).items() if text and text != "baru"}
    expected = {code: f"catatan {code}" for code in ("001", "002", "003")}
    assert notes == {code: text for code, text in expected.items() if code in notes}
    assert set(expected) - set(notes) <= ({"001"} if edit is EDITS["a note typed"] else set())
    if "Milik kami" in office.recap.row_values(0):
        assert office.by_code("Milik kami") == {"001": "a", "002": "b", "003": "c", "004": None}
    if edit is insert_row:
        assert any("baris sendiri" in row and "catatan baris" in row for row in office.recap.used())
    assert untrue(office, NEXT) == []


def test_a_note_typed_into_a_row_that_is_being_deleted(google, office):
    office.sync(recap([unit_row(1), unit_row(2)]), log(1))
    google.start_over()
    google.before[2] = lambda book: office.recap.type(2, 8, "sempat ditulis")
    office.sync(recap([unit_row(1)]), log(2))
    assert office.by_code() == {"001": None, "002": "sempat ditulis"}


def test_a_quiet_write_takes_three_calls_and_keeps_what_it_covered(google, office):
    office.sync(recap([unit_row(1), unit_row(2)]), log(1))
    google.start_over()
    office.sync(recap([unit_row(1, "Terlambat"), unit_row(2)]), log(2))
    assert len(google.calls) == 3
    journal = next(sheet for sheet in office.book.sheets if sheet.hidden)
    assert journal.row_values(1)[:5] == ["001", "Dinas 1", "OPD", None, "Lengkap"]


def test_a_write_that_went_astray_is_put_right_at_once(google, office):
    office.sync(recap([unit_row(1), unit_row(2)]), log(1))
    google.start_over()
    google.before[2] = lambda book: office.recap.insert_rows(1)
    office.sync(recap([unit_row(1, "Terlambat"), unit_row(2)]), log(2))
    assert google.names.count("spreadsheets.batchUpdate") == 2
    assert office.by_code("Status") == {"001": "Terlambat", "002": "Lengkap"}
    assert RECAP in office.book


@pytest.mark.parametrize("fault", EVERY_FAULT.values(), ids=EVERY_FAULT)
def test_putting_back_may_fail_and_is_tried_again(google, office, fault):
    office.sync(recap([unit_row(number) for number in range(1, 4)]), log(1))
    google.start_over()
    google.before[2] = lambda _book: insert_column_in_the_middle(office.recap)
    google.faults.at(5, fault)
    workbook = office.workbook(timeout_s=0.5)
    workbook.write([NEXT, log(2)], workbook.read())
    assert untrue(office, NEXT) == []
    assert office.by_code("Milik kami") == {"001": "a", "002": "b", "003": "c", "004": None}


def test_people_who_never_stop_end_it_without_loss(google, office):
    office.sync(recap([unit_row(1), unit_row(2)]), log(1))
    office.recap.type(1, 8, "tetap")
    google.start_over()
    for call in range(40):
        google.before[call] = lambda book: office.recap.insert_rows(1)
    with pytest.raises(WorkbookAccessError, match="kept changing"):
        office.sync(recap([unit_row(1, "Terlambat"), unit_row(2)]), log(2))
    assert office.by_code()["001"] == "tetap"


def test_a_person_who_deletes_the_copies_loses_no_more_than_what_they_held(google, office):
    office.sync(recap([unit_row(number) for number in range(1, 4)]), log(1))
    for row, code in enumerate(["001", "002", "003"], 1):
        office.recap.type(row, 8, f"catatan {code}")
    google.start_over()
    google.before[2] = lambda _book: insert_column_in_the_middle(office.recap)
    google.before[3] = lambda book: book.sheets.remove(next(sheet for sheet in book.sheets if sheet.hidden))
    office.sync(NEXT, log(2))
    assert untrue(office, NEXT) == []
    assert {code: text for code, text in office.by_code(NOTES).items() if text} == {
        code: f"catatan {code}" for code in ("001", "002", "003")
    }
    assert {code: text for code, text in office.by_code("Milik kami").items() if code != "004"} == {"001": "a", "002": None, "003": "c"}
