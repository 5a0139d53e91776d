"""The tabs people fill in, made in a live Google Spreadsheet: one look, one batch, and another look where it is not sure it arrived."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from gspread.exceptions import APIError

from sheets_sync.adapters.google_answers import AmbiguousWriteError
from sheets_sync.adapters.workbooks._google_cells import folded
from sheets_sync.adapters.workbooks._google_ids import Ids
from sheets_sync.adapters.workbooks._google_input_layout import batch, furnished, made
from sheets_sync.adapters.workbooks._google_layout import Request
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet, Snapshot
from sheets_sync.adapters.workbooks.google import GoogleWorkbook
from sheets_sync.domain.input_tab import InputTab
from sheets_sync.domain.tab import Sheet
from sheets_sync.errors import WorkbookAccessError
from sheets_sync.intake.cells import is_blank
from sheets_sync.language import N_

_ROUNDS = 3


class GoogleInputs:
    """Implements `ports.InputPlace` on a live spreadsheet; the workbook's `inputs` name every tab that may be prepared."""

    may_prepare = True

    def __init__(self, workbook: GoogleWorkbook) -> None:
        self._workbook = workbook

    def standing(self) -> Mapping[str, Sheet]:
        snapshot = self._workbook.look()
        return {sheet.title: Sheet(sheet.title, sheet.rows, snapshot.time_zone) for sheet in snapshot.sheets if not sheet.key}

    def prepare(self, tabs: Sequence[InputTab]) -> Collection[str]:
        """Two calls and a third that writes; a tab that was filled meanwhile is left alone, and the rest still made."""
        refusal: APIError | None = None
        done: set[str] = set()
        for attempt in range(_ROUNDS):
            snapshot = self._workbook.look()
            lacking = [tab for tab in tabs if _is_lacking(tab, snapshot)]
            if not lacking:
                return done
            done |= {tab.title for tab in lacking}
            try:
                self._workbook.send(batch(list(_requests(lacking, snapshot))), "spreadsheetId")
                return done
            except AmbiguousWriteError:
                self._workbook.client().patience.pause(attempt)
            except APIError as error:  # nothing was applied; perhaps somebody made a tab of that name
                refusal = error
                done -= {tab.title for tab in lacking}
        if refusal is not None:
            raise self._workbook.refused(refusal) from None
        raise WorkbookAccessError(
            N_("It is not certain that the tabs have been made: Google's answer did not arrive."),
            remedy=N_("Run `sheets-sync init` again: what is there stays."),
        )


def _is_lacking(tab: InputTab, snapshot: Snapshot) -> bool:
    there = _titled(snapshot, tab.title)
    return there is None or all(is_blank(cell) for row in there.rows for cell in row)


def _requests(tabs: Sequence[InputTab], snapshot: Snapshot) -> Iterator[Request]:
    ids = Ids(snapshot.ids)
    for tab in tabs:
        there = _titled(snapshot, tab.title)
        yield from furnished(tab, there) if there else made(tab, ids.new(f"input {tab.title}"))


def _titled(snapshot: Snapshot, title: str) -> LiveSheet | None:
    return next((sheet for sheet in snapshot.sheets if folded(sheet.title) == folded(title)), None)
