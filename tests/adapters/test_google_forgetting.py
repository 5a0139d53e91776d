"""`sheets-sync forget` on a live spreadsheet: the address is gone from the job's tabs, and from what Google copied aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.test_google_command import Office
from tests.google_server import GoogleServer
from tests.office import KEPEK, REGISTER

GONE = "lurah.kepek@example.go.id"


@pytest.fixture
def office(google: GoogleServer, tmp_path: Path) -> Office:
    return Office(google, tmp_path)


def naming(office: Office) -> dict[str, int]:
    """How many rows of each tab name the address, hidden tabs included."""
    counted = {
        sheet.title: sum(GONE in str([row.get(column) for column in range(30)]) for row in sheet.rows) for sheet in office.book.sheets
    }
    return {title: number for title, number in counted.items() if number}


def test_only_what_people_keep_is_left(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.run("send") == 0
    assert set(naming(office)) == {"Daftar Unit", "Pengiriman"}
    capsys.readouterr()
    assert office.run("forget", GONE, "--lang", "en") == 0
    assert naming(office) == {"Daftar Unit": len(REGISTER)}
    assert "tab Daftar Unit, cell F4 (Email Kepala)" in capsys.readouterr().out


def test_twice_writes_nothing_and_nobody_is_mailed_again(office: Office, google: GoogleServer, capsys: pytest.CaptureFixture[str]) -> None:
    office.run("send")
    office.run("forget", GONE)
    assert office.run("forget", GONE) == 0
    assert "spreadsheets.batchUpdate" not in google.names
    (office.config.parent / "state" / "outbox-files.sqlite3").unlink()
    capsys.readouterr()
    assert office.run("send", "--only", KEPEK["Kode"]) == 0
    assert "Tidak ada surel baru" in capsys.readouterr().out


def test_a_dry_run_asks_google_for_nothing_but_to_read(office: Office, google: GoogleServer) -> None:
    office.run("send")
    assert office.run("forget", GONE, "--dry-run") == 0
    assert "spreadsheets.batchUpdate" not in google.names
