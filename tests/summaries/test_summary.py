"""Ringkasan: totals and rates with n/N beside, posts, decrees, twelve months, native charts, nothing that changes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sheets_sync.language import Language
from sheets_sync.summaries import make_tabs
from sheets_sync.summaries.memory import Memory
from tests import builders as b

SEAT, OTHER = b.kapanewon(), b.kapanewon("34.03.02", "Nglipar")
VILLAGES = [b.kalurahan(2001, "Wareng"), b.kalurahan(2002, "Kepek"), b.kalurahan(2001, "Pilangrejo", "34.03.02")]
OFFICE = b.opd()
UNITS = [OFFICE, SEAT, OTHER, *VILLAGES]
TOLD = [b.complete(OFFICE), b.complete(SEAT, late=True), b.exempt(OTHER), b.complete(VILLAGES[0]), b.missing(VILLAGES[1])]


def summary(assessment=None, language="id"):
    return make_tabs(assessment or b.assessment(UNITS, [*TOLD, b.exempt(VILLAGES[2])]), Memory(), Language(language))[0]


def table(tab, title):
    [found] = [table for table in tab.tables if table.title == title]
    return [[column.header for column in found.columns], *map(list, found.rows)]


def test_it_says_which_month_and_until_when():
    notes = [text for _, _, text in summary().notes]
    assert notes[0] == "Ringkasan Oktober 2026"
    assert notes[1].startswith("Tenggat 5 November 2026 pukul 23.59. Kelengkapan = ")


def test_rates_by_kind_are_truncated_and_have_their_numbers_beside_them():
    assert table(summary(), "Laporan Oktober 2026 menurut jenis unit") == [
        ["Jenis Unit", "Lengkap", "Terlambat", "Belum Lengkap", "Belum Lapor", "Tidak Wajib", "Unit Wajib", "Kelengkapan", "Lengkap/Wajib",
         "Ketepatan Waktu", "Tepat Waktu/Wajib"],
        ["Perangkat daerah", 1, 0, 0, 0, 0, 1, 1.0, "1/1", 1.0, "1/1"],
        ["Kapanewon", 0, 1, 0, 0, 1, 1, 1.0, "1/1", 0.0, "0/1"],
        ["Kalurahan", 1, 0, 0, 1, 1, 2, 0.5, "1/2", 0.5, "1/2"],
        ["Semua unit", 2, 1, 0, 1, 2, 4, 0.75, "3/4", 0.5, "2/4"],
    ]  # fmt: skip


def test_kapanewon_are_ranked_and_one_without_expected_units_is_not():
    rows = table(summary(), "Kalurahan menurut kapanewon, Oktober 2026")[1:]
    assert [(row[0], row[7], row[8], row[-1]) for row in rows] == [
        ("Wonosari", 0.5, "1/2", 1),
        ("Nglipar", "–", "0/0", "–"),
        ("Semua kalurahan", 0.5, "1/2", None),
    ]


def test_posts_by_platform_and_kind():
    rows = table(summary(), "Unggahan Oktober 2026 per platform")
    assert rows[0] == ["Platform", "Perangkat daerah", "Kapanewon", "Kalurahan", "Jumlah"]
    assert rows[1] == ["Website", 4, 4, 4, 12]
    assert rows[-1] == ["Semua platform", 28, 28, 28, 84]


def test_decrees_by_kind_as_the_rules_see_them():
    offices = [
        b.opd("A", targets={"": 8}),
        b.opd("B", sk_number=""),
        b.opd("C", sk_until=date(2026, 11, 7)),
        b.opd("D", sk_until=date(2026, 11, 8), targets={"": 8}),
        b.opd("E", access_holder="", targets={"": 8}),
        b.opd("F", sk_number="", active_until=date(2026, 11, 1)),
    ]
    rows = table(summary(b.assessment(offices)), "Surat Keputusan (SK) pengelola akun")
    assert rows[0] == [
        "Jenis Unit",
        "Unit",
        "Memiliki SK",
        "SK Lengkap",
        "SK Belum Lengkap",
        "SK Berakhir",
        "Belum Ada SK",
        "Berlaku dan Lengkap",
        "Lengkap/Unit",
    ]
    assert rows[1:] == [["Perangkat daerah", 5, 4, 2, 1, 1, 1, 0.4, "2/5"], ["Semua unit", 5, 4, 2, 1, 1, 1, 0.4, "2/5"]]


def test_the_last_twelve_months_up_to_the_one_under_the_light():
    told = [b.complete(OFFICE, b.OCTOBER - back) for back in range(-1, 14)]
    rows = table(summary(b.assessment([OFFICE], told)), "12 bulan terakhir")
    assert [row[0] for row in rows[1:]][:2] == ["November 2025", "Desember 2025"]
    assert [row[0] for row in rows[1:]][-2:] == ["Oktober 2026", "Seluruh bulan di atas"]
    assert rows[-1][6:9] == [12, 1.0, "12/12"]


def test_a_year_is_the_sum_of_its_months():
    told = [b.complete(OFFICE, month) for month in (b.OCTOBER - 10, b.OCTOBER - 1, b.OCTOBER)]
    rows = table(summary(b.assessment([OFFICE, SEAT], told)), "Per tahun: jumlah dari bulan-bulannya")[1:]
    assert [(row[0], row[6], row[8]) for row in rows] == [
        ("2025 (1 bulan)", 2, "1/2"),
        ("2026 (2 bulan)", 4, "2/4"),
        ("Semua tahun", 6, "3/6"),
    ]


def test_native_charts_over_its_own_tables():
    tab = summary()
    assert [(chart.kind, chart.title) for chart in tab.charts] == [
        ("stacked", "Laporan Oktober 2026 menurut jenis unit"),
        ("line", "Kelengkapan dan ketepatan waktu per bulan"),
        ("stacked", "Unggahan Oktober 2026 per platform"),
    ]
    for chart in tab.charts:
        for series in chart.series:
            keys = [column.key for column in tab.tables[series.table].columns]
            assert {series.column, chart.categories} <= set(keys)
        right = max(len(table.columns) for table in tab.tables)
        assert chart.column > right


@pytest.mark.parametrize("language", ["id", "en"])
def test_unchanged_input_makes_the_same_content_on_another_day(language):
    assessment = b.assessment(UNITS, TOLD)
    assert summary(assessment, language) == summary(replace(assessment, now=datetime(2026, 11, 9, 23, 0)), language)


def test_an_office_without_any_unit_or_report():
    tab = summary(b.assessment([]))
    assert table(tab, "Laporan Oktober 2026 menurut jenis unit")[1:] == [["Semua unit", 0, 0, 0, 0, 0, 0, "–", "0/0", "–", "0/0"]]
    assert [chart.title for chart in tab.charts] == []


def test_a_kind_that_the_register_invents_is_counted_and_drawn():
    firm, school = b.unit("BUMD-1", "Perusahaan Air", "BUMD"), b.unit("SMP-1", "SMP 1", "SEKOLAH")
    tab = summary(b.assessment([*UNITS, firm, school], [*TOLD, b.complete(firm, posts=3)]))
    assert table(tab, "Unggahan Oktober 2026 per platform")[1][1:] == [4, 4, 4, 3, 0, 15]
    assert [row[:2] for row in table(tab, "Surat Keputusan (SK) pengelola akun")[-3:]] == [["BUMD", 1], ["SEKOLAH", 1], ["Semua unit", 8]]
    [posts] = [chart for chart in tab.charts if chart.title.startswith("Unggahan")]
    assert [series.column for series in posts.series] == ["OPD", "KAPANEWON", "KALURAHAN", "BUMD", "SEKOLAH"]
    assert len({series.colour for series in posts.series}) == 5
