"""Rates: one set of verdicts for numerator and denominator, sums instead of averages, truncated percentages."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync import rates
from sheets_sync.domain.status import EXEMPT, STATUSES
from sheets_sync.language import Language
from tests import builders as b

SEAT = b.kapanewon()
OTHER = b.kapanewon("34.03.02", "Nglipar")
VILLAGES = [b.kalurahan(2000 + n, f"Desa {n}") for n in range(1, 5)]
OFFICE = b.opd()
UNITS = [OFFICE, SEAT, OTHER, *VILLAGES, b.kalurahan(2001, "Pilangrejo", "34.03.02")]


def month_of(statuses, month=b.OCTOBER, posts=0):
    return [b.verdict(unit, month, status, posts=posts) for unit, status in zip(UNITS, statuses, strict=True)]


REGISTER = {unit.code: unit for unit in UNITS}
OCTOBER = pd.DataFrame(month_of(["COMPLETE", "LATE", "MISSING", "COMPLETE", "LATE", "INCOMPLETE", "EXEMPT", "EXEMPT"], posts=10))


def counts(row):
    return int(row["complete"]), int(row["on_time"]), int(row["expected"])


def test_late_is_complete_but_not_on_time_and_exempt_is_not_expected():
    assert counts(rates.overall(OCTOBER, REGISTER)) == (4, 2, 6)


def test_kinds_are_rolled_up_in_their_usual_order():
    by_kind = rates.by_kind(OCTOBER, REGISTER)
    assert list(by_kind.index) == ["OPD", "KAPANEWON", "KALURAHAN"]
    assert [counts(row) for _, row in by_kind.iterrows()] == [(1, 1, 1), (1, 0, 2), (2, 1, 3)]


def test_a_kapanewon_is_the_sum_of_its_kalurahan_without_its_own_office():
    by_kapanewon = rates.by_kapanewon(OCTOBER, REGISTER)
    assert list(by_kapanewon.index) == [SEAT.code, OTHER.code]
    assert counts(by_kapanewon.loc[SEAT.code]) == (2, 1, 3)


def test_nothing_expected_has_no_rate_and_no_rank():
    by_kapanewon = rates.by_kapanewon(OCTOBER, REGISTER)
    assert counts(by_kapanewon.loc[OTHER.code]) == (0, 0, 0)
    assert rates.truncated(0, 0) is None
    assert Language("en").percent(0, 0) == "–"
    assert rates.ranks(by_kapanewon) == [1, None]


def test_a_year_is_the_sum_of_its_months():
    statuses = ["COMPLETE"] * 8, ["MISSING"] * 8
    frame = pd.DataFrame([*month_of(statuses[0], b.OCTOBER + 2), *month_of(statuses[1], b.OCTOBER), *month_of(statuses[0], b.OCTOBER + 3)])
    by_year = rates.by_year(frame, REGISTER)
    assert list(by_year.index) == [2026, 2027]
    assert [counts(row) for _, row in by_year.iterrows()] == [(8, 8, 16), (8, 8, 8)]


def test_posts_of_exempt_units_pass_the_same_filter():
    assert rates.overall(OCTOBER, REGISTER)["posts"] == 60


def test_units_outside_the_register_and_kalurahan_without_parent():
    units = REGISTER | {"K9": b.unit("K9", "Tanpa Induk")}
    frame = pd.concat([OCTOBER, pd.DataFrame([b.verdict(units["K9"], b.OCTOBER, "COMPLETE")])])
    assert rates.overall(frame, REGISTER)["expected"] == 6
    assert counts(rates.by_kapanewon(frame, units).loc[""]) == (1, 1, 1)


def test_no_verdicts_at_all():
    empty = b.frame([], b.verdict_columns())
    assert rates.overall(empty, REGISTER)["expected"] == 0
    assert rates.by_kind(empty, REGISTER)["expected"].tolist() == [0, 0, 0]
    assert rates.by_month(empty, REGISTER).empty
    assert rates.by_year(empty, REGISTER).empty
    assert rates.missing_streaks(empty, [b.OCTOBER]).empty


@pytest.mark.parametrize(("part", "whole", "rate"), [(2399, 2400, 0.999), (1, 3, 0.333), (2, 3, 0.666), (7, 7, 1.0), (0, 5, 0.0)])
def test_rates_are_truncated_to_one_decimal(part, whole, rate):
    assert rates.truncated(part, whole) == rate


def test_equal_rates_share_a_place():
    frame = pd.DataFrame({"complete": [1, 2, 2, 0, 0], "on_time": [1, 2, 1, 0, 0], "expected": [2, 4, 4, 3, 0]})
    assert rates.ranks(frame) == [1, 1, 3, 4, None]


def streak(*statuses):
    months = [b.OCTOBER - back for back in range(len(statuses))][::-1]
    frame = pd.DataFrame([b.verdict(OFFICE, month, status) for month, status in zip(months, statuses, strict=True) if status])
    return rates.missing_streaks(frame, months)[["months", "since"]].to_numpy().tolist()


def test_missing_months_running_back_from_the_latest():
    since = (b.OCTOBER - 1).ordinal
    assert streak("COMPLETE", "MISSING", "MISSING") == [[2, since]]
    assert streak("MISSING", "MISSING", "COMPLETE") == []
    assert streak("MISSING", "INCOMPLETE", "MISSING") == [[1, b.OCTOBER.ordinal]]


def test_exempt_and_unjudged_months_neither_count_nor_break():
    assert streak("MISSING", EXEMPT, "MISSING") == [[2, (b.OCTOBER - 2).ordinal]]
    assert streak("MISSING", "", "MISSING", EXEMPT) == [[2, (b.OCTOBER - 3).ordinal]]


def test_the_longest_come_first_and_only_the_months_given_count():
    statuses = [["MISSING"] * 8, ["MISSING", *["COMPLETE"] * 7], ["MISSING", "MISSING", *["COMPLETE"] * 6]]
    months = [b.OCTOBER, b.OCTOBER - 1, b.OCTOBER - 2]
    frame = pd.DataFrame([row for month, told in zip(months, statuses, strict=True) for row in month_of(told, month)])
    assert rates.missing_streaks(frame, months[1:])[["unit", "months"]].to_numpy().tolist() == [[OFFICE.code, 2]]
    every = rates.missing_streaks(frame, months)
    assert every["months"].tolist() == [3, 1, 1, 1, 1, 1, 1, 1]
    assert every["unit"].tolist() == [unit.code for unit in UNITS]


@given(st.lists(st.sampled_from(STATUSES), min_size=8, max_size=8))
def test_a_rate_never_exceeds_one_and_every_roll_up_sums_to_the_whole(statuses):
    frame = pd.DataFrame(month_of(statuses))
    whole = rates.overall(frame, REGISTER)
    assert 0 <= whole["on_time"] <= whole["complete"] <= whole["expected"]
    pd.testing.assert_series_equal(rates.by_kind(frame, REGISTER).sum(), whole, check_dtype=False)
    kalurahan = rates.by_kind(frame, REGISTER).loc["KALURAHAN"]
    pd.testing.assert_series_equal(rates.by_kapanewon(frame, REGISTER).sum(), kalurahan, check_dtype=False, check_names=False)
