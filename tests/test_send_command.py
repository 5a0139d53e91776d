"""`sheets-sync send`, `remind`, `preview` and `outbox` as a person uses them by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.mail_office import MailOffice
from tests.mail_server.faulty import Behaviour
from tests.office import GARI, KEPEK, REGISTER, good, instagram

REPORTS = (good(), good("Desa Gari", sender="gari@example.go.id", instagram=(1, instagram(7))))
EVERYBODY = sorted(["bupati", "gari", "kepek", "kepek.saptosari", "saptosari", "wonosari", *["lurah.kepek"] * 7])


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def office(mail_office: MailOffice) -> MailOffice:
    return mail_office.write(*REPORTS)


def send(office: MailOffice, *more: str, today: str = "2026-11-09") -> int:
    return office.run(today, *more, command="send")


def test_reports_go_out_once_and_stand_on_the_tab(office: MailOffice) -> None:
    assert office.start("2026-11-09", command="send") == send(office) == 0
    assert office.mailed() == EVERYBODY
    sent = [row for row in office.deliveries() if row["Kunci Catatan"]]
    assert len(sent) == len(EVERYBODY)
    assert {row["Waktu"] for row in sent} == {datetime(2026, 11, 9, 12)}


def test_one_unit_alone(office: MailOffice) -> None:
    send(office, "--only", KEPEK["Kode"], "--kind", "unit_report")
    assert office.mailed() == ["kepek", "lurah.kepek"]


def test_old_months_can_be_sent_by_hand(office: MailOffice) -> None:
    office.write(*REPORTS, good(month="Juli 2026", at=datetime(2026, 8, 2), instagram=(1, instagram(9))))
    assert send(office, "--month", "2026-07") == 0
    assert office.mailed() == EVERYBODY


def test_a_month_that_is_not_over_is_refused(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    assert send(office, "--month", "2026-11") == 2
    assert "November 2026" in capsys.readouterr().err
    assert office.mailed() == []


def test_a_correction_goes_to_those_alone_whose_report_changed(office: MailOffice) -> None:
    office.start("2026-11-09", command="send")
    office.mailed()
    mended = good(at=datetime(2026, 11, 10), instagram=(2, f"{instagram(1)} {instagram(2)}"))
    office.write(*REPORTS, mended)
    send(office, "--kind", "unit_report", today="2026-11-11")
    assert office.mailed() == []
    send(office, "--kind", "unit_report", "--only", KEPEK["Kode"], "--correct", today="2026-11-11")
    assert office.mailed() == ["kepek", "lurah.kepek"]
    assert str(office.letter("kepek")["Subject"]).startswith("Ralat")
    office.forget()
    send(office, "--kind", "unit_report", "--only", KEPEK["Kode"], "--correct", today="2026-11-11")
    assert office.mailed() == []


def test_a_head_who_was_replaced_meanwhile_does_not_get_the_letter(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["lurah.kepek@example.go.id"] = ["450 4.2.1 later"]
    send(office, "--kind", "unit_report", "--only", KEPEK["Kode"])
    assert office.mailed() == ["kepek"]
    behaviour.rcpt.clear()
    office.write(*REPORTS, register=[{**unit, "Email Kepala": "lurah.baru@example.go.id"} for unit in REGISTER])
    send(office, "--kind", "unit_report", "--only", KEPEK["Kode"], today="2026-11-10")
    assert office.mailed() == ["lurah.baru"]


def test_a_dry_run_names_every_unit_without_a_report(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.write(*REPORTS, register=[{**unit, "Email Kepala": ""} if unit is GARI else unit for unit in REGISTER])
    assert send(office, "--dry-run") == 0
    [line] = [line for line in capsys.readouterr().out.splitlines() if GARI["Kode"] in line]
    assert "tidak dikirim" in line
    assert office.mailed() == []
    assert not (office.path / "state").exists()


def test_a_dry_run_counts_the_units_without_a_report_where_they_are_many(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    many = [{**GARI, "Kode": f"34.03.02.{number}", "Nama Unit": f"Desa {number}", "Email Kepala": ""} for number in range(2001, 2021)]
    office.write(*REPORTS, register=[*REGISTER, *many])
    assert send(office, "--dry-run") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "20 unit: Desa 2001" in shown
    assert "Desa 2006" not in shown


def test_a_tab_that_cannot_be_written_is_said_and_mails_nobody_twice(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.start("2026-11-09", command="send")
    office.mailed()
    office.write(*REPORTS, good("Kapanewon Wonosari", sender="wonosari@example.go.id", instagram=(1, instagram(8))))
    obstacle = office.path / ".rekap.xlsx.new"
    obstacle.mkdir()
    assert office.run("2026-11-09", command="remind") == 5
    assert office.mailed() == ["kepek.saptosari", "lurah.kepek", "saptosari"]
    assert "rekap.xlsx" in capsys.readouterr().err
    obstacle.rmdir()
    assert office.run("2026-11-09", command="remind") == 0
    assert office.mailed() == []
    assert "lurah.kepek@example.go.id.+1" in [row["Kunci Catatan"] for row in office.deliveries()]


def test_reminders_alone(office: MailOffice) -> None:
    assert office.run("2026-11-09", command="remind") == 0
    assert office.mailed() == ["kepek.saptosari", "lurah.kepek", "saptosari", "wonosari"]


def test_the_outbox_is_listed_with_masked_addresses(office: MailOffice, behaviour: Behaviour, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.outbox() == 0
    behaviour.rcpt["bupati@example.go.id"] = ["550 5.1.1 bupati@example.go.id unknown"]
    assert send(office) == 6
    capsys.readouterr()
    assert office.outbox() == 0
    said = capsys.readouterr().out
    assert "ditolak" in said
    assert "550 5.1.1 b…@example.go.id unknown" in said
    assert "bupati@example.go.id" not in said
    assert office.outbox("--only", KEPEK["Kode"]) == 0
    said = capsys.readouterr().out
    assert KEPEK["Kode"] in said
    assert GARI["Kode"] not in said


def test_the_outbox_names_the_units_that_a_reminder_is_about(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.run("2026-11-09", command="remind")
    capsys.readouterr()
    office.outbox("--all")
    said = " ".join(capsys.readouterr().out.split())
    assert "Kalurahan Kepek (Saptosari) k…@example.go.id" in said
    assert "Kapanewon Wonosari, Kapanewon Saptosari, dan Kalurahan" in said


def test_the_outbox_fits_eighty_columns_and_speaks_the_reader_s_language(
    office: MailOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    office.start("2026-11-09", command="send")
    capsys.readouterr()
    office.outbox("--all")
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    assert "Laporan untuk kepala unit, Oktober 2026" in said
    assert "unit_report" not in said
    assert "l…@example.go.id  2026-11-09 12.00" in said


def test_retry_says_why_there_is_nothing_to_send_again(
    office: MailOffice, behaviour: Behaviour, capsys: pytest.CaptureFixture[str]
) -> None:
    behaviour.data["bupati@example.go.id"] = ["taken, cut"]
    send(office)
    for arguments, words in (
        (["no-such-unit"], "Tidak ada surel tentang no-such-unit"),
        ([KEPEK["Kode"]], "Tidak ada surel yang ditolak atau kembali, jadi"),
        (["--unknown", KEPEK["Kode"]], "belum pasti"),
        ([], "`outbox retry --unknown`"),
    ):
        capsys.readouterr()
        assert office.outbox("retry", *arguments, "--today", "2026-11-09") == 0
        assert words in capsys.readouterr().out


def test_copies_are_told_apart(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    send(office, "--kind", "unit_report")
    assert "5 surel beserta 5 tembusannya telah diserahkan" in capsys.readouterr().out


def test_looking_at_the_outbox_makes_none(office: MailOffice) -> None:
    office.outbox()
    assert not (office.path / "state" / "outbox.sqlite3").exists()


def test_retry_of_a_unit_where_the_ledger_is_lost(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["lurah.kepek@example.go.id"] = ["550 5.1.1 no such user"]
    send(office, "--kind", "unit_report")
    office.mailed()
    behaviour.rcpt.clear()
    office.forget()
    assert office.outbox("retry", KEPEK["Kode"], "--today", "2026-11-09") == 0
    assert send(office, "--kind", "unit_report") == 0
    assert office.mailed() == ["lurah.kepek"]


@pytest.mark.parametrize("kind", ["reminder", "overdue", "receipt", "unit_report", "area_report", "executive_report", "job_report"])
def test_every_kind_of_mail_can_be_looked_at_whether_due_or_not(office: MailOffice, kind: str) -> None:
    assert office.run("2026-11-24", "--kind", kind, command="preview") == 0
    assert list((office.path / "preview" / "2026-10" / kind).glob("*.html"))
    assert office.mailed() == []


def test_a_kind_that_does_not_exist_is_named(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.run("2026-11-24", "--kind", "unit-report", command="preview") == 2
    assert "unit_report" in capsys.readouterr().err
