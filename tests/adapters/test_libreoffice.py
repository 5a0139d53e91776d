"""LibreOffice as a second reader of rekap.xlsx: the same cells, no formula, no link; and what is left after it saved the file."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook

from sheets_sync.adapters.workbooks.local import LocalWorkbook
from sheets_sync.domain.tab import LAYOUT, Column, Sheet, Tab, Table
from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs, with_log_line
from sheets_sync.summaries.difference import differences
from sheets_sync.summaries.memory import LogLine, Memory
from sheets_sync.summaries.read_back import read_back
from tests import builders as b

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

HOSTILE = [
    "=1+1", "+62 812-3456", "-5", "@x", '=HYPERLINK("http://evil.example","klik")', "=cmd|' /C calc'!A0", "https://example.com/a?b=1&c=2",
    "mailto:a@example.com", "file:///etc/passwd", "javascript:alert(1)", "<r><t>merah</t></r>", "<script>alert('x')</script>",
    "&amp; &lt;", "_x0041_", "007", "3/4", "1e5", "TRUE", "NA", "nan", "'apostrof", "é 😀 ꦒꦸꦤꦸꦁ", "]]>",
]  # fmt: skip


def office():
    units = b.regency()
    told = [
        b.complete(unit, month, late=number % 5 == 0)
        for month in (b.SEPTEMBER, b.OCTOBER)
        for number, unit in enumerate(units)
        if number % 4
    ]
    return b.assessment(units, told, [b.finding("missing-links", unit, platform="x", row=9, count=5) for unit in units[:6]])


def every_tab(assessment, memory):
    texts = Tab(
        "x",
        "Teks",
        (Table((Column("a", "A", 30), Column("b", "B", format="integer")), [(text, number) for number, text in enumerate(HOSTILE)]),),
    )
    line = LogLine(datetime(2026, 11, 8), assessment.months, 18, 40, 6, "=1+1")
    return [*with_log_line(make_tabs(assessment, memory, Language("id")), assessment, memory, Language("id"), line), texts]


def saved_by_libreoffice(path, to, profile):
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(path.parent / to),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.parent / to / f"{path.stem}.{to}"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "masuk").mkdir()
    (folder / "masuk" / "Daftar Unit.csv").write_text("Kode\n")
    workbook = LocalWorkbook(folder / "masuk", folder / "rekap.xlsx")
    workbook.write(every_tab(office(), Memory()), workbook.read())
    return workbook, folder / "rekap.xlsx", folder / "profil"


def test_it_reads_the_same_cells(workbook):
    _, path, profile = workbook
    ods = saved_by_libreoffice(path, "ods", profile)
    with zipfile.ZipFile(ods) as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert "<text:a " not in content
    with CalamineWorkbook.from_path(str(ods)) as book:
        read = {name: Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names}
    assert list(read) == ["Ringkasan", "Rekap 2026-10", "Rekap 2026-09", "Riwayat", "Temuan", "Log Sinkronisasi", "Teks"]
    changes = differences(every_tab(office(), Memory()), read)
    assert [change for change in changes if change.kind != "same"] == []


def test_after_it_saved_the_file_nothing_differs_and_nothing_need_be_kept(workbook):
    reader, path, profile = workbook
    path.write_bytes(saved_by_libreoffice(path, "xlsx", profile).read_bytes())
    contents = reader.read()
    assert contents.layout == LAYOUT
    memory = read_back(contents.outputs, b.PLATFORMS)
    tabs = make_tabs(office(), memory, Language("id"))
    assert [change for change in differences(tabs, contents.outputs) if change.kind != "same"] == []
    assert reader.write([*tabs, every_tab(office(), memory)[-1]], contents) == str(path)
