"""An office's own list of units, as offices keep them: nothing dropped, nothing invented."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from sheets_sync.adapters.workbooks.local_inputs import read_list
from sheets_sync.demo.office import sample_register
from sheets_sync.errors import UsageError, WorkbookAccessError, WorkbookContentError
from sheets_sync.intake.register import COLUMNS
from sheets_sync.setup.unit_list import read_unit_list

UNITS = Path(__file__).parents[2] / "sheets_sync" / "demo" / "units.csv"
"""The regency's real list, as its office keeps it."""


def listed(file):
    return read_unit_list(read_list(file), file.name, COLUMNS)


def write_csv(file, rows, *, delimiter=",", encoding="utf-8"):
    with file.open("w", encoding=encoding, newline="") as text:
        csv.writer(text, delimiter=delimiter).writerows(rows)
    return file


def write_xlsx(file, **sheets):
    with xlsxwriter.Workbook(file) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write(number, place, cell, *([day] if isinstance(cell, datetime) else []))
    return file


def test_the_regencys_real_list():
    found = listed(UNITS)
    assert len(found.rows) == len(sample_register(datetime(2026, 11, 24).date()))
    assert found.rows[-1]["code"].startswith("34.03.18.")
    assert {row["kind"] for row in found.rows} == {"OPD", "KAPANEWON", "KALURAHAN"}
    assert (found.more, found.taken, found.number_codes) == ((), (), ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_delimiter_and_encoding(tmp_path, delimiter, encoding):
    rows = [["Kode OPD", "Nama OPD", "Jenis"], ["01", "Dinas Kebudayaan – Café", "Dinas"], ["007", "Badan, Satu; Dua", "Badan"]]
    found = listed(write_csv(tmp_path / "daftar.csv", rows, delimiter=delimiter, encoding=encoding))
    assert found.rows == [
        {"code": "01", "name": "Dinas Kebudayaan – Café", "kind": "Dinas"},
        {"code": "007", "name": "Badan, Satu; Dua", "kind": "Badan"},
    ]
    assert found.taken == (("Kode OPD", "Kode"), ("Nama OPD", "Nama Unit"))


def test_the_sheet_and_the_row_with_the_headers_are_found(tmp_path):
    file = write_xlsx(
        tmp_path / "daftar.xlsx",
        Rekap=[["Jenis", "Jumlah"], ["OPD", 31]],
        Unit=[
            ["DAFTAR OPD KABUPATEN"], ["Tahun 2026"], [],
            ["No", "Kode Unit", "Nama Instansi", "Jenis Unit", "Telepon", "Email Kepala", "Tgl SK"],
            [1, "34.03.01", "Wonosari", "Kecamatan", "0274 391001", "panewu@example.go.id", datetime(2026, 1, 15)],
            [],
            [2, 7, "Dinas Tujuh", "OPD", 6281234567890, None, None],
        ],
    )  # fmt: skip
    found = listed(file)
    assert found.where == "daftar.xlsx, Unit"
    assert found.rows[0]["code"] == "34.03.01"
    assert found.rows[0]["sk_date"].isoformat().startswith("2026-01-15")
    assert found.more == ("No", "Telepon")
    assert [(row["more:0"], row["more:1"]) for row in found.rows] == [("1", "0274 391001"), ("2", "6281234567890")]
    assert found.number_codes == (7,)


def test_a_column_without_a_header_is_kept_too(tmp_path):
    found = listed(write_csv(tmp_path / "daftar.csv", [["Kode", "Nama Unit", "Jenis"], ["A", "Alfa", "OPD", "baru"]]))
    assert found.more == ("(D)",)
    assert found.rows[0]["more:0"] == "baru"


def test_names_that_look_like_nothing_are_kept(tmp_path):
    rows = [["Kode", "Nama Unit", "Jenis"], ["NA", "None", "OPD"], ["nan", "=1+1", "OPD"]]
    assert [row["name"] for row in listed(write_csv(tmp_path / "daftar.csv", rows)).rows] == ["None", "=1+1"]


def test_an_example_row_is_not_taken_over(tmp_path):
    rows = [["Kode", "Nama Unit", "Jenis"], ["CONTOH", "Contoh: Dinas", "OPD"], ["A", "Alfa", "OPD"]]
    assert [row["code"] for row in listed(write_csv(tmp_path / "daftar.csv", rows)).rows] == ["A"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["Nama OPD", "Alamat"], ["Dinas", "Jalan"]], ["lacks the column Kode, Jenis", "Nama OPD, Alamat", "a code of its own"]),
        ([["x"], ["y"]], ["lacks the column Kode, Nama Unit, Jenis"]),
        ([], ["lacks the column Kode"]),
        ([["Kode", "Nama Unit", "Jenis"]], ["no unit"]),
        ([["Kode", "Nama", "Jenis"], ["A", "Alfa", "OPD"], [], ["", "Beta", "OPD"]], ["daftar.csv", "row 4", "Kode"]),
        ([["Judul"], ["Kode", "Nama", "Jenis"], ["A", "Alfa", "OPD"], ["a", "Beta", "OPD"]], ["code a stands twice", "rows 3 and 4"]),
        ([["Kode", "Nama", "Jenis"], ["CONTOH", "Dinas Kesehatan", "OPD"]], ["row 2", "example's code CONTOH"]),
        ([["Kode", "Nama Unit", "Jenis", "Kode"], ["A", "Alfa", "OPD", "B"]], ["two columns are headed Kode"]),
    ],
)
def test_a_list_that_cannot_be_used_is_explained(tmp_path, rows, says):
    with pytest.raises(WorkbookContentError) as caught:
        listed(write_csv(tmp_path / "daftar.csv", rows))
    assert all(word in str(caught.value) for word in says), str(caught.value)


def test_a_list_that_is_not_there_or_no_list(tmp_path):
    with pytest.raises(UsageError, match=r"no file .*daftar\.xlsx"):
        read_list(tmp_path / "daftar.xlsx")
    (tmp_path / "daftar.xlsx").write_text("halo")
    with pytest.raises(WorkbookAccessError, match="no Excel workbook"):
        read_list(tmp_path / "daftar.xlsx")
