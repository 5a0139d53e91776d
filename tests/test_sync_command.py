"""`sheets-sync sync` as its users meet it: real files in, a real workbook out, an exit code and a paragraph."""

import csv
import hashlib
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from sheets_sync.cli import main
from tests.office import GARI, KEPEK, NOW, REGISTER, REGISTER_HEADERS, SAPTOSARI, WONOSARI, good, instagram, response

ALL_HEADERS = (
    "Timestamp", "Email Address", "Nama Unit", "Bulan Laporan",
    *(f"{kind} {name}" for name in ("Website", "Instagram", "Facebook", "X", "TikTok", "YouTube", "Threads") for kind in ("Jumlah Unggahan", "Tautan")),
    "Catatan",
)  # fmt: skip
RESPONSES = (good(), good("Desa Gari", instagram=(2, f"{instagram(5)}\n{instagram(6)}")), response("=1+1", instagram=("=1+1", "+62812")))


class Folder:
    """An office on disk."""

    def __init__(self, path: Path):
        self.path = path
        self.config = path / "sheets-sync.toml"
        self.config.write_text('[workbook]\npath = "laporan.xlsx"\n', encoding="utf-8")
        self.recap = path / "rekap.xlsx"

    def write(
        self,
        register=REGISTER,
        responses=RESPONSES,
        register_headers=REGISTER_HEADERS,
        response_headers=ALL_HEADERS,
        tabs=("Daftar Unit", "Form Responses 1"),
    ):
        with xlsxwriter.Workbook(self.path / "laporan.xlsx", {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
            moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
            workbook.add_worksheet("Petunjuk").write_string(0, 0, "Isi dengan benar")
            for title, headers, rows in ((tabs[0], register_headers, register), (tabs[1], response_headers, responses)):
                if title is None:
                    continue
                sheet = workbook.add_worksheet(title)
                for number, row in enumerate([dict(zip(headers, headers, strict=True)), *rows] if headers else []):
                    for column, header in enumerate(headers):
                        cell = row.get(header)
                        if isinstance(cell, datetime):
                            sheet.write_datetime(number, column, cell, moment)
                        elif cell is not None:
                            sheet.write(number, column, cell)
        return self

    def sync(self, *more, today="2026-11-09"):
        return main(["sync", "--config", str(self.config), "--today", today, *more], {})

    def tab(self, title="Rekap 2026-10"):
        header, *rows = openpyxl.load_workbook(self.recap)[title].values
        return [dict(zip(header, row, strict=True)) for row in rows]

    def row(self, code, title="Rekap 2026-10"):
        return next(row for row in self.tab(title) if row["Kode"] == code)

    def note(self, code, text, header="Catatan Diskominfo", title="Rekap 2026-10"):
        workbook = openpyxl.load_workbook(self.recap)
        sheet = workbook[title]
        headers = [cell.value for cell in sheet[1]]
        row = next(row for row in sheet.iter_rows(min_row=2) if row[headers.index("Kode")].value == code)
        row[headers.index(header)].value = text
        workbook.save(self.recap)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def office(tmp_path):
    return Folder(tmp_path)


def test_headers_in_any_order_and_more_columns_need_no_settings(office):
    register_headers = ["Keterangan kami", *reversed(REGISTER_HEADERS), "Telepon"]
    office.write(register_headers=register_headers, response_headers=["Skor", *reversed(ALL_HEADERS), "Kolom 21"])
    assert office.sync() == 0
    assert office.row(KEPEK["Kode"])["Status"] == "Lengkap"
    assert office.row(GARI["Kode"])["Instagram"] == 2
    assert [row["Kode"] for row in office.tab() if row["Kode"]] == [row["Kode"] for row in REGISTER]


def test_the_recap_has_the_promised_columns(office):
    office.write().sync()
    assert list(office.tab()[0]) == [
        "Kode", "Nama Unit", "Jenis", "Induk", "Status", "Diterima", "Lengkap Sejak", "Terpenuhi", "Website", "Instagram", "Facebook",
        "X", "TikTok", "YouTube", "Threads", "Jumlah Unggahan", "Tautan Sah", "Temuan", "Tindak Lanjut", "Catatan Diskominfo",
    ]  # fmt: skip
    row = office.row(KEPEK["Kode"])
    assert (row["Diterima"], row["Terpenuhi"], row["Tautan Sah"]) == (datetime(2026, 11, 3, 9), "1/1", 1)


def test_every_promised_tab_is_there_and_holds_no_formula(office):
    office.write().sync()
    workbook = openpyxl.load_workbook(office.recap)
    assert {"Rekap 2026-10", "Ringkasan", "Riwayat", "Temuan", "Log Sinkronisasi"} <= set(workbook.sheetnames)
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any("=1+1" in str(cell.value) for cell in cells)


def test_a_second_sync_leaves_the_workbook_byte_for_byte_alone(office, capsys):
    office.write().sync()
    before = digest(office.recap)
    assert office.sync() == 0
    assert digest(office.recap) == before
    assert "Tidak ada yang berubah" in capsys.readouterr().out


def test_the_input_is_never_modified(office):
    office.write()
    before = digest(office.path / "laporan.xlsx")
    office.sync()
    assert digest(office.path / "laporan.xlsx") == before


def test_a_note_survives_a_register_sorted_anew_and_a_unit_that_leaves_and_returns(office):
    office.write().sync()
    office.note(KEPEK["Kode"], "Sudah ditelepon 4/11")
    office.note(KEPEK["Kode"], "Telepon", header="Tindak Lanjut")
    office.write(register=list(reversed(REGISTER))).sync()
    assert (office.row(KEPEK["Kode"])["Catatan Diskominfo"], office.row(KEPEK["Kode"])["Tindak Lanjut"]) == (
        "Sudah ditelepon 4/11",
        "Telepon",
    )
    assert office.row(GARI["Kode"])["Catatan Diskominfo"] is None
    office.write(register=[WONOSARI, GARI, SAPTOSARI]).sync()
    assert "Sudah ditelepon 4/11" in [row["Catatan Diskominfo"] for row in office.tab()]
    office.write().sync()
    assert office.row(KEPEK["Kode"])["Catatan Diskominfo"] == "Sudah ditelepon 4/11"


def test_an_edited_response_stays_on_time(office):
    office.write().sync(today="2026-11-04")
    office.write(responses=[good(at=datetime(2026, 11, 8)), *RESPONSES[1:]]).sync(today="2026-11-09")
    row = office.row(KEPEK["Kode"])
    assert (row["Status"], row["Lengkap Sejak"]) == ("Lengkap", datetime(2026, 11, 3, 9))


def test_a_dry_run_says_what_it_would_write_and_writes_nothing(office, capsys):
    office.write()
    assert office.sync("--dry-run") == 0
    assert "Rekap 2026-10" in capsys.readouterr().out
    assert sorted(file.name for file in office.path.iterdir()) == ["laporan.xlsx", "sheets-sync.toml"]


def test_a_late_report_counts_once_the_month_is_reopened_and_stays_so(office):
    late = [*RESPONSES, good("Kapanewon Wonosari", at=datetime(2026, 11, 25), instagram=(1, instagram(9)))]
    office.write(responses=late).sync(today="2026-11-26")
    assert office.row(WONOSARI["Kode"])["Status"] == "Belum Lapor"
    assert [row["Aturan"] for row in office.tab("Temuan") if row["Kode"] == WONOSARI["Kode"]] == ["month-locked"]
    assert office.sync("--reopen", "2026-10", today="2026-11-26") == 0
    assert office.row(WONOSARI["Kode"])["Status"] == "Terlambat"
    before = digest(office.recap)
    office.sync(today="2026-11-26")
    assert digest(office.recap) == before


def test_english_and_back_keep_the_notes(office):
    office.write().sync()
    office.note(KEPEK["Kode"], "Sudah ditelepon")
    assert office.sync("--lang", "en") == 0
    assert next(row for row in office.tab() if row["Code"] == KEPEK["Kode"])["Status"] == "Complete"
    assert office.sync() == 0
    assert office.row(KEPEK["Kode"])["Catatan Diskominfo"] == "Sudah ditelepon"
    assert office.row(KEPEK["Kode"])["Lengkap Sejak"] == datetime(2026, 11, 3, 9)


def truncated(office):
    office.write()
    file = office.path / "laporan.xlsx"
    file.write_bytes(file.read_bytes()[:2000])


def damaged_output(office):
    office.write()
    office.recap.write_bytes(b"PK\x03\x04 not a workbook")


BROKEN = {
    "no register tab": (lambda office: office.write(tabs=(None, "Form Responses 1")), 4, ["Daftar Unit", "Petunjuk"]),
    "no response tab": (lambda office: office.write(tabs=("Daftar Unit", None)), 4, ["Form Responses 1", "Petunjuk"]),
    "a code twice": (lambda office: office.write(register=[*REGISTER, KEPEK]), 4, ["Daftar Unit", KEPEK["Kode"], "4", "7"]),
    "a blank code": (lambda office: office.write(register=[*REGISTER, {**KEPEK, "Kode": None}]), 4, ["Daftar Unit", "7", "Kode"]),
    "an empty register": (lambda office: office.write(register=[]), 4, ["Daftar Unit"]),
    "a missing column": (lambda office: office.write(register_headers=[h for h in REGISTER_HEADERS if h != "Jenis"]), 4, ["Jenis"]),
    "a column twice": (lambda office: office.write(response_headers=[*ALL_HEADERS, "Catatan"]), 4, ["Catatan"]),
    "no column for a platform": (
        lambda office: office.write(response_headers=[h for h in ALL_HEADERS if "Instagram" not in h]),
        4,
        ["Instagram"],
    ),
    "an empty response tab": (lambda office: office.write(responses=[]), 4, ["Form Responses 1"]),
    "a response tab without even headers": (lambda office: office.write(responses=[], response_headers=[]), 4, ["Form Responses 1"]),
    "a truncated workbook": (truncated, 5, ["laporan.xlsx"]),
    "no workbook": (lambda office: None, 5, ["laporan.xlsx"]),
    "a damaged output": (damaged_output, 5, ["rekap.xlsx"]),
    "a wrong setting": (
        lambda office: office.config.write_text('[workbook]\npat = "x"\n', encoding="utf-8"),
        3,
        ["workbook.pat", "workbook.path"],
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_cannot_be_used_ends_with_its_code_and_one_helpful_paragraph(office, capfd, what):
    break_it, code, words = BROKEN[what]
    break_it(office)
    before = {file.name: digest(file) for file in office.path.iterdir() if file.is_file()}
    assert office.sync() == code
    printed = capfd.readouterr()
    assert not printed.out.strip()
    assert all(word in printed.err for word in words), printed.err
    assert "Traceback" not in printed.err
    assert len(printed.err.strip().splitlines()) == 1
    assert {file.name: digest(file) for file in office.path.iterdir() if file.is_file()} == before


def test_a_folder_of_csv_files_is_read_too(office):
    folder = office.path / "laporan"
    folder.mkdir()
    for title, headers, rows in (("Daftar Unit", REGISTER_HEADERS, REGISTER), ("Form Responses 1", ALL_HEADERS, RESPONSES)):
        with (folder / f"{title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, headers, delimiter=";")
            writer.writeheader()
            writer.writerows(
                {k: v.strftime("%Y/%m/%d %I:%M:%S %p GMT+7") if isinstance(v, datetime) else v for k, v in row.items()} for row in rows
            )
    office.config.write_text('[workbook]\npath = "laporan"\n', encoding="utf-8")
    assert office.sync() == 0
    assert office.row(KEPEK["Kode"])["Diterima"] == datetime(2026, 11, 3, 9)


def test_two_runs_at_once_do_not_interleave(office, capfd):
    from sheets_sync.adapters.run_lock import run_lock

    office.write()
    with run_lock(office.path):
        assert office.sync() == 7
    assert "run.lock" in capfd.readouterr().err
    assert office.sync() == 0


@pytest.mark.parametrize(
    "arguments", [["sync", "--month", "2026"], ["sync", "--today", "besok"], ["sinkron"], ["sync", "--bulan"], ["explain", "warna", "x"]]
)
def test_wrong_usage_is_exit_code_two(arguments, capfd):
    assert main(arguments, {}) == 2
    assert "Traceback" not in capfd.readouterr().err


def test_a_month_not_begun_is_refused(office, capfd):
    office.write()
    assert office.sync("--month", "2026-12") == 2
    assert "Desember 2026" in capfd.readouterr().err


def test_help_answers_at_once_and_explains_every_option():
    started = time.perf_counter()
    shown = subprocess.run(
        [sys.executable, "-m", "sheets_sync", "sync", "--help"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert time.perf_counter() - started < 5  # half a second on an idle machine: bench/README.md
    for option in ("--config", "--month", "--reopen", "--dry-run", "--today", "--lang"):
        assert option in shown.stdout
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys; from sheets_sync.cli import main; main(['--help'], {}); print([m for m in ('pandas', 'rich', 'jinja2', 'pydantic') if m in sys.modules], file=sys.stderr)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert loaded.stderr.strip() == "[]"


def test_now_is_what_today_says(office):
    office.write()
    assert NOW.date().isoformat() == "2026-11-09"
    office.sync(today="2026-11-09T07:30")
    assert office.tab("Log Sinkronisasi")[0]["Waktu"] == datetime(2026, 11, 9, 7, 30)


def test_a_kind_the_register_invents_is_listed_under_its_word_in_every_command(office, capsys):
    office.write(register=[*REGISTER, {**GARI, "Kode": "BUMD-1", "Nama Unit": "Perusahaan Air", "Jenis": "BUMD"}])
    office.config.write_text('[workbook]\npath = "laporan.xlsx"\n[mail]\nleadership = ["sekda@example.go.id"]\n', encoding="utf-8")
    assert office.sync() == 0
    cells = [cell for row in openpyxl.load_workbook(office.recap)["Ringkasan"].values for cell in row]
    assert cells.count("BUMD") == 3  # reports, posts, decrees
    for command in (["send"], ["report", "--html", str(office.path / "web")], ["preview"], ["announce"]):
        capsys.readouterr()
        assert main([*command, "--config", str(office.config), "--today", "2026-11-09"], {}) == 0
    assert "Perusahaan Air" in capsys.readouterr().out
    letter = next((office.path / "outbox").glob("2026-10/executive_report/*.html"))
    assert "Perusahaan Air" in letter.read_text(encoding="utf-8")
