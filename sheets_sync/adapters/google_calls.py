"""Patience with Google, but not endless: time-outs, bounded repeats with jitter, one deadline for a run, no blind repeat of a write."""

from __future__ import annotations

import random as _random
import time as _time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from google.auth import exceptions as auth_errors
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from sheets_sync.adapters.google_answers import (
    TRANSIENT_STATUSES,
    AmbiguousWriteError,
    DeadlineError,
    IncompleteAnswerError,
    explained_login,
    out_of_time,
    skew,
    unreachable,
)
from sheets_sync.errors import SheetsSyncError

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


class Patience:
    """The time one run may spend on Google: `deadline_s` seconds for all its calls with the waits between their repeats,
    `timeout_s` for one call.

    What a call gets for an answer other than success is an exception that carries it as `response`.
    """

    def __init__(self, timing: Timing, *, timeout_s: float, deadline_s: float) -> None:
        self.timing = timing
        self.deadline_s = deadline_s
        self.clock_skew_s: float | None = None
        """By how much this machine's clock is ahead of Google's, since the first answer."""
        self.throttled = 0
        """How many calls were refused because too many were made."""
        self._longest_s = timeout_s
        self._spent = 0.0
        self._since: float | None = None

    def call(self, send: Callable[[tuple[float, float]], requests.Response], *, writing: bool) -> requests.Response:
        """Have `send(time-outs)` do one call, repeated where that is safe and may help; raises what the last attempt raised."""
        retrying = Retrying(
            stop=stop_after_attempt(MAX_ATTEMPTS), wait=self._wait, sleep=self._sleep, reraise=True,
            retry=retry_if_exception(lambda error: _worth_repeating(error, writing)),
        )  # fmt: skip
        self._since = self.timing.monotonic()
        try:
            response: requests.Response = retrying(self._attempt, send)
        finally:
            self._spent += self.timing.monotonic() - self._since
            self._since = None
        return response

    def _attempt(self, send: Callable[[tuple[float, float]], requests.Response]) -> requests.Response:
        left = self.time_left()
        if left <= 0:
            raise DeadlineError(self.deadline_s)
        try:
            response = send((min(CONNECT_TIMEOUT_S, left), min(self._longest_s, left)))
        except Exception as error:
            self.throttled += status_of(error) == 429
            raise
        self.clock_skew_s = skew(response.headers.get("Date"), self.timing.wall())
        if not response.content[-64:].rstrip().endswith(b"}"):
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

    def explained(self, error: Exception, *, writing: bool, account: str, host: str) -> Exception:
        """An error of `call` as the rest of the house knows it; the same error where it is an answer that only the caller can judge."""
        if isinstance(error, DeadlineError):
            return out_of_time(error)
        if isinstance(error, auth_errors.RefreshError) and not error.retryable:
            return explained_login(error, account, self.clock_skew_s)
        if writing and _may_have_taken_effect(error):
            return AmbiguousWriteError()
        if isinstance(error, SheetsSyncError) or status_of(error):
            return error
        if isinstance(error, (*_NETWORK, auth_errors.RefreshError)):
            return unreachable(host)
        return error

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


def status_of(error: BaseException | None) -> int:
    """The HTTP status that an error carries, 0 for an error without an answer."""
    response = _answer_of(error)
    return 0 if response is None else int(response.status_code)


def _answer_of(error: BaseException | None) -> Any:
    return getattr(error, "response", None)


def _worth_repeating(error: BaseException, writing: bool) -> bool:
    if writing and _may_have_taken_effect(error):
        return False
    if status_of(error):
        return status_of(error) in TRANSIENT_STATUSES
    return isinstance(error, _NETWORK) or (isinstance(error, auth_errors.RefreshError) and bool(error.retryable))


def _may_have_taken_effect(error: BaseException) -> bool:
    """Everything but a clear refusal, and what failed before it was sent."""
    if status_of(error):
        return status_of(error) in TRANSIENT_STATUSES - {429}
    if isinstance(error, requests.exceptions.RequestException):
        return not isinstance(error, _UNSENT)
    return isinstance(error, IncompleteAnswerError)


def _retry_after(error: BaseException | None, now: float) -> float | None:
    if not status_of(error):
        return None
    text = _answer_of(error).headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    ahead = skew(text, now) if text else None
    return None if ahead is None else max(0.0, -ahead)
