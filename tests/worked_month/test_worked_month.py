"""Eight situations and exactly what must come out of each: also the example in the README."""

import csv
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sheets_sync.cli import main
from sheets_sync.domain.status import SHOWN_AS
from sheets_sync.language import Language

HERE = Path(__file__).parent
EXPECTED = list(csv.DictReader((HERE / "expected.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def tabs(tmp_path_factory):
    office = tmp_path_factory.mktemp("worked") / "office"
    office.mkdir()
    shutil.copytree(HERE / "laporan", office / "laporan")
    shutil.copy(HERE / "settings.toml", office / "sheets-sync.toml")
    assert main(["sync", "--config", str(office / "sheets-sync.toml"), "--today", "2026-11-09"], {}) == 0
    workbook = CalamineWorkbook.from_path(office / "rekap.xlsx")
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def rows(tab):
    header, *lines = tab
    return [dict(zip(header, line, strict=True)) for line in lines]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda row: row["situation"])
def test_each_situation(tabs, expected):
    row = next(row for row in rows(tabs["Rekap 2026-10"]) if row["Kode"] == expected["code"])
    assert row["Status"] == Language("id").gettext(SHOWN_AS[expected["status"]])
    assert row["Terpenuhi"] == expected["met"]
    for header, name in (("Diterima", "received"), ("Lengkap Sejak", "complete_since")):
        assert row[header] == (datetime.fromisoformat(expected[name]) if expected[name] else "")
    found = [row["Aturan"] for row in rows(tabs["Temuan"]) if row["Kode"] == expected["code"]]
    assert sorted(found) == sorted(expected["rules"].split())


def test_the_ambiguous_name_is_asked_about(tabs):
    (finding,) = [row for row in rows(tabs["Temuan"]) if row["Aturan"] == "ambiguous-unit"]
    assert finding["Baris"] == 9
    assert "Kepek, Wonosari" in finding["Temuan"]
    assert "Kepek, Saptosari" in finding["Temuan"]
    assert finding["Kode"] == ""
