"""gspread's HTTP client made patient but not endless: time-outs, bounded repeats with jitter, no blind repeat of a write."""

from __future__ import annotations

import random as _random
import time as _time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from google.auth import exceptions as auth_errors
from google.auth.transport.requests import AuthorizedSession
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from sheets_sync.adapters.workbooks._google_errors import (
    TRANSIENT_STATUSES,
    AmbiguousWriteError,
    DeadlineError,
    IncompleteAnswerError,
    Refusal,
    explained,
    explained_login,
    out_of_time,
    skew,
    unreachable,
)
from sheets_sync.errors import SheetsSyncError

GOOGLE = "https://sheets.googleapis.com"
MAX_ATTEMPTS = 6
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 32.0
CONNECT_TIMEOUT_S = 10.0

_UNSENT = (requests.exceptions.ConnectTimeout,)
_NETWORK = (requests.exceptions.RequestException, auth_errors.TransportError, IncompleteAnswerError)


@dataclass
class Timing:
    """Time as the client sees it; tests hand in their own."""

    monotonic: Callable[[], float] = _time.monotonic
    wall: Callable[[], float] = _time.time
    sleep: Callable[[float], None] = _time.sleep
    random: Callable[[], float] = field(default_factory=lambda: _random.SystemRandom().random)


class PatientClient(HTTPClient):
    """gspread's client over an authorized session, for one run: all its calls share one deadline.

    Raises SheetsSyncError for what a person can mend, APIError (gspread) for a 400 the caller must judge, AmbiguousWriteError
    where a write may or may not have taken effect.
    """

    def __init__(self, credentials: Any, *, account: str, api_root: str, timeout_s: float, deadline_s: float, timing: Timing) -> None:
        super().__init__(credentials, AuthorizedSession(credentials))  # type: ignore[no-untyped-call]
        self.account = account
        self.api_root = (api_root or GOOGLE).rstrip("/")
        self.deadline_s = deadline_s
        self.timing = timing
        self.clock_skew_s: float | None = None
        """By how much this machine's clock is ahead of Google's, since the first answer."""
        self.throttled = 0
        """How many calls were refused because too many were made."""
        self._longest_s = timeout_s
        self._spent = 0.0
        self._since: float | None = None

    def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> requests.Response:
        """One call, repeated where that is safe and may help."""
        url = self.api_root + endpoint.removeprefix(GOOGLE)
        writing = method.lower() != "get"
        retrying = Retrying(
            stop=stop_after_attempt(MAX_ATTEMPTS), wait=self._wait, sleep=self._sleep, reraise=True,
            retry=retry_if_exception(lambda error: _worth_repeating(error, writing)),
        )  # fmt: skip
        self._since = self.timing.monotonic()
        try:
            response: requests.Response = retrying(self._attempt, method, url, *args, **kwargs)
        except Exception as error:
            raise self._explained(error, writing) from None  # the cause carries headers and bodies
        finally:
            self._spent += self.timing.monotonic() - self._since
            self._since = None
        return response

    def _attempt(self, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:
        left = self.time_left()
        if left <= 0:
            raise DeadlineError(self.deadline_s)
        self.set_timeout((min(CONNECT_TIMEOUT_S, left), min(self._longest_s, left)))
        try:
            response: requests.Response = super().request(method, url, *args, **kwargs)
        except APIError as error:
            self.throttled += error.response.status_code == 429
            raise
        self.clock_skew_s = skew(response.headers.get("Date"), self.timing.wall())
        if not response.content.rstrip().endswith(b"}"):
            raise IncompleteAnswerError
        return response

    def time_left(self) -> float:
        """Seconds that calls and the waits between them may still take; what the job does in between does not count."""
        now = self.timing.monotonic()
        return self.deadline_s - self._spent - (now - self._since if self._since is not None else 0.0)

    def pause(self, attempt: int) -> None:
        """Wait before looking again after an ambiguous or outrun write."""
        seconds = self.timing.random() * min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**attempt)
        if seconds >= self.time_left():
            raise out_of_time(DeadlineError(self.deadline_s))
        self.timing.sleep(seconds)
        self._spent += seconds

    def _wait(self, state: RetryCallState) -> float:
        """Full jitter, or what Retry-After asks for (with a little jitter on top)."""
        error = state.outcome.exception() if state.outcome else None
        asked = _retry_after(error, self.timing.wall())
        if asked is not None:
            return asked + self.timing.random()
        return self.timing.random() * min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** (state.attempt_number - 1))

    def _sleep(self, seconds: float) -> None:
        if seconds >= self.time_left():
            raise DeadlineError(self.deadline_s)
        self.timing.sleep(seconds)

    def _explained(self, error: Exception, writing: bool) -> Exception:
        if isinstance(error, DeadlineError):
            return out_of_time(error)
        if isinstance(error, auth_errors.RefreshError) and not error.retryable:
            return explained_login(error, self.account, self.clock_skew_s)
        if writing and _may_have_taken_effect(error):
            return AmbiguousWriteError()
        if isinstance(error, APIError):
            refusal = Refusal.of(error.response)
            return error if _for_the_caller(refusal) else explained(refusal, self.account, writing=writing)
        if isinstance(error, SheetsSyncError):
            return error
        if isinstance(error, (*_NETWORK, auth_errors.RefreshError)):
            return unreachable(self.api_root.partition("//")[2])
        return error


def _for_the_caller(refusal: Refusal) -> bool:
    """A 400 that another look at the spreadsheet may explain: somebody changed it meanwhile."""
    plain = refusal.code == 400 and refusal.status == "INVALID_ARGUMENT"
    return plain and "protected cell" not in refusal.message and "above the limit" not in refusal.message


def _worth_repeating(error: BaseException, writing: bool) -> bool:
    if writing and _may_have_taken_effect(error):
        return False
    if isinstance(error, APIError):
        return error.response.status_code in TRANSIENT_STATUSES
    return isinstance(error, _NETWORK) or (isinstance(error, auth_errors.RefreshError) and bool(error.retryable))


def _may_have_taken_effect(error: BaseException) -> bool:
    """Everything but a clear refusal, and what failed before it was sent."""
    if isinstance(error, APIError):
        return error.response.status_code in TRANSIENT_STATUSES - {429}
    if isinstance(error, requests.exceptions.RequestException):
        return not isinstance(error, _UNSENT)
    return isinstance(error, IncompleteAnswerError)


def _retry_after(error: BaseException | None, now: float) -> float | None:
    if not isinstance(error, APIError):
        return None
    text = error.response.headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    ahead = skew(text, now) if text else None
    return None if ahead is None else max(0.0, -ahead)
