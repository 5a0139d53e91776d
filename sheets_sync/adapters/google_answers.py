"""What went wrong between us and Google, told apart and with the remedy; never with a key, a token or a whole answer in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def _short(message: str) -> str:
    return _LINKS.sub("…", message)[:300]


@dataclass(frozen=True)
class Case:
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


def explain(cases: Iterable[Case], refusal: Refusal, account: str, *, writing: bool, console: str) -> SheetsSyncError:
    """The error a person can mend, worded as the first of `cases` that fits; `console`: where the API is enabled."""
    case = next((case for case in cases if case.fits(refusal, writing, bool(account))), OTHER)
    return WorkbookAccessError(
        case.message, remedy=case.remedy, account=account, link=refusal.link or console, code=str(refusal.code),
        reason=_short(refusal.message) or refusal.status or "–",
    )  # fmt: skip


OTHER = Case(
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
    if "invalid_scope" in text:
        return WorkbookAccessError(
            N_("The login in the credentials was not given the access that is needed now."),
            remedy=N_(
                "Log in again and allow it: gcloud auth application-default login --scopes=https://www.googleapis.com/auth/spreadsheets,"
                "https://www.googleapis.com/auth/forms.body,https://www.googleapis.com/auth/forms.responses.readonly,"
                "https://www.googleapis.com/auth/cloud-platform"
            ),
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
