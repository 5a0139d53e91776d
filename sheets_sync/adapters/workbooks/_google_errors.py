"""What Google's refusals mean for a spreadsheet, and what a person can do about them."""

from __future__ import annotations

from sheets_sync.adapters.google_answers import TRANSIENT_STATUSES, Case, Refusal, explain
from sheets_sync.errors import SheetsSyncError
from sheets_sync.language import N_


def explained(refusal: Refusal, account: str, *, writing: bool = False) -> SheetsSyncError:
    """The error a person can mend for an answer that is not going to change by asking again."""
    return explain(_CASES, refusal, account, writing=writing, console=_CONSOLE)


_CONSOLE = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"

_API_DISABLED = (
    N_("The Google Sheets API is not enabled in the project of these credentials."),
    N_("Enable it at {link}, wait a few minutes, try again."),
)
_NO_SCOPE = (
    N_("These credentials do not cover Google Sheets."),
    N_(
        "Use a service account's key, or log in with: gcloud auth application-default login "
        "--scopes=https://www.googleapis.com/auth/spreadsheets,https://www.googleapis.com/auth/cloud-platform"
    ),
)
_QUOTA = (
    N_("Google's limit of requests per minute is used up."),
    N_("Wait a minute and try again; if it happens often, let other scripts that use these credentials run at other times."),
)
_OFFICE_FILE = (
    N_("The document is an Excel file (.xlsx) kept in Google Drive, not a Google Spreadsheet."),
    N_("Open it and choose File, Save as Google Sheets; then use the new document's link."),
)

_CASES = (
    Case(*_API_DISABLED, codes=(403,), reason="SERVICE_DISABLED"),
    Case(*_API_DISABLED, codes=(403,), words="has not been used in project"),
    Case(*_NO_SCOPE, codes=(403,), reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    Case(*_NO_SCOPE, codes=(403,), words="authentication scopes"),
    Case(
        N_("A tab or range that the job writes is protected against {account}."),
        N_("Data, Protect sheets and ranges: add this address to the editors of the protection, or remove it."),
        codes=(400, 403), words="protected cell",
    ),
    Case(*_QUOTA, codes=(403, 429), status="RESOURCE_EXHAUSTED"),
    Case(*_QUOTA, codes=(429,)),
    Case(
        N_("The spreadsheet may be read but not changed by {account}."),
        N_("Open it, choose Share, and make this address an Editor."),
        codes=(403,), writing=True, known_account=True,
    ),
    Case(
        N_("The spreadsheet is not shared with {account}."),
        N_("Open it, choose Share, add this address as Editor."),
        codes=(403,), known_account=True,
    ),
    Case(
        N_("The spreadsheet is not shared with the account these credentials belong to."),
        N_("Open it, choose Share, add that account as Editor."),
        codes=(403,),
    ),
    Case(
        N_("No spreadsheet is found under the link in [workbook] url."),
        N_("Copy the address from the browser once more; if the spreadsheet was deleted, restore it from the bin."),
        codes=(404,),
    ),
    Case(*_OFFICE_FILE, codes=(400,), status="FAILED_PRECONDITION"),
    Case(*_OFFICE_FILE, codes=(400,), words="Office file"),
    Case(
        N_("The spreadsheet has reached Google's limit of 10 million cells."),
        N_("Delete empty rows and columns or old tabs, or start a new spreadsheet for the new year."),
        codes=(400,), words="number of cells in the workbook above the limit",
    ),
    Case(
        N_("Google does not accept these credentials any more."),
        N_("Make a new key for the service account and replace the credentials file."),
        codes=(401,),
    ),
    Case(
        N_("Google Sheets does not work at the moment (answer {code}, several times)."),
        N_("Nothing is lost; try again later."),
        codes=tuple(sorted(TRANSIENT_STATUSES)),
    ),
)  # fmt: skip
"""The first that fits counts."""
