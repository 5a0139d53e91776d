"""What a person is told to do next depends on what is still missing, and on nothing else."""

import pytest

from sheets_sync.language import Language
from sheets_sync.setup.next_steps import Situation, next_steps

ROBOT = "sheets-sync@office.iam.gserviceaccount.com"


def steps(**facts):
    situation = Situation(
        **{"workbook": "laporan.xlsx", "register": "Daftar Unit", "responses_tab": "Form Responses 1", "live": False} | facts
    )
    return [Language("en").fill(message, values) for message, values in next_steps(situation)]


@pytest.mark.parametrize(
    ("facts", "begin"),
    [
        ({"units": 0}, ["Fill in the tab Daftar Unit", "Put the form's responses", "`sheets-sync sync --dry-run`"]),
        ({"units": 3, "accounts": 1, "responses": 5}, ["In the tab Daftar Unit", "`sheets-sync sync --dry-run`", "`sheets-sync preview`"]),
        ({"units": 3, "accounts": 3, "responses": 5}, ["`sheets-sync sync --dry-run`", "`sheets-sync preview`", "Let a scheduler call"]),
        ({"units": None}, ["Remove the obstacle", "Fill in the tab", "Put the form's"]),
        ({"live": True, "key_missing": True, "key": "kunci.json"}, ["In the Google Cloud console", "Fill in", "`sheets-sync form` makes"]),
        ({"live": True, "account": ROBOT}, [f"Open the spreadsheet, choose Share, add {ROBOT}", "Fill in", "Make an empty form"]),
        ({"live": True, "account": ROBOT, "units": 3, "accounts": 3}, ["Make an empty form", "`sheets-sync sync", "`sheets-sync preview"]),
        ({"live": True, "units": 3, "accounts": 3}, ["`sheets-sync form` makes", "`sheets-sync sync", "`sheets-sync preview"]),
        (
            {"live": True, "units": 3, "accounts": 3, "form_known": True},
            ["`sheets-sync form` brings", "`sheets-sync sync", "`sheets-sync preview"],
        ),
        (
            {"live": True, "units": 3, "accounts": 3, "responses": 0},
            ["Send the form to the units", "`sheets-sync sync", "`sheets-sync preview"],
        ),
    ],
)
def test_the_first_three(facts, begin):
    shown = steps(**facts)
    assert [text.startswith(word) for text, word in zip(shown, begin, strict=True)] == [True] * 3, shown


@pytest.mark.parametrize(
    ("facts", "possible"),
    [
        ({}, True),
        ({"live": False}, False),
        ({"units": 0}, False),
        ({"units": None}, False),
        ({"responses": 0}, False),
        ({"form_known": True}, False),
        ({"account": ROBOT}, False),
        ({"account": "diskominfo@example.go.id"}, True),
    ],
)
def test_the_form_is_offered_only_where_it_can_be_made_and_is_wanted(facts, possible):
    fields = {"workbook": "", "register": "", "responses_tab": "", "live": True, "units": 3} | facts
    assert Situation(**fields).could_make_form is possible
