"""`sheets-sync doctor` on real files and against the stand-in: what works, what does not, what to do; changes nothing."""

import json

import pytest

from sheets_sync.adapters.premises import check_program
from sheets_sync.adapters.run_lock import run_lock
from sheets_sync.cli import main
from tests.google_server.server import GoogleServer
from tests.office import GARI, KEPEK, REGISTER, SAPTOSARI, WONOSARI, good
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
    assert {"group", "subject", "state", "message", "remedy", "units"} == set(checks[0])
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


def states(office, capsys, *more):
    """Exit code, and the state of each check by its subject, the worst where there are several."""
    capsys.readouterr()
    code = doctor(office, "--json", *more)
    worst = {}
    for check in json.loads(capsys.readouterr().out):
        worst[check["subject"]] = max(worst.get(check["subject"], "ok"), check["state"], key=["ok", "warning", "failure"].index)
    return code, worst


def test_every_part_has_its_line(office, capsys):
    office.write()
    code, worst = states(office, capsys)
    assert code == 0
    assert {
        "Versions", "Packages", "Settings", "Write access", "Disk space", "Lock", "Ledger", "Workbook", "Register", "Mail", "The next run",
    } <= set(worst)  # fmt: skip
    assert set(worst.values()) <= {"ok", "warning"}


def test_another_run_is_an_obstacle(office, capsys):
    office.write()
    with run_lock(office.path):
        assert states(office, capsys)[0] == 7
    assert states(office, capsys)[1]["Lock"] == "ok"


def test_a_workbook_that_is_open_elsewhere_is_an_obstacle(office, capsys):
    office.write()
    office.sync()
    (office.path / "~$rekap.xlsx").write_bytes(b"")
    assert doctor(office) == 5
    assert "is open in Excel" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_to_is_an_obstacle(office, capsys):
    office.write()
    (office.path / "state").write_text("a file where the folder belongs", encoding="utf-8")
    code, worst = states(office, capsys)
    assert (code, worst["Write access"]) == (3, "failure")


def test_a_ledger_that_is_no_ledger_is_an_obstacle(office, capsys):
    office.write()
    (office.path / "state").mkdir()
    ledger = office.path / "state" / "outbox-files.sqlite3"
    ledger.write_bytes(b"something else, written here by mistake, longer than a header" * 99)
    assert states(office, capsys)[1]["Ledger"] == "failure"
    assert ledger.read_bytes().startswith(b"something else")


def test_what_the_next_run_would_refuse_is_an_obstacle(office, capsys):
    office.write()
    office.sync()
    office.write(register=REGISTER[:3])
    code, worst = states(office, capsys)
    assert (code, worst["The next run"]) == (4, "failure")


def test_an_obstacle_to_notes_and_reports_alike_is_told_once(office, capsys):
    office.write(responses=[good("Kepek", sender="somebody@example.com")])
    assert doctor(office) == 4
    shown = capsys.readouterr().out
    assert shown.count("Not one unit has reported on") == 1
    assert "1 obstacle stands in the way." in shown


def test_mail_that_has_nobody_to_go_to_is_mentioned(office, capsys):
    office.write()
    assert doctor(office) == 0
    assert "Nobody is named who gets the summary for the leadership." in capsys.readouterr().out
    with office.config.open("a", encoding="utf-8") as file:
        file.write('[mail]\nleadership = ["bupati@example.go.id"]\nadmin = ["monev@example.go.id"]\n')
    doctor(office)
    assert "Nobody is named" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("template", "state", "words"),
    [
        ("emails/unit_report/subject.txt", "ok", "{{ title }}"),
        ("emails/unit_report/subject.txt", "failure", "{{ title"),
        ("emails/unit_report/subject.txt", "failure", "{{ no_such_thing }}"),
        ("emails/unit-report/subject.txt", "warning", "{{ title }}"),
    ],
)
def test_the_office_s_own_templates_are_tried(office, capsys, template, state, words):
    office.write()
    file = office.path / "templates" / template
    file.parent.mkdir(parents=True)
    file.write_text(words, encoding="utf-8")
    code, worst = states(office, capsys)
    assert worst["Templates"] == state
    assert (code == 0) == (state != "failure")


def test_the_register_is_a_list_to_work_off(office, capsys):
    changes = {
        KEPEK["Kode"]: {"Email Operator": "", "Nama Lain": "Kepek | Pemkal Kepek Wonosari"},
        GARI["Kode"]: {"Instagram": "Pemerintah Kalurahan Gari", "Email Kepala": "", "Nomor SK": ""},
        SAPTOSARI["Kode"]: {"Instagram": WONOSARI["Instagram"], "Email Operator": "op.saptosari@example,go.id"},
    }
    office.write(register=[{**row, **changes.get(row["Kode"], {})} for row in REGISTER])
    assert doctor(office, "--json") == 0
    listed = {(unit["code"], unit["row"], unit["message"]) for check in json.loads(capsys.readouterr().out) for unit in check["units"]}
    told = {code: " ".join(message for each, _, message in listed if each == code) for code in changes}
    assert "Email Operator holds no address" in told[KEPEK["Kode"]]
    assert "“Kepek” is understood as: Kepek (34.03.15.2004)" in told[KEPEK["Kode"]]
    assert "Pemkal Kepek Wonosari" not in told[KEPEK["Kode"]]
    assert "“Pemerintah Kalurahan Gari” is neither a handle nor a link" in told[GARI["Kode"]]
    assert "no decree" in told[GARI["Kode"]].lower() or "SK" in told[GARI["Kode"]]
    assert "also registered for Wonosari" in told[SAPTOSARI["Kode"]]
    assert "“o…@example,go.id” is there, but mail cannot be sent to it" in told[SAPTOSARI["Kode"]]
    assert "holds no address" not in told[SAPTOSARI["Kode"]]
    assert {row for code, row, _ in listed if code == GARI["Kode"]} == {5}


def test_units_without_any_account_are_on_the_list(office, capsys):
    office.write(register=[*REGISTER, {"Kode": "34.03.01.2005", "Nama Unit": "Karangtengah", "Jenis": "KALURAHAN", "Induk": "34.03.01"}])
    assert doctor(office) == 0
    assert "Account missing: 1 (Karangtengah)" in capsys.readouterr().out


def test_platforms_that_no_unit_has_are_named_as_their_column_may_be_missing(office, capsys):
    office.write(register=[{header: cell for header, cell in row.items() if header != "Instagram"} for row in REGISTER])
    assert doctor(office) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "No unit has an account on" in shown
    assert "Instagram" in shown.partition("No unit has an account on")[2].partition("→")[0]


def test_the_list_names_every_unit_only_when_asked(office, capsys):
    many = [{**GARI, "Kode": f"34.03.02.{number}", "Nama Unit": f"Desa {number}", "Email Operator": ""} for number in range(2001, 2021)]
    office.write(register=[*REGISTER, *many])
    assert doctor(office) == 0
    short = capsys.readouterr().out
    assert doctor(office, "--list") == 0
    long = capsys.readouterr().out
    assert "Operator's address missing: 20 (Desa 2001; Desa 2002; Desa 2003; …)" in short
    assert "doctor --list" in short
    assert all(f"Desa {number} (34.03.02.{number})" in long for number in range(2001, 2021))


def test_a_package_that_is_too_old_is_named(capsys):
    [_, packages] = check_program("1.0", wanted=["babel>=2.16", "rich>=999", "no-such-package"])
    assert packages.state == "failure"
    assert "rich" in packages.values["packages"]
    assert "no-such-package" in packages.values["packages"]
    assert "babel" not in packages.values["packages"]
