"""What an answer of the Gmail API, or its absence, means for the message and for the run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from google.auth import exceptions as auth_errors
from urllib3 import exceptions as urllib3_errors

from sheets_sync.domain.marks import N_
from sheets_sync.domain.message import masked
from sheets_sync.errors import OutcomeUnknownError, PermanentError, QuotaError, RetryableError, SendError, StopTheRunError

_TOO_FAST = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
_SPENT = {"dailyLimitExceeded", "quotaExceeded", "limitExceeded"}
_NOT_SENT = (urllib3_errors.NewConnectionError, urllib3_errors.ConnectTimeoutError, urllib3_errors.ProxyError)
_RETRY_AFTER = re.compile(r"retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)", re.IGNORECASE)
_SENDING_LIMIT = re.compile(r"sending limit|daily", re.IGNORECASE)
_AN_HOUR_S = 3600
_LONGEST_REPLY = 300
_ASK_FOR_CONSENT = N_(
    "Let the domain's administrator grant this service account the scope gmail.send (Admin console, Security, API controls, "
    "Domain-wide delegation), and check that sender in [mail] is a mailbox of the domain."
)


def refusal(response: requests.Response) -> SendError:
    """The failure that an answer other than 200 means."""
    error = _error_of(response)
    message = str(error.get("message", response.reason))
    reply = _one_line(f"{response.status_code} {message}")
    reasons = set(_reasons(error))
    code = response.status_code
    if code == 429 or (code == 403 and reasons & (_TOO_FAST | _SPENT)):
        return _too_much(message, reasons, _wait_s(response, message), reply)
    if code == 503:
        return RetryableError(N_("Gmail is not available: {reply}"), whole_server=True, reply=reply)
    if code >= 500:
        # Google asks to repeat these; but nothing tells whether the message had left, and a repetition would be a second one
        return OutcomeUnknownError(N_("Gmail failed while taking the message: {reply}"), reply=reply)
    if code in (400, 413) and error.get("status") != "FAILED_PRECONDITION" and "failedPrecondition" not in reasons:
        return PermanentError(N_("Gmail refused the message: {reply}"), reply=reply)
    return StopTheRunError(N_("Gmail does not let this account send: {reply}"), remedy=_ASK_FOR_CONSENT, reply=reply)


def _too_much(message: str, reasons: set[str], wait_s: float, reply: str) -> SendError:
    if reasons & _SPENT or _SENDING_LIMIT.search(message) or wait_s > _AN_HOUR_S:
        return QuotaError(N_("The account may send no more messages today: {reply}"), reply=reply)
    return RetryableError(N_("Gmail asks for slower sending: {reply}"), whole_server=True, after_s=wait_s, reply=reply)


def _wait_s(response: requests.Response, message: str) -> float:
    """How long to wait, by the header or by the moment named in the message (on the server's own clock)."""
    header = response.headers.get("Retry-After", "")
    if header.isdigit():
        return float(header)
    found = _RETRY_AFTER.search(message)
    date = response.headers.get("Date")
    if not found or not date:
        return 0.0
    return max(0.0, (datetime.fromisoformat(found[1]) - parsedate_to_datetime(date)).total_seconds())


def _error_of(response: requests.Response) -> dict[str, Any]:
    try:
        body = response.json()
    except (ValueError, requests.exceptions.RequestException):  # an HTML page, or cut short
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _reasons(error: dict[str, Any]) -> Iterator[str]:
    for each in (*error.get("errors", ()), *error.get("details", ())):
        if isinstance(each, dict) and "reason" in each:
            yield str(each["reason"])


def interrupted(error: requests.exceptions.RequestException) -> SendError:
    """The failure that no answer at all means: harmless if the request never left."""
    reply = _one_line(str(error))
    cause = _causes(error)
    if any("CERTIFICATE_VERIFY_FAILED" in str(each) for each in cause):
        return StopTheRunError(
            N_("The certificate of Gmail's server is not trusted: {reply}"),
            remedy=N_("Check this machine's clock and certificates, and whether a proxy reads the traffic."),
            reply=reply,
        )
    if any(isinstance(each, _NOT_SENT) for each in cause):
        return RetryableError(N_("Gmail cannot be reached: {reply}"), whole_server=True, reply=reply)
    return OutcomeUnknownError(N_("The connection broke while the message was handed over: {reply}"), reply=reply)


def _causes(error: BaseException) -> list[BaseException]:
    """Everything that an exception wraps, in whatever way: requests puts urllib3's into its arguments."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop()
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
    return found


def token_refused(error: auth_errors.RefreshError) -> SendError:
    """The failure that a refused access token means."""
    reply = _one_line(str(error.args[0]) if error.args else "")
    if error.retryable:
        return token_unreachable(error)
    return StopTheRunError(N_("Google gives these credentials no access to send mail: {reply}"), remedy=_ASK_FOR_CONSENT, reply=reply)


def token_unreachable(error: auth_errors.GoogleAuthError) -> SendError:
    reply = _one_line(str(error.args[0]) if error.args else "")
    return RetryableError(N_("Google's login service cannot be reached: {reply}"), whole_server=True, reply=reply)


def _one_line(text: str) -> str:
    return masked(" ".join(text.split())[:_LONGEST_REPLY])
