import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import WorkbookContentError
from sheets_sync.intake.register import read_register, read_targets

HEADER = ["Kode", "Nama Unit", "Jenis"]


def sheet(*rows, header=HEADER):
    return Sheet("Daftar Unit", [header, *rows])


def test_every_column_finds_its_place_whatever_the_order_and_spelling():
    header = [
        "catatan kami",
        " jenis ",
        "NAMA\u00a0UNIT",
        "Kode",
        "Email\nOperator",
        "X (Twitter)",
        "SK Berlaku Sampai",
        "Target Unggahan",
    ]
    row = [
        "x",
        "Desa",
        "Kepek",
        "34.03.01.2002",
        "a@example.go.id; B@Example.go.id",
        "@kepek",
        datetime(2026, 12, 31),
        "ig 8; web 4",
    ]
    unit = read_register(sheet(row, header=header)).units["34.03.01.2002"]
    assert (unit.name, unit.kind, unit.accounts) == ("Kepek", "KALURAHAN", {"x": "@kepek"})
    assert unit.operator_emails == ("a@example.go.id", "b@example.go.id")
    assert unit.sk_until == date(2026, 12, 31)
    assert unit.targets == {"instagram": 8, "website": 4}


def test_units_named_like_missing_values_are_kept():
    units = read_register(sheet(["NA", "None", "OPD"], ["nan", "inf", "OPD"], [3403012002.0, "Kepek", "Kalurahan"])).units
    assert [(code, unit.name) for code, unit in units.items()] == [("NA", "None"), ("nan", "inf"), ("3403012002", "Kepek")]


def test_blank_rows_and_ragged_rows_are_no_obstacle():
    units = read_register(sheet([], [None, "  ", ""], ["A", "Alfa", "OPD"], ["B", "Beta", "OPD", "more", "cells"])).units
    assert list(units) == ["A", "B"]
    assert units["B"].row == 5


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["A", "Alfa", "OPD"], ["B", "Beta", "OPD"], ["a", "Alfa lagi", "OPD"]], ["A", "a", "2", "4", "Daftar Unit"]),
        ([["A", "Alfa", "OPD"], ["", "Beta", "OPD"]], ["3", "A", "Kode"]),
        ([], ["Daftar Unit"]),
        ([["", "", ""]], ["Daftar Unit"]),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(rows, says):
    with pytest.raises(WorkbookContentError) as caught:
        read_register(sheet(*rows))
    assert caught.value.exit_code == 4
    assert all(word in str(caught.value) for word in says)
    assert caught.value.remedy


def test_a_missing_column_and_a_double_header_are_named():
    with pytest.raises(WorkbookContentError, match=r"lacks the column Jenis.*Kode, Nama Unit"):
        read_register(sheet(["A", "Alfa"], header=["Kode", "Nama Unit"]))
    with pytest.raises(WorkbookContentError, match="column A and column C"):
        read_register(sheet(["A", "Alfa", "B", "OPD"], header=["Kode", "Nama Unit", " kode ", "Jenis"]))


def test_a_column_that_merely_bears_a_variant_is_no_obstacle():
    units = read_register(sheet(["A", "Alfa", "OPD", "lain"], header=[*HEADER, "Nama"])).units
    assert units["A"].name == "Alfa"


def test_titles_of_the_offices_own_are_found():
    own = {"Nama Unit": ("Perangkat Daerah",)}
    assert read_register(sheet(["A", "Alfa", "OPD"], header=["Kode", "Perangkat Daerah", "Jenis"]), own).units["A"].name == "Alfa"


def test_what_cannot_be_understood_becomes_a_finding():
    header = [*HEADER, "Induk", "Aktif Sejak", "Target Unggahan"]
    problems = read_register(sheet(["A", "Alfa", "BUMD", "34.99", "akhir tahun", "secukupnya"], header=header)).problems
    assert {problem.rule for problem in problems} == {"unknown-kind", "unknown-parent", "unreadable-date", "unreadable-target"}
    assert {problem.row for problem in problems} == {2}


def test_an_account_column_that_says_there_is_none_obliges_to_nothing():
    header = [*HEADER, "Instagram", "Facebook", "TikTok"]
    assert read_register(sheet(["A", "Alfa", "OPD", "-", "Tidak ada", "alfa"], header=header)).units["A"].accounts == {"tiktok": "alfa"}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("12", {"": 12}),
        ("12 per bulan", None),
        ("12 unggahan/bulan", {"": 12}),
        ("instagram 8; website 4", {"instagram": 8, "website": 4}),
        ("Instagram: 8, FB = 3", {"instagram": 8, "facebook": 3}),
        ("", {}),
        ("secukupnya", None),
        ("majalah 4", None),
    ],
)
def test_targets(text, targets):
    assert read_targets(text) == targets


@given(st.lists(st.lists(st.text() | st.none() | st.floats() | st.booleans(), max_size=5), max_size=5))
def test_any_rows_give_units_or_a_clear_error(rows):
    with contextlib.suppress(WorkbookContentError):
        assert all(read_register(sheet(*rows)).units)


def test_the_example_row_is_no_unit():
    register = read_register(sheet(["CONTOH", "Contoh: Dinas Kesehatan", "OPD"], ["A", "Alfa", "OPD"], ["example", "Example", "OPD"]))
    assert list(register.units) == ["A"]
    assert register.examples == (2, 4)


def test_a_register_with_nothing_but_the_example_is_empty():
    with pytest.raises(WorkbookContentError, match="no unit"):
        read_register(sheet(["CONTOH", "Contoh: Dinas Kesehatan", "OPD"]))


def test_a_unit_typed_over_the_example_is_not_passed_over():
    with pytest.raises(WorkbookContentError, match="row 2 still bears the example's code CONTOH"):
        read_register(sheet(["CONTOH", "Dinas Kesehatan", "OPD"], ["A", "Alfa", "OPD"]))


def test_units_whose_names_or_codes_only_resemble_the_example_are_kept():
    units = read_register(sheet(["CONTOH-1", "Contoh", "OPD"], ["34.03.99", "Contoh", "KALURAHAN"])).units
    assert list(units) == ["CONTOH-1", "34.03.99"]


def test_a_parent_given_by_name_or_by_another_spelling_of_its_code_is_the_one_unit_that_can_be_meant():
    rows = [
        ["34.03.01", "Wonosari", "KAPANEWON", ""],
        ["34.03.01.2001", "Wonosari", "KALURAHAN", "Wonosari"],
        ["34.03.01.2002", "Kepek", "KALURAHAN", "Kapanewon  wonosari"],
        ["OPD-SETDA", "Sekretariat Daerah", "OPD", ""],
        ["OPD-HUKUM", "Bagian Hukum", "OPD", "opd-setda"],
        ["34.03.15.2004", "Kepek", "KALURAHAN", "Saptosari"],
    ]
    register = read_register(sheet(*rows, header=[*HEADER, "Induk"]))
    assert [unit.parent for unit in register.units.values()] == ["", "34.03.01", "34.03.01", "", "OPD-SETDA", "Saptosari"]
    assert [(problem.rule, problem.unit) for problem in register.problems] == [("unknown-parent", "34.03.15.2004")]


def test_a_name_that_two_possible_parents_have_places_no_unit():
    rows = [["A", "Timur", "KAPANEWON", ""], ["B", "Timur", "KAPANEWON", ""], ["C", "Beji", "KALURAHAN", "Timur"]]
    assert read_register(sheet(*rows, header=[*HEADER, "Induk"])).units["C"].parent == "Timur"


def test_a_column_of_accounts_may_say_so():
    units = read_register(sheet(["A", "Alfa", "OPD", "@alfa", "@alfa2"], header=[*HEADER, "Akun Instagram", "Akun Twitter"])).units
    assert units["A"].accounts == {"instagram": "@alfa", "x": "@alfa2"}
