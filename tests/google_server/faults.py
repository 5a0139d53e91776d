"""What can go wrong on the way, at any call."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.google_server.errors import ApiError

HTML_503 = b"<!DOCTYPE html><html><head><title>Error 503 (Service Unavailable)!!1</title></head><body>That's an error.</body></html>"


@dataclass(frozen=True)
class Fault:
    """One failure: `kind` is status, html, silence, reset or truncated; `after`: the call took effect before it failed."""

    kind: str
    code: int = 503
    after: bool = False
    retry_after: str | None = None
    error: ApiError | None = None
    body: bytes | None = None
    """What the answer holds instead of Google's usual."""

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Code, headers and body of a failure that is an answer."""
        headers = {"Content-Type": "text/html; charset=UTF-8" if self.kind == "html" else "application/json; charset=UTF-8"}
        if self.retry_after is not None:
            headers["Retry-After"] = self.retry_after
        if self.body is not None:
            return self.code, headers, self.body
        if self.kind == "html":
            return self.code, headers, HTML_503
        error = self.error or ApiError(self.code, _MESSAGES.get(self.code, "Internal error encountered."))
        return error.code, headers, json.dumps(error.body()).encode()


_MESSAGES = {
    408: "Request timeout.", 429: "Quota exceeded for quota metric 'Write requests'.", 500: "Internal error encountered.",
    502: "Bad gateway.", 503: "The service is currently unavailable.", 504: "Deadline exceeded.",
}  # fmt: skip

SILENCE, RESET_BEFORE, RESET_AFTER = Fault("silence"), Fault("reset"), Fault("reset", after=True)
TRUNCATED, HTML_UNAVAILABLE = Fault("truncated", after=True), Fault("html")

EVERY_FAULT: dict[str, Fault] = {
    "429": Fault("status", 429), "429 with Retry-After": Fault("status", 429, retry_after="7"),
    "500": Fault("status", 500), "500 after the effect": Fault("status", 500, after=True), "503": Fault("status", 503),
    "503 after the effect": Fault("status", 503, after=True), "503 as HTML": HTML_UNAVAILABLE, "silence": SILENCE,
    "silence after the effect": Fault("silence", after=True), "reset before": RESET_BEFORE, "reset after": RESET_AFTER,
    "truncated": TRUNCATED,
}  # fmt: skip


class FaultPlan:
    """Which fault strikes which API call (counted from 0, token calls apart)."""

    def __init__(self) -> None:
        self._by_index: dict[int, Fault] = {}
        self._rules: list[Callable[[int, str], Fault | None]] = []

    def at(self, index: int, fault: Fault) -> None:
        self._by_index[index] = fault

    def when(self, rule: Callable[[int, str], Fault | None]) -> None:
        """`rule(index, method name)` gives the fault for a call, or None."""
        self._rules.append(rule)

    def clear(self) -> None:
        self._by_index.clear()
        self._rules.clear()

    def find(self, index: int, name: str) -> Fault | None:
        if index in self._by_index:
            return self._by_index[index]
        found: list[Any] = [fault for rule in self._rules if (fault := rule(index, name))]
        return found[0] if found else None
