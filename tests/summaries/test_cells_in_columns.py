"""A column read in one go says what its cells say one by one."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.summaries.cells import moment_of, moments_of_serials
from sheets_sync.summaries.difference import same

SERIALS = st.one_of(st.none(), st.floats(-1e6, 1e6), st.floats(40_000, 50_000), st.sampled_from([20_000.0, 110_000.0, 46_329.386793981481]))


@given(st.lists(SERIALS))
def test_moments(cells):
    one_by_one = pd.Series([moment_of(cell) for cell in cells], dtype="datetime64[s]")
    assert moments_of_serials(pd.Series(cells, dtype=float)).equals(one_by_one)


@given(st.floats(40_000, 50_000), st.integers(1, 100_000))
def test_a_moment_is_its_serial_number_to_the_second(serial, seconds):
    moment = moment_of(serial)
    assert same(moment, serial)
    assert not same(moment, serial + (seconds + 0.1) / 86_400)
