"""What becomes of each tab, and what a .gitignore lacks."""

import pytest

from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import Column, Sheet
from sheets_sync.setup.plan import BARRED, FURNISHED, KEPT, MADE, gitignore_addition, plan_tab

TAB = InputTab("Daftar Unit", (Column("code", "Kode"),))


@pytest.mark.parametrize(
    ("standing", "may_prepare", "fate", "title"),
    [
        ({}, True, MADE, "Daftar Unit"),
        ({}, False, BARRED, "Daftar Unit"),
        ({" daftar unit": []}, True, FURNISHED, " daftar unit"),
        ({"Daftar Unit": [[], [None, "  "]]}, True, FURNISHED, "Daftar Unit"),
        ({"Daftar Unit": []}, False, BARRED, "Daftar Unit"),
        ({"Register": [[None, 0]]}, True, KEPT, "Register"),
        ({"Daftar Unit": [["catatan"]]}, False, KEPT, "Daftar Unit"),
    ],
)
def test_fates(standing, may_prepare, fate, title):
    sheets = {name: Sheet(name, rows) for name, rows in standing.items()}
    plan = plan_tab(TAB, ["Daftar Unit", "Register"], sheets, may_prepare=may_prepare)
    assert (plan.fate, plan.title) == (fate, title)


@pytest.mark.parametrize(
    ("present", "added"),
    [
        ("", "# sheets-sync\nkey.json\nstate/\n"),
        ("*.pyc", "\n# sheets-sync\nkey.json\nstate/\n"),
        ("/key.json\n", "# sheets-sync\nstate/\n"),
        ("state\r\nkey.json\r\n", ""),
        ("# sheets-sync\nkey.json\nstate/\n", ""),
    ],
)
def test_only_lines_that_are_missing_are_added(present, added):
    assert gitignore_addition(present, ["key.json", "state/", "/elsewhere/key.json", "../key.json"]) == added
