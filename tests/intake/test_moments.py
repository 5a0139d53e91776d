from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.intake.moments import read_date, read_moment, read_moments

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 12)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026/11/03 9:12:33 AM GMT+7", datetime(2026, 11, 3, 9, 12, 33)),
        ("2026/11/03 9:12:33 PM GMT+7", datetime(2026, 11, 3, 21, 12, 33)),
        ("2026/11/03 12:05:00 AM GMT+7", datetime(2026, 11, 3, 0, 5)),
        ("2026/11/03 2:12:33 AM GMT+0", datetime(2026, 11, 3, 9, 12, 33)),
        ("2026-11-03T02:12:33Z", datetime(2026, 11, 3, 9, 12, 33)),
        ("2026-11-03 09:12:33+07:00", datetime(2026, 11, 3, 9, 12, 33)),
        ("03/11/2026 9:12:33", datetime(2026, 11, 3, 9, 12, 33)),
        ("03/11/2026 9.12.33", datetime(2026, 11, 3, 9, 12, 33)),
        ("3 November 2026 pukul 09.12", datetime(2026, 11, 3, 9, 12)),
        ("Selasa, 3 Nopember 2026", datetime(2026, 11, 3)),
        ("3-Nov-2026 09:12:33 WIB", datetime(2026, 11, 3, 9, 12, 33)),
        (46329.5, datetime(2026, 11, 3, 12)),
        (datetime(2026, 11, 3, 9, 12, 33, 600_000), datetime(2026, 11, 3, 9, 12, 34)),
        (datetime(2026, 11, 3, 2, tzinfo=timezone.utc), datetime(2026, 11, 3, 9)),  # noqa: UP017
        (date(2026, 11, 3), datetime(2026, 11, 3)),
    ],
)
def test_moments_are_read_in_the_offices_zone(cell, moment):
    assert read_moment(cell, WIB) == moment


@pytest.mark.parametrize("cell", [None, "", "kemarin", "31/02/2026", "2026/13/01", 12, -1, True, 3.5e9, "#REF!", float("nan")])
def test_what_is_no_moment_is_none(cell):
    assert read_moment(cell, WIB) is None


def test_a_column_settles_whether_the_day_or_the_month_comes_first():
    american = read_moments(["11/3/2026 9:00:00", "11/14/2026 9:00:00"], WIB, NOW)
    indonesian = read_moments(["3/11/2026 9:00:00", "14/11/2026 9:00:00"], WIB, NOW)
    assert american.tolist() == indonesian.tolist() == [pd.Timestamp(2026, 11, 3, 9), pd.Timestamp(2026, 11, 14, 9)]


def test_a_column_that_leaves_it_open_is_indonesian_unless_that_lies_in_the_future():
    assert read_moments(["03/11/2026 9:00:00"], WIB, NOW)[0] == pd.Timestamp(2026, 11, 3, 9)
    assert read_moments(["11/12/2026 9:00:00"], WIB, NOW)[0] == pd.Timestamp(2026, 11, 12, 9)


def test_a_mixed_column_reads_each_cell_by_its_type():
    column = read_moments([46329.5, "2026/11/03 12:00:00 PM GMT+7", datetime(2026, 11, 3, 12), None, "?"], WIB, NOW)
    assert column[:3].tolist() == [pd.Timestamp(2026, 11, 3, 12)] * 3
    assert column[3:].isna().all()


@given(st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)).map(lambda moment: moment.replace(microsecond=0)))
def test_a_serial_number_gives_back_the_second_it_stood_for(moment):
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert read_moment(serial, WIB) == moment
    assert read_moments([serial], WIB, NOW)[0] == moment


@given(st.text() | st.floats() | st.integers() | st.none() | st.booleans())
def test_nothing_makes_it_raise(cell):
    read_moment(cell, WIB)
    read_moments([cell], WIB, NOW)


@pytest.mark.parametrize("cells", [[46329.5, 46330.0], [46329.5, 46330.0, "?"]])
def test_serial_numbers_are_counted_in_their_spreadsheets_own_zone(cells):
    column = read_moments(cells, WIB, NOW, ZoneInfo("America/New_York"))
    assert column[:2].tolist() == [pd.Timestamp(2026, 11, 4, 0), pd.Timestamp(2026, 11, 4, 12)]


def test_the_hour_that_clocks_repeat_or_skip_is_no_obstacle():
    column = read_moments([46327.0625, 46089.104166666664], WIB, NOW, ZoneInfo("America/New_York"))
    assert column.notna().all()


def test_dates_of_the_register_are_day_first():
    assert read_date("05/01/2026") == date(2026, 1, 5)
    assert read_date("akhir tahun") is None
