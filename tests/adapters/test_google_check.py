"""What `doctor` says about the spreadsheet: every line with its remedy, and nothing is changed."""

from __future__ import annotations

import time

import pytest

from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.adapters.workbooks.google_check import check_google
from sheets_sync.domain.check import FAILURE, OK, WARNING
from sheets_sync.errors import WorkbookAccessError, WorkbookContentError
from sheets_sync.language import Language
from tests.google_server import Fault
from tests.google_server.office import INPUTS, Office, log, recap, unit_row
from tests.google_server.server import ACCOUNT


@pytest.fixture
def doctor(office):
    # the stand-in tells the time the client believes in
    office.server.wall_clock = lambda: 1_790_000_000.0
    office.server.desk.wall_clock = time.time

    def examine(office: Office = office, judge=None, **options):
        return check_google(office.workbook, inputs=INPUTS, timezone="Asia/Jakarta", judge=judge, **options)

    return examine


def states(checks):
    return {check.subject: check.state for check in checks}


def said(checks, state):
    return " ".join(
        Language("en").fill(part, check.values) for check in checks if check.state == state for part in (check.message, check.remedy)
    )


def test_all_is_well(google, office, doctor):
    office.sync(recap([unit_row(1)]), log(1))
    before = [(sheet.title, sheet.used()) for sheet in office.book.sheets]
    google.start_over()
    checks = doctor(judge=lambda contents: contents.inputs["Daftar Unit"])
    assert set(states(checks).values()) == {OK}
    assert list(states(checks)) == [
        "Link", "Credentials", "Sharing", "Clock", "Locale", "Time zone", "Protection", "Size", "Quota", "Tabs", "Headers",
    ]  # fmt: skip
    assert all(check.remedy == "" for check in checks)
    assert google.names == ["spreadsheets.get", "spreadsheets.values.batchGet"]
    assert [(sheet.title, sheet.used()) for sheet in office.book.sheets] == before


def test_every_failure_and_warning_has_a_remedy(office, doctor):
    office.book.locale, office.book.time_zone = "en_US", "America/New_York"
    office.book["Daftar Unit"].title = "Unit"
    checks = doctor()
    assert all(check.remedy for check in checks if check.state != OK)
    assert {check.subject for check in checks if check.state == WARNING} == {"Locale", "Time zone"}
    assert {check.subject for check in checks if check.state == FAILURE} == {"Tabs"}
    assert "America/New_York, the office's Asia/Jakarta" in said(checks, WARNING)
    assert "no tab Daftar Unit; its tabs are: Sheet1, Unit, Form Responses 1" in said(checks, FAILURE)


def test_without_the_forms_tab_it_says_how_the_form_makes_it(office, doctor):
    office.book.sheets.remove(office.book["Form Responses 1"])
    [missing] = [check for check in doctor() if check.state == FAILURE]
    assert (missing.exit_code, "Link to Sheets" in missing.remedy) == (4, True)


def test_a_wrong_link_is_the_only_line():
    checks = check_google(lambda: GoogleWorkbook("laporan"), inputs=INPUTS, timezone="Asia/Jakarta")
    assert [(check.subject, check.state) for check in checks] == [("Link", FAILURE)]


def test_credentials_that_are_not_there(office, doctor, tmp_path):
    office.credentials = tmp_path / "tidak-ada.json"
    assert states(doctor()) == {"Link": OK, "Credentials": FAILURE}


def test_not_shared(office, doctor):
    office.book.access.clear()
    checks = doctor()
    assert states(checks)["Sharing"] == FAILURE
    assert f"not shared with {ACCOUNT}" in said(checks, FAILURE)


def test_shared_for_reading_only_shows_once_the_tabs_are_there(office, doctor):
    office.sync(recap([unit_row(1)]), log(1))
    office.book.access[ACCOUNT] = "reader"
    assert states(doctor())["Sharing"] == FAILURE


def test_the_clock(office, doctor):
    office.server.wall_clock = lambda: 1_790_000_000.0 - 100
    assert states(doctor())["Clock"] == WARNING
    office.server.wall_clock = lambda: 1_790_000_000.0 + 900
    assert states(doctor())["Clock"] == FAILURE


def test_a_protected_tab(office, doctor):
    office.sync(recap([unit_row(1)]), log(1))
    area = {"protectedRangeId": 5, "range": {"sheetId": office.recap.id}, "editors": {"users": ["kepala@example.go.id"]}}
    office.recap.objects["protectedRanges"].append(area)
    assert "Rekap 2026-10 is protected" in said(doctor(), FAILURE)


def test_little_room_left(office, doctor):
    office.book.add("Arsip", grid=(400_000, 21))
    assert states(doctor())["Size"] == WARNING


def test_calls_refused(google, office, doctor):
    google.faults.at(0, Fault("status", 429))
    assert states(doctor())["Quota"] == WARNING


def test_a_copy_of_a_tab(office, doctor):
    office.sync(recap([unit_row(1)]), log(1))
    twin = office.recap.clone()
    twin.id, twin.title = 99, "Salinan Rekap"
    twin.metadata = [{**item, "metadataId": item["metadataId"] + 1} for item in twin.metadata]
    office.book.sheets.append(twin)
    assert "Salinan Rekap is a copy" in said(doctor(), WARNING)


def test_what_an_interrupted_write_left(google, office, doctor):
    google.faults.when(lambda index, _name: Fault("reset") if index >= 3 else None)
    workbook = office.workbook(body_limit=20_000)
    with pytest.raises(WorkbookAccessError):
        workbook.write([recap([unit_row(number) for number in range(1, 300)])], workbook.read())
    google.start_over()
    assert "left 1 hidden tabs" in said(doctor(), WARNING)


def test_content_that_cannot_be_used(doctor):
    def judge(_contents):
        raise WorkbookContentError("The tab {tab} has no column {column}.", remedy="Add it.", tab="Daftar Unit", column="Kode")

    checks = doctor(judge=judge)
    assert states(checks)["Headers"] == FAILURE
    assert "no column Kode" in said(checks, FAILURE)
