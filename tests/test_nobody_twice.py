"""Attempts to have somebody mailed twice, or somebody's letter lost, by what happens to offices: each fails."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.adapters.mail.smtp import SmtpServer, SmtpTransport
from sheets_sync.domain.delivery import State
from sheets_sync.mailing.delivery import Pace, deliver
from tests.mail_office import KEPEK_REPORTS, OPERATORS, MailOffice
from tests.mail_server.crash import ROOT
from tests.mail_server.faulty import Behaviour, faulty_server
from tests.mail_server.postroom import TestClock, message, outbox_in, put
from tests.office import GARI, REGISTER, good

REPORTS_DAY = "2026-11-08"
unix = pytest.mark.skipif(sys.platform == "win32", reason="no such signals, nor limits on files")


@pytest.fixture
def office(mail_office: MailOffice) -> MailOffice:
    return mail_office.write(KEPEK_REPORTS)


def mailed_on(office: MailOffice, day: str = REPORTS_DAY) -> list[str]:
    office.run(day)
    return office.mailed()


# What people do to the tab


def edit(office: MailOffice, change: Callable[[Worksheet], None]) -> None:
    book = openpyxl.load_workbook(office.path / "rekap.xlsx")
    change(book["Pengiriman"])
    book.save(office.path / "rekap.xlsx")


def column(sheet: Worksheet, header: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == header)


def sort_by_name(sheet: Worksheet) -> None:
    rows = sorted([[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)], key=lambda row: str(row[2]), reverse=True)
    for number, row in enumerate(rows, 2):
        for at, value in enumerate(row, 1):
            sheet.cell(number, at).value = value


def put_columns_before(sheet: Worksheet) -> None:
    sheet.insert_cols(1)
    sheet.insert_rows(1, 2)
    sheet.cell(1, 1).value = "Dicek oleh sekretariat"


def say_done(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column(sheet, "Pengiriman")).value = "SUDAH OK"


def clear_keys(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column(sheet, "Kunci Catatan")).value = None


def drop_keys(sheet: Worksheet) -> None:
    sheet.delete_cols(column(sheet, "Kunci Catatan"))


def colour_and_space(sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        for at in range(1, sheet.max_column + 1):
            cell = sheet.cell(row, at)
            cell.value = f" {cell.value} " if isinstance(cell.value, str) else cell.value


@pytest.mark.parametrize("change", [sort_by_name, put_columns_before, say_done, colour_and_space])
def test_an_edited_tab_still_remembers_for_a_ledger_that_is_lost(office: MailOffice, change: Callable[[Worksheet], None]) -> None:
    office.start(REPORTS_DAY)
    assert "bupati" in office.mailed()
    edit(office, change)
    office.forget()
    told_of_doubt = ["admin"] if change is say_done else []  # there the tab no longer says for certain what was sent
    assert mailed_on(office) == told_of_doubt


@pytest.mark.parametrize("change", [clear_keys, drop_keys])
def test_reports_are_known_without_the_column_of_the_keys(office: MailOffice, change: Callable[[Worksheet], None]) -> None:
    assert office.start(REPORTS_DAY, command="send") == 0
    assert "bupati" in office.mailed()
    edit(office, change)
    office.forget()
    assert office.run(REPORTS_DAY, command="send") == 0
    assert office.mailed() == []


def test_rows_deleted_from_the_tab_come_back_from_the_ledger(office: MailOffice) -> None:
    office.start(REPORTS_DAY)
    office.mailed()
    before = office.deliveries()
    edit(office, lambda sheet: sheet.delete_rows(2, sheet.max_row))
    assert mailed_on(office) == []
    assert office.deliveries() == before


def test_a_recap_thrown_away_is_made_anew_and_mails_nobody(office: MailOffice) -> None:
    office.start(REPORTS_DAY)
    office.mailed()
    before = office.deliveries()
    (office.path / "rekap.xlsx").unlink()
    assert mailed_on(office) == []
    assert office.deliveries() == before


@pytest.mark.parametrize("month", ["Oktober 2026", "Agustus 2026", "Januari 2026", "November 2026", "entah"])
def test_a_receipt_about_any_month_is_remembered_by_the_tab(office: MailOffice, month: str) -> None:
    late = good("Desa Gari", month=month, at=datetime(2026, 11, 23, 8), sender="gari@example.go.id")
    office.write(KEPEK_REPORTS, late)
    assert "gari" in mailed_on(office, "2026-11-23T09:00")
    for day in ("2026-11-23T12:00", "2026-11-24", "2026-12-01"):
        office.forget()
        office.run(day)
        assert not [mail for mail in letters_to(office, "gari") if "Tanda terima" in mail][1:], day


def letters_to(office: MailOffice, recipient: str) -> list[str]:
    assert office.server
    mails = [message_from_bytes(each.raw, policy=policy.default) for each in office.server.accepted if each.recipient.startswith(recipient)]
    return [str(mail["Subject"]) for mail in mails]


# Rehearsals


def with_settings(office: MailOffice, more: str) -> MailOffice:
    changed = MailOffice(office.path, office.server, more=more)
    changed.mailed()
    return changed


def test_a_rehearsal_sends_nothing_that_is_meant_though_it_waits(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["450 4.2.1 later"]
    assert mailed_on(office, "2026-11-02T07:00") == ["kepek", *(name for name in OPERATORS if name != "gari")]
    behaviour.rcpt.clear()
    rehearsing = with_settings(office, 'redirect_to = "gladi@example.go.id"')
    assert set(mailed_on(rehearsing, "2026-11-02T09:00")) == {"gladi"}
    assert mailed_on(with_settings(office, ""), "2026-11-02T11:00") == ["gari"]


def test_what_a_rehearsal_left_waiting_does_not_go_out_with_the_real_mail(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gladi@example.go.id"] = ["450 4.2.1 later"]
    rehearsing = with_settings(office, 'redirect_to = "gladi@example.go.id"')
    assert mailed_on(rehearsing, "2026-11-02T07:00") == []
    behaviour.rcpt.clear()
    assert mailed_on(with_settings(office, ""), "2026-11-02T09:00") == ["gari", "kepek", *OPERATORS[1:]]


# Clocks, months, hands


def test_send_by_hand_and_the_calendar_on_the_same_day(office: MailOffice) -> None:
    assert office.start(REPORTS_DAY, command="send") == 0
    by_hand = office.mailed()
    assert "bupati" in by_hand
    office.run(REPORTS_DAY, command="remind")
    assert set(office.mailed()) == {"lurah.kepek", *OPERATORS}
    assert mailed_on(office) == []
    assert office.run(REPORTS_DAY, command="send") == 0
    assert office.mailed() == []


def test_a_clock_that_goes_back_sends_nothing_again(office: MailOffice) -> None:
    days = ["2026-11-02", "2026-11-04", "2026-11-06", "2026-11-08", "2026-11-12"]
    office.start(days[0])
    for day in days[1:]:
        office.run(day)
    office.mailed()
    for day in [*reversed(days), days[-1]]:
        assert mailed_on(office, day) == [], day


def test_a_clock_that_goes_back_loses_nothing_that_waits(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["bupati@example.go.id"] = ["450 4.2.1 later"]
    assert "bupati" not in mailed_on(office, "2026-11-09T09:00")
    behaviour.rcpt.clear()
    assert mailed_on(office, "2026-11-08T09:00") == []  # the pause lasts until the clock has caught up
    assert mailed_on(office, "2026-11-09T18:00") == ["bupati"]


def test_a_month_opened_again_is_not_told_again(office: MailOffice) -> None:
    office.start("2026-11-02")
    for day in ("2026-11-06", "2026-11-08", "2026-11-23"):
        office.run(day)
    office.mailed()
    late = good("Desa Gari", at="2026-11-24 09:00:00", sender="gari@example.go.id")
    office.write(KEPEK_REPORTS, late)
    assert office.run("2026-11-25", "--reopen", "2026-10", command="sync") == 0
    assert [name for name in mailed_on(office, "2026-11-25") if name != "gari"] == []  # gari gets a receipt at most
    assert office.run("2026-11-25", command="send") == 0
    assert office.mailed() == []


def test_a_correction_is_not_sent_twice_either_though_the_ledger_is_lost_between(office: MailOffice) -> None:
    office.start(REPORTS_DAY)
    office.mailed()
    office.write(KEPEK_REPORTS, good("Desa Gari", at="2026-11-09 09:00:00", sender="gari@example.go.id"))
    correct = ("--month", "2026-10", "--kind", "unit_report", "--only", GARI["Kode"], "--correct")
    for forgets in (False, True, True):
        if forgets:
            office.forget()
        office.run("2026-11-10", *correct, command="send")
        assert office.mailed() == ([] if forgets else ["gari", "lurah.kepek"])


def test_an_address_mended_between_two_attempts_gets_it_once_and_the_old_one_not_at_all(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt["gari@example.go.id"] = ["450 4.2.1 later"]
    assert "gari" not in mailed_on(office, "2026-11-02T07:00")
    behaviour.rcpt.clear()
    mended = [{**unit, "Email Operator": "desa.gari@example.go.id"} if unit is GARI else unit for unit in REGISTER]
    office.write(KEPEK_REPORTS, register=mended)
    assert mailed_on(office, "2026-11-02T10:00") == ["desa.gari"]
    assert mailed_on(office, "2026-11-02T12:00") == []


def test_an_address_in_other_letters_is_the_same_address(office: MailOffice) -> None:
    office.start("2026-11-02")
    office.mailed()
    office.write(KEPEK_REPORTS, register=[{**unit, "Email Operator": unit["Email Operator"].upper()} for unit in REGISTER])
    assert mailed_on(office, "2026-11-02T15:00") == []


# Machines that die or have no room


@pytest.fixture
def kill(office: MailOffice, behaviour: Behaviour) -> Callable[[int, int], None]:
    """kill(number, signal) starts the day's run and ends it as the server has taken so many messages, before its answer is read."""

    def kill(number: int, how: int) -> None:
        assert office.server
        before = len(office.server.recipients)
        command = [sys.executable, "-m", "sheets_sync", "run", "--config", str(office.config), "--today", REPORTS_DAY]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            behaviour.on_accept = lambda _mail: run.send_signal(how) if len(office.server.recipients) == before + number else None
            run.wait(timeout=120)
        behaviour.on_accept = lambda _mail: None
        assert len(office.server.recipients) - before in range(number, number + 2)

    return kill


def times_taken(office: MailOffice) -> Counter[tuple[str, str]]:
    assert office.server
    return Counter((mail.recipient, mail.message_id) for mail in office.server.accepted)


def told_of(office: MailOffice) -> Counter[str]:
    """In which states the messages are, by the tab; a message to a person for several units counts for each of them."""
    return Counter(row["Pengiriman"] for row in office.deliveries() if row["Kunci Catatan"])


@unix
def test_a_run_killed_while_it_sends_is_taken_up_by_the_next(office: MailOffice, kill: Callable[[int, int], None]) -> None:
    kill(3, signal.SIGKILL)
    kill(4, signal.SIGKILL)
    assert office.run(REPORTS_DAY) == 6, "what the killed runs left in doubt is for a person to see"
    assert office.text("admin").count("Belum diketahui apakah") == 2
    assert set(times_taken(office).values()) == {1}
    assert told_of(office)["Belum pasti"] == 2
    assert office.run(REPORTS_DAY) == 0
    assert set(times_taken(office).values()) == {1}


@unix
def test_a_machine_lost_while_it_sends_leaves_its_mail_in_doubt_and_a_person_decides(
    office: MailOffice, kill: Callable[[int, int], None]
) -> None:
    kill(3, signal.SIGKILL)
    office.forget()
    taken = times_taken(office)
    office.mailed()
    assert office.run(REPORTS_DAY) == 6
    assert office.mailed() == ["admin"]
    assert "tidak diketahui apakah" in office.text("admin")
    assert told_of(office).keys() == {"Belum pasti", "Terkirim"}
    assert told_of(office)["Terkirim"] == 1, "the note to the administrator alone"
    office.outbox("retry", "--unknown", "bupati@example.go.id")
    assert office.run(REPORTS_DAY) == 0
    assert office.mailed() == ["bupati"]
    assert taken


@unix
def test_a_run_asked_to_end_writes_down_what_it_has_sent(office: MailOffice, kill: Callable[[int, int], None]) -> None:
    kill(5, signal.SIGTERM)
    assert told_of(office)["Sedang dikirim"] == 0
    office.forget()
    assert office.run(REPORTS_DAY) == 0
    assert set(times_taken(office).values()) == {1}
    assert told_of(office)["Belum pasti"] <= 1


TROUBLES = {
    "taken": ({}, State.ACCEPTED, 1),
    "greylisted": ({"rcpt": ["450 4.7.1 later", "250"]}, State.ACCEPTED, 1),
    "no such user": ({"rcpt": ["550 5.1.1 no such user"]}, State.FAILED, 0),
    "421": ({"rcpt": ["421 4.7.0 closing", "250"]}, State.ACCEPTED, 1),
    "cut before data": ({"rcpt": ["cut", "250"]}, State.ACCEPTED, 1),
    "slow before data": ({"rcpt": ["slow", "250"]}, State.ACCEPTED, 1),
    "too big": ({"data": ["552 5.3.4 too big"]}, State.FAILED, 0),
    "put off after data": ({"data": ["451 4.3.0 later", "250"]}, State.ACCEPTED, 1),
    "cut in data": ({"data": ["cut", "250"]}, State.UNKNOWN, 0),
    "cut after data": ({"data": ["taken, cut", "250"]}, State.UNKNOWN, 1),
    "slow after data": ({"data": ["slow", "250"]}, State.UNKNOWN, 1),
}


def test_every_trouble_in_one_run_ends_as_it_should(tmp_path: Path) -> None:
    addresses = {name: f"kepala.{number}@example.go.id" for number, name in enumerate(TROUBLES)}
    behaviour = Behaviour(slow_s=0.6)
    for name, (trouble, _, _) in TROUBLES.items():
        for step, answers in trouble.items():
            getattr(behaviour, step)[addresses[name]] = list(answers)
    clock = TestClock()
    with faulty_server(behaviour) as server, outbox_in(tmp_path) as outbox:
        put(outbox, *(message(name, to=address) for name, address in addresses.items()))
        transport = SmtpTransport(SmtpServer("127.0.0.1", server.port, "none", timeout_s=0.3, data_timeout_s=0.3))
        for _ in range(3):
            deliver(outbox, transport, timing=clock.timing, pace=Pace())
        ended = {entry.subject_of: entry.state for entry in outbox.entries()}
        taken = Counter(server.recipients)
    assert ended == {name: state for name, (_, state, _) in TROUBLES.items()}
    assert {name: taken[addresses[name]] for name in TROUBLES} == {name: times for name, (_, _, times) in TROUBLES.items()}


NO_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from tests.mail_server.crash_sender import send
from pathlib import Path
send(Path(sys.argv[2]), int(sys.argv[3]))
"""


@unix
def test_a_disk_that_fills_while_mail_goes_out(tmp_path: Path) -> None:
    now = datetime.now().replace(microsecond=0)
    with faulty_server() as server:
        with outbox_in(tmp_path) as outbox:
            put(outbox, *(message(f"K{number}") for number in range(60)), now=now, expires_at=now.replace(year=now.year + 1))
        path = tmp_path / "state" / "outbox.sqlite"
        full = path.stat().st_size
        for room in (full, full + 20_000, full + 60_000, full * 100):
            subprocess.run(
                [sys.executable, "-c", NO_ROOM, str(room), str(path), str(server.port)], cwd=ROOT, capture_output=True, check=False
            )
        with outbox_in(tmp_path) as outbox:
            ended = Counter(entry.state for entry in outbox.entries())
    assert len(server.recipients) == len(set(server.recipients))
    assert set(ended) <= {State.ACCEPTED, State.UNKNOWN}
    assert ended[State.ACCEPTED] + ended[State.UNKNOWN] == 60
    assert len(server.recipients) >= ended[State.ACCEPTED]
    assert ended[State.UNKNOWN] <= 3


def test_a_ledger_that_cannot_be_opened_is_explained_and_mails_nobody(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    (office.path / "state" / "outbox.sqlite3").mkdir(parents=True)
    assert office.run("2026-11-02") == 6
    assert "Traceback" not in capsys.readouterr().err
    assert office.mailed() == []


def test_a_state_folder_that_is_a_file_is_explained_and_mails_nobody(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    (office.path / "state").write_text("", encoding="utf-8")
    assert office.run("2026-11-02") == 3
    assert "Traceback" not in capsys.readouterr().err
    assert office.mailed() == []
