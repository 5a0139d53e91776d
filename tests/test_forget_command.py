"""`sheets-sync forget`: an address is gone from every byte the program keeps, and still nobody is mailed twice."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from pathlib import Path

import pytest

from sheets_sync.adapters.mail.erasure import mentions
from sheets_sync.adapters.run_lock import run_lock
from sheets_sync.domain.pseudonym import MARK, Erased, new_salt, pseudonym
from tests.mail_office import MailOffice
from tests.mail_server.faulty import Behaviour, faulty_server
from tests.office import GARI, KEPEK, REGISTER, good, instagram

REPORTS = (good(), good("Desa Gari", sender="gari@example.go.id", instagram=(1, instagram(7))))
GONE = "kepek@example.go.id"
AFTER = [{**unit, "Email Operator": "baru@example.go.id"} if unit is KEPEK else unit for unit in REGISTER]


@pytest.fixture
def office(mail_office: MailOffice) -> MailOffice:
    return mail_office.write(*REPORTS)


def forget(office: MailOffice, *arguments: str, today: str = "2026-11-10") -> int:
    return office.run(today, *arguments, command="forget")


def naming(office: MailOffice, address: str = GONE) -> list[str]:
    """Every file of the office, workbooks unpacked, in whose bytes the address stands by itself; the people's own workbook left out."""
    found = []
    for path in sorted(office.path.rglob("*")):
        if path.is_file() and path.name != "laporan.xlsx":
            content = path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as package:
                    content = b"".join(map(package.read, package.namelist()))
            if re.search(rb"(?<![\w.])" + re.escape(address.encode()), content, re.IGNORECASE):
                found.append(path.relative_to(office.path).as_posix())
    return found


def test_not_a_byte_is_left(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.start("2026-11-09")
    assert {"rekap.xlsx", "state/outbox.sqlite3"} <= set(naming(office))
    office.write(*REPORTS[1:], register=AFTER)
    assert forget(office, "Kepek@Example.go.id") == 0
    assert naming(office) == []
    said = capsys.readouterr().out
    assert "Pengiriman" in said
    assert GONE not in said.lower()


def test_letters_that_name_it_in_a_copy_go_too(office: MailOffice) -> None:
    office.start("2026-11-09")
    before = (office.path / "state" / "outbox.sqlite3").stat().st_size
    forget(office, GONE)
    assert (office.path / "state" / "outbox.sqlite3").stat().st_size < before
    assert office.outbox() == 0


@pytest.mark.parametrize("ledger", ["kept", "lost"])
def test_nobody_is_mailed_twice_though_the_register_still_names_it(office: MailOffice, ledger: str) -> None:
    office.start("2026-11-09")
    assert GONE.partition("@")[0] in office.mailed()
    forget(office, GONE)
    if ledger == "lost":
        office.forget()
    for day in ("2026-11-09", "2026-11-10"):
        assert office.run(day) == 0
    assert office.mailed() == []
    kept = [row for row in office.deliveries() if row["Kode"] == KEPEK["Kode"]]
    assert any(str(row["Kepada"]).startswith(MARK) and row["Waktu"] == datetime(2026, 11, 9, 12) for row in kept)


def test_reminders_that_were_sent_stay_sent(office: MailOffice) -> None:
    office.write(*REPORTS[1:])
    office.run("2026-11-02")
    assert "kepek" in office.mailed()
    forget(office, GONE, today="2026-11-02")
    assert all(GONE not in str(row["Kunci Catatan"]) for row in office.deliveries())
    office.run("2026-11-02")
    assert office.mailed() == []


def test_a_correction_may_still_follow(office: MailOffice) -> None:
    office.start("2026-11-09")
    forget(office, GONE)
    office.mailed()
    office.write(*REPORTS, good(at=datetime(2026, 11, 10), instagram=(2, f"{instagram(1)} {instagram(2)}")))
    office.run("2026-11-11", "--kind", "unit_report", "--only", KEPEK["Kode"], "--correct", command="send")
    assert office.mailed() == ["kepek", "lurah.kepek"]
    assert str(office.letter("kepek")["Subject"]).startswith("Ralat")


def test_where_mail_came_back_from_stays_known(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt[GONE] = ["550 5.1.1 kepek@example.go.id unknown"]
    office.run("2026-11-09")
    forget(office, GONE)
    assert naming(office) == []
    behaviour.rcpt.clear()
    office.mailed()
    office.run("2026-11-10")
    assert "kepek" not in office.mailed()


def test_what_still_waits_goes_and_is_written_anew_if_it_is_due(office: MailOffice, behaviour: Behaviour) -> None:
    behaviour.rcpt[GONE] = ["450 4.2.1 later"] * 9
    office.run("2026-11-09")
    forget(office, GONE)
    assert naming(office) == []
    behaviour.rcpt.clear()
    office.mailed()
    office.run("2026-11-10")
    assert "kepek" in office.mailed()


def test_twice_does_nothing(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.start("2026-11-09")
    forget(office, GONE)
    before = {path: path.read_bytes() for path in (office.path / "rekap.xlsx", office.path / "state" / "outbox.sqlite3")}
    capsys.readouterr()
    assert forget(office, GONE, "--lang", "en") == 0
    assert "keeps nothing of it any more" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in before} == before


def test_a_dry_run_erases_nothing(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.start("2026-11-09")
    office.run("2026-11-09", command="preview")
    before = {path: path.read_bytes() for path in office.path.rglob("*.*") if path.is_file() and not path.name.endswith("-shm")}
    capsys.readouterr()
    assert forget(office, GONE, "--dry-run", "--lang", "en") == 0
    said = capsys.readouterr().out
    for told in ("ledger entries that would lose", "letters that would be deleted", "Pengiriman", "files of mail and previews that would"):
        assert told in said
    assert {path: path.read_bytes() for path in before} == before


def test_it_says_where_only_people_may_erase(office: MailOffice, capsys: pytest.CaptureFixture[str]) -> None:
    office.start("2026-11-09")
    with office.config.open("a", encoding="utf-8") as file:
        file.write(f'username = "{GONE}"\npassword_env = "PATH"\n')
    capsys.readouterr()
    assert forget(office, GONE, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "tab Daftar Unit, cell G4 (Email Operator)" in said
    assert "tab Form Responses 1, cell B2 (Email Address)" in said
    assert "[mail.smtp] username" in said
    assert "mail goes on being sent to it" in said


def test_mail_written_to_files_and_previews_go(tmp_path: Path) -> None:
    office = MailOffice(tmp_path).write(*REPORTS)
    office.start("2026-11-09")
    office.run("2026-11-09", command="preview")
    mail = tmp_path / "outbox"
    others = {path.name for path in mail.rglob("*.eml")} - {f"{KEPEK['Kode']}.eml"}
    assert any(path.startswith("outbox/") for path in naming(office))
    assert any(path.startswith("preview/") for path in naming(office))
    forget(office, GONE)
    assert naming(office) == []
    assert "index.html" in {path.name for path in mail.iterdir()}
    assert f"{GARI['Kode']}.eml" in others & {path.name for path in mail.rglob("*.eml")}
    assert office.run("2026-11-09") == 0
    assert naming(office) == []


def test_a_rehearsal_leaves_nothing_at_the_rehearser_s_address(tmp_path: Path, behaviour: Behaviour) -> None:
    with faulty_server(behaviour) as server:
        office = MailOffice(tmp_path, server, more='redirect_to = "gladi@example.go.id"').write(*REPORTS)
        office.run("2026-11-09")
        assert "state/outbox.sqlite3" in naming(office, "gladi@example.go.id")
        office.config.write_text(office.config.read_text(encoding="utf-8").replace("gladi@", "monev@"), encoding="utf-8")
        forget(office, "gladi@example.go.id")
        assert naming(office, "gladi@example.go.id") == []


def test_old_months_lose_their_addresses_by_themselves_and_stay_sent(office: MailOffice) -> None:
    office.start("2026-11-09")
    office.mailed()
    office.write(
        *REPORTS, *(good(month=month, at=datetime(2027, 11, 2), instagram=(1, instagram(at))) for at, month in [(31, "Oktober 2027")])
    )
    office.run("2027-11-09")
    assert "kepek" in office.mailed()
    assert not [row for row in office.deliveries() if row["Bulan"] == "2026-09"]
    office.write(*REPORTS, good(month="November 2027", at=datetime(2027, 12, 2), instagram=(1, instagram(32))))
    office.run("2027-12-09")
    office.mailed()
    assert office.run("2027-12-10", "--month", "2026-10", command="send") == 0
    assert office.mailed() == []


def test_old_months_on_request(tmp_path: Path) -> None:
    office = MailOffice(tmp_path).write(*REPORTS)
    office.start("2026-11-09")
    assert forget(office, "--older-than", "1", today="2026-12-01") == 0
    assert not list((tmp_path / "outbox" / "2026-10").glob("*/*")) or naming(office)
    assert forget(office, "--older-than", "0", today="2026-12-01") == 0
    assert naming(office) == []
    assert not (tmp_path / "outbox" / "2026-10").exists()


@pytest.mark.parametrize("arguments", [(), ("kepek",), (GONE, "--older-than", "12"), ("@",)])
def test_what_is_not_clear_is_asked_back(office: MailOffice, arguments: tuple[str, ...]) -> None:
    assert forget(office, *arguments) == 2


def test_it_does_not_interleave_with_a_run(office: MailOffice) -> None:
    office.start("2026-11-09")
    with run_lock(office.path):
        assert forget(office, GONE) == 7
    assert naming(office)


def test_a_name_tells_nobody_who_it_was_but_is_known_again() -> None:
    one, other = new_salt(), new_salt()
    erased = Erased([pseudonym(GONE, one)])
    assert erased.name_of(GONE.upper()) == pseudonym(GONE, one) != pseudonym(GONE, other)
    assert erased.name_of("ke.pek@example.go.id") == "ke.pek@example.go.id"
    assert erased.known_as(f"{GONE}.+1", GONE) == (f"{pseudonym(GONE, one)}.+1", pseudonym(GONE, one))


@pytest.mark.parametrize("encoding", ["7bit", "quoted-printable", "base64"])
def test_a_letter_that_names_it_is_found_however_it_is_encoded(encoding: str) -> None:
    letter = EmailMessage()
    letter["To"], letter["Subject"] = "lurah.kepek@example.go.id", "Laporan"
    letter.set_content(f"{'Isian diterima dari ' * 4}{GONE}.", cte=encoding)
    assert mentions(letter.as_bytes(), GONE)
    assert mentions(letter.as_bytes(), "lurah.kepek@example.go.id")
    assert not mentions(letter.as_bytes(), "epek@example.go.id")
    assert not mentions(letter.as_bytes(), "kepek@example.go")


@pytest.mark.parametrize("before", range(0, 40, 4))
def test_a_header_that_names_it_is_found_though_it_is_encoded_and_cut_anywhere(before: int) -> None:
    subject = Header(f"{'é' * before} Laporan dari {GONE} — belum sah", "utf-8").encode()
    raw = f"To: bupati@example.go.id\nSubject: {subject}\n\nIsi.\n".encode()
    assert GONE.encode() not in raw
    assert mentions(raw, GONE)
    assert not mentions(raw, "gari@example.go.id")


@pytest.mark.parametrize(
    "header",
    ["=?utf-9?q?Laporan?= dari kepek@example.go.id", "=?utf-8?b?Laporan?= dari kepek@example.go.id", "\udcff <kepek@example.go.id>"],
)
def test_a_header_that_cannot_be_decoded_is_searched_as_it_stands(header: str) -> None:
    assert mentions(f"From: {header}\n\nIsi.\n".encode(errors="surrogateescape"), GONE)
