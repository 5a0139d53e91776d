"""The demo's office on a live spreadsheet by settings alone: the commands, their calls, exit codes and the one paragraph."""

from __future__ import annotations

import json

import pytest

from sheets_sync.cli import main
from tests.google_server import GoogleServer
from tests.google_server.errors import api_not_enabled
from tests.office import REGISTER, REGISTER_HEADERS, RESPONSE_HEADERS, good, instagram, response

SYNC = ["spreadsheets.get", "spreadsheets.values.batchGet", "spreadsheets.batchUpdate"]
RECAP, NOTES = "Rekap 2026-10", "Catatan Diskominfo"


class Office:
    """A folder with settings that lead to the stand-in, and a person's view of the spreadsheet."""

    def __init__(self, google: GoogleServer, folder):
        self.google, self.book = google, google.book
        self.config = folder / "sheets-sync.toml"
        credentials = google.credentials(folder)
        self.config.write_text(
            f'[workbook]\nurl = "https://docs.google.com/spreadsheets/d/{self.book.id}/edit#gid=0"\n'
            f'credentials = "{credentials.name}"\napi_root = "{google.url}"\n',
            encoding="utf-8",
        )
        self.add("Daftar Unit", REGISTER_HEADERS, REGISTER)
        self.add("Form Responses 1", RESPONSE_HEADERS, [good(), good("Desa Gari", instagram=(1, instagram(7)))])

    def add(self, title, headers, rows):
        cells = [[row.get(header) if not hasattr(row.get(header), "year") else 46329.375 for header in headers] for row in rows]
        self.book.add(title, [list(headers), *cells])

    def run(self, command="sync", *more, today="2026-11-09"):
        self.google.start_over()
        return main([command, "--config", str(self.config), "--today", today, *more], {})

    def notes(self):
        sheet = self.book[RECAP]
        return {row.get(0): row.get(sheet.find_column(NOTES)) for row in sheet.rows[1:] if row.get(0)}


@pytest.fixture
def office(google, tmp_path):
    return Office(google, tmp_path)


def test_three_calls_then_two(office, google):
    assert office.run() == 0
    assert google.names == SYNC
    assert RECAP in office.book
    assert office.run() == 0
    assert google.names == SYNC[:2]


def test_a_new_response_is_three_calls_again(office, google):
    office.run()
    sheet = office.book["Form Responses 1"]
    new = response("Kap. Wonosari", instagram=(1, instagram(9)))
    for column, header in enumerate(RESPONSE_HEADERS):
        value = new.get(header)
        sheet.type(3, column, 46330.5 if hasattr(value, "year") else value)
    assert office.run() == 0
    assert google.names == SYNC
    assert len(office.book["Log Sinkronisasi"].used()) == 3


def test_notes_columns_and_lines_of_people_survive_a_register_that_was_sorted(office, google):
    office.run()
    recap = office.book[RECAP]
    code = recap.value(2, 0)
    recap.type(2, recap.find_column(NOTES), "sudah ditelepon")
    recap.insert_columns(2)
    recap.type(0, 2, "Telepon")
    recap.type(2, 2, "0812")
    recap.insert_rows(4)
    recap.type(4, 1, "baris sendiri")
    office.book["Daftar Unit"].sort(1, descending=True)
    assert office.run() == 0
    assert office.notes()[code] == "sudah ditelepon"
    recap = office.book[RECAP]
    assert recap.value(recap.find_row(code), recap.find_column("Telepon")) == "0812"
    assert any("baris sendiri" in row for row in recap.used())
    assert office.run() == 0
    assert google.names == SYNC[:2]


def test_a_dry_run_only_reads(office, google):
    before = office.book.titles
    assert office.run("sync", "--dry-run") == 0
    assert google.names == SYNC[:2]
    assert office.book.titles == before
    assert all(grant.scopes == {"https://www.googleapis.com/auth/spreadsheets.readonly"} for grant in google.desk._grants.values())


SPOILED = {
    "not shared": (lambda office: office.book.access.clear(), 5, "sheets-sync@stand-in.iam.gserviceaccount.com"),
    "an Excel file": (lambda office: setattr(office.book, "office_file", True), 5, ".xlsx"),
    "API not enabled": (lambda office: setattr(office.google, "disabled", api_not_enabled()), 5, "https://console.developers.google.com"),
    "a published link": (lambda office: office.config.write_text('[workbook]\nurl = "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pub"\n'), 3, "https"),
    "no register": (lambda office: setattr(office.book["Daftar Unit"], "title", "Unit"), 4, "Unit, Form Responses 1"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "code", "words"), SPOILED.values(), ids=SPOILED)
def test_each_failure_has_its_exit_code_and_one_paragraph(office, capsys, spoil, code, words):
    spoil(office)
    assert office.run() == code
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told
    assert json.loads((office.config.parent / "credentials.json").read_text())["private_key"].splitlines()[1] not in told
