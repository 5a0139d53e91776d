"""The local workbook on real files: whatever is read, nothing is lost; whatever is written, it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from sheets_sync.adapters.workbooks.local import LocalWorkbook
from sheets_sync.domain.tab import LAYOUT, Cell, Chart, Column, Series, Sheet, Tab, Table
from sheets_sync.errors import SettingsError, SheetsSyncError, WorkbookAccessError
from sheets_sync.language import Language
from sheets_sync.ports import Contents, Workbook
from sheets_sync.summaries.cells import moment_of
from sheets_sync.summaries.difference import same
from tests.needed import needed

HOSTILE = [
    "=1+1", "+62 812-3456", "-5", "@x", '=HYPERLINK("http://evil.example","klik")', "=cmd|' /C calc'!A0", "https://example.com/a?b=1&c=2",
    "mailto:a@example.com", "file:///etc/passwd", "javascript:alert(1)", "internal:Sheet1!A1", "<r><t>merah</t></r>", "<r>&</r>",
    "<script>alert('x')</script>", "&amp; &lt;", "_x0041_", "  spasi  ", "\ttab", "dua\nbaris\n", "007", "3/4", "1e5", "TRUE", "NA",
    "nan", "{=1}", "'apostrof", "é 😀 ꦒꦸꦤꦸꦁ", "\u200bnol", "]]>", '"kutip"',
]  # fmt: skip


def text_tab(texts, title="Temuan", **fields):
    columns = (Column("number", "No", 6, "integer"), Column("text", "Isi", 30))
    return Tab("findings", title, (Table(columns, list(enumerate(texts, 1)), filter=True),), frozen_rows=1, **fields)


def recap_tab(rows=((("A", "Lengkap", None)),), title="Rekap 2026-10", extras=()):
    columns = (
        Column("code", "Kode"),
        Column("status", "Status", format="status", note="Apa kata Diskominfo"),
        Column("notes", "Catatan", owner="people", choices=("Selesai", "Menunggu")),
        *extras,
    )
    return Tab("recap:2026-10", title, (Table(columns, rows, filter=True),), {"Lengkap": "good"}, frozen_rows=1, frozen_columns=1)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "laporan.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Daftar Unit"
    book.active.append(["Kode", "Nama Unit"])
    book.save(path)
    return path


@pytest.fixture
def output(tmp_path):
    return tmp_path / "rekap.xlsx"


@pytest.fixture
def workbook(source, output):
    return LocalWorkbook(source, output)


def written(workbook, *tabs):
    """Write tabs as the job would, right after reading."""
    contents = workbook.read()
    return workbook.write(tabs, contents)


def edit(path, change):
    """A person opens the file in a spreadsheet program, changes it, and saves."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def texts_in(sheet, column=1):
    return [row[column] for row in sheet.rows[1:]]


# ---------------------------------------------------------------------------------------------------------- reading


def test_it_is_a_workbook(workbook):
    port: Workbook = workbook
    assert port.name == "laporan.xlsx"


def test_every_kind_of_cell_of_an_xlsx(source, workbook):
    def change(book):
        sheet = book.create_sheet("Form Responses 1")
        sheet.sheet_state = "hidden"
        sheet["B3"] = datetime(2026, 11, 3, 9, 12, 33)
        sheet["C3"], sheet["D3"], sheet["E3"], sheet["F3"] = date(2026, 11, 3), time(9, 12), timedelta(hours=30), True
        sheet["G3"], sheet["H3"], sheet["I3"] = 5, 0.5, " teks "
        sheet.merge_cells("B4:C4")
        sheet["B4"] = "gabung"
        book.create_sheet("Kosong")
        book.create_chartsheet("Grafik")

    edit(source, change)
    inputs = workbook.read().inputs
    assert list(inputs) == ["Daftar Unit", "Form Responses 1", "Kosong"]
    assert inputs["Kosong"].rows == []
    rows = inputs["Form Responses 1"].rows
    assert rows[2][1:] == [datetime(2026, 11, 3, 9, 12, 33), date(2026, 11, 3), time(9, 12), timedelta(hours=30), True, 5.0, 0.5, " teks "]
    assert rows[3][1:3] == ["gabung", ""]
    assert rows[0] == rows[1] == [""] * 9


def test_only_wanted_tabs_are_read(source, output):
    edit(source, lambda book: book.create_sheet("Rekap 2026-10"))
    assert list(LocalWorkbook(source, output, wanted=lambda title: title == "Daftar Unit").read().inputs) == ["Daftar Unit"]


def test_inline_strings_as_other_exporters_write_them(tmp_path, output):
    path = tmp_path / "ekspor.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.add_worksheet("Daftar Unit").write_string(0, 0, "Kode")
    book.close()
    assert LocalWorkbook(path, output).read().inputs["Daftar Unit"].rows == [["Kode"]]


def test_the_input_is_left_byte_for_byte_alone(source, workbook):
    before = source.read_bytes()
    written(workbook, text_tab(HOSTILE))
    assert source.read_bytes() == before


def truncated(path):
    path.write_bytes(path.read_bytes()[:-200])


def halved(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def without_its_sheet(path):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, part)


def with_a_cut_sheet(path):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].split(b"</sheetData>")[0][:-20]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000
DAMAGE = {
    "missing": (Path.unlink, "There is no file"),
    "zero bytes": (lambda path: path.write_bytes(b""), "is empty"),
    "truncated": (truncated, "damaged or cut short"),
    "halved": (halved, "damaged or cut short"),
    "a sheet is gone": (without_its_sheet, "damaged or cut short"),
    "a sheet is cut": (with_a_cut_sheet, "damaged or cut short"),
    "old format": (lambda path: path.write_bytes(OLD_EXCEL), "old Excel format"),
    "password": (lambda path: path.write_bytes(OLD_EXCEL + "EncryptedPackage".encode("utf-16-le")), "protected by a password"),
    "a web page": (lambda path: path.write_bytes(b"\xef\xbb\xbf<!DOCTYPE html><html></html>"), "whatever its name says: HTML"),
    "text": (lambda path: path.write_bytes(b"Kode,Nama"), "whatever its name says: text"),
    "another zip": (lambda path: zipfile.ZipFile(path, "w").close(), "whatever its name says: ZIP"),
}


@pytest.mark.parametrize("case", DAMAGE)
@pytest.mark.parametrize("which", ["input", "output"])
def test_a_file_that_cannot_be_read_is_an_error_and_nothing_is_written(case, which, source, output, workbook):
    written(workbook, recap_tab())
    spoil, words = DAMAGE[case]
    path = source if which == "input" else output
    spoil(path)
    if case == "missing" and which == "output":
        return
    left = path.read_bytes() if path.exists() else None
    with pytest.raises(WorkbookAccessError) as error:
        workbook.read()
    assert error.value.exit_code == 5
    assert words in str(error.value)
    assert path.name in str(error.value)
    assert "{" not in error.value.text(Language("id"))
    assert (path.read_bytes() if path.exists() else None) == left


def test_input_and_output_must_differ(source, tmp_path):
    link = tmp_path / "tautan.xlsx"
    link.symlink_to(source)
    for output in (source, tmp_path / "x" / ".." / source.name, link):
        with pytest.raises(SettingsError, match="same file"):
            LocalWorkbook(source, output)
    for output in (tmp_path / "rekap.csv", tmp_path / "rekap"):
        with pytest.raises(SettingsError, match="xlsx"):
            LocalWorkbook(source, output)


# ---------------------------------------------------------------------------------------------------------- writing


def test_what_is_written_is_read_back_cell_for_cell(workbook, output):
    tab = text_tab(HOSTILE)
    assert written(workbook, tab) == str(output)
    sheet = workbook.read().outputs["Temuan"]
    assert texts_in(sheet) == HOSTILE
    assert [row[0] for row in sheet.rows[1:]] == list(map(float, range(1, len(HOSTILE) + 1)))


def test_a_second_reader_sees_the_same_text_and_no_formula_or_link(workbook, output):
    written(workbook, text_tab(HOSTILE))
    sheet = openpyxl.load_workbook(output)["Temuan"]
    assert [cell.value for cell in sheet["B"][1:]] == HOSTILE
    assert {cell.data_type for cell in sheet["B"]} == {"s"}
    assert all(cell.quotePrefix for cell in sheet["B"] if cell.value.startswith(("=", "+", "-", "@")))
    assert not any(cell.hyperlink for row in sheet.rows for cell in row)
    with zipfile.ZipFile(output) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                part = archive.read(name)
                assert b"<f" not in part.replace(b"<filter", b"")
                assert b"yperlink" not in part


def test_what_no_spreadsheet_can_hold_becomes_visible_and_stays_the_same(workbook):
    written(workbook, text_tab(["a\x00b\x1b", "baris\r\nbaru\rlagi", "x" * 40_000, "\ud800", "😀" * 20_000]))
    texts = texts_in(workbook.read().outputs["Temuan"])
    assert texts[:2] == ["a\ufffdb\ufffd", "baris\nbaru\nlagi"]
    assert texts[2] == "x" * 32_763 + " […]"
    assert texts[3] == "\ufffd"
    assert texts[4].endswith("😀 […]")


def test_typed_values_keep_their_type(workbook, output):
    columns = tuple(Column(f"c{n}", f"C{n}", format=kind) for n, kind in enumerate(("integer", "percent", "moment", "date", "ratio")))
    people = tuple(Column(f"p{n}", f"P{n}", owner="people") for n in range(6))
    row: list[Cell] = [5, 0.999, datetime(2026, 11, 3, 23, 59, 59), date(2026, 11, 3), "3/4"]
    row += [True, 1, 1.5, time(9, 12), timedelta(hours=30), datetime(1890, 1, 1)]
    written(workbook, Tab("x", "X", (Table((*columns, *people), [row, [None] * 11]),)))
    read = workbook.read().outputs["X"].rows
    assert read[1] == [5, 0.999, *row[2:10], "1890-01-01 00:00:00"]
    assert [type(cell) for cell in read[1][5:8]] == [bool, float, float]
    shown = openpyxl.load_workbook(output)["X"]
    assert [cell.number_format for cell in shown[2]][:4] == ["#,##0", "0.0%", "dd/mm/yyyy hh:mm", "dd/mm/yyyy"]
    assert shown["C2"].value == datetime(2026, 11, 3, 23, 59, 59)


@pytest.mark.parametrize("second", range(0, 86_400, 4_321))
def test_every_second_of_a_day_survives(second, workbook):
    moment = datetime(2026, 11, 5) + timedelta(seconds=second)
    written(workbook, Tab("x", "X", (Table((Column("a", "A", format="moment"),), [(moment,)]),)))
    found = workbook.read().outputs["X"].rows[1][0]
    assert same(moment, found)
    assert moment_of(found) == moment


def test_equal_tabs_make_equal_bytes(workbook, output):
    written(workbook, text_tab(HOSTILE), recap_tab())
    first = output.read_bytes()
    output.unlink()
    written(workbook, text_tab(HOSTILE), recap_tab())
    assert output.read_bytes() == first
    written(workbook, text_tab(HOSTILE), recap_tab())
    assert output.read_bytes() == first


def test_the_layout_version_is_kept_with_the_document(workbook, output):
    assert workbook.read().layout == ""
    written(workbook, recap_tab())
    assert workbook.read().layout == LAYOUT
    edit(output, lambda book: book["Rekap 2026-10"].append(["B"]))
    assert workbook.read().layout == LAYOUT


def test_looks(workbook, output):
    written(workbook, recap_tab([["A", "Lengkap", None]]))
    sheet = openpyxl.load_workbook(output)["Rekap 2026-10"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:C2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["B2"].fill.start_color.rgb == "FFD7F0DF"
    assert sheet["C1"].fill.start_color.rgb != sheet["A1"].fill.start_color.rgb
    [choices] = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert (str(choices.sqref), choices.formula1, choices.showErrorMessage) == ("C2", '"Selesai,Menunggu"', False)
    [hint] = [rule for rule in sheet.data_validations.dataValidation if rule.type != "list"]
    assert (str(hint.sqref), hint.prompt) == ("B1", "Apa kata Diskominfo")


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        r, g, b = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_can_be_read():
    from sheets_sync.adapters.workbooks import _formats as formats

    pairs = [*formats.FILLS.values(), formats.HEADER_FILL, formats.PEOPLE_HEADER_FILL, (formats.PEOPLE_FILL, formats.INK)]
    assert all(contrast(*pair) >= 4.5 for pair in [*pairs, (formats.TOTAL_FILL, formats.INK), ("#ffffff", formats.NAVY)])


def test_charts_name_their_cells_and_carry_their_numbers(workbook, output):
    columns = (Column("label", "Jenis"), Column("good", "Lengkap", format="integer"))
    tab = Tab(
        "summary", "Ring'kasan", (Table(columns, [("OPD", 3), ("Kapanewon", 4), ("Semua", 7)], row=2, title="T", total_rows=1),),
        charts=(Chart("stacked", "Grafik", "label", (Series(0, "good", "#2e7d32"),), 2, 4), Chart("line", "G", "label", (Series(0, "good", "#2e7d32"),), 20, 4, percent_axis=True)),
    )  # fmt: skip
    written(workbook, tab)
    with zipfile.ZipFile(output) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "'Ring''kasan'!$B$4:$B$5" in chart
    assert "<c:v>Kapanewon</c:v>" in chart
    assert "<c:v>4</c:v>" in chart


def test_a_table_may_stand_without_headers(workbook):
    tab = recap_tab([["A", "Lengkap", None]])
    below = Table(tab.tables[0].columns, [["B", "", "lama"]], row=4, title="Catatan lama", header=False)
    written(workbook, replace(tab, tables=(*tab.tables, below)))
    assert workbook.read().outputs["Rekap 2026-10"].rows[3:] == [["Catatan lama", "", ""], ["B", "", "lama"]]


def test_wrapped_text_gets_the_lines_it_needs(workbook, output):
    column = Column("a", "A", 10, "wrap")
    written(workbook, Tab("x", "X", (Table((column,), [("pendek",), ("dua belas kata yang panjang",), ("a\nb\nc\nd",)]),)))
    heights = openpyxl.load_workbook(output)["X"].row_dimensions
    assert [heights[row].height for row in (2, 3, 4)] == [None, 45, 60]


def test_a_new_folder_is_made_for_the_output(source, tmp_path):
    workbook = LocalWorkbook(source, tmp_path / "hasil" / "2026" / "rekap.xlsx")
    written(workbook, recap_tab())
    assert (tmp_path / "hasil" / "2026" / "rekap.xlsx").exists()


# ---------------------------------------------------------------------------- what people put into the output file


def folder_of(output):
    return sorted(path.name for path in output.parent.iterdir() if path.suffix != ".csv")


def test_tabs_people_added_are_carried_over_as_values(workbook, output):
    written(workbook, recap_tab())

    def change(book):
        sheet = book.create_sheet("Rapat")
        sheet["A1"], sheet["B2"], sheet["C3"], sheet["A4"] = "=bukan rumus", date(2026, 11, 9), 7, "+62"
        sheet["A1"].data_type = "s"
        book.create_sheet("Rahasia")["A1"] = "x"
        book["Rahasia"].sheet_state = "hidden"
        book["Rekap 2026-10"]["C2"] = "catatan"

    edit(output, change)
    written(workbook, recap_tab([["A", "Lengkap", "catatan"]]))
    assert folder_of(output) == ["laporan.xlsx", "rekap.xlsx"]
    outputs = workbook.read().outputs
    assert outputs["Rapat"].rows == [["=bukan rumus", "", ""], ["", date(2026, 11, 9), ""], ["", "", 7.0], ["+62", "", ""]]
    book = openpyxl.load_workbook(output)
    assert book.sheetnames == ["Rekap 2026-10", "Rapat", "Rahasia"]
    assert book["Rahasia"].sheet_state == "hidden"


def with_a_comment(book):
    book["Rekap 2026-10"]["A2"].comment = Comment("tanya Bu Lurah", "Staf")


def with_a_formula(book):
    book["Rekap 2026-10"]["C2"] = "=1+1"


def with_a_coloured_tab(book):
    sheet = book.create_sheet("Jadwal")
    sheet["A1"] = "penting"
    sheet["A1"].fill = PatternFill("solid", start_color="FFFF00")


def with_merged_cells(book):
    book.create_sheet("Jadwal").merge_cells("A1:B2")


def with_text_in_a_tab_of_ours(book):
    book["Temuan"]["F9"] = "sudah dicek"


def with_a_cell_of_ours_replaced(book):
    book["Temuan"]["B2"] = "sudah dicek"


@pytest.mark.parametrize(
    "change",
    [with_a_comment, with_a_formula, with_a_coloured_tab, with_merged_cells, with_text_in_a_tab_of_ours, with_a_cell_of_ours_replaced],
)
def test_what_cannot_be_carried_over_is_kept_in_a_copy(change, workbook, output):
    tabs = recap_tab(), text_tab(["satu", "dua"])
    written(workbook, *tabs)
    edit(output, change)
    theirs = output.read_bytes()
    told = written(workbook, *tabs)
    copy = output.with_name("rekap.cadangan.xlsx")
    assert copy.read_bytes() == theirs
    assert str(copy) in told
    assert written(workbook, *tabs) == str(output)
    edit(output, change)
    assert "rekap.cadangan-2.xlsx" in written(workbook, *tabs)
    assert copy.read_bytes() == theirs


def test_a_note_typed_by_a_person_needs_no_copy(workbook, output):
    tabs = recap_tab(), text_tab(["satu", "dua"])
    written(workbook, *tabs)
    edit(output, lambda book: book["Rekap 2026-10"].__setitem__("C2", "catatan"))
    written(workbook, *tabs)
    assert folder_of(output) == ["laporan.xlsx", "rekap.xlsx"]


def test_titles_other_programs_allow_are_made_to_fit(workbook):
    contents = Contents({}, {title: Sheet(title, [["x"]]) for title in ("a" * 40, "A" * 40, "rekap/2026?", "'")})
    workbook.write([recap_tab()], contents)
    assert list(workbook.read().outputs) == ["Rekap 2026-10", "a" * 31, "A" * 27 + " (2)", "rekap_2026_", "_"]


@pytest.mark.parametrize("title", ["x" * 32, "Rekap: Oktober", "History", "'kutip'", "rekap 2026-10", ""])
def test_titles_excel_does_not_allow_are_a_matter_of_the_settings(title, workbook, output):
    with pytest.raises(SettingsError, match="cannot be called"):
        written(workbook, recap_tab(), text_tab(["x"], title))
    assert not output.exists()


def test_a_tab_with_nearly_our_title_is_replaced_and_a_second_one_is_kept(workbook):
    sheets = {title: Sheet(title, [[title]]) for title in ("REKAP  2026-10", "Temuan", "temuan ")}
    workbook.write([recap_tab(), text_tab(["x"])], Contents({}, sheets))
    assert list(workbook.read().outputs) == ["Rekap 2026-10", "Temuan", "temuan "]


# ------------------------------------------------------------------------------------------------- when it cannot


@pytest.mark.parametrize("mark", ["~$rekap.xlsx", ".~lock.rekap.xlsx#"])
def test_open_in_a_spreadsheet_program(mark, workbook, output):
    written(workbook, recap_tab())
    before = output.read_bytes()
    output.with_name(mark).write_bytes(b"")
    with pytest.raises(WorkbookAccessError, match="open in Excel or LibreOffice") as error:
        written(workbook, text_tab(["lain"]))
    assert mark in str(error.value)
    assert output.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
def test_the_system_refuses_to_replace_the_file(source):
    """In a folder for all (sticky, as /tmp is) files may be added, but only their owner replaces them."""
    needed(os.geteuid() == 0, "needs root, to leave a file of somebody else's")
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "rekap.xlsx"
        workbook = LocalWorkbook(Path(shutil.copy(source, name)), output)
        written(workbook, recap_tab())
        before, names = output.read_bytes(), folder_of(output)
        output.parent.chmod(0o1777)
        contents = workbook.read()
        with acting_as_nobody(), pytest.raises(WorkbookAccessError, match="perhaps it is open in Excel"):
            workbook.write([text_tab(["lain"])], contents)
        assert output.read_bytes() == before
        assert folder_of(output) == names


@contextmanager
def acting_as_nobody():
    user = os.geteuid()
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def room_for_files_of(size):
    """As on a disk that fills: the system refuses what would make a file larger."""
    resource = pytest.importorskip("resource", reason="needs a Unix system")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


LARGE = text_tab([hashlib.sha256(str(number).encode()).hexdigest() for number in range(2000)], "Catatan")


def test_no_copy_stays_behind_when_nothing_was_written(workbook, output):
    written(workbook, recap_tab())
    edit(output, with_a_comment)
    names = folder_of(output)
    contents = workbook.read()
    with room_for_files_of(output.stat().st_size), pytest.raises(WorkbookAccessError, match="File too large"):
        workbook.write([recap_tab(), LARGE], contents)
    assert folder_of(output) == names


@pytest.mark.parametrize("room", [0, 100, 5000])
def test_the_disk_is_full(workbook, output, room):
    written(workbook, recap_tab())
    before, names = output.read_bytes(), folder_of(output)
    contents = workbook.read()
    with room_for_files_of(room), pytest.raises(WorkbookAccessError, match="File too large"):
        workbook.write([text_tab(["lain"])], contents)
    assert output.read_bytes() == before
    assert folder_of(output) == names


def test_saved_by_somebody_between_reading_and_writing(workbook, output):
    written(workbook, recap_tab())
    contents = workbook.read()
    edit(output, lambda book: book["Rekap 2026-10"].__setitem__("C2", "baru saja"))
    with pytest.raises(WorkbookAccessError, match="saved by somebody"):
        workbook.write([recap_tab()], contents)
    assert workbook.read().outputs["Rekap 2026-10"].rows[1][2] == "baru saja"


def test_made_by_somebody_between_reading_and_writing(workbook, output):
    contents = workbook.read()
    written(LocalWorkbook(output.parent / "laporan.xlsx", output), recap_tab([["A", "Lengkap", "punya orang"]]))
    with pytest.raises(WorkbookAccessError, match="saved by somebody"):
        workbook.write([recap_tab()], contents)


def test_messages_speak_indonesian():
    with pytest.raises(SheetsSyncError) as error:
        LocalWorkbook(Path("tidak-ada.xlsx"), Path("rekap.xlsx")).read()
    assert (
        error.value.text(Language("id"))
        == "Tidak ada berkas tidak-ada.xlsx. Mohon periksa [workbook] di pengaturan, atau letakkan berkasnya di sana."
    )
