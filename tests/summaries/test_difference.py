"""Differences: values count, not how a spreadsheet happens to hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from sheets_sync.domain.tab import Column, Sheet, Tab, TabChange, Table
from sheets_sync.summaries.difference import differences, same

TAB = Tab("t", "Rekap", (Table((Column("a", "A"), Column("b", "B")), [("x", 5), (None, datetime(2026, 11, 3, 9, 15))]),))


def change(*rows, title="Rekap"):
    [found] = differences([TAB], {title: Sheet(title, rows)})
    return found


def test_a_tab_that_is_not_there_is_new():
    assert differences([TAB], {}) == [TabChange("Rekap", "new", 5)]


def test_what_a_spreadsheet_does_to_values_is_no_difference():
    assert change(["A", "B", ""], ["x", 5.0], ["", 46329.385416666664], [], ["", None]) == TabChange("Rekap", "same", 0)
    assert change(["A", "B"], ["x", 5], [None, datetime(2026, 11, 3, 9, 15, 0, 400_000)], title="REKAP ").kind == "same"


def test_cells_that_differ_are_counted():
    assert change(["A", "B"], ["x", 6], ["", 46329.38543], ["rest"]) == TabChange("Rekap", "changed", 3)
    assert change(["A", "B"], ["x", 5]) == TabChange("Rekap", "changed", 1)


@pytest.mark.parametrize(
    ("wanted", "there", "alike"),
    [
        ("a\r\nb", "a\nb", True),
        ("5", 5, False),
        (None, 0, False),
        ("", None, True),
        (date(2026, 11, 3), datetime(2026, 11, 3), True),
        (date(2026, 11, 3), 46329, True),
        (time(6, 0), 0.25, True),
        (timedelta(hours=30), 1.25, True),
        (datetime(2026, 11, 3), "3 November 2026", False),
        (datetime(2026, 11, 3), None, False),
        (datetime(2026, 11, 3, 9, 15), datetime(2026, 11, 3, 9, 16), False),
        (True, True, True),
        (True, False, False),
        (True, 1, False),
        (datetime(2026, 11, 3, tzinfo=UTC), 46329.0, False),
    ],
)
def test_cells(wanted, there, alike):
    assert same(wanted, there) is alike
