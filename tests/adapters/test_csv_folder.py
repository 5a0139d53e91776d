"""A folder of .csv files, from Google, Excel in any locale, or a text editor."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.adapters.workbooks._csv import decoded, read_rows, sniffed
from sheets_sync.adapters.workbooks.local import LocalWorkbook
from sheets_sync.domain.csv_safety import csv_safe
from sheets_sync.errors import WorkbookAccessError

REGISTER = [
    ["Kode", "Nama Unit", "Jenis", "Nama Lain"],
    ["OPD-DINKES", "Dinas Kesehatan, Kabupaten", "OPD", 'Dinkes; Dinas "Kes"'],
    ["007", "Kepek\nSaptosari", "KALURAHAN", ""],
]
GOOGLE_FORMS = (
    '"Timestamp","Email Address","Nama Unit","Bulan Laporan","Jumlah Unggahan Instagram","Tautan Instagram"\n'
    '"2026/11/03 9:12:33 AM GMT+7","a@example.go.id","Dinas Kesehatan","Oktober 2026","2","https://www.instagram.com/p/A/;\nhttps://www.instagram.com/p/B/"\n'
)


def as_csv(rows, delimiter=",", line_end="\r\n", quoting=csv.QUOTE_MINIMAL):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return buffer.getvalue()


def folder(tmp_path, **files):
    path = tmp_path / "masuk"
    path.mkdir()
    for name, content in files.items():
        (path / name.replace("__", ".").replace("_", " ")).write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path, tmp_path):
    return LocalWorkbook(path, tmp_path / "rekap.xlsx").read().inputs


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_delimiters_encodings_and_line_ends(delimiter, encoding, line_end, tmp_path):
    rows = [*REGISTER, ["X", "Café Déwi", "OPD", "a,b;c"]]
    path = folder(tmp_path, Daftar_Unit__csv=as_csv(rows, delimiter, line_end).encode(encoding))
    assert read(path, tmp_path)["Daftar Unit"].rows == rows


def test_google_forms_own_export(tmp_path):
    path = folder(tmp_path, Form_Responses_1__csv=GOOGLE_FORMS)
    rows = read(path, tmp_path)["Form Responses 1"].rows
    assert rows[1] == ["2026/11/03 9:12:33 AM GMT+7", "a@example.go.id", "Dinas Kesehatan", "Oktober 2026", "2",
                       "https://www.instagram.com/p/A/;\nhttps://www.instagram.com/p/B/"]  # fmt: skip


def test_titles_are_the_files_names_and_google_s_prefix_is_not_part_of_them(tmp_path):
    path = folder(tmp_path)
    for name in (
        "Laporan 2026 - Daftar Unit.csv",
        "Form Responses 1.CSV",
        "Arsip - Lama.tsv",
        "Lama.csv",
        "~$x.csv",
        ".tersembunyi.csv",
        "catatan.txt",
    ):
        (path / name).write_text("Kode\n")
    assert sorted(read(path, tmp_path)) == ["Arsip - Lama", "Daftar Unit", "Form Responses 1", "Lama"]


def test_only_wanted_files_are_read(tmp_path):
    path = folder(tmp_path, Daftar_Unit__csv="Kode\n", Besar__csv='"tak ditutup')
    assert list(LocalWorkbook(path, tmp_path / "rekap.xlsx", wanted=lambda title: title == "Daftar Unit").read().inputs) == ["Daftar Unit"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("Kode\n1\n", [["Kode"], ["1"]]),
        ("sep=;\r\nKode;Nama, panjang\r\n", [["Kode", "Nama, panjang"]]),
        ("sep=,\na,b", [["a", "b"]]),
        ("Kode;Nama, Unit;Jenis\n1;a, b, c;OPD\n2;d;OPD\n", [["Kode", "Nama, Unit", "Jenis"], ["1", "a, b, c", "OPD"], ["2", "d", "OPD"]]),
        ("Kode,Surel\n1,a@x; b@x; c@x\n", [["Kode", "Surel"], ["1", "a@x; b@x; c@x"]]),
        ("a,b,c\n1\n1,2\n", [["a", "b", "c"], ["1"], ["1", "2"]]),
        ('a,b\n"x\ny",\'z\n', [["a", "b"], ["x\ny", "'z"]]),
        ('a,b\n5" layar,2\n', [["a", "b"], ['5" layar', "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("\n\nKode,Nama\n", [[], [], ["Kode", "Nama"]]),
    ],
)
def test_odd_files(text, rows, tmp_path):
    assert read_rows(text.encode(), tmp_path / "x.csv") == rows


def test_a_cell_may_be_very_long(tmp_path):
    assert read_rows(b'a,b\n"' + b"x" * 300_000 + b'",2\n', tmp_path / "x.csv")[1][1] == "2"


def test_a_quotation_mark_never_closed_is_an_error_that_says_where(tmp_path):
    with pytest.raises(WorkbookAccessError) as error:
        read_rows(b'a,b\n1,2\n3,"empat\n5,6\n', tmp_path / "x.csv")
    assert "opened in row 3" in str(error.value)


def test_a_folder_without_csv_and_a_single_csv_file(tmp_path):
    path = folder(tmp_path, catatan__txt="x")
    with pytest.raises(WorkbookAccessError, match=r"holds no \.csv"):
        read(path, tmp_path)
    (path / "satu.csv").write_text("Kode\n")
    with pytest.raises(WorkbookAccessError, match=r"single \.csv"):
        read(path / "satu.csv", tmp_path)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_whatever_was_exported_comes_back(rows, delimiter):
    rows = [["Kode", "Nama", "Jenis"], *rows]
    text = as_csv(rows, delimiter, quoting=csv.QUOTE_ALL)
    assert sniffed(text) == delimiter
    assert read_rows(text.encode("utf-8-sig"), None) == rows
    assert decoded(text.encode("utf-16")) == text


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-5", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "  @x"])
def test_text_that_would_run_is_guarded(text):
    assert csv_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kepek", "a=b", "1-2", "'=1", "https://example.com", " x"])
def test_other_text_is_left_alone(text):
    assert csv_safe(text) == text
