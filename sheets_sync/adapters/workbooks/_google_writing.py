"""One write from plan to proof: sent, checked against what people did meanwhile, repeated or repaired where needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gspread.exceptions import APIError

from sheets_sync.adapters.google_answers import AmbiguousWriteError, Refusal
from sheets_sync.adapters.workbooks._google_blocks import as_body, as_json, bodies, within
from sheets_sync.adapters.workbooks._google_journal import ANSWER_FIELDS, shown_rows
from sheets_sync.adapters.workbooks._google_layout import Request
from sheets_sync.adapters.workbooks._google_plan import Plan, Restores, make_plan
from sheets_sync.adapters.workbooks._google_repair import repair
from sheets_sync.adapters.workbooks._google_snapshot import Generation, Snapshot
from sheets_sync.adapters.workbooks._google_staging import Staging, made_ahead
from sheets_sync.adapters.workbooks._google_state import GENERATION_BASE, GENERATION_KEY
from sheets_sync.domain.tab import Tab
from sheets_sync.errors import LockedError, WorkbookAccessError
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.adapters.workbooks.google import GoogleWorkbook

FILLINGS = 4
"""How often a call that fills a hidden tab is made when it is not known whether it took effect."""

ROUNDS = 6
"""How often a write is planned anew because people or the network got in between."""


class Writer:
    """Writes the tabs; `run` marks what this run wrote."""

    def __init__(self, workbook: GoogleWorkbook, tabs: Sequence[Tab], run: str) -> None:
        self._workbook = workbook
        self._tabs = tabs
        self._run = run
        self._refusals: list[str] = []
        self._number = 0
        """What this write's last batch counts itself as: that it is there tells that the batch took effect."""

    def write(self, snapshot: Snapshot) -> int | None:
        """The sheet id of the first of the tabs, once everything stands; LockedError, WorkbookAccessError."""
        restores: Restores = {}
        for attempt in range(ROUNDS):
            plan = make_plan(self._tabs, snapshot, restores)
            if not plan:
                return self._first(snapshot)
            fresh = self._try(plan, snapshot, attempt)
            if fresh is None:
                return self._first(snapshot, plan)
            restores = {}
            if self._applied(fresh):
                snapshot, restores = self._repaired(plan, fresh)
            else:
                snapshot = fresh
        raise WorkbookAccessError(
            N_("The spreadsheet kept changing while it was being written."),
            remedy=N_("Nothing that people typed is lost; run the job again when fewer people are working in it."),
        )

    def _first(self, snapshot: Snapshot, plan: Plan | None = None) -> int | None:
        own = snapshot.own()
        first = next((own[tab.key].id for tab in self._tabs if tab.key in own), None)
        added = (block.sheet_id for part in plan.tabs for block in part.blocks) if plan else iter(())
        return first if first is not None else next(added, None)

    def _try(self, plan: Plan, snapshot: Snapshot, attempt: int) -> Snapshot | None:
        """Send a plan; None if all went as believed, else the spreadsheet as it stands now."""
        try:
            answer = self._send(plan, snapshot.generation)
        except AmbiguousWriteError:
            self._workbook.client().patience.pause(attempt)
        except APIError as error:
            self._refused(error)
        else:
            shown = shown_rows(answer, plan.journal.sheet_id)
            if shown is None or not plan.journal.astray(shown):
                return None
        fresh = self._workbook.look(journal=True)
        self._check_generation(snapshot.generation, fresh.generation)
        return fresh

    def _send(self, plan: Plan, generation: Generation) -> dict[str, Any]:
        self._number = generation.number + 1
        counted = self._counted(generation)
        limit = self._workbook.body_limit
        requests = within(plan.groups(counted, limit), limit)
        staging = Staging(plan, self._run, limit) if requests is None else None
        if staging:
            counted = self._counted(self._staged(staging, generation))
        return self._send_batches(plan, [requests] if requests else map(list, plan.groups(counted, limit)))

    def _staged(self, staging: Staging, generation: Generation) -> Generation:
        """Fill the new tabs out of sight; the count as it stands then."""
        number = generation.number + 1
        self._number = number + 1
        preparing = [as_json(request) for request in [*self._counted(generation), *staging.preparing()]]
        self._workbook.send(as_body(preparing), "spreadsheetId")
        for body in made_ahead(staging.bodies()):
            self._fill(body)
        staging.filled()
        return Generation(number, self._run, (GENERATION_BASE + number,))

    def _fill(self, body: bytes) -> None:
        """Repeating is safe: the cells are nobody's yet, and once they are, the call leads nowhere."""
        for attempt in range(FILLINGS - 1):
            try:
                return self._workbook.send_values(body)
            except AmbiguousWriteError:
                self._workbook.client().patience.pause(attempt)
        return self._workbook.send_values(body)

    def _send_batches(self, plan: Plan, groups: Iterable[list[str]]) -> dict[str, Any]:
        ranges = plan.journal.ranges()
        tail = (
            f',"includeSpreadsheetInResponse":true,"responseIncludeGridData":true,"responseRanges":{json.dumps(ranges)}' if ranges else ""
        )
        answer: dict[str, Any] = {}
        for body, last in bodies(groups, tail, self._workbook.body_limit):
            answer = self._workbook.send(body, ANSWER_FIELDS if last and ranges else "spreadsheetId")
        return answer

    def _counted(self, generation: Generation) -> list[Request]:
        """The write's own number: Google refuses the whole batch if another run has taken it already."""
        number = generation.number + 1
        note = {
            "metadataId": GENERATION_BASE + number, "metadataKey": GENERATION_KEY, "metadataValue": json.dumps([number, self._run]),
            "visibility": "DOCUMENT", "location": {"spreadsheet": True},
        }  # fmt: skip
        gone = [{"developerMetadataLookup": {"metadataId": metadata_id}} for metadata_id in generation.metadata_ids]
        return [
            {"createDeveloperMetadata": {"developerMetadata": note}},
            *({"deleteDeveloperMetadata": {"dataFilter": data_filter}} for data_filter in gone),
        ]

    def _refused(self, error: APIError) -> None:
        """A refusal is taken for somebody's change once; the same one again is what it says."""
        message = Refusal.of(error.response).message
        if message in self._refusals:
            raise self._workbook.refused(error) from None
        self._refusals.append(message)

    def _check_generation(self, before: Generation, now: Generation) -> None:
        if now.number > before.number and now.run != self._run:
            raise LockedError(
                N_("Another run has written to the spreadsheet meanwhile."), remedy=N_("Nothing was changed by this one; run it again.")
            )

    def _applied(self, fresh: Snapshot) -> bool:
        return fresh.generation.number >= self._number and fresh.generation.run == self._run

    def _repaired(self, plan: Plan, fresh: Snapshot) -> tuple[Snapshot, Restores]:
        live = fresh.journal()
        rows = live.rows if live else []
        if not plan.journal.astray(rows):
            return fresh, {}
        found = repair(self._tabs, plan, fresh, rows)
        return found.snapshot, found.cells
