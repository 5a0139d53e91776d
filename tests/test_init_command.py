"""`sheets-sync init` on real files and against the stand-in: from nothing to a first recap, and nothing of anybody's overwritten."""

import csv
import json
import os
import select
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.cli import main
from sheets_sync.settings import load_settings
from tests.google_server import GoogleServer
from tests.office import good
from tests.test_sync_command import ALL_HEADERS, Folder, digest

UNITS = Path(__file__).parents[1] / "sheets_sync" / "demo" / "units.csv"
TODAY = "2026-11-09"
PATIENCE_S = 120
PRESSED_AGAIN_AFTER_S = 3
PERSON = "diskominfo@example.go.id"
REGISTER, RESPONSES, RECAP = "Daftar Unit", "Form Responses 1", "Rekap 2026-10"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments, office="Diskominfo Contoh", lang="en"):
    name = ["--office", office] if office else []
    return main(["init", "--yes", "--lang", lang, "--today", TODAY, *name, *arguments], {})


def run(*arguments):
    return main([*arguments, "--today", TODAY], {})


def tab(file, title):
    sheet = openpyxl.load_workbook(file)[title]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def everything(folder):
    return {file.name: digest(file) for file in folder.rglob("*") if file.is_file()}


# on this computer


def test_an_office_on_this_computer(folder, capsys):
    assert init("--sender", "monev@example.go.id", "--admin", "it@example.go.id", "--timezone", "WITA") == 0
    settings = load_settings(folder / "sheets-sync.toml")
    assert (settings.office.name, settings.office.timezone) == ("Diskominfo Contoh", "Asia/Makassar")
    assert (settings.mail.sender, settings.mail.admin) == ("Diskominfo Contoh <monev@example.go.id>", ("it@example.go.id",))
    shown = capsys.readouterr().out
    assert "Tab Daftar Unit: made" in shown
    assert "Settings" in shown, "doctor has looked"
    assert "1. Fill in the tab Daftar Unit of laporan.xlsx" in shown
    assert "2. Put the form's responses into the tab Form Responses 1" in shown
    assert "3. `sheets-sync sync --dry-run`" in shown
    assert "laporan.xlsx\nrekap.xlsx\n" in (folder / ".gitignore").read_text()


def test_tabs_help_to_fill_them_in(folder):
    init()
    book = openpyxl.load_workbook("laporan.xlsx")
    register, responses = book[REGISTER], book[RESPONSES]
    assert [register.cell(1, column).value for column in (1, 2, 3)] == ["Kode", "Nama Unit", "Jenis"]
    assert all(cell.comment and len(cell.comment.text) > 20 for sheet in book for cell in sheet[1])
    assert register["A2"].value == "EXAMPLE"
    assert register["L2"].value == datetime(2026, 1, 15)
    [choices] = [rule for rule in register.data_validations.dataValidation if rule.type == "list"]
    assert (choices.formula1, str(choices.sqref)) == ('"OPD,KAPANEWON,KALURAHAN"', "C2:C2001")
    assert register["A9"].number_format == register.column_dimensions["A"].number_format == "@" or register.column_dimensions["A"].style
    assert register.freeze_panes == "C2"
    assert [cell.value for cell in responses[1]] == list(ALL_HEADERS)
    assert responses.max_row == 1


def test_in_indonesian_by_default(folder, capsys):
    assert init(lang="id") == 0
    assert tab("laporan.xlsx", REGISTER)[1][0:2] == ["CONTOH", "Contoh: Dinas Kesehatan (baris ini tidak dihitung; hapus saja)"]
    shown = capsys.readouterr().out
    assert "Langkah berikutnya\n1. Isi tab Daftar Unit di laporan.xlsx" in shown
    assert "nama kantor, tampil di kepala setiap laporan" in (folder / "sheets-sync.toml").read_text(encoding="utf-8")


def test_twice_changes_nothing(folder, capsys):
    init()
    before = everything(folder)
    assert init(office=None) == 0
    assert everything(folder) == before
    shown = capsys.readouterr().out
    assert "sheets-sync.toml is there already and stays as it is" in shown
    assert "Tab Daftar Unit: already filled, stays as it is" in shown


def test_settings_and_gitignore_of_ones_own_stay(folder, capsys):
    own = '# ours\n[office]\nname = "Kominfo"\n[workbook]\npath = "data/isi.xlsx"\n'
    (folder / "sheets-sync.toml").write_text(own)
    (folder / ".gitignore").write_text("/state\nrekap.xlsx")
    assert init("--timezone", "WIT") == 0
    assert (folder / "sheets-sync.toml").read_text() == own
    assert (folder / "data" / "isi.xlsx").exists()
    assert "was not used" in capsys.readouterr().out
    lines = (folder / ".gitignore").read_text().splitlines()
    assert lines[:3] == ["/state", "rekap.xlsx", "# sheets-sync"]
    assert "data/isi.xlsx" in lines
    assert len(lines) == len(set(lines))
    assert "state/" not in lines


def test_a_workbook_of_ones_own_is_never_touched(folder, capsys):
    office = Folder(folder)
    office.write(tabs=(None, RESPONSES))
    before = digest(folder / "laporan.xlsx")
    assert init("--register", str(UNITS)) == 0
    assert digest(folder / "laporan.xlsx") == before
    shown = capsys.readouterr().out
    assert "Tab Daftar Unit: missing or empty, but the file is there already and is never changed" in shown
    assert "No unit was added" in shown


def test_a_name_without_an_ending_is_an_xlsx_and_a_folder_is_a_folder(folder, capsys):
    assert init("--workbook", "monev") == 0
    assert (folder / "monev.xlsx").exists()
    (folder / "kantor").mkdir()
    (folder / "kantor" / "Daftar Unit.csv").write_text("Kode,Nama Unit,Jenis\nA,Alfa,OPD\n")
    assert init("--config", "lain/sheets-sync.toml", "--workbook", "kantor") == 0
    assert load_settings(folder / "lain" / "sheets-sync.toml").workbook.path == "../kantor"
    assert [file.name for file in (folder / "kantor").iterdir()] == ["Daftar Unit.csv"]
    shown = capsys.readouterr().out
    assert "Tab Daftar Unit: already filled" in shown
    assert "Tab Form Responses 1: missing or empty, but the file is there already" in shown


def test_a_dry_run_writes_nothing(folder, capsys):
    assert init("--dry-run", "--register", str(UNITS)) == 0
    assert list(folder.iterdir()) == []
    shown = capsys.readouterr().out
    assert "200 units stand in the tab Daftar Unit" in shown
    assert "Nothing was written" in shown


def test_a_register_and_a_regency_together(folder, capsys):
    with (folder / "opd.csv").open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [
                ["Kode", "Nama OPD", "Jenis", "Telepon"],
                ["007", "Dinas Tujuh", "OPD", "0274"],
                ["34.03.01", "Kapanewon Wonosari", "KAPANEWON"],
            ]
        )
    assert init("--register", "opd.csv", "--template", "regency", "--regency", "34.03") == 0
    rows = tab("laporan.xlsx", REGISTER)
    assert (len(rows), rows[0][-1]) == (1 + 2 + 161, "Telepon")
    assert [rows[1][0], rows[1][-1], rows[2][1]] == ["007", "0274", "Kapanewon Wonosari"]
    shown = capsys.readouterr().out
    assert "“Nama OPD” was taken for Nama Unit" in shown
    assert "stand at its right: Telepon" in shown
    assert "18 kapanewon and 144 kalurahan" in shown


def test_the_regency_gives_the_office_its_name(folder):
    assert init("--regency", "34.03", office=None) == 0
    assert load_settings(folder / "sheets-sync.toml").office.name == "Dinas Komunikasi dan Informatika Kabupaten Gunungkidul"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--office", " "), 2, "name is missing"),
        (("--timezone", "Jogja"), 2, "WIB, WITA"),
        (("--template", "regency"), 2, "--regency 34.03"),
        (("--template", "desa"), 2, "There is: regency"),
        (("--regency", "99.99"), 2, "99.99 is not the code"),
        (("--register", "tidak-ada.csv"), 2, "no file"),
        (("--workbook", "https://docs.google.com/spreadsheets/d/e/2PACX-1/pub"), 3, "Publish to web"),
    ],
)
def test_what_cannot_be_used_stops_before_anything_is_written(folder, capsys, arguments, code, says):
    assert init(*arguments) == code
    assert says in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_without_a_terminal_a_missing_answer_names_its_flag(folder, capsys):
    assert main(["init", "--lang", "en"], {}) == 2
    assert "--office" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_unit_list_that_cannot_be_used_stops_before_anything_is_written(folder, capsys):
    (folder / "opd.csv").write_text("Nama OPD,Alamat\nDinas,Jalan\n")
    assert init("--register", "opd.csv") == 4
    assert "lacks the column Kode, Jenis" in capsys.readouterr().err
    assert [file.name for file in folder.iterdir()] == ["opd.csv"]


def test_a_newcomers_path_on_this_computer(folder, capsys):
    """init, fill in with a spreadsheet program, sync: the example is no unit, the answers count."""
    assert init(lang="id") == 0
    book = openpyxl.load_workbook("laporan.xlsx")
    register, responses = book[REGISTER], book[RESPONSES]
    headers = [cell.value for cell in register[1]]
    for row, (code, name) in enumerate([("34.03.01.2002", "Kepek"), ("34.03.01.2004", "Gari")], start=3):
        filled = {"Kode": code, "Nama Unit": name, "Jenis": "KALURAHAN", "Instagram": f"@{name.lower()}"}
        for header, value in filled.items():
            register.cell(row, headers.index(header) + 1, value)
    answer = good("Kalurahan Kepek")
    for column, header in enumerate(ALL_HEADERS, start=1):
        responses.cell(2, column, answer.get(header))
    book.save("laporan.xlsx")
    capsys.readouterr()
    assert run("doctor") == 0
    assert "Di tab Daftar Unit, baris 2 hanyalah contoh" in capsys.readouterr().out
    assert run("sync") == 0
    recap = tab("rekap.xlsx", RECAP)
    assert [row[0] for row in recap[1:] if row[0]] == ["34.03.01.2002", "34.03.01.2004"]
    assert run("sync") == 0


# at a terminal


needs_a_terminal = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")


def _heed_interrupts():
    """A program that a shell began in the background is deaf to Ctrl-C, and so would be those that it begins."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A person at a real terminal: types an answer when a question has appeared."""

    def __init__(self, folder, *arguments):
        import pty

        self._ours, theirs = pty.openpty()
        environ = os.environ | {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
        command = [sys.executable, "-m", "sheets_sync", "init", "--today", TODAY, *arguments]
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, close_fds=True, preexec_fn=_heed_interrupts
        )
        os.close(theirs)
        self.shown = ""
        self._seen = 0

    def answer(self, question, answer):
        self.wait_for(question)
        os.write(self._ours, f"{answer}\n".encode())

    def leave(self, question, how):
        """What the keys mean to a program: an interrupt, or no more input.

        Between showing a question and waiting for its answer a program only notes an interrupt: a person who sees nothing
        happen presses again.
        """
        self.wait_for(question)
        for _ in range(PATIENCE_S // PRESSED_AGAIN_AFTER_S):
            if how == "Ctrl-C":
                self._process.send_signal(signal.SIGINT)
            else:
                os.write(self._ours, b"\x04")
            while self._something_to_read(PRESSED_AGAIN_AFTER_S):
                if not self._read():
                    return

    def wait_for(self, text):
        while text not in self.shown[self._seen :]:
            piece = self._read()
            assert piece, f"{text!r} was not asked:\n{self.shown}"
        self._seen = self.shown.index(text, self._seen) + len(text)

    def _something_to_read(self, within_s):
        return bool(select.select([self._ours], [], [], within_s)[0])

    def _read(self):
        assert self._something_to_read(PATIENCE_S), f"nothing more was shown:\n{self.shown}"
        try:
            piece = os.read(self._ours, 65536).decode(errors="replace")
        except OSError:  # the other end is closed
            return ""
        self.shown += piece
        return piece

    def finish(self):
        while self._read():
            pass
        return self._process.wait(timeout=PATIENCE_S)

    def close(self):
        self._process.kill()
        self._process.wait()
        os.close(self._ours)


@pytest.fixture
def at_terminal(folder):
    opened = []

    def begin(*arguments):
        opened.append(Terminal(folder, *arguments))
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()


@needs_a_terminal
def test_a_person_answers_at_a_terminal(folder, at_terminal):
    terminal = at_terminal()
    terminal.answer("Bahasa / language (id, en) [id]", "")
    terminal.answer("Nama kantor", "")
    terminal.answer("Nama kantor belum diisi", "Diskominfo Kabupaten Contoh")
    terminal.answer("Zona waktu (WIB, WITA, WIT) [WIB]", "jogja")
    terminal.answer("jogja bukan zona waktu", "WITA")
    terminal.answer("[laporan.xlsx]", "")
    terminal.answer("Daftar unit", "tidak-ada.csv")
    terminal.answer("Tidak ada berkas tidak-ada.csv", "34.03")
    terminal.answer("Alamat pengirim surel", "monev@example.go.id")
    terminal.answer("Yang diberi tahu bila ada kegagalan", "")
    assert terminal.finish() == 0, terminal.shown
    assert "162 unit tercantum di tab Daftar Unit" in terminal.shown
    settings = load_settings(folder / "sheets-sync.toml")
    assert (settings.office.name, settings.office.timezone) == ("Diskominfo Kabupaten Contoh", "Asia/Makassar")
    assert settings.mail.sender == "Diskominfo Kabupaten Contoh <monev@example.go.id>"
    assert len(tab("laporan.xlsx", REGISTER)) == 1 + 1 + 162


@needs_a_terminal
def test_the_language_chosen_first_is_spoken_from_then_on(folder, at_terminal):
    terminal = at_terminal("--workbook", "laporan.xlsx", "--sender", "", "--admin", "", "--register", "")
    terminal.answer("Bahasa / language", "en")
    terminal.answer("The office's name", "Communication Office")
    terminal.answer("Time zone (WIB, WITA, WIT) [WIB]", "")
    assert terminal.finish() == 0, terminal.shown
    assert "Next steps" in terminal.shown
    assert load_settings(folder / "sheets-sync.toml").office.language == "en"


@needs_a_terminal
@pytest.mark.parametrize("how", ["Ctrl-C", "Ctrl-D"])
def test_going_away_in_the_middle_leaves_nothing(folder, at_terminal, how):
    terminal = at_terminal()
    terminal.answer("Bahasa / language", "id")
    terminal.leave("Nama kantor", how)
    assert terminal.finish() == 130
    assert "Dihentikan" in terminal.shown
    assert list(folder.iterdir()) == []


# a live spreadsheet


@pytest.fixture
def google():
    with GoogleServer() as server:
        yield server
    assert server.violations == []


def live(google, *arguments, office="Diskominfo Contoh"):
    link = f"https://docs.google.com/spreadsheets/d/{google.book.id}/edit#gid=0"
    return init("--workbook", link, "--credentials", "credentials.json", "--api-root", google.url, *arguments, office=office)


def test_the_register_is_made_in_one_batch(folder, google, capsys):
    google.credentials(folder)
    assert live(google, "--register", str(UNITS)) == 0
    writes = [call for call in google.calls if call.name == "spreadsheets.batchUpdate"]
    assert len(writes) == 1
    sheet = google.book[REGISTER]
    assert google.book.titles == ["Sheet1", REGISTER], "the form makes the response tab"
    assert (len(sheet.used()), sheet.frozen_rows, sheet.frozen_columns) == (201, 1, 2)
    assert sheet.value(len(sheet.used()) - 1, 0).startswith("34.03.18.")
    notes = [sheet.rows[0].extras[column]["note"] for column in range(sheet.width)]
    assert all(notes)
    rules = [cell["dataValidation"]["condition"]["type"] for _, cell in sheet.painted if "dataValidation" in cell]
    assert sorted(set(rules)) == ["DATE_IS_VALID", "ONE_OF_LIST"]
    assert "forms.new" in capsys.readouterr().out


def test_a_second_run_writes_nothing_to_the_spreadsheet(folder, google):
    google.credentials(folder)
    live(google)
    sheet = google.book[REGISTER]
    sheet.type(2, 0, "001")
    google.start_over()
    assert live(google, office=None) == 0
    assert "spreadsheets.batchUpdate" not in google.names
    assert sheet.value(2, 0) == "001"


def test_a_filled_tab_of_the_same_name_stays(folder, google, capsys):
    google.credentials(folder)
    google.book.add(REGISTER, [["punya kami"]])
    assert live(google, "--register", str(UNITS)) == 0
    assert google.book[REGISTER].used() == [["punya kami"]]
    assert "already filled" in capsys.readouterr().out


def test_a_spreadsheet_that_is_not_shared_yet(folder, google, capsys):
    google.credentials(folder)
    google.book.access.clear()
    assert live(google) == 5
    shown = capsys.readouterr().out
    assert "1. Open the spreadsheet, choose Share, add sheets-sync@stand-in.iam.gserviceaccount.com as Editor" in shown
    assert (folder / "sheets-sync.toml").exists(), "settings are written all the same"
    google.book.access["sheets-sync@stand-in.iam.gserviceaccount.com"] = "writer"
    assert live(google, office=None) == 0
    assert REGISTER in google.book


def test_a_spreadsheet_that_may_only_be_read(folder, google, capsys):
    google.credentials(folder)
    google.book.access["sheets-sync@stand-in.iam.gserviceaccount.com"] = "reader"
    assert live(google) == 5
    assert "may be read but not changed" in capsys.readouterr().out


def test_a_key_that_is_still_missing(folder, google, capsys):
    assert live(google) == 3
    assert "1. In the Google Cloud console enable the Google Sheets API" in capsys.readouterr().out


def test_a_dry_run_only_reads(folder, google):
    google.credentials(folder)
    assert live(google, "--dry-run") == 0
    assert google.book.titles == ["Sheet1"]
    assert set(google.names) == {"spreadsheets.get", "spreadsheets.values.batchGet"}
    assert not (folder / "sheets-sync.toml").exists()


def test_a_newcomers_path_on_a_live_spreadsheet(folder, google, capsys):
    google.credentials(folder)
    assert live(google) == 0
    sheet = google.book[REGISTER]
    headers = sheet.used()[0]
    for header, value in {"Kode": "34.03.01.2002", "Nama Unit": "Kepek", "Jenis": "KALURAHAN", "Instagram": "@kepek"}.items():
        sheet.type(2, headers.index(header), value)
    answer = good("Kalurahan Kepek")
    row = [answer.get(header) if not isinstance(answer.get(header), datetime) else 46329.375 for header in ALL_HEADERS]
    google.book.add(RESPONSES, [list(ALL_HEADERS), row])  # as linking the form does
    assert run("doctor") == 0, capsys.readouterr().out
    assert run("sync") == 0
    assert google.book[RECAP].value(1, 0) == "34.03.01.2002"
    assert live(google, office=None) == 0
    assert RECAP in google.book


def test_the_response_tab_for_an_office_without_a_form(folder, google):
    google.credentials(folder)
    assert live(google, "--with-responses") == 0
    assert google.book[RESPONSES].used() == [list(ALL_HEADERS)]


@needs_a_terminal
def test_a_person_shares_the_spreadsheet_while_init_waits(folder, google, at_terminal):
    google.credentials(folder)
    google.book.access.clear()
    link = f"https://docs.google.com/spreadsheets/d/{google.book.id}/edit"
    given = ["--lang", "id", "--office", "Diskominfo", "--timezone", "WIB", "--register", "", "--sender", "", "--admin", ""]
    terminal = at_terminal(*given, "--api-root", google.url)
    terminal.answer("[laporan.xlsx]", "https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml")
    terminal.answer("Publikasikan di web", link)
    terminal.answer("[credentials.json]", "")
    terminal.wait_for("sheets-sync@stand-in.iam.gserviceaccount.com")
    google.book.access["sheets-sync@stand-in.iam.gserviceaccount.com"] = "writer"
    terminal.answer("Tekan Enter untuk mencoba lagi", "")
    assert terminal.finish() == 0, terminal.shown
    assert REGISTER in google.book


# the form


def sign_in(google, folder):
    """Credentials of a person, who may own a form."""
    google.desk.refresh_tokens["token"] = PERSON
    google.book.access[PERSON] = "writer"
    user = {"type": "authorized_user", "client_id": "i", "client_secret": "s", "refresh_token": "token", "token_uri": f"{google.url}/token"}
    (folder / "credentials.json").write_text(json.dumps(user))


def test_a_service_account_is_told_how_a_form_comes_about(folder, google, capsys):
    google.credentials(folder)
    assert live(google, "--register", str(UNITS), "--form") == 5
    shown = capsys.readouterr().out
    assert "The form was not made. A service account" in shown
    assert "2. Make an empty form at https://forms.new, add sheets-sync@stand-in.iam.gserviceaccount.com to its editors" in shown
    assert "forms.create" not in google.names


def test_the_form_is_made_by_flag(folder, google, capsys):
    sign_in(google, folder)
    assert live(google, "--register", str(UNITS), "--form") == 0
    assert google.names.count("forms.create") == 1
    assert "Write this under [form] in the settings" in capsys.readouterr().out


@needs_a_terminal
@pytest.mark.parametrize(("answer", "forms"), [("y", 1), ("", 0)])
def test_a_person_is_offered_the_form(folder, google, at_terminal, answer, forms):
    sign_in(google, folder)
    link = f"https://docs.google.com/spreadsheets/d/{google.book.id}/edit"
    given = ["--lang", "id", "--office", "Diskominfo", "--timezone", "WIB", "--workbook", link, "--credentials", "credentials.json"]
    terminal = at_terminal(*given, "--register", str(UNITS), "--sender", "", "--admin", "", "--api-root", google.url)
    terminal.answer("Buat Google Formulir dari Daftar Unit sekarang? (y/t)", answer)
    assert terminal.finish() == 0, terminal.shown
    assert google.names.count("forms.create") == forms


def test_no_form_is_made_of_an_empty_register(folder, google, capsys):
    sign_in(google, folder)
    assert live(google, "--form") == 4
    assert "The form was not made. The register tab Daftar Unit holds no unit." in capsys.readouterr().out
    assert "forms.create" not in google.names
