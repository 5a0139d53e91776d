"""A live Google Spreadsheet as the workbook: read in two calls, written in one.

Requests go through gspread's HTTP client over google-auth's session, to Google's standard endpoints unless told otherwise.
How people's work is kept safe while the job runs is told in docs/adr (people's cells; two runs at once).
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheets_sync.adapters.google_login import account_of, load_credentials
from sheets_sync.adapters.workbooks._google_access import READ_ONLY, READ_WRITE, spreadsheet_id
from sheets_sync.adapters.workbooks._google_blocks import MAX_BODY
from sheets_sync.adapters.workbooks._google_cells import folded, read_json
from sheets_sync.adapters.workbooks._google_snapshot import (
    FIELDS,
    GoogleContents,
    LiveSheet,
    Rows,
    Snapshot,
    read_resource,
    whole,
)
from sheets_sync.adapters.workbooks._google_state import JOURNAL, UNFINISHED
from sheets_sync.adapters.workbooks._google_view import as_written
from sheets_sync.domain.tab import Sheet, Tab
from sheets_sync.ports import Contents

if TYPE_CHECKING:
    from sheets_sync.adapters.google_calls import Timing
    from sheets_sync.adapters.workbooks._google_client import PatientClient

REQUEST_TIMEOUT_S = 185.0
"""Google itself gives up on a request after 180 seconds."""

LOOKS = 3
"""How often a look is begun again because somebody renamed a tab in the middle of it."""


class Begun:
    """A look taken in a thread of its own."""

    def __init__(self, look: Callable[[], Snapshot]) -> None:
        self._look = look
        self._snapshot: Snapshot | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._snapshot = self._look()
        except Exception as error:
            self._error = error

    def result(self) -> Snapshot:
        self._thread.join()
        if self._snapshot is None:
            raise self._error or RuntimeError("the look ended without a result")
        return self._snapshot


class GoogleWorkbook:
    """The spreadsheet under a link. `inputs`: for each tab of the office the titles it may have; `is_own`: whether a tab of that
    title is one of the job's, asked only where its mark is missing.

    `read_only` asks for no more than reading. All calls of one object, with
    the waits between their repeats, share `deadline_s` seconds; a write of
    more than `body_limit` bytes is cut into several.
    """

    def __init__(
        self, link: str, *, credentials: Path | None = None, inputs: Sequence[Sequence[str]] = (),
        is_own: Callable[[str], bool] = lambda _title: False, read_only: bool = False, deadline_s: float = 300.0,
        api_root: str = "", timeout_s: float = REQUEST_TIMEOUT_S, timing: Timing | None = None, body_limit: int = MAX_BODY,
    ) -> None:  # fmt: skip
        self.id = spreadsheet_id(link)
        self._credentials = credentials
        self._inputs = [{folded(title) for title in titles} for titles in inputs]
        self._is_own = is_own
        self._scopes = READ_ONLY if read_only else READ_WRITE
        self._limits = (api_root, timeout_s, deadline_s)
        self._timing = timing
        self.body_limit = body_limit
        self._client: PatientClient | None = None
        self._title = ""
        self._begun: Begun | None = None

    @property
    def name(self) -> str:
        return f"Google Spreadsheet {self._title or '…' + self.id[-6:]}"

    @property
    def address(self) -> str:
        """Where a person opens it."""
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit"

    def client(self) -> PatientClient:
        """The HTTP client, made when first needed; SettingsError if the credentials cannot be loaded."""
        if self._client is None:
            from sheets_sync.adapters.google_calls import Timing
            from sheets_sync.adapters.workbooks._google_client import PatientClient

            credentials = load_credentials(self._credentials, self._scopes)
            api_root, timeout_s, deadline_s = self._limits
            self._client = PatientClient(
                credentials, account=account_of(credentials), api_root=api_root, timeout_s=timeout_s, deadline_s=deadline_s,
                timing=self._timing or Timing(),
            )  # fmt: skip
        return self._client

    def begin(self) -> None:
        """Start reading, so that waiting for Google and loading the rest of the program overlap; `read` collects what came, or
        raises what went wrong. SettingsError if the credentials cannot be loaded."""
        self.client()
        self._begun = Begun(self.look)

    def read(self) -> Contents:
        """Every tab the job needs, in two calls; SettingsError, WorkbookAccessError."""
        begun, self._begun = self._begun, None
        return self.contents(begun.result() if begun else self.look())

    def contents(self, snapshot: Snapshot) -> GoogleContents:
        """A snapshot as the stages know it."""
        self._title = snapshot.title
        own = snapshot.own()
        marked = {sheet.id for sheet in own.values()}
        outputs = {sheet.state.title if sheet.state else sheet.title: sheet for key, sheet in own.items() if key != JOURNAL}
        for sheet in snapshot.sheets:
            if sheet.id not in marked and not sheet.key and self._is_own(sheet.title):
                outputs.setdefault(sheet.title, sheet)
        inputs = [sheet for sheet in snapshot.grids() if not sheet.key and sheet.title not in outputs and self._is_wanted(sheet, snapshot)]
        versions = {sheet.state.version for sheet in own.values() if sheet.state}
        return GoogleContents(
            inputs={sheet.title: Sheet(sheet.title, sheet.rows, snapshot.time_zone) for sheet in inputs},
            outputs={title: Sheet(title, as_written(sheet)) for title, sheet in outputs.items()},
            layout=versions.pop() if len(versions) == 1 else "",
            snapshot=snapshot,
        )

    def write(self, tabs: Sequence[Tab], contents: Contents) -> str:
        """Bring the job's tabs up to date in one call (several above eight megabytes), none where nothing differs.

        People's cells are never written, whatever they do meanwhile. LockedError if another run has written since the read.
        """
        from sheets_sync.adapters.workbooks._google_writing import Writer

        snapshot = contents.snapshot if isinstance(contents, GoogleContents) else None
        shown = Writer(self, tabs, secrets.token_hex(8)).write(snapshot or self.look())
        return self.address + (f"#gid={shown}" if shown is not None else "")

    def look(self, *, journal: bool = False) -> Snapshot:
        """The spreadsheet as it stands; `journal`: with the cells of the hidden journal."""
        from gspread.exceptions import APIError

        refusal: APIError | None = None
        for _ in range(LOOKS):
            try:
                snapshot = read_resource(self.client().fetch_sheet_metadata(self.id, {"fields": FIELDS, "prettyPrint": "false"}))
                wanted = [sheet for sheet in snapshot.grids() if self._is_read(sheet, snapshot, journal)]
                return snapshot.with_rows(self._cells(wanted))
            except APIError as error:
                refusal = error
        raise self.refused(refusal) from None

    def _cells(self, sheets: Sequence[LiveSheet]) -> dict[int, Rows]:
        if not sheets:
            return {}
        params: dict[str, Any] = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER", "prettyPrint": "false"}
        params["ranges"] = [whole(sheet) for sheet in sheets]
        endpoint = f"https://sheets.googleapis.com/v4/spreadsheets/{self.id}/values:batchGet"
        ranges = read_json(self.client().request("get", endpoint, params=params).content)["valueRanges"]
        return {sheet.id: found.get("values", []) for sheet, found in zip(sheets, ranges, strict=True)}

    def _is_read(self, sheet: LiveSheet, snapshot: Snapshot, journal: bool) -> bool:
        if sheet.key == UNFINISHED:
            return False
        if sheet.key:
            return journal if sheet.key == JOURNAL else snapshot.own()[sheet.key] is sheet
        return self._is_own(sheet.title) or self._is_wanted(sheet, snapshot)

    def _is_wanted(self, sheet: LiveSheet, snapshot: Snapshot) -> bool:
        """One of the office's tabs; where one of these is not found every tab is read, so that the error can name them."""
        titles = {folded(other.title) for other in snapshot.sheets if not other.key}
        if not all(group & titles for group in self._inputs):
            return True
        return any(folded(sheet.title) in group for group in self._inputs)

    def send(self, body: bytes, fields: str) -> dict[str, Any]:
        """One batchUpdate; AmbiguousWriteError, APIError."""
        endpoint = f"https://sheets.googleapis.com/v4/spreadsheets/{self.id}:batchUpdate"
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        answer = self.client().request("post", endpoint, params={"fields": fields}, data=body, headers=headers)
        found: dict[str, Any] = read_json(answer.content)
        return found

    def send_values(self, body: bytes) -> None:
        """One `values.batchUpdate`; AmbiguousWriteError, APIError."""
        endpoint = f"https://sheets.googleapis.com/v4/spreadsheets/{self.id}/values:batchUpdate"
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        self.client().request("post", endpoint, params={"fields": "spreadsheetId"}, data=body, headers=headers)

    def refused(self, error: Any) -> Exception:
        """What a person can do about an answer of 400."""
        from sheets_sync.adapters.google_answers import Refusal
        from sheets_sync.adapters.workbooks._google_errors import explained

        return explained(Refusal.of(error.response), self.client().account)
