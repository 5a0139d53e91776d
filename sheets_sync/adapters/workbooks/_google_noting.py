"""The developer metadata by which a tab is found again and its state known."""

from __future__ import annotations

from sheets_sync.adapters.workbooks._google_charts import charts_fingerprint
from sheets_sync.adapters.workbooks._google_layout import NewId, Request, fingerprint
from sheets_sync.adapters.workbooks._google_snapshot import LiveSheet
from sheets_sync.adapters.workbooks._google_state import LAYOUT_KEY, TAB_KEY, state_of
from sheets_sync.domain.tab import LAYOUT, Tab


def noting(tab: Tab, sheet_id: int, sheet: LiveSheet | None, new_id: NewId) -> list[Request]:
    """What to note about a tab that is written; nothing where it is noted already. `sheet`: the tab as it stood, if it did."""
    state = state_of(tab, LAYOUT, fingerprint(tab, LAYOUT), charts_fingerprint(tab, sheet_id), sheet_id)
    there = sheet.metadata_ids if sheet else {}
    requests: list[Request] = []
    if TAB_KEY not in there:
        requests.append(_note(tab, sheet_id, TAB_KEY, tab.key, new_id))
    if LAYOUT_KEY not in there:
        requests.append(_note(tab, sheet_id, LAYOUT_KEY, state.to_json(), new_id))
    elif sheet is None or sheet.state != state:
        lookup = {"developerMetadataLookup": {"metadataId": there[LAYOUT_KEY]}}
        new = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": state.to_json()}, "fields": "metadataValue"}
        requests.append({"updateDeveloperMetadata": new})
    return requests


def _note(tab: Tab, sheet_id: int, key: str, value: str, new_id: NewId) -> Request:
    note = {
        "metadataId": new_id(f"{key} {tab.key}"), "metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT",
        "location": {"sheetId": sheet_id},
    }  # fmt: skip
    return {"createDeveloperMetadata": {"developerMetadata": note}}
