"""Rekap: a row for each unit, people's columns carried over by unit, what has no home kept below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sheets_sync.domain.tab import PEOPLE, Sheet
from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs
from sheets_sync.summaries.memory import Memory
from sheets_sync.summaries.read_back import read_back
from tests import builders as b

ID, EN = Language("id"), Language("en")
DINKES, SEAT, KEPEK = b.opd(), b.kapanewon(), b.kalurahan()
UNITS = [DINKES, SEAT, KEPEK]
PLATFORMS = ("website", "instagram", "x")
TITLE = "Rekap 2026-10"
MARKER = "Catatan dari baris yang tidak ada lagi di Daftar Unit"
HEADERS = [
    "Kode", "Nama Unit", "Jenis", "Induk", "Status", "Diterima", "Lengkap Sejak", "Terpenuhi", "Website", "Instagram", "X",
    "Jumlah Unggahan", "Tautan Sah", "Temuan", "Tindak Lanjut", "Catatan Diskominfo",
]  # fmt: skip
NOTE, FOLLOW_UP = HEADERS.index("Catatan Diskominfo"), HEADERS.index("Tindak Lanjut")


def picture(units=UNITS, told=None, **fields):
    told = [b.complete(DINKES), b.missing(SEAT), b.complete(KEPEK, late=True)] if told is None else told
    return b.assessment(units, told, platforms=PLATFORMS, **fields)


def recap(assessment, memory=None, language=ID):
    [tab] = [tab for tab in make_tabs(assessment, memory or Memory(), language) if tab.title == TITLE]
    return tab


def as_left(tab, *edits):
    """The tab as a person left it: each edit changes the grid in place."""
    grid = [list(row) for row in tab.grid()]
    for edit in edits:
        edit(grid)
    return {tab.title: Sheet(tab.title, grid)}


def again(assessment, *edits, before=None, language=ID):
    """The tab made anew after people's edits to the one made before."""
    left = as_left(before or recap(assessment), *edits)
    return recap(assessment, read_back(left, PLATFORMS), language)


def put(row, column, value):
    def edit(grid):
        grid[row] += [None] * (column + 1 - len(grid[row]))
        grid[row][column] = value

    return edit


def below(tab):
    """The rows kept below the table."""
    return [list(row) for row in tab.tables[1].rows] if len(tab.tables) > 1 else []


def test_the_columns_are_the_ones_agreed_on_and_the_first_row_holds_the_headers():
    assert recap(picture()).grid()[0] == HEADERS


def test_a_row_for_each_unit_in_register_order():
    rows = recap(picture()).grid()[1:]
    moment = datetime(2026, 11, 3, 9, 15)
    assert rows == [
        ["OPD-DINKES", "Dinas Kesehatan", "OPD", None, "Lengkap", moment, moment, "7/7", 4, 4, 4, 28, 28, 0, None, None],
        ["34.03.01", "Wonosari", "KAPANEWON", None, "Belum Lapor", None, None, "0/7", None, None, None, 0, 0, 0, None, None],
        ["34.03.01.2002", "Kepek", "KALURAHAN", "34.03.01", "Terlambat", datetime(2026, 11, 12, 9, 15), datetime(2026, 11, 12, 9, 15),
         "7/7", 4, 4, 4, 28, 28, 0, None, None],
    ]  # fmt: skip
    assert all(type(cell) in (str, int, datetime, type(None)) for row in rows for cell in row)


def test_people_own_the_last_two_columns_and_may_choose_a_follow_up():
    columns = recap(picture()).tables[0].columns
    assert [column.header for column in columns if column.owner == PEOPLE] == ["Tindak Lanjut", "Catatan Diskominfo"]
    assert "Sudah dihubungi" in columns[FOLLOW_UP].choices


def test_notes_follow_their_unit_when_the_register_is_sorted_anew():
    edits = [put(1, NOTE, "sakit"), put(3, FOLLOW_UP, "Sudah dihubungi")]
    tab = again(picture(list(reversed(UNITS))), *edits, before=recap(picture()))
    notes = {row[0]: (row[FOLLOW_UP], row[NOTE]) for row in tab.grid()[1:]}
    assert notes == {KEPEK.code: ("Sudah dihubungi", None), SEAT.code: (None, None), DINKES.code: (None, "sakit")}


def test_notes_follow_their_unit_when_people_sort_the_tab():
    tab = again(picture(), put(1, NOTE, "sakit"), lambda grid: grid.__setitem__(slice(1, None), sorted(grid[1:], key=str)))
    assert [row[NOTE] for row in tab.grid()[1:]] == ["sakit", None, None]


def test_a_unit_that_left_keeps_its_row_below_and_takes_it_home_when_it_returns():
    without = picture([DINKES, SEAT])
    left = again(without, put(3, NOTE, "akun diretas"), before=recap(picture()))
    assert left.grid()[3:5] == [[None] * len(HEADERS), [MARKER, *[None] * (len(HEADERS) - 1)]]
    [kept] = below(left)
    assert (kept[0], kept[4], kept[6], kept[NOTE]) == (KEPEK.code, "Terlambat", datetime(2026, 11, 12, 9, 15), "akun diretas")
    assert again(without, before=left) == left
    home = again(picture(), before=left)
    assert below(home) == []
    assert home.grid()[3][NOTE] == "akun diretas"


def test_an_empty_row_of_a_unit_that_left_is_not_kept():
    told = [b.missing(unit) for unit in UNITS]
    assert below(again(picture([DINKES, SEAT], told[:2]), before=recap(picture(told=told)))) == []


def test_the_moments_of_a_unit_that_left_are_kept_though_nobody_typed_anything():
    """They are its credit for being on time, should it return."""
    [kept] = below(again(picture([DINKES, SEAT]), before=recap(picture())))
    assert (kept[0], kept[6]) == (KEPEK.code, datetime(2026, 11, 12, 9, 15))


@pytest.mark.parametrize("column", range(5, len(HEADERS) + 1))
def test_anything_typed_into_the_row_of_a_unit_that_left_is_kept(column):
    told = [b.missing(unit) for unit in UNITS]
    left = again(picture([DINKES, SEAT], told[:2]), put(3, column, "lihat surat"), before=recap(picture(told=told)))
    assert any("lihat surat" in row for row in below(left))


def test_a_number_in_a_column_of_peoples_own_keeps_the_row_of_a_unit_that_left():
    told = [b.missing(unit) for unit in UNITS]
    edits = put(0, len(HEADERS), "Telepon"), put(3, len(HEADERS), 5)
    [kept] = below(again(picture([DINKES, SEAT], told[:2]), *edits, before=recap(picture(told=told))))
    assert (kept[0], kept[-1]) == (KEPEK.code, 5)


def test_rows_people_added_are_kept_once_and_where_the_section_is():
    grown = again(picture(), lambda grid: grid.extend([[], ["", "Total"], [None] * NOTE + ["tanya Pak Lurah"], ["X-1", "Baru"]]))
    assert [[cell for cell in row if cell] for row in below(grown)] == [["Total"], ["tanya Pak Lurah"], ["X-1", "Baru"]]
    assert again(picture(), before=grown) == grown


def test_a_copied_row_is_kept_only_while_its_notes_differ():
    def copy(grid):
        grid.append([*grid[1][:NOTE], "berbeda"])

    tab = again(picture(), put(1, NOTE, "sama"), copy)
    assert tab.grid()[1][NOTE] == "sama"
    assert [row[NOTE] for row in below(tab)] == ["berbeda"]
    assert again(picture(), before=tab) == tab
    assert below(again(picture(), put(6, NOTE, "sama"), before=tab)) == []


def test_a_second_row_of_a_unit_is_kept_for_another_name_alone():
    tab = again(picture(), lambda grid: grid.append(["OPD-DINKES", "Dinas Kesehatan dan Keluarga Berencana", "OPD"]))
    assert [row[:3] for row in below(tab)] == [["OPD-DINKES", "Dinas Kesehatan dan Keluarga Berencana", "OPD"]]
    assert below(again(picture(), lambda grid: grid.append(["OPD-DINKES", "dinas  kesehatan", "OPD"]))) == []


def test_columns_people_added_come_after_ours_and_keep_their_cells():
    def widen(grid):
        for row, cells in enumerate(grid):
            cells.insert(2, ["Foto", "ada", None, 3.5][row])
            cells += [["", None, date(2026, 11, 2), None][row], ["Foto", True, None, None][row]]

    tab = again(picture(), widen)
    assert tab.grid()[0][16:] == ["Foto", "", "Foto"]
    assert [row[16:] for row in tab.grid()[1:]] == [["ada", None, True], [None, date(2026, 11, 2), None], [3.5, None, None]]
    assert again(picture(), before=tab) == tab


def test_a_renamed_or_deleted_people_column_loses_nothing():
    renamed = again(picture(), put(1, NOTE, "penting"), put(0, NOTE, "Keterangan"))
    assert renamed.grid()[0][NOTE:] == ["Catatan Diskominfo", "Keterangan"]
    assert renamed.grid()[1][NOTE:] == [None, "penting"]
    deleted = again(picture(), lambda grid: [row.pop(FOLLOW_UP) for row in grid], put(1, NOTE - 1, "tetap"))
    assert deleted.grid()[1][FOLLOW_UP:] == [None, "tetap"]


def test_headers_are_recognised_in_any_case_with_any_spaces_and_in_both_languages():
    shouted = again(picture(), put(0, NOTE, "  CATATAN\u00a0 diskominfo\n"), put(0, 0, "KODE"), put(2, NOTE, "ok"))
    assert shouted.grid()[2][NOTE] == "ok"
    english = again(picture(), put(2, NOTE, "ok"), language=EN)
    assert english.grid()[0][-2:] == ["Follow-up", "Notes by Diskominfo"]
    back = again(picture([DINKES]), before=english)
    assert (back.grid()[3][0], below(back)[0][NOTE]) == (MARKER, "ok")


def test_a_title_row_above_or_a_moved_header_does_not_confuse():
    tab = again(picture(), put(2, NOTE, "ok"), lambda grid: grid.insert(0, ["REKAP BULAN OKTOBER"]))
    assert tab.grid()[2][NOTE] == "ok"
    assert [row[0] for row in below(tab)] == ["REKAP BULAN OKTOBER"]
    sorted_in = again(picture(), put(2, NOTE, "ok"), lambda grid: grid.append(grid.pop(0)))
    assert sorted_in.grid()[2][NOTE] == "ok"
    assert below(sorted_in) == []


def test_a_tab_whose_headers_are_gone_is_kept_whole_below():
    tab = again(picture(), put(1, NOTE, "jangan hilang"), lambda grid: grid.pop(0))
    assert any("jangan hilang" in row for row in below(tab))
    assert again(picture(), before=tab) == tab


def test_the_marker_wherever_sorting_took_it_is_no_row_but_what_stands_beside_it_is():
    left = again(picture([DINKES, SEAT]), put(3, NOTE, "lama"), before=recap(picture()))
    tab = again(picture([DINKES, SEAT]), lambda grid: grid.insert(1, grid.pop(4)), put(1, NOTE, "di samping"), before=left)
    assert [row[NOTE] for row in below(tab)] == ["di samping", "lama"]
    assert sum(row[0] == MARKER for row in tab.grid()) == 1


def test_a_row_whose_code_was_deleted_is_known_by_name_kind_and_parent():
    tab = again(picture(), put(3, 0, None), put(3, NOTE, "masih ada"))
    assert (tab.grid()[3][NOTE], below(tab)) == ("masih ada", [])


def test_a_code_in_another_case_or_as_a_number_is_the_same_code():
    units = [b.opd("7", "Dinas Tujuh"), b.opd("OPD-A", "Dinas A")]
    assessment = picture(units, [b.complete(unit) for unit in units])
    tab = again(assessment, put(1, 0, 7.0), put(1, NOTE, "tujuh"), put(2, 0, " opd-a "), put(2, NOTE, "a"))
    assert [row[NOTE] for row in tab.grid()[1:]] == ["tujuh", "a"]
    assert below(tab) == []


def test_codes_that_differ_only_in_case_are_never_mixed_up():
    units = [b.opd("OPD-A", "Dinas A"), b.opd("opd-a", "Dinas B")]
    assessment = picture(units, [b.complete(unit) for unit in units])
    tab = again(assessment, put(1, NOTE, "besar"), put(2, NOTE, "kecil"), lambda grid: grid.append(["Opd-A", *[None] * 14, "siapa?"]))
    assert [row[NOTE] for row in tab.grid()[1:3]] == ["besar", "kecil"]
    assert [row[NOTE] for row in below(tab)] == ["siapa?"]


@pytest.mark.parametrize(
    ("units", "code"),
    [([b.opd("OPD-A", "Dinas A"), b.opd("opd-a", "Dinas B")], "Opd-A"), ([b.opd("1", "Dinas A"), b.opd("2", "Dinas A")], None)],
    ids=["by a code in another case", "by its name"],
)
def test_a_row_that_could_be_of_two_units_is_given_to_neither(units, code):
    tab = again(picture(units, [b.complete(unit) for unit in units]), put(2, 0, code), put(2, NOTE, "siapa?"))
    assert [row[NOTE] for row in tab.grid()[1:3]] == [None, None]
    assert [row[NOTE] for row in below(tab)] == ["siapa?"]


def test_the_column_of_a_platform_no_longer_asked_for_stays_as_somebodys_own():
    fewer = replace(picture(), platforms=("website", "instagram"))
    tab = recap(fewer, read_back(as_left(recap(picture()), put(2, 10, "sudah tutup")), fewer.platforms))
    assert tab.grid()[0][-1] == "X"
    assert [row[-1] for row in tab.grid()[1:]] == [4, "sudah tutup", 4]


def test_a_month_that_is_not_judged_any_more_stays_as_it_stands():
    old = recap(picture(month=b.OCTOBER))
    memory = read_back(as_left(old, put(1, NOTE, "arsip"), lambda grid: grid.append([])), PLATFORMS)
    later = b.assessment(UNITS, [], month=b.OCTOBER + 3, platforms=PLATFORMS)
    tab = recap(later, memory)
    assert tab.grid()[1][NOTE] == "arsip"
    assert [row[:NOTE] for row in tab.grid()] == [row[:NOTE] for row in old.grid()]


def test_newest_month_first():
    assessment = b.assessment(UNITS, [b.complete(DINKES, b.SEPTEMBER), b.complete(DINKES)])
    assert [tab.title for tab in make_tabs(assessment, Memory(), ID)] == [
        "Ringkasan", TITLE, "Rekap 2026-09", "Riwayat", "Temuan", "Log Sinkronisasi",
    ]  # fmt: skip


def test_a_unit_without_a_verdict_has_a_row_all_the_same():
    assessment = picture()
    assessment = replace(assessment, verdicts=assessment.verdicts[assessment.verdicts["unit"] != SEAT.code])
    assert recap(assessment).grid()[2] == ["34.03.01", "Wonosari", "KAPANEWON", *[None] * 13]


def test_control_characters_in_a_name_become_visible():
    assessment = picture([replace(DINKES, name="Dinas\x00 Kesehatan")], [])
    assert recap(assessment).grid()[1][1] == "Dinas\ufffd Kesehatan"
