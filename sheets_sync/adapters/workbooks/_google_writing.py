"""One write from plan to proof: sent, checked against what people did meanwhile, repeated or repaired where needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from gspread.exceptions import APIError

from sheets_sync.adapters.google_answers import AmbiguousWriteError, Refusal
from sheets_sync.adapters.workbooks._google_blocks import Group, as_body, as_json, batches, within
from sheets_sync.adapters.workbooks._google_journal import ANSWER_FIELDS, shown_rows
from sheets_sync.adapters.workbooks._google_layout import Request
from sheets_sync.adapters.workbooks._google_plan import Plan, make_plan
from sheets_sync.adapters.workbooks._google_repair import Repair, repair
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

CLAIM = 1_000
"""Bytes of a call left for what it says about itself."""


class Writer:
    """Writes the tabs; `run` marks what this run wrote."""

    def __init__(self, workbook: GoogleWorkbook, tabs: Sequence[Tab], run: str) -> None:
        self._workbook = workbook
        self._tabs = tabs
        self._run = run
        self._refusals: list[str] = []
        self._steps: list[tuple[Plan, frozenset[str]]] = []
        """What each batch was part of, and of which tabs it held the changes."""
        self._number = 0
        """The last number known to be taken."""
        self._earlier: frozenset[int] = frozenset()
        """The notes of earlier runs' batches."""

    def write(self, snapshot: Snapshot) -> int | None:
        """The sheet id of the first of the tabs, once everything stands; LockedError, WorkbookAccessError."""
        self._earlier = frozenset(snapshot.generation.metadata_ids)
        found = Repair(snapshot)
        for attempt in range(ROUNDS):
            plan = make_plan(self._tabs, found.snapshot, found.cells, found.needed)
            if not plan:
                return self._first(found.snapshot)
            fresh = self._try(plan, found.snapshot.generation, attempt)
            if fresh is None:
                return self._first(found.snapshot, plan)
            found = repair(self._tabs, self._written(fresh.generation), fresh)
        raise WorkbookAccessError(
            N_("The spreadsheet kept changing while it was being written."),
            remedy=N_("Nothing that people typed is lost; run the job again when fewer people are working in it."),
        )

    def _first(self, snapshot: Snapshot, plan: Plan | None = None) -> int | None:
        own = snapshot.own()
        first = next((own[tab.key].id for tab in self._tabs if tab.key in own), None)
        added = (block.sheet_id for part in plan.tabs for block in part.blocks) if plan else iter(())
        return first if first is not None else next(added, None)

    def _try(self, plan: Plan, generation: Generation, attempt: int) -> Snapshot | None:
        """Send a plan; None if all went as believed, else the spreadsheet as it stands now."""
        try:
            answer = self._send(plan, generation)
        except AmbiguousWriteError:
            self._workbook.client().patience.pause(attempt)
        except APIError as error:
            self._refused(error)
        else:
            shown = shown_rows(answer, plan.journal.sheet_id)
            if shown is None or not plan.journal.astray(shown):
                return None
        fresh = self._workbook.look(journal=True)
        if any(claim.number > generation.number and claim.run != self._run for claim in fresh.generation.claims):
            raise LockedError(
                N_("Another run has written to the spreadsheet meanwhile."), remedy=N_("Nothing was changed by this one; run it again.")
            )
        return fresh

    def _written(self, generation: Generation) -> dict[str, Plan]:
        """By a tab's key the plan of the last batch that changed it: of those that were sent, what is noted took effect."""
        steps = [self._steps[claim.step] for claim in generation.claims if claim.run == self._run]
        return {key: plan for plan, keys in steps for key in keys if key}

    def _send(self, plan: Plan, generation: Generation) -> dict[str, Any]:
        self._number = generation.number
        obsolete = [metadata_id for metadata_id in generation.metadata_ids if metadata_id in self._earlier]
        limit = self._workbook.body_limit - CLAIM
        groups = within(plan.groups(limit), limit)
        staging = Staging(plan, self._run, limit) if groups is None else None
        if staging:
            self._stage(plan, staging, obsolete)
            obsolete = []
        return self._send_batches(plan, plan.groups(limit) if groups is None else groups, obsolete)

    def _stage(self, plan: Plan, staging: Staging, obsolete: Sequence[int]) -> None:
        """Fill the new tabs out of sight."""
        claim = self._claim(plan, frozenset(), obsolete)
        self._workbook.send(as_body([*claim, *map(as_json, staging.preparing())]), "spreadsheetId")
        for body in made_ahead(staging.bodies()):
            self._fill(body)
        staging.filled()

    def _fill(self, body: bytes) -> None:
        """Repeating is safe: the cells are nobody's yet, and once they are, the call leads nowhere."""
        for attempt in range(FILLINGS - 1):
            try:
                return self._workbook.send_values(body)
            except AmbiguousWriteError:
                self._workbook.client().patience.pause(attempt)
        return self._workbook.send_values(body)

    def _send_batches(self, plan: Plan, groups: Iterable[Group], obsolete: Sequence[int]) -> dict[str, Any]:
        ranges = plan.journal.ranges()
        shown = f',"includeSpreadsheetInResponse":true,"responseIncludeGridData":true,"responseRanges":{json.dumps(ranges)}'
        answer: dict[str, Any] = {}
        for requests, keys, is_last in batches(groups, self._workbook.body_limit - CLAIM):
            shows = is_last and bool(ranges)
            body = as_body([*self._claim(plan, keys, obsolete), *requests], shown if shows else "")
            answer = self._workbook.send(body, ANSWER_FIELDS if shows else "spreadsheetId")
            obsolete = ()
        return answer

    def _claim(self, plan: Plan, keys: frozenset[str], obsolete: Sequence[int]) -> list[str]:
        """The batch's own number: Google refuses the whole batch if another has taken it already, of another run or one of this
        run's that was given up and arrives late after all. The notes of this run's batches stay until the next run's first one."""
        self._number += 1
        note = {
            "metadataId": GENERATION_BASE + self._number, "metadataKey": GENERATION_KEY,
            "metadataValue": json.dumps([self._number, self._run, len(self._steps)]),
            "visibility": "DOCUMENT", "location": {"spreadsheet": True},
        }  # fmt: skip
        self._steps.append((plan, keys))
        gone = [{"developerMetadataLookup": {"metadataId": metadata_id}} for metadata_id in obsolete]
        requests: list[Request] = [
            {"createDeveloperMetadata": {"developerMetadata": note}},
            *({"deleteDeveloperMetadata": {"dataFilter": data_filter}} for data_filter in gone),
        ]
        return list(map(as_json, requests))

    def _refused(self, error: APIError) -> None:
        """A refusal is taken for somebody's change once; the same one again is what it says."""
        message = Refusal.of(error.response).message
        if message in self._refusals:
            raise self._workbook.refused(error) from None
        self._refusals.append(message)
