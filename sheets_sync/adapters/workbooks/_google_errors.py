"""What went wrong between us and Google, told apart and with the remedy; never with a key, a token or a whole answer in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from sheets_sync.errors import SheetsSyncError, WorkbookAccessError
from sheets_sync.language import N_

TRANSIENT_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
_LINKS = re.compile(r"https?://\S+")
_SKEW_NOTICED_S = 120


class AmbiguousWriteError(Exception):
    """A write was sent and it is not known whether it took effect."""


class IncompleteAnswerError(Exception):
    """A success whose body does not end where JSON ends."""


class DeadlineError(Exception):
    """The time the settings allow for the spreadsheet is used up."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Refusal:
    """An error answer: HTTP status, Google's status name, reason and message."""

    code: int
    status: str
    reason: str
    message: str
    link: str = ""

    @classmethod
    def of(cls, response: Any) -> Refusal:
        """From an HTTP answer, JSON or not."""
        try:
            error = response.json()["error"]
            details = [detail for detail in error.get("details", ()) if isinstance(detail, dict)]
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls(response.status_code, "", "", "")
        reason = next((str(detail["reason"]) for detail in details if "reason" in detail), "")
        link = next((str(detail["metadata"]["activationUrl"]) for detail in details if "activationUrl" in detail.get("metadata", {})), "")
        message = " ".join(str(error.get("message", "")).split())
        return cls(response.status_code, str(error.get("status", "")), reason, message, link)


def explained(refusal: Refusal, account: str, *, writing: bool = False) -> SheetsSyncError:
    """The error a person can mend for an answer that is not going to change by asking again."""
    case = next((case for case in _CASES if case.fits(refusal, writing, bool(account))), _OTHER)
    return WorkbookAccessError(
        case.message, remedy=case.remedy, account=account, link=refusal.link or _CONSOLE, code=str(refusal.code),
        reason=_short(refusal.message) or refusal.status or "–",
    )  # fmt: skip


def _short(message: str) -> str:
    return _LINKS.sub("…", message)[:300]


@dataclass(frozen=True)
class _Case:
    """A kind of refusal: told by code, Google's status or reason, or words in its message; and what to say."""

    message: str
    remedy: str
    codes: tuple[int, ...] = ()
    status: str = ""
    reason: str = ""
    words: str = ""
    writing: bool | None = None
    known_account: bool | None = None

    def fits(self, refusal: Refusal, writing: bool, known_account: bool) -> bool:
        return (
            (not self.codes or refusal.code in self.codes)
            and (not self.status or refusal.status == self.status)
            and (not self.reason or refusal.reason == self.reason)
            and self.words in refusal.message
            and self.writing in (None, writing)
            and self.known_account in (None, known_account)
        )


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
    _Case(*_API_DISABLED, codes=(403,), reason="SERVICE_DISABLED"),
    _Case(*_API_DISABLED, codes=(403,), words="has not been used in project"),
    _Case(*_NO_SCOPE, codes=(403,), reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
    _Case(*_NO_SCOPE, codes=(403,), words="authentication scopes"),
    _Case(
        N_("A tab or range that the job writes is protected against {account}."),
        N_("Data, Protect sheets and ranges: add this address to the editors of the protection, or remove it."),
        codes=(400, 403), words="protected cell",
    ),
    _Case(*_QUOTA, codes=(403, 429), status="RESOURCE_EXHAUSTED"),
    _Case(*_QUOTA, codes=(429,)),
    _Case(
        N_("The spreadsheet may be read but not changed by {account}."),
        N_("Open it, choose Share, and make this address an Editor."),
        codes=(403,), writing=True, known_account=True,
    ),
    _Case(
        N_("The spreadsheet is not shared with {account}."),
        N_("Open it, choose Share, add this address as Editor."),
        codes=(403,), known_account=True,
    ),
    _Case(
        N_("The spreadsheet is not shared with the account these credentials belong to."),
        N_("Open it, choose Share, add that account as Editor."),
        codes=(403,),
    ),
    _Case(
        N_("No spreadsheet is found under the link in [workbook] url."),
        N_("Copy the address from the browser once more; if the spreadsheet was deleted, restore it from the bin."),
        codes=(404,),
    ),
    _Case(*_OFFICE_FILE, codes=(400,), status="FAILED_PRECONDITION"),
    _Case(*_OFFICE_FILE, codes=(400,), words="Office file"),
    _Case(
        N_("The spreadsheet has reached Google's limit of 10 million cells."),
        N_("Delete empty rows and columns or old tabs, or start a new spreadsheet for the new year."),
        codes=(400,), words="number of cells in the workbook above the limit",
    ),
    _Case(
        N_("Google does not accept these credentials any more."),
        N_("Make a new key for the service account and replace the credentials file."),
        codes=(401,),
    ),
    _Case(
        N_("Google Sheets does not work at the moment (answer {code}, several times)."),
        N_("Nothing is lost; try again later."),
        codes=tuple(sorted(TRANSIENT_STATUSES)),
    ),
)  # fmt: skip
"""The first that fits counts."""

_OTHER = _Case(
    N_("Google refused the request ({code}): {reason}"),
    N_("Try again later; if it happens again, run “sheets-sync doctor”."),
)


def explained_login(error: Exception, account: str, skew_s: float | None) -> SheetsSyncError:
    """A refused token: a clock that is wrong, a key that is gone, or a login that has ended."""
    text = str(error.args[0]) if error.args else ""
    if "short-lived token" in text or "iat and exp" in text or (skew_s is not None and abs(skew_s) > _SKEW_NOTICED_S):
        return WorkbookAccessError(
            N_("This computer's clock is wrong, so Google refuses to log in."),
            remedy=N_("Set date, time and time zone (automatically, if possible) and try again."),
        )
    if "account not found" in text or "Invalid JWT Signature" in text or "invalid_client" in text:
        return WorkbookAccessError(
            N_("The key in the credentials file has been revoked, or its account {account} deleted."),
            remedy=N_("Make a new key for the service account and replace the credentials file."),
            account=account or "–",
        )
    if "expired or revoked" in text or "invalid_grant" in text:
        return WorkbookAccessError(
            N_("The login in the credentials has expired or was revoked."),
            remedy=N_("Log in again, or use a service account's key, which does not expire."),
        )
    return WorkbookAccessError(
        N_("Google's login service refused or did not answer."), remedy=N_("Check the internet connection and try again later.")
    )


def unreachable(host: str) -> SheetsSyncError:
    return WorkbookAccessError(
        N_("Google ({host}) cannot be reached or does not answer."),
        remedy=N_("Check the internet connection (proxy, firewall) and try again; nothing is lost."),
        host=host,
    )


def out_of_time(error: DeadlineError) -> SheetsSyncError:
    return WorkbookAccessError(
        N_("Google did not finish within {seconds} seconds, the time [workbook] deadline_s allows."),
        remedy=N_("Nothing is lost; try again later."),
        seconds=round(error.seconds),
    )


def skew(date_header: str | None, now_utc: float) -> float | None:
    """Seconds by which this machine's clock is ahead of an answer's Date header."""
    if not date_header:
        return None
    try:
        return now_utc - parsedate_to_datetime(date_header).timestamp()
    except (ValueError, TypeError):
        return None
