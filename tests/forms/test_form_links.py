"""`sheets-sync form links`: what it lists, where it puts it, and what it says where it cannot."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.adapters.form_record import FormRecord, write_record
from sheets_sync.cli import main
from sheets_sync.domain.form import answers_in
from tests.google_server import GoogleServer
from tests.google_server.server import ACCOUNT
from tests.mail_office import MailOffice
from tests.office import KEPEK, REGISTER, WONOSARI, good

FORM_ID = "1StandInFormForTests_0123456789abcdefghijklm"
RECORD = FormRecord(FORM_ID, "https://docs.google.com/forms/d/e/ours/viewform", "3f2a91c0", "0000000b", "plan")


@pytest.fixture
def office(tmp_path: Path) -> MailOffice:
    return MailOffice(tmp_path).write(good())


def links(office: MailOffice, *more: str, config: bool = True) -> int:
    place = ["--config", str(office.config)] if config else []
    return main(["form", "links", *place, "--today", "2026-11-09", *more], {})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def filled(link: str) -> list[str]:
    return [answer for question, answer in answers_in(link) if question.startswith("entry.")]


def test_the_list_is_printed_a_line_for_each_unit_good_for_every_month(office: MailOffice, capsys: Any) -> None:
    write_record(office.path, RECORD)
    assert links(office) == 0
    table = rows(capsys.readouterr().out)
    assert [row["Kode"] for row in table] == [unit["Kode"] for unit in REGISTER]
    kepek = table[2]
    assert kepek["Unit"] == "Kalurahan Kepek (Wonosari)"
    assert (kepek["Jenis"], kepek["Bulan"]) == ("KALURAHAN", "")
    assert filled(kepek["Tautan"]) == ["Kalurahan Kepek (Wonosari)"]
    assert all(row["Tautan"].startswith(RECORD.responder_uri) for row in table)


def test_a_month_is_filled_in_in_the_forms_language_whoever_reads_the_list(office: MailOffice, capsys: Any) -> None:
    write_record(office.path, RECORD)
    assert links(office, "--month", "2026-10", "--lang", "en") == 0
    first = rows(capsys.readouterr().out)[0]
    assert first["Month"] == "Oktober 2026"
    assert filled(first["Link"]) == ["Kapanewon Wonosari", "Oktober 2026"]


def test_files_are_written_once_and_nothing_else_is(office: MailOffice, tmp_path: Path, capsys: Any) -> None:
    write_record(office.path, RECORD)
    table, page = tmp_path / "baru" / "tautan.csv", tmp_path / "baru" / "kartu.html"
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    assert links(office, "--csv", str(table), "--html", str(page)) == 0
    assert {file for file in tmp_path.rglob("*") if file.is_file()} - before == {table, page}
    assert table.read_bytes().startswith(b"\xef\xbb\xbfKode,")
    assert "Kapanewon Saptosari" in page.read_text(encoding="utf-8")
    assert "Ditulis" in capsys.readouterr().out
    assert links(office, "--csv", str(table), "--html", str(page)) == 0
    assert "Isi berkas sudah sama" in capsys.readouterr().out


def test_a_name_that_a_spreadsheet_would_run_is_harmless_in_the_list(office: MailOffice, capsys: Any) -> None:
    write_record(office.path, RECORD)
    office.write(good(), register=[WONOSARI, KEPEK, {**WONOSARI, "Kode": "OPD-1", "Jenis": "OPD", "Nama Unit": "@SUM(1+1)"}])
    assert links(office) == 0
    row = rows(capsys.readouterr().out)[2]
    assert row["Unit"] == "'@SUM(1+1)"
    assert filled(row["Tautan"]) == ["@SUM(1+1)"]


def test_units_that_are_no_more_are_left_out(office: MailOffice, capsys: Any) -> None:
    write_record(office.path, RECORD)
    office.write(good(), register=[WONOSARI, {**KEPEK, "Aktif Sampai": "31/10/2026"}])
    assert links(office) == 0
    assert [row["Kode"] for row in rows(capsys.readouterr().out)] == [WONOSARI["Kode"]]


def test_an_office_that_knows_only_the_address_is_told_what_to_do(office: MailOffice, capsys: Any) -> None:
    assert links(office) == 3
    error = capsys.readouterr().err
    assert "sheets-sync form" in error
    assert "[form] prefilled" in error


def test_settings_named_before_links_are_meant_too(office: MailOffice, capsys: Any) -> None:
    write_record(office.path, RECORD)
    assert main(["form", "--config", str(office.config), "links", "--today", "2026-11-09"], {}) == 0
    assert len(rows(capsys.readouterr().out)) == len(REGISTER)


def test_a_place_where_nothing_may_be_written_is_said(office: MailOffice, capsys: Any) -> None:
    write_record(office.path, RECORD)
    assert links(office, "--csv", str(office.config / "tautan.csv")) == 5
    assert "tidak dapat ditulis" in capsys.readouterr().err


class TestAForgottenForm:
    """A fresh machine: the record is gone, [form] id is in the settings."""

    @pytest.fixture
    def google(self) -> Any:
        with GoogleServer(quota=10_000) as server:
            yield server
        assert server.violations == []

    @pytest.fixture
    def live(self, office: MailOffice, google: GoogleServer) -> MailOffice:
        text = office.config.read_text(encoding="utf-8").replace('url = "https://forms.example.com/laporan"', f'id = "{FORM_ID}"')
        reach = f'credentials = "{google.credentials(office.path).name}"\napi_root = "{google.url}"'
        office.config.write_text(text.replace('path = "laporan.xlsx"', f'path = "laporan.xlsx"\n{reach}'), encoding="utf-8")
        return office

    def test_the_form_is_asked_how_it_is_filled_in(self, live: MailOffice, google: GoogleServer, capsys: Any) -> None:
        form = google.forms.add(FORM_ID, ACCOUNT)
        form.add("Nama Unit")
        form.add("Bulan Laporan")
        assert links(live, "--month", "2026-10") == 0
        link = rows(capsys.readouterr().out)[0]["Tautan"]
        assert link.startswith(form.resource()["responderUri"])
        assert filled(link) == ["Kapanewon Wonosari", "Oktober 2026"]
        assert google.names == ["forms.get"]

    def test_every_link_answers_with_choices_that_the_form_offers(self, live: MailOffice, google: GoogleServer, capsys: Any) -> None:
        form = google.forms.add(FORM_ID, ACCOUNT)
        assert main(["form", "--config", str(live.config), "--today", "2026-11-09"], {}) == 0
        offered = {}
        for title in ("Nama Unit", "Bulan Laporan"):
            question = form.item(title)["questionItem"]["question"]
            entry = f"entry.{int(question['questionId'], 16)}"
            offered[entry] = {option["value"] for option in question["choiceQuestion"]["options"]}
        capsys.readouterr()
        assert links(live, "--month", "2026-10") == 0
        remembered = capsys.readouterr().out
        for row in rows(remembered):
            answers = dict(answers_in(row["Tautan"]))
            assert all(answers[entry] in choices for entry, choices in offered.items()), answers
        (live.path / "state" / "form.json").unlink()
        assert links(live, "--month", "2026-10") == 0
        assert capsys.readouterr().out == remembered

    def test_what_keeps_it_from_telling_is_said(self, live: MailOffice, google: GoogleServer, capsys: Any) -> None:
        google.forms.add(FORM_ID)
        assert links(live) == 5
        assert ACCOUNT in capsys.readouterr().err

    def test_letters_go_out_with_it_or_without(self, live: MailOffice, google: GoogleServer) -> None:
        assert live.run("2026-11-02", command="remind") == 0
        assert google.names == ["forms.get"]
        assert "docs.google.com/forms" not in self._letter(live)
        form = google.forms.add(FORM_ID, ACCOUNT)
        form.add("Nama Unit")
        form.add("Bulan Laporan")
        assert live.run("2026-11-04", command="remind") == 0
        assert "Kalurahan%20Kepek%20%28" in self._letter(live)

    @staticmethod
    def _letter(office: MailOffice) -> str:
        """The latest letter to a unit."""
        newest = max((office.path / "outbox").rglob("*kepek*.html"), key=lambda file: file.stat().st_mtime_ns)
        return newest.read_text(encoding="utf-8")
