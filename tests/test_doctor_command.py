"""`sheets-sync doctor` on real files and against the stand-in: what works, what does not, what to do; changes nothing."""

import json

import pytest

from sheets_sync.cli import main
from tests.google_server.server import GoogleServer
from tests.test_sync_command import BROKEN, Folder, digest


@pytest.fixture
def office(tmp_path):
    return Folder(tmp_path)


def doctor(office, *more):
    return main(["doctor", "--config", str(office.config), "--today", "2026-11-09", "--lang", "en", *more], {})


def test_an_office_in_order(office, capsys):
    office.write()
    before = {file: digest(file) for file in office.path.iterdir()}
    assert doctor(office) == 0
    shown = capsys.readouterr().out
    assert "register and responses can be read" in shown
    assert "5 units are registered" in shown
    assert "Nothing stands in the way" in shown
    assert {file: digest(file) for file in office.path.iterdir()} == before


@pytest.mark.parametrize("what", sorted(set(BROKEN) - {"a damaged output"}))
def test_an_obstacle_is_named_with_its_exit_code(office, capsys, what):
    break_it, code, words = BROKEN[what]
    break_it(office)
    assert doctor(office) == code
    shown = capsys.readouterr().out
    assert all(word in shown for word in words), shown
    assert "✗" in shown


def test_json_for_monitoring(office, capsys):
    office.write()
    assert doctor(office, "--json") == 0
    checks = json.loads(capsys.readouterr().out)
    assert {"group", "subject", "state", "message", "remedy"} == set(checks[0])
    assert {check["state"] for check in checks} <= {"ok", "warning", "failure"}


def test_a_spreadsheet_that_is_not_shared_names_the_address(office, tmp_path, capsys):
    with GoogleServer() as server:
        server.book.access.clear()
        office.config.write_text(
            f'[workbook]\nurl = "https://docs.google.com/spreadsheets/d/{server.book.id}/edit"\n'
            f'credentials = "{server.credentials(tmp_path).as_posix()}"\napi_root = "{server.url}"\n',
            encoding="utf-8",
        )
        assert doctor(office) == 5
    shown = capsys.readouterr().out
    assert "stand-in.iam.gserviceaccount.com" in shown
    assert "PRIVATE KEY" not in shown


def test_a_mail_server_that_does_not_answer_is_an_obstacle(office, capsys):
    office.write()
    office.config.write_text(
        '[workbook]\npath = "laporan.xlsx"\n[mail]\ntransport = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n',
        encoding="utf-8",
    )
    assert doctor(office) == 6
    assert "mail server" in capsys.readouterr().out
