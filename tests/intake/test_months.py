"""Months as people type them; the labelled corpus is in tests/corpora/months.csv."""

from __future__ import annotations

import math
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sheets_sync.domain.month import ReportingMonth
from sheets_sync.intake.months import explain_month, parse_month

SENT = datetime(2026, 11, 3, 9, 15)
OCTOBER = ReportingMonth(2026, 10)

NAMES = {
    1: ["Januari", "Jan", "January"],
    2: ["Februari", "Pebruari", "Feb", "Peb", "February"],
    3: ["Maret", "Mar", "March"],
    4: ["April", "Apr"],
    5: ["Mei", "May"],
    6: ["Juni", "Jun", "June"],
    7: ["Juli", "Jul", "July"],
    8: ["Agustus", "Agu", "Ags", "Agt", "August"],
    9: ["September", "Sept", "Sep"],
    10: ["Oktober", "Okt", "October", "Oct"],
    11: ["November", "Nopember", "Nov", "Nop"],
    12: ["Desember", "Des", "December", "Dec"],
}
ANY_NAME = st.sampled_from([(name, month) for month, names in NAMES.items() for name in names])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 10, 1),
        datetime(2026, 10, 31, 23, 59),
        datetime(2026, 10, 31, tzinfo=UTC),
        pd.Timestamp("2026-10-15"),
        np.datetime64("2026-10-15"),
        10,
        10.0,
        np.int64(10),
        np.float64(10.2026),
        Decimal(10),
        46_296,
        46_296.75,
        202_610,
        "Oktober",
    ],
)
def test_every_type_of_cell_can_hold_a_month(cell: object) -> None:
    assert parse_month(cell, SENT) == OCTOBER


@pytest.mark.parametrize(
    "cell", [None, math.nan, pd.NA, pd.NaT, "", " ", True, time(10), timedelta(10), [10], b"10", 13, 0, -1, 2026, math.inf, 2026.1, 0.5]
)
def test_other_cells_hold_none(cell: object) -> None:
    assert parse_month(cell, SENT) is None


@pytest.mark.parametrize(
    ("sent", "month"),
    [
        (datetime(2026, 1, 3), "2025-12"),
        (datetime(2026, 12, 1), "2026-12"),
        (datetime(2026, 11, 30, 23, 59), "2025-12"),
        (pd.Timestamp("2026-12-31"), "2026-12"),
        (datetime(2026, 12, 31, tzinfo=UTC), "2026-12"),
    ],
)
def test_without_a_year_it_is_the_latest_such_month(sent: datetime, month: str) -> None:
    assert str(parse_month("Desember", sent)) == month


@pytest.mark.parametrize("sent", [None, pd.NaT])
def test_without_year_and_submission_it_is_none(sent: datetime | None) -> None:
    assert parse_month("Oktober", sent) is None
    assert parse_month("Oktober 2026", sent) == OCTOBER


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (datetime(2026, 12, 2), "2026-11"),  # 10 November is past and recent
        (datetime(2026, 11, 3), "None"),  # 10 November is yet to come, 11 October has just been
        (datetime(2027, 9, 1), "2026-11"),  # neither is near: as Indonesia writes
        (None, "2026-11"),
    ],
)
def test_a_date_of_either_order_is_asked_about_where_the_other_order_fits_better(sent: datetime | None, read: str) -> None:
    assert str(parse_month("10/11/2026", sent)) == read


DECORATIONS = st.sampled_from(
    ["{n} {y}", "{n}{y}", "{y} {n}", "Bulan {n} {y}", "bulan {n} tahun {y}", "{n}-{y}", "{n}/{y}", "({n} {y})", "  {n}\u00a0{y} ",
     "1 {n} {y}", "1-28 {n} {y}", "Laporan bulan {n} {y} 📷", "{n} ({m}) {y}", "minggu ke-2 {n} {y}", "{n}, {y}.", "{n}\u200b {y}",
     "1 s.d. 28 {n} {y}", "28-{n}-{y}"]
)  # fmt: skip


@given(ANY_NAME, st.integers(2015, 2030), DECORATIONS, st.sampled_from([str.lower, str.upper, str.title]), st.sampled_from([SENT, None]))
def test_every_name_is_read_with_its_year(
    named: tuple[str, int], year: int, decoration: str, letters: object, sent: datetime | None
) -> None:
    name, month = named
    text = letters(decoration.format(n=name, y=year, m=month))  # type: ignore[operator]
    assert parse_month(text, sent) == ReportingMonth(year, month)


@given(ANY_NAME, MOMENTS, st.sampled_from(["{}", "bulan {}", "{} ", "Laporan {}", "akhir {}"]))
def test_a_month_without_a_year_is_never_after_the_submission(named: tuple[str, int], sent: datetime, decoration: str) -> None:
    name, number = named
    month = parse_month(decoration.format(name), sent)
    assert month is not None
    assert month.month == number
    assert ReportingMonth.of(sent) - 11 <= month <= ReportingMonth.of(sent)


@given(
    st.integers(1, 12),
    st.integers(2015, 2030),
    st.sampled_from(
        ["{m}/{y}", "{m:02}-{y}", "{y}-{m:02}", "{y}/{m}", "{m:02}.{y}", "{y}{m:02}", "28/{m}/{y}", "{y}-{m:02}-28", "28.{m:02}.{y}"]
    ),
)
def test_figures_are_read(month: int, year: int, form: str) -> None:
    assert parse_month(form.format(m=month, y=year), SENT) == ReportingMonth(year, month)


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_a_day_is_read_in_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    forms: list[object] = [day, serial, str(serial), day.isoformat(), f"{day} 00:00:00", f"{day.day} {NAMES[day.month][0]} {day.year}"]
    assert {parse_month(form, SENT) for form in forms} == {ReportingMonth.of(day)}


@given(
    ANY_NAME,
    ANY_NAME,
    st.sampled_from([" - ", "-", " s.d. ", " dan ", " & ", "/", ", ", " ", " sampai dengan "]),
    st.sampled_from(["", " 2026"]),
)
def test_two_months_are_never_read_as_one(first: tuple[str, int], second: tuple[str, int], between: str, year: str) -> None:
    month = parse_month(f"{first[0]}{between}{second[0]}{year}", SENT)
    assert month is None if first[1] != second[1] else month is None or month.month == first[1]


@given(ANY_NAME, st.integers(1, 12))
def test_a_number_in_parentheses_must_agree(named: tuple[str, int], number: int) -> None:
    month = parse_month(f"{named[0]} ({number})", SENT)
    assert (month is not None) == (named[1] == number)


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789/-. OktJunilX'"),
        st.integers(),
        st.floats(),
        st.datetimes(),
        st.dates(),
        st.decimals(),
        st.none(),
        st.binary(),
    ),
    st.one_of(st.none(), st.datetimes(), st.just(pd.NaT)),
)
@settings(max_examples=500)
@example("\ud800", SENT)
@example("31/10/0000", SENT)
@example("29/02/0001", SENT)
@example("10/11/9999", datetime(9999, 11, 3))
@example("1 2 3 4 5 6 7", SENT)
@example(object(), SENT)
@example("Oktober " + "9" * 290, SENT)
def test_nothing_raises_and_everything_is_explained(cell: object, sent: datetime | None) -> None:
    month = parse_month(cell, sent)
    assert month is None or month.year >= 2015
    for message, values in explain_month(cell, sent):
        assert message.format_map(values)


def test_a_number_too_long_to_print_is_no_month() -> None:
    assert parse_month(10**6000, SENT) is None
    assert explain_month(10**6000, SENT)


@pytest.mark.parametrize(
    "cell", ["Oktober" * 20_000, "1/" * 50_000, "a " * 50_000, "\u200b" * 100_000, "s/d " * 30_000, "9" * 100_000], ids=range(6)
)
def test_long_hostile_text_is_refused_at_once(cell: str) -> None:
    started = clock.perf_counter()
    assert parse_month(cell, SENT) is None
    assert clock.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("cell", "messages"),
    [
        ("Oktober", ["Read as text", "names month 10", "No year is written", "So the month is"]),
        ("Otkober 2026", ["Read as text", "misspelt", "The year is given: 2026", "So the month is"]),
        ("05/10/2026", ["Read as text", "day, month, year", "The year is given", "So the month is"]),
        ("September - Oktober", ["Read as text", "two months"]),
        ("triwulan III", ["Read as text", "quarter"]),
        ("bulan lalu", ["Read as text", "last month"]),
        ("10/11/2026", ["Read as text", "exchanged"]),
        ("", ["blank"]),
        (46_296, ["The cell holds the number 46296", "number the days; 46296 is 2026-10-01", "The year is given", "So the month is"]),
        ("X/2026", ["Read as text", "“x” names month 10", "The year is given", "So the month is"]),
        ("bulan 10", ["Read as text", "figures give month 10", "No year is written", "So the month is"]),
        (True, ["The cell is a tick box", "neither text"]),
    ],
)
def test_explanations_tell_each_step(cell: object, messages: list[str]) -> None:
    steps = [message.format_map(values) for message, values in explain_month(cell, SENT)]
    assert len(steps) == len(messages)
    assert all(part in step for part, step in zip(messages, steps, strict=True))


def test_a_misspelt_month_keeps_its_short_year() -> None:
    sent = datetime(2026, 11, 3)
    assert [str(parse_month(text, sent)) for text in ("Oktober 25", "Oktobre 25", "oktoberr 25", "25 oktobre")] == [
        "2025-10",
        "2025-10",
        "2025-10",
        "2026-10",
    ]
