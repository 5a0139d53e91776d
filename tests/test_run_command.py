"""`sheets-sync run` day by day, over a real mail server: who gets what when, once, and never wrongly."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.google_server import GoogleServer
from tests.google_server.__main__ import fill
from tests.mail_office import KEPEK_REPORTS, OPERATORS, MailOffice
from tests.mail_server.faulty import Behaviour, faulty_server
from tests.office import GARI, KEPEK, KEPEK_SAPTOSARI, REGISTER, SAPTOSARI, WONOSARI, good, instagram

GARI_REPORTS = good("Desa Gari", at=datetime(2026, 11, 4, 10), sender="gari@example.go.id", instagram=(1, instagram(7)))


@pytest.fixture
def office(mail_office: MailOffice) -> MailOffice:
    return mail_office.write(KEPEK_REPORTS)


def digest(office: MailOffice) -> str:
    return hashlib.sha256((office.path / "rekap.xlsx").read_bytes()).hexdigest()


def test_reminders_go_out_in_waves_each_once_to_those_not_complete(office: MailOffice) -> None:
    assert office.start("2026-11-01") == 0
    assert office.mailed() == ["kepek"]  # the receipt
    assert office.run("2026-11-02") == 0
    assert office.mailed() == OPERATORS
    assert office.run("2026-11-02") == office.run("2026-11-03") == 0
    assert office.mailed() == []
    assert office.run("2026-11-04") == 0
    assert office.mailed() == OPERATORS
    assert "Gari" in str(office.letter("gari")["Subject"])


def test_the_same_day_twice_leaves_the_workbook_byte_for_byte_alone(office: MailOffice) -> None:
    office.start("2026-11-02")
    before = digest(office)
    assert office.run("2026-11-02") == 0
    assert office.run("2026-11-02", command="sync") == 0
    assert digest(office) == before


def test_after_missed_days_only_the_newest_reminder_goes_out(office: MailOffice) -> None:
    office.run("2026-11-04")
    assert office.mailed() == OPERATORS
    office.run("2026-11-05")
    assert office.mailed() == []


def test_a_person_with_many_units_gets_one_reminder_that_names_them_all(office: MailOffice) -> None:
    shared = {"Email Operator": "operator@example.go.id"}
    office.write(KEPEK_REPORTS, register=[{**unit, **shared} for unit in REGISTER])
    office.run("2026-11-02", command="remind")
    assert office.mailed() == ["operator"]
    text = office.text("operator")
    assert all(name in text for name in ("Kapanewon Wonosari", "Kapanewon Saptosari", "Kalurahan Gari", "Kepek (Saptosari)"))
    assert "Kepek (Wonosari)" not in text
    told = [row["Kode"] for row in office.deliveries() if row["Kunci Catatan"]]
    assert told == [WONOSARI["Kode"], SAPTOSARI["Kode"], GARI["Kode"], KEPEK_SAPTOSARI["Kode"]]


def test_who_reports_between_planning_and_sending_is_not_reminded(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["450 4.2.1 greylisted, come back later"]
    office.run("2026-11-04T07:00")
    assert "gari" not in office.mailed()
    behaviour.rcpt.clear()
    office.write(KEPEK_REPORTS, GARI_REPORTS)
    assert office.run("2026-11-04T13:00", command="remind") == 0
    assert office.mailed() == []
    [row] = [row for row in office.deliveries() if row["Kode"] == GARI["Kode"]]
    assert row["Kunci Catatan"] is None


def test_what_was_put_off_goes_out_with_the_next_run(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["450 4.2.1 greylisted, come back later"]
    office.run("2026-11-02T07:00")
    assert "gari" not in office.mailed()
    behaviour.rcpt.clear()
    assert office.run("2026-11-02T13:00") == 0
    assert office.mailed() == ["gari"]


def test_a_reminder_that_could_not_go_before_the_due_moment_never_goes(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["450 4.2.1 greylisted, come back later"]
    office.run("2026-11-05T07:00")
    behaviour.rcpt.clear()
    office.mailed()
    office.run("2026-11-06T07:00", command="remind")
    assert "gari" in office.mailed()
    assert "Lewat 1 hari" in office.text("gari")
    subjects = [each.raw for each in office.server.accepted if each.recipient == "gari@example.go.id"]  # type: ignore[union-attr]
    assert len(subjects) == 1  # the note after the due day, and no reminder before it


def test_mail_that_waited_too_long_is_told_to_the_administrator(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["450 4.2.1 greylisted, come back later"]
    assert office.run("2026-11-05T07:00") == 0
    behaviour.rcpt.clear()
    assert office.run("2026-11-06T07:00") == 6
    assert "Surel yang batal dikirim karena waktunya telah lewat: 1" in office.text("admin")
    assert office.run("2026-11-07T07:00") == 0


def test_after_the_due_day_operators_and_heads_are_written_to_until_the_month_is_frozen(office: MailOffice) -> None:
    office.run("2026-11-06", command="remind")
    assert office.mailed() == sorted([*OPERATORS, "lurah.kepek"])  # the one head of all, once
    office.run("2026-11-11", command="remind")
    assert office.mailed() == []
    office.run("2026-11-15", command="remind")
    assert office.mailed() == sorted([*OPERATORS, "lurah.kepek"])
    office.forget()
    (office.path / "rekap.xlsx").unlink()
    office.run("2026-11-21", command="remind")
    assert office.mailed() == []


def test_monthly_reports_go_out_three_days_after_the_due_day_or_when_the_machine_is_back(office: MailOffice) -> None:
    office.run("2026-11-07")
    assert "bupati" not in office.mailed()
    assert office.run("2026-11-10") == 0
    assert office.mailed() == sorted(["bupati", "gari", "kepek", "kepek.saptosari", "saptosari", "wonosari", *["lurah.kepek"] * 7])
    office.run("2026-11-11")
    assert office.mailed() == []


def test_a_year_ends_and_a_holiday_moves_the_days(office: MailOffice) -> None:
    december = good(month="Desember 2026", at=datetime(2027, 1, 2, 9))
    office.write(december)
    # 5 January 2027 is a holiday, so December is due on the 6th.
    office.run("2027-01-02", command="remind")
    assert office.mailed() == []
    office.run("2027-01-03", command="remind")
    assert office.mailed() == OPERATORS
    office.run("2027-01-07", command="remind")
    assert "lurah.kepek" in office.mailed()
    office.run("2027-01-09")
    assert "Desember 2026" in str(office.letter("bupati")["Subject"])


def test_nobody_is_mailed_twice_though_the_ledger_is_lost(office: MailOffice) -> None:
    office.start("2026-11-02")
    office.mailed()
    office.forget()
    assert office.run("2026-11-02") == 0
    assert office.mailed() == []
    office.run("2026-11-08")
    assert len(office.mailed()) > 8
    office.forget()
    before = digest(office)
    assert office.run("2026-11-08") == 0
    assert office.run("2026-11-08", command="send") == 0
    assert office.mailed() == []
    assert digest(office) == before


def test_a_dry_run_says_who_would_get_what_and_why_not_and_leaves_no_trace(
    office: MailOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert office.run("2026-11-02", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "g…@example.go.id" in said
    assert "gari@example.go.id" not in said
    [kepek] = [line for line in said.splitlines() if KEPEK["Kode"] in line]
    assert "sudah lengkap" in kepek
    assert office.mailed() == []
    assert sorted(file.name for file in office.path.iterdir()) == ["laporan.xlsx", "sheets-sync.toml"]


def test_a_dry_run_knows_from_the_tab_what_was_sent(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.start("2026-11-02")
    office.forget()
    capsys.readouterr()
    office.run("2026-11-02", "--dry-run")
    said = capsys.readouterr().out
    assert "sudah terkirim" in said
    assert "akan dikirim" not in said


@pytest.mark.parametrize(("before", "typed"), [(None, "sudah ditelepon"), (1, True), (True, 1)])
def test_what_people_type_while_mail_goes_out_is_kept_just_as_it_is(
    office: MailOffice, behaviour: Behaviour, before: object, typed: object
) -> None:
    office.start("2026-11-01")
    note(office, before)
    behaviour.on_accept = lambda _mail: note(office, typed)
    assert office.run("2026-11-02") == 0
    found = recap(office)[GARI["Kode"]]["Catatan Diskominfo"]
    assert (type(found), found) == (type(typed), typed)


def test_who_reports_while_mail_goes_out_stands_in_the_recap_at_its_end(office: MailOffice, behaviour: Behaviour) -> None:
    office.start("2026-11-01")
    behaviour.on_accept = lambda _mail: print(office.write(KEPEK_REPORTS, GARI_REPORTS))
    assert office.run("2026-11-04T12:00") == 0
    assert recap(office)[GARI["Kode"]]["Status"] == "Lengkap"


def test_what_people_correct_in_a_frozen_month_while_mail_goes_out_stands(office: MailOffice, behaviour: Behaviour) -> None:
    office.start("2026-11-23")
    office.write(KEPEK_REPORTS, good("Desa Gari", at=datetime(2026, 11, 24, 8), sender="gari@example.go.id"))
    behaviour.on_accept = lambda _mail: note(office, "Lengkap", "Status")
    assert office.run("2026-11-24T12:00") == 0
    assert recap(office)[GARI["Kode"]]["Status"] == "Lengkap"


def note(office: MailOffice, text: object, header: str = "Catatan Diskominfo") -> None:
    """A person opens the recap, types something about Gari, and saves."""
    book = openpyxl.load_workbook(office.path / "rekap.xlsx")
    sheet = book["Rekap 2026-10"]
    column = next(cell.column for cell in sheet[1] if cell.value == header)
    [row] = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == GARI["Kode"]]
    sheet.cell(row, column).value = text
    book.save(office.path / "rekap.xlsx")


def recap(office: MailOffice) -> dict[str, dict[str, Any]]:
    """The rows of October's recap by unit code."""
    header, *rows = openpyxl.load_workbook(office.path / "rekap.xlsx")["Rekap 2026-10"].values
    return {str(row[0]): dict(zip(header, row, strict=True)) for row in rows}


def test_two_runs_at_once_the_second_leaves(office: MailOffice) -> None:
    from sheets_sync.adapters.run_lock import run_lock

    with run_lock(office.path):
        assert office.run("2026-11-02") == 7
    assert office.mailed() == []


def test_a_shrunken_register_stops_everything_until_a_person_says_it_is_right(
    office: MailOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    office.start("2026-11-01")
    office.mailed()
    before = digest(office)
    office.write(KEPEK_REPORTS, register=[KEPEK, GARI, WONOSARI])
    assert office.run("2026-11-02") == 4
    assert office.mailed() == ["admin"]
    assert digest(office) == before
    assert "Traceback" not in capsys.readouterr().err
    assert office.run("2026-11-02T15:00") == 4
    assert office.mailed() == []  # told once a day
    assert office.run("2026-11-03") == 4
    assert office.mailed() == ["admin"]
    assert office.run("2026-11-03", command="sync") == 0
    assert office.run("2026-11-03") == 0
    assert office.mailed() == ["gari", "wonosari"]


def test_when_nobody_at_all_has_reported_nobody_is_accused(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.write(good(month="September 2026", at=datetime(2026, 10, 2)))
    assert office.run("2026-11-02") == 0
    assert office.mailed() == ["gari", "kepek", "kepek.saptosari", "saptosari", "wonosari"]
    assert office.run("2026-11-08") == 4
    assert office.mailed() == ["admin"]
    assert "Oktober 2026" in capsys.readouterr().err


def test_a_workbook_that_cannot_be_read_is_told_to_the_administrator_once_a_day(office: MailOffice) -> None:
    office.start("2026-11-01")
    office.mailed()
    (office.path / "laporan.xlsx").unlink()
    assert office.run("2026-11-02T07:00") == 5
    assert office.run("2026-11-02T15:00") == 5
    assert office.mailed() == ["admin"]
    assert "laporan.xlsx" in office.text("admin")
    assert office.run("2026-11-03T07:00") == 5
    assert office.mailed() == ["admin"]


def test_wrong_settings_mail_nobody(office: MailOffice) -> None:
    office.config.write_text(office.config.read_text(encoding="utf-8") + "\n[policy]\ndue_dya = 3\n", encoding="utf-8")
    assert office.run("2026-11-02") == 3
    assert office.mailed() == []


def test_a_refused_address_is_told_retried_on_a_persons_word_and_seen_on_the_tab(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["550 5.1.1 no such user"]
    assert office.run("2026-11-02") == 6
    assert office.mailed() == sorted(["admin", "kepek", *OPERATORS[1:]])
    assert "550 5.1.1 no such user" in office.text("admin")
    assert "gari@example.go.id" not in office.text("admin")
    [row] = [row for row in office.deliveries() if row["Kode"] == GARI["Kode"]]
    assert "no such user" in row["Keterangan"]
    assert office.run("2026-11-02") == 0
    behaviour.rcpt.clear()
    assert office.outbox("retry", "gari@example.go.id", "--today", "2026-11-02") == 0
    assert office.run("2026-11-02") == 0
    assert office.mailed() == ["gari"]


def test_what_may_have_arrived_is_never_sent_again_by_itself(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.data["gari@example.go.id"] = ["taken, cut"]
    assert office.run("2026-11-02") == 6
    office.mailed()
    behaviour.data.clear()
    office.forget()
    assert office.run("2026-11-02T20:00") == 0
    assert office.mailed() == []
    assert office.outbox("retry", "--unknown", "gari@example.go.id", "--today", "2026-11-02T20:00") == 0
    office.run("2026-11-02T20:00")
    assert office.mailed() == ["gari"]


def test_an_address_that_mail_came_back_from_is_left_alone_until_it_is_mended(
    office: MailOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.start("2026-11-02")
    office.mailed()
    notice = BOUNCE.format(address="gari@example.go.id", message_id=office.letter("gari")["Message-ID"])
    (tmp_path / "kembali.eml").write_text(notice, encoding="utf-8")
    assert office.outbox("import-bounces", str(tmp_path / "kembali.eml")) == 0
    assert "g…@example.go.id" in capsys.readouterr().out
    office.run("2026-11-03")
    assert office.mailed() == ["admin"]
    office.run("2026-11-04")
    assert office.mailed() == ["kepek.saptosari", "saptosari", "wonosari"]
    mended = [{**unit, "Email Operator": "baru@example.go.id"} if unit is GARI else unit for unit in REGISTER]
    office.write(KEPEK_REPORTS, register=mended).run("2026-11-04")
    assert office.mailed() == ["baru"]


def test_a_receipt_answers_a_response_once_and_only_those_the_register_knows(office: MailOffice) -> None:
    office.start("2026-11-01")
    assert office.mailed() == ["kepek"]
    assert "Kepek" in str(office.letter("kepek")["Subject"])
    stranger = good("Kapanewon Saptosari", at=datetime(2026, 11, 1, 20), sender="orang@example.com", instagram=(1, instagram(3)))
    office.write(KEPEK_REPORTS, stranger).run("2026-11-01T21:00")
    assert office.mailed() == []
    again = good(at=datetime(2026, 11, 1, 21), instagram=(2, f"{instagram(1)} {instagram(2)}"))
    office.write(KEPEK_REPORTS, stranger, again).run("2026-11-01T22:00")
    assert office.mailed() == ["kepek"]


def test_several_responses_of_one_sender_are_answered_together(office: MailOffice) -> None:
    """Sent on both sides of the month's end, and one of them edited, so that the later stands above the earlier."""
    edited = good(at=datetime(2026, 11, 3, 9), instagram=(2, f"{instagram(1)} {instagram(2)}"))
    others = [good(at=datetime(2026, *day, 9), instagram=(1, instagram(3))) for day in ((10, 31), (11, 1), (11, 2))]
    office.write(edited, *others).run("2026-11-03T10:00")
    assert office.mailed().count("kepek") == 1
    assert [row["Kunci Catatan"] for row in office.deliveries() if "20261103T090000" in str(row["Kunci Catatan"])]
    office.run("2026-11-03T11:00")
    assert office.mailed() == []


def test_beginning_with_six_months_of_history_answers_only_the_last_days(office: MailOffice) -> None:
    history = [good(month=f"2026-{month:02d}", at=datetime(2026, month + 1, 2), instagram=(1, instagram(month))) for month in range(4, 10)]
    fresh = good("Desa Gari", at=datetime(2026, 10, 31), sender="gari@example.go.id", instagram=(1, instagram(99)))
    office.write(*history, fresh)
    office.run("2026-11-01")
    assert office.mailed() == ["gari"]


def test_a_response_of_before_a_long_weekend_is_answered_when_the_machine_is_back(office: MailOffice) -> None:
    office.start("2026-11-01")
    office.mailed()
    office.write(KEPEK_REPORTS, GARI_REPORTS)
    office.run("2026-11-13")
    assert [str(office.letter("gari")["Subject"]).count("Gari"), office.mailed().count("gari")] == [1, 2]  # receipt and monthly report


def test_a_response_that_names_no_month_is_answered_once_though_months_pass(office: MailOffice) -> None:
    office.write(KEPEK_REPORTS, good(month="entah", at=datetime(2026, 10, 31, 20), instagram=(1, instagram(5))))
    office.run("2026-10-31T21:00")
    assert office.mailed() == ["kepek"]
    office.run("2026-11-01T21:00")
    assert office.mailed() == ["kepek"]  # the other one's
    office.run("2026-11-01T22:00")
    assert office.mailed() == []


def test_a_rehearsal_leaves_the_real_mail_to_be_sent(tmp_path: Path) -> None:
    with faulty_server() as server:
        office = MailOffice(tmp_path, server, more='redirect_to = "gladi@example.go.id"').write(KEPEK_REPORTS)
        office.run("2026-11-02", command="remind")
        assert office.mailed() == ["gladi"] * 4
        office = MailOffice(tmp_path, server).write(KEPEK_REPORTS)
        office.mailed()
        office.run("2026-11-02", command="remind")
        assert office.mailed() == OPERATORS


def test_mail_written_to_files_is_not_taken_for_mail_sent(tmp_path: Path) -> None:
    MailOffice(tmp_path).write(KEPEK_REPORTS).run("2026-11-02", command="remind")
    with faulty_server() as server:
        office = MailOffice(tmp_path, server)
        office.forget()
        office.run("2026-11-02", command="remind")
        assert office.mailed() == OPERATORS
        office.forget()
        MailOffice(tmp_path).run("2026-11-02", command="remind")
        office.run("2026-11-02", command="remind")  # what was really sent has outlived the files
        assert office.mailed() == []


def test_when_the_account_is_refused_the_note_to_the_administrator_waits(tmp_path: Path) -> None:
    behaviour = Behaviour(mail=["550 5.7.1 sender refused", "550 5.7.1 sender refused"])
    with faulty_server(behaviour) as server:
        office = MailOffice(tmp_path, server).write(KEPEK_REPORTS)
        assert office.run("2026-11-02T07:00") == 6
        assert office.mailed() == []
        behaviour.mail.clear()
        office.run("2026-11-03T07:00")
        assert office.mailed() == sorted(["admin", "kepek", *OPERATORS])


def test_a_live_spreadsheet_remembers_for_a_runner_that_forgets_everything(tmp_path: Path) -> None:
    with faulty_server() as mail, GoogleServer() as google:
        office = MailOffice(tmp_path, mail).write(KEPEK_REPORTS, GARI_REPORTS)
        fill(google.book, tmp_path / "laporan.xlsx")
        credentials = google.credentials(tmp_path).as_posix()
        address = f'url = "{google.book.id}"\ncredentials = "{credentials}"\napi_root = "{google.url}"'
        settings = office.config.read_text(encoding="utf-8").replace('path = "laporan.xlsx"', address)
        office.config.write_text(settings, encoding="utf-8")
        assert office.run("2026-11-06") == 0
        assert office.mailed() == ["gari", "kepek.saptosari", "lurah.kepek", "saptosari", "wonosari"]
        writes = google.names.count("spreadsheets.batchUpdate")
        office.forget()
        assert office.run("2026-11-06") == 0
        assert office.mailed() == []
        assert google.names.count("spreadsheets.batchUpdate") == writes
        assert office.run("2026-11-08") == 0
        reports = office.mailed()
        assert (reports.count("bupati"), reports.count("lurah.kepek")) == (1, 7)
        office.forget()
        assert office.run("2026-11-08", command="send") == 0
        assert office.mailed() == []


BOUNCE = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.go.id
To: monev@example.go.id
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="=_x"
MIME-Version: 1.0

--=_x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.go.id

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--=_x
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: Pengingat

Isi.

--=_x--
"""
