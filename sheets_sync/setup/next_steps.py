"""What a person does next, from what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sheets_sync.domain.marks import N_

SHOWN = 3

Step = tuple[str, Mapping[str, object]]
"""An English template and what fills it."""


@dataclass(frozen=True)
class Situation:
    """Where an office stands. `units`, `accounts`: units in the register, and those of them with an account; None if the workbook
    cannot be reached. `responses`: rows in the response tab, None if there is no such tab. `key_missing`: the key file is not there.
    """

    workbook: str
    register: str
    responses_tab: str
    live: bool
    key_missing: bool = False
    key: str = ""
    account: str = ""
    units: int | None = None
    accounts: int = 0
    responses: int | None = None
    form_known: bool = False

    @property
    def account_owns_nothing(self) -> bool:
        """A service account cannot make a form of its own; a person can."""
        return self.account.endswith(".gserviceaccount.com")

    @property
    def could_make_form(self) -> bool:
        """Whether these credentials can make a form, and one is wanted: units to choose from, and no responses yet."""
        wanted = self.live and bool(self.units) and self.responses is None
        return wanted and not self.form_known and not self.account_owns_nothing


def next_steps(situation: Situation) -> list[Step]:
    """The three that come first."""
    return list(islice(_all(situation), SHOWN))


def _all(now: Situation) -> Iterator[Step]:
    names = {"workbook": now.workbook, "register": now.register, "responses": now.responses_tab, "key": now.key, "account": now.account}
    for message in (*_access(now), *_register(now), *_responses(now), *_running()):
        yield message, names


def _access(now: Situation) -> Iterator[str]:
    if now.key_missing:
        yield N_(
            "In the Google Cloud console enable the Google Sheets API, make a service account, and save its key (JSON) as {key}; "
            "then run `sheets-sync init` again."
        )
    elif now.live and now.units is None and now.account:
        yield N_("Open the spreadsheet, choose Share, add {account} as Editor; then run `sheets-sync init` again.")
    elif now.units is None:
        yield N_("Remove the obstacle named above; then run `sheets-sync init` again.")


def _register(now: Situation) -> Iterator[str]:
    if not now.units:
        yield N_("Fill in the tab {register} of {workbook}, one row for each unit, and delete the example row.")
    elif now.accounts < now.units:
        yield N_("In the tab {register} of {workbook}, add each unit's accounts, its head's and its operator's e-mail address.")


def _responses(now: Situation) -> Iterator[str]:
    if now.responses:
        return
    if not now.live:
        yield N_(
            "Put the form's responses into the tab {responses} of {workbook}: copy them from the form's spreadsheet, with their headers."
        )
    elif now.responses is None:
        yield _how_to_get_a_form(now)
    else:
        yield N_("Send the form to the units; the first response starts the recap.")


def _how_to_get_a_form(now: Situation) -> str:
    if now.form_known:
        return N_("`sheets-sync form` brings the form up to date with the register and says how to link it to this spreadsheet.")
    if now.account_owns_nothing:
        return N_(
            "Make an empty form at https://forms.new, add {account} to its editors, and write its address as id under [form] in the "
            "settings; `sheets-sync form` then fills it from the register and says how to link it to this spreadsheet. "
            "A form you have already: open it, Responses, Link to Sheets, Select existing spreadsheet."
        )
    return N_(
        "`sheets-sync form` makes the form from the register and says how to link it to this spreadsheet. "
        "A form you have already: open it, Responses, Link to Sheets, Select existing spreadsheet."
    )


def _running() -> Iterator[str]:
    yield N_("`sheets-sync sync --dry-run` says what would be written; `sheets-sync sync` writes it.")
    yield N_("`sheets-sync preview` shows every e-mail as a page; nothing is sent.")
    yield N_("Let a scheduler call `sheets-sync run`, say every working hour; it does whatever is due.")
