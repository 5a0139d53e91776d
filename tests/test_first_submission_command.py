"""A respondent sends the form in time and edits it afterwards: `sheets-sync sync` and `run` on a live spreadsheet whose form tells."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.cli import main
from tests.google_server import GoogleServer
from tests.google_server.form_responses import FormResponse
from tests.google_server.server import ACCOUNT
from tests.office import REGISTER, REGISTER_HEADERS, RESPONSE_HEADERS, good, instagram

FORM_ID = "1StandInFormForTests_0123456789abcdefghijklm"
JAKARTA = ZoneInfo("Asia/Jakarta")
EPOCH = datetime(1899, 12, 30)
RECAP, KEPEK = "Rekap 2026-10", "34.03.01.2002"
READ, ASK, WRITE = ["spreadsheets.get", "spreadsheets.values.batchGet"], ["forms.responses.list"], ["spreadsheets.batchUpdate"]
IN_TIME, AFTER_DUE = datetime(2026, 11, 4, 9, 0, 12, 700_000), datetime(2026, 11, 8, 10, 30, 7, 400_000)
ANSWERS = {
    header: answer
    for header, answer in good("Kalurahan Kepek (Wonosari)", instagram=(2, instagram(1))).items()
    if header not in ("Timestamp", "Email Address")
}


class Office:
    """A form linked to the spreadsheet: what respondents send stands in both, an edit in the row it had."""

    def __init__(self, google: GoogleServer, folder: Path) -> None:
        self.google, self.config = google, folder / "sheets-sync.toml"
        self.form = google.forms.add(FORM_ID, ACCOUNT)
        self.form.box.on_submit = self._into_the_sheet
        self._rows: dict[str, int] = {}
        google.book.add("Daftar Unit", [list(REGISTER_HEADERS), *([row.get(header) for header in REGISTER_HEADERS] for row in REGISTER)])
        self.sheet = google.book.add("Form Responses 1", [list(RESPONSE_HEADERS)])
        credentials = google.credentials(folder)
        self.settings = (
            f'[workbook]\nurl = "https://docs.google.com/spreadsheets/d/{google.book.id}/edit"\n'
            f'credentials = "{credentials.name}"\napi_root = "{google.url}"\n'
        )
        self.configure(f'[form]\nid = "{FORM_ID}"\n')

    def configure(self, more: str) -> None:
        self.config.write_text(self.settings + more, encoding="utf-8")

    def _into_the_sheet(self, response: FormResponse) -> None:
        row = self._rows.setdefault(response.id, len(self._rows) + 1)
        local = response.submitted.astimezone(JAKARTA).replace(tzinfo=None)
        told = {"Timestamp": (local - EPOCH) / timedelta(days=1), "Email Address": response.email, **response.answers}
        for column, header in enumerate(RESPONSE_HEADERS):
            self.sheet.type(row, column, told.get(header))

    def submit(self, at: datetime = IN_TIME, **answers: Any) -> FormResponse:
        return self.form.box.submit(at.replace(tzinfo=JAKARTA), {**ANSWERS, **answers}, email="kepek@example.go.id")

    def edit(self, response: FormResponse, at: datetime = AFTER_DUE) -> None:
        self.form.box.edit(response, at.replace(tzinfo=JAKARTA), {"Tautan Instagram": f"{instagram(1)}\n{instagram(2)}"})

    def sync(self, today: str) -> list[str]:
        """The calls that a sync took."""
        self.google.start_over()
        assert main(["sync", "--config", str(self.config), "--today", today], {}) == 0
        return self.google.names

    def status(self) -> str:
        rows = self.google.book[RECAP].used()
        top = next(row for row in rows if "Kode" in row)
        return next(str(row[top.index("Status")]) for row in rows if row[top.index("Kode")] == KEPEK)

    def told(self) -> list[str]:
        """What Temuan says of the source of times."""
        return [str(row[6]) for row in self.google.book["Temuan"].used() if "submission-times" in row]


@pytest.fixture
def office(google: GoogleServer, tmp_path: Path) -> Office:
    return Office(google, tmp_path)


def test_an_edit_before_we_first_looked_is_on_time_and_stays_so(office: Office) -> None:
    office.edit(office.submit())
    assert office.sync("2026-11-09") == [*READ, *ASK, *WRITE]
    assert office.status() == "Lengkap"
    assert office.sync("2026-11-10") == [*READ, *ASK]
    assert office.sync("2026-12-20")[:3] == [*READ, *ASK]
    assert office.status() == "Lengkap"
    assert ["formulir itu sendiri" in text for text in office.told()] == [True]


def test_without_the_form_it_is_late_and_no_call_is_made_for_it(office: Office) -> None:
    office.configure("")
    office.edit(office.submit())
    assert office.sync("2026-11-09") == [*READ, *WRITE]
    assert office.status() == "Terlambat"
    assert office.told() == []


def test_what_we_had_seen_incomplete_before_the_edit_is_late(office: Office) -> None:
    response = office.submit(**{"Tautan Instagram": ""})
    office.sync("2026-11-06")
    assert office.status() == "Belum Lengkap"
    office.edit(response)
    office.sync("2026-11-09")
    assert office.status() == "Terlambat"


def test_what_we_had_seen_complete_before_the_edit_keeps_its_credit(office: Office) -> None:
    response = office.submit()
    office.sync("2026-11-05")
    office.edit(response)
    office.sync("2026-11-09")
    assert office.status() == "Lengkap"


def test_a_form_that_cannot_be_read_stops_nothing_and_is_made_up_for_later(office: Office) -> None:
    office.edit(office.submit())
    office.form.access.clear()
    office.sync("2026-11-09")
    assert office.status() == "Terlambat"
    assert ["spreadsheet saja" in text for text in office.told()] == [True]
    office.form.access[ACCOUNT] = "writer"
    office.sync("2026-11-10")
    assert office.status() == "Lengkap"
    assert ["formulir itu sendiri" in text for text in office.told()] == [True]


def test_doctor_says_that_the_form_tells_and_what_keeps_it_from_telling(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    def said() -> list[str]:
        main(["doctor", "--json", "--lang", "en", "--config", str(office.config), "--today", "2026-11-09"], {})
        checks = json.loads(capsys.readouterr().out)
        return [check["state"] for check in checks if "first sent" in check["message"]]

    office.submit()
    assert said() == ["ok"]
    office.form.access[ACCOUNT] = "reader"
    assert said() == []


def test_who_sends_late_is_late_by_either_source(office: Office) -> None:
    office.submit(AFTER_DUE)
    office.sync("2026-11-09")
    assert office.status() == "Terlambat"
